import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.core.capacity import master

RNG = np.random.default_rng(5)
GRABISCH = {"M": 0.45, "P": 0.45, "L": 0.3, ("M", "P"): 0.5, ("M", "L"): 0.9, ("P", "L"): 0.9}


def random_capacity(m):
    """A capacity whose values are partial maxima of random numbers."""
    values = RNG.random(2**m)
    values[0] = 0
    for j in range(m):
        pairs = values.reshape(-1, 2, 2**j)
        pairs[:, 1] = np.maximum(pairs[:, 0], pairs[:, 1])
    return mo.Capacity(values / values[-1])


def test_indices_of_grabisch_1996():
    """Closed form for the capacity of the students in Grabisch (1996)."""
    found = mo.Capacity(GRABISCH)
    np.testing.assert_allclose(found.shapley.values, [0.2916666667, 0.2916666667, 0.4166666667], atol=1e-9)
    assert found.shapley.criteria == ("M", "P", "L")
    np.testing.assert_allclose(list(found.interactions.values()), [-0.45, 0.1, 0.1], atol=1e-12)
    assert list(found.interactions) == [("M", "P"), ("M", "L"), ("P", "L")]
    assert found.interaction("L", "M") == found.interaction("M", "L")
    assert found.interaction("L") == pytest.approx(5 / 12)
    assert found.interaction("M", "P", "L") == pytest.approx(1 - 2.3 + 1.2)
    assert found["L", "P"] == 0.9
    assert found["M"] == found[["M"]] == 0.45
    assert found[()] == 0


def test_sets_may_be_written_in_any_order_and_as_sets():
    other = {frozenset({"P", "L"}): 0.9, ("L", "M"): 0.9, ("P", "M"): 0.5, "L": 0.3, "P": 0.45, "M": 0.45, (): 0, ("M", "L", "P"): 1}
    assert mo.Capacity(other, ["M", "P", "L"]) == mo.Capacity(GRABISCH)
    assert hash(mo.Capacity(other, ["M", "P", "L"])) == hash(mo.Capacity(GRABISCH))


@pytest.mark.parametrize("m", [1, 2, 3, 5, 8])
def test_moebius_and_back(m):
    capacity = random_capacity(m)
    np.testing.assert_allclose(mo.Capacity.moebius_of(capacity.moebius).values, capacity.values, atol=1e-12)
    assert capacity.moebius.sum() == pytest.approx(1)
    assert capacity.k == m
    assert capacity.shapley.values.sum() == pytest.approx(1)


def test_shapley_value_by_its_definition():
    """The mean over all orders of the criteria of what each one adds."""
    from itertools import permutations

    capacity = random_capacity(4)
    added = np.zeros(4)
    for order in permutations(range(4)):
        before = 0
        for j in order:
            added[j] += capacity.values[before | 1 << j] - capacity.values[before]
            before |= 1 << j
    np.testing.assert_allclose(capacity.shapley.values, added / 24, atol=1e-12)


def test_a_criterion_that_adds_nothing_has_no_shapley_value():
    capacity = mo.Capacity({"a": 1, "b": 0})
    assert capacity.shapley["b"] == 0
    assert capacity.interaction("a", "b") == 0


def test_additive():
    capacity = mo.Capacity.additive({"a": 3, "b": 1, "c": 4})
    assert capacity["a", "c"] == pytest.approx(7 / 8)
    assert capacity.k == 1
    np.testing.assert_allclose(capacity.shapley.values, [3 / 8, 1 / 8, 1 / 2])
    assert mo.Capacity.additive(mo.Weights({"a": 3, "b": 1, "c": 4})) == capacity


def test_symmetric():
    capacity = mo.Capacity.symmetric([1, 2, 1], ["a", "b", "c"])
    assert (capacity["a"], capacity["b", "c"]) == (0.25, 0.75)


def test_two_additive():
    capacity = mo.Capacity.two_additive({"a": 2, "b": 1, "c": 1}, {("a", "b"): 0.2, ("c", "a"): -0.3})
    assert capacity.k == 2
    np.testing.assert_allclose(capacity.shapley.values, [0.5, 0.25, 0.25])
    assert capacity.interaction("a", "c") == pytest.approx(-0.3)
    assert capacity.interaction("b", "c") == pytest.approx(0)
    assert capacity["a"] == pytest.approx(0.5 - 0.1 + 0.15)


def test_lambda_measure():
    """By hand: densities (.4, .4) go with lambda = 5/4, (.6, .6) with -5/9."""
    assert mo.Capacity.sugeno({"a": 0.4, "b": 0.4}).moebius[-1] == pytest.approx(0.2)
    capacity = mo.Capacity.sugeno([0.2, 0.3, 0.1, 0.25])
    lam = master([0.2, 0.3, 0.1, 0.25])
    for one, other in ((0b0001, 0b0110), (0b1000, 0b0011)):
        a, b = capacity.values[one], capacity.values[other]
        assert capacity.values[one | other] == pytest.approx(a + b + lam * a * b)


