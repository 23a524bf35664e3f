"""Why does one alternative stand before another? What each criterion adds to the difference, and on which the lead rests."""
