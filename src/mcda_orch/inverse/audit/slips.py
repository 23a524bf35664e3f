"""The smallest corrections that make published figures agree with their cells: totals, and totals that are exchanged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import comb

from ...core.blanks import Blanks
from ...core.frozen import FrozenMap
from ...core.ranking import Ranking
from ...core.report import listed
from ...exact.claims import Call, Check, Repeated
from ...exact.rational import Matrix, Vector, dot
from .checks import Code, words
from .lattice import TooManyWeightsError, any_whole, whole
from .policies import region_under
from .ranked import ranked_region
from .reading import ExactWeights, Table
from .region import Fact, Region
from .wording import between, number

__all__ = ["Slip", "misranked", "slips", "swapped", "whole_weights"]

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


@dataclass(frozen=True, slots=True, eq=False)
class Slip(Repeated):
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
    call: Call
    tie: str = ""

    def _belongs(self) -> Check:
        asked, table = self.call.arguments, self.call.arguments.get("table")
        genuine = table.genuine() if type(table) is Table else table is None and asked["ranking"] is not None
        said = f"{table.scope}, {asked['policy']}" if type(table) is Table else "the ranking"
        return Check(f"the rows are left out of this table: {said}", "recount", Repeated._belongs(self).holds and genuine)

    def checks(self) -> Iterator[Check]:
        """Yield that weights explain all others, and that the same is found again."""
        w = (Fraction(0),) * self.region.columns if self.weights is None else tuple(self.weights.exact.values())
        yield Check(f"without {listed(self.rows)} weights explain the rest", "witness", self.region.admits(w))
        yield Check(f"the weights that explain the rest without {listed(self.rows)}", "proof", self.region.verify())
        yield from Repeated.checks(self)

    def __str__(self) -> str:
        if not self.corrected:
            return f"without {listed(self.rows)}"
        parts = []
        for name in self.rows:
            low, high = self.corrected[name]
            should = between(low, high).removeprefix("as ")
            parts.append(f"{name}: published {number(self.published[name])}, should be {should}")
        return "; ".join(parts)


def slips(table: Table, policy: Blanks, region: Region, found: Code | None, highest: int | None = None) -> tuple[tuple[Slip, ...], bool]:
    """Return all smallest sets of rows whose correction restores agreement, and whether these are certainly all.

    Those that leave whole-number weights stand first where the table is one of whole numbers.

    Parameters
    ----------
    table : Table
    policy : Blanks
    region : Region
        All weights that explain the figures under the policy; there are none.
    found : Code or None
        The parity checks, where all figures are exact.
    highest : int, optional
        Largest whole-number weight to be considered.
    """
    sets, complete = _smallest(table, region, found)
    result = [_slip(table, policy, region, rows, highest) for rows in sets]
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


def whole_weights(table: Table, region: Region, highest: int | None) -> tuple[tuple[int, ...], ...] | None:
    """Return all whole-number weights; None where there are too many to list."""
    if not table.whole:
        return ()
    try:
        return whole(region, highest)
    except TooManyWeightsError:
        return () if any_whole(region) is False else None


def without_rows(table: Table, policy: Blanks, rows: tuple[str, ...], highest: int | None) -> Slip:
    """Return what becomes of a table whose figures are explained without some rows."""
    return _slip(table, policy, region_under(table, policy), rows, highest)


def _slip(table: Table, policy: Blanks, region: Region, rows: tuple[str, ...], highest: int | None) -> Slip:
    call = Call.of(without_rows, table=table, policy=policy, rows=rows, highest=highest)
    rest = region.without(rows)
    assert rest.point is not None  # the caller made sure of it
    listed = whole_weights(table, rest, highest)
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
    return Slip(rows, FrozenMap(published), FrozenMap(corrected), weights, unique, is_whole, causes, rest, call)


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
        if a not in facts or b not in facts:  # a row with blanks of which nothing is known
            continue
        one, other = facts[a], facts[b]
        if (one.low, one.high) == (other.low, other.high):
            continue
        if found is not None and off is not None:
            step = table.totals[k] - table.totals[i]
            if any(v + step * (check[i] - check[k]) for v, check in zip(off, found.parity, strict=True)):
                continue
        new = {a: Fact(a, one.row, other.low, other.high), b: Fact(b, other.row, one.low, one.high)}
        exchanged = Region(region.columns, tuple(new.get(f.label, f) for f in region.facts))
        if not refuter.empty(exchanged) and (not table.whole or whole_weights(table, exchanged, highest) != ()):
            pairs.append((a, b))
    return tuple(pairs)


def misranked(ranking: Ranking, names: tuple[str, ...], criteria: tuple[str, ...], rows: Matrix) -> tuple[Slip, ...]:
    """Return the fewest alternatives, up to two, without which the rest of a ranking agrees with the cells."""
    for size in (1, 2):
        slips = (without_alternatives(ranking, names, criteria, rows, chosen) for chosen in combinations(names, size))
        if found := tuple(s for s in slips if s is not None):
            return found
    return ()


def without_alternatives(
    ranking: Ranking, names: tuple[str, ...], criteria: tuple[str, ...], rows: Matrix, chosen: tuple[str, ...]
) -> Slip | None:
    """Return what becomes of a ranking without some alternatives; None where no weights explain the rest."""
    rest = ranked_region(ranking, names, rows, set(chosen))
    if rest.point is None:
        return None
    w = ExactWeights(dict(zip(criteria, rest.point, strict=True)), f"inferred without {listed(chosen)}") if any(rest.point) else None
    call = Call.of(without_alternatives, ranking=ranking, names=names, criteria=criteria, rows=rows, chosen=chosen)
    return Slip(chosen, FrozenMap({}), FrozenMap({}), w, rest.unique, False, (), rest, call)
