import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.io.sources import separated
from mcda_orch.io.sources.encoding import decoded
from mcda_orch.io.sources.separated import table
from mcda_orch.io.sources.separator import separator


def columns(text, **said):
    found = table(text, "t.csv", **said)
    return {name: list(found.texts(j)) for j, name in enumerate(found.header)}


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("tool;price;remark\nAnt;1,5;x\nBee;2,5;y\n", ";"),
        ("tool\tprice, EUR\tspeed, km/h\nAnt\t1,5\t2,5\n", "\t"),
        ("tool|a|b\nAnt|1|2\n", "|"),
        ('tool,price,remark\nAnt,"12,5",x\nBee,"7,5",y\n', ","),
        ("tool;remark;a\nAnt;fast, cheap, good, small;1\nBee;slow;2\n", ";"),
        ("tool,remark,a\nAnt,fast; cheap; good,1\nBee,slow,2\n", ","),
        ("tool,tags,a\nAnt,x|y,1\nBee,y|z,2\n", ","),
        ("a title, with, many, commas\n\ntool;a;b\nAnt;1;2\nBee;2;1\n", ";"),
        ("just words\n", ""),
    ],
)
def test_the_separator_is_what_parts_all_lines_alike(text, mark):
    assert separator(text) == mark


def test_cells_empty_lines_and_short_rows():
    found = table('name;price;"no;te"\nAnt;1,5;x\n\nBee;2\n', "t.csv")
    assert found.header == ("name", "price", "no;te")
    assert found.columns == (("Ant", "Bee"), ("1,5", "2"), ("x", ""))
    assert list(found.lines) == [2, 4]
    assert found.separator == ";"
    assert found.remarks == ("line 4: the last cells are not there, and were taken as empty",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sep=;\ntool;a\nAnt;1,5\n", {"tool": ["Ant"], "a": ["1,5"]}),
        ("\ufefftool,a\nAnt,1\n", {"tool": ["Ant"], "a": ["1"]}),
        (",a,b\nAnt,1,2\n", {"": ["Ant"], "a": ["1"], "b": ["2"]}),
        ("tool,a,\nAnt,1,\nBee,2,\n", {"tool": ["Ant", "Bee"], "a": ["1", "2"]}),
        ("tool,a\nAnt,1,\nBee,2,,\n", {"tool": ["Ant", "Bee"], "a": ["1", "2"]}),
        ("tool,a\r\n\r\nAnt,1\r\n,\r\nBee,2", {"tool": ["Ant", "Bee"], "a": ["1", "2"]}),
        ("tool,a\rAnt,1\rBee,2\r", {"tool": ["Ant", "Bee"], "a": ["1", "2"]}),
        ("tool,a,b\nAnt, 1 ,2\n", {"tool": ["Ant"], "a": ["1"], "b": ["2"]}),
        ('tool, remark, a\nAnt, "x, y", 1\n', {"tool": ["Ant"], "remark": ["x, y"], "a": ["1"]}),
        (
            "tool,remark,a\nAnt,x\u2028y,1\nBee,x\x85y,2\nCat,x\x0by\x0cz,3\n",
            {"tool": ["Ant", "Bee", "Cat"], "remark": ["x\u2028y", "x\x85y", "x\x0by\x0cz"], "a": ["1", "2", "3"]},
        ),
        (
            'tool,remark,a\nAnt,"two\nlines",1\nBee,"say ""hi""",2\n',
            {"tool": ["Ant", "Bee"], "remark": ["two\nlines", 'say "hi"'], "a": ["1", "2"]},
        ),
        ("#,tool,a\n1,Ant,5\n2,Bee,6\n", {"#": ["1", "2"], "tool": ["Ant", "Bee"], "a": ["5", "6"]}),
        ("# tool,a,b\nAnt,1,2\nBee,2,1\n", {"tool": ["Ant", "Bee"], "a": ["1", "2"], "b": ["2", "1"]}),
        ("tool,a\n#1,5\n#2,6\n", {"tool": ["#1", "#2"], "a": ["5", "6"]}),
        ('tool,a\n"#1 Ant",5\nBee,6\n', {"tool": ["#1 Ant", "Bee"], "a": ["5", "6"]}),
    ],
)
def test_what_files_from_elsewhere_look_like(text, expected):
    assert columns(text) == expected


def test_titles_and_comments_are_passed_over_and_named():
    text = "Our tools 2024\n# measured in May\n\ntool,a,b\nAnt,1,2\n# Bee withdrew\nCat,2,1\n"
    found = table(text, "t.csv")
    assert found.header == ("tool", "a", "b")
    assert found.columns[0] == ("Ant", "Cat")
    assert found.header_line == 4
    assert found.remarks == (
        "line 1 is a title: Our tools 2024",
        "line 2 is a comment: # measured in May",
        "line 6 is a comment: # Bee withdrew",
    )
    assert table("Our tools,,\ntool,a,b\nAnt,1,2\n", "t.csv").header == ("tool", "a", "b")


