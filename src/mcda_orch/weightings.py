"""Weightings by name: ``mo.weightings.entropy``; from judgements: ``mo.weightings.eigenvector``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .plugin.lookup import offered

if TYPE_CHECKING:  # a module is imported when its name is first asked for
    from .weighting.angle import angle
    from .weighting.cilos import cilos
    from .weighting.coefficient_of_variation import coefficient_of_variation
    from .weighting.column_mean import column_mean
    from .weighting.critic import critic
    from .weighting.eigenvector import eigenvector
    from .weighting.entropy import entropy
    from .weighting.equal import equal
    from .weighting.geometric_mean import geometric_mean
    from .weighting.gini import gini
    from .weighting.idocriw import idocriw
    from .weighting.lopcow import lopcow
    from .weighting.merec import merec
    from .weighting.mpsi import mpsi
    from .weighting.psi_weights import psi_weights
    from .weighting.rank_exponent import rank_exponent
    from .weighting.rank_order_centroid import rank_order_centroid
    from .weighting.rank_reciprocal import rank_reciprocal
    from .weighting.rank_sum import rank_sum
    from .weighting.seca_weights import seca_weights
    from .weighting.standard_deviation import standard_deviation
    from .weighting.variance import variance
    from .weighting.vmcm_weights import vmcm_weights

__all__ = [
    "angle",
    "cilos",
    "coefficient_of_variation",
    "column_mean",
    "critic",
    "eigenvector",
    "entropy",
    "equal",
    "geometric_mean",
    "gini",
    "idocriw",
    "lopcow",
    "merec",
    "mpsi",
    "psi_weights",
    "rank_exponent",
    "rank_order_centroid",
    "rank_reciprocal",
    "rank_sum",
    "seca_weights",
    "standard_deviation",
    "variance",
    "vmcm_weights",
]

SECOND = ("column_mean", "eigenvector", "geometric_mean")
"""Those that read judgements in pairs; the others read a matrix."""


def __getattr__(name: str) -> Any:
    """Return a weighting, one of another package too, or say what a wrong guess leads to."""
    return offered(__name__, name)


def __dir__() -> list[str]:
    return __all__
