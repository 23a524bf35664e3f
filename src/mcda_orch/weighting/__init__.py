"""Weights from a matrix or from judgements: one file each."""
