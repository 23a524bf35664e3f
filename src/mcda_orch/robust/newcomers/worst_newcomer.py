"""What a newcomer can do to the lead of one alternative over another: the worst of all newcomers, and the one that takes least.

A method with a linear form whose differences depend on one column of the data each (`linear_form` and `columnwise` of
:class:`~mcda_orch.plugin.plugin.Plugin`) gives a lead that is separable in the cells z of the newcomer::

    lead(a, b; z) = sum_j w_j (U_aj(z_j) - U_bj(z_j))

so the smallest lead is the sum of the smallest parts. On levels these are found by trying each; between them, where the method
or its scaling declares the points at which differences turn around (`turns`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from ...core.frozen import Frozen, FrozenMap
from ...core.positions import TIE, positions
from ...exact.claims import Check, Tied, digest, same
from ...exact.rational import Vector, simplest
from ...plugin.check import Task
from ...plugin.family import HIGHER

if TYPE_CHECKING:
    import numpy.typing as npt

    Reals: TypeAlias = npt.NDArray[np.float64]

__all__ = ["Immunity", "Newcomers", "fits", "joined", "newcomers"]

BLOCK = 2**22
"""Pairs of rows that are in flight at a time."""
simple = lru_cache(2**16)(simplest)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Newcomers(Frozen):
    """All newcomers that may join, and the parts of every lead.

    Attributes
    ----------
    asked : Task
    cells : array, shape (k, m)
        What the cells may be, from the worst to the best; the last is repeated where a criterion has fewer than k.
    own : array of int, shape (n, m)
        Where the cells of the alternatives are among them.
    open : array of bool, shape (k, m)
        Which of them lie in the domain of the method.
    form : array, shape (k, n, m)
        Rows of the linear form when a newcomer has that cell.
    shares : array, shape (m,)
        Weights as parts of their sum, negative where less of the linear form is better.
    rounding : array, shape (n,)
        Size of a lead, for each alternative, that computing in floating point may give to equals.
    exact : bool
        Whether the smallest difference of two rows is always at one of the cells.
    levels : tuple of arrays
        The cells that occur, are declared or given, by criterion.
    free : tuple of bool
        Whether a criterion may have any value between the ends of its levels.
    """

    asked: Task
    cells: Reals
    own: npt.NDArray[np.intp]
    open: npt.NDArray[np.bool_]
    form: Reals
    shares: Reals
    rounding: Reals
    exact: bool
    levels: tuple[Reals, ...]
    free: tuple[bool, ...]

    def genuine(self) -> bool:
        """Tell whether all this follows from the task, the levels and what is free, and the task from its table."""
        return self.asked.genuine() and same(self, newcomers(self.asked, self.levels, self.free))

    def leads(self, a: int) -> Reals:
        """Return the parts of the lead of `a` over everyone for every cell, shape (k, n, m); infinite outside the domain."""
        return np.where(self.open[:, None, :], self.shares * (self.form[:, a, None, :] - self.form), np.inf)

    def closest(self, a: int) -> tuple[Reals, npt.NDArray[np.intp]]:
        """Return the smallest lead of `a` over everyone, shape (n,), and the cells where it is attained, shape (n, m)."""
        parts = self.leads(a)
        return parts.min(axis=-3).sum(axis=-1), parts.argmin(axis=-3)

    def fewest(self, a: int, over: npt.NDArray[np.bool_]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
        """Return in how few cells a newcomer that puts `a` behind another differs from an alternative, and from which, shape (n,).

        Others than those told by `over`, shape (n,), are left out, as if no newcomer did. Where a newcomer starts out like an alternative, moving a cell lowers the lead by so much at most; the largest of
        these drops come first. Their number is m + 1 where no newcomer will do.
        """
        parts = self.leads(a)
        n, m = self.own.shape
        margin = np.maximum(self.rounding, self.rounding[a])
        floor = parts.min(axis=-3)
        able = np.flatnonzero(over & (floor.sum(axis=-1) < -margin))
        start = parts[self.own[:, None, :], able[:, None], np.arange(m)]
        with np.errstate(invalid="ignore"):
            drops = np.sort(start - floor[able], axis=-1)[..., ::-1].cumsum(axis=-1)
            left = start.sum(axis=-1)[..., None] - np.concatenate([np.zeros((n, len(able), 1)), drops], axis=-1)
        behind = left < -margin[able, None]
        found = np.where(behind.any(axis=-1), behind.argmax(axis=-1), m + 1)
        count, like = np.full(n, m + 1), np.zeros(n, dtype=np.intp)
        count[able], like[able] = found.min(axis=-2), found.argmin(axis=-2)
        return count, like

    def nearest(self, a: int, b: int, like: int, count: int) -> Reals:
        """Return the newcomer that is like an alternative but for the `count` cells which lower the lead of `a` over `b` most."""
        parts = self.leads(a)[:, b]
        columns = np.arange(parts.shape[1])
        drops = parts[self.own[like], columns] - parts.min(axis=-2)
        moved = sorted(columns.tolist(), key=lambda j: -drops[j])[:count]
        row = self.asked.x[like].copy()
        row[moved] = self.cells[parts.argmin(axis=-2), columns][moved]
        return np.asarray(row)

    def dominated(self, ahead: npt.NDArray[np.bool_]) -> Iterator[tuple[int, int, int, Reals]]:
        """Yield a, b, and an alternative k with the newcomer below it that lowers the lead of `a` over `b` most, if below zero."""
        columns = np.arange(self.own.shape[1])
        for a in np.flatnonzero(ahead.any(axis=-1)).tolist():
            parts = self.leads(a)
            margin = np.maximum(self.rounding, self.rounding[a])
            able = ahead[a] & (parts.min(axis=-3).sum(axis=-1) < -margin)
            if not able.any():
                continue
            lead = np.minimum.accumulate(parts, axis=-3)[self.own[:, None, :], np.arange(len(self.own))[:, None], columns].sum(axis=-1)
            for k, b in np.argwhere((lead < -margin) & able).tolist():
                worst = [int(parts[: at + 1, b, j].argmin()) for j, at in enumerate(self.own[k])]
                yield a, b, k, self.cells[worst, columns]

    def exactly(self, ahead: Reals, behind: Reals) -> Vector:
        """Return the parts of a lead as fractions, from two rows of the linear form."""
        shares = _exact_shares(tuple(self.asked.w.tolist()), 1 if self.asked.plugin.better is HIGHER else -1)
        return tuple(w * (simple(p) - simple(q)) for w, p, q in zip(shares, ahead.tolist(), behind.tolist(), strict=True))


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Immunity(Tied):
    """A proof that no newcomer puts `a` behind `b`.

    Attributes
    ----------
    a, b : str
        `a` is ahead of `b`.
    gap : Fraction
        The smallest lead that any newcomer leaves to `a`, with weights that sum to 1.
    newcomer : mapping of str to float
        Cells that leave no more.
    ties : bool
        Whether that is nothing: some newcomer makes the two equal.
    """

    a: str
    b: str
    gap: Fraction
    newcomer: Mapping[str, float]
    ties: bool
    among: Newcomers
    tie: str = ""

    @property
    def _tie(self) -> str:
        t = self.among.asked
        return digest(t.plugin.name, t.params, t.matrix, t.blanks, t.weights, self.among.levels, self.among.free)

    @classmethod
    def of(cls, among: Newcomers, a: int, b: int, worst: npt.NDArray[np.intp], tie: str = "") -> Immunity:
        """Prove it by the cells that leave the smallest lead; what ties it to the newcomers is worked out unless it is known."""
        body, columns = among.asked.matrix, np.arange(len(worst))
        gap = sum(among.exactly(among.form[worst, a, columns], among.form[worst, b, columns]), Fraction(0))
        cells: FrozenMap[float] = FrozenMap(dict(zip(body.criterion_names, among.cells[worst, columns].tolist(), strict=True)))
        return cls(body.names[a], body.names[b], gap, cells, gap <= Fraction(float(among.rounding[[a, b]].max())), among, tie)

    def checks(self) -> Iterator[Check]:
        """Yield that no newcomer leaves a smaller lead: all cells are mixed anew, and played through the method."""
        asked = self.among.asked
        key, magnitude = asked.order()
        dense = positions(np.asarray(key), asked.plugin.better is HIGHER, magnitude)
        a, b = (asked.matrix.names.index(name) for name in (self.a, self.b))
        yield Check("these are the newcomers that may join", "recount", self.tie == self._tie and self.among.genuine())
        shown = Immunity.of(self.among, a, b, self.among.closest(a)[1][b])
        own = all(same(getattr(self, part), getattr(shown, part)) for part in ("gap", "newcomer", "ties"))
        yield Check("the newcomer shown is the one that leaves the smallest lead", "recount", own)
        yield Check(f"{self.a} is ahead of {self.b} while nobody joins", "recount", bool(dense[a] < dense[b]))
        yield Check(str(self), "proof", self._least())

    def _least(self) -> bool:
        asked, among = self.among.asked, self.among
        a, b = (asked.matrix.names.index(v) for v in (self.a, self.b))
        worst = np.array([[self.newcomer[c] for c in asked.matrix.criterion_names]])
        allowed = Fraction(float(among.rounding[[a, b]].max()))
        least = among.exactly(*_form(asked, worst)[0, [a, b]])
        if sum(least, Fraction(0)) != self.gap or self.gap < -allowed or self.ties != (self.gap <= allowed):
            return False
        form, places = _mixed(among)
        parts = np.where(among.open, among.shares * (form[:, a] - form[:, b]), np.inf).min(axis=-2)
        if any(Fraction(p) < q - allowed for p, q in zip(parts.tolist(), least, strict=True)):
            return False
        places = np.concatenate([places, _places(asked, worst)])
        return bool((places[:, a] <= places[:, b]).all())

    def __str__(self) -> str:
        if self.ties:
            return f"{self.a} stays ahead of {self.b} or level with it, whoever joins."
        return f"{self.a} stays ahead of {self.b} by {float(self.gap):.3g} at least, whoever joins."

    def __repr__(self) -> str:
        return f"Immunity({str(self)!r})"


@lru_cache(maxsize=2)
def _exact_shares(weights: tuple[float, ...], sign: int) -> Vector:
    """Return weights as exact parts of their sum, negative where less of the linear form is better."""
    numbers = [simple(v) for v in weights]
    total = sum(numbers, Fraction(0)) * sign
    return tuple(v / total for v in numbers)


def newcomers(asked: Task, levels: Sequence[Reals], free: tuple[bool, ...]) -> Newcomers | None:
    """Return all newcomers whose cells are among the levels, or between their ends where a criterion is free.

    None where the method has no linear form whose differences depend on a column each.
    """
    plugin = asked.plugin
    if plugin.linear_form is None or not plugin.columnwise:
        return None
    turns = plugin.turning(asked.x, asked.s, **asked.params) if any(free) else None
    columns = []
    for j, (known, loose, sense) in enumerate(zip(levels, free, asked.s.tolist(), strict=True)):
        found = {*known.tolist()}
        if loose and turns is not None:
            inside = turns[(turns[:, j] > known.min()) & (turns[:, j] < known.max()), j]
            points = np.unique([known.min(), known.max(), *inside])
            found |= {*points.tolist(), *(points[:-1] + np.diff(points) / 2).tolist()}
        columns.append(sorted(found, key=lambda v: sense * v))
    longest = max(map(len, columns))
    cells = np.array([c + c[-1:] * (longest - len(c)) for c in columns]).T
    own = np.array([[c.index(v) for v, c in zip(row, columns, strict=True)] for row in asked.x.tolist()])
    unlocked = _open(asked, cells)
    form = _form(asked, cells)[:, : len(asked.x)]
    unlocked &= np.isfinite(form).all(axis=-2)
    form = np.where(unlocked[:, None, :], form, 0.0)
    shares = asked.w / asked.w.sum() * (1.0 if plugin.better is HIGHER else -1.0)
    matter = np.array(free) & (asked.w > 0)
    exact = not matter.any() or (turns is not None and bool(unlocked[:, matter].all()))
    rounding = TIE * np.abs(shares * form).max(axis=-3).sum(axis=-1)
    return Newcomers(asked, cells, own, unlocked, form, shares, rounding, exact, tuple(levels), free)


def fits(asked: Task, x: Reals) -> npt.NDArray[np.bool_]:
    """Tell which matrices, shape (..., n, m), lie in the domain of a method."""
    found = np.ones(x.shape[:-2], dtype=bool)
    for _, domain in asked.plugin.restrictions(asked.params):
        found &= ~np.asarray(domain.outside(x, asked.s)).any(axis=(-2, -1))
    return found


def joined(asked: Task, rows: Reals) -> Reals:
    """Return the matrix with one newcomer at a time, shape (k, n + 1, m)."""
    return np.concatenate([np.broadcast_to(asked.x, (len(rows), *asked.x.shape)), rows[:, None, :]], axis=-2)


def _open(asked: Task, cells: Reals) -> npt.NDArray[np.bool_]:
    """Tell which cells of a newcomer lie in the domain: domains look at one column at a time."""
    x, found = joined(asked, cells), np.ones(cells.shape, dtype=bool)
    for _, domain in asked.plugin.restrictions(asked.params):
        found &= ~np.asarray(domain.outside(x, asked.s)).any(axis=-2)
    return found


def _form(asked: Task, rows: Reals) -> Reals:
    """Return the linear form with one newcomer at a time, in blocks, shape (k, n + 1, m)."""
    assert asked.plugin.linear_form is not None  # there are parts to prove something of
    size = max(1, BLOCK // (len(asked.x) ** 2 * len(asked.w)))
    with np.errstate(all="ignore"):
        blocks = [
            np.asarray(asked.plugin.linear_form(joined(asked, rows[at : at + size]), asked.s, **asked.params), dtype=np.float64)
            for at in range(0, len(rows), size)
        ]
    return np.concatenate(blocks)


@lru_cache(maxsize=2)
def _mixed(among: Newcomers) -> tuple[Reals, npt.NDArray[np.intp]]:
    """Return the linear form with newcomers whose cells come from different rows, back in their places, and how the method ranks."""
    k, m = among.cells.shape
    at, columns = (np.arange(k)[:, None] + np.arange(m)) % k, np.arange(m)
    mixed = among.cells[at, columns]
    form = np.empty_like(among.form)
    form[at, :, columns] = _form(among.asked, mixed)[:, : form.shape[1]].swapaxes(1, 2)
    return form, _places(among.asked, mixed[among.open[at, columns].all(axis=-1)])


def _places(asked: Task, rows: Reals) -> npt.NDArray[np.intp]:
    """Return how the method itself ranks the alternatives when each of the newcomers joins, shape (k, n)."""
    with np.errstate(all="ignore"):
        scores = np.asarray(asked.plugin.run(joined(asked, rows), asked.w, asked.s, **asked.params))
    return positions(scores, asked.plugin.better is HIGHER)[:, : len(asked.x)]
