"""Where disagreement comes from: how much of the variance of ranks each choice explains, and which one moves the winner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np

from ..core.frozen import Frozen, FrozenMap
from ..core.ranking import Ranking
from ..core.report import amount, listed
from ..core.table import Shown, Table
from .design import AXES, Design

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Causes", "causes"]


@dataclass(frozen=True, slots=True)
class Causes(Frozen, Shown):
    """The variance of ranks over a complete design, parted by choice.

    Attributes
    ----------
    levels : mapping of str to tuple of str
        The design: of each choice (``"aggregation"``, ``"scaling"``, ``"weighting"``) that was asked for, what was chosen from. Every
        combination of these is part of the decomposition, and nothing else.
    sums : mapping of str to Fraction
        Sum of squares of the average ranks by source: choices that vary, and their interactions such as ``"aggregation x scaling"``.
    shares : mapping of str to Fraction
        Parts of their total, which sum to 1; empty where all rankings of the design are the same.
    moved : mapping of str to Fraction
        Of all pairs of rankings that differ in this choice alone, the part in which others are first.
    winners : mapping of str to mapping of str to mapping of str to int
        By choice and level: who is first, and in how many rankings, tied or alone.
    left_out : mapping of str to str
        Methods, scalings and weightings that were asked for and are no part of the design, and why.

    Notes
    -----
    Analysis of variance of the rank of an alternative over a complete factorial without replication, with sums of squares added up over
    alternatives; they are whole numbers divided by whole numbers, and the shares are exact.
    """

    levels: Mapping[str, tuple[str, ...]]
    sums: Mapping[str, Fraction]
    shares: Mapping[str, Fraction]
    moved: Mapping[str, Fraction]
    winners: Mapping[str, Mapping[str, Mapping[str, int]]]
    left_out: Mapping[str, str]

    @property
    def varied(self) -> tuple[str, ...]:
        """The choices between two levels or more."""
        return tuple(axis for axis, levels in self.levels.items() if len(levels) > 1)

    @property
    def size(self) -> int:
        """How many rankings the design has."""
        return prod(map(len, self.levels.values())) if self.levels else 0

    @property
    def design(self) -> str:
        """The design in a line, such as ``3 methods x 2 scalings``."""
        return " x ".join(f"{len(levels)} {AXES[axis]}{'s' * (len(levels) != 1)}" for axis, levels in self.levels.items())

    @property
    def table(self) -> Table:
        """Source, sum of squares, share, and how often the winner changes with it."""
        rows = [
            (source, float(of), None if not self.shares else amount(self.shares[source]), _share(self.moved.get(source)))
            for source, of in self.sums.items()
        ]
        heads = ("source", "sum of squares", "share", "winner changes")
        return Table(
            heads, tuple(rows), f"Where the disagreement comes from ({self.design})" if rows else "Where the disagreement comes from"
        )

    @property
    def winners_table(self) -> Table:
        """Who is first at each level of each choice, and in how many of its rankings."""
        rows = [
            (axis, level, ", ".join(f"{name} {count}" for name, count in firsts.items()))
            for axis, by in self.winners.items()
            for level, firsts in by.items()
        ]
        return Table(("choice", "level", "first (rankings)"), tuple(rows), "Who is first under each choice")

    @property
    def remarks(self) -> tuple[str, ...]:
        """The design, level by level, and what it leaves out."""
        if not self.size:
            said = ["No rankings make a complete design."]
        else:
            said = [f"The design: {'; '.join(f'{AXES[axis]}s {listed(levels)}' for axis, levels in self.levels.items())}."]
        reasons: dict[str, list[str]] = {}
        for name, why in self.left_out.items():
            reasons.setdefault(why, []).append(name)
        return (*said, *(f"Left out of it: {listed(names)} ({why})." for why, names in reasons.items()))

    def document(self) -> dict[str, Any]:
        """Return everything as plain mappings and lists; fractions are text such as "3/7"."""
        return {
            "design": {axis: list(levels) for axis, levels in self.levels.items()},
            "sums_of_squares": {source: str(of) for source, of in self.sums.items()},
            "shares": {source: str(share) for source, share in self.shares.items()},
            "winner_changes": {axis: str(share) for axis, share in self.moved.items()},
            "winners": {axis: {level: dict(firsts) for level, firsts in by.items()} for axis, by in self.winners.items()},
            "left_out": dict(self.left_out),
        }


def _share(value: Fraction | None) -> str | None:
    return None if value is None else amount(value)


def causes(design: Design, rankings: Mapping[str, Ranking], names: tuple[str, ...]) -> Causes:
    """Part the variance of the ranks of a design; `rankings` are those that count, by the label of their run."""
    levels, left_out = design.complete(set(rankings))
    sizes = tuple(map(len, levels.values()))
    if not prod(sizes):
        return Causes(FrozenMap(), FrozenMap(), FrozenMap(), FrozenMap(), FrozenMap(), FrozenMap(left_out))
    chosen = [rankings[label] for label in design.labels(levels)]
    doubled = np.array([2 * ranking.ranks("average").values for ranking in chosen]).astype(np.int64).reshape(*sizes, len(names))
    first = np.array([ranking.dense == 1 for ranking in chosen]).reshape(*sizes, len(names))
    axes = list(levels)
    vary = [k for k, size in enumerate(sizes) if size > 1]
    sums = {" x ".join(axes[k] for k in source): of / 4 for source, of in _sums(doubled, vary).items()}
    total = sum(sums.values(), Fraction(0))
    return Causes(
        levels=FrozenMap(levels),
        sums=FrozenMap(sums),
        shares=FrozenMap({source: of / total for source, of in sums.items()} if total else {}),
        moved=FrozenMap({axes[k]: _moved(first, k) for k in vary}),
        winners=FrozenMap({axes[k]: _winners(first, k, levels[axes[k]], names) for k in vary}),
        left_out=FrozenMap(left_out),
    )


def _sums(r: npt.NDArray[np.int64], vary: list[int]) -> dict[tuple[int, ...], Fraction]:
    """Return the sums of squares of all main effects and interactions, of whole numbers r with alternatives along the last axis."""
    cells = r.size // r.shape[-1]
    raw: dict[tuple[int, ...], Fraction] = {}
    for order in range(len(vary) + 1):
        for source in combinations(vary, order):
            marginal = r.sum(axis=tuple(k for k in range(r.ndim - 1) if k not in source))
            within = cells // prod(r.shape[k] for k in source)
            raw[source] = Fraction(sum(value * value for value in marginal.ravel().tolist()), within)  # Python's integers do not overflow
    return {
        source: sum(
            ((-1) ** (len(source) - order) * raw[part] for order in range(len(source) + 1) for part in combinations(source, order)),
            Fraction(0),
        )
        for source in raw
        if source
    }


def _moved(first: npt.NDArray[np.bool_], axis: int) -> Fraction:
    """Return in which part of the pairs of rankings that differ along this axis alone others are first."""
    who = np.unique(first.reshape(-1, first.shape[-1]), axis=-2, return_inverse=True)[1].reshape(first.shape[:-1])
    lines = np.moveaxis(who, axis, -1).reshape(-1, who.shape[axis])
    differ = int((lines[:, :, None] != lines[:, None, :]).sum()) // 2
    return Fraction(differ, len(lines) * (lines.shape[1] * (lines.shape[1] - 1) // 2))


def _winners(first: npt.NDArray[np.bool_], axis: int, levels: tuple[str, ...], names: tuple[str, ...]) -> FrozenMap[FrozenMap[int]]:
    """Return who is first at each level, the most often first, with the number of rankings."""
    counts = first.sum(axis=tuple(k for k in range(first.ndim - 1) if k != axis))
    found = {}
    for level, row in zip(levels, counts.tolist(), strict=True):
        most = sorted(((name, count) for name, count in zip(names, row, strict=True) if count), key=lambda pair: -pair[1])
        found[level] = FrozenMap(dict(most))
    return FrozenMap(found)
