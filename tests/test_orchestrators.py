"""The table the library was founded for: signed, coarse, incomplete, with a published score."""

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.laws.scores import dominance
from mcda_orch.plugin.family import ANY

PROBLEM = mo.load("orchestrators")
TOTALS = {
    "Metaflow": 23, "Flyte": 22, "Kubeflow Pipelines": 21, "Prefect": 19, "Airflow": 18, "Dagster": 17, "Orchest": 15, "MLRun": 13,
    "Kedro": 12, "ZenML": 9, "Sagemaker Pipelines": 7, "Luigi": 6,
}  # fmt: skip
ORDER = " > ".join(TOTALS)


def test_the_published_totals_come_out_to_the_digit():
    assert dict(PROBLEM.published.items()) == TOTALS
    assert dict(mo.wsm(PROBLEM).scores.items()) == TOTALS
    assert str(mo.wsm(PROBLEM).ranking) == ORDER


def test_the_totals_determine_the_weights():
    x = mo.Blanks.of(0).fill(PROBLEM.matrix).values
    assert np.linalg.matrix_rank(x) == 11
    weights, *_ = np.linalg.lstsq(x, PROBLEM.published.values, rcond=None)
    np.testing.assert_allclose(weights, [3, 3, 3, 3, 2, 2, 2, 2, 1, 1, 1], atol=1e-12)
    assert dict(PROBLEM.weights.items())["AWS Integration"] == 2


def test_the_blanks_are_where_they_are():
    rows, columns = PROBLEM.matrix.names, PROBLEM.matrix.criterion_names
    assert [(rows[i], columns[j]) for i, j in np.argwhere(PROBLEM.matrix.blank)] == [
        ("Airflow", "User Admin"), ("Orchest", "Security"), ("Orchest", "User Admin"), ("Orchest", "Cost"),
    ]  # fmt: skip
    with pytest.raises(mo.MissingError, match="'User Admin' of 'Airflow'"):
        mo.wsm(PROBLEM.matrix, PROBLEM.weights)


def test_links_and_notes_travel_along():
    notes = PROBLEM.matrix.alternatives[0].notes
    assert notes["Website"] == "[https://metaflow.org/](https://metaflow.org/)"
    assert notes["Pitch"].startswith("Quick and easy")


def test_declared_bounds_keep_the_published_order_and_the_range_of_the_data_does_not():
    declared = mo.wsm(PROBLEM, scale=mo.scalings.minmax)
    assert str(declared.ranking) == ORDER
    bare = mo.DecisionMatrix(PROBLEM.matrix.values, PROBLEM.matrix.names, PROBLEM.matrix.criterion_names)
    found = mo.wsm(bare, PROBLEM.weights, blanks=0, scale=mo.scalings.minmax)
    assert str(found.ranking) == (
        "Metaflow > Flyte ~ Kubeflow Pipelines > Prefect ~ Airflow > Dagster > Orchest > MLRun > Kedro"
        " > Sagemaker Pipelines > ZenML > Luigi"
    )


@pytest.mark.parametrize("policy", [0, -1, 1, "worst", "best", "mean", "redistribute"])
@pytest.mark.parametrize("name", mo.names("score"))
def test_every_method_answers_or_says_why_not(name, policy):
    plugin = mo.get(name)
    try:
        outcome = plugin(PROBLEM, blanks=policy)
    except mo.DomainError as error:
        assert any(domain is not ANY for _, domain in plugin.restrictions(plugin.settings({})))
        assert f"{name} needs values" in str(error) or f"of {name}) needs values" in str(error)
        assert error.hint
        return
    assert np.isfinite(outcome.scores).all()
    if dominance in plugin.keeps and policy not in ("best", 1, "redistribute"):
        assert "Metaflow" in outcome.ranking.best  # it is nowhere worse than any other


def test_ahp_runs_on_declared_judgements():
    outcome = mo.ahp(PROBLEM)
    assert outcome.scores.values.sum() == pytest.approx(1)
    assert outcome.weights.source.startswith("AHP, consistency ratio at most 0.0")
    assert outcome.ranking.best == ("Metaflow",)
    ideal = mo.ahp(PROBLEM, synthesis="ideal")
    assert ideal.ranking.best == ("Metaflow",)


def test_it_loads_after_an_ordinary_install(tmp_path):
    import subprocess
    import sys
    import zipfile
    from pathlib import Path

    root = Path(__file__).parents[1]
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", str(tmp_path), str(root)]
    subprocess.run(build, check=True, capture_output=True)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        assert {"mcda_orch/data/problems/orchestrators.toml", "mcda_orch/data/problems/orchestrators.md"} <= set(wheel.namelist())
        wheel.extractall(tmp_path / "site")
    code = "import mcda_orch as mo; assert mo.__file__.startswith(%r); print(mo.wsm(mo.load('orchestrators')).ranking.best)"
    found = subprocess.run(
        [sys.executable, "-c", code % str(tmp_path)],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path / "site")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout == "('Metaflow',)\n"
