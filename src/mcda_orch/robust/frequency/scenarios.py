"""Random scenarios of one decision problem: weights, cells and parameters drawn together, and the orders that a method gives them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ...core.frozen import Frozen
from ...core.matrix import DecisionMatrix
from ...core.problem import Problem
from ...core.ranking import positions
from ...core.weights import Weights
from ...errors import DomainError, LabelError, ShapeError, did_you_mean
from ...exact.rational import Matrix
from ...plugin.check import Task, finite, inside, task
from ...plugin.effect import ordered
from ...plugin.family import HIGHER
from ...plugin.plugin import Method
from ...plugin.settings import checked
from ...sampling.draws import Sampler, sampler
from ...sampling.linear_rows import linear_rows
from ...sampling.weight_set import WeightSet
from ..cells.uncertain import Open, Uncertain, is_law, opened, uncertain
from ..evidence.question import dense_ranks
from .tally import classes

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Block", "Scenarios", "scenarios"]

BLOCK = 2**15
"""Draws in one block where only weights change; scores and ranks then stay in cache."""
SOBOL = 21_201
"""Dimensions that SciPy has Sobol points for."""
CELLS = 2**18
"""Numbers in one block of drawn tables."""
CHAINS = 2**16
"""Draws for which chains are started anew: far more than they need to forget where they started."""


@dataclass(frozen=True, slots=True, eq=False)
class Block(Frozen):
    """One block of draws.

    Attributes
    ----------
    order : array, shape (k, draws)
        One row for each class of alternatives that always tie; more is better, equal is tied.
    shares : array, shape (m, draws), or None
        Weights up to a factor for each draw; None where they never change.
    ties : bool
        Whether rows may tie.
    effective : float
        How many independent draws these are worth.
    """

    order: npt.NDArray[np.generic]
    shares: npt.NDArray[np.float64] | None
    ties: bool
    effective: float


@dataclass(frozen=True, slots=True, eq=False)
class Scenarios(Frozen):
    """What is random in one call of a method.

    Attributes
    ----------
    task : Task
    cells : Uncertain
    params : mapping of str to Open, or to one Open for each of some criteria
    known : WeightSet, or None
        None where the weights are given, as one vector or as a sample.
    sampler : Sampler, or None
    rows : rows of Fraction, or None
        The exact linear form of a table that is known for sure.
    of : array of int, shape (n,)
        The class of every alternative; those of one class tie whatever the draw.
    given : int, or None
        How many draws there are, where weights or tables are themselves a sample.
    how : {"sobol", "random"}
        How weights are drawn from a simplex.
    """

    task: Task
    cells: Uncertain
    params: Mapping[str, Open | Mapping[int, Open]]
    known: WeightSet | None
    sampler: Sampler | None
    rows: Matrix | None
    of: npt.NDArray[np.intp]
    given: int | None
    how: str

    @property
    def fixed_table(self) -> bool:
        """Whether only weights are random, if anything is."""
        return self.cells.certain and not self.params and self.task.x.ndim == 2

    @property
    def certain(self) -> bool:
        """Whether nothing is random."""
        return self.fixed_table and self.sampler is None and self.given is None

    @property
    def simple(self) -> bool:
        """Whether the weights are spread evenly over one simplex."""
        drawn = self.sampler
        return drawn is not None and ((drawn.prior is not None and bool((drawn.prior == 1).all())) or len(drawn.corners) == 1)

    @property
    def sizes(self) -> npt.NDArray[np.intp]:
        """How many alternatives there are in each class."""
        return np.bincount(self.of)

    @property
    def first_of(self) -> npt.NDArray[np.intp]:
        """The first alternative of every class."""
        return np.unique(self.of, return_index=True)[1]

    def size(self, total: int) -> int:
        """Return how many draws make a block."""
        n, m = self.task.x.shape[-2:]
        return min(total, 2 ** max((BLOCK * 16 // max(n, 16)).bit_length() - 1, 0) if self.fixed_table else int(max(CELLS // (n * m), 1)))

    def blocks(
        self, total: int, rng: np.random.Generator, size: int | None = None, weights: npt.NDArray[np.float64] | None = None
    ) -> Iterator[Block]:
        """Yield orders of `total` draws, block by block; `weights`, shape (m,), replace the random ones."""
        size = self.size(total) if size is None else min(size, self.size(total))
        streams = rng.spawn(3)
        fast = self.rows is not None and self.sampler is not None and weights is None
        if fast and self.simple:
            yield from self._exponential(total, size, streams[0])
            return
        drawn: Iterator[tuple[npt.NDArray[np.float64], float]]
        drawn = (
            self._weights(total, size, streams[0]) if weights is None else ((weights, min(size, total - s)) for s in range(0, total, size))
        )
        features = self._features() if fast else None
        start = 0
        for w, effective in drawn:
            count = min(size, total - start) if w.ndim == 1 else len(w)
            shares = None if w.ndim == 1 else np.ascontiguousarray(w.T)
            if features is not None and shares is not None:
                yield Block(features @ shares, shares, False, effective)
            else:
                dense = self._dense(w, start, count, streams[1], streams[2])
                yield Block(np.ascontiguousarray(-dense.T.astype(np.int32)), shares, True, effective)
            start += count

    def _exponential(self, total: int, size: int, rng: np.random.Generator) -> Iterator[Block]:
        """Yield the orders of a linear method under exponential weights of the corners, which mix them evenly once divided by their sum.

        The corners of all shares are the criteria themselves; a weight set that is a simplex has corners of its own.
        """
        assert self.sampler is not None  # the caller asked
        features = self._features()
        corners = self.sampler.corners[0] if len(self.sampler.corners) else None
        at_corners = features if corners is None else np.ascontiguousarray(features @ corners.T)
        for e in _exponentials(at_corners.shape[1], total, size, rng, self.how == "sobol"):
            yield Block(at_corners @ e, e if corners is None else corners.T @ e, False, e.shape[1])

    def _features(self) -> npt.NDArray[np.float64]:
        """Return the linear form of one alternative of each class, turned so that more is better."""
        method = self.task.plugin
        assert method.linear_form is not None  # rows are not None
        with np.errstate(all="ignore"):
            found = np.asarray(method.linear_form(self.task.x, self.task.s, **self.task.params), dtype=np.float64)
        finite(method, found.T, self.task.matrix)
        return np.ascontiguousarray((found if method.better is HIGHER else -found)[self.first_of])

    def _weights(self, total: int, size: int, rng: np.random.Generator) -> Iterator[tuple[npt.NDArray[np.float64], float]]:
        """Yield weights of a block, or one vector where they never change, and how many independent draws they are worth."""
        if self.sampler is None:
            for start in range(0, total, size):
                stop = min(start + size, total)
                yield (self.task.w if self.task.w.ndim == 1 else self.task.w[start:stop]), float(stop - start)
            return
        chunk = max(CHAINS // size, 1) * size if self.sampler.how == "chains" else size
        for start in range(0, total, chunk):
            (child,) = rng.spawn(1)
            found = self.sampler.draw(min(chunk, total - start), child)
            worth = min(float(found.effective_size.min()) / len(found), 1.0)
            for at in range(0, len(found), size):
                part = found.values[at : at + size]
                yield part, worth * len(part)

    def _dense(
        self, w: npt.NDArray[np.float64], start: int, count: int, cells: np.random.Generator, params: np.random.Generator
    ) -> npt.NDArray[np.intp]:
        """Return dense ranks of a block, shape (draws, n)."""
        found, method = self.task, self.task.plugin
        x = found.x if found.x.ndim == 2 else found.x[start : start + count]
        if not self.cells.certain:
            (child,) = cells.spawn(1)
            x = self.cells.draw(found.x, count, child)
            for who, domain in method.restrictions(found.params):
                inside(domain, x, found.matrix, who)
        if self.params:
            (child,) = params.spawn(1)
            with np.errstate(all="ignore"):
                key = self._with_params(x, w, count, child)
            finite(method, key, found.matrix)
            dense = positions(key, method.better is HIGHER)
        else:
            dense = dense_ranks(found, x, w)
        return np.broadcast_to(dense, (count, found.matrix.shape[-2]))

    def _with_params(
        self, x: npt.NDArray[np.float64], w: npt.NDArray[np.float64], count: int, rng: np.random.Generator
    ) -> npt.NDArray[np.float64]:
        """Score with parameters that are drawn; a parameter that is one number for all criteria is passed draw by draw."""
        found, method = self.task, self.task.plugin
        m = found.x.shape[-1]
        batched, single = dict(found.params), {}
        for name, what in self.params.items():
            if method.params[name].role is None:
                assert isinstance(what, Open)  # read so
                single[name] = [checked(method.name, method.params[name], value) for value in what.draw(count, rng).tolist()]
                continue
            if isinstance(what, Open):
                values = np.repeat(what.draw(count, rng)[:, None], m, axis=1)
            else:
                values = np.broadcast_to(np.asarray(found.params[name], dtype=np.float64), (count, m)).copy()
                for j, cell in what.items():
                    values[:, j] = cell.draw(count, rng)
            batched[name] = checked(method.name, method.params[name], values, found.matrix.criterion_names)
        ordered(method, batched, found.matrix.criterion_names)
        if not single:
            return np.asarray(method.run(x, w, found.s, **batched))
        own = [k for k in self.params if k not in single]
        return np.array(
            [
                method.run(
                    x if x.ndim == 2 else x[b],
                    w if w.ndim == 1 else w[b],
                    found.s,
                    **{**batched, **{k: batched[k][b] for k in own}, **{k: v[b] for k, v in single.items()}},
                )
                for b in range(count)
            ]
        )


def _exponentials(count: int, total: int, size: int, rng: np.random.Generator, sobol: bool) -> Iterator[npt.NDArray[np.float64]]:
    """Yield exponential numbers in blocks of shape (count, draws): independent ones, or scrambled Sobol points bent to be such."""
    block = np.empty((count, size))
    points = None
    if sobol and count <= SOBOL:
        from scipy.stats import qmc

        points = qmc.Sobol(count, rng=rng)
    for start in range(0, total, size):
        left = min(size, total - start)
        if points is not None:
            unit = points.random(1 << (size - 1).bit_length())[:left]  # a power of two keeps the points balanced
            block = np.ascontiguousarray(unit.T)
        else:
            block = block if left == size else np.empty((count, left))
            rng.spawn(1)[0].random(out=block)
        np.subtract(1.0, block, out=block)  # above zero
        np.log(block, out=block)
        np.negative(block, out=block)
        yield block


def scenarios(
    given: DecisionMatrix | Problem,
    method: Method[...],
    weights: Any,
    blanks: Any,
    cells: Mapping[tuple[str, str], Any] | None,
    ordinal: Any,
    params: Mapping[str, Any] | None,
    prior: Any,
    how: str = "sobol",
) -> Scenarios:
    """Validate a call of a method of which parts are random."""
    table = uncertain(given, blanks, cells, ordinal)
    criteria = table.matrix.criterion_names
    fixed, random = _params(method, params or {}, criteria)
    known: WeightSet | None = None
    if weights is None or isinstance(weights, WeightSet):
        known = _aligned(weights, criteria)
        if known.dimension == 0 and prior is None:
            weights, known = Weights([float(v) for v in known.inner], criteria, source="the only ones that the statements leave"), None
    elif prior is not None:
        raise DomainError("a prior says how random weights are spread, but the weights are given.", hint="leave prior= or weights= out.")
    found = task(method, table.given, np.ones(len(criteria)) if known is not None else weights, table.blanks, fixed)
    if found.redistributed and not (table.certain and not random):
        raise DomainError(
            f"{method.name} redistributes the weight of blanks, which goes with tables and parameters that are known for sure.",
            hint="fill the blanks, or let them be blanks='unknown'.",
        )
    drawn = None if known is None else sampler(known, prior)
    samples = {len(a) for a, depth in ((found.w, 1), (found.x, 2)) if a.ndim > depth}
    if any(a.ndim > depth + 1 for a, depth in ((found.w, 1), (found.x, 2))) or len(samples) > 1:
        raise ShapeError(
            f"tables of shape {found.x.shape} and weights of shape {found.w.shape} are no sample.",
            hint="a sample is one batch of shape (draws, n, m) or (draws, m); two samples are taken in pairs, so they need one length.",
        )
    n = table.matrix.shape[-2]
    rows, of = None, np.arange(n)
    if method.linear_form is not None and not found.redistributed and found.x.ndim == 2 and table.certain and not random:
        rows = linear_rows(method, table.given, table.blanks, **fixed).rows
        if known is not None:
            of = classes(rows, known)
            rows = tuple(rows[int(np.flatnonzero(of == c)[0])] for c in of)
    return Scenarios(found, table, random, known, drawn, rows, of, samples.pop() if samples else None, how)


def _aligned(weights: WeightSet | None, criteria: tuple[str, ...]) -> WeightSet:
    """Return the weight set with its criteria in the order of the matrix."""
    if weights is None:
        return WeightSet(criteria)
    for name in weights.criteria:
        if name not in criteria:
            raise LabelError(f"the weight set speaks of {name!r}, which is no criterion.", hint=did_you_mean(name, criteria))
    for name in criteria:
        if name not in weights.criteria:
            raise LabelError(f"the weight set leaves out criterion {name!r}.", hint="make it with mo.WeightSet(matrix).")
    if weights.criteria == criteria:
        return weights.require()
    places = [weights.criteria.index(c) for c in criteria]

    def turned(rows: Matrix) -> Matrix:
        return tuple(tuple(row[p] for p in places) for row in rows)

    groups = [replace(g, rows=turned(g.rows), equal=turned(g.equal), strict=turned(g.strict)) for g in weights.statements]
    return WeightSet(criteria, groups).require()


def _params(
    method: Method[...], given: Mapping[str, Any], criteria: tuple[str, ...]
) -> tuple[dict[str, Any], dict[str, Open | Mapping[int, Open]]]:
    """Part parameters into those that are known (with stand-ins for the others) and those that are random."""
    fixed: dict[str, Any] = {}
    random: dict[str, Open | Mapping[int, Open]] = {}
    method.settings(given)  # refuses unknown names
    for name, value in given.items():
        what = f"{name} of {method.name}"
        if _open(value):
            random[name] = opened(value, what)
            fixed[name] = _middle(random[name])
        elif isinstance(value, Mapping) and any(map(_open, value.values())):
            for criterion in value:
                if criterion not in criteria:
                    raise LabelError(f"{what} names {criterion!r}, which is no criterion.", hint=did_you_mean(str(criterion), criteria))
            cells = {criteria.index(c): opened(v, f"{what} for {c!r}") for c, v in value.items() if _open(v)}
            fixed[name] = {c: _middle(cells[criteria.index(c)]) if _open(v) else v for c, v in value.items()}
            random[name] = cells
        else:
            fixed[name] = value
    return fixed, random


def _open(value: Any) -> bool:
    pair = isinstance(value, tuple) and len(value) == 2 and all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in value)
    return pair or isinstance(value, Open) or is_law(value)


def _middle(cell: Any) -> float:
    return float(cell.law.median()) if cell.law is not None else cell.low / 2 + cell.high / 2
