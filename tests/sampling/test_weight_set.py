"""Sets of weights: statements, contradictions in the user's words, exact intervals, corners and dimensions."""

import copy
import pickle
from fractions import Fraction

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.errors import DomainError, LabelError, ShapeError
from mcda_orch.exact.rational import dot
from mcda_orch.sampling.linear_rows import linear_rows

ABC = mo.WeightSet(["A", "B", "C"])
THIRD = Fraction(1, 3)


def test_statements_keep_their_words():
    known = (
        ABC.order("A > B")
        .bounds({"C": (0.1, None)}, B=0.2)
        .ratio("A", "B", 2, 3)
        .group(("A", "B"), high=0.9)
        .linear({"A": 1, "C": -2}, low=0)
    )
    assert [g.label for g in known.statements] == [
        "A > B", "0.1 <= C", "B = 0.2", "A is 2 to 3 times B", "A + B <= 0.9", "0 <= A - 2 C",
    ]  # fmt: skip
    assert known.interval("B") == (Fraction(1, 5), Fraction(1, 5))
    assert repr(ABC) == "WeightSet(all shares of 3 criteria)"
    assert "A is 2 to 3 times B" in repr(known)
    assert ABC.ratio("A", "B", 2, 2).ratio("B", "C", high=1).ratio("A", "C", low=1).statements[0].label == "A is 2 times B"
    assert known == pickle.loads(pickle.dumps(known))
    assert copy.deepcopy(known) == known
    assert len({known, ABC, known}) == 2


def test_one_name_is_a_group_and_names_can_come_one_by_one():
    two = mo.WeightSet(["Cost", "Ease"])
    assert two.group("Ease", 0.2, 0.4) == two.bounds(Ease=(0.2, 0.4))
    known = ABC.group(iter(("A", "C")), 0.2, 0.7)
    assert known.statements[0].label == "0.2 <= A + C <= 0.7"
    assert known.interval("B") == (Fraction(3, 10), Fraction(4, 5))
    assert known.rows()[:2] == (((-1, 0, -1), (1, 0, 1)), (Fraction(-1, 5), Fraction(7, 10)))


def test_a_bound_that_is_text_is_one_number():
    assert ABC.bounds(A="0.2").interval("A") == (Fraction(1, 5), Fraction(1, 5))
    assert mo.WeightSet(["A", "B", "C"]).bounds(A="0").interval("A") == (0, 0)


def test_sentences_name_the_first_three_statements():
    assert (ABC.extent, ABC.scope) == ("all weights", "whatever the weights")
    three = ABC.order("A > B", "B > C").bounds(C=(0.1, None))
    assert three.extent == "all weights that agree with 'A > B', 'B > C' and '0.1 <= C'"
    assert three.scope == f"with {three.extent}"
    assert three.bounds(A=(None, 0.8)).extent == "all weights that agree with 'A > B', 'B > C', '0.1 <= C' and 1 more"


def test_orders_are_read():
    assert ABC.order("A >= B > C").statements[0].strict == ((0, -1, 1),)
    assert ABC.order("A ≥ B").rows()[0] == ABC.order("B <= A").rows()[0] == ABC.order("A => B").rows()[0]
    assert ABC.order("A = B").rows()[2] == ABC.order("A == B").rows()[2]
    assert ABC.order("A, B > C").rows()[0] == ((-1, 0, 1), (0, -1, 1))
    odd = mo.WeightSet(["A, B", "C > D", "C"])
    assert odd.order("C > D >= A, B, C").rows()[0] == ((1, -1, 0), (0, -1, 1))
    assert mo.WeightSet(["A", "AB"]).order("AB>A").rows()[0] == ((1, -1),)
    for wrong, match in (("A > D", "no criterion 'D'"), ("A", "states no order"), ("A > ", "no criterion ''")):
        with pytest.raises(LabelError, match=match):
            ABC.order(wrong)


def test_sets_come_from_matrices_and_problems():
    problem = mo.load("orchestrators")
    assert mo.WeightSet(problem).criteria == mo.WeightSet(problem.matrix).criteria == problem.matrix.criterion_names
    assert mo.WeightSet(problem.matrix.criteria) == mo.WeightSet(problem)


