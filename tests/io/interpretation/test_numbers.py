import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mcda_orch as mo
from mcda_orch.io.interpretation.marks import Evidence, Marks, value
from mcda_orch.io.interpretation.numbers import dressed, inexact, shape


def column(tmp_path, *cells, name="t.md", header="a", **options):
    """Read a column of one table beside names."""
    path = tmp_path / name
    path.write_text(f"| tool | {header} |\n|-|-|\n" + "".join(f"| T{i} | {c} |\n" for i, c in enumerate(cells)), encoding="utf-8")
    return mo.read(path, **options)


@pytest.mark.parametrize(
    ("cells", "values", "unit"),
    [
        (["$300", "$1,200.50"], [300, 1200.5], "$"),
        (["EUR 300", "EUR 50"], [300, 50], "EUR"),
        (["300 €", "50,5 €"], [300, 50.5], "€"),
        (["99.9%", "98 %"], [99.9, 98], "%"),
        (["400 ms", "5 ms"], [400, 5], "ms"),
        (["1 node", "3 nodes"], [1, 3], "node"),
        (["4/5", "3.6/5"], [4, 3.6], "/5"),
        (["4 of 5", "5 out of 5"], [4, 5], "/5"),
        (["★★★☆☆", "★★★★★"], [3, 5], "★/5"),
        (["⭐⭐", "⭐⭐⭐"], [2, 3], "★"),
        (["1'200", "950"], [1200, 950], ""),
        (["1 200", "950"], [1200, 950], ""),
        (["1\u202f200,5", "950"], [1200.5, 950], ""),
        (["1.234.567,89", "5"], [1234567.89, 5], ""),
        (["1,23,456", "7"], [123456, 7], ""),
        (["1,234,567", "1,200"], [1234567, 1200], ""),
        (["12,500", "0.5"], [12500, 0.5], ""),
        (["1,5", "2,125"], [1.5, 2.125], ""),
        (["95.861", "76791"], [95.861, 76791], ""),
        (["−5", "+3"], [-5, 3], ""),
        (["-$5", "$3"], [-5, 3], "$"),
        (["1e3", "2.5E-1"], [1000, 0.25], ""),
        (["5 (good)", "3 (poor)"], [5, 3], ""),
        (["67.9 ✅", "51.2"], [67.9, 51.2], ""),
        (["1408 [link]", "7*"], [1408, 7], ""),
        (["３．５", "٣"], [3.5, 3], ""),
        (["$2.50/1M", "$10.00/1M"], [2.5, 10], "$ /1M"),
    ],
)
def test_dressed_numbers_are_numbers_with_a_unit(tmp_path, cells, values, unit):
    matrix = column(tmp_path, *cells).matrix
    assert matrix.values[:, 0].tolist() == values
    assert matrix.criteria[0].unit == unit


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        (["12,500", "950"], "'12,500' may be 12500 or 12.500. Hint: say decimal='.' for 12500, or decimal=',' for 12.500"),
        (["1.200", "950"], "'1.200' may be 1200 or 1.200"),
        (["1.5", "2,5"], "two decimal marks"),
        (["1'200", "1 200"], "part their thousands in two ways"),
        (["$5", "5 €"], "line 4, column 'a': '5 €' has the unit '€' beside '[$]5'"),
        (["99.9%", "98"], "'98' has no unit beside '99.9%'"),
        (["500 MB", "2 GB"], "has the unit 'GB' beside '500 MB'"),
        (["4/5", "7/10"], "has the unit '/10' beside '4/5'"),
        (["10k", "500"], "'10k' has 'k', which may stand for a number. Hint: marks='auto' reads k as thousands"),
        (["3-5", "4"], "'3-5' is no number. Hint: write one number"),
        (["~5", "4"], "'~5' is no number"),
        ([">100", "≥4"], "2 cells cannot be read"),
        (["5±1", "4"], "is no number"),
        (["5+", "4"], "is no number"),
        (["(5)", "4"], "is no number"),
        (["5 (3)", "4"], "is no number"),
        (["1:30", "2:45"], "2 cells cannot be read"),
        (["2h 30m", "1h 5m"], "2 cells cannot be read"),
        (["nan", "1"], "'nan' is no number. Hint: na='nan'"),
        (["-inf", "1"], "'-inf' is no number"),
        (["1e999", "1"], "'1e999' is too large for a number"),
        (["1e-999", "1"], "'1e-999' is too small for a number"),
        (["0x1F", "1"], "is no number"),
        (["1_000", "1"], "is no number"),
        (["12345678901234567891", "1"], "has more digits than a number can hold"),
        (["10²", "1"], "is no number"),
        (["½", "1"], "is no number"),
        (["007", "8"], "is no number"),
        (["1.2.3", "8"], "is no number"),
        (["72/74 (97.3%)", "70/74 (94.6%)"], "2 cells cannot be read"),
        (["Free", "$5", "$7"], "'Free' is no number. Hint: levels={'Free': NUMBER} gives words numbers"),
    ],
)
def test_what_is_no_certain_number_is_one_question(tmp_path, cells, message):
    with pytest.raises(mo.ReadError, match=message):
        column(tmp_path, *cells)


