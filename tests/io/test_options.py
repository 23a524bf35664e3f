"""Options of a reader that say nothing, or the opposite of what the table says."""

import pytest

import mcda_orch as mo

TEXT = "Tool,speed,price\nAlder,5,4\nBirch,1,3\n"


@pytest.fixture
def path(tmp_path):
    found = tmp_path / "tools.csv"
    found.write_text(TEXT, encoding="utf-8")
    return found


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("label", 1),
        ("notes", 3),
        ("published", True),
        ("directions", 1),
        ("directions", {"min", "max"}),
        ("criteria", 3),
        ("layout", 1),
        ("table", 1.5),
        ("sheet", True),
        ("header", 3),
        ("levels", "x"),
        ("na", 1),
        ("marks", 1),
        ("decimal", 1),
        ("thousands", 1),
    ],
)
def test_an_option_of_another_type_is_refused_by_name(path, name, given):
    with pytest.raises(mo.ReadError, match=f"^{name}=.*Hint: {name}= takes "):
        mo.read(path, **{name: given})


def test_levels_that_say_nothing_about_the_table_are_refused(path):
    with pytest.raises(mo.ReadError, match="no criterion has any of the words of levels="):
        mo.read(path, levels={"\u2705": 1})
    with pytest.raises(mo.ReadError, match="levels= names 'Tool', which is no criterion"):
        mo.read(path, levels={"Tool": ["Birch", "Alder"]})


def test_levels_of_a_column_make_it_a_criterion_whose_words_must_fit(tmp_path):
    path = tmp_path / "tools.csv"
    path.write_text("Tool,speed,finish\nAlder,5,x\nBirch,1,y\n", encoding="utf-8")
    with pytest.raises(mo.ReadError, match="'finish' holds 'x', 'y'"):
        mo.read(path, levels={"finish": ["a", "b"]})


def test_directions_that_contradict_the_row_of_directions_are_refused(tmp_path):
    path = tmp_path / "tools.csv"
    path.write_text("Tool,speed,price\ndirection,max,min\nAlder,5,4\nBirch,1,3\n", encoding="utf-8")
    with pytest.raises(mo.ReadError, match="the row 'direction' says 'min', and directions= 'max'"):
        mo.read(path, directions="+,+")
    assert mo.read(path, directions="+,-").matrix.senses.tolist() == [1, -1]


@pytest.mark.parametrize("weight", ["111111111111111111111", "1e999"])
def test_a_weight_or_a_total_that_no_number_holds_is_refused_by_its_place(tmp_path, weight):
    path = tmp_path / "tools.csv"
    for name, line in (("weight", 2), ("Total", 4)):
        rows = [f"{name},{weight},2"] if name == "weight" else []
        total = [f"{name},{weight},7"] if name == "Total" else []
        path.write_text("\n".join(["Tool,speed,price", *rows, "Alder,5,4", "Birch,1,3", *total]), encoding="utf-8")
        with pytest.raises(mo.ReadError, match=f"line {line}, column 'speed': '{weight}' "):
            mo.read(path)


def test_a_name_or_a_cell_that_fills_a_screen_is_shortened_in_errors(tmp_path):
    path = tmp_path / "tools.csv"
    path.write_text(f"Tool,{'a' * 50_000}\nAlder,what\nBirch,5\n", encoding="utf-8")
    with pytest.raises(mo.ReadError) as caught:
        mo.read(path)
    assert len(str(caught.value)) < 600
    assert "'what' is no number" in str(caught.value)


@pytest.mark.parametrize("key", [".".join("a" * 50_000), " . ".join(['"a"'] * 50_000)])
def test_a_key_of_thousands_of_parts_is_refused_at_once(tmp_path, key):
    path = tmp_path / "problem.toml"
    path.write_text(f'title = "x"\n{key} = 1\n', encoding="utf-8")
    with pytest.raises(mo.ReadError, match="line 2: a key has more than 40 parts"):
        mo.read(path)


def test_a_cell_longer_than_a_reader_takes_is_named_by_its_line(tmp_path):
    path = tmp_path / "tools.csv"
    path.write_text(f"Tool,speed\nAlder,5\nBirch,{'9' * 200_000}\n", encoding="utf-8")
    with pytest.raises(mo.ReadError, match="line 3: a cell has more than 131,072 characters"):
        mo.read(path)


def test_directions_in_order_answer_for_headers_that_half_say_them(tmp_path):
    path = tmp_path / "tools.csv"
    path.write_text("Tool,grade (1 = best),price (lower)\nAlder,5,4\nBirch,1,3\n", encoding="utf-8")
    assert mo.read(path, directions="-,-").matrix.senses.tolist() == [-1, -1]
