"""Scalings by name: ``mo.scalings.minmax``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .plugin.lookup import offered

if TYPE_CHECKING:  # a module is imported when its name is first asked for
    from .scaling.categorical import categorical
    from .scaling.cenit_distance import cenit_distance
    from .scaling.enhanced_accuracy import enhanced_accuracy
    from .scaling.exponential import exponential
    from .scaling.identity import identity
    from .scaling.lai_hwang import lai_hwang
    from .scaling.linear import linear
    from .scaling.linear_ratio import linear_ratio
    from .scaling.logarithm import logarithm
    from .scaling.markovic import markovic
    from .scaling.maximum import maximum
    from .scaling.minmax import minmax
    from .scaling.mixed import mixed
    from .scaling.nonlinear import nonlinear
    from .scaling.piecewise import piecewise
    from .scaling.ranks import ranks
    from .scaling.rim_interval import rim_interval
    from .scaling.sigmoid import sigmoid
    from .scaling.target import target
    from .scaling.total import total
    from .scaling.triangular import triangular
    from .scaling.tzeng_huang import tzeng_huang
    from .scaling.vector import vector
    from .scaling.zavadskas_turskis import zavadskas_turskis
    from .scaling.zscore import zscore

__all__ = [
    "categorical",
    "cenit_distance",
    "enhanced_accuracy",
    "exponential",
    "identity",
    "lai_hwang",
    "linear",
    "linear_ratio",
    "logarithm",
    "markovic",
    "maximum",
    "minmax",
    "mixed",
    "nonlinear",
    "piecewise",
    "ranks",
    "rim_interval",
    "sigmoid",
    "target",
    "total",
    "triangular",
    "tzeng_huang",
    "vector",
    "zavadskas_turskis",
    "zscore",
]


def __getattr__(name: str) -> Any:
    """Return a scaling, one of another package too, or say what a wrong guess leads to."""
    return offered(__name__, name)


def __dir__() -> list[str]:
    return __all__
