"""Additive value functions with piecewise-linear marginals, and statements about alternatives that they shall obey."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Any

from ...core.blanks import Blanks, BlanksLike
from ...core.frozen import FrozenMap
from ...core.labels import label, labels_of
from ...core.matrix import DecisionMatrix
from ...core.problem import Problem
from ...core.ranking import Ranking, ranks_by_name, stated_ranks
from ...core.table import Table
from ...errors import DomainError, LabelError, ShapeError, did_you_mean
from ...exact.claims import kept, same
from ...exact.group import Group
from ...exact.made import made
from ...exact.rational import Vector, dot, fraction
from ...sampling.weight_set import WeightSet

__all__ = ["Marginals", "Statement", "ValueFunction", "filled", "levels", "segmented", "statements"]

GRID = 9
"""Decimals to which the scores of a centre, found by floating point, are told apart."""


@dataclass(frozen=True, slots=True)
class Statement:
    """That `a` is better than `b` (``>``), at least as good (``>=``), or level (``~``).

    With `than`, a pair (c, d), it compares differences instead: `a` is ahead of `b` by more than c is ahead of d (``>``), by
    at least as much (``>=``), or by as much (``~``).
    """

    a: str
    b: str
    kind: str
    than: tuple[str, str] | None = None

    @property
    def terms(self) -> tuple[tuple[str, int], ...]:
        """Alternatives with the sign that their value has in the lead that is spoken of."""
        return ((self.a, 1), (self.b, -1)) if self.than is None else ((self.a, 1), (self.b, -1), (self.than[0], -1), (self.than[1], 1))

    def lead(self, row: Callable[[str], Vector]) -> Vector:
        """Return the lead that is spoken of, from the rows of the alternatives."""
        parts = [tuple(sign * v for v in row(name)) for name, sign in self.terms]
        return tuple(sum(column, Fraction(0)) for column in zip(*parts, strict=True))

    def group(self, row: Callable[[str], Vector]) -> Group:
        """Return the statement as a linear one."""
        lead, zero = self.lead(row), (Fraction(0),)
        if self.kind == "~":
            return Group(str(self), equal=(lead,), equal_right=zero)
        against = (tuple(-v for v in lead),)
        return Group(str(self), strict=against, strict_right=zero) if self.kind == ">" else Group(str(self), rows=against, right=zero)

    def __str__(self) -> str:
        if self.than is None:
            return f"{self.a} {self.kind} {self.b}"
        return f"{self.a} - {self.b} {self.kind} {self.than[0]} - {self.than[1]}"


@dataclass(frozen=True, eq=False)
class Marginals:
    """Breakpoints of every criterion from the worst to the best, and what each alternative covers of the steps between them.

    Attributes
    ----------
    names, criteria : tuple of str
    breakpoints : tuple of tuple of Fraction
        In the unit of the criterion; a criterion that is the same for all has no steps, and so no value.
    rows : tuple of tuple of Fraction
        For each alternative the part of each step, between 0 and 1, that it has climbed: its product with the heights of
        the steps is the value of the alternative.
    matrix : DecisionMatrix
        The table, without blanks.
    """

    names: tuple[str, ...]
    criteria: tuple[str, ...]
    breakpoints: tuple[Vector, ...]
    rows: tuple[Vector, ...]
    matrix: DecisionMatrix

    def genuine(self) -> bool:
        """Tell whether the steps that each alternative has climbed are those of the table, between breakpoints in their order."""
        signs = [1 if c.sign > 0 else -1 for c in self.matrix.criteria]
        exact = all(type(v) is Fraction for points in self.breakpoints for v in points)
        rising = all(sign * a < sign * b for sign, points in zip(signs, self.breakpoints, strict=True) for a, b in pairwise(points))
        cells = [[fraction(v) for v in column] for column in self.matrix.values.T.tolist()]
        reach = all(min(points) <= min(c) and max(points) >= max(c) for points, c in zip(self.breakpoints, cells, strict=True))
        fresh = _marginals(self.matrix, list(map(list, self.breakpoints)))
        return made(self.matrix) and exact and rising and reach and same(self, fresh) and kept(self)

    @property
    def columns(self) -> int:
        """How many steps there are."""
        return sum(len(points) - 1 for points in self.breakpoints)

    @cached_property
    def parts(self) -> tuple[range, ...]:
        """Positions of the steps of each criterion."""
        starts = [0]
        for points in self.breakpoints:
            starts.append(starts[-1] + len(points) - 1)
        return tuple(range(a, b) for a, b in pairwise(starts))

    @cached_property
    def steps(self) -> tuple[str, ...]:
        """What each step is called."""
        return tuple(
            f"{name} from {float(a):.12g} to {float(b):.12g}"
            for name, points in zip(self.criteria, self.breakpoints, strict=True)
            for a, b in pairwise(points)
        )

    def row(self, name: str) -> Vector:
        """Return what an alternative covers of the steps."""
        return self.rows[self.names.index(name)]

    def known(self, said: Iterable[Statement]) -> WeightSet:
        """Return all heights of the steps that agree with some statements: shares, because they sum to one."""
        return WeightSet(self.steps, tuple(s.group(self.row) for s in said))


@dataclass(frozen=True, eq=False, repr=False)
class ValueFunction:
    """A value for every alternative, added up from one for each criterion; from 0, the worst everywhere, to 1, the best everywhere.

    Attributes
    ----------
    marginals : Marginals
    steps : tuple of numbers
        Heights of the steps, which are not negative and sum to one.
    """

    marginals: Marginals
    steps: tuple[Any, ...]

    def admissible(self, said: Iterable[Statement]) -> bool:
        """Tell whether the steps are exact, not negative and sum to one, and agree with statements, in fractions."""
        leads = [(s.kind, dot(s.lead(self.marginals.row), self.steps)) for s in said]
        agrees = all(v > 0 if kind == ">" else v >= 0 if kind == ">=" else kind == "~" and v == 0 for kind, v in leads)
        exact = all(type(v) is Fraction for v in self.steps) and len(self.steps) == self.marginals.columns
        return exact and agrees and min(self.steps) >= 0 and sum(self.steps) == 1 and kept(self)

    @cached_property
    def weights(self) -> Mapping[str, Any]:
        """What the best level of each criterion is worth."""
        m = self.marginals
        return FrozenMap({c: sum((self.steps[k] for k in part), 0 * self.steps[0]) for c, part in zip(m.criteria, m.parts, strict=True)})

    @cached_property
    def values(self) -> Mapping[str, Mapping[str, Any]]:
        """What each breakpoint of each criterion is worth, from the worst to the best."""
        found = {}
        for name, points, part in zip(self.marginals.criteria, self.marginals.breakpoints, self.marginals.parts, strict=True):
            total = 0 * self.steps[0]
            heights = {f"{float(points[0]):g}": total}
            for point, k in zip(points[1:], part, strict=True):
                total = total + self.steps[k]
                heights[f"{float(point):.12g}"] = total
            found[name] = FrozenMap(heights)
        return FrozenMap(found)

    @cached_property
    def scores(self) -> Mapping[str, Any]:
        """Value of every alternative."""
        m = self.marginals
        return FrozenMap({n: sum((p * v for p, v in zip(r, self.steps, strict=True)), 0) for n, r in zip(m.names, m.rows, strict=True)})

    @cached_property
    def ranking(self) -> Ranking:
        """The order of these values."""
        exact = all(isinstance(v, Fraction) for v in self.steps)
        scores = list(self.scores.values()) if exact else [round(float(v), GRID) for v in self.scores.values()]
        places = {v: k for k, v in enumerate(sorted(set(scores)))}
        return Ranking.from_scores([float(places[v]) for v in scores], self.marginals.names)

    @property
    def tables(self) -> tuple[Table, ...]:
        """Alternatives from the best to the worst, criteria with their weights, and breakpoints."""
        ranks = self.ranking.ranks("min")
        rows = sorted(((int(ranks[n]), n, float(v)) for n, v in self.scores.items()), key=lambda row: row[0])
        points = tuple((c, p, float(v)) for c, found in self.values.items() for p, v in found.items())
        return (
            Table(("rank", "alternative", "value"), tuple(rows), "Values"),
            Table(("criterion", "weight"), tuple((c, float(v)) for c, v in self.weights.items()), "What the best level is worth"),
            Table(("criterion", "level", "value"), points, "Marginal values"),
        )

    def document(self) -> dict[str, Any]:
        """Return weights, breakpoints and scores as plain mappings."""
        return {
            "weights": dict(self.weights),
            "values": {c: dict(v) for c, v in self.values.items()},
            "scores": dict(self.scores),
            "ranking": [list(group) for group in self.ranking.groups],
        }

    def __repr__(self) -> str:
        return f"ValueFunction({self.ranking})"


def filled(matrix: DecisionMatrix | Problem, blanks: BlanksLike) -> DecisionMatrix:
    """Return one matrix without blanks."""
    if isinstance(matrix, Problem):
        blanks = matrix.blanks if blanks is None else blanks
        matrix = matrix.matrix
    elif not isinstance(matrix, DecisionMatrix):
        matrix = DecisionMatrix(matrix)
    if matrix.values.ndim != 2:
        raise ShapeError("preferences are learnt on one matrix.", hint="pick one matrix of the batch.")
    found = Blanks.of(blanks).fill(matrix)
    if found.blank.any():
        raise DomainError("a value function needs every cell.", hint="fill the blanks: blanks='mean', 'worst' or a number.")
    return found


def levels(matrix: DecisionMatrix) -> Marginals:
    """Return the most general marginals: every level that occurs is a breakpoint."""
    columns = [sorted({fraction(v) for v in column}) for column in matrix.values.T.tolist()]
    return _marginals(matrix, [column if c.sign > 0 else column[::-1] for column, c in zip(columns, matrix.criteria, strict=True)])


def segmented(matrix: DecisionMatrix, segments: int | Mapping[str, int], breakpoints: Mapping[str, Iterable[float]] | None) -> Marginals:
    """Return marginals of so many steps of equal length between the declared bounds, or between the worst and the best cell."""
    given = breakpoints or {}
    for name in (*given, *(segments if isinstance(segments, Mapping) else ())):
        if name not in matrix.criterion_names:
            raise LabelError(f"there is no criterion {name!r}.", hint=did_you_mean(name, matrix.criterion_names))
    found: list[list[Fraction]] = []
    for criterion, column in zip(matrix.criteria, matrix.values.T.tolist(), strict=True):
        cells, scale = [fraction(v) for v in column], criterion.scale
        if criterion.name in given:
            points = sorted({fraction(v) for v in given[criterion.name]})
            if not points or points[0] > min(cells) or points[-1] < max(cells):
                raise DomainError(
                    f"the breakpoints of {criterion.name!r} do not reach from {float(min(cells)):g} to {float(max(cells)):g}.",
                    hint="include the smallest and the largest cell.",
                )
        else:
            count = segments.get(criterion.name, 1) if isinstance(segments, Mapping) else segments
            if not isinstance(count, int) or isinstance(count, bool) or count < 1:
                raise DomainError(f"{count!r} is no number of segments.", hint="use 1, 2, 3, ...")
            low = min(cells) if scale.low is None else fraction(scale.low)
            high = max(cells) if scale.high is None else fraction(scale.high)
            points = [low + (high - low) * k / count for k in range(count + 1)] if low < high else [low]
        found.append(points if criterion.sign > 0 else points[::-1])
    return _marginals(matrix, found)


def _marginals(matrix: DecisionMatrix, breakpoints: list[list[Fraction]]) -> Marginals:
    if all(len(points) < 2 for points in breakpoints):
        raise DomainError("all alternatives are the same on every criterion, so no value tells them apart.", hint="compare others.")
    rows = []
    for cells in matrix.values.tolist():
        row: list[Fraction] = []
        for cell, points in zip(cells, breakpoints, strict=True):
            at = fraction(cell)
            row += [min(max((at - a) / (b - a), Fraction(0)), Fraction(1)) for a, b in pairwise(points)]
        rows.append(tuple(row))
    return Marginals(matrix.names, matrix.criterion_names, tuple(map(tuple, breakpoints)), tuple(rows), matrix)


def statements(given: Any, names: tuple[str, ...]) -> tuple[Statement, ...]:
    """Read preferences: ranks by name (a mapping, or pairs), a ranking, names from the best to the worst (tied ones in a tuple), or texts.

    Texts are "A > B ~ C >= D", or compare differences, "A - B > C - D".
    """
    found: list[Statement] = []
    if isinstance(given, Ranking):
        _chain([tuple(group) for group in given.groups], found)
    elif (named := ranks_by_name(given, names)) is not None:
        ranks = stated_ranks(named)
        _chain([tuple(n for n, r in ranks.items() if r == rank) for rank in sorted(set(ranks.values()))], found)
    elif isinstance(given, str):
        _text(given, names, found)
    elif given is not None:
        items = labels_of(given)
        if items and all((isinstance(i, str) and i in names) or (isinstance(i, (tuple, list)) and i) for i in items):
            _chain([(i,) if isinstance(i, str) else tuple(map(label, i)) for i in items], found)
        else:
            for item in items:
                if isinstance(item, Statement):
                    found.append(item)
                else:
                    _text(str(item), names, found)
    for name in (n for s in found for n, _ in s.terms):
        if name not in names:
            raise LabelError(f"there is no alternative {name!r}.", hint=did_you_mean(name, names))
    return tuple(dict.fromkeys(found))


def _chain(groups: list[tuple[str, ...]], found: list[Statement]) -> None:
    """Say that the first of each group is better than the first of the next, and level with the others of its own."""
    firsts = []
    for group in groups:
        found += [Statement(a, b, "~") for a, b in pairwise(group)]
        firsts.append(group[0])
    found += [Statement(a, b, ">") for a, b in pairwise(firsts)]


def _text(text: str, names: tuple[str, ...], found: list[Statement]) -> None:
    """Read "A > B ~ C >= D", and lists after a comma; names that hold such signs are recognised whole."""
    known = "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))
    gap = rf"({known})\s*-\s*({known})"

    def difference(match: re.Match[str]) -> str:
        left, sign, right = match["left"], match["sign"], match["right"]
        if left in names or right in names:
            return match[0]
        _, a, b, _, _, c, d = match.groups()
        found.append(Statement(a, b, "~" if sign == "=" else sign, (c, d)))
        return ""

    text = re.sub(rf"(?:^|[,;\n])\s*(?P<left>{gap})\s*(?P<sign>>=|>|~|=)\s*(?P<right>{gap})\s*(?=[,;\n]|$)", difference, text.strip())
    parts = re.findall(rf"({known})(?=\s*(?:[~=<>,;\n]|$))|(>=|>|~|=|,|;|\n)|([^\s>~=,;][^>~=,;\n]*)", text.strip())
    chain: list[str] = []
    for name, sign, other in parts:
        token = (name or sign or other).strip() or sign
        if not sign and other and not name:
            if re.search(gap, token):
                raise LabelError(f"{token!r} is no alternative.", hint="differences are compared in pairs of names: 'A - B > C - D'.")
            raise LabelError(f"there is no alternative {token!r}.", hint=did_you_mean(token, names))
        if sign in (",", ";", "\n"):
            _close(chain, text, found)
            chain = []
        else:
            chain.append("~" if sign == "=" else token)
    _close(chain, text, found)


def _close(chain: list[str], text: str, found: list[Statement]) -> None:
    if not chain:
        return
    signs, names = chain[1::2], chain[::2]
    if len(chain) % 2 == 0 or len(chain) < 3 or any(s not in (">", ">=", "~") for s in signs):
        raise LabelError(f"{text!r} is no statement of preference.", hint="write 'A > B', 'A >= B' or 'A ~ B', or longer chains.")
    found += [Statement(a, b, sign) for (a, b), sign in zip(pairwise(names), signs, strict=True)]
