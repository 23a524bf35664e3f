"""What methods and weightings compute alike, in floating point: how columns vary and go together, and the programme of SECA."""
