"""What looks like a cost and has no direction is said, and never turned round."""

import pytest

import mcda_orch as mo
from mcda_orch.io.interpretation.costs import expects_less


@pytest.mark.parametrize(
    ("name", "unit", "less"),
    [
        ("Price / month", "", True),
        ("Annual cost", "$", True),
        ("License", "EUR/year", True),
        ("Coût", "", True),
        ("Error rate", "%", True),
        ("p99 latency", "ms", True),
        ("Revenue", "$", False),
        ("Cost efficiency", "", False),
        ("Risk mitigation", "", False),
        ("Accuracy", "%", False),
        ("Priceless", "", False),
    ],
)
def test_which_names_and_units_speak_of_costs(name, unit, less):
    assert expects_less(name, unit) is less


def read(tmp_path, text, **options):
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    return mo.read(tmp_path / "t.csv", **options).reading


def test_a_price_without_a_direction_is_said(tmp_path):
    found = read(tmp_path, "tool,price,speed\nAnt,300,7\nBee,250,5\n")
    assert found.assumed == (
        "More is taken to be better for 'price', as nothing says otherwise; directions={'price': 'min'} says that less is.",
    )
    assert found.assumed[0] in found.remarks
    assert [c.direction for c in found.criteria] == ["max", "max"]


@pytest.mark.parametrize("options", [{"directions": {"price": "min"}}, {"directions": "max"}, {"criteria": ["price:min", "speed"]}])
def test_a_direction_that_is_stated_is_no_assumption(tmp_path, options):
    assert read(tmp_path, "tool,price,speed\nAnt,300,7\nBee,250,5\n", **options).assumed == ()


@pytest.mark.parametrize(
    "text",
    [
        "tool,cost,speed\nAnt,1,0\nBee,-1,1\n",
        "tool,cost,speed\nAnt,★★☆☆☆,★★★☆☆\nBee,★★★★☆,★☆☆☆☆\n",
        "criterion,weight,Ant,Bee\ncost,60%,2,4\nspeed,40%,5,1\ntotal,100%,3.2,2.8\n",
    ],
)
def test_scores_of_costs_are_scores(tmp_path, text):
    assert read(tmp_path, text).assumed == ()


def test_the_first_of_several_tables_is_said_by_every_command(tmp_path):
    (tmp_path / "t.md").write_text("# A\n|t|x|\n|-|-|\n|Ant|1|\n|Bee|2|\n\n# B\n|t|x|\n|-|-|\n|Cat|1|\n|Dog|2|\n", encoding="utf-8")
    assert mo.read(tmp_path / "t.md").reading.assumed == (
        "The file has 2 tables, and the first is read; choose by table=: 1 (line 2: 'A'), 2 (line 8: 'B').",
    )
    assert mo.read(tmp_path / "t.md", table="B").reading.assumed == ()
