"""Every policy for blanks side by side."""

import json

import pytest
from scipy import stats

import mcda_orch as mo
from mcda_orch.errors import DomainError, MissingError

THE = mo.load("orchestrators")
LEVELS = mo.Ordinal([-1, 0, 1])
CERTAIN = ("Metaflow", "Flyte", "Kubeflow Pipelines", "Prefect", "ZenML", "Sagemaker Pipelines", "Luigi")


def test_policies_side_by_side():
    found = mo.blank_policies(THE)
    assert found.reference == "blank = 0"
    assert set(found.outcomes) == {"blank = 0", "worst", "best", "mean", "redistribute"}
    assert found.winners["best"] == ("Metaflow",)
    assert found.changes_winner == ()
    assert set(found.changes_ranking) == {"worst", "best", "mean", "redistribute"}
    assert found.shifts["mean"]["Orchest"] == -1
    assert found.shifts["mean"]["Dagster"] == 1
    assert found.tau["blank = 0"] == pytest.approx(1)
    for label, outcome in found.outcomes.items():
        own = stats.kendalltau(mo.wsm(THE).ranking.dense, outcome.ranking.dense, variant="b").statistic
        assert found.tau[label] == pytest.approx(own)
    assert len(found.blanks) == 4
    assert "Every policy puts Metaflow first." in str(found)
    json.dumps(found.document(), allow_nan=False)
    assert "| Orchest |" in found.markdown()


def test_policies_that_change_the_winner_and_policies_that_do_not_fit():
    scale = mo.Ratio(low=1, high=9)
    matrix = mo.DecisionMatrix([[5.0, 5], [8, None]], ["Ant", "Bee"], [mo.Criterion("a", scale=scale), mo.Criterion("b", scale=scale)])
    found = mo.blank_policies(matrix, mo.wsm, [1, 1], ["worst", "best", 0, "mean"])
    assert found.winners == {"worst": ("Ant",), "best": ("Bee",), "mean": ("Bee",)}
    assert found.changes_winner == ("best", "mean")
    assert found.tau["best"] == pytest.approx(-1)
    assert "outside the declared bounds" in found.refused["blank = 0"]
    assert "With best, Bee would be first." in found.remarks
    assert "Policies that do not fit" in str(found)


def test_what_a_problem_says_of_blanks_is_what_the_others_are_compared_with():
    scale = mo.Ratio(low=0, high=9)
    cells = [[1, None], [1, 9], [1, 8], [2, 6], [0, 3]]
    matrix = mo.DecisionMatrix(cells, list("ABCDE"), [mo.Criterion(c, scale=scale) for c in "xy"])
    for own, label in (("best", "best"), ("worst", "worst"), (4, "blank = 4")):
        found = mo.blank_policies(mo.Problem(matrix, [1, 1], own), mo.wsm)
        assert found.reference == label
        assert found.shifts[found.reference].values.tolist() == [0] * 5
        alone = mo.blank_policies(mo.Problem(matrix, [1, 1], own), mo.wsm, policies=["mean", "best"])
        assert list(alone.outcomes) == ["mean", "best"]
    found = mo.blank_policies(mo.Problem(matrix, [1, 1], "best"), mo.wsm)  # A 10 and first, then C 9, D 8, B 10, E 3; at worst A is last
    moved = dict(zip(found.outcomes, (row for row in found.tables[0].rows), strict=True))["worst"]
    told = next(cell for cell in moved if isinstance(cell, str) and "A -" in cell)
    sizes = [abs(int(part.split()[1])) for part in told.split(", ")]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[-1]


def test_policies_on_trivial_and_broken_problems():
    whole = mo.blank_policies(mo.DecisionMatrix([[1.0], [2]]), mo.wsm, [1])
    assert whole.remarks == ("No cell is blank, so no policy is needed.",)
    assert list(whole.outcomes) == ["blank = 0"]
    with pytest.raises(MissingError, match="needs weights"):
        mo.blank_policies(mo.DecisionMatrix([[1.0, None], [2, 3]]), mo.wsm)
    with pytest.raises(DomainError, match="wpm needs values > 0"):
        mo.blank_policies(mo.DecisionMatrix([[-1.0, None], [2, 3]]), mo.wpm, [1, 1], ["best", "worst"])
    alone = mo.blank_policies(mo.DecisionMatrix([[1.0, None], [2, 3]], ["Ant", "Bee"]), mo.wsm, [1, 1], ["best"])
    assert alone.remarks == ("1 cell is blank: C2 of Ant.",), "one policy agrees with nobody"
    both = mo.blank_policies(mo.DecisionMatrix([[1.0, None], [2, 3]], ["Ant", "Bee"]), mo.wsm, [1, 1], ["best", 0])
    assert both.remarks[1:] == ("Every policy puts Bee first.", "The ranking is the same under every policy that fits.")
    tied = mo.blank_policies(mo.DecisionMatrix([[1.0, None], [1, 3]]), mo.wsm, [1, 1], ["best", "worst"])
    assert tied.tau == {"best": None, "worst": None}
    empty = mo.blank_policies(mo.DecisionMatrix([[1.0, None], [2, None]]), mo.wsm, [1, 1])
    assert set(empty.outcomes) == {"blank = 0", "redistribute"} or "mean" in empty.refused
