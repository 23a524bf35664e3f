"""Parameters are checked in one place: words, ranges, order, effect, and by name."""

import numpy as np
import pandas as pd
import pytest

import mcda_orch as mo

MATRIX = mo.DecisionMatrix([[3, 7, 2], [5, 1, 8], [6, 6, 3], [2, 9, 9]], list("ABCD"), ["x", "y", "z"])
W = [5, 3, 2]


@pytest.mark.parametrize(
    ("method", "params", "message"),
    [
        ("promethee_ii", {"function": "linear", "q": 5, "p": 1}, "p of promethee_ii is 1, but q is 5"),
        ("promethee_ii", {"function": "linear", "q": [0, 5, 0], "p": 1}, "p of promethee_ii is 1 for 'y', but q is 5"),
        ("promethee_ii", {"function": ["usual", "level", "usual"], "q": [9, 5, 9], "p": 1}, "p of promethee_ii is 1 for 'y', but q is 5"),
        ("promethee_ii", {"function": "linear", "q": -1, "p": 3}, "q of promethee_ii is -1, but must be at least 0"),
        ("promethee_ii", {"function": "linear", "q": {"z": -1}, "p": 3}, "q of promethee_ii is -1 for 'z', but must be at least 0"),
        ("promethee_ii", {"function": "linear", "q": [0, -1, 0], "p": 3}, "q of promethee_ii is -1 for 'y', but must be at least 0"),
        ("promethee_ii", {"function": "linaer"}, "function of promethee_ii is 'linaer', but must be 'usual', .* did you mean 'linear'"),
        ("promethee_ii", {"function": ["linear", "usual"]}, "2 functions of promethee_ii for 3 criteria"),
        ("promethee_ii", {"q": 5, "p": 20}, "q and p of promethee_ii have no effect with function='usual'. Hint: say function='linear'"),
        ("promethee_ii", {"function": "linear", "p": np.inf}, "p of promethee_ii is inf, but must be"),
        ("promethee_ii", {"function": "linear", "p": ["1", "2", "3"]}, "value of p of promethee_ii of 'x' is '1'"),
        ("topsis", {"p": 1}, "p of topsis has no effect with distance='euclidean'. Hint: say distance='minkowski'"),
        ("topsis", {"scale": "minmax", "low": 0.0}, "scale of topsis has no effect where low is given"),
        ("topsis", {"scale": mo.topsis}, "scale of topsis is topsis, but must be a scaling"),
        ("topsis", {"scale": mo.scalings.minmax.with_(low=[0, 1])}, "2 values of low of minmax for 3 criteria"),
        ("topsis", {"scale": mo.scalings.linear.with_(beyond="extend")}, "beyond of linear has no effect without worst or best"),
        ("vikor", {"v": 5}, r"v of vikor is 5, but must lie in \[0, 1\]"),
        ("vikor", {"v": "0.5"}, "v of vikor is '0.5', but must be a number"),
        ("vikor", {"v": True}, "v of vikor is True, but must be a number"),
        ("waspas", {"lam": -3}, r"lam of waspas is -3, but must lie in \[0, 1\]"),
        ("waspas", {"shares": 1}, "shares of waspas is 1, but must be True or False"),
        ("hurwicz", {"alpha": 7}, r"alpha of hurwicz is 7, but must lie in \[0, 1\]"),
        ("hurwicz", {"alpha": [0.1, 0.2, 0.3]}, "alpha of hurwicz is .*, but must be a number"),
        ("cocoso", {"lam": float("nan")}, "lam of cocoso is nan, but must be"),
        ("codas", {"tau": float("nan")}, "tau of codas is nan, but must be"),
        ("gra", {"zeta": 0}, r"zeta of gra is 0, but must lie in \(0, 1\]"),
        ("comet", {"levels": 1}, "levels of comet is 1, but must be at least 2"),
        ("comet", {"levels": 2.5}, "levels of comet is 2.5, but must be a whole number"),
        ("comet", {"values": [[1, 2], [3], [4]], "levels": 2}, "levels of comet has no effect where values is given"),
        ("spotis", {"low": 5, "high": [6, 1, 6]}, "high of spotis is 1 for 'y', but low is 5"),
        ("rafsi", {"n1": 6}, "n2k of rafsi is 6, but n1 is 6. Hint: n2k must be above n1"),
        ("owa", {"order_weights": [1, 2]}, r"order_weights of owa has shape \(2,\), but must be an array of shape \(m\)"),
        ("aras", {"ideal": {"y": -1}}, "ideal of aras is -1 for 'y', but must fit values >= 0"),
        ("dea", {"orientation": "output"}, "orientation of dea has no effect with returns='constant'"),
        ("balanced_spotis", {"alpha": 0.2}, "alpha of balanced_spotis has no effect without ideal"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_by_name(method, params, message):
    with pytest.raises(mo.McdaError, match=message):
        mo.get(method)(MATRIX, W, **params)


@pytest.mark.parametrize("plain", [np.float64(0.25), np.array(0.25), np.float32(0.25)])
def test_numbers_of_numpy_are_numbers(plain):
    assert (mo.vikor(MATRIX, W, v=plain).scores == mo.vikor(MATRIX, W, v=0.25).scores).all()


def test_scalings_go_by_name():
    by_name, by_value = (mo.topsis(MATRIX, W, scale=scale) for scale in ("minmax", mo.scalings.minmax))
    assert (by_name.scores == by_value.scores).all()
    assert (mo.topsis.with_(scale="minmax")(MATRIX, W).scores == by_value.scores).all()
    assert (mo.topsis.kernel(MATRIX.values, np.array(W), MATRIX.senses, scale="minmax") == by_value.scores).all()
    some = mo.wsm(MATRIX, W, scale={"x": "minmax", "z": mo.scalings.vector})
    assert some.scores.tolist() == mo.wsm(MATRIX, W, scale={"x": mo.scalings.minmax, "z": mo.scalings.vector}).scores.tolist()


def test_words_go_by_criterion():
    by_name = mo.promethee_ii(MATRIX, W, function={"y": "linear"}, p={"y": 4})
    assert by_name.scores.tolist() == mo.promethee_ii(MATRIX, W, function=["usual", "linear", "usual"], p=[0, 4, 0]).scores.tolist()
    with pytest.raises(mo.LabelError, match="function of promethee_ii for 'w', which is no criterion"):
        mo.promethee_ii(MATRIX, W, function={"w": "linear"})
    with pytest.raises(mo.LabelError, match="'x' and 'z' have no|'x', 'z' have no kinds of pvm"):
        mo.pvm(MATRIX, W, kinds={"y": "desirable"})


def test_a_default_that_is_stated_is_no_error():
    assert mo.topsis(MATRIX, W, p=2, distance="euclidean").scores.tolist() == mo.topsis(MATRIX, W).scores.tolist()
    first = mo.topsis(MATRIX, W)
    assert mo.topsis(MATRIX, W, **first.params).scores.tolist() == first.scores.tolist()


def test_bound_parameters_are_checked_where_they_are_bound_and_together_where_they_are_used():
    with pytest.raises(mo.DomainError, match="v of vikor is 5"):
        mo.vikor.with_(v=5)
    with pytest.raises(mo.PluginError, match="p of topsis has no effect"):
        mo.topsis.with_(p=1)(MATRIX, W)


def test_kernels_check_too():
    x, w, s = MATRIX.values, np.array(W, dtype=float), MATRIX.senses
    for call, message in [
        (lambda: mo.vikor.kernel(x, w, s, v=5), "v of vikor is 5"),
        (lambda: mo.topsis.kernel(x, w, s, p=1), "p of topsis has no effect"),
        (lambda: mo.topsis.kernel(x, w, s, distance="taxi"), "distance of topsis is 'taxi'"),
        (lambda: mo.topsis.kernel(x, w, s, mo.scalings.minmax), "got 1 more without a name. Hint: parameters go by name: scale, distance"),
        (lambda: mo.promethee_ii.kernel(x, w, s, function="linear", p={"x": 2}), "p of promethee_ii has names, but a kernel knows none"),
        (lambda: mo.promethee_ii.kernel(x, w, s, function="linear", q=np.full((5, 3), 2.0), p=1.0), "p of promethee_ii is 1, but q is 2"),
        (lambda: mo.weightings.geometric_mean.kernel(np.ones((2, 2)), 1), "and it has none"),
    ]:
        with pytest.raises(mo.McdaError, match=message):
            call()


def test_what_a_problem_says_gives_way_to_what_is_bound_and_to_what_is_passed():
    problem = mo.Problem(MATRIX, mo.Weights(dict(zip("xyz", W, strict=True))), params={"vikor": {"v": 0.25}})
    scores = {v: mo.vikor(MATRIX, W, v=v).scores.tolist() for v in (0.25, 0.5, 1.0)}
    assert mo.vikor(problem).scores.tolist() == scores[0.25]
    assert mo.vikor.with_(v=1.0)(problem).scores.tolist() == scores[1.0]
    assert mo.vikor.with_(v=1.0)(problem, v=0.5).scores.tolist() == scores[0.5]
    stale = mo.Problem(MATRIX, problem.weights, params={"topsis": {"p": 1}})
    with pytest.raises(mo.PluginError, match="p of topsis has no effect"):
        mo.topsis(stale)


def test_declared_bounds_are_taken_only_where_they_have_an_effect():
    criteria = [mo.Criterion(c, scale=mo.Ratio(low=0, high=10)) for c in "xyz"]
    matrix = mo.DecisionMatrix(MATRIX.values, list("ABCD"), criteria)
    assert mo.comet(matrix, W, values=[[2, 6], [1, 9], [2, 9]]).params["low"] is None
    assert mo.comet(matrix, W).params["low"].tolist() == [0, 0, 0]


def test_drawn_parameters_stay_within_their_range():
    with pytest.raises(mo.DomainError, match=r"v of vikor is .*, but must lie in \[0, 1\]"):
        mo.smaa(MATRIX, mo.vikor, W, draws=200, rng=1, params={"v": (0.0, 1.9)})
    with pytest.raises(mo.DomainError, match="p of promethee_ii is .*, but q is"):
        mo.smaa(MATRIX, mo.promethee_ii, W, draws=200, rng=1, params={"function": "linear", "q": 2, "p": (1.0, 9.0)})


@pytest.mark.parametrize("low", [[1], np.ones(1), [1, 2], [[1, 2], [3, 4]], [1, 2, 3, 4]])
def test_a_kernel_counts_the_numbers_for_its_criteria(low):
    with pytest.raises(mo.ShapeError, match=f"low of gra holds {np.shape(low)[-1]} numbers? for 3 criteria"):
        mo.gra.kernel(np.eye(3), np.ones(3), np.ones(3), low=low, high=9)


FLAGS = [
    [True, 0, 0],
    {"x": True},
    np.array([True, False, True]),
    np.array([True, 0, 1], dtype=object),
    [("x", True)],
    [[True, 0, 0], [0, 0, 0]],
    {"x": [True, False]},
]


@pytest.mark.parametrize("low", [*FLAGS, *map(pd.Series, FLAGS[2:3]), pd.DataFrame({"x": [True], "y": [False], "z": [1]})], ids=str)
def test_true_and_false_are_no_numbers_for_criteria(low):
    with pytest.raises(mo.PluginError, match="True and False are no numbers; write 1 and 0"):
        mo.spotis(MATRIX, W, low=low, high=[99, 99, 99])
    if not isinstance(low, (dict, pd.DataFrame)):
        with pytest.raises(mo.PluginError, match="order_weights of owa is"):
            mo.owa(MATRIX, W, order_weights=low)


def test_names_where_they_mean_nothing_are_refused_and_columns_without_names_are_lists():
    with pytest.raises(mo.PluginError, match="order_weights of owa .* the numbers have names, which mean nothing here"):
        mo.owa(MATRIX, W, order_weights=pd.Series({"x": 1, "y": 0, "z": 1}))
    ones = pd.Series([1.0, 2.0, 1.0])
    assert mo.owa(MATRIX, W, order_weights=ones).ranking == mo.owa(MATRIX, W, order_weights=[1, 2, 1]).ranking


def test_a_number_that_no_float_holds_is_refused_where_anything_may_stand():
    with pytest.raises(mo.McdaError, match="quantifier of owa is"):
        mo.owa(MATRIX, W, quantifier=10**400)
