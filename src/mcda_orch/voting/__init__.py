"""What do voting rules compute alike? Ballots, pairs, circles of majorities, and searches over orders."""
