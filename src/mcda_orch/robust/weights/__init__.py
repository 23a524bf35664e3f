"""Which weights: who wins with them, which ranks they allow, and how far they can move."""
