from fractions import Fraction

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.weighting.hierarchy import hierarchy_from
from mcda_orch.weighting.judgements import random_index


def test_a_triangle_a_matrix_and_statements_say_the_same():
    triangle = mo.Judgements(["a", "b", "c"], [3, 5, 2])
    matrix = mo.Judgements(["a", "b", "c"], [[1, 3, 5], [1 / 3, 1, 2], [1 / 5, 1 / 2, 1]])
    stated = mo.Judgements.of({("a", "b"): 3, ("a", "c"): 5, ("c", "b"): 1 / 2})
    np.testing.assert_allclose(triangle.values, matrix.values)
    np.testing.assert_allclose(triangle.values, stated.values)


@pytest.mark.parametrize("n", [1, 2, 3, 16, 40])
def test_consistency_of_any_size(n):
    w = np.arange(1.0, n + 1)
    found = mo.Judgements([str(i) for i in range(n)], w[:, None] / w).consistency()
    assert found.ratio == pytest.approx(0, abs=1e-9)
    assert found.acceptable
    assert random_index(n) >= 0


@pytest.mark.parametrize("priority", [mo.weightings.eigenvector, mo.weightings.geometric_mean])
def test_judgements_need_only_be_reciprocal_as_written(priority):
    written = mo.Judgements(["a", "b"], [[1, 3], [0.33, 1]]).priorities(priority)
    np.testing.assert_allclose(written.values, [0.75, 0.25], atol=2e-3)


def test_a_completion_of_the_eigenvalue_is_a_minimum():
    rng = np.random.default_rng(3)
    ratios = np.exp(np.triu(rng.normal(size=(6, 6)), 1))
    blank = [(0, 1), (2, 4), (3, 5)]
    above = [None if (i, j) in blank else ratios[i, j] for i, j in zip(*np.triu_indices(6, 1), strict=True)]
    judged = mo.Judgements("abcdef", above)
    completed = judged.completed()
    for i, j in blank:
        for factor in (0.99, 1.01):
            moved = np.array(completed)
            moved[i, j], moved[j, i] = moved[i, j] * factor, moved[j, i] / factor
            assert np.linalg.eigvals(moved).real.max() > judged.consistency().largest


def test_incomplete_geometric_means_are_those_of_all_spanning_trees():
    from itertools import combinations

    stated = {("a", "b"): 2, ("a", "c"): 7, ("b", "c"): 2, ("c", "d"): 3, ("b", "e"): 4, ("d", "e"): 5}  # ties a to e by trees
    trees = []
    for pairs in combinations(stated.items(), 4):
        try:
            trees.append(mo.Judgements.of(dict(pairs), "abcde").priorities().values)
        except mo.MissingError:
            continue
    mean = np.exp(np.mean(np.log(trees), axis=0))
    judged = mo.Judgements.of(stated, "abcde")
    np.testing.assert_allclose(judged.priorities(mo.weightings.geometric_mean).values, mean / mean.sum(), rtol=1e-9)
    assert np.abs(judged.priorities().values - mean / mean.sum()).max() > 1e-3


def test_a_random_index_is_the_one_asked_for():
    upper = [9, 5, 2, 1, 1, 0.5, 1 / 3, 1 / 9, 1 / 9, 1 / 9, 1 / 9, 1 / 3, 1 / 4, 1 / 3, 1 / 9, 1 / 2, 1, 1 / 3, 2, 1 / 2, 1 / 3]
    drinks = mo.Judgements(["coffee", "wine", "tea", "beer", "soda", "milk", "water"], upper)  # Saaty 2008
    assert drinks.consistency(table="saaty").ratio == pytest.approx(0.0223, abs=5e-5)
    assert drinks.consistency(table="donegan_dodd").ratio == pytest.approx(0.0235, abs=5e-5)


