"""Doubles tie at all weights of a set, which its corners tell."""

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.exact.rational import dot
from mcda_orch.robust.evidence.doubles import doubles
from mcda_orch.robust.evidence.question import asked

SETS = {
    "all weights": lambda known: known,
    "an order": lambda known: known.order("a > b > c"),
    "two are equal": lambda known: known.order("a = b"),
    "one is fixed": lambda known: known.bounds(a=0.25),
    "one point": lambda known: known.bounds(a=0.5, b=0.25),
    "one counts nothing": lambda known: known.bounds(c=0),
}


@pytest.mark.parametrize("said", SETS)
def test_doubles_tie_at_every_corner_and_nobody_else_does(said):
    rng = np.random.default_rng(5)
    known = SETS[said](mo.WeightSet(list("abc")))
    some = False
    for _ in range(25):
        x = mo.DecisionMatrix(rng.integers(0, 3, (5, 3)).astype(float), criteria=list("abc"))
        question = asked(x, mo.wsm, needs_weights=False)
        for i, name in enumerate(x.names):
            tie = [k for k in range(5) if k != i and all(dot(question.difference(i, k), w) == 0 for w in known.vertices())]
            assert list(doubles(question, known, name)) == tie
            some = some or bool(tie)
    assert some


def test_numbers_of_any_size_are_told_apart():
    """What is apart by a billionth of the largest number is no double, and what is alike is one."""
    x = mo.DecisionMatrix([[1e9, 0.5, 3], [1e9, 0.25, 3], [1e9, 0.5, 3], [-1e9, 0.5, 3]], list("pqrs"), list("abc"))
    question = asked(x, mo.wsm, needs_weights=False)
    for known in (mo.WeightSet(x), mo.WeightSet(x).order("a > b > c"), mo.WeightSet(x).order("a = c")):
        assert [doubles(question, known, name) for name in x.names] == [(2,), (), (0,), ()]


def test_of_other_methods_nothing_is_known():
    x = mo.DecisionMatrix([[1, 2], [1, 2], [3, 1]])
    assert doubles(asked(x, mo.topsis, needs_weights=False), mo.WeightSet(x), x.names[0]) == ()
