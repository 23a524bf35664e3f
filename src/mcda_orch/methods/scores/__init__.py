"""Methods that give every alternative a number."""
