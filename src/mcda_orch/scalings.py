"""Scalings by name: ``mo.scalings.minmax``."""

from .scaling.identity import identity
from .scaling.linear_ratio import linear_ratio
from .scaling.maximum import maximum
from .scaling.minmax import minmax
from .scaling.total import total
from .scaling.vector import vector

__all__ = [
    "identity",
    "linear_ratio",
    "maximum",
    "minmax",
    "total",
    "vector",
]
