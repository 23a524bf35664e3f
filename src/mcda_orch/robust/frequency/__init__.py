"""How often: ranks and wins when weights, cells, parameters or value functions are random."""
