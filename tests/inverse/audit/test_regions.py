"""Regions of weights on their own: rankings, extremes of ratios, middles and whole numbers, against corners and brute force."""

from fractions import Fraction
from itertools import pairwise, product

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.exact.rational import dot
from mcda_orch.inverse.audit.blank_ranges import extreme_ratio
from mcda_orch.inverse.audit.fillings import _classified
from mcda_orch.inverse.audit.ranked import are_ranks, part_of_shares, ranked_region, strict_points, widest_margin
from mcda_orch.inverse.audit.region import Fact, Region
from mcda_orch.inverse.audit.region_centre import centre

ONE = Fraction(1)
SHARES = Fact("sum", (ONE,) * 3, ONE, ONE)


def fact(row, low, high, label="f"):
    ends = [None if v is None else Fraction(v) for v in (low, high)]
    return Fact(label, tuple(map(Fraction, row)), *ends)


def tables(count, n=4, m=3):
    random = np.random.default_rng(3)
    for _ in range(count):
        rows = tuple(tuple(Fraction(int(v)) for v in row) for row in random.integers(0, 5, (n, m)))
        w = [Fraction(int(v)) for v in random.integers(1, 5, m)]
        yield rows, mo.Ranking.from_scores([float(dot(row, w)) for row in rows], list("pqrs"))


def test_a_ranking_is_kept_by_the_weights_that_give_it_and_by_no_others():
    random, ties = np.random.default_rng(1), set()
    for rows, ranking in tables(12):
        region = ranked_region(ranking, tuple("pqrs"), rows, set())
        ties.add(len(ranking.groups))
        seen = strict_points(region, 0, 4)
        every = {
            w
            for w in product(range(5), repeat=3)
            if any(w) and mo.Ranking.from_scores([float(dot(row, w)) for row in rows], list("pqrs")).groups == ranking.groups
        }
        assert set(map(tuple, seen.tolist())) == every
        low = {w for w in every if min(w) >= 1}
        assert set(map(tuple, strict_points(region, 1, 4).tolist())) == low
        w = random.dirichlet(np.ones(3), 4000)
        scores = w @ np.array(rows, dtype=float).T
        groups = [["pqrs".index(n) for n in group] for group in ranking.groups]
        holds = np.ones(len(w), dtype=bool)
        for group, after in pairwise(groups):
            holds &= scores[:, group[0]] > scores[:, after[0]]
        if len(groups) == 4:
            assert float(part_of_shares(region)) == pytest.approx(holds.mean(), abs=0.04)
        else:
            assert part_of_shares(region) == 0
        apart = widest_margin(region)
        gaps = np.min([scores[:, a[0]] - scores[:, b[0]] for a, b in pairwise(groups)], axis=0) if groups[1:] else None
        if len(groups) == 4:
            assert float(apart) >= gaps.max()
            assert float(apart) == pytest.approx(max(gaps.max(), 0.0), abs=0.25)
        without = ranked_region(ranking, tuple("pqrs"), rows, {ranking.groups[0][0]})
        assert all(ranking.groups[0][0] not in f.label.split() for f in without.facts)
    assert len(ties) > 1


def test_figures_are_ranks_in_one_of_three_ways_of_counting():
    from mcda_orch.core.frozen import Labelled

    names = tuple("pqrs")
    for ranks in ([1, 2, 3, 4], [1, 2, 2, 4], [1, 2, 2, 3], [1, 2.5, 2.5, 4], [2, 1, 4, 3], [1, 1, 1, 1], [2.5] * 4):
        assert are_ranks(Labelled(np.array(ranks, dtype=float), names), names), ranks
    for figures in ([1, 2, 3, 5], [2, 3, 4, 5], [1, 3, 3, 4], [1, 2, 2, 2.5], [0, 1, 2, 3], [1, 2, 3, np.nan]):
        assert not are_ranks(Labelled(np.array(figures, dtype=float), names), names), figures
    assert not are_ranks(Labelled(np.array([1.0, 2, 3]), names[:3]), names)


REGIONS = {
    "a triangle": Region(3, (SHARES, fact([1, -1, 0], 0, None), fact([0, 1, -1], 0, None))),
    "a band": Region(3, (SHARES, fact([1, 0, 0], "1/5", "1/2"), fact([0, 1, 0], "1/10", None))),
    "a line": Region(3, (SHARES, fact([1, -1, 0], 0, 0), fact([0, 0, 1], "1/5", None))),
    "a point": Region(3, (SHARES, fact([1, -1, 0], 0, 0), fact([0, 0, 1], "1/5", "1/5"))),
    "no end": Region(2, (fact([1, 0], 1, None), fact([1, -1], 0, None))),
    "a ray": Region(2, (fact([1, -1], 0, 0), fact([1, 0], 2, None))),
}


