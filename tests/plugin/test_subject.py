import numpy as np
import pytest

import mcda_orch as mo

PROBLEM = mo.load("orchestrators")
TABLE = mo.DecisionMatrix([[3, 1], [1, 3], [2, 2.5]], ["Ant", "Bee", "Cat"], ["speed", "size"])
QUESTIONS = [
    "blank_policies", "first_place", "max_margin", "necessary", "next_question", "possible", "rank_intervals", "rank_ranges",
    "rank_reversal", "recover_weights", "smaa", "stability", "weight_triangle",
]  # fmt: skip


@pytest.mark.parametrize("method", ["topsis", mo.topsis])
@pytest.mark.parametrize("name", [*QUESTIONS, "compare"])
def test_a_method_in_the_place_of_the_problem_gets_the_right_call(name, method):
    for second in (PROBLEM, TABLE, TABLE.values):
        with pytest.raises(mo.PluginError, match=rf'^mo.{name} takes the problem first: mo.{name}\(problem, "topsis"\)\.$'):
            getattr(mo, name)(method, second)


@pytest.mark.parametrize("name", ["audit", "margin_of_victory", "what_if"])
def test_questions_that_name_the_method_by_keyword_refuse_it_as_the_subject(name):
    with pytest.raises(mo.PluginError, match=rf"mo.{name} takes the problem first: mo.{name}\(problem, "):
        getattr(mo, name)(mo.topsis, PROBLEM)


@pytest.mark.parametrize("name", [*QUESTIONS, "audit", "compare", "margin_of_victory", "what_if"])
def test_text_is_no_problem(name):
    more = ("Ant",) if name == "what_if" else ()
    with pytest.raises(mo.MissingError, match=rf"mo.{name} asks about a problem or a matrix, not 'tools.md'. Hint: read one"):
        getattr(mo, name)("tools.md", *more)


@pytest.mark.parametrize("name", [n for n in QUESTIONS if n != "recover_weights"])
def test_weights_in_the_place_of_the_method_are_told_where_they_belong(name):
    with pytest.raises(mo.PluginError, match="is no method that scores alternatives. Hint: .*after the problem and before the weights"):
        getattr(mo, name)(TABLE, [1.0, 2.0])


def test_old_order_without_a_method():
    with pytest.raises(mo.PluginError, match="mo.stability takes the problem first"):
        mo.stability(None, PROBLEM)


def test_a_problem_brings_its_method_and_a_matrix_its_weights():
    assert mo.stability(PROBLEM).method == mo.smaa(PROBLEM, draws=16, rng=1).method == PROBLEM.published_by
    with pytest.raises(mo.PluginError, match="no method is given"):
        mo.stability(TABLE, weights=[1, 2])
    assert list(mo.compare(TABLE, ["wsm", "topsis"], [1, 2]).outcomes) == ["wsm", "topsis"]


def test_names_and_values_arrays_and_labels_are_asked_alike():
    by_name, by_value = (mo.rank_ranges(TABLE, m).ranges for m in ("wsm", mo.wsm))
    assert by_name == by_value
    bare = mo.rank_ranges(np.asarray(TABLE), "wsm").ranges
    assert [(r.best, r.worst) for r in bare.values()] == [(r.best, r.worst) for r in by_name.values()]


def test_an_outcome_is_no_subject_but_has_its_parts():
    outcome = mo.topsis(TABLE, [2, 1])
    for name in QUESTIONS:
        with pytest.raises(
            mo.PluginError, match=rf"mo.{name} asks about a problem or a matrix, and this is an outcome of topsis. Hint: .*outcome.matrix"
        ):
            getattr(mo, name)(outcome)
    assert mo.stability(outcome.matrix, outcome.method, weights=outcome.weights).method == "topsis"


def test_weights_in_the_place_of_the_methods_are_told():
    for weights in (
        {"speed": 1, "size": 2},
        mo.Weights({"speed": 1, "size": 2}),
        [2, 1],
        np.array([2, 1]),
        "entropy",
        mo.weightings.entropy,
    ):
        for more in ((), (["topsis"],)):
            with pytest.raises(mo.PluginError, match="takes the methods second, but weights stand there"):
                mo.compare(TABLE, weights, *more)
    assert list(mo.compare(TABLE, (name for name in ("topsis", "wsm")), [2, 1]).outcomes) == ["topsis", "wsm"]


def test_judgements_are_no_table_to_weigh():
    judged = [[1, 3], [1 / 3, 1]]
    with pytest.raises(
        mo.MissingError, match=r"compares 'speed', 'size' with themselves, as judgements do. Hint: .*mo.Judgements\(table\)"
    ):
        mo.ahp(mo.DecisionMatrix(judged, ["speed", "size"], ["speed", "size"]))
