"""The fewest cells of one row whose correction makes published figures agree with the table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from ...core.blanks import Blanks
from ...exact.claims import Check, Claimed, digest, same
from ...exact.made import made
from ...exact.rational import Vector, dot, fraction
from .policies import region_under
from .reading import ExactWeights, Table
from .region import Fact, Region
from .slips import Slip, whole_weights
from .wording import number

__all__ = ["CellSlip", "cell_slips"]


@dataclass(frozen=True, slots=True, eq=False)
class CellSlip(Claimed):
    """Cells of one row that, put right, make its figure come out.

    Attributes
    ----------
    alternative : str
    criteria : tuple of str
    was, value : tuple of Fraction
        The cells as they stand, and as they would have to be.
    weights : ExactWeights
        With which all figures then come out.
    table : Table
    policy : Blanks
        What a blank is taken to mean.
    """

    alternative: str
    criteria: tuple[str, ...]
    was: tuple[Fraction, ...]
    value: tuple[Fraction, ...]
    weights: ExactWeights
    table: Table
    policy: Blanks
    tie: str = ""

    def __post_init__(self) -> None:
        if not self.tie:
            object.__setattr__(self, "tie", self._asked)

    @property
    def _asked(self) -> str:
        return digest(self.alternative, self.criteria, self.was, self.table, self.policy)

    def checks(self) -> Iterator[Check]:
        """Yield that these are cells of the table, that the new ones are on their scales, and that weights then explain all figures."""
        table, name = self.table, self.alternative
        i, columns = table.names.index(name), [table.criteria.index(c) for c in self.criteria]
        genuine = type(table) is Table and table.genuine() and type(self.policy) is Blanks and made(self.policy) and self.tie == self._asked
        yield Check(f"the cells are those of this table: {table.scope}, {self.policy}", "recount", genuine)
        signs = [int(v) for v in table.problem.matrix.senses]
        stand = tuple(signs[j] * v for j in columns if (v := table.rows[i][j]) is not None)
        yield Check(
            f"the cells of {name} stand as is said", "recount", len(set(columns)) in {1, 2} and same(self.was, stand) and _plain(table)
        )
        news = [signs[j] * v for j, v in zip(columns, self.value, strict=True)]
        for j, new, old in zip(columns, news, stand, strict=True):
            options = _options(table, j, signs[j] * old)
            fits = type(new) is Fraction and signs[j] * old != new and (new in options if options else _fits(table, j, new))
            yield Check(f"the new cell of {table.criteria[j]} is on its scale", "recount", fits)
        region = region_under(table, self.policy)
        facts = {f.label: f for f in region.facts}
        row = list(facts[name].row)
        for j, new in zip(columns, news, strict=True):
            row[j] = new
        mended = Region(region.columns, tuple(Fact(name, tuple(row), f.low, f.high) if f.label == name else f for f in region.facts))
        w = tuple(self.weights.exact.values())
        yield Check(f"with {self} weights explain all figures", "witness", len(facts) == len(region.facts) and mended.admits(w))
        yield Check(
            "the weights are those of the criteria, in fractions",
            "recount",
            all(type(v) is Fraction for v in w) and same(self.weights, _weights(table, name, w)),
        )

    def __str__(self) -> str:
        parts = zip(self.criteria, self.was, self.value, strict=True)
        return f"{self.alternative}: " + ", ".join(f"{c} {number(v)} instead of {number(w)}" for c, w, v in parts)


def cell_slips(table: Table, policy: Blanks, region: Region, single: Sequence[Slip], highest: int | None = None) -> tuple[CellSlip, ...]:
    """Return the fewest cells of one row whose correction makes all figures agree: single ones, else pairs.

    A cell stays on the levels or within the bounds of its criterion, and whole where all cells of the criterion are.

    Parameters
    ----------
    table : Table
    policy : Blanks
    region : Region
        All weights that explain the figures under the policy; there are none.
    single : sequence of Slip
        Those of a single row each; no other row can be put right by its cells alone.
    """
    if not _plain(table):
        return ()
    for count in (1, 2):
        found = [c for slip in single for c in _corrected_cells(table, policy, region, slip, count, highest)]
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


def _corrected_cells(table: Table, policy: Blanks, region: Region, slip: Slip, count: int, highest: int | None) -> Iterator[CellSlip]:
    name = slip.rows[0]
    i = table.names.index(name)
    fact = next(f for f in region.facts if f.label == name)
    row, known = fact.row, [j for j, v in enumerate(table.rows[i]) if v is not None]
    signs = [int(v) for v in table.problem.matrix.senses]
    listed = whole_weights(table, slip.region, highest)
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
            _weights(table, name, w),
            table,
            policy,
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


def _weights(table: Table, name: str, w: Vector) -> ExactWeights:
    """Return the weights that explain all figures; where these were all nil, no cell would be wrong."""
    return ExactWeights(dict(zip(table.criteria, w, strict=True)), f"inferred with {name} put right")
