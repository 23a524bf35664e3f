"""A published ranking: read as it was given, and as the weights that keep it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from ...core.blanks import Blanks
from ...core.frozen import Labelled
from ...core.labels import label, labels_of
from ...core.problem import Problem
from ...core.ranking import Ranking, ranks_by_name, stated_ranks
from ...errors import LabelError, MissingError, did_you_mean
from ...exact.polytope import polytope
from ...exact.programme import maximise
from ...exact.rational import Matrix, Vector, primitive
from ...plugin.plugin import Method
from ...sampling.linear_rows import linear_rows
from .lattice import points
from .reading import SUM, filled_rows
from .region import Fact, Region

if TYPE_CHECKING:
    import numpy.typing as npt


__all__ = [
    "are_ranks",
    "given_ranking",
    "part_of_shares",
    "ranked_region",
    "ranked_rows",
    "region_that_keeps",
    "strict_cone",
    "strict_points",
    "widest_margin",
]


def given_ranking(problem: Problem, given: Any, higher: bool) -> Ranking:
    """Return the ranking that was given; alternatives that it does not name are unknown, and refused."""
    alternatives = problem.matrix.names
    if given is True:
        if problem.published is None or np.isnan(problem.published.values).any():
            raise MissingError("not every alternative has a published score.", hint="pass ranking= with the names from the best on.")
        values = [float(problem.published[name]) for name in alternatives]
        return Ranking.from_scores(values, alternatives, higher=higher)
    if isinstance(given, Ranking):
        ranks = dict(given.ranks("dense").items())
    elif (named := ranks_by_name(given, alternatives)) is not None:
        ranks = stated_ranks(named)
    elif isinstance(given, str):
        groups = [[n.strip() for n in part.split("~")] for part in given.split(">")]
        ranks = {name: float(k) for k, group in enumerate(groups) for name in group}
    else:
        listed = [[label(p) for p in part] if isinstance(part, (tuple, list)) else [label(part)] for part in labels_of(given)]
        ranks = {name: float(k) for k, group in enumerate(listed) for name in group}
        if len(ranks) < sum(map(len, listed)):
            raise LabelError("the ranking names an alternative twice.", hint="name every alternative once.")
    for name in ranks:
        if name not in alternatives:
            raise LabelError(f"the ranking names {name!r}, which is no alternative.", hint=did_you_mean(name, alternatives))
    missing = [name for name in alternatives if name not in ranks]
    if missing:
        raise LabelError(f"the ranking does not name {missing[0]!r}.", hint="name every alternative, or leave it out of the matrix.")
    return Ranking.from_scores([ranks[name] for name in alternatives], alternatives, higher=False)


def are_ranks(published: Labelled, alternatives: tuple[str, ...]) -> bool:
    """Tell whether figures are the ranks of a ranking: competition, dense or average ones."""
    values = [float(published[n]) for n in alternatives if n in published.labels]
    if len(values) != len(alternatives) or any(v != v for v in values):
        return False
    order = Ranking.from_scores(values, alternatives, higher=False)
    return any([float(order.ranks(kind)[n]) for n in alternatives] == values for kind in ("min", "dense", "average"))


def ranked_rows(problem: Problem, method: Method[...] | None, policy: Blanks, params: Mapping[str, Any]) -> Matrix:
    """Return what a method, or the plain sum, sees in the alternatives."""
    if method is None:
        return filled_rows(problem, None, params, policy)
    return linear_rows(method, problem, policy, **params).rows


def region_that_keeps(problem: Problem, ranking: Ranking, method: Method[...] | None, policy: Blanks, params: Mapping[str, Any]) -> Region:
    """Return the shares that keep a ranking, as a method sees the alternatives."""
    return ranked_region(ranking, problem.matrix.names, ranked_rows(problem, method, policy, params), set())


def ranked_region(ranking: Ranking, alternatives: tuple[str, ...], rows: Matrix, without: set[str]) -> Region:
    """Return the shares that keep a ranking: neighbours in order, tied ones equal."""
    row = dict(zip(alternatives, rows, strict=True))
    m = len(rows[0])
    facts = [Fact(SUM, (Fraction(1),) * m, Fraction(1), Fraction(1))]
    groups = [tuple(n for n in group if n not in without) for group in ranking.groups]
    groups = [g for g in groups if g]

    def ahead(a: str, b: str) -> Vector:
        return tuple(p - q for p, q in zip(row[a], row[b], strict=True))

    for group in groups:
        facts += [Fact(f"{a} = {b}", ahead(a, b), Fraction(0), Fraction(0)) for a, b in pairwise(group)]
    facts += [Fact(f"{a[0]} > {b[0]}", ahead(a[0], b[0]), Fraction(0), None) for a, b in pairwise(groups)]
    return Region(m, tuple(facts))


def strict_cone(region: Region, step: Fraction) -> Region:
    """Return the cone of weights that keep a ranking strictly, in whole numbers."""
    facts = []
    for f in region.facts:
        if f.label != SUM:
            row = tuple(map(Fraction, primitive(f.row)))
            facts.append(Fact(f.label, row, Fraction(0), Fraction(0)) if f.exact else Fact(f.label, row, step, None))
    return Region(region.columns, tuple(facts))


def strict_points(region: Region, lowest: int, highest: int) -> npt.NDArray[np.int64]:
    """Return all whole-number weights within limits that keep a ranking strictly, shape (k, m)."""
    facts, m = strict_cone(region, Fraction(1)).facts, region.columns
    limits = [[None if v is None else int(v) for v in (f.low, f.high)] for f in facts]
    rows = [[int(v) for v in f.row] for f in facts]
    low, high = [a for a, _ in limits], [b for _, b in limits]
    return points(rows, low, high, [lowest] * m, [highest] * m)


def widest_margin(region: Region) -> Fraction | None:
    """Return by how much, at most, all neighbours of a ranking can lie apart, with shares that sum to one."""
    m = region.columns
    strict = [f for f in region.facts if not f.exact]
    equal = [f for f in region.facts if f.exact]
    found = maximise(
        [0] * m + [1],
        [(*(-v for v in f.row), 1) for f in strict],
        [0] * len(strict),
        [(*f.row, 0) for f in equal],
        [f.high for f in equal],
        0,
        [None] * m + [None if strict else 0],
    )
    return found.value


def part_of_shares(region: Region) -> Fraction:
    """Return which part of all shares keeps a ranking, exactly."""
    rows = [tuple(-v for v in f.row) for f in region.facts if not f.exact]
    equal = [f.row for f in region.facts if f.exact and f.label != SUM]
    return polytope(rows, equal, criteria=region.columns).measure[0]
