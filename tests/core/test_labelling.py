"""Whatever carries names is matched by name or refused; the order in which it says things never matters."""

from collections import namedtuple
from fractions import Fraction

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.core.frozen import Labelled
from mcda_orch.core.labelling import by_name

pd = pytest.importorskip("pandas", reason="pandas is not installed")
pl = pytest.importorskip("polars", reason="polars is not installed")

MATRIX = mo.DecisionMatrix([[9, 1, 5], [1, 9, 5.0]], ["Ant", "Bee"], ["x", "y:min", "z"])
TURNED = {"z": 1.0, "y": 0.25, "x": 0.5}
KINDS = {
    "dict": TURNED,
    "fractions": {k: Fraction(v) for k, v in TURNED.items()},
    "pairs": list(TURNED.items()),
    "named tuple": namedtuple("Row", TURNED)(*TURNED.values()),
    "Labelled": Labelled(np.array(list(TURNED.values())), tuple(TURNED)),
    "Weights": mo.Weights(TURNED),
    "pandas Series": pd.Series(TURNED),
    "named fields": np.array(tuple(TURNED.values()), dtype=[(k, float) for k in TURNED])[()],
    "pandas, name and value": pd.DataFrame({"criterion": list(TURNED), "weight": list(TURNED.values())}),
    "polars, name and value": pl.DataFrame({"criterion": list(TURNED), "weight": list(TURNED.values())}),
    "pandas, one row": pd.DataFrame([TURNED]),
    "polars, one row": pl.DataFrame([TURNED]),
    "pandas, one column with an index": pd.DataFrame({"weight": TURNED}),
    "heads as in the table": pd.Series({"z": 1.0, "y:min": 0.25, "x": 0.5}),
    "list": [0.5, 0.25, 1.0],
    "pandas Series that counts": pd.Series([0.5, 0.25, 1.0]),
    "polars Series": pl.Series([0.5, 0.25, 1.0]),
    "array": np.array([0.5, 0.25, 1.0]),
}


@pytest.mark.parametrize("given", KINDS.values(), ids=KINDS)
def test_weights_find_their_criteria(given):
    assert mo.wsm(MATRIX, given).weights.values[..., :].tolist() in ([0.5, 0.25, 1.0], [1.0, 0.25, 0.5])
    assert mo.wsm(MATRIX, given).scores.tolist() == pytest.approx([9.25, 3.25])
    assert mo.Weights(given, ["x", "y", "z"]).values.tolist() == [0.5, 0.25, 1.0]
    assert mo.wsm(mo.Problem(MATRIX, given)).scores.tolist() == pytest.approx([9.25, 3.25])


@pytest.mark.parametrize("given", KINDS.values(), ids=KINDS)
def test_so_do_parameters_and_exact_questions(given):
    if isinstance(given, mo.Weights):
        given = dict(given.items())
    ordered = mo.promethee_ii(MATRIX, [1, 1, 1], function="linear", q=[0.0, 0.0, 0.0], p=[0.5, 0.25, 1.0])
    found = mo.promethee_ii(MATRIX, [1, 1, 1], function="linear", q=[0.0, 0.0, 0.0], p=given)
    assert found.scores.tolist() == ordered.scores.tolist()
    assert mo.stability(MATRIX, "wsm", given).question.shares == (Fraction(2, 7), Fraction(1, 7), Fraction(4, 7))


@pytest.mark.parametrize(
    "given",
    [
        {"Bee": 2, "Ant": 7},
        [7, 2],
        pd.Series({"Bee": 2, "Ant": 7}),
        pd.DataFrame({"tool": ["Bee", "Ant"], "score": [2, 7]}),
        pl.Series([7, 2]),
    ],
)
def test_published_scores_find_their_alternatives(given):
    problem = mo.Problem(MATRIX, [1, 1, 1], published=given)
    assert dict(problem.published.items()) == {"Ant": 7, "Bee": 2}
    assert dict(mo.audit(MATRIX, given, ranking=False).problem.published.items()) == {"Ant": 7, "Bee": 2}