def test_contradictions_are_told_in_the_users_words():
    known = ABC.order("A > B", "B > C").bounds(A=(None, 0.9)).order("C >= A").group(("A", "B"), high=0.95)
    found = known.conflict()
    assert found.labels == ("A > B", "B > C", "C >= A")
    assert found.verify()
    assert not known.feasible
    for use in ("volume", "centroid", "vertices", "intervals", "sample"):
        with pytest.raises(DomainError, match="'A > B' and 'B > C' and 'C >= A' clash"):
            getattr(known, use)()
    for use in ("centre", "radius", "dimension", "inner"):
        with pytest.raises(DomainError, match="clash"):
            getattr(known, use)
    conflicts, repairs = known.conflicts_and_repairs()
    assert [c.labels for c in conflicts] == [found.labels]
    assert repairs == (("A > B",), ("B > C",), ("C >= A",))
    with pytest.raises(DomainError, match=r"'1.2 <= A' clashes with what shares are"):
        ABC.bounds(A=(1.2, None)).sample()
    assert ABC.order("A > A").conflict().labels == ("A > A",)


def test_strict_statements_need_a_margin_but_are_closed_sets():
    strict, level = ABC.order("A > B"), ABC.order("A >= B")
    assert strict.volume() == level.volume() == Fraction(1, 2)
    assert strict.vertices() == level.vertices()
    assert not strict.order("B >= A").feasible
    assert level.order("B >= A").feasible
    assert not strict.contains([1, 1, 1])
    assert strict.contains([1, 1, 1], closed=True)
    assert level.contains([1, 1, 1])


def test_membership_is_exact():
    known = ABC.bounds(A=(0.1, 0.3))
    assert known.contains([0.1, 0.4, 0.5])
    assert known.contains({"A": 3, "B": 7})
    assert known.contains(mo.Weights({"C": 9, "A": 1, "B": 0}))
    assert not known.contains([0.0999999, 0.4, 0.5000001])
    assert not known.contains([-1, 1, 1])
    assert not known.contains([0, 0, 0])
    assert ABC.order("A = B").contains([0.1, 0.1, 0.8])
    assert known.excess([[0.1, 0.4, 0.5], [0.5, 0.25, 0.25]]) == pytest.approx([0, 0.2])


def test_sets_that_are_flat():
    point = ABC.order("A >= B", "B >= C", "C >= A")
    assert point.dimension == 0
    assert point.inner == point.centroid() == (THIRD, THIRD, THIRD)
    assert point.radius == 0
    np.testing.assert_allclose(point.centre.values, 1 / 3)
    np.testing.assert_allclose(point.sample(5, rng=0).values, 1 / 3)
    corner = ABC.order("A = C").bounds(B=(None, 0))
    assert corner.centroid() == (Fraction(1, 2), 0, Fraction(1, 2))
    np.testing.assert_allclose(corner.sample(5, how="chains", rng=0).values, [[0.5, 0, 0.5]] * 5)
    line = ABC.order("A = B")
    assert (line.dimension, line.directions, line.volume()) == (1, ((-1, -1, 2),), 0)
    assert line.centroid() == (Fraction(1, 4), Fraction(1, 4), Fraction(1, 2))
    assert mo.WeightSet(["A"]).dimension == 0
    assert mo.WeightSet(["A"]).centre["A"] == 1


def test_the_centre_is_that_of_the_largest_ball():
    known = ABC.bounds(A=(0.5, None))
    np.testing.assert_allclose(known.centre.values, [2 / 3, 1 / 6, 1 / 6])
    assert known.radius == pytest.approx(1 / (2 * 6**0.5))
    assert known.contains(known.centre)
    np.testing.assert_allclose(ABC.centre.values, 1 / 3)
    assert ABC.radius == pytest.approx(1 / 6**0.5)


def test_extremes_are_proved():
    known = ABC.order("A >= B >= C")
    assert known.intervals() == {"A": (THIRD, 1), "B": (0, Fraction(1, 2)), "C": (0, THIRD)}
    best = known.maximise({"B": 1, "C": 1})
    assert (best.value, best.verify()) == (Fraction(2, 3), True)
    assert known.minimise([0, 1, 1]).value == 0


