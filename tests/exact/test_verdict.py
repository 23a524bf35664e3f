"""Each condition of a verdict is asked for on its own: what breaks one of them alone is no point, no ray, no bound, and no proof."""

from dataclasses import replace
from fractions import Fraction

import pytest

from mcda_orch.exact.programme import feasible, maximise
from mcda_orch.exact.verdict import Programme, Verdict

F = Fraction
ONE, NIL = F(1), F(0)
CORNER = Programme((F(2), ONE), ((ONE, F(2)),), (F(4),), ((ONE, F(-1)),), (ONE,), (NIL, NIL), (F(2), None))
"""At most 4 in all, the first one more than the second and no more than 2: (2, 1) is the best, with 5."""


def test_a_point_keeps_every_row_and_every_bound():
    assert CORNER.admits((F(2), ONE))
    assert CORNER.admits((ONE, NIL))
    only_eq = replace(CORNER, A_eq=(), b_eq=())
    assert not CORNER.admits((F(2), F(1, 2)))  # the equation alone
    assert not only_eq.admits((F(2), F(3, 2)))  # the row alone
    assert not only_eq.admits((F(-1), NIL))  # a lower bound alone
    assert not only_eq.admits((F(3), NIL))  # an upper bound alone
    assert only_eq.admits((F(2), ONE))
    for wrong in ((F(2),), (F(2), ONE, NIL), ()):
        assert not CORNER.admits(wrong)


def test_a_ray_leaves_no_row_and_no_bound():
    wide = Programme((ONE, ONE), ((F(1), F(-2)),), (NIL,), (), (), (NIL, NIL), (None, None))
    assert wide.recedes((ONE, ONE))
    assert wide.recedes((F(2), ONE))
    assert not wide.recedes((F(3), ONE))  # the row alone
    assert not wide.recedes((F(-1), ONE))  # a lower bound alone
    assert not replace(wide, high=(None, F(9))).recedes((ONE, ONE))  # an upper bound alone
    assert replace(wide, high=(None, F(9)), low=(None, None), A_ub=((ONE, NIL),)).recedes((F(-1), F(-1)))
    tied = replace(wide, A_eq=((ONE, F(-1)),), b_eq=(ONE,))
    assert tied.recedes((ONE, ONE))
    assert not tied.recedes((F(2), F(3)))  # the equation alone
    assert not tied.recedes((F(3, 2), ONE))


@pytest.mark.parametrize(
    ("ub", "eq", "c", "bound"),
    [
        ((ONE,), (NIL,), None, F(6)),  # 2x + y = (x + 2y) + (x - y): at most 4 and what is left of x, at most 2
        ((ONE,), (ONE,), None, F(5)),
        ((ONE,), (F(1, 2),), None, F(11, 2)),
        ((F(2, 3),), (ONE,), None, None),
        ((NIL,), (NIL,), None, None),  # y has no upper bound
        ((F(-1),), (F(9),), None, None),  # rows are not turned round
        ((NIL,), (F(-1),), None, F(-1) + 6),
        ((NIL,), (NIL,), (F(-1), F(-1)), NIL),
        ((NIL,), (NIL,), (ONE, NIL), F(2)),
    ],
)
def test_multipliers_bound_the_objective(ub, eq, c, bound):
    """By hand: what the rows add up to, and what is left of the objective at the bounds of the variables."""
    assert CORNER.ceiling(ub, eq, c) == bound


def test_a_bound_below_counts_where_what_is_left_is_negative():
    some = Programme((F(-3),), (), (), (), (), (F(-2),), (F(5),))
    assert some.ceiling((), ()) == 6
    assert replace(some, c=(F(3),)).ceiling((), ()) == 15
    assert replace(some, low=(None,)).ceiling((), ()) is None
    assert replace(some, c=(NIL,), low=(None,), high=(None,)).ceiling((), ()) == 0


def failing(verdict):
    """Tell whether a verdict does not hold though it is tied anew, so that what it says is all that there is to catch it."""
    return not replace(verdict, tie="").verify()


def test_what_an_optimum_says_besides_does_not_hold():
    best = maximise([2, 1], [[1, 2]], [4], [[1, -1]], [1], high=[2, None])
    assert (best.value, best.x) == (5, (2, 1))
    assert best.verify()
    for changed in (
        {"ray": (ONE, ONE)}, {"value": F(4)}, {"value": None}, {"x": None}, {"x": (ONE, NIL)}, {"x": (ONE, NIL), "value": F(2)}, {"sense": -1}, {"sense": 2},
        {"sense": True}, {"value": 5.0}, {"status": "unbounded"}, {"status": "infeasible"}, {"status": "best"}, {"ub": (NIL,)}, {"ub": (F(-1),)},
        {"ub": ()}, {"eq": ()}, {"ub": (1.0,)}, {"ub": (*best.ub, NIL)}, {"eq": (*best.eq, NIL)}, {"x": (2.0, 1.0)}, {"x": (F(2),)},
    ):  # fmt: skip
        assert failing(replace(best, **changed)), changed
    assert not replace(best, tie="elsewhere").verify()
    assert not replace(best, tie="~").verify()
    assert not replace(best, programme=replace(best.programme, b_ub=(F(5),))).verify()


def test_what_is_said_of_a_programme_without_points_besides_does_not_hold():
    none = feasible(2, [[1, 1]], [1], [[1, 0]], [3])
    assert none.status == "infeasible"
    assert none.verify()
    for changed in ({"value": NIL}, {"x": (NIL, NIL)}, {"ray": (ONE, ONE)}, {"ub": (NIL,), "eq": (NIL,)}, {"eq": (NIL,)}, {"eq": (F(1),)}):
        assert failing(replace(none, **changed)), changed
    crossed = Programme((ONE,), (), (), (), (), (F(2),), (ONE,))
    assert Verdict(crossed, "infeasible").verify()
    assert not Verdict(replace(crossed, high=(F(2),)), "infeasible").verify()
    assert not Verdict(replace(crossed, high=(None,)), "infeasible").verify()


def test_what_is_said_of_an_objective_without_end_besides_does_not_hold():
    endless = maximise([1, 0], [[1, -2]], [0])
    assert endless.status == "unbounded"
    assert endless.verify()
    assert endless.certificate == (endless.x, endless.ray)
    for changed in (
        {"value": NIL},
        {"ray": None},
        {"ray": (NIL, ONE)},
        {"ray": (ONE, NIL)},
        {"x": None},
        {"x": (F(-1), NIL)},
        {"status": "optimal"},
    ):
        assert failing(replace(endless, **changed)), changed
