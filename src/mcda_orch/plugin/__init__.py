"""What a plug-in is: a pure function on arrays, its family, and the facts declared about it."""