@pytest.mark.parametrize("n", [3, 200])
def test_many_items_with_blanks(n):
    a = np.ones((n, n))
    a[0, 1] = a[1, 0] = np.nan
    judged = mo.Judgements([str(i) for i in range(n)], a)
    np.testing.assert_allclose(judged.priorities().values, 1 / n, rtol=1e-9)


def test_blanks_are_completed_consistently():
    judged = mo.Judgements(["a", "b", "c"], [2, None, 3])
    assert judged.completed()[0, 2] == pytest.approx(6, rel=1e-6)
    assert judged.consistency().ratio == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: mo.Judgements(["a", "b"], [[1, 2], [2, 1]]), "'a' against 'b' is 2, but the other way round 2"),
        (lambda: mo.Judgements(["a", "b"], [0]), "'a' against 'b' is 0"),
        (lambda: mo.Judgements(["a", "b"], ["much"]), "is 'much', which is no number"),
        (lambda: mo.Judgements(["a", "b", "c"], [1, 2]), "3 items need 3 x 3 judgements"),
        (lambda: mo.Judgements([], []), "at least one item"),
        (lambda: mo.Judgements(["a", "a"], [1]), "item 'a' appears twice"),
        (
            lambda: mo.Judgements(["a", "b", "c", "d"], [2, None, None, None, None, 3]).priorities(),
            "no judgement connects 'a', 'b' with 'c', 'd'",
        ),
        (lambda: mo.Judgements.of({("a", "b"): 2}, ["a", "c"]), "'b' is judged, but is no item"),
        (lambda: mo.Judgements(["a"], [[1]]).consistency(table="sati"), "did you mean 'saaty'"),
        (
            lambda: mo.Hierarchy("g", mo.Judgements(["a", "b"], [1]), {"c": mo.Hierarchy("c", mo.Judgements(["d"], []))}),
            "is no part of 'g'",
        ),
        (lambda: mo.Hierarchy("g", mo.Judgements(["a", "b"], [1])).scores(), "not compared under 'a', 'b'"),
        (lambda: hierarchy_from({"items": ["a"], "triangle": [], "level": 1}), "did you mean 'levels'"),
        (lambda: mo.weightings.eigenvector([[1, -2], [1, 1]], ["a", "b"]), "'a' against 'b' is -2"),
    ],
)
def test_errors_name_the_items(call, message):
    with pytest.raises(mo.McdaError, match=message):
        call()


def test_a_hierarchy_of_any_depth():
    inner = mo.Hierarchy("c", mo.Judgements(["d", "e"], [4]))
    middle = mo.Hierarchy("b", mo.Judgements(["c", "f"], [1]), {"c": inner})
    top = mo.Hierarchy("goal", mo.Judgements(["a", "b"], [1]), {"b": middle})
    assert top.leaves == ("a", "d", "e", "f")
    np.testing.assert_allclose(top.weights().values, [0.5, 0.2, 0.05, 0.25])
    assert set(top.consistency()) == {"goal", "b", "c"}
    assert "consistency ratio" in str(top.table)


def test_ideal_and_distributive_synthesis_differ():
    judged = mo.Judgements(["a", "b"], [1])
    under = {"a": mo.Judgements(["X", "Y"], [9]), "b": mo.Judgements(["X", "Y"], [1 / 3])}
    goal = mo.Hierarchy("goal", judged, alternatives=under)
    np.testing.assert_allclose(goal.scores()[0], [0.5 * 0.9 + 0.5 * 0.25, 0.5 * 0.1 + 0.5 * 0.75])
    ideal = np.array([0.5 + 0.5 / 3, 0.5 / 9 + 0.5])
    np.testing.assert_allclose(goal.scores("ideal")[0], ideal / ideal.sum())


