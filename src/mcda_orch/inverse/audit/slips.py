"""The smallest corrections that make published figures agree with their cells: totals, cells, swapped totals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import comb

from ...core.frozen import FrozenMap
from ...core.ranking import Ranking
from ...core.report import listed
from ...exact.rational import Matrix, Vector, dot, fraction
from .checks import Code, words
from .lattice import TooManyWeightsError, any_whole, whole
from .ranked import ranked_region
from .reading import ExactWeights, Table
from .region import Fact, Region
from .wording import between, number

__all__ = ["CellSlip", "Slip", "cell_slips", "misranked", "slips", "swapped"]

LOOKED_AT = 20_000
"""Sets of rows that are tried, at most, where the parity checks sort out most of them."""
SOLVED = 600
"""Sets of rows that are tried, at most, where each takes a linear programme."""


class _Refuter:
    """Tells which regions of one table are empty; a contradiction that was found once is tried before another is looked for."""

    def __init__(self) -> None:
        self.known: list[Mapping[str, Fraction]] = []

    def empty(self, region: Region) -> bool:
        """Tell whether no weights agree with a region; its facts differ from those of the others in their limits alone."""
        limits = {f.label: (f.low, f.high) for f in region.facts}
        distinct = len(limits) == len(region.facts)
        if distinct and any(_contradicts(multipliers, limits) for multipliers in self.known):
            return True
        found = region.refutation
        if found is not None and distinct:
            self.known.append({label: y for label, y in zip(limits, found, strict=True) if y})
        return found is not None


def _contradicts(multipliers: Mapping[str, Fraction], limits: Mapping[str, tuple[Fraction | None, Fraction | None]]) -> bool:
    """Tell whether figures within these limits, multiplied and added up, still say that zero is less than zero."""
    total = Fraction(0)
    for label, y in multipliers.items():
        limit = limits[label][y > 0] if label in limits else None
        if limit is None:
            return False
        total += y * limit
    return total < 0


@dataclass(frozen=True, slots=True)
class Slip:
    """Rows whose figures, put right, make all figures agree with the cells.

    Attributes
    ----------
    rows : tuple of str
    published : mapping of str to Fraction
        The figures as they stand.
    corrected : mapping of str to (Fraction or None, Fraction or None)
        What they would have to be: the same number twice where that is certain, else limits.
    weights : ExactWeights or None
        Weights that explain all other figures.
    unique : bool
        Whether no others do (no others in whole numbers, where `whole`).
    whole : bool
        Whether whole-number weights explain all other figures.
    causes : tuple of str
        What may have gone wrong, where a simple slip explains the figure.
    region : Region
        All weights that explain the other figures.
    """

    rows: tuple[str, ...]
    published: Mapping[str, Fraction]
    corrected: Mapping[str, tuple[Fraction | None, Fraction | None]]
    weights: ExactWeights | None
    unique: bool
    whole: bool
    causes: tuple[str, ...]
    region: Region

    def verify(self) -> bool:
        """Check by multiplication that the weights explain all other figures and give the corrected ones."""
        return self.weights is None or self.region.admits(tuple(self.weights.exact.values()))

    def __str__(self) -> str:
        parts = []
        for name in self.rows:
            low, high = self.corrected[name]
            should = between(low, high).removeprefix("as ")
            parts.append(f"{name}: published {number(self.published[name])}, should be {should}")
        return "; ".join(parts)


@dataclass(frozen=True, slots=True)
class CellSlip:
    """Cells of one row that, put right, make its figure come out.

    Attributes
    ----------
    alternative : str
    criteria : tuple of str
    was, value : tuple of Fraction
        The cells as they stand, and as they would have to be.
    weights : ExactWeights or None
    """

    alternative: str
    criteria: tuple[str, ...]
    was: tuple[Fraction, ...]
    value: tuple[Fraction, ...]
    weights: ExactWeights | None

    def __str__(self) -> str:
        parts = zip(self.criteria, self.was, self.value, strict=True)
        return f"{self.alternative}: " + ", ".join(f"{c} {number(v)} instead of {number(w)}" for c, w, v in parts)


def slips(table: Table, region: Region, found: Code | None, highest: int | None = None) -> tuple[tuple[Slip, ...], bool]:
    """Return all smallest sets of rows whose correction restores agreement, and whether these are certainly all.

    Those that leave whole-number weights stand first where the table is one of whole numbers.

    Parameters
    ----------
    table : Table
    region : Region
        Without any weights.
    found : Code or None
        The parity checks, where all figures are exact.
    highest : int, optional
        Largest whole-number weight to be considered.
    """
    sets, complete = _smallest(table, region, found)
    result = [_slip(table, region, rows, highest) for rows in sets]
    return tuple(sorted(result, key=lambda s: not s.whole)), complete


def _smallest(table: Table, region: Region, found: Code | None) -> tuple[list[tuple[str, ...]], bool]:
    names = table.names
    looked, refuter = 0, _Refuter()
    for size in range(1, len(names) + 1):
        looked += comb(len(names), size)
        if looked > (SOLVED if found is None else LOOKED_AT):
            break
        chosen: Iterator[tuple[int, ...]] = combinations(range(len(names)), size) if found is None else words(found, table.totals, size)
        sets = [tuple(names[i] for i in c) for c in chosen]
        sets = [s for s in sets if not refuter.empty(region.without(s))]
        if sets:
            return sets, True
    return [_proposed(table, region)], False


def _proposed(table: Table, region: Region) -> tuple[str, ...]:
    """Return rows of which none can be spared, found where the sum of all corrections is smallest."""
    import numpy as np
    from scipy.optimize import linprog

    names, facts, m = table.names, region.facts, region.columns
    place = {name: k for k, name in enumerate(names)}
    n = len(names)
    rows, right = [], []
    for f in facts:
        slack = np.zeros(n)
        if f.label in place:
            slack[place[f.label]] = 1.0
        row = np.array([float(v) for v in f.row])
        if f.high is not None:
            rows.append(np.concatenate([row, -slack]))
            right.append(float(f.high))
        if f.low is not None:
            rows.append(np.concatenate([-row, -slack]))
            right.append(-float(f.low))
    found = linprog([*(0.0,) * m, *(1.0,) * n], np.array(rows), right, method="highs-ds")
    sizes = np.ones(n) if found.x is None else found.x[m:]
    blamed = [name for name, size in zip(names, sizes, strict=True) if size > 1e-7 * (1.0 + sizes.max())]
    if region.without(blamed).point is None:
        blamed = list(names)
    for name in sorted(blamed, key=lambda name: float(sizes[place[name]])):
        rest = [b for b in blamed if b != name]
        if region.without(rest).point is not None:
            blamed = rest
    return tuple(blamed)


def _whole(table: Table, region: Region, highest: int | None) -> tuple[tuple[int, ...], ...] | None:
    """Return all whole-number weights; None where there are too many to list."""
    if not table.whole:
        return ()
    try:
        return whole(region, highest)
    except TooManyWeightsError:
        return () if any_whole(region) is False else None


def _slip(table: Table, region: Region, rows: tuple[str, ...], highest: int | None) -> Slip:
    rest = region.without(rows)
    assert rest.point is not None  # the caller made sure of it
    listed = _whole(table, rest, highest)
    forms = {f.label: f.row for f in region.facts}
    vectors: list[Vector] = [tuple(map(Fraction, w)) for w in listed or ()]
    corrected: dict[str, tuple[Fraction | None, Fraction | None]] = {}
    for name in rows:
        if vectors:
            values = [dot(forms[name], w) for w in vectors]
            corrected[name] = (min(values), max(values))
        else:
            corrected[name] = rest.range(forms[name])
    w = vectors[0] if vectors else rest.point
    unique = len(vectors) == 1 if vectors else rest.unique
    weights = ExactWeights(dict(zip(table.criteria, w, strict=True)), "inferred without " + ", ".join(rows)) if any(w) else None
    published = {name: table.totals[table.names.index(name)] for name in rows}
    causes = _causes(table, rows[0], forms, w) if len(rows) == 1 and unique else ()
    is_whole = bool(vectors) or (listed is None)
    return Slip(rows, FrozenMap(published), FrozenMap(corrected), weights, unique, is_whole, causes, rest)


def _causes(table: Table, name: str, forms: Mapping[str, Vector], w: Vector) -> tuple[str, ...]:
    """Return the simple slips that explain a figure: another row's cells, a criterion left out or not weighted."""
    i = table.names.index(name)
    row, low, high = forms[name], table.low[i], table.high[i]
    value = dot(row, w)
    said = [f"It is what the cells of {other} add up to." for other, form in forms.items() if other != name and low <= dot(form, w) <= high]
    for criterion, v, weight in zip(table.criteria, row, w, strict=True):
        if v and weight and low <= value - weight * v <= high:
            said.append(f"It comes out where {criterion} is left out.")
        if v and weight != 1 and low <= value + (1 - weight) * v <= high:
            said.append(f"It comes out where {criterion} is added without its weight.")
    return tuple(said)


