"""Weightings by name: ``mo.weightings.entropy``; from judgements: ``mo.weightings.eigenvector``."""

from .weighting.column_mean import column_mean
from .weighting.critic import critic
from .weighting.eigenvector import eigenvector
from .weighting.entropy import entropy
from .weighting.equal import equal
from .weighting.geometric_mean import geometric_mean
from .weighting.rank_order_centroid import rank_order_centroid

__all__ = [
    "column_mean",
    "critic",
    "eigenvector",
    "entropy",
    "equal",
    "geometric_mean",
    "rank_order_centroid",
]
