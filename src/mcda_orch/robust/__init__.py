"""How far an answer holds: over all weights, all fillings of blanks, and all changes of cells."""
