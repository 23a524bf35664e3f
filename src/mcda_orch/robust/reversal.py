"""Rank reversal: whether others that come, go or get worse turn two alternatives around, with the case that shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from ..core.blanks import BlanksLike
from ..core.criteria import Criterion
from ..core.frozen import FrozenMap
from ..core.matrix import DecisionMatrix
from ..core.problem import Problem
from ..core.ranking import Ranking
from ..core.report import Report, listed, plain
from ..core.table import Table
from ..core.weights import Weights
from ..errors import DomainError, ShapeError
from ..plugin.check import Task, task
from ..plugin.family import HIGHER
from .question import the_method

if TYPE_CHECKING:
    import numpy.typing as npt

    from ..plugin.plugin import Method

__all__ = ["Reversal", "ReversalReport", "rank_reversal"]

Levels: TypeAlias = "list[npt.NDArray[np.float64]]"

TESTS = {
    "leave one out": {"independent"},
    "clone": {"clone_proof"},
    "dominated newcomer": {"dominated_newcomer"},
    "pair alone": {"independent"},
    "transitivity": {"independent"},
    "worsen one": {"independent", "response"},
    "any newcomer": {"independent"},
}
"""The tests, and the laws that together rule a reversal out; one that is independent passes the newcomer tests too."""
NEWCOMERS = 400
"""How many newcomers are drawn at random where none that differs in one cell from an alternative reverses anything."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Reversal:
    """A case in which two alternatives change places.

    Attributes
    ----------
    test : str
    a, b : str
        `a` was ahead of `b` before, and is behind it after.
    words : str
        What happened in between.
    matrix : DecisionMatrix
        The alternatives afterwards; the last is the newcomer, where there is one.
    before, after : Ranking
    newcomer : mapping of str to float
        Its cells, where there is one.
    """

    test: str
    a: str
    b: str
    words: str
    matrix: DecisionMatrix
    before: Ranking
    after: Ranking
    newcomer: Mapping[str, float]
    asked: Task

    def verify(self) -> bool:
        """Score both matrices again."""
        before = Ranking(self.before.labels, _dense(self.asked, self.asked.x))
        if self.test == "transitivity":
            names = self.before.labels
            a, b, c = (self.matrix.names.index(n) for n in self.matrix.names)
            x = self.matrix.values
            ahead = [_dense(self.asked, x[[i, k]]) for i, k in ((a, b), (b, c), (c, a))]
            return set(self.matrix.names) <= set(names) and all(d[0] < d[1] for d in ahead)
        after = Ranking(self.matrix.names, _dense(self.asked, self.matrix.values))
        return bool(before[self.a] <= before[self.b] and after[self.a] > after[self.b])

    def __str__(self) -> str:
        return f"{self.words}: {self.a} was ahead of {self.b}, and is now behind it."

    def __repr__(self) -> str:
        return f"Reversal({str(self)!r})"