@pytest.mark.parametrize("name", REGIONS)
def test_the_middle_lies_inside_with_the_room_that_is_told(name):
    region = REGIONS[name]
    w, radius = centre(region)
    assert region.admits(w)
    assert (radius > 0) is (name != "a point")
    flat = [np.array(f.row, dtype=float) for f in region.facts if f.exact]
    random = np.random.default_rng(0)
    for step in random.normal(size=(60, region.columns)):
        for row in np.linalg.qr(np.array(flat).T)[0].T if flat else ():
            step = step - row * (row @ step)
        size = np.linalg.norm(step)
        if size < 1e-9:
            continue
        at = np.array(w, dtype=float) + step / size * radius * 0.95
        assert at.min() >= -1e-9
        for f in region.facts:
            value = float(np.array(f.row, dtype=float) @ at)
            assert f.low is None or value >= f.low - 1e-9
            assert f.high is None or value <= f.high + 1e-9
    assert float(radius) == pytest.approx(
        {"a triangle": 0.1494, "a band": 0.1837, "a line": 0.4899, "a point": 0, "no end": 1, "a ray": 1}[name], abs=2e-4
    )
    assert name != "a ray" or tuple(w) == (3, 3)  # its end is at (2, 2)


@pytest.mark.parametrize("sign", [-1, 1])
def test_the_ends_of_a_ratio_are_met_at_corners(sign):
    random = np.random.default_rng(5)
    known = mo.WeightSet(list("abc")).order("a >= b >= c").bounds(c=("1/10", None))
    region = Region(3, (SHARES, fact([1, -1, 0], 0, None), fact([0, 1, -1], 0, None), fact([0, 0, 1], "1/10", None)))
    for _ in range(12):
        above = tuple(Fraction(int(v)) for v in random.integers(-4, 5, 4))
        below = tuple(Fraction(int(v)) for v in random.integers(1, 4, 3))
        ratios = [(dot(above[:3], w) + above[3]) / dot(below, w) for w in known.vertices()]
        assert extreme_ratio(region, above, below, sign) == sign * max(sign * v for v in ratios)
    nothing = Region(3, (SHARES, fact([1, 0, 0], 2, None)))
    assert extreme_ratio(nothing, (ONE,) * 4, (ONE,) * 3, sign) is None
    endless = Region(2, (fact([0, 1], 1, 1), fact([1, 0], 0, None)))
    ends = extreme_ratio(endless, (ONE, Fraction(0), Fraction(0)), (Fraction(0), ONE), sign)
    assert ends == (None if sign == 1 else 0)
    exact = Region(2, (fact([1, 1], 4, 4), fact([1, -1], 2, 2)))
    assert extreme_ratio(exact, (ONE, Fraction(0), Fraction(5)), (Fraction(0), ONE), sign) == 8


def test_what_nothing_explains_has_no_room_and_rankings_list_whom_they_hold_without():
    matrix = mo.DecisionMatrix([[4, 0], [0, 4], [1, 1]], ["Ant", "Bee", "Cat"], ["a", "b"])
    wrong = mo.audit(mo.Problem(matrix, published={"Ant": 4, "Bee": 4, "Cat": 9}))
    assert (wrong.consistent, wrong.radius, wrong.centre) == (False, 0.0, None)
    order = ["Cat", "Ant", "Bee"]
    ranked = mo.audit(matrix, ranking=order)
    (table,) = [t for t in ranked.tables if t.title == "The ranking can be explained without"]
    assert {left for left, _ in table.rows} == set(order)
    for left, weights in table.rows:
        scores = mo.wsm(matrix, [float(v) for v in weights.split(", ")]).scores
        ahead, behind = (scores[name] for name in order if name != left)
        assert ahead >= behind


@pytest.mark.parametrize(
    ("facts", "kind", "w"),
    [
        ([([1, 1], None, 0)], "whole", (0, 0)),
        ([([2, 1], None, 1), ([2, 0], 1, None)], "fractional", (Fraction(1, 2), 0)),
        ([([2, 1], None, 4), ([2, 0], 4, None)], "whole", (2, 0)),
        ([([1, 1], None, 1)], "open", None),
        ([([1, 1], None, 1), ([1, 0], 2, None)], "impossible", None),
        ([([1, 0], 3, 3), ([0, 1], 2, 2)], "whole", (3, 2)),
        ([([2, 0], 3, 3), ([0, 1], 2, 2)], "fractional", (Fraction(3, 2), 2)),
        ([([1, 0], 3, 3), ([0, 1], -2, -2)], "impossible", None),
        ([([1, 1], 3, 3)], "open", None),
    ],
)
def test_what_is_left_after_a_filling_is_one_point_or_many_or_none(facts, kind, w):
    assert _classified(Region(2, ()), tuple(fact(*given) for given in facts)) == (kind, w)
