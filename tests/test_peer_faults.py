"""Faults that libraries of this field have had. Each test names the behaviour that is right; none asks another library."""

import contextlib
import warnings

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.builtin import __all__ as builtin
from mcda_orch.laws.scores import strict_dominance

CRITERIA = ["gain", "speed", "price:min"]
BOUNDS = {"spotis": {"low": [0, 0, 0], "high": [1000, 1000, 1000]}}


def ask(name, rows, weights=(3, 2, 1), names=None):
    return mo.get(name)(mo.DecisionMatrix(rows, names, CRITERIA), list(weights), **BOUNDS.get(name, {}))


SCORES = [name for name in builtin if mo.get(name).family.name == "score"]
scores = pytest.mark.parametrize("name", SCORES)
scores_by_dominance = pytest.mark.parametrize("name", [n for n in SCORES if strict_dominance in mo.get(n).keeps])


@scores_by_dominance
def test_the_same_at_a_higher_price_is_never_better(name):
    table = [[10, 4, 5], [10, 4, 8], [7, 4, 6]]
    ranks = ask(name, table).ranking.ranks("min")
    assert ranks[0] <= ranks[1]
    assert ranks[0] == 1


@scores
def test_equal_rows_tie_whatever_the_rounding(name):
    rng = np.random.default_rng(11)
    for _ in range(200):
        rows = rng.uniform(0.1, 9, (5, 3))
        rows[3] = rows[1]
        ranks = ask(name, rows, rng.dirichlet(np.ones(3))).ranking.ranks("min")
        assert ranks[1] == ranks[3]


@scores
def test_identical_alternatives_are_all_first_and_finite(name):
    outcome = ask(name, [[2, 3, 4]] * 4)
    assert np.isfinite(outcome.scores).all()
    assert outcome.ranking.ranks("min").tolist() == [1, 1, 1, 1]


@scores
def test_one_alternative_is_first(name):
    assert ask(name, [[2, 3, 4]]).ranking.ranks("min").tolist() == [1]


@scores
def test_a_rank_says_how_many_are_better_and_is_no_permutation(name):
    outcome = ask(name, [[1, 9, 2], [5, 1, 3], [9, 8, 1], [2, 2, 9]])
    worth = np.asarray(outcome.scores) * (1 if outcome.higher_is_better else -1)
    better = (worth[None, :] > worth[:, None] + 1e-9).sum(axis=1) + 1
    assert outcome.ranking.ranks("min").tolist() == better.tolist()


@scores_by_dominance
def test_a_cheaper_one_is_better_when_less_is_better(name):
    assert str(ask(name, [[5, 5, 8], [5, 5, 2]], names=["dear", "cheap"]).ranking) == "cheap > dear"


@scores
def test_whole_numbers_score_like_the_same_numbers_with_a_point(name):
    rows = np.array([[4, 1, 3], [2, 5, 2], [3, 3, 7]])
    assert ask(name, rows).scores.tolist() == ask(name, rows.astype(float)).scores.tolist()


@scores
def test_a_blank_is_no_zero_and_the_error_names_the_cell(name):
    with pytest.raises(mo.MissingError, match="'speed' of 'Bee' is blank"):
        ask(name, [[1, 2, 3], [2, np.nan, 1]], names=["Ant", "Bee"])


@scores
@pytest.mark.parametrize("weights", [{"gain": 1, "price": 1}, {"gain": 1, "speed": 1, "prise": 1}, None, [1, 1], [1, 1, np.nan]])
def test_a_criterion_without_a_weight_is_not_dropped_in_silence(name, weights):
    matrix = mo.DecisionMatrix([[1, 2, 3], [2, 1, 1]], criteria=CRITERIA)
    with pytest.raises(mo.McdaError, match=r"weight"):
        mo.get(name)(matrix, weights, **BOUNDS.get(name, {}))


@scores
def test_weights_with_names_find_their_criteria_in_any_order(name):
    matrix = mo.DecisionMatrix([[1, 9, 2], [5, 1, 3], [9, 8, 1]], criteria=CRITERIA)
    named = mo.get(name)(matrix, {"price": 1, "gain": 3, "speed": 2}, **BOUNDS.get(name, {}))
    assert named.scores.tolist() == ask(name, matrix.values).scores.tolist()


