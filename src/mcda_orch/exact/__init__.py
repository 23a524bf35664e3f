"""Exact answers in rational numbers: linear systems, linear programmes, polytopes of weights, conflicts."""
