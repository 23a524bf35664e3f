import json

import pytest

import mcda_orch as mo

TABLE = """tool,price:min [EUR],speed,support,site,Total
weights,1,2,1,,
Ant,"3,5",4,good,a.org,
Bee,"2,5",n/a,poor,b.org,
"""


def read(folder, **options):
    path = folder / "t.csv"
    path.write_text(TABLE, encoding="utf-8")
    return mo.read(path, levels={"support": ["poor", "good"]}, na=["n/a"], **options)


def test_a_problem_says_what_was_read_as_what(tmp_path):
    reading = read(tmp_path, published="Total").reading
    assert reading.label == "tool"
    assert reading.alternatives == ("Ant", "Bee")
    assert [(c.name, c.header, c.direction, c.stated, c.unit) for c in reading.criteria] == [
        ("price", "price:min [EUR]", "min", "header", "EUR"),
        ("speed", "speed", "max", "", ""),
        ("support", "support", "max", "", ""),
    ]
    assert reading.criteria[0].how == "numbers, ',' for decimals"
    assert reading.criteria[2].how == "levels poor = 0, good = 1"
    assert reading.notes == ("site",)
    assert reading.weights == "row 'weights'"
    assert reading.published == ("Total", "scores")
    assert reading.blanks == {"n/a": 1}
    assert reading.omissions == ""


def test_a_reading_is_a_table(tmp_path):
    reading = read(tmp_path, published="Total").reading
    text = str(reading)
    assert "criterion    price:min [EUR]  min (header)      EUR   numbers, ',' for decimals" in text
    assert "Weights: row 'weights'." in text
    assert "Blanks: 1 cell 'n/a'." in text
    assert "<td>price:min [EUR]</td>" in reading.html()
    assert json.loads(json.dumps(reading.document()))["criteria"][0]["direction"] == "min"
    assert {row["read as"] for row in reading.records()} == {"alternative", "criterion", "published", "note"}


def test_given_weights_replace_those_of_the_table_and_that_is_said(tmp_path):
    problem = read(tmp_path, published="Total", weights=[3, 2, 1])
    assert dict(problem.weights.items()) == {"price": 3, "speed": 2, "support": 1}
    assert problem.reading.omissions == "Left out: row 'weights' (weights= was given)."


def test_the_bundled_problem_says_it_too():
    reading = mo.load("orchestrators").reading
    assert reading.notes == ("Website", "Pitch", "Notes")
    assert reading.blanks == {"": 4}
    assert mo.Problem([[1, 2]]).reading is None


def test_a_table_of_results_alone_says_how_one_becomes_a_criterion(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("tool,score\nAnt,8\nBee,4\n", encoding="utf-8")
    with pytest.raises(mo.ReadError, match=r"'score' is named like a result. Hint: say criteria=\['score'\]"):
        mo.read(path)
    assert mo.read(path, criteria=["score"]).matrix.criterion_names == ("score",)
