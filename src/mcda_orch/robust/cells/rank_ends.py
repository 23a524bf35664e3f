"""Both ends of every rank over all fillings: at the corners of the open cells, over all weights of a set too, or by trying."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from ...core.frozen import Frozen, FrozenMap
from ...exact.rational import Vector
from ...plugin.advice import meaning
from ...sampling.draws import sampler
from ...sampling.weight_set import WeightSet
from ..evidence.question import dense_ranks
from ..weights.extreme_ranks import Ties, extreme_rank
from .open_table import Filling, OpenTable, counted, drawn
from .uncertain import Open

if TYPE_CHECKING:
    import numpy.typing as npt


__all__ = ["CellValue", "RankEnds", "rank_ends"]

ALL = 20_000
"""Up to so many fillings all are tried."""
CORNERS = 4096
SEARCH = 2_000
WORK = 2 * 10**8
"""Numbers up to which the value of knowing each cell is worked out."""


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


@dataclass(frozen=True, slots=True, eq=False)
class _Standings:
    """How alternatives stood at every filling that was tried, and in all of them."""

    ahead: npt.NDArray[np.intp]
    level: npt.NDArray[np.intp]
    always: npt.NDArray[np.intp]
    never_behind: npt.NDArray[np.bool_]
    ever_level: npt.NDArray[np.bool_]
    scores: dict[str, tuple[float, float]]


@dataclass(frozen=True, slots=True, eq=False)
class RankEnds(Frozen):
    """What is found of the ranks over all fillings; for the fields see ``RankIntervals``."""

    best: npt.NDArray[np.intp]
    worst: npt.NDArray[np.intp]
    scores: Mapping[str, tuple[float, float]]
    exact: bool
    how: str
    at_best: Mapping[str, Filling]
    at_worst: Mapping[str, Filling]
    necessary: tuple[tuple[str, str], ...]
    possible: tuple[tuple[str, str], ...]
    matters: tuple[CellValue, ...]
    notes: tuple[str, ...]


def rank_ends(asked: OpenTable, ties: Ties, rng: np.random.Generator) -> RankEnds:
    """Return both ends of every rank: at the corners of the open cells where these are extreme, else by trying."""
    if asked.own_rows and (asked.known is None or (asked.question is not None and asked.question.rows is not None)):
        return _by_corners(asked, ties) if asked.known is None else _by_corners_and_weights(asked, ties)
    return _by_trying(asked, ties, rng)


def _by_corners(asked: OpenTable, ties: Ties) -> RankEnds:
    """Rank every alternative with its own open cells at one end and all others at the other."""
    best, worst, dense = asked.ranks(asked.table.cells, ties)
    corners = asked.ends()
    score = asked.scores(asked.filled(np.stack(corners)))
    n = len(asked.names)
    score = np.diagonal(np.broadcast_to(score, (2, n, n)), axis1=1, axis2=2)
    scores = {name: (float(min(pair)), float(max(pair))) for name, pair in zip(asked.names, score.T.tolist(), strict=True)}
    mine = np.diagonal(dense, axis1=1, axis2=2)[..., None]
    how = (
        f"These ranks are exact: {asked.task.plugin.name} compares two alternatives by their own cells alone, and rewards better ones, so "
        "each ranks best with its own open cells at their best and all others at their worst."
    )
    return RankEnds(
        best, worst, FrozenMap(scores), True, how if asked.table.cells else "", asked.fillings(corners[0]), asked.fillings(corners[1]),
        _pairs(asked.names, mine[1] <= dense[1]), _pairs(asked.names, mine[0] <= dense[0]),
        _matters(asked, ties, int((worst - best).sum())), (*asked.table.notes, *meaning(asked.task.plugin, asked.task)),
    )  # fmt: skip


def _matters(asked: OpenTable, ties: Ties, now: int) -> tuple[CellValue, ...]:
    """Work out how many places stay open once each cell is known."""
    cells = asked.table.cells
    n, m = asked.task.x.shape
    if not now or sum(len(_tried(c)) for c in cells.values()) * 2 * n * n * m > WORK:
        return ()
    found = []
    for (place, cell), (alternative, criterion) in zip(cells.items(), asked.keys, strict=True):
        values, left = _tried(cell), []
        for v in values:
            best, worst, _ = asked.ranks({**cells, place: Open(v, v, (v,))}, ties)
            left.append(int((worst - best).sum()))
        found.append(CellValue(alternative, criterion, values, tuple(left), now - sum(left) / len(left)))
    return tuple(sorted(found, key=lambda c: -c.saved))


def _by_corners_and_weights(asked: OpenTable, ties: Ties) -> RankEnds:
    """Free the weights too: at fixed weights the corners are extreme, so they are so over all weights."""
    assert asked.question is not None and asked.known is not None  # noqa: PT018 - the caller saw to it
    names, known = asked.names, asked.known
    ends, shares = [np.zeros(len(names), dtype=np.intp) for _ in range(2)], [[], []]  # type: ignore[var-annotated]
    necessary, possible = np.eye(len(names), dtype=bool), np.eye(len(names), dtype=bool)
    corners, proved = asked.ends(), True
    policies: tuple[Ties, Ties] = ("pessimistic", "optimistic") if ties == "strict" else (ties, ties)
    for a in range(len(names)):
        for worst in (False, True):
            posed = replace(asked.question, rows=asked.rows(corners[worst][a]))
            rank, w, proof = extreme_rank(posed, known, a, policies[worst], worst)
            proved &= proof.proved
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
        f"{asked.task.plugin.name} compares two alternatives by their own cells alone, so the corners of the open cells are extreme at all "
        "weights; every rank is counted exactly at weights that give it, "
        + ("and proved" if proved else "but not all are proved")
        + " to be the last one, and necessary pairs are proved by linear programmes."
    )
    return RankEnds(
        ends[0], ends[1], FrozenMap(), proved, how, asked.fillings(corners[0], shares[0]), asked.fillings(corners[1], shares[1]),
        _pairs(names, necessary), _pairs(names, possible), (), (*asked.table.notes, *asked.question.notes),
    )  # fmt: skip


def _by_trying(asked: OpenTable, ties: Ties, rng: np.random.Generator) -> RankEnds:
    """Rank the alternatives at all fillings, or at as many as are tried."""
    values, every = _trials(asked, rng)
    weights = None
    if asked.known is not None:
        weights = sampler(asked.known).draw(SEARCH, rng).values
        values = values[rng.integers(len(values), size=len(weights))]
    seen = _standings(asked, values, weights)
    low, high = counted(seen.ahead, seen.level, seen.always, ties)
    best, worst = low.min(axis=-2), high.max(axis=-2)
    at = low.argmin(axis=-2), high.argmax(axis=-2)
    name, total = asked.task.plugin.name, len(values)
    how = (
        f"These ranks are exact: all {total:,} fillings were tried."
        if every
        else f"These ranks were found at {total:,} fillings{' and weights' if weights is not None else ''}; others are not ruled out, since "
        f"{name} compares alternatives by more than their own cells{' or is not linear in its weights' if weights is not None else ''}."
    )
    fillings = [asked.fillings(values[end], None if weights is None else [_shares(w) for w in weights[end]]) for end in at]
    return RankEnds(
        best, worst, FrozenMap(seen.scores), every, how if asked.table.cells or weights is not None else "", fillings[0], fillings[1],
        _pairs(asked.names, seen.never_behind), _pairs(asked.names, seen.ever_level),
        _matters_of(asked, values, low, high, int((worst - best).sum())) if every else (),
        (*asked.table.notes, *meaning(asked.task.plugin, asked.task)),
    )  # fmt: skip


def _trials(asked: OpenTable, rng: np.random.Generator) -> tuple[npt.NDArray[np.float64], bool]:
    """Return fillings to try, shape (fillings, cells), and whether these are all there are at weights that are known."""
    cells = list(asked.table.cells.values())
    count = 1
    for c in cells:
        count = min(count * len(c.ends), ALL + 1)
    every = asked.known is None and count <= ALL and all(c.values for c in cells)
    if every or count <= CORNERS:
        values = np.array(list(product(*(c.ends for c in cells))), dtype=np.float64).reshape(count, len(cells))
    else:
        values = np.array([[float(rng.choice(c.ends)) for c in cells] for _ in range(SEARCH)])
    if not every and cells:
        values = np.concatenate([values, np.stack([drawn(c, SEARCH, rng) for c in cells], axis=-1)])
    return values, every


def _standings(asked: OpenTable, values: npt.NDArray[np.float64], weights: npt.NDArray[np.float64] | None) -> _Standings:
    """Rank the alternatives at every filling."""
    n, m = asked.task.x.shape
    step = max(2**18 // (n * max(n, m)), 1)
    ahead, level, scores = [], [], []
    always = np.ones((n, n), dtype=bool)
    never_behind, ever_level = np.ones((n, n), dtype=bool), np.zeros((n, n), dtype=bool)
    for start in range(0, len(values), step):
        part = values[start : start + step]
        x = asked.task.x if asked.task.redistributed else asked.filled(part)
        w = asked.task.w if weights is None else weights[start : start + step]
        dense = np.broadcast_to(dense_ranks(asked.task, x, w), (len(part), n))
        others, mine = dense[:, None, :], dense[:, :, None]
        ahead.append((others < mine).sum(axis=-1))
        level.append((others == mine).sum(axis=-1) - 1)
        always &= (others == mine).all(axis=-3)
        never_behind &= (mine <= others).all(axis=-3)
        ever_level |= (mine <= others).any(axis=-3)
        if weights is None:
            scores.append(np.broadcast_to(asked.scores(x), (len(part), n)))
    ends = [(f(np.stack([f(s, axis=-2) for s in scores]), axis=-2)).tolist() for f in (np.min, np.max)] if scores else []
    return _Standings(
        np.concatenate(ahead), np.concatenate(level), always.sum(axis=-1) - 1, never_behind, ever_level,
        {name: (low, high) for name, low, high in zip(asked.names, *ends, strict=True)} if ends else {},
    )  # fmt: skip


def _matters_of(asked: OpenTable, values: npt.NDArray[np.float64], low: Any, high: Any, now: int) -> tuple[CellValue, ...]:
    """Read off how many places stay open once each cell is known, where all fillings were tried."""
    found = []
    for k, ((alternative, criterion), cell) in enumerate(zip(asked.keys, asked.table.cells.values(), strict=True)):
        masks = [values[:, k] == v for v in cell.ends]
        left = tuple(int((high[mask].max(axis=-2) - low[mask].min(axis=-2)).sum()) for mask in masks)
        found.append(CellValue(alternative, criterion, cell.ends, left, now - sum(left) / len(left)))
    return tuple(sorted(found, key=lambda c: -c.saved)) if now else ()


def _most(known: WeightSet, form: Vector) -> Fraction:
    """Return the largest value of a linear form over a weight set."""
    if not known.statements:
        return max(form)
    value = known.maximise(form).value
    assert value is not None  # shares are bounded, and the set is not empty
    return value


def _tried(cell: Open) -> tuple[float, ...]:
    return cell.ends if cell.values else (cell.low, cell.low / 2 + cell.high / 2, cell.high)


def _shares(w: npt.NDArray[np.float64]) -> Vector:
    exact = [Fraction(v) for v in w.tolist()]
    total = sum(exact)
    return tuple(v / total for v in exact)


def _pairs(names: tuple[str, ...], holds: npt.NDArray[np.bool_]) -> tuple[tuple[str, str], ...]:
    return tuple((a, b) for i, a in enumerate(names) for k, b in enumerate(names) if i != k and holds[i, k])
