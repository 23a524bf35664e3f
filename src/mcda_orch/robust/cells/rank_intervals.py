"""The best and the worst rank of every alternative over everything that blank and uncertain cells could hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from math import isfinite
from typing import TYPE_CHECKING, Any, get_args

import numpy as np

from ...certificates.posed import certificate_text
from ...certificates.ranks import rank_interval_claims
from ...core.arguments import told
from ...core.frozen import Labelled
from ...core.matrix import DecisionMatrix
from ...core.problem import Problem
from ...core.report import Report, listed, plain
from ...core.table import Table
from ...core.weights import Weights
from ...errors import DomainError, MissingError, ShapeError
from ...exact.claims import Check, Tied, digest, same
from ...plugin.check import task
from ...plugin.plugin import Method
from ...plugin.subject import subject, the_method
from ...sampling.draws import sampler
from ...sampling.streams import Streams
from ...sampling.weight_set import WeightSet
from ..evidence.question import allowed, asked, dense_ranks
from ..weights.rank_ranges import Ties
from .open_table import Filling, OpenTable, drawn, own_rows
from .rank_ends import CellValue, RankEnds, rank_ends
from .uncertain import Uncertain, uncertain

if TYPE_CHECKING:
    import numpy.typing as npt

    from ...sampling.streams import Seed

__all__ = ["RankIntervals", "rank_intervals"]

TRIED = 200
"""Random fillings that are played where none may lead outside."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RankIntervals(Tied, Report):
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
    asked: OpenTable
    streams: Streams
    notes: tuple[str, ...] = ()
    tie: str = ""

    @property
    def _tie(self) -> str:
        return digest(self.asked.tie, self.ties)

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

    @property
    def depends(self) -> str:
        """On what a rank that differs depends, in words, as `whatever` has it of one that does not."""
        cells = f"{len(self.cells)} blanks hold" if len(self.cells) > 1 else "blank holds"
        return f"by what the {cells}{self._between}"

    @property
    def _between(self) -> str:
        return " between the values found" if self.asked.table.notes else ""

    def _words(self, cells: str) -> str:
        held = f"whatever the {cells} hold{'' if cells.endswith('s') else 's'}" if self.exact else "at every filling tried"
        return held + self._between

    @property
    def open_places(self) -> int:
        """How many places are open, over all alternatives: the lengths of their intervals, added up."""
        return int((self.worst.values - self.best.values).sum())

    @property
    def most(self) -> tuple[tuple[str, str], ...]:
        """The open cell whose knowledge closes most places, or those cells that share this; none where no cell closes any."""
        top = max((cell.saved for cell in self.matters), default=0.0)
        return tuple((c.alternative, c.criterion) for c in self.matters if c.saved == top) if top > 0 else ()

    def checks(self) -> Iterator[Check]:
        """Yield that every rank is reached, that none lies outside where that is said, and that the rest follows from the same question."""
        posed, n = self.asked, len(self.alternatives)
        yield posed.check(self.tie == self._tie and self.ties in get_args(Ties))
        scope = f"{self._words('open cells')} ({'; '.join(posed.ranges) or 'none is open'}), ties {self.ties}, {posed.scope}"
        for ends, fills, worst in ((self.best, self.at_best, False), (self.worst, self.at_worst, True)):
            for a, name in enumerate(self.alternatives):
                said = f"{name} ranks {'worst' if worst else 'best'} at {ends[name]}, as with the cells shown"
                yield Check(
                    said, "witness", posed.admits(fills[name], self.exact) and self._reached(a, fills[name], int(ends[name]), worst)
                )
        seen = rank_ends(posed, self.ties, self.streams.generator())
        labelled = (Labelled(seen.best, posed.names), Labelled(seen.worst, posed.names), posed.names, posed.keys)
        own = same((self.best, self.worst, self.alternatives, self.cells), labelled)
        yield Check(f"the {n} best and worst ranks are these {scope}", "recount" if self.exact else "replay", own)
        parts = [f.name for f in fields(RankEnds) if f.name not in {"best", "worst"}]
        rest = self.method == posed.task.plugin.name and all(same(getattr(self, part), getattr(seen, part)) for part in parts)
        yield Check("scores, pairs, and what it would help to know a cell are those of the same question", "recount", rest)
        if self.exact and self.cells:
            yield Check(f"{TRIED} random fillings stay within", "replay", self._holds(TRIED))

    def _reached(self, a: int, filling: Filling, rank: int, worst: bool) -> bool:
        ahead, level = self.asked.standing(a, np.array(list(filling.cells.values()), dtype=np.float64), filling.weights)
        counted = ahead + 1 + (level if self.ties == "pessimistic" or (self.ties == "strict" and not worst) else 0)
        return counted == rank if self.ties != "strict" else counted >= rank

    def _holds(self, fillings: int) -> bool:
        asked, random = self.asked, self.streams.generator(1)
        values = np.stack([drawn(c, fillings, random) for c in asked.table.cells.values()], axis=-1)
        w = asked.task.w if asked.known is None else sampler(asked.known).draw(fillings, random).values
        dense = dense_ranks(asked.task, asked.filled(values), w)
        ahead = (dense[:, None, :] < dense[:, :, None]).sum(axis=-1) + 1
        level = (dense[:, None, :] == dense[:, :, None]).sum(axis=-1) - 1
        seen = ahead + level if self.ties == "pessimistic" else ahead
        quiet = np.ones_like(seen, dtype=bool) if self.ties != "strict" else level == 0
        return bool(((seen >= self.best.values) & (seen <= self.worst.values) | ~quiet).all())

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
            said.append(f"The winner depends on the open cells{self._between}: {listed(self.possible_winners)} can each be first.")
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

    def to_json(self) -> str:
        """Return the certificate: the question, what is claimed and the proofs, as ``mcda-orch verify`` checks them."""
        return certificate_text(rank_interval_claims(self))

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
    rng: Seed = 0,
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
    rng : seed or Generator, default 0
        Where the draws start: the same seed gives the same draws, None new ones every time.

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
    posed = OpenTable(found, table, dict(params or {}), known, question, own_rows(found))
    streams = Streams.of(rng)
    ends = rank_ends(posed, ties, streams.generator())
    names = posed.names
    return RankIntervals(
        chosen.name, names, Labelled(ends.best, names), Labelled(ends.worst, names), ends.scores, ends.exact, ends.how, ties,
        ends.at_best, ends.at_worst, ends.necessary, ends.possible, posed.keys, ends.matters, posed, streams, ends.notes,
    )  # fmt: skip


def _bounded(table: Uncertain) -> None:
    for (i, j), cell in table.cells.items():
        if not (isfinite(cell.low) and isfinite(cell.high)):
            raise DomainError(
                f"{table.matrix.criterion_names[j]!r} of {table.matrix.names[i]!r} has no bounds, so it could have any rank.",
                hint="use smaa for distributions without ends, or an interval.",
            )


def _tidy(value: float) -> float | int:
    return int(value) if value == int(value) and abs(value) < 1e15 else value
