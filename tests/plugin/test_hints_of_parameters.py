"""Parameters without effect or outside their range: the error names parameter, value and way out, and the way out runs."""

import ast
import re

import numpy as np
import pytest

import mcda_orch as mo

MATRIX = mo.DecisionMatrix([[3, 7, 2], [5, 1, 8], [6, 6, 3], [2, 9, 9]], list("ABCD"), ["x", "y", "z"])
W = [5, 3, 2]


def scores(method, **params):
    return np.asarray(mo.get(method)(MATRIX, W, **params).scores).tolist()


WITHOUT_EFFECT = [
    ("topsis", {"p": 3}, "p", "distance", "minkowski"),
    ("topsis", {"p": 1.5, "distance": "manhattan"}, "p", "distance", "minkowski"),
    ("promethee_ii", {"q": 1}, "q", "function", "linear"),
    ("promethee_ii", {"p": 4}, "p", "function", "linear"),
    ("promethee_ii", {"q": [1, 1, 1]}, "q", "function", "linear"),
    ("promethee_ii", {"p": {"x": 2, "y": 3, "z": 4}}, "p", "function", "linear"),
    ("promethee_ii", {"function": "gaussian", "p": 4}, "p", "function", "linear"),
    ("promethee_ii", {"function": "v_shape", "q": 1, "p": 4}, "q", "function", "linear"),
    ("promethee_ii", {"function": "u_shape", "q": 1, "p": 4}, "p", "function", "linear"),
    ("promethee_ii", {"sigma": 2}, "sigma", "function", "gaussian"),
    ("promethee_ii", {"function": "linear", "p": 4, "sigma": 2}, "sigma", "function", "gaussian"),
    ("prosa_c", {"q": 1}, "q", "function", "linear"),
    ("prosa_c", {"sigma": 1}, "sigma", "function", "gaussian"),
]


@pytest.mark.parametrize(("method", "params", "idle", "other", "word"), WITHOUT_EFFECT)
def test_the_setting_that_gives_a_parameter_its_effect_is_named_and_does(method, params, idle, other, word):
    with pytest.raises(mo.PluginError, match=f"^{idle} of {method} has no effect with {other}=") as caught:
        scores(method, **params)
    said = re.search(rf"say {other}=('\w+')", caught.value.hint)
    assert ast.literal_eval(said[1]) == word
    assert f"leave out {idle}" in caught.value.hint
    found = params | {other: word}
    if word == "gaussian":
        found = {key: found[key] for key in (idle, other)}  # thresholds have no effect there
    elif idle == "q" and "p" not in found:
        found["p"] = 6
    assert scores(method, **found) != scores(method)
    left = {key: value for key, value in params.items() if key != idle}
    assert len(scores(method, **left)) == 4


@pytest.mark.parametrize(
    ("method", "params", "message"),
    [
        ("comet", {"levels": 2, "values": [[1, 5, 9]] * 3}, "levels of comet has no effect where values is given"),
        ("topsis", {"scale": "minmax", "high": 10.0}, "scale of topsis has no effect where high is given"),
        ("topsis", {"scale": "vector", "low": [0, 0, 0]}, "scale of topsis has no effect where low is given"),
        ("owa", {"quantifier": 0.5, "order_weights": [0.5, 0.3, 0.2]}, "quantifier of owa has no effect where order_weights is given"),
        ("balanced_spotis", {"alpha": 0.3}, "alpha of balanced_spotis has no effect without ideal"),
        ("ahp", {"levels": [[1, 2], [1, 2], [1, 2]]}, "levels of ahp has no effect without intensities"),
    ],
)
def test_parameters_that_make_each_other_idle_are_refused_together(method, params, message):
    with pytest.raises(mo.PluginError, match=message):
        scores(method, **params)


OUT_OF_RANGE = [
    ("vikor", "v", 1.01, r"\[0, 1\]", 1.0),
    ("vikor", "v", -0.1, r"\[0, 1\]", 0.0),
    ("vikor", "v", float("inf"), r"\[0, 1\]", 0.5),
    ("waspas", "lam", 1.5, r"\[0, 1\]", 1.0),
    ("hurwicz", "alpha", -1, r"\[0, 1\]", 0.0),
    ("cocoso", "lam", 2, r"\[0, 1\]", 1.0),
    ("codas", "tau", -0.5, "at least 0", 0.02),
    ("gra", "zeta", 1.2, r"\(0, 1\]", 1.0),
    ("gra", "zeta", -0.5, r"\(0, 1\]", 0.1),
    ("comet", "levels", 0, "at least 2", 2),
    ("comet", "levels", float("nan"), "whole number", 3),
    ("topsis", "p", 0, "at least 1", 1),
    ("promethee_ii", "q", -0.5, "at least 0", 0),
    ("promethee_ii", "sigma", -1, "at least 0", 0),
]
WITH = {
    ("topsis", "p"): {"distance": "minkowski"},
    ("promethee_ii", "q"): {"function": "linear", "p": 3},
    ("promethee_ii", "sigma"): {"function": "gaussian"},
}


@pytest.mark.parametrize(("method", "key", "wrong", "allowed", "right"), OUT_OF_RANGE)
def test_a_value_outside_its_range_is_refused_with_the_range_and_its_ends_are_not(method, key, wrong, allowed, right):
    around = WITH.get((method, key), {})
    with pytest.raises(mo.McdaError, match=rf"^{key} of {method} is {re.escape(f'{wrong:g}')}, but must .*{allowed}"):
        scores(method, **around, **{key: wrong})
    with pytest.raises(mo.McdaError, match=f"^{key} of {method} is "):
        mo.get(method).with_(**around, **{key: wrong})(MATRIX, W)
    with pytest.raises(mo.McdaError, match=f"^{key} of {method} is "):
        mo.get(method)(mo.Problem(MATRIX, W, params={method: around | {key: wrong}}))
    assert np.isfinite(scores(method, **around, **{key: right})).all()
