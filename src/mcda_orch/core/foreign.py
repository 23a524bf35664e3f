"""Decision matrices of other libraries: their labels, objectives and weights are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .criteria import Alternative, Criterion, Direction

__all__ = ["Foreign", "foreign"]


@dataclass(frozen=True, slots=True)
class Foreign:
    """What a decision matrix of another library holds.

    Parameters
    ----------
    values : array
    alternatives, criteria : tuple
    weights : mapping of criterion to weight
    source : str
        What the library is called.
    """

    values: Any
    alternatives: tuple[Alternative, ...]
    criteria: tuple[Criterion, ...]
    weights: Mapping[str, float]
    source: str


def foreign(value: Any) -> Foreign | None:
    """Return what is in scikit-criteria's ``DecisionMatrix``, or None for everything else.

    Its names are taken as they are: ``"price:min"`` is a name there, and the direction is its objective. pymcdm has no type of
    its own; its arrays and types of 1 and -1 are ``DecisionMatrix(values, directions=types)``.
    """
    if not (hasattr(value, "iobjectives") and hasattr(value, "matrix") and hasattr(value, "weights")):
        return None
    names = [str(name) for name in value.criteria]
    ways = [Direction.of(int(sense)) for sense in value.iobjectives.to_numpy()]
    return Foreign(
        value.matrix.to_numpy(),
        tuple(Alternative(str(name)) for name in value.alternatives),
        tuple(Criterion(name, way) for name, way in zip(names, ways, strict=True)),
        dict(zip(names, value.weights.to_numpy().tolist(), strict=True)),
        "scikit-criteria",
    )