def test_published_scores_may_be_left_out_but_not_made_up():
    assert np.isnan(mo.Problem(MATRIX, published={"Bee": 2}).published["Ant"])
    with pytest.raises(mo.LabelError, match="a score for 'Cat', which is no alternative"):
        mo.Problem(MATRIX, published={"Cat": 2})


@pytest.mark.parametrize(
    ("given", "error", "message"),
    [
        (pd.Series({"x": 1, "y": 2, "zz": 3}), mo.LabelError, "a weight for 'zz', which is no criterion"),
        (pd.Series({"x": 1}), mo.LabelError, "criteria 'y', 'z' have no weight"),
        (pd.Series([1, 2, 3], index=[2, 0, 1]), mo.LabelError, "a weight for '2', which is no criterion"),
        (pd.Series([1, 2, 3, 4], index=["x", "x", "y", "z"]), mo.LabelError, "two weights for 'x'"),
        ({"y": 1, "y:min": 1, "x": 1, "z": 1}, mo.LabelError, "two weights for 'y'"),
        ([1, 2], mo.ShapeError, "2 weights for 3 criteria"),
        (pl.Series([1, 2]), mo.ShapeError, "2 weights for 3 criteria"),
        (["1", "2", "3"], mo.DomainError, "weight of 'x' is '1', which is no number"),
        ([1, 2, 3j], mo.DomainError, "weight of 'x' is \\(1\\+0j\\)|weight of 'z' is 3j"),
        (np.ma.array([1, 2, 3], mask=[0, 1, 0]), mo.DomainError, "weight of 'y' is nan"),
        ([1, None, 3], mo.DomainError, "weight of 'y' is nan"),
        ({"x": 1, "y": pd.NA, "z": 2}, mo.DomainError, "weight of 'y' is nan"),
        ({1, 2, 3}, mo.LabelError, "a set has no order"),
        (5, mo.ShapeError, "weights of shape \\(\\)"),
        ({"x": [1, 2], "y": [1, 2, 3], "z": 1}, mo.ShapeError, "differ in length"),
        ("equl", mo.PluginError, "no weighting 'equl'. Hint: did you mean 'equal'"),
    ],
)
def test_what_does_not_fit_is_one_clear_error(given, error, message):
    with pytest.raises(error, match=message):
        mo.wsm(MATRIX, given)
    with pytest.raises(error, match=message):
        mo.Problem(MATRIX, given)


@pytest.mark.parametrize(
    "given", [{"y": [0.25, 1.0], "x": [0.5, 1.0], "z": 1}, pd.DataFrame({"y": [0.25, 1.0], "z": [1, 1], "x": [0.5, 1.0]})]
)
def test_batches_of_weights_keep_their_names(given):
    np.testing.assert_allclose(mo.wsm(MATRIX, given).scores, mo.wsm(MATRIX, [[0.5, 0.25, 1], [1, 1, 1]]).scores)


def test_a_weighting_is_named_wherever_weights_are_taken():
    part = mo.DecisionMatrix([[9, 1], [2, 9], [3, 3]])
    expected = mo.weightings.entropy(part)
    for given in ("entropy", mo.weightings.entropy):
        assert mo.wsm(part, given).weights == expected
        assert mo.wsm(part, given).weights.source == "entropy"
        assert mo.Problem(part, given).weights == expected
        assert mo.compare(part, ["wsm"], given).outcomes["wsm"].weights == expected
        assert mo.stability(part, "wsm", given).question.shares


def test_equal_weights_need_no_cells():
    blank = mo.DecisionMatrix([[1, None], [2, 3]])
    assert mo.weightings.equal(blank).values.tolist() == [0.5, 0.5]
    assert mo.wsm(blank, "equal", "redistribute").scores.tolist() == [1.0, 2.5]


def test_a_weight_set_reads_names_too():
    known = mo.WeightSet(MATRIX).order("z > x")
    assert known.contains(pd.Series({"z": 0.5, "y": 0.25, "x": 0.25}))
    assert not known.contains(pd.Series({"x": 0.5, "y": 0.25, "z": 0.25}))


