import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mcda_orch as mo
from mcda_orch.io.interpretation import forms as module
from mcda_orch.io.interpretation.cells import survey
from mcda_orch.io.interpretation.forms import FEW, alike, forms
from mcda_orch.io.interpretation.marks import Evidence, Marks
from mcda_orch.io.raw import Exact

MARKS = [Marks(), Marks(","), Marks(".", ","), Marks(",", "."), Marks(".", "'"), Marks(",", " ")]
BEFORE = ["", "", "$", "EUR ", "Rs.", "-", "$-", "+", "~", "v", "(", "€ "]
BEHIND = [
    "",
    "",
    " ms",
    "%",
    "k",
    "/5",
    " of 5",
    " m2",
    " (good)",
    " [1]",
    "*",
    "e3",
    "e-05",
    " things",
    " €",
    " L/100km",
    " (3)",
    "\u0663",
    " ✅",
    ".",
]
DIGITS = ["{:.2f}", "{:.3f}", "{:.0f}", "{:,.0f}", "{:,.1f}", "0{:.1f}", ".{:.0f}", "1,23,{:.0f}"]
OTHERS = [
    "",
    "n/a",
    "-",
    "low",
    "0",
    "5",
    "99999999999999999999",
    "0.0",
    "1e400",
    "１２",
    "★★★☆☆",
    "2020-01-02",
    "5-10",
    "a note\nof 2 lines",
    "12345678901234567",
]


@st.composite
def columns(draw):
    """Draw a column that is long enough for its cells to be sorted by form: numbers in a few dresses, and a few other cells."""
    numbers = st.one_of(st.integers(0, 10**6), st.floats(0, 10**6, allow_nan=False))
    dresses = st.tuples(st.sampled_from(BEFORE), st.sampled_from(DIGITS), st.sampled_from([".", ",", "'", " "]), st.sampled_from(BEHIND))
    cells = draw(st.lists(st.sampled_from(OTHERS), max_size=3))
    for before, digits, mark, behind in draw(st.lists(dresses, min_size=1, max_size=3)):
        swapped = str.maketrans({",": "." if mark == "," else mark, ".": "," if mark == "," else "."})
        cells += [before + digits.format(n).translate(swapped) + behind for n in draw(st.lists(numbers, min_size=2, max_size=8))]
    every = draw(st.sampled_from([1, 2, 10**9]))  # which texts their source holds as numbers; none is held both ways
    exact = {cell for at, cell in enumerate(dict.fromkeys(cells)) if at % every == every - 1}
    order = draw(st.permutations([Exact(cell) if cell in exact else cell for cell in cells]))
    return (order * (FEW // len(order) + 1))[: FEW + 20]


def read(cells, few, **declared):
    """Return all that is said of a column where forms count from so many cells on."""
    kept, module.FEW = module.FEW, few
    try:
        found = survey(0, cells, levels=declared.get("levels", {}), blanks=declared.get("blanks", frozenset()))
        evidence = Evidence()
        try:
            evidence.add("here", found.evidence(), found.exact)
            marks = evidence.marks()
        except mo.McdaError as error:
            marks = str(error)
        said = [
            found.numeric,
            found.empty,
            found.rated,
            found.marks,
            found.unsaid,
            found.unit,
            found.units(),
            found.aside,
            found.words,
            marks,
        ]
        values = [found.read(m, factors=factors) for m in MARKS for factors in (False, True)]
        return said, [(v.tobytes(), gone, faults) for v, gone, faults in values], [found.places(m) for m in MARKS]
    finally:
        module.FEW = kept


@given(columns(), st.sampled_from([{}, {"blanks": frozenset({"5", "n/a"})}, {"levels": {"low": 1.0, "12.00": 7.0, "5": 2.0}}]))
def test_cells_sorted_by_form_are_read_as_they_are_one_by_one(cells, declared):
    assert read(cells, FEW, **declared) == read(cells, 10**9, **declared)


def test_a_form_shows_length_marks_noughts_in_front_and_all_that_stands_around():
    assert forms(["12.5 ms", "40.7 ms", "0.4 ms", "05", "Rs.05", "Rs.15", "1'234", "7 m3", "4/5", "-20"]) == [
        "11.1 ms", "11.1 ms", "0.1 ms", "01", "Rs.01", "Rs.11", "1'111", "1 m3", "1/5", "-11",
    ]  # fmt: skip
    assert forms(["one", "two"]) == ["one", "two"]
    assert forms(["5 €", "\ud800 6", "two\nlines"]) == ["5 €", "\ud800 6", "two\nlines"]


def test_a_fraction_and_a_declared_word_are_none_of_a_form():
    cells = ["4/5", "6/5", "-999", "-998", "-1.5", "-2.5"] * FEW
    assert alike(cells, ["-999"])[:6] == ["4/5", "6/5", "-999", "-998", "-1.5", "-1.5"]


@pytest.mark.parametrize(("before", "behind", "unit"), [("", "", ""), ("$", "", "$"), ("", " ms", "ms"), ("", " €", "€")])
def test_a_long_column_of_decimal_commas_has_the_numbers_that_python_reads(tmp_path, before, behind, unit):
    numbers = np.round(np.random.default_rng(0).uniform(-1000, 1000, 3 * FEW), 3)
    texts = [f"{number!r}".replace(".", ",") for number in numbers.tolist()]
    path = tmp_path / "t.csv"
    path.write_text("name;a\n" + "".join(f"x{i};{before}{text}{behind}\n" for i, text in enumerate(texts)), encoding="utf-8")
    matrix = mo.read(path, directions={"a": "max"}).matrix
    assert matrix.values[:, 0].tolist() == numbers.tolist()
    assert matrix.criteria[0].unit == unit


def test_a_number_too_long_for_a_float_is_named_in_a_long_column(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("name;a\n" + "".join(f"x{i};{10**19 + (i == 150)}\n" for i in range(2 * FEW)), encoding="utf-8")
    with pytest.raises(mo.McdaError, match=r"line 152, column 'a': '10000000000000000001' has more digits than a number can hold"):
        mo.read(path)


@pytest.mark.parametrize("cell", ["944.864,00 / 5", "1,234.50 of 5"])
def test_more_than_there_is_to_reach_is_no_number_however_it_is_grouped(tmp_path, cell):
    path = tmp_path / "t.csv"
    path.write_text(f"name;a\nx;3 / 5\ny;{cell}\n", encoding="utf-8")
    with pytest.raises(mo.McdaError, match="line 3, column 'a': .* is no number"):
        mo.read(path)
