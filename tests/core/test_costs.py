"""What looks like a cost and has no direction is said, and never turned round."""

import pickle

import pandas as pd
import pytest

import mcda_orch as mo
from mcda_orch.core.costs import expects_less


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


SAID = "More is taken to be better for 'price', as nothing says otherwise; directions={'price': 'min'} says that less is."
CARS = {"car": ["Ant", "Bee"], "price (EUR)": [300, 250], "speed": [7, 5]}


def test_a_table_in_python_says_it_wherever_it_is_shown_and_asked():
    matrix = mo.DecisionMatrix(CARS)
    weights = {"price": 2, "speed": 1}
    assert matrix.remarks == (SAID,)
    assert str(matrix).endswith(SAID)
    assert SAID in mo.Problem(matrix, weights).remarks
    assert SAID in mo.topsis(matrix, weights).notes
    assert sum(SAID in remark for remark in mo.compare(matrix, ["topsis", "vikor"], weights).remarks) == 1
    assert SAID in mo.stability(matrix, "topsis", weights).remarks
    assert SAID in mo.smaa(matrix, "topsis", draws=16).remarks
    assert mo.topsis(matrix, weights).best == ("Ant",)  # never turned round


def test_it_goes_where_the_criterion_goes():
    matrix = mo.DecisionMatrix(CARS)
    for again in (
        mo.DecisionMatrix(matrix),
        matrix.select(["Bee"]),
        matrix.with_values([[1, 2], [3, 4]]),
        pickle.loads(pickle.dumps(matrix)),
        mo.DecisionMatrix.from_frame(pd.DataFrame(CARS)),
        mo.DecisionMatrix(CARS, directions={"speed": "max"}),
        mo.DecisionMatrix([[300, 7], [250, 5]], criteria=["price (EUR)", "speed"]),
        mo.DecisionMatrix(CARS, criteria=["speed", "price"]),
    ):
        assert again.remarks == (SAID,)
    assert matrix.select(criteria=["speed"]).remarks == ()


@pytest.mark.parametrize("way", ["max", "min"])
def test_a_direction_that_is_stated_in_python_is_no_assumption(way):
    silent = mo.DecisionMatrix(CARS)
    sign = 1 if way == "max" else -1
    for matrix in (
        mo.DecisionMatrix(CARS, directions={"price": way}),
        mo.DecisionMatrix(CARS, directions=[sign, 1]),
        mo.DecisionMatrix(silent, directions={"price": way}),
        mo.DecisionMatrix(CARS, criteria=[f"price:{way}", "speed"]),
        mo.DecisionMatrix(CARS, criteria=[("price", way), "speed"]),
        mo.DecisionMatrix(CARS, criteria=[mo.Criterion("price", way), "speed"]),
        mo.DecisionMatrix(silent, criteria=[mo.Criterion("price", way)]),
        mo.DecisionMatrix([[300, 7], [250, 5]], criteria=[f"price:{way} [EUR]", "speed"]),
    ):
        assert matrix.remarks == ()
        assert matrix.senses[0] == sign
    assert mo.DecisionMatrix([[-1, 7], [1, 5]], criteria=["cost", "speed"]).remarks == ()


def test_the_first_of_several_tables_is_said_by_every_command(tmp_path):
    (tmp_path / "t.md").write_text("# A\n|t|x|\n|-|-|\n|Ant|1|\n|Bee|2|\n\n# B\n|t|x|\n|-|-|\n|Cat|1|\n|Dog|2|\n", encoding="utf-8")
    assert mo.read(tmp_path / "t.md").reading.assumed == (
        "The file has 2 tables, and the first is read; choose by table=: 1 (line 2: 'A'), 2 (line 8: 'B').",
    )
    assert mo.read(tmp_path / "t.md", table="B").reading.assumed == ()
