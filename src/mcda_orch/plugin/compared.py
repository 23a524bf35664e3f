"""The one validation of what is compared: rankings, or weights, brought to the same order of names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from numbers import Real
from typing import TYPE_CHECKING, Any

import numpy as np

from ..core.consensus import Consensus
from ..core.display import shown
from ..core.frames import is_frame
from ..core.labels import holds_items, label, ranked_columns, unpacked
from ..core.matrix import DecisionMatrix
from ..core.outcome import Outcome
from ..core.preorder import Preorder
from ..core.problem import Problem
from ..core.profile import written_order
from ..core.ranking import Ranking
from ..core.weights import Weights
from ..errors import DomainError, LabelError, MissingError, PluginError, ShapeError

if TYPE_CHECKING:
    import numpy.typing as npt

    Numbers = npt.NDArray[np.float64]

__all__ = ["compared_rankings", "compared_weights", "several"]

Read = tuple[tuple[str, ...] | None, "Numbers"]
"""Names, None where there are none, and numbers, shape (n)."""


def compared_rankings(who: str, given: Mapping[str, Any]) -> tuple[tuple[str, ...] | None, Numbers]:
    """Return the names of the alternatives, and the average ranks of every ranking in their order, shape (k, n).

    Parameters
    ----------
    who : str
        Name of the coefficient, for errors.
    given : mapping
        Rankings by what they are called in errors.
    """
    return _aligned(who, {name: _ranks(who, name, one) for name, one in given.items()}, "alternative")


def compared_weights(who: str, given: Mapping[str, Any]) -> tuple[tuple[str, ...] | None, Numbers]:
    """Return the names of the criteria, and every vector of weights in their order, shape (k, m)."""
    return _aligned(who, {name: _weights(who, name, one) for name, one in given.items()}, "criterion")


def several(who: str, given: Any) -> dict[str, Any]:
    """Return what a list, a mapping or a batch of rankings or weights holds, by name; what has no name is counted."""
    if is_frame(given):
        return ranked_columns(given)
    outcomes = getattr(given, "outcomes", None)
    if isinstance(outcomes, Mapping):
        given = outcomes
    if isinstance(given, Ranking) and given.dense.ndim == 2:
        return {str(k): given[k - 1] for k in range(1, len(given.dense) + 1)}
    if isinstance(given, Weights) and given.values.ndim == 2:
        return {str(k): dict(zip(given.criteria, row, strict=True)) for k, row in enumerate(given.values.tolist(), start=1)}
    if isinstance(given, Mapping) and not any(isinstance(one, Real) for one in given.values()):
        return {label(name): one for name, one in given.items()}
    listed = (
        not isinstance(given, (str, Mapping, Ranking, Outcome, Weights, Preorder, Consensus))
        and hasattr(given, "__len__")
        and holds_items(given)
    )
    if not listed or np.ndim(given if isinstance(given, np.ndarray) else 1) == 1 or any(isinstance(one, Real) for one in given):
        raise PluginError(
            f"{who}.pairs compares every two of several, and this is {shown(given)}.",
            hint="give a mapping of names to rankings, a list of outcomes, mo.compare(problem), or an array with a row for each ranking.",
        )
    found: dict[str, Any] = {}
    for k, one in enumerate(given, start=1):
        name = one.method if isinstance(one, Outcome) else one.rule if isinstance(one, Consensus) else str(k)
        found[name if name not in found else f"{name} #{k}"] = one
    return found


def _ranks(who: str, name: str, given: Any) -> Read:
    """Return one ranking as names and average ranks."""
    if given is None:
        raise MissingError(f"{who} compares two rankings, and {name} is missing.", hint=f"write mo.agreements.{who}(a, b).")
    if isinstance(given, (Outcome, Consensus)):
        given = given.ranking
    if isinstance(given, str) and (">" in given or "~" in given):
        given = written_order(given, f"{name} of {who}")
    if isinstance(given, Preorder):
        return given.labels, _places(who, name, given)
    if isinstance(given, Ranking):
        named, ranking = given.labels, given
    else:
        if isinstance(given, (DecisionMatrix, Problem, Weights)):
            raise PluginError(
                f"{name} of {who} is a {type(given).__name__}, which is no ranking.", hint="a method ranks it: mo.topsis(problem)."
            )
        labels, cells = unpacked(given)
        if isinstance(cells, str) or not hasattr(cells, "__len__") or getattr(cells, "ndim", 1) == 0:  # rows of a list may differ in length
            raise PluginError(
                f"{name} of {who} is {shown(given)}, which is no ranking.",
                hint='write "Ant > Bee ~ Cat", {"Ant": 1, "Bee": 2}, or [1, 2] where names do not matter.',
            )
        if any(isinstance(cell, str) for cell in cells):
            raise DomainError(
                f"{name} of {who} is {shown(given)}, which lists names in an order.",
                hint='an order is no list of ranks: give every alternative its rank, {name: rank}, or write the order as text, "Ant > Bee ~ Cat".',
            )
        if is_frame(given) or any(hasattr(cell, "__len__") for cell in cells):
            raise ShapeError(
                f"{name} of {who} is a table of rankings.", hint=f"mo.agreements.{who}.pairs(rankings) compares every two of them."
            )
        names = tuple(map(str, range(1, len(cells) + 1))) if labels is None else labels
        ranking = Ranking(names, cells)
        named = None if labels is None else ranking.labels  # type: ignore[assignment]  # bare ranks have no names
    if ranking.dense.ndim != 1:
        raise ShapeError(
            f"{name} of {who} holds a batch of rankings of shape {ranking.dense.shape[:-1]}.",
            hint=f"compare every two of them by mo.agreements.{who}.pairs(rankings), or take one of them.",
        )
    if not len(ranking):
        raise ShapeError(f"{name} of {who} ranks nothing.", hint="give at least one alternative a rank.")
    return named, ranking.ranks("average").values.astype(np.float64)


def _places(who: str, name: str, order: Preorder) -> Numbers:
    """Return the average ranks of a complete preorder."""
    if not order.complete:
        raise DomainError(
            f"{name} of {who} is a partial order: some alternatives cannot be compared.",
            hint="the Kemeny distance takes partial orders: mo.agreements.kemeny_distance(a, b).",
        )
    ahead = order.values & ~order.values.T
    tied = order.values & order.values.T
    return np.asarray(ahead.sum(axis=-2) + (tied.sum(axis=-2) + 1) / 2)


def _weights(who: str, name: str, given: Any) -> Read:
    """Return one vector of weights with its names."""
    if given is None:
        raise MissingError(f"{who} compares two vectors of weights, and {name} is missing.", hint=f"write mo.agreements.{who}(a, b).")
    if isinstance(given, Outcome):
        given = given.weights
    labels = given.criteria if isinstance(given, Weights) else unpacked(given)[0]
    if labels is None:
        cells = unpacked(given)[1]
        if isinstance(cells, str) or not hasattr(cells, "__len__") or getattr(cells, "ndim", 1) == 0:  # rows of a list may differ in length
            raise PluginError(
                f"{name} of {who} is {shown(given)}, which are no weights.", hint='write {"price": 2, "quality": 3} or [2, 3].'
            )
        labels = tuple(f"C{j}" for j in range(1, len(cells) + 1))
        return None, _vector(who, name, Weights(cells, labels))
    found = given if isinstance(given, Weights) else Weights(given)
    return found.criteria, _vector(who, name, found)


def _vector(who: str, name: str, weights: Weights) -> Numbers:
    if weights.values.ndim != 1:
        raise ShapeError(f"{name} of {who} holds a batch of weights.", hint=f"compare every two by mo.agreements.{who}.pairs(weights).")
    return np.asarray(weights.values, dtype=np.float64)


def _aligned(who: str, read: Mapping[str, Read], noun: str) -> tuple[tuple[str, ...] | None, Numbers]:
    """Bring all to the order of the first that has names; who has none stands in that order already."""
    names = next((labels for labels, _ in read.values() if labels is not None), None)
    size = len(names) if names is not None else max((len(numbers) for _, numbers in read.values()), default=0)
    rows = []
    for name, (labels, numbers) in read.items():
        if labels is not None and names is not None and labels != names:
            numbers = numbers[_order(who, name, labels, names, noun)]
        elif len(numbers) != size:
            many = {"alternative": "alternatives", "criterion": "criteria"}[noun]
            raise ShapeError(f"{name} of {who} has {len(numbers)} numbers for {size} {many}.", hint="both are about the same ones.")
        rows.append(numbers)
    return names, np.array(rows, dtype=np.float64).reshape(len(rows), size)


def _order(who: str, name: str, labels: Sequence[str], names: Sequence[str], noun: str) -> list[int]:
    missing, strange = [n for n in names if n not in labels], [n for n in labels if n not in names]
    if missing or strange:
        lacks = " and ".join(
            [
                *([f"lacks {', '.join(map(repr, missing[:3]))}"] if missing else []),
                *([f"has {', '.join(map(repr, strange[:3]))}"] if strange else []),
            ]
        )
        raise LabelError(
            f"{name} of {who} {lacks}, so that it is not about the same {noun if noun != 'criterion' else 'criteria'}{'s' * (noun != 'criterion')}.",
            hint="rename them, or compare what both have.",
        )
    at = {n: k for k, n in enumerate(labels)}
    return [at[n] for n in names]