def test_intervals_are_attained_at_corners():
    rng = np.random.default_rng(0)
    checked = 0
    for _ in range(150):
        m = int(rng.integers(2, 5))
        names = [f"c{j}" for j in range(m)]
        known = mo.WeightSet(names)
        for _ in range(int(rng.integers(1, 4))):
            row = dict(zip(names, rng.integers(-2, 3, m).tolist(), strict=True))
            low = int(rng.integers(-1, 1))
            known = known.linear(row, low, 0 if low == 0 and rng.random() < 0.3 else None)
        if not known.feasible:
            assert known.conflict().verify()
            continue
        corners = known.vertices()
        for j, name in enumerate(names):
            assert known.interval(name) == (min(v[j] for v in corners), max(v[j] for v in corners))
        assert known.polytope().dimension == known.dimension
        assert known.contains(known.inner)
        assert all(known.contains(v) for v in corners)
        assert all(dot(row, tuple(map(Fraction, d))) == 0 for row in known.equalities for d in known.directions)
        checked += 1
    assert checked > 60


def test_the_ranking_of_the_orchestrators_says_little_about_the_weights():
    problem = mo.load("orchestrators")
    known = mo.WeightSet(problem)
    for a, b in zip(problem.matrix.names, problem.matrix.names[1:], strict=False):
        known = known.prefers(a, b, method=mo.wsm, matrix=problem)
    high = ["2/5", "2/3", "8/25", "3/11", "2/5", "2/5", "2/7", "1/2", "2/5", "2/9", "6/17"]
    assert list(known.intervals().values()) == [(0, Fraction(v)) for v in high]
    assert known.radius == pytest.approx(0.03121, abs=5e-6)
    assert known.volume() == Fraction(879149044394783003204270636389, 1888734052712860789565336632425000)
    assert known.contains(problem.weights)
    # the only relation that holds between any two weights
    names = known.criteria
    necessary = [(a, b) for a in names for b in names if a != b and known.minimise({a: 1, b: -1}).value >= 0]
    assert necessary == [("Startup time", "User Admin")]
    assert known.statements[0].label == "Metaflow is preferred to Flyte by wsm"


def test_preferences():
    assert ABC.prefers((1, 0, 0), (0, 1, 0)).rows()[0] == ((-1, 1, 0),)
    assert ABC.prefers({"A": 1}, {"B": 1}).conflict() is None
    clash = ABC.prefers({"A": 1}, {"B": 1}, words="she likes the first").order("B >= A").conflict()
    assert clash.labels == ("she likes the first", "B >= A")
    assert ABC.prefers((1, 0, 0), (0, 1, 0), strict=False).order("B >= A").feasible
    matrix = mo.DecisionMatrix([[7, 300, 1], [9, 100, 1]], ["Ant", "Bee"], ["A", "B:min", "C"])
    assert ABC.prefers("Ant", "Bee", method=mo.wsm, matrix=matrix).conflict().labels == ("Ant is preferred to Bee by wsm",)
    scaled = ABC.prefers("Bee", "Ant", method=mo.wsm, matrix=matrix, scale=mo.scalings.minmax)
    assert scaled.rows()[0] == ((-1, -1, 0),)
    with pytest.raises(LabelError, match="nothing says what they stand for"):
        ABC.prefers("Ant", "Bee")
    with pytest.raises(DomainError, match="not linear"):
        ABC.prefers("Ant", "Bee", method=mo.topsis, matrix=matrix)
    with pytest.raises(LabelError, match="no alternative 'Bea'"):
        ABC.prefers("Ant", "Bea", method=mo.wsm, matrix=matrix)
    with pytest.raises(LabelError, match="these weights are for"):
        mo.WeightSet(["A", "B"]).prefers("Ant", "Bee", method=mo.wsm, matrix=matrix)


def test_rows_of_a_method_are_exact():
    matrix = mo.DecisionMatrix([[1, 3], [2, 0], [4, 6]], criteria=["a", "b"])
    assert linear_rows(mo.wsm, matrix, scale=mo.scalings.minmax).rows == ((0, Fraction(1, 2)), (THIRD, 0), (1, 1))
    blank = mo.DecisionMatrix([[1, None], [2, 0]], criteria=["a", "b"])
    assert linear_rows(mo.wsm, blank, 5).rows == ((1, 5), (2, 0))
    with pytest.raises(DomainError, match="give their weight away"):
        linear_rows(mo.wsm, blank, "redistribute")
    with pytest.raises(ShapeError, match="one matrix"):
        linear_rows(mo.wsm, mo.DecisionMatrix(np.ones((2, 2, 2))))


