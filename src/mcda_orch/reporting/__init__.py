"""Reports that put the answers of several questions together."""
