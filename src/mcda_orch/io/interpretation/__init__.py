"""What a table of text means: which column is what, and what its cells say."""
