"""Weights recovered from scores that are a ratio of two linear forms."""

import numpy as np
import pytest

import mcda_orch as mo

METHODS = [mo.topsis, mo.topsis.with_(distance="manhattan"), mo.topsis.with_(low=0.0, high=2.0), mo.rim, mo.rawec]


def random_case(rng):
    n, m = int(rng.integers(6, 13)), int(rng.integers(2, 7))
    x = mo.DecisionMatrix(rng.random((n, m)) + 0.1, criteria=[f"c{j}{':min' if rng.random() < 0.4 else ''}" for j in range(m)])
    return x, rng.dirichlet(np.ones(m))


@pytest.mark.parametrize("method", METHODS, ids=repr)
def test_weights_come_back_wherever_the_scores_tell_them(method):
    rng = np.random.default_rng(3)
    told = 0
    for _ in range(100):
        x, w = random_case(rng)
        found = mo.recover_weights(x, method, method(x, w).scores)
        assert found.agrees
        if found.gap > 1e-6:
            told += 1
            assert found.unique
            assert np.abs(found.weights.values - w).max() < 1e-9
    assert told > 90


def test_the_published_weights_of_the_orchestrators_come_out_of_topsis_scores():
    problem = mo.load("orchestrators")
    found = mo.recover_weights(problem, mo.topsis, mo.topsis(problem).scores)  # Metaflow scores 1
    assert found.unique
    assert (found.weights.values * 23).round(9).tolist() == [3, 3, 3, 3, 2, 2, 2, 2, 1, 1, 1]
    assert found.remarks[-1] == "No other weights give them."


def test_rounded_scores_are_met_to_their_last_digit():
    rng = np.random.default_rng(5)
    for _ in range(20):
        x, w = random_case(rng)
        scores = mo.topsis(x, w).scores.values.round(3)
        found = mo.recover_weights(x, "topsis", scores)
        assert found.agrees
        assert found.rounding is not None
        assert not found.unique
        assert found.error <= 0.0005 + 1e-9
        assert "rounded" in found.remarks[-1] or found.gap <= 1e-6


def test_scores_that_no_weights_explain_are_told_so():
    x, w = random_case(np.random.default_rng(11))
    scores = dict(mo.topsis(x, w).scores)
    scores["A2"] = 1 - scores["A2"]
    found = mo.recover_weights(x, "topsis", scores)
    assert not found.agrees
    assert not found.unique
    assert "No weights explain the scores" in str(found)


def test_all_weight_on_one_criterion_and_scores_of_zero_and_one():
    x = mo.DecisionMatrix(np.random.default_rng(2).random((9, 4)), criteria=list("abcd"))
    scores = mo.topsis(x, [1, 0, 0, 0]).scores
    assert {0.0, 1.0} <= set(scores.values.tolist())
    found = mo.recover_weights(x, "topsis", scores)
    assert found.unique
    assert found.weights.values.tolist() == [1, 0, 0, 0]


def test_too_few_scores_leave_the_weights_open():
    x = mo.DecisionMatrix(np.random.default_rng(4).random((9, 5)), criteria=list("abcde"))
    scores = dict(list(mo.topsis(x, [3, 2, 2, 1, 1]).scores.items())[:3])
    found = mo.recover_weights(x, "topsis", scores)
    assert found.agrees
    assert not found.unique
    assert found.gap < 1e-6
    assert "Other weights give the same scores" in found.remarks[-1]


def test_a_constant_criterion_is_named():
    x = mo.DecisionMatrix([[3, 1, 5], [2, 2, 5], [1, 4, 5], [2, 3, 5]], criteria=["a", "b", "c"])
    found = mo.recover_weights(x, "topsis", mo.topsis(x, [2, 1, 1]).scores)
    assert found.free == ("c",)
    assert not found.unique
    assert found.document()["free"] == ["c"]
    assert np.allclose(found.weights.values, [2 / 3, 1 / 3, 0])
    assert "c tells no alternatives apart; its weight could be anything." in found.remarks


def test_bad_input_is_one_clear_error():
    x = mo.DecisionMatrix([[3, 1], [2, 2], [1, 4]], criteria=["a", "b"])
    with pytest.raises(mo.DomainError, match=r"wsm are no ratio.*mo\.audit"):
        mo.recover_weights(x, "wsm", [1, 2, 3])
    with pytest.raises(mo.DomainError, match="vmcm are no ratio"):
        mo.recover_weights(x, "vmcm", [0.1, 0.2, 0.3])
    with pytest.raises(mo.DomainError, match="chebyshev|no ratio"):
        mo.recover_weights(x, "topsis", [0.1, 0.2, 0.3], distance="chebyshev")
    with pytest.raises(mo.DomainError, match="the score of 'A2' is 2, but topsis gives scores from 0 to 1"):
        mo.recover_weights(x, "topsis", [1, 2, 0])
    with pytest.raises(mo.DomainError, match="the score of 'A3' is -1, but topsis gives scores from 0 to 1"):
        mo.recover_weights(x, "topsis", [1, 0, -1])
    with pytest.raises(mo.MissingError, match="no scores are given"):
        mo.recover_weights(x, "topsis")
    with pytest.raises(mo.MissingError, match="no alternative has a score"):
        mo.recover_weights(x, "topsis", [float("nan")] * 3)
    with pytest.raises(mo.PluginError, match="no method is given"):
        mo.recover_weights(x, None, [0.1, 0.2, 0.3])
    with pytest.raises(mo.DomainError, match="no criterion tells the alternatives apart"):
        mo.recover_weights(mo.DecisionMatrix(np.ones((3, 2))), "topsis", [0, 0, 0])
    with pytest.raises(mo.DomainError, match=r"mo\.recover_weights"):
        mo.audit(x, [0.1, 0.2, 0.3], method="topsis")


def test_all_weight_on_criteria_that_tell_nobody_apart_explains_scores_of_nil():
    table = mo.DecisionMatrix([[1, 4], [3, 4]], criteria=["x:min", "y"])
    found = mo.recover_weights(table, "topsis", mo.topsis(table, [0, 3]).scores)
    assert found.agrees
    assert not found.unique
    assert found.weights.shares.values.tolist() == [0, 1]


def test_noise_in_weights_of_nil_does_not_move_scores_of_zero_or_one():
    for cells, signs, w in (
        ([[4, 4, 3, 2], [3, 2, 4, 3], [2, 4, 2, 2]], (1, -1, 1, 1), (0, 0, 1, 1)),
        ([[1, 4, 2, 1], [1, 4, 3, 1], [4, 4, 4, 1], [3, 1, 3, 3]], (1, -1, -1, 1), (1, 1, 0, 3)),
    ):
        criteria = ["abcd"[j] + (":min" if s < 0 else "") for j, s in enumerate(signs)]
        table = mo.DecisionMatrix(cells, criteria=criteria)
        assert mo.recover_weights(table, "topsis", mo.topsis(table, w).scores).agrees