@scores
def test_nothing_is_printed_and_no_global_state_is_touched(name, capfd):
    rows = np.array([[1.0, 9, 2], [5, 1, 3], [9, 8, 1]])
    before, given = np.random.get_state(), rows.copy()  # noqa: NPY002 - the very state that must stay
    first, second = ask(name, rows), ask(name, rows)
    after = np.random.get_state()  # noqa: NPY002
    assert first.scores.tolist() == second.scores.tolist()
    assert (before[1] == after[1]).all()
    assert before[2:] == after[2:]
    assert (rows == given).all()
    assert capfd.readouterr() == ("", "")  # nor by a solver behind Python's back


@pytest.mark.parametrize("name", [n for n in SCORES if "unit_free" in {law.name for law in mo.get(n).claims({})[0]}])
def test_a_change_of_unit_changes_no_rank_where_that_is_claimed(name):
    rng = np.random.default_rng(12)
    for _ in range(25):
        rows = rng.uniform(1, 9, (5, 3))
        unit = np.array([1, 100, 1])
        params = {k: np.asarray(v) * unit for k, v in BOUNDS.get(name, {}).items()}
        other = mo.get(name)(mo.DecisionMatrix(rows * unit, criteria=CRITERIA), [3, 2, 1], **params)
        assert other.ranking.ranks("min").tolist() == ask(name, rows).ranking.ranks("min").tolist()


def test_a_plain_sum_of_different_units_is_declared_as_such():
    assert "unit_free" in {law.name for law in mo.wsm.claims({})[1]}
    assert "unit_free" in {law.name for law in mo.wsm.claims({"scale": mo.scalings.minmax})[0]}


def test_thresholds_in_lists_serve_more_than_one_call():
    method = mo.promethee_ii.with_(function=["linear", "v_shape", "usual"], q=[1, 0, 0], p=[2, 3, 0])
    matrix = mo.DecisionMatrix([[1, 9, 2], [5, 1, 3], [9, 8, 1]], criteria=CRITERIA)
    assert method(matrix, [3, 2, 1]).scores.tolist() == method(matrix, [3, 2, 1]).scores.tolist()


def test_critic_sees_a_cost_as_a_negated_benefit():
    rows = np.array([[5000, 3, 3], [680, 5, 3], [2000, 3, 2], [600, 4, 3], [800, 2, 4.0]])
    cost = mo.weightings.critic(mo.DecisionMatrix(rows, criteria=["price:min", "a", "b"])).values
    negated = mo.weightings.critic(mo.DecisionMatrix(rows * [-1, 1, 1], criteria=["price", "a", "b"])).values
    blind = mo.weightings.critic(mo.DecisionMatrix(rows, criteria=["price", "a", "b"])).values
    np.testing.assert_allclose(cost, negated, atol=1e-12)
    assert np.abs(cost - blind).max() > 0.01


WEIGHTINGS = [name for name in builtin if mo.get(name).family.name == "weighting"]
weightings = pytest.mark.parametrize("name", WEIGHTINGS)


@pytest.mark.parametrize("name", [name for name in WEIGHTINGS if mo.get(name).sees != "nothing"])
def test_a_blank_stops_a_weighting_that_looks_at_cells(name):
    with pytest.raises(mo.MissingError, match="'speed' of 'Bee' is blank"):
        mo.get(name)(mo.DecisionMatrix([[1, 2], [2, np.nan], [3, 1]], ["Ant", "Bee", "Cat"], ["gain", "speed"]))


def weigh(name, matrix):
    """Weigh the criteria; where that is by ranks of importance, all but the first share the second place."""
    ranks = {"ranks": {c: 1 if j == 0 else 2 for j, c in enumerate(matrix.criterion_names)}}
    return mo.get(name)(matrix, **(ranks if "ranks" in mo.get(name).params else {}))


@weightings
def test_a_weighting_prints_nothing_and_gives_the_same_twice(name, capfd):
    matrix = mo.DecisionMatrix([[1.0, 9, 2], [5, 1, 3], [9, 8, 1], [2, 2, 2]], criteria=CRITERIA)
    before = np.random.get_state()  # noqa: NPY002 - the very state that must stay
    first, second = weigh(name, matrix), weigh(name, matrix)
    after = np.random.get_state()  # noqa: NPY002
    assert first.values.tolist() == second.values.tolist()
    assert (before[1] == after[1]).all()
    assert before[2:] == after[2:]
    assert capfd.readouterr() == ("", "")


