"""Every method, scaling and weighting on awkward tables: a right answer, or one clear error; never NaN, inf or a NumPy warning."""

import warnings

import numpy as np
import pytest

import mcda_orch as mo

TABLES = {
    "one alternative": [[1.0, 2.0, 3.0]],
    "one criterion": [[1.0], [2.0], [3.0]],
    "one cell": [[5.0]],
    "identical rows": [[1.0, 2.0], [1.0, 2.0], [1.0, 2.0]],
    "constant column": [[1.0, 2.0], [1.0, 3.0], [1.0, 4.0]],
    "zeros": [[0.0, 0.0], [0.0, 0.0]],
    "a zero": [[0.0, 1.0], [2.0, 3.0]],
    "signed": [[-1.0, 0.0], [1.0, -1.0], [0.0, 1.0]],
    "tiny": [[1e-300, 2e-300], [3e-300, 1e-300]],
    "huge": [[1e300, 2e299], [3e299, 1e300]],
    "tiny and huge": [[1e-300, 1e300], [1e300, 1e-300], [1.0, 1.0]],
    "huge and signed": [[-1e300, 1e300], [1e300, -1e300]],
    "nearly constant": [[1.0, 1.0], [1.0 + 1e-16, 2.0], [1.0 + 2e-16, 3.0]],
}
DIRECTIONS = {"all benefit": "max", "all cost": "min"}


@pytest.mark.parametrize("direction", DIRECTIONS.values(), ids=DIRECTIONS)
@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
@pytest.mark.parametrize("name", mo.names("score"))
def test_scores(name, table, direction):
    criteria = [mo.Criterion(f"c{j}", direction) for j in range(len(table[0]))]
    matrix = mo.DecisionMatrix(table, criteria=criteria)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            outcome = mo.get(name)(matrix, np.ones(len(criteria)))
        except mo.DomainError as error:
            assert name in str(error)
            assert error.hint
            return
    assert np.isfinite(outcome.scores).all()
    for one, other in np.argwhere((matrix.values[:, None] == matrix.values[None]).all(axis=-1)):
        assert outcome.ranking.dense[one] == outcome.ranking.dense[other]


@pytest.mark.parametrize("direction", DIRECTIONS.values(), ids=DIRECTIONS)
@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
@pytest.mark.parametrize("name", mo.names("scaling"))
def test_scalings(name, table, direction):
    matrix = mo.DecisionMatrix(table, criteria=[mo.Criterion(f"c{j}", direction) for j in range(len(table[0]))])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            found = np.asarray(mo.get(name)(matrix))
        except mo.DomainError as error:
            assert name in str(error)
            assert error.hint
            return
    assert found.shape == matrix.shape
    assert np.isfinite(found).all()
    worth = matrix.values * matrix.senses
    assert not ((worth[:, None] > worth[None]) & (found[:, None] < found[None] - 1e-9 * np.abs(found).max())).any()


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
@pytest.mark.parametrize("name", mo.names("weighting"))
def test_weightings(name, table):
    matrix = mo.DecisionMatrix(table)
    params = {"ranks": np.arange(1.0, matrix.shape[-1] + 1)} if "ranks" in mo.get(name).params else {}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.simplefilter("ignore", mo.MeaningWarning)
        try:
            weights = mo.get(name)(matrix, **params)
        except mo.DomainError as error:
            assert name in str(error)
            return
    assert weights.values.sum() == pytest.approx(1)
    assert (weights.values >= 0).all()


def test_extreme_values_are_ranked_right():
    matrix = mo.DecisionMatrix([[1e300], [1e-300], [2e-300]], ["big", "small", "twice"])
    for name in ("wsm", "wpm", "promethee_ii"):
        assert str(mo.get(name)(matrix, [3]).ranking) == "big > twice > small", name


