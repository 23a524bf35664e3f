"""The best and the worst rank of every alternative over everything that blank and uncertain cells could hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from math import isfinite
from typing import TYPE_CHECKING, Any

import numpy as np

from ...core.arguments import told
from ...core.frozen import FrozenMap, Labelled
from ...core.matrix import DecisionMatrix
from ...core.problem import Problem
from ...core.report import Report, listed, plain
from ...core.table import Table
from ...core.weights import Weights
from ...errors import DomainError, MissingError, ShapeError
from ...exact.rational import Matrix, Vector, dot
from ...plugin.check import Task, inside, meaning, task
from ...plugin.plugin import Method
from ...plugin.subject import subject, the_method
from ...sampling.draws import generator, sampler
from ...sampling.linear_rows import linear_rows
from ...sampling.weight_set import WeightSet
from ..evidence.question import Question, allowed, asked
from ..frequency.scenarios import dense_ranks
from ..weights.rank_ranges import Ties, extreme_rank
from .uncertain import Open, Uncertain, uncertain

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["CellValue", "Filling", "RankIntervals", "rank_intervals"]

ALL = 20_000
"""Up to so many fillings all are tried."""
CORNERS = 4096
SEARCH = 2_000
WORK = 2 * 10**8
"""Numbers up to which the value of knowing each cell is worked out."""
POLICIES = ("optimistic", "pessimistic", "strict")


@dataclass(frozen=True, slots=True, eq=False)
class Filling:
    """Values for all open cells, and weights where these were free too.

    Attributes
    ----------
    cells : mapping of (alternative, criterion) to float
    weights : mapping of str to Fraction, optional
        Shares of the criteria.
    """

    cells: Mapping[Any, float]
    weights: Mapping[str, Fraction] | None = None


@dataclass(frozen=True, slots=True)
class CellValue:
    """What it would help to know one cell.

    Attributes
    ----------
    alternative, criterion : str
    values : tuple of float
        What was tried: its levels, or the ends and the middle of its range.
    open_places : tuple of int
        How many places would then still be open, over all alternatives, for each of these.
    saved : float
        How many fewer places that is than now, on average over these.
    """

    alternative: str
    criterion: str
    values: tuple[float, ...]
    open_places: tuple[int, ...]
    saved: float


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RankIntervals(Report):
    """The ranks that alternatives can have, whatever the open cells hold.

    Attributes
    ----------
    method : str
    alternatives : tuple of str
    best, worst : Labelled of int
        The best and the worst rank of every alternative.
    scores : mapping of str to (float, float)
        The smallest and the largest score of every alternative; empty where the weights are free.
    exact : bool
        Whether no filling leads outside these ranks; otherwise they are what a search found.
    how : str
        Why that is so, in a sentence.
    ties : {"optimistic", "pessimistic", "strict"}
    at_best, at_worst : mapping of str to Filling
        A filling at which each alternative has its best, and its worst rank.
    necessary, possible : tuple of (str, str)
        Pairs of which the first is at least as good as the second whatever is filled in, and for some filling.
    cells : tuple of (str, str)
        The open cells.
    matters : tuple of CellValue
        What it would help to know each cell, the most helpful first; empty where that was not worked out.
    """

    method: str
    alternatives: tuple[str, ...]
    best: Labelled
    worst: Labelled
    scores: Mapping[str, tuple[float, float]]
    exact: bool
    how: str
    ties: Ties
    at_best: Mapping[str, Filling]
    at_worst: Mapping[str, Filling]
    necessary: tuple[tuple[str, str], ...]
    possible: tuple[tuple[str, str], ...]
    cells: tuple[tuple[str, str], ...]
    matters: tuple[CellValue, ...]
    asked: _Asked
    notes: tuple[str, ...] = ()

    @property
    def possible_winners(self) -> tuple[str, ...]:
        """Alternatives that are first for some filling."""
        return tuple(name for name in self.alternatives if self.best[name] == 1)

    @property
    def necessary_winners(self) -> tuple[str, ...]:
        """Alternatives that are first whatever is filled in."""
        return tuple(name for name in self.alternatives if self.worst[name] == 1)

    @property
    def certain(self) -> tuple[str, ...]:
        """Alternatives whose rank does not depend on the open cells."""
        return tuple(name for name in self.alternatives if self.best[name] == self.worst[name])

    @property
    def whatever(self) -> str:
        """What is said of all fillings, in words; where a criterion declares no scale, that they lie between the values found."""
        return self._words(f"{len(self.cells)} blanks" if len(self.cells) > 1 else "blank")

    def _words(self, cells: str) -> str:
        between = " between the values found" if self.asked.table.notes else ""
        return (
            f"whatever the {cells} hold{'' if cells.endswith('s') else 's'}{between}" if self.exact else f"at every filling tried{between}"
        )

    @property
    def open_places(self) -> int:
        """How many places are open, over all alternatives: the lengths of their intervals, added up."""
        return int((self.worst.values - self.best.values).sum())

    @property
    def most(self) -> tuple[tuple[str, str], ...]:
        """The open cell whose knowledge closes most places, or those cells that share this; none where no cell closes any."""
        top = max((cell.saved for cell in self.matters), default=0.0)
        return tuple((c.alternative, c.criterion) for c in self.matters if c.saved == top) if top > 0 else ()

    def verify(self, fillings: int = 200, rng: np.random.Generator | int | None = 0) -> bool:
        """Play every witness through the method again, and random fillings too where the intervals are exact."""
        return self.asked.verify(self, fillings, generator(rng))

    @property
    def tables(self) -> tuple[Table, ...]:
        """Ranks and scores, then what it would help to know each cell."""
        order = sorted(self.alternatives, key=lambda name: (int(self.best[name]), int(self.worst[name])))
        scored = bool(self.scores)
        rows = tuple(
            (name, int(self.best[name]), int(self.worst[name]), *((_tidy(v) for v in self.scores[name]) if scored else ()))
            for name in order
        )
        heads = ("alternative", "best rank", "worst rank", *(("lowest score", "highest score") if scored else ()))
        found = [Table(heads, rows, f"Ranks by {self.method}, whatever the open cells hold (ties {self.ties})")]
        if self.matters:
            body = tuple(
                (c.alternative, c.criterion, ", ".join(f"{v:g}" for v in c.values), ", ".join(map(str, c.open_places)), round(c.saved, 2))
                for c in self.matters[:20]
            )
            heads = ("alternative", "criterion", "if it were", "places still open", "closed on average")
            found.append(Table(heads, body, f"What it would help to know a cell ({self.open_places} places are open now)"))
        return tuple(found)

    @property
    def remarks(self) -> tuple[str, ...]:
        """Who wins, whose rank is certain, which cell matters most, and what is not guaranteed, a sentence each."""
        if not self.cells:
            return ("No cell is open, so every rank is as it is.", *self.notes)
        sure, n = self.certain, len(self.alternatives)
        words = self._words("open cells")
        said = [f"{len(self.cells)} cell{'s are' if len(self.cells) > 1 else ' is'} open."]
        winners = self.necessary_winners
        if winners:
            said.append(f"{listed(winners)} {'is' if len(winners) == 1 else 'are'} first {words}.")
        else:
            between = " between the values found" if self.asked.table.notes else ""
            said.append(f"The winner depends on the open cells{between}: {listed(self.possible_winners)} can each be first.")
        if len(sure) == n:
            said.append(f"Every rank is the same {words}.")
        elif sure:
            said.append(f"The ranks of {len(sure)} of {n} alternatives are the same {words}.")
        moving = [f"{name} ranks {self.best[name]} to {self.worst[name]}" for name in self.alternatives if name not in sure]
        if moving:
            said.append(f"{', '.join(moving[:8])}{f', and {len(moving) - 8} more move' if len(moving) > 8 else ''}.")
        if self.most:
            cells = [f"{criterion} of {alternative}" for alternative, criterion in self.most]
            saved = max(c.saved for c in self.matters)
            said.append(
                f"The cell that matters most is {cells[0]}" + (f" (as much as {listed(cells[1:])})" if cells[1:] else "")
                + f": once it is known, {saved:.3g} of the {self.open_places} open places close on average."
            )  # fmt: skip
        return (*said, self.how, *self.notes)

    def document(self) -> dict[str, Any]:
        """Return everything as plain mappings and lists, ready for JSON; fractions are text."""

        def filled(given: Filling) -> dict[str, Any]:
            return {"cells": [[a, c, v] for (a, c), v in given.cells.items()], "weights": plain(given.weights)}

        return {
            "schema": "mcda_orch.rank_intervals",
            "version": 1,
            "method": self.method,
            "exact": self.exact,
            "ties": self.ties,
            "ranks": {name: [int(self.best[name]), int(self.worst[name])] for name in self.alternatives},
            "scores": {name: list(ends) for name, ends in self.scores.items()},
            "at_best": {name: filled(f) for name, f in self.at_best.items()},
            "at_worst": {name: filled(f) for name, f in self.at_worst.items()},
            "possible_winners": list(self.possible_winners),
            "necessary_winners": list(self.necessary_winners),
            "necessary": [list(pair) for pair in self.necessary],
            "cells": [list(cell) for cell in self.cells],
            "matters": [
                {
                    "alternative": c.alternative,
                    "criterion": c.criterion,
                    "values": list(c.values),
                    "open_places": list(c.open_places),
                    "saved": c.saved,
                }
                for c in self.matters
            ],
            "remarks": list(self.remarks),
        }

    def __repr__(self) -> str:
        return "RankIntervals(" + ", ".join(f"{n} {self.best[n]}-{self.worst[n]}" for n in self.alternatives) + ")"


@told
def rank_intervals(
    problem: Problem | DecisionMatrix,
    method: Method[...] | str | None = None,
    weights: WeightSet | Weights | Mapping[str, float] | npt.ArrayLike | None = None,
    *,
    blanks: Any = "levels",
    cells: Mapping[tuple[str, str], Any] | None = None,
    ties: Ties = "optimistic",
    params: Mapping[str, Any] | None = None,
    rng: np.random.Generator | int | None = None,
) -> RankIntervals:
    """Return the best and the worst rank of every alternative over all fillings of its blanks, and over uncertain cells.

    Where a method compares two alternatives by their own cells alone and rewards better ones (it keeps the laws
    ``independent`` and ``response``), an alternative ranks best with its own open cells at their best and all others at
    their worst, and no filling leads beyond that: these intervals are exact. So are those of any method where all fillings
    can be tried. Otherwise corners and random fillings are searched, and the result says so.

    Parameters
    ----------
    problem : Problem or DecisionMatrix
    method : Method or str, optional
        The method that the published scores claim to come from, unless given.
    weights : optional
        Those of the problem unless given. A :class:`WeightSet` frees the weights too: ranks are then those over all fillings
        and all weights of the set.
    blanks : "levels", "unknown", or a policy
        A blank is any level of its scale, or any number where the scale has no levels; ``unknown`` lets it be any number on
        a scale with levels too. A policy fills the blanks, so that only `cells` are open.
    cells : mapping of (alternative, criterion) to what the cell can be
        ``(low, high)``, a list of values, or a frozen SciPy distribution of bounded support.
    ties : {"optimistic", "pessimistic", "strict"}
        What tied alternatives get: the best of their ranks, or the worst of them. ``strict`` counts a tie against the
        alternative in its best rank and for it in its worst, so that no end rests on a tie; ties that hold whatever is
        filled in count for nobody.
    params : mapping, optional
        Parameters of the method.
    rng : Generator, int or None
        For the search.

    Returns
    -------
    RankIntervals

    Examples
    --------
    >>> import mcda_orch as mo
    >>> found = rank_intervals(mo.load("orchestrators"))
    >>> found.best["Airflow"], found.worst["Airflow"], found.scores["Airflow"], found.exact
    (np.int64(4), np.int64(6), (17.0, 19.0), True)
    >>> found.necessary_winners
    ('Metaflow',)
    """
    given = subject(problem, "rank_intervals", method)
    chosen = the_method(given, method)
    table = uncertain(given, blanks, cells)
    if table.matrix.values.ndim != 2:
        raise ShapeError("rank intervals are those of one matrix.", hint="pick one matrix of the batch.")
    _bounded(table)
    free = weights if isinstance(weights, WeightSet) else None
    if free is None and weights is None and not isinstance(given, Problem):
        raise MissingError("there are no weights.", hint="pass mo.Weights({name: weight}), or a mo.WeightSet for any that agree with it.")
    judged: Any = weights if free is None else np.ones(table.matrix.shape[-1])
    found = task(chosen, table.given, judged, table.blanks, dict(params or {}))
    if found.redistributed and table.cells:
        raise DomainError(
            "blanks cannot redistribute their weight beside uncertain cells.", hint="fill them, or let them be blanks='unknown'."
        )
    if found.w.ndim != 1:
        raise ShapeError("rank intervals are those of one weight vector.", hint="pick one vector of the batch, or pass a mo.WeightSet.")
    question = asked(table.given, chosen, None, table.blanks, needs_weights=False) if free is not None and not params else None
    known = None if free is None else allowed(question, free) if question is not None else free.require()
    this = _Asked(found, table, dict(params or {}), known, question, _own_rows(found))
    return this.answer(ties, generator(rng))


def _bounded(table: Uncertain) -> None:
    for (i, j), cell in table.cells.items():
        if not (isfinite(cell.low) and isfinite(cell.high)):
            raise DomainError(
                f"{table.matrix.criterion_names[j]!r} of {table.matrix.names[i]!r} has no bounds, so it could have any rank.",
                hint="use smaa for distributions without ends, or an interval.",
            )


def _own_rows(found: Task) -> bool:
    """Tell whether the order of two alternatives depends on their own cells alone, and improves with them."""
    claims = found.plugin.claims(found.params)
    kept = set() if claims is None else {law.name for law in claims[0]}
    return {"independent", "response"} <= kept and not found.redistributed


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """How alternatives stood at every filling that was tried, and in all of them."""

    ahead: npt.NDArray[np.intp]
    level: npt.NDArray[np.intp]
    always: npt.NDArray[np.intp]
    never_behind: npt.NDArray[np.bool_]
    ever_level: npt.NDArray[np.bool_]
    scores: dict[str, tuple[float, float]]


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """A question about ranks, and how it is answered."""

    task: Task
    table: Uncertain
    params: Mapping[str, Any]
    known: WeightSet | None
    question: Question | None
    own_rows: bool

    @property
    def names(self) -> tuple[str, ...]:
        return self.task.matrix.names

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        criteria = self.task.matrix.criterion_names
        return tuple((self.names[i], criteria[j]) for i, j in self.table.cells)

    def answer(self, ties: Ties, rng: np.random.Generator) -> RankIntervals:
        if self.own_rows and (self.known is None or (self.question is not None and self.question.rows is not None)):
            return self._by_corners(ties) if self.known is None else self._by_corners_and_weights(ties)
        return self._by_trying(ties, rng)

    def filled(self, values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return tables with the open cells set, values of shape (..., cells), to shape (..., n, m)."""
        x = np.broadcast_to(self.task.x, (*values.shape[:-1], *self.task.x.shape)).copy()
        for k, (i, j) in enumerate(self.table.cells):
            x[..., i, j] = values[..., k]
        for who, domain in self.task.plugin.restrictions(self.task.params):
            inside(domain, x, self.task.matrix, who)
        return x

    def ends(self, given: Mapping[tuple[int, int], Open] | None = None) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Return for each alternative its best and its worst corner: own cells at one end, the others at the other; (n, cells)."""
        cells = self.table.cells if given is None else given
        senses = self.task.s
        good = np.array([c.high if senses[j] > 0 else c.low for (_, j), c in cells.items()])
        bad = np.array([c.low if senses[j] > 0 else c.high for (_, j), c in cells.items()])
        own = np.array([i for i, _ in cells], dtype=np.intp) == np.arange(len(self.names))[:, None]
        return np.where(own, good, bad), np.where(own, bad, good)

    def scores(self, x: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        with np.errstate(all="ignore"):
            if self.task.redistributed:
                return np.asarray(self.task.scores())
            return np.asarray(self.task.plugin.run(x, self.task.w, self.task.s, **self.task.params))

    def ranks(self, given: Mapping[tuple[int, int], Open], ties: Ties) -> tuple[npt.NDArray[Any], ...]:
        """Return best and worst ranks at the corners of these cells, and the dense ranks that all have there."""
        n = len(self.names)
        at_best, at_worst = self.ends(given)
        dense = dense_ranks(self.task, self.filled(np.stack([at_best, at_worst])), self.task.w)
        dense = np.broadcast_to(dense, (2, n, n))
        mine = np.diagonal(dense, axis1=1, axis2=2)[..., None]
        ahead, level = (dense < mine).sum(axis=-1), (dense == mine).sum(axis=-1) - 1
        always = ((dense[0] == mine[0]) & (dense[1] == mine[1])).sum(axis=-1) - 1
        best, worst = _counted(ahead, level, always, ties)
        return best[0], worst[1], dense

    def _by_corners(self, ties: Ties) -> RankIntervals:
        best, worst, dense = self.ranks(self.table.cells, ties)
        corners = self.ends()
        score = self.scores(self.filled(np.stack(corners)))
        n = len(self.names)
        score = np.diagonal(np.broadcast_to(score, (2, n, n)), axis1=1, axis2=2)
        scores = {name: (float(min(pair)), float(max(pair))) for name, pair in zip(self.names, score.T.tolist(), strict=True)}
        mine = np.diagonal(dense, axis1=1, axis2=2)[..., None]
        how = (
            f"These ranks are exact: {self.task.plugin.name} compares two alternatives by their own cells alone, and rewards better ones, so "
            "each ranks best with its own open cells at their best and all others at their worst."
        )
        return RankIntervals(
            self.task.plugin.name, self.names, Labelled(best, self.names), Labelled(worst, self.names), FrozenMap(scores), True,
            how if self.table.cells else "", ties, self._fillings(corners[0]), self._fillings(corners[1]),
            _pairs(self.names, mine[1] <= dense[1]), _pairs(self.names, mine[0] <= dense[0]), self.keys,
            self._matters(ties, int((worst - best).sum())), self, (*self.table.notes, *meaning(self.task.plugin, self.task)),
        )  # fmt: skip

    def _matters(self, ties: Ties, now: int) -> tuple[CellValue, ...]:
        """Work out how many places stay open once each cell is known."""
        cells = self.table.cells
        n, m = self.task.x.shape
        if not now or sum(len(_tried(c)) for c in cells.values()) * 2 * n * n * m > WORK:
            return ()
        found = []
        for (place, cell), (alternative, criterion) in zip(cells.items(), self.keys, strict=True):
            values, left = _tried(cell), []
            for v in values:
                best, worst, _ = self.ranks({**cells, place: Open(v, v, (v,))}, ties)
                left.append(int((worst - best).sum()))
            found.append(CellValue(alternative, criterion, values, tuple(left), now - sum(left) / len(left)))
        return tuple(sorted(found, key=lambda c: -c.saved))

    def _fillings(self, values: npt.NDArray[np.float64], weights: Sequence[Vector] | None = None) -> FrozenMap[Filling]:
        shares = (
            [None] * len(values)
            if weights is None
            else [FrozenMap(dict(zip(self.task.matrix.criterion_names, w, strict=True))) for w in weights]
        )
        return FrozenMap(
            {
                name: Filling(FrozenMap(dict(zip(self.keys, row, strict=True))), w)  # type: ignore[arg-type]  # keys are pairs of names
                for name, row, w in zip(self.names, values.tolist(), shares, strict=True)
            }
        )

    def rows(self, values: npt.NDArray[np.float64]) -> Matrix:
        """Return the exact linear form of the table with these values in its open cells."""
        matrix = self.table.matrix.with_values(self.filled(values)) if self.table.cells else self.table.matrix
        given = replace(self.table.given, matrix=matrix) if isinstance(self.table.given, Problem) else matrix
        return linear_rows(self.task.plugin, given, self.table.blanks).rows  # type: ignore[arg-type]  # a method, or it would have no linear form

    def _by_corners_and_weights(self, ties: Ties) -> RankIntervals:
        """Free the weights too: at fixed weights the corners are extreme, so they are so over all weights."""
        assert self.question is not None and self.known is not None  # noqa: PT018 - the caller saw to it
        names, known = self.names, self.known
        ends, shares = [np.zeros(len(names), dtype=np.intp) for _ in range(2)], [[], []]  # type: ignore[var-annotated]
        necessary, possible = np.eye(len(names), dtype=bool), np.eye(len(names), dtype=bool)
        corners = self.ends()
        policies: tuple[Ties, Ties] = ("pessimistic", "optimistic") if ties == "strict" else (ties, ties)
        for a in range(len(names)):
            for worst in (False, True):
                posed = replace(self.question, rows=self.rows(corners[worst][a]))
                rank, w = extreme_rank(posed, known, a, policies[worst], worst)
                ends[worst][a] = rank
                shares[worst].append(w)
                for b in range(len(names)):
                    if b == a:
                        continue
                    if worst:  # never behind, though its own cells are at their worst and those of the other at their best
                        d = posed.difference(b, a)
                        necessary[a, b] = max(d) <= 0 or _most(known, d) <= 0
                    else:
                        possible[a, b] = _most(known, posed.difference(a, b)) >= 0
        if ties == "strict":  # neither is ever behind the other: they tie whatever is filled in
            ends[0] -= (necessary & necessary.T).sum(axis=-1) - 1
        how = (
            f"{self.task.plugin.name} compares two alternatives by their own cells alone, so the corners of the open cells are extreme at all "
            "weights; every rank is counted exactly at weights that give it, and necessary pairs are proved by linear programmes."
        )
        return RankIntervals(
            self.task.plugin.name, names, Labelled(ends[0], names), Labelled(ends[1], names), FrozenMap(), True, how, ties,
            self._fillings(corners[0], shares[0]), self._fillings(corners[1], shares[1]),
            _pairs(names, necessary), _pairs(names, possible), self.keys, (), self, (*self.table.notes, *self.question.notes),
        )  # fmt: skip

    def _by_trying(self, ties: Ties, rng: np.random.Generator) -> RankIntervals:
        values, every = self._trials(rng)
        weights = None
        if self.known is not None:
            weights = sampler(self.known).draw(SEARCH, rng).values
            values = values[rng.integers(len(values), size=len(weights))]
        seen = self._tried(values, weights)
        low, high = _counted(seen.ahead, seen.level, seen.always, ties)
        best, worst = low.min(axis=0), high.max(axis=0)
        at = low.argmin(axis=0), high.argmax(axis=0)
        name, total = self.task.plugin.name, len(values)
        how = (
            f"These ranks are exact: all {total:,} fillings were tried."
            if every
            else f"These ranks were found at {total:,} fillings{' and weights' if weights is not None else ''}; others are not ruled out, since "
            f"{name} compares alternatives by more than their own cells{' or is not linear in its weights' if weights is not None else ''}."
        )
        fillings = [self._fillings(values[end], None if weights is None else [_shares(w) for w in weights[end]]) for end in at]
        return RankIntervals(
            name, self.names, Labelled(best, self.names), Labelled(worst, self.names), FrozenMap(seen.scores), every,
            how if self.table.cells or weights is not None else "", ties, fillings[0], fillings[1],
            _pairs(self.names, seen.never_behind), _pairs(self.names, seen.ever_level), self.keys,
            self._matters_of(values, low, high, int((worst - best).sum())) if every else (), self, (*self.table.notes, *meaning(self.task.plugin, self.task)),
        )  # fmt: skip

    def _trials(self, rng: np.random.Generator) -> tuple[npt.NDArray[np.float64], bool]:
        """Return fillings to try, shape (fillings, cells), and whether these are all there are at weights that are known."""
        cells = list(self.table.cells.values())
        count = 1
        for c in cells:
            count = min(count * len(c.ends), ALL + 1)
        every = self.known is None and count <= ALL and all(c.values for c in cells)
        if every or count <= CORNERS:
            values = np.array(list(product(*(c.ends for c in cells))), dtype=np.float64).reshape(count, len(cells))
        else:
            values = np.array([[float(rng.choice(c.ends)) for c in cells] for _ in range(SEARCH)])
        if not every and cells:
            values = np.concatenate([values, np.stack([_inside(c, SEARCH, rng) for c in cells], axis=-1)])
        return values, every

    def _tried(self, values: npt.NDArray[np.float64], weights: npt.NDArray[np.float64] | None) -> _Seen:
        """Rank the alternatives at every filling."""
        n, m = self.task.x.shape
        step = max(2**18 // (n * max(n, m)), 1)
        ahead, level, scores = [], [], []
        always = np.ones((n, n), dtype=bool)
        never_behind, ever_level = np.ones((n, n), dtype=bool), np.zeros((n, n), dtype=bool)
        for start in range(0, len(values), step):
            part = values[start : start + step]
            x = self.task.x if self.task.redistributed else self.filled(part)
            w = self.task.w if weights is None else weights[start : start + step]
            dense = np.broadcast_to(dense_ranks(self.task, x, w), (len(part), n))
            others, mine = dense[:, None, :], dense[:, :, None]
            ahead.append((others < mine).sum(axis=-1))
            level.append((others == mine).sum(axis=-1) - 1)
            always &= (others == mine).all(axis=0)
            never_behind &= (mine <= others).all(axis=0)
            ever_level |= (mine <= others).any(axis=0)
            if weights is None:
                scores.append(np.broadcast_to(self.scores(x), (len(part), n)))
        ends = [(f(np.stack([f(s, axis=0) for s in scores]), axis=0)).tolist() for f in (np.min, np.max)] if scores else []
        return _Seen(
            np.concatenate(ahead), np.concatenate(level), always.sum(axis=-1) - 1, never_behind, ever_level,
            {name: (low, high) for name, low, high in zip(self.names, *ends, strict=True)} if ends else {},
        )  # fmt: skip

    def _matters_of(self, values: npt.NDArray[np.float64], low: Any, high: Any, now: int) -> tuple[CellValue, ...]:
        """Read off how many places stay open once each cell is known, where all fillings were tried."""
        found = []
        for k, ((alternative, criterion), cell) in enumerate(zip(self.keys, self.table.cells.values(), strict=True)):
            masks = [values[:, k] == v for v in cell.ends]
            left = tuple(int((high[mask].max(axis=0) - low[mask].min(axis=0)).sum()) for mask in masks)
            found.append(CellValue(alternative, criterion, cell.ends, left, now - sum(left) / len(left)))
        return tuple(sorted(found, key=lambda c: -c.saved)) if now else ()

    def verify(self, found: RankIntervals, fillings: int, rng: np.random.Generator) -> bool:
        """Play the witnesses again; and where the ranks are exact, see that random fillings stay within them."""
        for ends, fills, worst in ((found.best, found.at_best, False), (found.worst, found.at_worst, True)):
            for a, name in enumerate(self.names):
                values = np.array(list(fills[name].cells.values()), dtype=np.float64)
                ahead, level = self._standing(a, values, fills[name].weights)
                counted = ahead + 1 + (level if found.ties == "pessimistic" or (found.ties == "strict" and not worst) else 0)
                fits = counted == ends[name] if found.ties != "strict" else counted >= ends[name]
                if not fits:
                    return False
        cells = list(self.table.cells.values())
        if not found.exact or not cells or not fillings:
            return True
        values = np.stack([_inside(c, fillings, rng) for c in cells], axis=-1)
        w = self.task.w if self.known is None else sampler(self.known).draw(fillings, rng).values
        dense = dense_ranks(self.task, self.filled(values), w)
        ahead = (dense[:, None, :] < dense[:, :, None]).sum(axis=-1) + 1
        level = (dense[:, None, :] == dense[:, :, None]).sum(axis=-1) - 1
        seen = ahead + level if found.ties == "pessimistic" else ahead
        quiet = np.ones_like(seen, dtype=bool) if found.ties != "strict" else level == 0
        return bool(((seen >= found.best.values) & (seen <= found.worst.values) | ~quiet).all())

    def _standing(self, a: int, values: npt.NDArray[np.float64], weights: Mapping[str, Fraction] | None) -> tuple[int, int]:
        """Return how many are ahead of an alternative and level with it, exactly where the method is linear and weights are free."""
        if weights is not None and self.question is not None and self.question.rows is not None and self.own_rows:
            w = tuple(weights.values())
            scores = [dot(row, w) for row in self.rows(values)]
            return sum(s > scores[a] for s in scores), sum(s == scores[a] for s in scores) - 1
        w_ = self.task.w if weights is None else np.array([float(v) for v in weights.values()])
        dense = dense_ranks(self.task, self.filled(values) if not self.task.redistributed else self.task.x, w_)
        return int((dense < dense[a]).sum()), int((dense == dense[a]).sum()) - 1


def _counted(
    ahead: npt.NDArray[Any], level: npt.NDArray[Any], always: npt.NDArray[Any], ties: Ties
) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """Return the ranks that count for the best and for the worst end."""
    if ties == "optimistic":
        return ahead + 1, ahead + 1
    if ties == "pessimistic":
        return ahead + 1 + level, ahead + 1 + level
    return ahead + 1 + level - always, ahead + 1


def _most(known: WeightSet, form: Vector) -> Fraction:
    """Return the largest value of a linear form over a weight set."""
    if not known.statements:
        return max(form)
    value = known.maximise(form).value
    assert value is not None  # shares are bounded, and the set is not empty
    return value


def _tried(cell: Open) -> tuple[float, ...]:
    return cell.ends if cell.values else (cell.low, cell.low / 2 + cell.high / 2, cell.high)


def _inside(cell: Open, size: int, rng: np.random.Generator) -> npt.NDArray[np.float64]:
    """Draw values that a cell can have, evenly."""
    return np.array(cell.ends)[rng.integers(len(cell.ends), size=size)] if cell.values else rng.uniform(cell.low, cell.high, size)


def _shares(w: npt.NDArray[np.float64]) -> Vector:
    exact = [Fraction(v) for v in w.tolist()]
    total = sum(exact)
    return tuple(v / total for v in exact)


def _pairs(names: tuple[str, ...], holds: npt.NDArray[np.bool_]) -> tuple[tuple[str, str], ...]:
    return tuple((a, b) for i, a in enumerate(names) for k, b in enumerate(names) if i != k and holds[i, k])


def _tidy(value: float) -> float | int:
    return int(value) if value == int(value) and abs(value) < 1e15 else value
