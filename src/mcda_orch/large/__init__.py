"""Tables that need not fit into memory: their scores and their best rows, found in passes over parts of them."""