def swapped(table: Table, region: Region, found: Code | None, highest: int | None = None) -> tuple[tuple[str, str], ...]:
    """Return the pairs of rows whose figures, exchanged, agree with the cells, in whole numbers where the table is of those."""
    facts = {f.label: f for f in region.facts}
    if len(facts) != len(region.facts):
        return ()
    off = None if found is None else found.syndrome(table.totals)
    pairs, refuter = [], _Refuter()
    for (i, a), (k, b) in combinations(enumerate(table.names), 2):
        one, other = facts[a], facts[b]
        if (one.low, one.high) == (other.low, other.high):
            continue
        if found is not None and off is not None:
            step = table.totals[k] - table.totals[i]
            if any(v + step * (check[i] - check[k]) for v, check in zip(off, found.parity, strict=True)):
                continue
        new = {a: Fact(a, one.row, other.low, other.high), b: Fact(b, other.row, one.low, one.high)}
        exchanged = Region(region.columns, tuple(new.get(f.label, f) for f in region.facts))
        if not refuter.empty(exchanged) and (not table.whole or _whole(table, exchanged, highest) != ()):
            pairs.append((a, b))
    return tuple(pairs)


def cell_slips(table: Table, region: Region, single: Sequence[Slip], highest: int | None = None) -> tuple[CellSlip, ...]:
    """Return the fewest cells of one row whose correction makes all figures agree: single ones, else pairs.

    A cell stays on the levels or within the bounds of its criterion, and whole where all cells of the criterion are.

    Parameters
    ----------
    table : Table
    region : Region
    single : sequence of Slip
        Those of a single row each; no other row can be put right by its cells alone.
    """
    if not _plain(table):
        return ()
    for count in (1, 2):
        found = [c for slip in single for c in _corrected_cells(table, region, slip, count, highest)]
        if found:
            return tuple(found)
    return ()