def test_rankings_and_statements_read_series():
    ranks = pd.Series({"Bee": 1, "Ant": 2})
    assert mo.audit(MATRIX, ranking=ranks).consistent == mo.audit(MATRIX, ranking=["Bee", "Ant"]).consistent
    assert str(mo.max_margin(MATRIX, "wsm", ranks)) == str(mo.max_margin(MATRIX, "wsm", dict(ranks)))
    assert str(mo.Ranking(ranks)) == "Bee > Ant"
    assert str(mo.Ranking.from_scores(pd.Series({"Bee": 1.0, "Ant": 2.0}), ("Ant", "Bee"))) == "Ant > Bee"
    assert mo.WeightSet(MATRIX).bounds(pd.Series({"z": 0.25})).interval("z") == (Fraction(1, 4), Fraction(1, 4))


def test_capacities_and_relations_are_matched_by_name():
    worth = {"x": 0.3, "y": 0.5, "z": 0.1}
    for given in (pd.Series(worth), dict(reversed(worth.items()))):
        capacity = mo.Capacity.sugeno(given, ["x", "y", "z"])
        assert [round(capacity[name], 12) for name in worth] == list(worth.values())
    square = pd.DataFrame([[1, 0.5], [0.25, 1]], ["Bee", "Ant"], ["Bee", "Ant"])
    for table in (square, square.loc[["Ant", "Bee"]], square[["Ant", "Bee"]]):
        assert mo.Relation(table, ["Ant", "Bee"]).values.tolist() == [[1, 0.25], [0.5, 1]]
        assert mo.Preorder(table > 0.3, ["Ant", "Bee"]).better("Bee", "Ant")
    with pytest.raises(mo.LabelError, match="a column of credibilities for 'Bee', which is no alternative"):
        mo.Relation(square, ["Ant", "Cat"])


def test_values_that_are_lists_stay_what_they_are():
    assert by_name({"b": [1, 2], "a": [1, 2, 3]}, ("a", "b"), "list") == [[1, 2, 3], [1, 2]]
    assert by_name({"b": (1, None)}, ("a", "b"), "pair", partial=True) == [None, (1, None)]


def test_values_that_have_names_of_their_own_are_no_weights():
    frame = pd.DataFrame([[1, 3], [1 / 3, 1]], ["Ant", "Bee"], ["Ant", "Bee"])
    matrix = mo.DecisionMatrix([[1, 2], [3, 4]], ["Ant", "Bee"], ["speed", "size"])
    for given in (frame, frame["Ant"], {"Ant": 1, "Bee": 2}):
        with pytest.raises(mo.LabelError, match="what 'speed' gets has names of its own: 'Ant', 'Bee'"):
            mo.topsis(matrix, {"speed": given, "size": given})
    assert mo.topsis(matrix, {"speed": pd.Series([1, 2]), "size": [2, 1]}).scores.shape == (2, 2)


def test_a_series_that_is_turned_or_cut_has_an_order_of_its_own():
    matrix = mo.DecisionMatrix([[1, 2], [3, 4]], ["Ant", "Bee"], ["speed", "size"])
    assert mo.wsm(matrix, pd.Series([2, 1])).weights.values.tolist() == [2, 1]
    for given in (pd.Series([2, 1])[::-1], pd.Series([0, 2, 1])[1:]):
        with pytest.raises(mo.LabelError, match="there is a weight for '[12]', which is no criterion"):
            mo.wsm(matrix, given)


def test_numbers_that_are_text_are_told_how_they_become_numbers():
    with pytest.raises(
        mo.DomainError, match=r"'price' of 'Ant' is '12', which is no number. Hint: .*astype\(float\), or where mo.read reads the file"
    ):
        mo.DecisionMatrix(pd.DataFrame({"price": ["12", "9"]}, index=["Ant", "Bee"]))
    with pytest.raises(mo.DomainError, match=r"is 'low', which is no number. Hint: declare levels"):
        mo.DecisionMatrix(pd.DataFrame({"price": ["low", "9"]}, index=["Ant", "Bee"]))
