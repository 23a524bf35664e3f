import pytest

import mcda_orch as mo
from mcda_orch.cli.entry import main

TABLE = "tool,price,care,site\nAnt,300,good,x.org\nBee,120,poor,y.org\n"
CRITERIA = "criterion,weight,direction,unit,low,high,levels,comment\nprice,2,cost,EUR,0,500,,list price\ncare,1,max,,,,poor < good,ours\n"


def files(folder, criteria=CRITERIA, name="criteria.csv"):
    (folder / "t.csv").write_text(TABLE, encoding="utf-8")
    (folder / name).write_text(criteria, encoding="utf-8")
    return folder / "t.csv", folder / name


def test_a_second_file_says_everything_about_criteria(tmp_path):
    table, criteria = files(tmp_path)
    for given in (criteria, str(criteria)):
        problem = mo.read(table, criteria=given)
        assert problem.matrix.values.tolist() == [[300, 1], [120, 0]]
        price = problem.matrix.criteria[0]
        assert (price.direction, price.unit, price.scale.low, price.scale.high) == (mo.Direction.MIN, "EUR", 0, 500)
        assert dict(problem.weights.items()) == {"price": 2, "care": 1}
        assert "the column 'comment' was passed over" in str(problem.reading.remarks)
    assert mo.read(table, criteria=criteria, weights={"price": 1, "care": 3}).weights["care"] == 3


def test_as_a_markdown_table_and_with_percentages_and_decimal_commas(tmp_path):
    table, criteria = files(tmp_path, "| Name | Weight | Type |\n|-|-|-|\n| price | 66,5% | min |\n", "c.md")
    problem = mo.read(table, criteria=criteria, notes=["care", "site"])
    assert dict(problem.weights.items()) == {"price": 66.5}


def test_on_the_command_line(tmp_path, capsys):
    table, criteria = files(tmp_path)
    assert main(["rank", str(table), "--criteria", str(criteria), "--json"]) == 0
    assert '"source": ' in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("criterion,weight\nprice,much\n", "criteria.csv, line 2, column 'weight': 'much' is not a weight"),
        ("criterion,weight\nprice,1\ncare,\n", "criterion 'care' has no weight, but others have"),
        ("criterion,weight\nprice,-1\n", "the weight of 'price' is -1"),
        ("criterion,direction\nprice,up and down\n", "line 2, column 'direction': 'up and down' is not a direction"),
        ("criterion,scale\nprice,nominal\n", "'nominal' is no scale"),
        ("criterion,colour\nprice,red\n", "the column 'colour' says nothing about criteria"),
        ("criterion,weight,weights\nprice,1,2\n", "both say the weight"),
        ("criterion,low,high\nprice,9,1\n", "line 2: the bounds"),
        ("criterion,weight\ncost,1\n", "there is no column 'cost'"),
        ("criterion,weight\nprice,1\nprice,1\n", "criterion 'price' appears twice"),
    ],
)
def test_what_is_wrong_in_it_is_one_clear_error(tmp_path, text, message):
    table, criteria = files(tmp_path, text)
    with pytest.raises(mo.McdaError, match=message):
        mo.read(table, criteria=criteria)
