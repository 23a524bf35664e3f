"""Coefficients of agreement between two rankings, and between two vectors of weights: one file each."""
