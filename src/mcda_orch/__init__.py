"""Multi-criteria decision analysis: methods as pure array functions, tested against the laws they claim.

Names are imported when they are first asked for, so that ``import mcda_orch`` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import scalings, scores, weightings
    from .comparison.compare import Comparison, compare
    from .core.blanks import Blanks
    from .core.criteria import Alternative, Criterion, Direction, Interval, Ordinal, Ratio, Scale
    from .core.matrix import DecisionMatrix
    from .core.outcome import Outcome
    from .core.preorder import Preorder, Relation
    from .core.problem import Problem
    from .core.ranking import Ranking
    from .core.weights import Weights
    from .errors import (
        DomainError,
        LabelError,
        McdaError,
        MeaningWarning,
        MissingError,
        PluginError,
        ReadError,
        ShapeError,
    )
    from .io.read import load, read
    from .plugin.registry import get, independent_methods, names
    from .scores import *
    from .weighting.hierarchy import Hierarchy
    from .weighting.judgements import Judgements

__all__ = [
    "Alternative",
    "Blanks",
    "Comparison",
    "Criterion",
    "DecisionMatrix",
    "Direction",
    "DomainError",
    "Hierarchy",
    "Interval",
    "Judgements",
    "LabelError",
    "McdaError",
    "MeaningWarning",
    "MissingError",
    "Ordinal",
    "Outcome",
    "PluginError",
    "Preorder",
    "Problem",
    "Ranking",
    "Ratio",
    "ReadError",
    "Relation",
    "Scale",
    "ShapeError",
    "Weights",
    "compare",
    "get",
    "independent_methods",
    "load",
    "names",
    "read",
    "scalings",
    "scores",
    "weightings",
]

_HOMES = {
    "comparison.compare": (
        "Comparison",
        "compare",
    ),
    "core.blanks": ("Blanks",),
    "core.criteria": (
        "Alternative",
        "Criterion",
        "Direction",
        "Interval",
        "Ordinal",
        "Ratio",
        "Scale",
    ),
    "core.matrix": ("DecisionMatrix",),
    "core.outcome": ("Outcome",),
    "core.preorder": (
        "Preorder",
        "Relation",
    ),
    "core.problem": ("Problem",),
    "core.ranking": ("Ranking",),
    "core.weights": ("Weights",),
    "errors": (
        "DomainError",
        "LabelError",
        "McdaError",
        "MeaningWarning",
        "MissingError",
        "PluginError",
        "ReadError",
        "ShapeError",
    ),
    "io.read": (
        "load",
        "read",
    ),
    "plugin.registry": (
        "get",
        "independent_methods",
        "names",
    ),
    "weighting.hierarchy": ("Hierarchy",),
    "weighting.judgements": ("Judgements",),
}
_HOME = {name: module for module, found in _HOMES.items() for name in found}


def __getattr__(name: str) -> Any:
    """Import a public name; methods, those of other packages too, are reached the same way, as ``mo.<name>``."""
    if name in _HOME:
        value = getattr(import_module(f".{_HOME[name]}", __name__), name)
    elif name in ("scalings", "scores", "weightings"):
        value = import_module(f".{name}", __name__)
    else:
        from .plugin.registry import get, names

        if name.startswith("_") or name not in names("score"):
            raise AttributeError(f"module 'mcda_orch' has no attribute {name!r}")
        value = get(name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    from . import scores

    return [*__all__, *scores.__all__]
