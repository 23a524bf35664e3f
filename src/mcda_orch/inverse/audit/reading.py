"""A published table as exact numbers: what a method sees in its cells, its blanks, and the figures as they were printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor, log10
from typing import Any

import numpy as np

from ...core.blanks import Blanks
from ...core.frozen import FrozenMap, Labelled
from ...core.labelling import by_label
from ...core.matrix import DecisionMatrix
from ...core.problem import Problem
from ...core.weights import Weights
from ...errors import DomainError
from ...exact.claims import Check, Repeated, same
from ...exact.linear import rank, solve
from ...exact.made import made
from ...exact.rational import Matrix, Vector, fraction, simplest
from ...plugin.check import task
from ...plugin.plugin import Method
from ...sampling.linear_rows import adds_up
from .region import Fact

__all__ = ["Blank", "ExactWeights", "OfTable", "Table", "decimals", "filled_rows", "labelled_scores", "reading"]

PROBES = 3
COMMON = 10**4
"""Denominators up to this are recognised in figures that were computed in floating point."""
NOISE = 1e-14
PRINTED = 12
"""Digits that a published figure has, at most; one with more was computed in floating point."""


@dataclass(frozen=True, slots=True, init=False, eq=False, repr=False)
class ExactWeights(Weights):
    """Weights with the fractions that they are.

    Attributes
    ----------
    exact : mapping of str to Fraction
        By criterion.
    """

    exact: Mapping[str, Fraction]

    def __init__(self, exact: Mapping[str, Fraction], source: str) -> None:
        Weights.__init__(self, [float(v) for v in exact.values()], list(exact), source)
        object.__setattr__(self, "exact", FrozenMap(exact))

    def __repr__(self) -> str:
        return "Weights({" + ", ".join(f"{k!r}: {v}" for k, v in self.exact.items()) + f"}}, source={self.source!r})"


@dataclass(frozen=True, slots=True)
class Blank:
    """A cell without a value, and what the method would see in it.

    Attributes
    ----------
    row, column : int
    low, high : Fraction or None
        Limits of what the method sees, from the declared bounds of the criterion.
    levels : tuple of Fraction
        What it sees for every declared level, in the order of the scale.
    slope, origin : Fraction
        The method sees ``origin + slope * value``.
    """

    row: int
    column: int
    low: Fraction | None
    high: Fraction | None
    levels: tuple[Fraction, ...]
    slope: Fraction
    origin: Fraction

    def value(self, seen: Fraction) -> Fraction:
        """Return the value of the cell for what the method sees."""
        return (seen - self.origin) / self.slope if self.slope else seen


@dataclass(frozen=True, slots=True)
class Table:
    """What is known of a published table.

    Attributes
    ----------
    problem : Problem
    method : Method or None
        None for plain sums of weights times values, costs subtracted.
    params : mapping
    names, criteria : tuple of str
        Only rows with a published figure.
    rows : tuple of tuple of Fraction or None
        What the method sees; None where a cell is blank. Added up with the weights, the published figure.
    blanks : tuple of Blank
    local : bool
        Whether what the method sees in a cell depends on that cell alone; otherwise blanks are judged by policies only.
    low, high, totals : tuple of Fraction
        The published figures as printed, and the limits that their rounding leaves.
    shares : bool
        Whether the method turns weights into shares, so that they sum to one here.
    rounding : int or None
        Decimals that the figures were rounded to; None where they are exact.
    """

    problem: Problem
    method: Method[...] | None
    params: Mapping[str, Any]
    names: tuple[str, ...]
    criteria: tuple[str, ...]
    rows: tuple[tuple[Fraction | None, ...], ...]
    blanks: tuple[Blank, ...]
    local: bool
    low: Vector
    high: Vector
    totals: Vector
    shares: bool
    rounding: int | None

    @property
    def whole(self) -> bool:
        """Whether cells and figures are whole numbers, so that the weights may be expected to be."""
        cells = [v for row in self.rows for v in row if v is not None]
        return not self.shares and self.rounding is None and all(v.denominator == 1 for v in (*cells, *self.totals))

    def genuine(self) -> bool:
        """Tell whether this is what is read again in the same problem, by the same method and rounding."""
        rounding = "exact" if self.rounding is None else self.rounding
        posed = made(self.problem, self.method, self.params) and (self.method is not None or self.params == {})
        return posed and same(self, reading(self.problem, self.method, self.params, rounding))

    @property
    def scope(self) -> str:
        """How the figures are taken, in words."""
        by = "sums of weights times values" if self.method is None else self.method.name
        limits = "weights that sum to one" if self.shares else "weights that are not negative"
        printed = "exact" if self.rounding is None else f"rounded to {self.rounding} decimals"
        return f"figures by {by}, {printed}, with {limits}"

    @property
    def base(self) -> tuple[Fact, ...]:
        """What is known of the weights without any row."""
        ones = (Fraction(1),) * len(self.criteria)
        return (Fact(SUM, ones, Fraction(1), Fraction(1)),) if self.shares else ()

    def blanks_of(self, row: int) -> tuple[Blank, ...]:
        """Return the blanks of a row."""
        return tuple(b for b in self.blanks if b.row == row)

    def fact(self, i: int, row: Vector) -> Fact:
        """Return what the figure of row i says where the method sees `row` in it."""
        return Fact(self.names[i], row, self.low[i], self.high[i])

    def complete(self) -> tuple[Fact, ...]:
        """Return the facts of the rows without blanks."""
        gaps = {b.row for b in self.blanks}
        return tuple(self.fact(i, tuple(v for v in r if v is not None)) for i, r in enumerate(self.rows) if i not in gaps)

    def facts(self, rows: Matrix) -> tuple[Fact, ...]:
        """Return the facts of all rows, filled."""
        return (*self.base, *(self.fact(i, row) for i, row in enumerate(rows)))

    def open_facts(self) -> tuple[Fact, ...]:
        """Return the facts where every blank may stand for anything on its scale.

        A blank counts for ``z = w_j x`` with ``low w_j <= z <= high w_j``, and no two rows share one, so the blanks of a
        row together count for any number between the sums of their limits.
        """
        facts = [*self.base, *self.complete()]
        for i in sorted({b.row for b in self.blanks}):
            gaps = self.blanks_of(i)
            known = [Fraction(0) if v is None else v for v in self.rows[i]]
            for end, limit in (("low", self.high[i]), ("high", self.low[i])):
                row = list(known)
                ends = [getattr(b, end) for b in gaps]
                if None in ends:
                    continue
                for b, v in zip(gaps, ends, strict=True):
                    row[b.column] = v
                facts.append(Fact(self.names[i], tuple(row), *((None, limit) if end == "low" else (limit, None))))
        return tuple(facts)


SUM = "weights sum to one"


class OfTable(Repeated):
    """A part of an audit that is checked by asking its question of the table again, which is read again too."""

    __slots__ = ()

    def _belongs(self) -> Check:
        table = self.call.arguments["table"]
        policy = self.call.arguments.get("policy")
        said = f"the answer is that of {self.call.function.__name__} to this table: {table.scope}{'' if policy is None else f', {policy}'}"
        return Check(said, "recount", Repeated._belongs(self).holds and type(table) is Table and table.genuine())


def reading(problem: Problem, method: Method[...] | None, params: Mapping[str, Any], rounding: int | str | None) -> Table:
    """Return a problem with published figures as exact numbers."""
    published = problem.published
    assert published is not None  # the caller made sure of it
    figures = dict(published.items())
    kept = [i for i, name in enumerate(problem.matrix.names) if figures.get(name, np.nan) == figures.get(name, np.nan)]
    names = tuple(problem.matrix.names[i] for i in kept)
    blank = problem.matrix.blank
    criteria = problem.matrix.criterion_names
    seen, gaps, local, shares = _seen(problem, method, params)
    rows = tuple(tuple(None if blank[i, j] else seen[i][j] for j in range(len(criteria))) for i in kept)
    position = {i: k for k, i in enumerate(kept)}
    blanks = tuple(Blank(position[b.row], b.column, b.low, b.high, b.levels, b.slope, b.origin) for b in gaps if b.row in position)
    values = [float(figures[name]) for name in names]
    totals, places = _printed(values, rounding, rows, shares)
    half = Fraction(0) if places is None else Fraction(1, 2 * 10**places)
    low, high = tuple(v - half for v in totals), tuple(v + half for v in totals)
    return Table(problem, method, params, names, criteria, rows, blanks, local, low, high, totals, shares, places)


def labelled_scores(given: Any, alternatives: tuple[str, ...]) -> Labelled:
    """Return scores by alternative; those that a mapping leaves out are NaN."""
    return Labelled(by_label(given, alternatives, "score", "alternative", partial=True), alternatives)


def decimals(values: list[float]) -> int:
    """Return how many decimals figures were printed with."""
    texts = [f"{v:.10g}" for v in values]
    return max((len(t.partition(".")[2]) if "e" not in t else 10 for t in texts), default=0)


def _printed(
    values: list[float], rounding: int | str | None, rows: tuple[tuple[Fraction | None, ...], ...], shares: bool
) -> tuple[Vector, int | None]:
    """Return the figures, and to how many decimals they were rounded; None where they are exact."""
    exact = tuple(_simple(v, max(map(abs, values))) for v in values)
    if rounding == "exact":
        return exact, None
    if isinstance(rounding, str) or (rounding is not None and not 0 <= rounding <= 15):
        raise DomainError(f"figures cannot be rounded to {rounding!r} decimals.", hint="give a number from 0 to 15, or 'exact'.")
    if rounding is not None:
        return tuple(fraction(v) for v in values), int(rounding)
    cells = [v for row in rows for v in row if v is not None]
    if not shares and all(v.denominator == 1 for v in (*cells, *exact)):
        return exact, None
    full = [(tuple(v for v in row if v is not None), b) for row, b in zip(rows, exact, strict=True) if None not in row]
    system = [row for row, _ in full] + ([(Fraction(1),) * len(rows[0])] if shares and rows else [])
    right = [b for _, b in full] + ([Fraction(1)] if shares and rows else [])
    if len(system) > rank(system) and solve(system, right).consistent:
        return exact, None  # the figures pass the table's own checks to the last digit: nothing was rounded away
    if any(len(f"{v:.15g}") > len(f"{v:.{PRINTED}g}") for v in values):  # nobody prints so many digits: computed, not rounded
        return tuple(fraction(v) for v in values), max(0, PRINTED - 3 - floor(log10(max(map(abs, values)))))
    return tuple(fraction(v) for v in values), decimals(values)


def _simple(value: float, size: float) -> Fraction:
    """Return the simple fraction that a figure among others of a size is, up to the noise of floating point, or what was written."""
    near = Fraction(value).limit_denominator(COMMON)
    return near if abs(float(near) - value) <= NOISE * size else simplest(value)


def filled_rows(table_or_problem: Table | Problem, method: Method[...] | None, params: Mapping[str, Any], blanks: Blanks) -> Matrix:
    """Return what a method sees in all alternatives under a policy for blanks."""
    problem = table_or_problem.problem if isinstance(table_or_problem, Table) else table_or_problem
    matrix = blanks.fill(problem.matrix)
    return _rows(problem, matrix, method, params)[0]


def _rows(problem: Problem, matrix: DecisionMatrix, method: Method[...] | None, params: Mapping[str, Any]) -> tuple[Matrix, bool]:
    """Return the rows whose products with the weights are the scores, and whether the weights count as shares."""
    if method is None:
        signs = [int(v) for v in matrix.senses]
        return tuple(tuple(s * simplest(v) for s, v in zip(signs, row, strict=True)) for row in matrix.values.tolist()), False
    m = matrix.shape[-1]
    own = {k: v for k, v in problem.params.get(method.name, {}).items() if k != "weights"}
    found = task(method, matrix, np.ones(m), None, {**own, **params})
    with np.errstate(all="ignore"):
        tests = np.array([[float(2 + (3 * j + 5 * k + j * k) % 7) for j in range(m)] for k in range(PROBES)])
        wanted = np.stack([np.asarray(found.scores(w)) for w in tests])
        forms = [] if method.linear_form is None else [np.asarray(method.linear_form(found.x, found.s, **found.params), dtype=np.float64)]
        forms += [-f for f in forms]
        forms.append(np.stack([np.asarray(found.scores(w)) for w in np.eye(m)], axis=-1))
    for form in forms:
        for shares in (False, True):
            if adds_up(form, tests, wanted * (tests.sum(axis=-1, keepdims=True) if shares else 1.0)):
                return tuple(tuple(simplest(v) for v in row) for row in form.tolist()), shares
    raise DomainError(
        f"the scores of {method.name} are no sums of weights times features, so they say nothing linear about the weights.",
        hint="audit the ranking instead: ranking=True."
        if method.ratio_form is None
        else "they come from a ratio of two sums: mo.recover_weights finds the weights.",
    )


def _seen(problem: Problem, method: Method[...] | None, params: Mapping[str, Any]) -> tuple[Matrix, tuple[Blank, ...], bool, bool]:
    """Return what the method sees in known cells and in blanks, and whether it looks at one cell at a time."""
    matrix, blank = problem.matrix, problem.matrix.blank
    if not blank.any():
        rows, shares = _rows(problem, matrix, method, params)
        return rows, (), True, shares
    bounds = matrix.bounds()
    with np.errstate(all="ignore"):
        known = np.where(blank, np.nan, matrix.values)
        low = np.where(np.isnan(bounds[0]), [_end(c, np.min, 0.0) for c in known.T], bounds[0])
        high = np.where(np.isnan(bounds[1]), [_end(c, np.max, 1.0) for c in known.T], bounds[1])
    high = np.where(high > low, high, low + 1.0)
    ends = []
    for fill in (low, high, (low + high) / 2):
        filled = matrix._like(np.where(blank, fill, matrix.values))
        ends.append(_rows(problem, filled, method, params))
    (at_low, shares), (at_high, _), (at_middle, _) = ends
    gaps, local = [], True
    for i, line in enumerate(blank):
        for j, gap in enumerate(line):
            if not gap:
                local &= at_low[i][j] == at_high[i][j] == at_middle[i][j]
                continue
            a, b = at_low[i][j], at_high[i][j]
            local &= 2 * at_middle[i][j] == a + b
            x, y = fraction(float(low[j])), fraction(float(high[j]))
            slope = (b - a) / (y - x)
            origin = a - slope * x
            limits = [None if np.isnan(e[j]) else origin + slope * fraction(float(e[j])) for e in bounds]
            if slope < 0:
                limits.reverse()
            levels = tuple(origin + slope * fraction(v) for v in matrix.criteria[j].scale.levels if not isinstance(v, str))
            gaps.append(Blank(i, j, limits[0], limits[1], levels, slope, origin))
    return at_low, tuple(gaps), bool(local), shares


def _end(column: Any, pick: Any, otherwise: float) -> float:
    found = column[~np.isnan(column)]
    return float(pick(found)) if found.size else otherwise
