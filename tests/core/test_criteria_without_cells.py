"""A criterion of which nobody knows a cell: what is well defined is computed, all else is refused with a way out."""

import numpy as np
import pytest

import mcda_orch as mo

NAN = np.nan
KNOWN = [[1, 0.5], [0.2, 0.9], [0.4, 0.4]]
NAMES = ["A", "B", "C"]
BLANK = [[*row, NAN] for row in KNOWN]


def matrix(rows=BLANK, criteria=("x", "y", "cov")):
    return mo.DecisionMatrix(rows, NAMES[: len(rows)], list(criteria))


CASES = {
    "weight nil": (matrix(), [2, 1, 0], [2, 1]),
    "a weight of its own": (matrix(), [2, 1, 3], [4, 2]),
    "the first column": (matrix([[NAN, *row] for row in KNOWN], ("cov", "x", "y")), [3, 2, 1], [4, 2]),
    "the middle column": (matrix([[a, NAN, b] for a, b in KNOWN], ("x", "cov", "y")), [2, 3, 1], [4, 2]),
    "two columns": (matrix([[a, NAN, b, NAN] for a, b in KNOWN], ("x", "c", "y", "d")), [2, 1, 1, 2], [4, 2]),
    "less would be better": (matrix(BLANK, ("x", "y", "cov:min")), [2, 1, 3], [4, 2]),
    "a declared scale": (matrix(BLANK, ("x", "y", mo.Criterion("cov", scale=mo.Ratio(low=0, high=9)))), [2, 1, 3], [4, 2]),
    "masked cells": (matrix(np.ma.masked_invalid(BLANK)), [2, 1, 3], [4, 2]),
    "None": (matrix([[*row, None] for row in KNOWN]), [2, 1, 3], [4, 2]),
    "weights by name": (matrix(), {"cov": 3, "y": 1, "x": 2}, [4, 2]),
    "equal weights by word": (matrix(), "equal", [0.5, 0.5]),
}


@pytest.mark.parametrize("method", ["wsm", "topsis", "vikor", "edas", "codas", "promethee_ii"])
@pytest.mark.parametrize(("blank", "weights", "shared"), CASES.values(), ids=CASES)
def test_the_weight_of_an_unknown_criterion_is_shared_out(method, blank, weights, shared):
    found = mo.get(method)(blank, weights, "redistribute")
    expected = mo.get(method)(mo.DecisionMatrix(KNOWN, NAMES, ["x", "y"]), shared)
    np.testing.assert_allclose(found.scores, expected.scores, atol=1e-12)
    assert found.ranking == expected.ranking


def test_questions_about_such_a_problem_are_answered():
    problem = mo.Problem(matrix(), [2, 1, 3], "redistribute", {"A": 5.0, "B": 2.6, "C": 2.4})
    assert mo.compare(problem, ["wsm", "topsis"]).outcomes["wsm"].scores.tolist() == pytest.approx([5, 2.6, 2.4])
    assert mo.stability(problem, "wsm").method == "wsm"
    assert mo.smaa(problem, "wsm", draws=16, rng=1).method == "wsm"
    assert "B" in str(mo.what_if(problem, "B", method="wsm"))
    assert "cov" in str(mo.brief(problem))


def test_a_table_with_an_empty_column_is_read_and_ranked(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("tool,x,y,cov\nweights,2,1,3\nA,1,0.5,\nB,0.2,0.9,\nC,0.4,0.4,\n", encoding="utf-8")
    assert mo.wsm(mo.read(path, blanks="redistribute")).scores.tolist() == pytest.approx([5, 2.6, 2.4])
    path.write_text("tool,x,y,cov\nA,1,0.5,n/a\nB,0.2,0.9,n/a\n", encoding="utf-8")
    with pytest.raises(mo.ReadError, match="Hint: na='n/a'"):
        mo.read(path)
    assert mo.wsm(mo.read(path, na="n/a", weights=[1, 1, 0], blanks="redistribute")).scores.tolist() == pytest.approx([1.5, 1.1])


def entropy_of_nothing(unknown):
    with pytest.warns(mo.MeaningWarning, match="entropy gives 'cov' the weight 0"):
        return mo.wsm(unknown, "entropy", 0)


@pytest.mark.parametrize(
    ("ask", "message", "out"),
    [
        (lambda m: mo.wsm(m, [1, 1, 0]), "Hint: say what a blank means: .*'redistribute'", lambda m: mo.wsm(m, [1, 1, 0], "redistribute")),
        (
            lambda m: mo.wsm(m, [1, 1, 1], "mean"),
            "Hint: .*leave the criterion out",
            lambda m: mo.wsm(m.select(criteria=["x", "y"]), [1, 1]),
        ),
        (lambda m: mo.wsm(m, [1, 1, 1], "best"), "Hint: .*state a value", lambda m: mo.wsm(m, [1, 1, 1], 0)),
        (
            lambda m: mo.wsm(m, [1, 1, 1], "worst"),
            "Hint: declare bounds on its scale",
            lambda m: mo.wsm(
                mo.DecisionMatrix(m.values, NAMES, ["x", "y", mo.Criterion("cov", scale=mo.Ratio(low=0, high=1))]), [1, 1, 1], "worst"
            ),
        ),
        (lambda m: mo.wsm(m, "entropy", "redistribute"), "Hint: fill the blanks: .*or a number", entropy_of_nothing),
        (
            lambda m: mo.rank_intervals(mo.Problem(m, [1, 1, 1]), "wsm"),
            "Hint: declare low= and high= on its scale",
            lambda m: mo.rank_intervals(
                mo.Problem(mo.DecisionMatrix(m.values, NAMES, ["x", "y", mo.Criterion("cov", scale=mo.Ratio(low=0, high=1))]), [1, 1, 1]),
                "wsm",
            ),
        ),
        (
            lambda m: mo.wsm(m.select(criteria=["cov"]), [1], "redistribute"),
            "'A' is blank on every criterion that carries weight.*Hint: .*another policy",
            lambda m: mo.wsm(m.select(criteria=["cov"]), [1], 0),
        ),
        (lambda m: mo.wsm(m, [1, 1, 1], {"cov": 0}), "Hint: say a number", lambda m: mo.wsm(m, [1, 1, 1], 0)),
    ],
)
def test_what_is_not_well_defined_is_refused_with_a_way_that_works(ask, message, out):
    with pytest.raises(mo.McdaError, match=message):
        ask(matrix())
    assert str(out(matrix()))