def test_rated_levels_take_their_intensity():
    criteria = [mo.Criterion("a", scale=mo.Ordinal([-1, 0, 1]))]
    matrix = mo.DecisionMatrix([[-1], [0], [1]], criteria=criteria)
    goal = mo.Hierarchy("goal", mo.Judgements(["a"], []), ratings=mo.Judgements(["-1", "0", "1"], [1 / 2, 1 / 4, 1 / 2]))
    settings = goal.settings(matrix)
    weights = settings.pop("weights")
    outcome = mo.ahp(matrix, weights, synthesis="ideal", **settings)
    np.testing.assert_allclose(outcome.scores, [0.25, 0.5, 1.0])
    between = mo.ahp.kernel(np.array([[0.5]]), np.ones(1), np.ones(1), synthesis="ideal", **settings)
    np.testing.assert_allclose(between, [0.75])


PRINTED = {
    "two decimals": [[1, 7, 6], [0.14, 1, 0.5], [0.17, 2, 1]],
    "eighths and ninths": [[1, 8, 9], [0.13, 1, 3], [0.11, 0.33, 1]],
    "cut off": [[1, 8, 9], [0.12, 1, 3], [0.11, 0.33, 1]],
    "one decimal": [[1, 3, 5], [0.3, 1, 2], [0.2, 0.5, 1]],
    "three decimals": [[1, 7, 6], [0.143, 1, 0.667], [0.167, 1.5, 1]],
    "four decimals": [[1, 7, 6], [0.1429, 1, 0.6667], [0.1667, 1.5, 1]],
    "two decimals beside three": [[1, 7, 6], [0.14, 1, 0.667], [0.167, 1.5, 1]],
    "thirds beside an eighth": [[1, 3, 8], [0.33, 1, 3], [0.125, 0.33, 1]],
    "texts without a nought": [["1", "7", "6"], [".14", "1", ".5"], [".17", "2", "1"]],
    "short floats": np.array([[1, 7, 6], [0.14, 1, 0.5], [0.17, 2, 1]], dtype=np.float32),
    "half floats": np.array([[1, 7, 6], [0.14, 1, 0.5], [0.17, 2, 1]], dtype=np.float16),
    "sixths and sevenths": [[1, 6, 7], [0.17, 1, 2], [0.14, 0.5, 1]],
    "fractions above the diagonal too": [[1, 1.5, 2.5], [0.67, 1, 1.67], [0.4, 0.6, 1]],
    "ninths": [[1, 9, 9], [0.11, 1, 1], [0.11, 1, 1]],
    "one decimal of an eighth": [[1, 8, 9], [0.1, 1, 3], [0.1, 0.3, 1]],
    "texts": [["1", "3", "5"], ["1/3", "1", "1/2"], ["1/5", "2", "1"]],
    "fractions": [[1, 3, 5], [Fraction(1, 3), 1, Fraction(1, 2)], [Fraction(1, 5), 2, 1]],
}


@pytest.mark.parametrize("printed", PRINTED.values(), ids=PRINTED)
def test_printed_reciprocals_are_what_they_stand_for(printed):
    above = [float(Fraction(str(printed[i][j]))) for i, j in ((0, 1), (0, 2), (1, 2))]
    exact = mo.Judgements(["a", "b", "c"], [above[0], above[1], above[2] if above[2] > 1 else 1 / float(Fraction(str(printed[2][1])))])
    judged = mo.Judgements(["a", "b", "c"], printed)
    np.testing.assert_allclose(judged.values, exact.values, rtol=1e-12)
    np.testing.assert_allclose(mo.weightings.eigenvector(printed, ["a", "b", "c"]), exact.priorities())
    one_decimal = float(Fraction(str(printed[1][0]))) in (0.1, 0.3)
    assert judged.tolerance <= 0.5 * 10.0 ** -(1 if one_decimal else 2) + 1e-12
    assert bool(judged.remarks) == (judged.tolerance > 0)


@pytest.mark.parametrize(("one", "other"), [(7, 0.2), (7, 0.15), (3, 0.3001), (8, 0.11), (2, 0.54), (2, 2)])
def test_what_no_rounding_explains_is_refused(one, other):
    with pytest.raises(mo.DomainError, match="'a' against 'b' is .*, but the other way round"):
        mo.Judgements(["a", "b", "c"], [[1, one, 6], [other, 1, 0.25], [0.17, 4, 1]])


