"""What explains published scores: weights, blanks, slips, or another reading of the table."""
