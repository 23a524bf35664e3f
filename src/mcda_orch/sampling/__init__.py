"""Weights as a set: what is known about them, exactly, and random draws from what is left open."""