def test_a_constant_criterion_gets_no_weight_and_a_warning_says_so():
    with pytest.warns(mo.MeaningWarning, match="critic gives 'C2' the weight 0"):
        weights = mo.weightings.critic(mo.DecisionMatrix([[1, 5, 2], [2, 5, 3], [4, 5, 1]]))
    assert weights.values[1] == 0


def test_an_interval_scale_under_a_method_that_needs_a_zero():
    criteria = [mo.Criterion("heat", scale=mo.Interval(), unit="°C"), "speed"]
    matrix = mo.DecisionMatrix([[20, 1], [30, 2]], criteria=criteria)
    with pytest.warns(
        mo.MeaningWarning, match="'heat' has an interval scale, .* topsis gives depends on where zero lies, that of \\w+ and \\w+ does not"
    ):
        outcome = mo.topsis(matrix, [1, 1])
    assert "heat" in outcome.notes[0]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        mo.topsis(matrix, [1, 1], scale=mo.scalings.minmax)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda m: mo.wpm(m, [1, 1]), "wpm needs values > 0, but 'C1' of 'A1' is -1"),
        (lambda m: mo.topsis(m, [1, 1], scale=mo.scalings.total), "total \\(the scale of topsis\\) needs values >= 0"),
        (lambda m: mo.topsis(m, [1, 1], scale="minmx"), "'minmx', which is no scaling. Hint: did you mean 'minmax'"),
        (lambda m: mo.topsis(m, [1, 1], skale=None), "topsis has no parameter 'skale'. Hint: did you mean 'scale'"),
        (lambda m: mo.promethee_ii(m, [1, 1], p={"C3": 1}), "value of p of promethee_ii for 'C3', which is no criterion"),
        (lambda m: mo.promethee_ii(m, [1, 1], p=[1, 2, 3]), "3 values of p of promethee_ii for 2 criteria"),
        (lambda m: mo.promethee_ii(m, [1, 1], function="steep"), "function of promethee_ii is 'steep', but must be 'usual', "),
        (lambda m: mo.get("topsi"), "there is no plug-in 'topsi'. Hint: did you mean 'topsis'"),
        (lambda m: mo.names("scores"), "there is no family 'scores'. Hint: did you mean 'score'"),
        (lambda m: mo.wsm(m, mo.WeightSet(m).order("C1 > C2")), "wsm takes one weight vector, not a set of them: WeightSet"),
        (lambda m: mo.wsm(m, [1, 1]).explain("A1", "A9"), "there is no alternative 'A9'"),
    ],
)
def test_errors_name_who_where_and_a_way_out(call, message):
    with pytest.raises(mo.McdaError, match=message):
        call(mo.DecisionMatrix([[-1, 2], [3, 1]]))


def test_names_may_hold_anything():
    matrix = mo.DecisionMatrix([[1, 2], [3, 4]], ["a|b", "🐝 [red]"], ["c|d", "<e>"])
    outcome = mo.wsm(matrix, [1, 1])
    assert "a\\|b" in outcome.table.markdown()
    assert "&lt;e&gt;" in outcome.steps.html()
    assert str(outcome.ranking) == "🐝 [red] > a|b"


def test_the_advice_knows_the_parameters_in_force():
    names = [law.name for law in mo.topsis.claims({"scale": mo.scalings.minmax})[0]]
    assert "origin_free" in names
    declared = mo.scalings.minmax.with_(low=np.zeros(2), high=np.ones(2))
    assert "independent" in [law.name for law in mo.wsm.claims({"scale": declared})[0]]
    partly = mo.scalings.minmax.with_(low=np.array([0.0, np.nan]), high=np.ones(2) * np.nan)
    assert "independent" in [law.name for law in mo.wsm.claims({"scale": partly})[1]]
    assert "independent" in [law.name for law in mo.spotis.claims({"low": np.zeros(2), "high": np.ones(2)})[0]]
    assert mo.wsm.claims({"scale": mo.scalings.vector.with_(cost="reflect")}) is None
