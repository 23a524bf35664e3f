"""What to ask next: the answer that would say most about the ranking."""
