import copy
import pickle
import re

import numpy as np
import pandas as pd
import pytest

import mcda_orch as mo
from mcda_orch.core.attributes import _HERE, Advised, attribute_hint
from mcda_orch.core.consensus import Consensus
from mcda_orch.core.frozen import Labelled
from mcda_orch.core.report import Report
from mcda_orch.core.steps import Steps
from mcda_orch.core.table import Shown, Table
from mcda_orch.plugin.plugin import Method, Plugin
from mcda_orch.weighting.judgements import Consistency

MATRIX = mo.DecisionMatrix([[7, 300], [9, 250], [6, 100]], ["Ant", "Bee", "Cat"], ["quality", "price:min"])
OUTCOME = mo.topsis(MATRIX, [2, 1])
COMPARISON = mo.compare(MATRIX, ["topsis", "wsm"], [2, 1])
GROUP = mo.Group(MATRIX, criteria_weights={"Ida": [2, 1], "Jon": [1, 2]})
KINDS = {
    "Shown": Shown, "Report": Report, "Outcome": mo.Outcome, "DecisionMatrix": mo.DecisionMatrix, "Problem": mo.Problem, "Weights": mo.Weights,
    "Ranking": mo.Ranking, "Labelled": Labelled, "Steps": Steps, "Comparison": mo.Comparison, "Judgements": mo.Judgements,
    "Consensus": Consensus, "Consistency": Consistency, "Stability": mo.Stability, "Method": Method,
    "Hierarchy": mo.Hierarchy, "Smaa": mo.Smaa, "Table": Table, "Plugin": Plugin,
    "Group": mo.Group, "GroupRanking": type(GROUP.rank("wsm")), "Explanation": type(OUTCOME.explain("Ant", "Bee")),
}  # fmt: skip


@pytest.mark.parametrize(
    ("value", "guess", "leads_to"),
    [
        (OUTCOME, "rank_", ".ranks"),
        (OUTCOME, "rankings", ".ranking"),
        (OUTCOME, "preference", ".scores"),
        (OUTCOME, "d_plus", ".steps"),
        (OUTCOME, "Q", ".steps"),
        (OUTCOME, "e_", ".steps"),
        (OUTCOME, "to_csv", 'mo.write(value, "file.csv")'),
        (OUTCOME, "plot", ".to_frame()"),
        (OUTCOME.scores, "to_series", "dict(scores)"),
        (OUTCOME.scores, "index", ".labels"),
        (MATRIX, "objectives", ".senses"),
        (MATRIX, "weights", "mo.Problem(matrix, weights)"),
        (MATRIX, "loc", ".select(alternatives, criteria)"),
        (mo.Weights({"a": 1}), "normalized", ".shares"),
        (COMPARISON, "correlation", ".agreement_table"),
        (COMPARISON, "to_dict", ".document()"),
        (mo.Judgements(["a", "b"], [3]), "CR", ".consistency().ratio"),
        (mo.rules.borda(["Ant > Bee"]), "winner", ".best"),
        (mo.topsis, "fit", "a method is called as it is"),
        (OUTCOME.table, "to_markdown", ".markdown()"),
        (COMPARISON, "explain", ".outcomes[name].explain(a, b)"),
        (GROUP, "compare", "mo.compare(group.joint())"),
        (GROUP.rank("topsis"), "explain", ".joint.explain(a, b)"),
        (OUTCOME.explain("Ant", "Bee"), "undo", '.undoing("weights")'),
    ],
)
def test_an_attribute_of_another_library_leads_somewhere(value, guess, leads_to):
    with pytest.raises(AttributeError, match=f"has no attribute '{guess}': .*{re.escape(leads_to)}"):
        getattr(value, guess)
    assert not hasattr(value, guess)


def test_an_attribute_that_nobody_has_is_answered_with_those_that_are_there():
    with pytest.raises(AttributeError, match="has no attribute 'rankin': did you mean 'ranking'"):
        OUTCOME.rankin  # noqa: B018 - it raises
    with pytest.raises(AttributeError, match="has no attribute 'whatever': known are 'best', 'blanks', 'explain'"):
        OUTCOME.whatever  # noqa: B018 - it raises
    assert not hasattr(OUTCOME, "_private")


def test_other_attributes_are_simply_not_there():
    for value in (OUTCOME, OUTCOME.scores, MATRIX, COMPARISON, mo.topsis):
        with pytest.raises(AttributeError, match="has no attribute 'whatever'"):
            value.whatever  # noqa: B018 - it raises
    assert pickle.loads(pickle.dumps(MATRIX)) == copy.deepcopy(MATRIX) == MATRIX


def test_what_a_property_raises_is_told():
    class Broken(Advised):
        @property
        def rank(self):
            return np.nothing

    with pytest.raises(AttributeError, match="numpy.*nothing"):
        Broken().rank  # noqa: B018 - it raises


def test_answers_name_what_there_is_and_hide_nothing():
    assert set(_HERE) == set(KINDS)
    for name, kind in KINDS.items():
        assert issubclass(kind, Advised) or kind is Labelled
        for text, guesses in _HERE[name].items():
            for attribute in re.findall(r"(?:^use | or )\.(\w+)", text):
                assert hasattr(kind, attribute) or attribute in kind.__annotations__ or attribute in ("table",), (
                    f"{name} has no {attribute}"
                )
            for public in re.findall(r"mo\.(\w+)", text):
                assert hasattr(mo, public)
            for guess in guesses.split():
                assert attribute_hint(kind, guess) == text, f"{guess} stands twice"
                assert not hasattr(kind, guess), f"{name} has {guess}"


def test_everything_shown_goes_into_latex():
    steps = OUTCOME.steps
    for value in (
        OUTCOME,
        MATRIX,
        mo.Problem(MATRIX, [2, 1]),
        OUTCOME.weights,
        OUTCOME.ranking,
        OUTCOME.scores,
        steps[0],
        COMPARISON,
        steps,
        OUTCOME.table,
    ):
        assert "\\toprule" in value.to_latex()
    assert "\\caption{Ours}\n\\label{tab:r}" in steps["r_ij"].to_latex("Ours", "tab:r")
    assert "$r_{ij}$" in steps["r_ij"].to_latex()
    assert Table(("a",), ((-1e-9,), (0.125,), (2,))).to_latex(decimals=2).count("-") == 0
    assert "Ant & 0.543 & 0.744" in steps["r_ij"].to_latex(decimals=3)
    assert "Ant & 0.543 & 0.744" in steps.to_latex(decimals=3)
    assert "\\caption{Ours: normalised matrix}\n\\label{tab:s-1}" in steps.to_latex("Ours", "tab:s")


def test_weights_and_scores_become_series_with_their_labels():
    assert pd.Series(dict(OUTCOME.weights)).to_dict() == {"quality": 2, "price": 1}
    assert list(pd.Series(dict(OUTCOME.scores)).index) == ["Ant", "Bee", "Cat"]
    assert mo.Ranking.from_scores(OUTCOME.scores) == OUTCOME.ranking
    with pytest.raises(mo.LabelError, match="the scores have no names"):
        mo.Ranking.from_scores([1, 2])
