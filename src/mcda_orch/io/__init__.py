"""Tables, problem files and outcomes: in and out of files."""