PARTLY = {
    "blank below": [[1, 7, 6], [None, 1, 0.5], [None, None, 1]],
    "blank above": [[1, None, None], [0.14285714285714285, 1, None], [0.16666666666666666, 2, 1]],
    "not a number below": [[1, 7, 6], [np.nan, 1, 0.5], [np.nan, np.nan, 1]],
    "the triangle alone": [7, 6, 0.5],
}


@pytest.mark.parametrize("given", PARTLY.values(), ids=PARTLY)
def test_one_way_of_a_judgement_is_enough(given):
    np.testing.assert_allclose(mo.Judgements("abc", given).values, [[1, 7, 6], [1 / 7, 1, 0.5], [1 / 6, 2, 1]], rtol=1e-12)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ([["1", "7"], ["0,14", "1"]], "'b' against 'a' is '0,14', which is no number"),
        ([["1", "7"], ["14%", "1"]], "'b' against 'a' is '14%', which is no number"),
        ([["1", "1:7"], ["7", "1"]], "'a' against 'b' is '1:7', which is no number"),
        ([[1, 7], [0, 1]], "'b' against 'a' is 0. Hint: a judgement is positive"),
        ([[0, 7], [0.14, 0]], "'a' against 'a' is 0. Hint: a judgement is positive"),
        ([[1, 7], [7, 1]], "is 7, but the other way round 7. Hint: .*leave it blank, as None"),
        ([[1, -3], [-0.33, 1]], "is -3. Hint: a judgement is positive"),
        ([["1", "equal"], ["equal", "1"]], "is 'equal', which is no number"),
        ([[1, float("inf")], [0.1, 1]], "is inf. Hint: a judgement is positive"),
        ([[1, 2, 3], [0.5, 1, 2]], "these are of shape \\(2, 3\\)"),
        ([[1, 6], [0.16, 1]], "is 6, but the other way round 0.16"),
    ],
)
def test_what_is_no_judgement_is_told_by_its_items(given, message):
    with pytest.raises(mo.McdaError, match=message):
        mo.Judgements(["a", "b"], given)


def test_a_table_of_judgements_is_matched_on_both_sides():
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    expected = mo.Judgements(["a", "b", "c"], [3, 5, 2])
    frame = pandas.DataFrame(expected.values, ["a", "b", "c"], ["a", "b", "c"])
    for table in (frame, frame.loc[["c", "a", "b"]], frame.loc[["b", "c", "a"], ["c", "b", "a"]], frame.rename_axis("item").reset_index()):
        assert mo.Judgements(["a", "b", "c"], table) == expected
        assert dict(mo.Judgements(table).priorities().items()) == pytest.approx(dict(expected.priorities().items()))
        assert dict(mo.weightings.eigenvector(table).items()) == pytest.approx(dict(expected.priorities().items()))
    assert mo.Judgements(expected.values, ["a", "b", "c"]) == expected
    with pytest.raises(mo.LabelError, match="a row of judgements for 'd', which is no item"):
        mo.Judgements(frame.rename(index={"c": "d"}))
    with pytest.raises(mo.LabelError, match="the judged items have no names"):
        mo.Judgements(expected.values)


def test_priorities_go_by_name():
    judged = mo.Judgements(["a", "b", "c"], [3, 5, 2])
    assert judged.priorities("geometric_mean") == judged.priorities(mo.weightings.geometric_mean)
    assert judged.consistency("geometric_mean").acceptable
    assert mo.Hierarchy("goal", judged).weights("geometric_mean").criteria == ("a", "b", "c")
    with pytest.raises(mo.PluginError, match="'geometric' is no weighting of pairs. Hint: did you mean 'geometric_mean'"):
        judged.priorities("geometric")
    with pytest.raises(mo.PluginError, match="use column_mean, eigenvector, geometric_mean"):
        judged.priorities(mo.weightings.equal)