@pytest.mark.parametrize(
    "cells",
    [
        ["2024-01-31", "2023-12-01"],
        ["31.01.2024", "1.12.2023"],
        ["v1.2", "v3.0"],
        ["1.2.3", "10.0.1"],
        ["12 May 2023", "3 June 2024"],
        ["555 123 4567", "555 987 6543"],
    ],
)
def test_dates_versions_and_phone_numbers_are_notes(tmp_path, cells):
    path = tmp_path / "t.md"
    path.write_text("| tool | a | x |\n|-|-|-|\n" + "".join(f"| T{i} | {c} | {i} |\n" for i, c in enumerate(cells)), encoding="utf-8")
    problem = mo.read(path)
    assert problem.matrix.criterion_names == ("x",)
    assert problem.reading.notes == ("a",)
    assert [a.notes["a"] for a in problem.matrix.alternatives] == cells


def test_marks_are_answered(tmp_path):
    assert column(tmp_path, "12,500", "950", decimal=".").matrix.values[:, 0].tolist() == [12500, 950]
    assert column(tmp_path, "12,500", "950", decimal=",").matrix.values[:, 0].tolist() == [12.5, 950]
    assert column(tmp_path, "12,500", "950", thousands=",").matrix.values[:, 0].tolist() == [12500, 950]
    assert column(tmp_path, "1\u202f200", "950", thousands="\u202f").matrix.values[:, 0].tolist() == [1200, 950]
    with pytest.raises(mo.ReadError, match="does not have ',' as its decimal mark"):
        column(tmp_path, "1.5", "2", decimal=",")
    with pytest.raises(mo.ReadError, match="does not have '.' between its thousands|between thousands, which is the decimal mark"):
        column(tmp_path, "1,234,567", "2", thousands=".")
    for option in ({"decimal": ";"}, {"thousands": "x"}, {"decimal": ",", "thousands": ","}):
        with pytest.raises(mo.ReadError, match="mark|both"):
            column(tmp_path, "1", "2", **option)


def test_k_and_m_are_numbers_when_asked_for(tmp_path):
    assert column(tmp_path, "10k", "2M", "500", marks="auto").matrix.values[:, 0].tolist() == [10_000, 2_000_000, 500]
    assert column(tmp_path, "$1.2M", "$800k", marks="auto").matrix.criteria[0].unit == "$"


def test_text_beside_a_number_stays_as_a_note(tmp_path):
    problem = column(tmp_path, "5 (good)", "3", header="ease")
    assert problem.matrix.alternatives[0].notes["ease"] == "5 (good)"
    assert "'ease' has text beside its numbers" in str(problem.reading)


def test_a_unit_in_the_header_holds_for_bare_cells(tmp_path):
    assert column(tmp_path, "99.9%", "98", header="uptime [%]").matrix.values[:, 0].tolist() == [99.9, 98]
    with pytest.raises(mo.ReadError, match="has the unit '[$]' while the header says '€'"):
        column(tmp_path, "$5", "4", header="price [€]")


WHOLE = st.integers(-(10**9), 10**9)


def written(number, places, decimal, thousands):
    """Write a number as an independent hand would."""
    text = f"{abs(number) / 10**places:,.{places}f}"
    table = str.maketrans({",": thousands, ".": decimal})
    return ("-" if number < 0 else "") + text.translate(table)


@given(
    st.lists(WHOLE, min_size=1, max_size=8),
    st.sampled_from([0, 1, 2, 4]),
    st.sampled_from([(".", ","), (",", "."), (",", " "), (".", "'"), (".", ""), (",", "")]),
)
def test_a_column_is_read_as_it_was_written_or_refused(numbers, places, marks):
    decimal, thousands = marks
    texts = [written(n, places, decimal, thousands) for n in numbers]
    found = [dressed(text) for text in texts]
    assert all(found)
    evidence = Evidence(";")
    evidence.add("t", [f.digits for f in found])
    try:
        known = evidence.marks()
    except mo.ReadError as error:
        assert "may be" in str(error)
        assert all(shape(f.digits) in ("plain", f"unclear{decimal}", f"unclear{thousands}") for f in found)
        return
    assert [value(f, known) for f in found] == [n / 10**places for n in numbers]


@given(st.text(string.printable + "€★☆½²−\u202f٣", max_size=12))
def test_no_text_is_misread(text):
    found = dressed(text)
    inexact(text)
    if found is not None:
        plain = "".join(c for c in found.digits if c.isdigit())
        assert plain or found.unit.startswith("★")
        try:
            value(found, Marks())
        except OverflowError:
            pass
    try:
        number = float(text)
    except ValueError:
        return
    if found is not None and "," not in text:
        assert value(found, Marks()) == number


def test_three_decimals_all_the_way_are_said_to_be_taken_for_decimals(tmp_path):
    path = tmp_path / "t.md"
    path.write_text("| tool | speed |\n|---|---|\n| Ant | 84.497 |\n| Bee | 40.923 |\n", encoding="utf-8")
    found = mo.read(path)
    assert found.matrix.values.ravel().tolist() == [84.497, 40.923]
    assert any("'84.497' is read as 84.497" in said and "decimal=',' for 84497" in said for said in found.reading.assumed)
    assert mo.read(path, decimal=",").matrix.values.ravel().tolist() == [84497, 40923]
    assert not mo.read(path, decimal=".").reading.assumed