def _plain(table: Table) -> bool:
    """Tell whether the method sees cells as they are, up to the sign of costs."""
    matrix = table.problem.matrix
    signs = [int(v) for v in matrix.senses]
    for name, row in zip(table.names, table.rows, strict=True):
        values = matrix.values[matrix.names.index(name)].tolist()
        if any(v is not None and v != s * fraction(x) for v, s, x in zip(row, signs, values, strict=True)):
            return False
    return True


def _options(table: Table, column: int, was: Fraction) -> tuple[Fraction, ...]:
    """Return the other levels of a criterion, as the method sees them."""
    criterion = table.problem.matrix.criteria[column]
    levels = (int(criterion.sign) * fraction(v) for v in criterion.scale.levels if not isinstance(v, str))
    return tuple(v for v in levels if v != was)


def _fits(table: Table, column: int, value: Fraction) -> bool:
    criterion = table.problem.matrix.criteria[column]
    cells = [row[column] for row in table.rows]
    if all(v is None or v.denominator == 1 for v in cells) and value.denominator != 1:
        return False
    return criterion.scale.refuses(float(int(criterion.sign) * value)) is None


def _corrected_cells(table: Table, region: Region, slip: Slip, count: int, highest: int | None) -> Iterator[CellSlip]:
    name = slip.rows[0]
    i = table.names.index(name)
    fact = next(f for f in region.facts if f.label == name)
    row, known = fact.row, [j for j, v in enumerate(table.rows[i]) if v is not None]
    signs = [int(v) for v in table.problem.matrix.senses]
    listed = _whole(table, slip.region, highest)
    weights: list[Vector] = [tuple(map(Fraction, w)) for w in listed or ()]
    if not weights and slip.unique:
        assert slip.region.point is not None
        weights = [slip.region.point]

    def result(columns: Sequence[int], values: Sequence[Fraction], w: Vector) -> CellSlip:
        return CellSlip(
            name,
            tuple(table.criteria[j] for j in columns),
            tuple(signs[j] * row[j] for j in columns),
            tuple(signs[j] * v for j, v in zip(columns, values, strict=True)),
            ExactWeights(dict(zip(table.criteria, w, strict=True)), f"inferred with {name} put right") if any(w) else None,
        )

    if count == 1:
        for j in known:
            options = _options(table, j, row[j])
            if weights:
                for w in weights:
                    if not w[j] or not fact.exact or fact.high is None:
                        continue
                    value = row[j] + (fact.high - dot(row, w)) / w[j]
                    if value in options if options else _fits(table, j, value):
                        yield result([j], [value], w)
                continue
            for value in options:
                changed = Fact(name, (*row[:j], value, *row[j + 1 :]), fact.low, fact.high)
                point = slip.region.with_(changed).point
                if point is not None:
                    yield result([j], [value], point)
        return
    for w in weights:
        off = [(j, v, w[j] * (v - row[j])) for j in known for v in _options(table, j, row[j])]
        value = dot(row, w)
        for (j, v, a), (k, u, b) in combinations(off, 2):
            if j != k and table.low[i] <= value + a + b <= table.high[i]:
                yield result([j, k], [v, u], w)


def misranked(ranking: Ranking, names: tuple[str, ...], criteria: tuple[str, ...], rows: Matrix) -> tuple[Slip, ...]:
    """Return the fewest alternatives, up to two, without which the rest of a ranking agrees with the cells."""
    for size in (1, 2):
        found = []
        for chosen in combinations(names, size):
            rest = ranked_region(ranking, names, rows, set(chosen))
            if rest.point is not None:
                w = (
                    ExactWeights(dict(zip(criteria, rest.point, strict=True)), f"inferred without {listed(chosen)}")
                    if any(rest.point)
                    else None
                )
                found.append(Slip(chosen, FrozenMap({}), FrozenMap({}), w, rest.unique, False, (), rest))
        if found:
            return tuple(found)
    return ()