@pytest.mark.parametrize(
    "k", [[0.4, 0.4], [0.6, 0.6], [0.01, 0.02, 0.0], [0.99, 0.98, 0.97], [0.3, 0.3, 0.4], [0.3, 0.3, 0.4001], [1e-6, 1e-6]]
)
def test_master_solves_its_equation(k):
    found = master(np.array(k))
    assert found > -1
    assert np.log1p(found * np.array(k)).sum() == pytest.approx(np.log1p(found), rel=1e-9, abs=1e-12)
    assert np.sign(found) == np.sign(round(1 - sum(k), 12))


def test_batches_of_capacities():
    several = np.stack([random_capacity(3).values for _ in range(4)])
    capacity = mo.Capacity(several)
    for b in range(4):
        one = mo.Capacity(several[b])
        np.testing.assert_allclose(capacity.shapley.values[b], one.shapley.values)
        assert capacity.interaction("C1", "C3")[b] == pytest.approx(one.interaction("C1", "C3"))
    assert mo.Capacity.sugeno(RNG.random((5, 3)) * 0.9).values.shape == (5, 8)


def test_criteria_are_found_by_name():
    capacity = mo.Capacity(GRABISCH)
    turned = mo.Capacity(capacity.aligned(("L", "M", "P")), ["L", "M", "P"])
    assert dict(sorted((tuple(sorted(k)), v) for k, v in turned.items())) == dict(
        sorted((tuple(sorted(k)), v) for k, v in capacity.items())
    )
    with pytest.raises(mo.LabelError, match="'P'"):
        capacity.aligned(("M", "L"))


def test_it_prints_and_cannot_change():
    capacity = mo.Capacity({"a": 0.2, "b": 0.5})
    assert repr(capacity) == "Capacity({'a': 0.2, 'b': 0.5, ('a', 'b'): 1})"
    assert "shape=(32,)" in repr(random_capacity(5))
    with pytest.raises(ValueError, match="read-only"):
        capacity.values[0] = 1


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: mo.Capacity({"a": 0.9, "b": 0.2, "c": 0.1, ("a", "b"): 0.8, ("a", "c"): 0.9, ("b", "c"): 0.3}),
            "falls from 0.9 to 0.8 when 'b' joins {'a'}",
        ),
        (lambda: mo.Capacity({"a": 0.9, "b": 0.2, "c": 0.1}), "says nothing of {'a', 'b'}"),
        (lambda: mo.Capacity({"a": 0.9, "b": 0.2, ("a", "b"): 2}), "all criteria together must be worth 1, not 2"),
        (lambda: mo.Capacity({"a": 0.9, "b": 0.2, (): 0.1}), "no criterion at all must be worth 0"),
        (lambda: mo.Capacity({"a": 0.9, "b": 0.2, ("b", "a"): 1, ("a", "b"): 1}), "{'a', 'b'} appears twice"),
        (lambda: mo.Capacity({"a": 0.9, "b": float("nan")}), "finite"),
        (lambda: mo.Capacity([0, 0.5, 1]), "2\\*\\*m values"),
        (lambda: mo.Capacity([0, 0.5, 0.5, 1], ["a"]), "1 names for a capacity of 2 criteria"),
        (lambda: mo.Capacity({"a": 1, "b": 1})["c"], "knows no criterion 'c'"),
        (lambda: mo.Capacity.two_additive({"a": 1, "b": 1}, {("a", "z"): 0.1}), "'z' has interactions but no Shapley value"),
        (lambda: mo.Capacity.two_additive({"a": 1, "b": 9}, {("a", "b"): 0.9}), "the capacity falls"),
        (lambda: mo.Capacity.sugeno({"a": 1.2, "b": 0.1}), "densities in \\[0, 1\\)"),
        (lambda: mo.Capacity.additive(np.ones(21)), "at most 20"),
    ],
)
def test_errors_name_the_sets(call, message):
    with pytest.raises(mo.McdaError, match=message):
        call()


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (((["a", "b"]), [0, 0.5, 0.6, 1]), r"made of numbers, and \['a', 'b'\] are names. Hint: write mo.Capacity\(values, names\)"),
        (({"a": "x", "b": 0.5, ("a", "b"): 1},), r"the value of \{'a'\} is 'x', which is no number"),
        (({"a": 0.5, 3: 0.5, "c": 1},), "says nothing of {'a', '3'}"),
        ((np.ma.masked_array([0, 0.5, 0.6, 1], [0, 1, 0, 0]),), "a capacity has finite values"),
        (([0, 0.5, 0.6, 1], 3), "3 lists no names"),
    ],
)
def test_what_is_no_capacity_is_said(given, message):
    with pytest.raises(mo.McdaError, match=message):
        mo.Capacity(*given)
