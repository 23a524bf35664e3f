"""Several methods on one problem: how far they agree, and who refused."""
