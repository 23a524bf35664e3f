"""What a frozen matrix has been asked once it does not work out again, and nothing else comes of that."""

import copy
import pickle
import warnings

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.exact.made import made
from mcda_orch.plugin import check

WEIGHTS = [2, 1]


def table(**kinds):
    heads = [mo.Criterion("cost", "min", **kinds), mo.Criterion("quality")]
    return mo.DecisionMatrix([[3, 1], [2, 4], [5, 9]], criteria=heads)


def test_senses_names_bounds_and_blanks_are_worked_out_once():
    matrix = table(scale=mo.Ratio(low=0, high=10))
    assert matrix.senses is matrix.senses
    assert matrix.criterion_names is matrix.criterion_names
    assert matrix.bounds() is matrix.bounds()
    with pytest.raises(ValueError, match="read-only"):
        matrix.senses[0] = 1
    assert matrix.complete
    assert not mo.DecisionMatrix([[1, None], [2, 3]]).complete


def test_a_filled_matrix_is_kept_for_each_policy():
    matrix = mo.DecisionMatrix([[1, None], [2, 3], [4, 5]])
    filled = {policy: mo.Blanks.of(policy).fill(matrix) for policy in (0, 1, "mean", "worst", "best")}
    for policy, kept in filled.items():
        assert mo.Blanks.of(policy).fill(matrix) is kept
    assert [kept.values[0, 1] for kept in filled.values()] == [0, 1, 4, 3, 5]
    for _ in range(2):
        with pytest.raises(mo.MissingError, match="is blank"):
            mo.Blanks().fill(matrix)


def test_domains_and_parameters_are_asked_about_once(monkeypatch):
    matrix, asked = table(), []
    fitting = check._fitting
    monkeypatch.setattr(check, "_fitting", lambda plugin, *rest: (asked.append(plugin.name), fitting(plugin, *rest))[1])
    ends = np.array([0.0, 0.0])
    for _ in range(3):
        mo.wpm(matrix, WEIGHTS)
        mo.vikor(matrix, WEIGHTS, v=0.25)
        mo.topsis(matrix, WEIGHTS, scale="minmax")
        mo.spotis(matrix, WEIGHTS, low=ends, high=ends + 10)
    assert asked == ["wpm", "vikor", "topsis", "spotis"]
    ends[0] = 1.0  # the same array holds something else now
    mo.spotis(matrix, WEIGHTS, low=ends, high=ends + 10)
    mo.vikor(matrix, WEIGHTS, v=0.5)
    assert asked[4:] == ["spotis", "vikor"]


@pytest.mark.parametrize("refused", [{"v": True}, {"v": 2.0}, {"v": "half"}, {"w": 1}])
def test_what_is_refused_is_refused_again(refused):
    matrix = table()
    mo.vikor(matrix, WEIGHTS, v=1)
    for _ in range(2):
        with pytest.raises(mo.McdaError):
            mo.vikor(matrix, WEIGHTS, **refused)


def test_cells_that_do_not_fit_are_refused_again():
    matrix = mo.DecisionMatrix([[0, 1], [2, 3]])
    for _ in range(2):
        with pytest.raises(mo.DomainError, match="needs values > 0"):
            mo.wpm(matrix, WEIGHTS)


def test_a_warning_is_given_at_every_call():
    matrix = table(scale=mo.Interval())
    for _ in range(2):
        with pytest.warns(mo.MeaningWarning, match="interval scale"):
            mo.wpm(matrix, WEIGHTS)


def test_notes_depend_on_which_criteria_count():
    matrix = mo.DecisionMatrix([[1, 1000, 5], [2, 9000, 6]], criteria=["a", "b", "c"])
    for _ in range(2):
        assert "'b'" in mo.wsm(matrix, [1, 1, 1]).notes[0]
        assert mo.wsm(matrix, [1, 0, 1]).notes == ()


def test_answers_are_no_part_of_the_value():
    asked, fresh = table(), table()
    mo.topsis(asked, WEIGHTS)
    assert asked == fresh
    assert hash(asked) == hash(fresh)
    assert pickle.dumps(asked) == pickle.dumps(fresh)
    for other in (copy.copy(asked), copy.deepcopy(asked), pickle.loads(pickle.dumps(asked))):
        assert other == asked
        assert other.answers == {}
        assert mo.topsis(other, WEIGHTS).ranking == mo.topsis(asked, WEIGHTS).ranking


def test_sweeps_do_not_grow_it_without_end(monkeypatch):
    monkeypatch.setattr(check, "MOST", 50)
    matrix = table()
    scores = [mo.vikor(matrix, WEIGHTS, v=float(v)).scores.values for v in np.linspace(0, 1, 300)]
    assert len(matrix.answers) < 60
    np.testing.assert_array_equal(mo.vikor(table(), WEIGHTS, v=1.0).scores, scores[-1])


def test_a_forged_matrix_answers_for_what_it_holds_now():
    matrix = table()
    before = mo.topsis(matrix, WEIGHTS)
    object.__setattr__(matrix, "values", np.array([[5.0, 9.0], [2.0, 4.0], [3.0, 1.0]]))
    assert mo.topsis(matrix, WEIGHTS).ranking != before.ranking
    object.__setattr__(matrix, "criteria", (mo.Criterion("cost"), mo.Criterion("quality", "min")))
    assert matrix.senses.tolist() == [1, -1]


def test_what_is_verified_forgets_answers_that_somebody_planted():
    matrix = table()
    matrix.answers["senses"] = np.array([1.0, 1.0])
    assert made(matrix)
    assert matrix.senses.tolist() == [-1, 1]


@pytest.mark.parametrize("name", mo.names("score"))
def test_the_second_answer_is_the_first(name):
    matrix = mo.load("orchestrators").matrix if name in {"wsm", "spotis"} else table()
    matrix = mo.Blanks.of(1).fill(matrix)
    weights = mo.Weights.of("equal", matrix)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", mo.MeaningWarning)
        first, second = (mo.get(name)(matrix, weights) for _ in range(2))
        assert second == first or (second.ranking == first.ranking and np.array_equal(second.scores, first.scores))
