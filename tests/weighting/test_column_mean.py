import tomllib
from pathlib import Path

import pytest

import mcda_orch as mo

CASES = tomllib.loads((Path(__file__).parents[2] / "data/published/column_mean.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", [c for c in CASES if c["reader"] == "consistency"], ids=lambda c: c["id"])
def test_consistency_by_column_means(case):
    judged = mo.Judgements(map(str, range(len(case["matrix"]))), case["matrix"])
    found = judged.consistency(mo.weightings.column_mean, table=case["table"])
    expected = case["expected"]
    assert found.largest == pytest.approx(expected["lambda_max"], abs=case["tolerance"])
    assert found.index == pytest.approx(expected["CI"], abs=case["tolerance"])
    assert found.ratio == pytest.approx(expected["CR"], abs=case["tolerance"])
