"""Scalings: one small file each."""