@weightings
def test_a_constant_criterion_gives_no_weighting_a_nan_nor_all_weight(name):
    matrix = mo.DecisionMatrix([[1.0, 5, 2], [5, 5, 3], [9, 5, 1], [2, 5, 2]], criteria=CRITERIA)
    judged = "constant_gets_zero" in {law.name for law in mo.get(name).claims({})[0]}
    with pytest.warns(mo.MeaningWarning, match="gives 'speed' the weight 0") if judged else contextlib.nullcontext():
        weights = weigh(name, matrix).values
    assert weights.sum() == pytest.approx(1)
    assert weights[1] == 0 if judged else 0 < weights[1] < 0.99


@weightings
def test_alternatives_that_are_all_alike_give_weights_or_one_clear_error(name):
    matrix = mo.DecisionMatrix([[2.0, 3, 4]] * 4, criteria=CRITERIA)
    try:
        with warnings.catch_warnings(action="ignore", category=mo.MeaningWarning):
            weights = weigh(name, matrix).values
    except mo.DomainError as error:
        assert "tells the alternatives apart" in str(error)
    else:
        assert np.isfinite(weights).all()


@pytest.mark.parametrize("name", ["cilos", "idocriw"])
def test_impact_losses_are_of_costs_turned_into_benefits(name):
    rows = np.array([[4.0, 1.0, 7.0], [2.0, 4.0, 3.0], [3.0, 2.0, 5.0]])
    turned = rows.copy()
    turned[:, 2] = rows[:, 2].min() / rows[:, 2]
    cost, benefit = np.array([1.0, 1.0, -1.0]), np.ones(3)
    loss = mo.weightings.cilos.kernel(turned, benefit)
    spread = mo.weightings.entropy.kernel(rows, cost) if name == "idocriw" else np.ones(3)
    np.testing.assert_allclose(mo.get(name).kernel(rows, cost), loss * spread / (loss * spread).sum(), atol=1e-12)
    np.testing.assert_allclose(mo.get(name).kernel(rows[::-1], cost), mo.get(name).kernel(rows, cost), atol=1e-12)


def test_copras_punishes_costs_and_does_without_them():
    significance = mo.copras.kernel(np.array([[10.0, 5.0], [10.0, 8.0], [7.0, 6.0]]), np.array([0.5, 0.5]), np.array([1.0, -1.0]))
    assert significance[0] == 1
    assert significance[0] > significance[1]
    plain = mo.copras.kernel(np.array([[4.0, 1.0], [2.0, 3.0]]), np.array([0.5, 0.5]), np.ones(2))
    np.testing.assert_allclose(plain, [(2 / 3 + 1 / 4) / (1 / 3 + 3 / 4), 1], atol=1e-12)


def test_whole_numbers_as_costs_are_not_inverted_to_nought():
    matrix = mo.DecisionMatrix([[5], [3], [3]], ["dear", "cheap", "as cheap"], ["price:min"])
    assert mo.promethee_ii(matrix, [1]).scores.tolist() == [-1, 0.5, 0.5]


@pytest.mark.parametrize("n", [3, 15, 16, 17, 30])
def test_judgements_of_many_items_have_a_consistency(n):
    w = np.arange(1.0, n + 1)
    a = w[:, None] / w
    a[0, -1], a[-1, 0] = a[0, -1] * 3, a[-1, 0] / 3
    judged = mo.Judgements([str(i) for i in range(n)], a)
    assert judged.priorities().values.sum() == pytest.approx(1)
    assert 0 < judged.consistency().ratio < 1


def test_judgements_that_contradict_themselves_are_refused_and_not_only_described():
    with pytest.raises(mo.McdaError, match="the other way round"):
        mo.Judgements(["a", "b"], [[1, 3], [3, 1]])


def test_labels_of_a_dataframe_are_kept_and_its_numbers_too():
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    frame = pandas.DataFrame({"gain": [1.0, 2.0], "price:min": [3.0, 1.0]}, index=["Ant", "Bee"])
    outcome = mo.wsm(mo.DecisionMatrix(frame), {"price": 1, "gain": 1})
    assert dict(outcome.scores.items()) == {"Ant": -2, "Bee": 1}
    assert str(outcome.ranking) == "Bee > Ant"
    assert np.isfinite(outcome.matrix.values).all()


def test_the_border_of_mabac_is_no_lower_for_more_alternatives():
    """A product of a thousand weighted cells underflows: in pymcdm 1.4 all of them come to lie above the border."""
    table = np.random.default_rng(0).integers(1, 9, (100, 3)).astype(float)
    once, often = (np.asarray(ask("mabac", rows).scores) for rows in (table, np.tile(table, (10, 1))))
    np.testing.assert_allclose(often, np.tile(once, 10), rtol=0, atol=1e-12)
    assert (often < 0).any()
