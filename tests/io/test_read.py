import pytest

import mcda_orch as mo

GOOD = "tool,speed [km/h],price:min [EUR],remark\nweights,3,1,\nAnt,1,2.5,fast\nBee,,4,\n"


def write(folder, name, text):
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_bare_table(tmp_path):
    problem = mo.read(write(tmp_path, "t.csv", GOOD), blanks="worst")
    assert problem.matrix.names == ("Ant", "Bee")
    assert problem.matrix.criterion_names == ("speed", "price")
    assert problem.matrix.senses.tolist() == [1, -1]
    assert problem.matrix.alternatives[0].notes["remark"] == "fast"
    assert problem.matrix.blank.sum() == 1
    assert dict(problem.weights.items()) == {"speed": 3, "price": 1}
    with pytest.warns(mo.MeaningWarning, match="different units .EUR, km/h."):
        assert str(mo.wsm(problem).ranking) == "Ant > Bee"


def test_directions_published_scores_and_decimal_commas(tmp_path):
    text = "| tool | a | b | total |\n|-|-|-|-|\n| direction | max | cost | |\n| Ant | 1,5 | \u22122 | 3,5 |\n| Bee | 2 | 1 | 1 |\n"
    problem = mo.read(write(tmp_path, "t.md", text), published="total", weights={"a": 1, "b": 1})
    assert problem.matrix.values.tolist() == [[1.5, -2.0], [2.0, 1.0]]
    assert problem.matrix.senses.tolist() == [1, -1]
    assert problem.published["Ant"] == 3.5


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("t.csv", "tool,a\nAnt,1\nBee,good\n", "t.csv, line 3, column 'a': 'good' is no number"),
        ("t.csv", "tool,a\nAnt,inf\nBee,1\n", "t.csv, line 2, column 'a': 'inf' is no number"),
        ("t.csv", "tool,a\nAnt,nan\nBee,1\n", "'nan' is no number"),
        ("t.csv", "tool,a\nAnt,1\nAnt,2\n", "alternative 'Ant' appears twice"),
        ("t.csv", "tool,a\nAnt,x\n", "no column holds numbers"),
        ("t.csv", "tool,a\nweights,1\n", "the table has no alternatives"),
        ("t.csv", "tool,a\nweights,much\nAnt,1\n", "line 2, column 'a': 'much' is no number"),
        ("t.csv", "tool,a\ndirection,up\nAnt,1\n", "line 2, column 'a': 'up' is not a direction"),
        ("t.csv", b"tool,a\n\xff\x81,1\n", "byte 7 is not UTF-8"),
        ("t.pdf", "<a/>", "tables in PDF cannot be read"),
        ("t.md", "no table", "there is no table"),
        ("t.toml", "= 1", "t.toml"),
        ("t.toml", "table = 'none.md'", "there is no file 'none.md'"),
        ("t.toml", "colums = 1", "'colums' means nothing here. Hint: did you mean 'columns'"),
        ("t.toml", "title = 'x'", "does not say where its table is"),
    ],
)
def test_bad_files_are_one_clear_error(tmp_path, name, text, message):
    with pytest.raises(mo.McdaError, match=message):
        mo.read(write(tmp_path, name, text))


def test_missing_files_and_unknown_names(tmp_path):
    with pytest.raises(mo.ReadError, match="there is no file 'nowhere.md'"):
        mo.read("nowhere.md")
    with pytest.raises(mo.ReadError, match="no problem 'orchestrator' comes with the library. Hint: did you mean 'orchestrators'"):
        mo.load("orchestrator")
    with pytest.raises(mo.ReadError, match="is a folder without XMCDA files"):
        mo.read(tmp_path)