def test_a_first_row_that_looks_like_the_others_is_asked_about():
    text = "Alder,1,5\nBirch,2,4\nCedar,3,3\n"
    with pytest.raises(mo.ReadError, match="line 1: the first row .Alder, 1, 5. holds numbers.*header=False"):
        table(text, "t.csv")
    assert columns(text, header=False) == {"name": ["Alder", "Birch", "Cedar"], "C1": ["1", "2", "3"], "C2": ["5", "4", "3"]}
    assert not table(text, "t.csv", header=False).headed
    assert columns(text, header=True) == {"Alder": ["Birch", "Cedar"], "1": ["2", "3"], "5": ["4", "3"]}
    assert columns(",2019,2020\nAnt,1,2\n") == {"": ["Ant"], "2019": ["1"], "2020": ["2"]}
    assert columns("1,Ant,5\n2,Bee,6\n", header=False) == {"name": ["Ant", "Bee"], "#": ["1", "2"], "C1": ["5", "6"]}
    assert columns("7,Ant,5\n9,Bee,6\n", header=False) == {"name": ["Ant", "Bee"], "C1": ["7", "9"], "C2": ["5", "6"]}
    assert columns("1,2\n3,4\n", header=False) == {"": ["A1", "A2"], "C1": ["1", "3"], "C2": ["2", "4"]}
    with pytest.raises(mo.ReadError, match="so it seems to be no header"):
        table("Alder,$1,50%\nBirch,$2,40%\n", "t.csv")


def test_lines_are_those_in_which_rows_begin():
    found = table('a,"b\nc"\n"Ant\n1\n2",1\n\nBee,2\n', "t.csv")
    assert list(found.lines) == [3, 7]
    assert found.where(1, 0) == "t.csv, line 7, column 'a'"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("  \n", "t.csv: the file is empty"),
        (",,\n\n", "t.csv: the file is empty"),
        ("just words\nmore words\n", "nothing parts its lines into cells"),
        ("a,b\nx,1\ny,2,3", "line 3: the row has 3 cells, but the header has 2. Hint: put quotes around a cell that holds ','; a header"),
        ("a,b,c\nx,1,2\ny,3\n", "line 3: the row has 2 cells, but the table has 3 columns"),
        ("a,b,c\nx,1,2\nSource: somebody\n", "line 3: the row has 1 cells"),
        ("a,b,a\nx,1,2\n", "line 1: columns 1 and 3 are both called 'a'"),
        ("a,b,\nx,1,2\n", "line 1: column 3 has no name"),
        ('a,b\nx,1\ny,"2\nz,3\n', "line 3: a quote is opened here and never closed"),
        ('a,b\n"x" y,1\n', "line 2: a closing quote is followed by more text"),
        ("a,b\nAnt,1\n#Bee,2\n", "line 3: is '#Bee,2' a row, or a comment"),
        ("a,b\n", "has a header, but no rows"),
    ],
)
def test_what_cannot_be_read_is_told_by_line(text, message):
    with pytest.raises(mo.ReadError, match=message):
        table(text, "t.csv")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_encodings(encoding):
    assert decoded("tööl,a\n".encode(encoding), "t.csv") == ("tööl,a\n", "")


def test_windows_text_is_read_and_named():
    text, remark = decoded("tool,€\ncafé,1\n".encode("cp1252"), "t.csv")
    assert text == "tool,€\ncafé,1\n"
    assert remark == "the file is not UTF-8 (line 1 holds '€' as one byte), and was read as Windows-1252"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04rest", "is a zip archive or a spreadsheet, no text"),
        (b"tool,a\nAnt\0,1\n", "line 2: there is a NUL character"),
        ("tool,a\n".encode("utf-16-le"), "NUL character"),
        (b"\xff\xfea", "is not UTF-16-LE, which the file says"),
        (b"\xe9\x01\x02", "byte 0 is not UTF-8"),
        (b"caf\x81", "byte 3 is not UTF-8"),
    ],
)
def test_what_is_no_text_is_refused(data, message):
    with pytest.raises(mo.ReadError, match=message):
        decoded(data, "t.csv")


@pytest.fixture
def large(monkeypatch):
    monkeypatch.setattr(separated, "LARGE", 0)
    monkeypatch.setattr(separated, "CHUNK", 2)


