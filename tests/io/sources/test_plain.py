import random

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.io.sources.plain import plain_numbers, regular_columns


def written(rng):
    """Return a plain number as somebody may write it."""
    digits = "".join(rng.choices("0123456789", k=rng.randint(1, rng.choice((4, 8, 9, 16, 20)))))
    digits = digits.lstrip("0") or "0"
    kind = rng.random()
    if kind < 0.5:
        digits = (digits[: (at := rng.randint(0, len(digits) - 1))] or rng.choice(("", "0"))) + "." + digits[at:]
    elif kind < 0.6:
        digits += "."
    if rng.random() < 0.1:
        digits += rng.choice("eE") + rng.choice(("", "-", "+")) + str(rng.randint(0, 9))
    return " " * rng.randint(0, 2) + rng.choice(("", "", "-", "+")) + digits + " " * rng.randint(0, 2)


@pytest.mark.parametrize("seed", range(20))
def test_numbers_that_are_read_many_at_a_time_are_those_of_float_to_the_last_bit(seed):
    rng = random.Random(seed)
    cells = [text for text in (written(rng) for _ in range(4000)) if abs(float(text)) < 2**53]
    cells[7] = ""
    rows = [f"r{i};{cell};{7 - i}\n" for i, cell in enumerate(cells)]
    blocks = ["".join(rows[:50]), "".join(rows[50:51]), "".join(rows[51:])]
    label, found, count = regular_columns(blocks, len(rows), ";", [False, True, True], {1})
    expected = np.array([float(cell or "nan") for cell in cells])
    assert found.tobytes() == expected.tobytes()
    assert list(label) == [f"r{i}" for i in range(len(rows))]
    assert count.tolist() == [7 - i for i in range(len(rows))]


@pytest.mark.parametrize("length", range(1, 20))
@pytest.mark.parametrize("at", range(-1, 19))
def test_a_point_anywhere(length, at):
    digits = "9081726354908172635"[:length]
    cell = digits if at < 0 else digits[:at] + "." + digits[at:]
    read = regular_columns([f"{cell}|\n" * 3], 3, "|", [True, False], {0})
    if abs(float(cell)) >= 2**53:  # a whole number may have more digits than a float
        assert read is None
    else:
        assert read[0].tolist() == [float(cell)] * 3


@pytest.mark.parametrize(
    "cell", ["1.2.3", "..5", ".", "-", "--1", "+-1", "1-", "1 2", "0x10", "1_0", "00", "-01", "007", "1/2", "1:2", "12345678/", "/2345678.", "1e", "e5", "nan", "inf", "1e999", "1e-999",
             "९", "x", "9007199254740993", " " * 99 + "1", "1\r", "123456789.1234567.", "1.23456789.", "12,5"]
)  # fmt: skip
def test_what_is_no_plain_number_is_left_to_others(cell):
    assert regular_columns([f"1;2\n{cell};2\n"], 2, ";", [True, True], {0}) is None
    assert plain_numbers(["1", cell]) is None


@pytest.mark.parametrize("text", ["a;1\nb;2;\n", "a;1\nb\n", "a;1\n\nb;2\n", "a;1;b\n;2\n"])
def test_rows_that_are_not_alike_are_left_to_others(text):
    assert regular_columns([text], 3, ";", [False, True], {1}) is None


def test_texts_and_empty_columns():
    text = "Ähre ;1;;x\n ⚙ y;2;;\n"
    label, number, empty, note = regular_columns([text], 2, ";", [False, True, True, False], ())
    assert (list(label), number.tolist(), list(empty), list(note)) == (["Ähre", "⚙ y"], [1, 2], ["", ""], ["x", ""])


def test_a_point_before_three_digits_alone_may_part_thousands():
    assert regular_columns(["a;1.200\nb;3\n"], 2, ";", [False, True], ()) is None
    assert regular_columns(["a;1.200\n", "b;3.25\n"], 2, ";", [False, True], ())[1].tolist() == [1.2, 3.25]


@pytest.mark.parametrize("name", ["t.csv", "t.md", "ragged.md"])
@pytest.mark.parametrize("cell", ["-999", "-999.00"])
def test_a_number_that_is_declared_to_be_something_else_is_so_in_a_large_table_too(tmp_path, name, cell):
    rows = [[f"x{i:060}", f"{i}.25", str(i % 7)] for i in range(20_000)]  # large is what has many characters
    rows[5][1] = rows[17_000][1] = cell
    mark = "," if name == "t.csv" else " | "
    lines = [mark.join(row) for row in [["name", "a", "b"], *rows]]
    if mark != ",":
        lines = [f"| {line} |" for line in lines]
        lines.insert(1, "|-|-|-|")
        lines[9] = lines[9].rstrip("| ") if name == "ragged.md" else lines[9]
    path = tmp_path / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    blank = mo.read(path, na=[cell], blanks="worst")
    assert np.flatnonzero(np.isnan(blank.matrix.values[:, 0])).tolist() == [5, 17_000]
    assert blank.reading.blanks == {cell: 2}
    notes = mo.read(path, notes="a").matrix.alternatives
    assert [notes[at].notes["a"] for at in (0, 5, 6, 17_000, 19_999)] == ["0.25", cell, "6.25", cell, "19999.25"]
    levels = mo.read(path, levels={cell: 3.5}).matrix.values
    assert levels[[5, 17_000], 0].tolist() == [3.5, 3.5]
    assert levels[6].tolist() == [6.25, 6]
