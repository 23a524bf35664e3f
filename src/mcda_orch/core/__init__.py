"""Frozen, labelled values: criteria, matrices, weights, rankings, outcomes."""