def test_bad_statements_are_refused():
    for wrong in (lambda: ABC.bounds(A=(0.5, 0.2)), lambda: ABC.bounds(A=(None, None)), lambda: ABC.ratio("A", "B")):
        with pytest.raises(DomainError):
            wrong()
    for wrong in (lambda: ABC.bounds(D=0.1), lambda: ABC.ratio("A", "D", 1), lambda: ABC.group(("A", "A"), 0), lambda: ABC.interval("D")):
        with pytest.raises(LabelError):
            wrong()
    for wrong in (lambda: mo.WeightSet([]), lambda: ABC.prefers((1, 0), (0, 1, 0)), lambda: ABC.contains([1, 2])):
        with pytest.raises(ShapeError):
            wrong()
    with pytest.raises(LabelError):
        mo.WeightSet(["A", "A"])


def test_a_third_that_was_computed_is_a_third():
    known = mo.WeightSet(["A", "B", "C"]).bounds(dict.fromkeys("ABC", (1 / 3, 1 / 3)))
    assert known.inner == (THIRD,) * 3
    assert ABC.ratio("A", "B", 1 / 3, 1 / 3).inner[0] * 3 == ABC.ratio("A", "B", 1 / 3, 1 / 3).inner[1]


@pytest.mark.parametrize(("low", "high"), [(2, None), (None, 3), (2, 3), (2, 2), (0, 0.5), ("1/3", "2/3")])
def test_a_ratio_of_two_shares_has_the_ends_that_are_stated(low, high):
    known = ABC.ratio("A", "B", low, high)
    ends = [Fraction(-1) if low is None else Fraction(low), None if high is None else Fraction(high)]
    for w in (*known.vertices(), *known.sample(20, rng=1).values):
        a, b, _ = (Fraction(float(v)) if isinstance(v, float) else v for v in w)
        assert a >= ends[0] * b - Fraction(1, 10**9)
        assert ends[1] is None or a <= ends[1] * b + Fraction(1, 10**9)
    met = {a / b for a, b, _ in known.vertices() if b}
    assert (low is None) or ends[0] in met
    assert (high is None) or ends[1] in met


def test_exact_shares_are_those_of_the_set_in_the_order_of_its_criteria():
    known = ABC.order("A >= B >= C")
    third, half = Fraction(1, 3), Fraction(1, 2)
    assert known.shares({"A": half, "B": half, "C": Fraction(0)}) == (half, half, 0)
    assert known.shares(dict.fromkeys("ABC", third)) == (third,) * 3
    for wrong in (
        {"A": half, "C": Fraction(0), "B": half}, {"A": 0.5, "B": 0.5, "C": 0.0}, {"A": 1, "B": 0, "C": 0}, {"A": half, "B": half},
        {"A": half, "B": third, "C": Fraction(0)}, {"A": Fraction(0), "B": half, "C": half}, {"A": Fraction(2), "B": Fraction(0), "C": Fraction(-1)},
        {"A": half, "B": half, "D": Fraction(0)}, {},
    ):  # fmt: skip
        assert known.shares(wrong) is None


def test_multipliers_bound_a_form_only_where_they_add_up_to_it():
    """Of A >= B >= C, written as B - A <= 0 and C - B <= 0: A is 1 at the most, C a third, B a half."""
    known = ABC.order("A >= B >= C")
    rows, right, _, level = known.rows()
    assert (len(rows), list(right), list(level)) == (2, [0, 0], [1])
    zero, one = Fraction(0), Fraction(1)

    def bound(j, limit, ub, eq):
        form = tuple(one if k == j else zero for k in range(3))
        return known.bounded_by(form, Fraction(limit), tuple(map(Fraction, ub)), tuple(map(Fraction, eq)))

    first = 0 if list(rows[0]) == [-1, 1, 0] else 1
    pair = lambda above, below: [above, below] if first == 0 else [below, above]  # noqa: E731
    half, third, two = "1/2", "1/3", "2/3"
    assert bound(0, 1, [], [])
    assert not bound(0, half, [], [])
    assert bound(1, half, pair(half, 0), [half])
    assert not bound(1, "49/100", pair(half, 0), [half])
    assert not bound(1, half, pair(0, 0), [half])
    assert bound(2, third, pair(third, two), [third])
    assert bound(2, half, pair(third, two), [third])
    assert not bound(2, "1/4", pair(third, two), [third])
    assert not bound(2, third, pair(0, two), [third])
    assert not bound(1, 0, pair(-1, 0), [0])
    assert not known.bounded_by((zero, one, zero), Fraction(1), (0.5, 0.0), (Fraction(1),))
    assert not known.bounded_by((0.0, 1.0, 0.0), Fraction(1), (), ())
