"""Objectives of optimisers as criteria, and what is told of solutions that are left out."""

from __future__ import annotations

from collections.abc import Sequence

from ..core.criteria import Criterion, Direction
from ..core.labels import labels_of
from ..core.tabular import criterion, states
from ..errors import LabelError

__all__ = ["dropped", "objectives"]

NAMED = 20
"""Solutions that are named among the dropped ones of a kind; more are counted."""


def objectives(names: Sequence[str] | None, known: Sequence[str], ways: Sequence[Direction]) -> tuple[Criterion, ...]:
    """Return criteria that bear the given names, or those that are known; what a name says of a direction must be true."""
    given = tuple(known) if names is None else tuple(map(str, labels_of(names)))
    if len(given) != len(ways):
        raise LabelError(f"{len(given)} names are given for {len(ways)} objectives.", hint="name every objective once, in their order.")
    return tuple(_objective(name, way) for name, way in zip(given, ways, strict=True))


def _objective(name: str, way: Direction) -> Criterion:
    """Return an objective as a criterion, refusing a name such as ``"accuracy:max"`` of one that is minimised."""
    if not states(name):
        return Criterion(name, way)
    said = criterion(name)
    if said.direction is not way:
        raise LabelError(
            f"{name!r} says {Direction(said.direction).value}, but this objective is one for which {'less' if way is Direction.MIN else 'more'} is better.",
            hint=f"the optimiser says the direction: write {said.name!r}; of pymoo's, negated=[{said.name!r}] turns back an objective that was negated.",
        )
    return said


def dropped(kinds: dict[str, list[str]]) -> str:
    """Say which solutions were left out, and why.

    Examples
    --------
    >>> dropped({"pruned": ["trial 3", "trial 5"], "failed": [], "infeasible": ["trial 4"]})
    'trial 3, trial 5 (pruned); trial 4 (infeasible)'
    """
    parts = [
        f"{', '.join(names[:NAMED])}{f' and {len(names) - NAMED} more' if len(names) > NAMED else ''} ({kind})"
        for kind, names in kinds.items()
        if names
    ]
    return "; ".join(parts)