def test_large_tables_hold_plain_numbers_as_numbers(large):
    text = "tool,a,b,c,d,e,f,g\n" + "".join(
        f"t{i},{i}.5,{i + 1}.{i}00,{i},{'x' if i == 3 else i},0{i},{'' if i == 2 else i},\n" for i in range(5)
    )
    found = table(text, "t.csv")
    kinds = {name: isinstance(column, np.ndarray) for name, column in zip(found.header, found.columns, strict=True)}
    assert kinds == {"tool": False, "a": True, "b": False, "c": True, "d": False, "e": False, "f": True, "g": False}
    assert found.columns[1].tolist() == [0.5, 1.5, 2.5, 3.5, 4.5]
    assert np.isnan(found.columns[6]).tolist() == [False, False, True, False, False]
    assert list(found.texts(1)) == ["0.5", "1.5", "2.5", "3.5", "4.5"]
    assert list(found.as_written(1)) == ["0.5", "1.5", "2.5", "3.5", "4.5"]
    assert list(found.texts(2)) == ["1.000", "2.100", "3.200", "4.300", "5.400"]
    assert list(found.texts(4)) == ["0", "1", "2", "x", "4"]
    assert list(found.texts(6)) == ["0", "1", "", "3", "4"]
    assert not found.columns[1].flags.writeable


def test_a_header_that_begins_with_a_number_sign_and_ends_empty_is_no_comment():
    found = table("#,Tool,ease,\n1,Ant,3,\n2,Bee,2,\n", "t.csv")
    assert found.header[:3] == ("#", "Tool", "ease")
    assert len(found) == 2


HEAD = "tool,a,b,c\nt0,1,2.5,x\nt1,2,3.25,y\n"


@pytest.mark.parametrize(
    "rest",
    [
        "t2,3,4.125,z\n", "t2,3,4.125,z", "t2,03,4,z\n", "t2,-03,4,z\n", "t2,+3,4,z\n", "t2, 3,4 , z \n", "t2,nan,4,z\n", "t2,3,inf,z\n", "t2,3,1e999,z\n",
        "t2,5.000,4,z\n", "t2,5.5,4,z\n", "t2,1e3,4e-2,z\n", "t2,,4,\n", "t2,,,\n", "t2,word,4,z\n", "t2,3,4,z,\n", '"t2",3,4,z\n', "t2,3,4,é\n", "\nt2,3,4,z\n",
        "# t2\nt3,3,4,z\n", "t2,99999999999999999999,4,z\n", "t2,9007199254740993,4,z\n", "t2,3,.5,z\n", "t2,3,5.,z\n", "t2,3,4,\r\n", "007,3,4,008\n", "t2,-0,-0.0,z\n",
        "t2,0x1F,4,z\n", "t2,1_0,4,z\n", "t2,3,4,z\n,,,\nt4,5,6,w\n", "t2,3,1.7976931348623157e308,null\n", "t2,3,4.9e-324,NA\n", "t2,3,0.1000000000000000055511151231257827,z\n",
    ],
)  # fmt: skip
def test_regular_rows_are_read_as_rows_are_one_by_one(large, monkeypatch, rest):
    found = table(HEAD + rest, "t.csv")
    monkeypatch.setattr("mcda_orch.io.sources.rows.regular_columns", lambda *given: None)
    ours = table(HEAD + rest, "t.csv")
    assert (found.header, list(found.lines), found.remarks) == (ours.header, list(ours.lines), ours.remarks)
    for one, other in zip(found.columns, ours.columns, strict=True):
        assert isinstance(one, np.ndarray) == isinstance(other, np.ndarray)
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("cell", ["9007199254740993", "12345678901234567890", "1e-999"])
@pytest.mark.parametrize("count", [3, 60_000])
def test_a_number_that_no_float_holds_is_refused_in_tables_of_any_size(tmp_path, cell, count):
    path = tmp_path / "t.csv"
    path.write_text("tool,size,ease\n" + "".join(f"tool {i},{cell if i == 2 else i},{i}.5\n" for i in range(count)), encoding="utf-8")
    with pytest.raises(mo.ReadError, match="line 4.*(more digits|too small)"):
        mo.read(path)


def test_a_header_that_counts_rows_and_does_not_name_the_labels_is_no_comment(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("#,,speed,price\n,Type,benefit,cost\n1,Ant,5,50\n2,Bee,7,23\n", encoding="utf-8")
    with pytest.raises(mo.ReadError, match="column 2 has no name"):
        mo.read(path)


def test_a_row_is_too_short_only_where_a_number_is_missing(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("tool,a,note\nx,1\ny,2\nz,3,fine\n", encoding="utf-8")
    assert mo.read(path).matrix.values.tolist() == [[1], [2], [3]]
    path.write_text("tool,a,b,note\nx,1,2\ny,2\nz,3,4,fine\n", encoding="utf-8")
    with pytest.raises(mo.ReadError, match="line 3: the row has 2 cells, but the table has 4 columns"):
        mo.read(path)
