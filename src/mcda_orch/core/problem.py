"""A decision problem: the matrix, the weights, what blanks mean, and what was published about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .blanks import Blanks
from .frozen import FrozenMap, Labelled
from .matrix import DecisionMatrix
from .weights import Weights

__all__ = ["Problem"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Problem:
    """Everything that a method needs, in one value.

    Parameters
    ----------
    matrix : DecisionMatrix
    weights : Weights, optional
    blanks : Blanks, default refuse
    published : Labelled, optional
        The score that was published for every alternative.
    published_by : str, optional
        Name of the method that the published scores claim to come from.
    params : mapping of method name to mapping of parameters, optional
        What a method needs to know about this problem beyond matrix and weights (thresholds, judgements). The
        entry ``weights`` replaces the problem's weights for that method.
    name, title : str
    provenance : mapping of str to str
        Where the data come from.
    """

    matrix: DecisionMatrix
    weights: Weights | None = None
    blanks: Blanks = field(default_factory=Blanks)
    published: Labelled | None = None
    published_by: str | None = None
    params: Mapping[str, Mapping[str, Any]] = field(default_factory=FrozenMap)
    name: str = ""
    title: str = ""
    provenance: Mapping[str, str] = field(default_factory=FrozenMap)

    def __post_init__(self) -> None:
        object.__setattr__(self, "params", FrozenMap({k: FrozenMap(v) for k, v in self.params.items()}))
        object.__setattr__(self, "provenance", FrozenMap(self.provenance))
        if self.weights is not None:
            self.weights.aligned(self.matrix.criterion_names)

    def __repr__(self) -> str:
        weights = "no weights" if self.weights is None else f"weights {self.weights.source}"
        return f"Problem({self.name!r}, {self.matrix!r}, {weights}, {self.blanks})"