@dataclass(frozen=True, eq=False, repr=False)
class ReversalReport(Report):
    """What each test of rank reversal found.

    Attributes
    ----------
    method : str
    found : mapping of test to Reversal or None
        None where no case was found.
    guaranteed : tuple of str
        Tests that the laws of the method rule out for all data.
    smallest : Reversal or None
        A newcomer that reverses a pair and differs from some alternative in as few cells as were found to do;
        not proved to be the fewest unless it is one.
    bounds_help : bool or None
        Whether no test finds anything once the extreme cells are declared as bounds; None where nothing was found before.
    """

    method: str
    found: Mapping[str, Reversal | None]
    guaranteed: tuple[str, ...]
    smallest: Reversal | None
    bounds_help: bool | None

    def verify(self) -> bool:
        """Replay every case."""
        return all(r.verify() for r in (*self.found.values(), self.smallest) if r is not None)

    @property
    def tables(self) -> tuple[Table, ...]:
        """A row a test."""
        rows = tuple(
            (t, "impossible by its laws" if t in self.guaranteed and r is None else "none found" if r is None else str(r))
            for t, r in self.found.items()
        )
        return (Table(("test", "reversal"), rows, f"Rank reversal of {self.method}"),)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What it means, and what helps."""
        hits = [t for t, r in self.found.items() if r is not None]
        said = [] if hits else [f"No test turned two alternatives around under {self.method}."]
        if len(self.guaranteed) == len(TESTS):
            said.append(f"The laws of {self.method} rule reversals out for all data: each alternative is scored by itself.")
        if self.smallest is not None:
            cells = listed([f"{c} {v:g}" for c, v in self.smallest.newcomer.items()])
            said.append(f"The smallest newcomer found (not proved smallest) swaps {self.smallest.a} and {self.smallest.b}: {cells}.")
        if self.bounds_help:
            said.append("Declared bounds remove it here: with scales that do not move, none of these tests finds a reversal.")
        return tuple(said)

    def document(self) -> dict[str, Any]:
        """Return everything as plain mappings and lists, ready for JSON."""

        def case(r: Reversal | None) -> Any:
            if r is None:
                return None
            return {"a": r.a, "b": r.b, "words": r.words, "newcomer": dict(r.newcomer), "before": str(r.before), "after": str(r.after)}

        return plain(  # type: ignore[no-any-return]  # a mapping goes in
            {
                "schema": "mcda_orch.rank_reversal",
                "version": 1,
                "method": self.method,
                "found": {t: case(r) for t, r in self.found.items()},
                "guaranteed": list(self.guaranteed),
                "smallest": case(self.smallest),
                "bounds_help": self.bounds_help,
            }
        )

    def __repr__(self) -> str:
        hits = [t for t, r in self.found.items() if r is not None]
        return f"ReversalReport({self.method}, {listed(hits) or 'none found'})"


def rank_reversal(
    method: str | Method[...] | None,
    matrix: DecisionMatrix | Problem,
    weights: Weights | Mapping[str, float] | None = None,
    blanks: BlanksLike = None,
    *,
    levels: Sequence[float] | Mapping[str, Sequence[float]] | None = None,
    rng: np.random.Generator | int | None = 0,
    **params: Any,
) -> ReversalReport:
    """Look for rank reversals, and say where the laws of the method rule them out.

    Parameters
    ----------
    method : str or Method
    matrix : DecisionMatrix or Problem
    weights, blanks : optional
    levels : numbers, or mapping of criterion to numbers, optional
        What the cells of a newcomer may be, besides those that occur and those that are declared.
    rng : Generator or int, default 0
        For the newcomers that are drawn.
    **params
        Parameters of the method, such as ``scale=mo.scalings.minmax``.

    Returns
    -------
    ReversalReport

    Examples
    --------
    >>> import mcda_orch as mo
    >>> str(rank_reversal(mo.wsm, mo.load("orchestrators")).remarks[0])
    'No test turned two alternatives around under wsm.'
    """
    chosen = the_method(method, matrix)
    asked = task(chosen, matrix, weights, blanks, dict(params))
    if asked.x.ndim != 2 or asked.w.ndim != 1 or asked.redistributed:
        raise ShapeError("rank reversal is looked for in one matrix with filled blanks, under one weight vector.")
    if len(asked.x) < 2:
        raise DomainError("one alternative has no rank to lose.", hint="compare at least two.")
    cells = _levels(asked, levels)
    found, smallest = _all(asked, cells, rng)
    claims = chosen.claims(asked.params)
    kept = set() if claims is None else {law.name for law in claims[0]}
    newcomers = {"clone", "dominated newcomer"}
    sure = tuple(t for t, laws in TESTS.items() if laws <= kept or ("independent" in kept and t in newcomers))
    helps = None
    if any(found.values()):
        helps = not any(_all(task(chosen, _bounded(asked, cells), asked.weights, None, dict(params)), cells, rng)[0].values())
    return ReversalReport(chosen.name, FrozenMap(found), sure, smallest, helps)


def _bounded(asked: Task, cells: Levels) -> DecisionMatrix:
    """Return the matrix with the extremes of what cells may be declared as bounds."""

    def declared(criterion: Criterion, column: npt.NDArray[np.float64]) -> Criterion:
        if criterion.scale.low is not None or criterion.scale.high is not None or np.ptp(column) == 0:
            return criterion
        return replace(criterion, scale=replace(criterion.scale, low=float(column.min()), high=float(column.max())))

    body = asked.matrix
    return DecisionMatrix(asked.x, body.alternatives, [declared(c, v) for c, v in zip(body.criteria, cells, strict=True)])


def _dense(asked: Task, x: npt.NDArray[np.float64]) -> Any:
    """Rank rows as a labelled call does, in any batch."""
    plugin = asked.plugin
    with np.errstate(all="ignore"):
        if plugin.linear_form is not None:
            form = np.asarray(plugin.linear_form(x, asked.s, **asked.params))
            key, size = form @ asked.w, np.abs(form) @ np.abs(asked.w)
        else:
            key, size = np.asarray(plugin.run(x, asked.w, asked.s, **asked.params)), None
    return np.asarray(Ranking.from_scores(key, asked.matrix.names, plugin.better is HIGHER, size).dense)


def _fits(asked: Task, x: npt.NDArray[np.float64]) -> bool:
    return not any(domain.outside(x, asked.s).any() for _, domain in asked.plugin.restrictions(asked.params))


def _levels(asked: Task, given: Any) -> Levels:
    """Return what each cell of a newcomer may be, from the worst to the best."""
    found = []
    for criterion, column, sign in zip(asked.matrix.criteria, asked.x.T, asked.s, strict=True):
        known = {float(v) for v in column} | {float(v) for v in criterion.scale.levels if not isinstance(v, str)}
        more = given.get(criterion.name, ()) if isinstance(given, Mapping) else given
        known |= {float(v) for v in (() if more is None else more)}
        known |= {v for v in (criterion.scale.low, criterion.scale.high) if v is not None}
        found.append(np.array(sorted(known))[:: int(sign)])
    return found


def _all(asked: Task, levels: Levels, rng: Any) -> tuple[dict[str, Reversal | None], Reversal | None]:
    before = _dense(asked, asked.x)
    labels = asked.matrix.names
    found: dict[str, Reversal | None] = dict.fromkeys(TESTS)
    tests = {
        "leave one out": _without(asked),
        "clone": _clones(asked),
        "dominated newcomer": _dominated(asked, levels),
        "worsen one": _worse(asked, before, levels),
    }
    for test, cases in tests.items():
        found[test] = next(filter(None, (_compared(asked, before, test, *case) for case in cases)), None)
    n = len(labels)
    wins = np.zeros((n, n), dtype=bool)
    for i, k in combinations(range(n), 2):
        d = _dense(asked, asked.x[[i, k]])
        wins[i, k], wins[k, i] = d[0] < d[1], d[1] < d[0]
        if found["pair alone"] is None:
            found["pair alone"] = _compared(asked, before, "pair alone", asked.x[[i, k]], (i, k), f"{labels[i]} and {labels[k]} are alone")
    for i, k in np.argwhere(wins):
        third = np.flatnonzero(wins[k] & wins[:, i])
        if len(third):
            ring = [int(i), int(k), int(third[0])]
            names = [labels[v] for v in ring]
            words = f"Two by two, {names[0]} beats {names[1]}, {names[1]} beats {names[2]}, and {names[2]} beats {names[0]}"
            part = asked.matrix.select(names).with_values(asked.x[ring])
            order = Ranking(labels, before)
            found["transitivity"] = Reversal(
                "transitivity", names[0], names[2], words, part, order, Ranking(part.names, before[ring]), {}, asked
            )
            break
    smallest = _smallest(asked, before, levels, np.random.default_rng(rng))
    found["any newcomer"] = smallest
    return found, smallest


def _without(asked: Task) -> Iterator[tuple[Any, ...]]:
    n = len(asked.x)
    for i in range(n if n > 2 else 0):
        kept = tuple(k for k in range(n) if k != i)
        yield asked.x[list(kept)], kept, f"{asked.matrix.names[i]} is left out"


def _clones(asked: Task) -> Iterator[tuple[Any, ...]]:
    for i, name in enumerate(asked.matrix.names):
        yield np.vstack([asked.x, asked.x[i]]), tuple(range(len(asked.x))), f"A copy of {name} joins"


def _dominated(asked: Task, levels: Levels) -> Iterator[tuple[Any, ...]]:
    everyone = tuple(range(len(asked.x)))
    yield np.vstack([asked.x, [v[0] for v in levels]]), everyone, "A newcomer that is worst everywhere joins"
    for i, name in enumerate(asked.matrix.names):
        for j, v in enumerate(levels):
            if asked.x[i, j] != v[0]:
                row = asked.x[i].copy()
                row[j] = v[0]
                yield np.vstack([asked.x, row]), everyone, f"A newcomer like {name}, but worst in {asked.matrix.criterion_names[j]}, joins"


def _worse(asked: Task, before: Any, levels: Levels) -> Iterator[tuple[Any, ...]]:
    everyone = tuple(range(len(asked.x)))
    for i in np.flatnonzero(before > 1).tolist():
        for j, v in enumerate(levels):
            if asked.x[i, j] != v[0]:
                x = asked.x.copy()
                x[i, j] = v[0]
                yield x, everyone, f"{asked.matrix.names[i]} gets worst in {asked.matrix.criterion_names[j]}"


def _compared(asked: Task, before: Any, test: str, x: Any, kept: tuple[int, ...], words: str, after: Any = None) -> Reversal | None:
    """Return the reversal, if any, among the alternatives that were there before; worsening one must only leave the best best."""
    if not _fits(asked, x):
        return None
    dense = _dense(asked, x) if after is None else after
    old, new = before[list(kept)], dense[: len(kept)]
    turned = (old[:, None] < old[None, :]) & (new[:, None] > new[None, :])
    if test == "worsen one":
        turned &= (old == 1)[:, None]
    if not turned.any():
        return None
    i, k = np.argwhere(turned)[0].tolist()
    names = [asked.matrix.names[v] for v in kept]
    joined = [] if len(x) == len(kept) else ["newcomer" if "newcomer" not in names else "newcomer " + str(len(names))]
    criteria = [replace(c, scale=type(c.scale)()) for c in asked.matrix.criteria]
    matrix = DecisionMatrix(x, [*names, *joined], criteria)
    cells = dict(zip(asked.matrix.criterion_names, x[-1].tolist(), strict=True)) if joined else {}
    order = Ranking(asked.matrix.names, before)
    return Reversal(test, names[i], names[k], words, matrix, order, Ranking(matrix.names, dense), FrozenMap(cells), asked)


def _smallest(asked: Task, before: Any, levels: Levels, rng: np.random.Generator) -> Reversal | None:
    """Try every alternative with one cell changed, then drawn newcomers, whose cells go back to those of an alternative."""
    n = len(asked.x)
    names, criteria = asked.matrix.names, asked.matrix.criterion_names
    close = [(i, j, float(v)) for i in range(n) for j, found in enumerate(levels) for v in found if v != asked.x[i, j]]
    rows = np.array([asked.x[i] for i, _, _ in close]).reshape(-1, asked.x.shape[1])
    rows[np.arange(len(close)), [j for _, j, _ in close]] = [v for _, _, v in close]
    tried = partial(_compared, asked, before, "any newcomer", kept=tuple(range(n)))
    for at in _reversing(asked, before, rows[: 60 if asked.plugin.lift else 5000]):
        i, j, v = close[at]
        hit = tried(x=np.vstack([asked.x, rows[at]]), words=f"A newcomer like {names[i]}, but with {criteria[j]} {v:g}, joins")
        if hit is not None:
            return hit
    drawn = np.stack([rng.choice(v, NEWCOMERS if not asked.plugin.lift else 40) for v in levels], axis=-1)
    drawn = np.vstack([[v[0] for v in levels], [v[-1] for v in levels], drawn])
    hits = _reversing(asked, before, drawn)
    if not hits:
        return None
    best = None
    for at in hits[:5]:
        for i in range(n):
            row = drawn[at].copy()
            for j in rng.permutation(len(row)):
                back = row.copy()
                back[j] = asked.x[i, j]
                if _reversing(asked, before, back[None]):
                    row = back
            count = int((row != asked.x[i]).sum())
            if best is None or count < best[0]:
                best = (count, i, row)
    assert best is not None  # there was a hit
    what = f"A newcomer like {names[best[1]]} but for {best[0]} cells joins"
    return tried(x=np.vstack([asked.x, best[2]]), words=what)


def _reversing(asked: Task, before: Any, rows: Any) -> list[int]:
    """Return which newcomers turn somebody around."""
    n = len(asked.x)
    if not len(rows):
        return []
    x = np.concatenate([np.broadcast_to(asked.x, (len(rows), *asked.x.shape)), rows[:, None, :]], axis=1)
    fine = [k for k in range(len(rows)) if _fits(asked, x[k])]
    if not fine:
        return []
    after = _dense(asked, x[fine])[:, :n]
    turned = (before[:, None] < before[None, :]) & (after[:, :, None] > after[:, None, :])
    return [fine[k] for k in np.flatnonzero(turned.any(axis=(1, 2)))]
