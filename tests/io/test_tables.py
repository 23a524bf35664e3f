import pytest
from hypothesis import given
from hypothesis import strategies as st

import mcda_orch as mo
from mcda_orch.core.table import Table
from mcda_orch.io.markdown import cells, plain, tables
from mcda_orch.io.separated import table

TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), max_size=12).map(str.strip)
WORD = TEXT.filter(bool)


@given(st.lists(WORD, min_size=2, max_size=4), st.data())
def test_what_is_written_as_markdown_reads_back(header, data):
    rows = data.draw(st.lists(st.tuples(*[TEXT for _ in header]), min_size=1, max_size=4))
    lines = Table(tuple(header), tuple(rows)).markdown().splitlines()
    found = [[_unescaped(cell) for cell in cells(line)] for line in lines]
    assert found[0] == list(header)
    assert found[2:] == [list(row) for row in rows]


def _unescaped(cell):
    out, position = "", 0
    while position < len(cell):
        if cell[position] == "\\" and position + 1 < len(cell) and cell[position + 1] in "\\|":
            position += 1
        out += cell[position]
        position += 1
    return out


@given(st.text(max_size=200))
def test_no_text_raises_anything_but_a_read_error(text):
    for reader in (tables, table):
        try:
            reader(text, "fuzz")
        except mo.ReadError:
            pass


def test_padded_and_unpadded_short_and_linked_rows():
    text = (
        "\ufeffintro\r\n\r\n| Name| a |b|\r\n|---|:-:|--:|\r\n| [x](https://x.org/a_(b)) |1|\r\n|`p\\|q`| 2 | 3 |\r\nno pipes\r\n\r\nafter"
    )
    found = tables(text, "t.md")[0]
    assert found.header == ("Name", "a", "b")
    assert found.columns == (("x", "p|q", "no pipes"), ("1", "2", ""), ("", "3", ""))
    assert found.as_written(0)[0] == "[x](https://x.org/a_(b))"
    assert list(found.lines) == [5, 6, 7]


@pytest.mark.parametrize(
    ("cell", "text"),
    [("**bold**", "bold"), ("a<br>b", "a b"), ("&amp; \\*", "& *"), ("![alt](p.png) x", "alt x"), ("🐝", "🐝"), ("a_b", "a_b")],
)
def test_plain_text(cell, text):
    assert plain(cell) == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("just words", "t.md: there is no table"),
        ("", "there is no table"),
        ("```\n|a|b|\n|-|-|\n|1|2|\n```", "there is no table"),
        ("|a|b|\n|-|-|\n", "has a header, but no rows"),
        ("|a|a|\n|-|-|\n|1|2|", "columns 1 and 2 are both called 'a'"),
        ("|a|b|\n|-|-|\n|1|2|3|", "t.md, line 3: the row has 3 cells, but the header has 2"),
    ],
)
def test_bad_markdown_names_the_line(text, message):
    with pytest.raises(mo.ReadError, match=message):
        tables(text, "t.md")
