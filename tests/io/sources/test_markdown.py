from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import mcda_orch as mo
from mcda_orch.io.sources.markdown import table
from mcda_orch.io.sources.markdown_blocks import blocks, split
from mcda_orch.io.sources.markdown_inline import seen

TWO = "| tool | a |\n|---|---|\n| Ant | 1 |\n"


def rows(text, wanted=None):
    found = table(text, "t.md", wanted)
    return [list(found.header), *map(list, zip(*found.columns, strict=True))]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("**bold**", "bold"),
        ("a<br>b", "a b"),
        ("&amp; \\*", "& *"),
        ("![alt](p.png) x", "alt x"),
        ("![](check.png)", "[image check.png]"),
        ("![](logo.png) Ant", "Ant"),
        ("<img src='logo.png'> **Ant**", "Ant"),
        ("![logo](logo.png) Ant", "logo Ant"),
        ("🐝", "🐝"),
        ("a_b", "a_b"),
        ("**67.9** ✅", "67.9 ✅"),
        ("***67.9***", "67.9"),
        ("**_67.9_**", "67.9"),
        ("__67.9__", "67.9"),
        ("[**x**](https://x.org/a_(b))", "x"),
        ("[x](<a b> 'title')", "x"),
        ("<https://x.org>", "https://x.org"),
        ("`a*b`", "a*b"),
        ("`` a`b ``", "a`b"),
        ("`a", "`a"),
        ("a * b", "a * b"),
        ("5*", "5*"),
        ("~~300~~ 250", "~~300~~ 250"),
        ("<del>300</del> 250", "~~300~~ 250"),
        ("4.5<sup>1</sup>", "4.5¹"),
        ("CO<sub>2</sub>", "CO₂"),
        ("10<sup>a b</sup>", "10^a b"),
        ("<b>x</b><!-- y -->", "x"),
        ("<img src=yes.png alt='yes'>", "yes"),
        ("<img src='yes.png'>", "[image yes.png]"),
        ("1&nbsp;200", "1\xa0200"),
        (":white_check_mark: :x:", "✅ ❌"),
        (":unknown: 12:30", ":unknown: 12:30"),
        ("[x]", "[x]"),
        ("x < y & z", "x < y & z"),
        ("[unknown][ref]", "[unknown][ref]"),
    ],
)
def test_what_a_reader_sees_of_a_cell(cell, text):
    assert seen(cell) == text


def test_references_and_footnotes_are_resolved_where_they_are_defined():
    text = "| [T][Ref] | a |\n|-|-|\n| [ref] | 4[^1] |\n| [ref][] | 5[^2] |\n\n[REF]: https://x.org\n[^1]: estimated\n"
    assert rows(text) == [["T", "a"], ["ref", "4"], ["ref", "5[^2]"]]


PIECES = [
    "*",
    "**",
    "_",
    "__",
    "a",
    "b ",
    "1.5",
    " ",
    "`",
    "``",
    "[",
    "]",
    "(",
    ")",
    "](x)",
    "[a]",
    "\\",
    "\\*",
    "&amp;",
    "<b>",
    "<u:x>",
    '"',
    "é",
    ".",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_inline_rules_are_those_of_commonmark(cell):
    tokens = MarkdownIt("commonmark").parseInline(cell)[0].children
    assert seen(cell) == "".join(t.content for t in tokens if t.type in ("text", "code_inline")).strip()


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("|a|b|", ["a", "b"]),
        ("a|b", ["a", "b"]),
        ("| | a |", ["", "a"]),
        ("|a||", ["a", ""]),
        (r"|a\|b|c|", ["a|b", "c"]),
        (r"|`a\|b`|`c|d`|", ["`a|b`", "`c", "d`"]),
        (r"|a\\|b|", [r"a\|b"]),
    ],
)
def test_pipes(line, cells):
    assert split(line) == cells


def test_padded_and_unpadded_short_and_linked_rows():
    text = "\ufeffintro\r\n\r\n| Name| a |b|\r\n|---|:-:|--:|\r\n| [x](https://x.org/a_(b)) |1|\r\n|`p\\|q`| 2 | 3 |\r\n\r\nafter"
    found = table(text, "t.md")
    assert found.header == ("Name", "a", "b")
    assert found.columns == (("x", "p|q"), ("1", "2"), ("", "3"))
    assert found.as_written(0)[0] == "[x](https://x.org/a_(b))"
    assert list(found.lines) == [5, 6]
    assert found.where(1, 2) == "t.md, line 6, column 'b'"


FLAT = [
    "| a | b |", "|---|---|", "| 1 | 2 |", "|1|2|", "a | b", "--- | ---", ":-- | --:", "| 1 |", "", "", "text", "```", "~~~~", "~~~", "``` x", "````",
    "# h", "***", "===", "<!-- x", "-->", "<!-- x -->", "<div>", "</div>", "<pre>", "</pre>",
]  # fmt: skip
QUOTED = ["> | a | b |", "> |---|---|", "> | 1 | 2 |", ">", "> text", "", "> ```"]


@given(st.one_of(st.lists(st.sampled_from(lines), max_size=10) for lines in (FLAT, QUOTED)))
def test_tables_are_where_gfm_sees_them(lines):
    text = "\n".join(lines)
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    starts = [t.map[0] + 1 for t in tokens if t.type == "table_open"]
    body = [t.map[0] + 1 for t, inner in pairwise(tokens) if t.type == "tr_open" and inner.type == "td_open"]
    found, _ = blocks(text)
    if any("dashes" in block.fault for block in found):
        return  # a header that does not fit its dashes is text there, and an error here
    assert [block.line for block in found] == starts
    assert [line for block in found for line in block.lines] == body


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("- x\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |\n", [5]),
        ("1. x\n\n   | a | b |\n   |---|---|\n   | 1 | 2 |\n2. y\n", [5]),
        ("- x\n  - y\n\n    | a | b |\n    |---|---|\n    | 1 | 2 |\n", [6]),
        ("- | a | b |\n  |---|---|\n  | 1 | 2 |\n| 3 | 4 |\n", [3]),
        ("text\n\n    | a | b |\n    |---|---|\n    | 1 | 2 |\n", []),
        ("\t| a | b |\n\t|---|---|\n\t| 1 | 2 |\n", []),
        ("> | a | b |\n> |---|---|\n> | 1 | 2 |\n| 3 | 4 |\n", [3]),
        ("<details>\n<summary>x</summary>\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n</details>\n", [6]),
        ("<details>\n| a | b |\n|---|---|\n| 1 | 2 |\n</details>\n", []),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n# heading\n", [3]),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n> quote\n", [3]),
        ("````\n```\n| a | b |\n|---|---|\n| 1 | 2 |\n```\n````\n", []),
        ("intro\n| a | b |\n|---|---|\n| 1 | 2 |\n", [4]),
        ("a | b\n---\n1 | 2\n", []),
    ],
)
def test_lists_quotes_code_and_html(text, lines):
    assert [line for block in blocks(text)[0] for line in block.lines] == lines
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    assert [t.map[0] + 1 for t, inner in pairwise(tokens) if t.type == "tr_open" and inner.type == "td_open"] == lines


SEVERAL = f"# One\n\n{TWO}\n## The other one\n\n| x | y |\n|---|---|\n| 1 | 2 | 3 |\n\nThird\n-----\n| tool | z |\n|---|---|\n| Bee | 7 |\n"


def test_any_table_of_a_file_can_be_chosen_and_faults_of_others_do_not_matter():
    assert rows(SEVERAL) == [["tool", "a"], ["Ant", "1"]]
    assert table(SEVERAL, "t.md").assumed == (
        "The file has 3 tables, and the first is read; choose by table=: 1 (line 3: 'One'), 2 (line 9: 'The other one'), 3 (line 15: 'Third').",
    )
    for wanted in (3, "3", "third", "z"):
        assert rows(SEVERAL, wanted) == [["tool", "z"], ["Bee", "7"]]
        assert table(SEVERAL, "t.md", wanted).name == "Third"
    with pytest.raises(
        mo.ReadError,
        match="t.md, line 11: the row has 3 cells, but the header has 2.*Any table of the file can be chosen: table=1 .line 3: 'One'.*table=2",
    ):
        table(SEVERAL, "t.md", "other one")
    with pytest.raises(mo.ReadError, match="there is no table 4. Hint: say table=1 .line 3: 'One'., table=2"):
        table(SEVERAL, "t.md", 4)
    with pytest.raises(mo.ReadError, match="2 tables answer to 'tool'. Hint: say table=1 .line 3"):
        table(SEVERAL, "t.md", "tool")
    with pytest.raises(mo.ReadError, match="no table stands below a heading 'w' or has such a column"):
        table(SEVERAL, "t.md", "w")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("just words", "t.md: there is no table"),
        ("", "there is no table"),
        ("```\n|a|b|\n|-|-|\n|1|2|\n```", "there is no table"),
        ("|a|b|\n|-|-|\n", "has a header, but no rows"),
        ("|a|a|\n|-|-|\n|1|2|", "columns 1 and 2 are both called 'a'"),
        ("|a|b|\n|-|-|\n|1|2|3|", "t.md, line 3: the row has 3 cells, but the header has 2. Hint: escape a pipe"),
        ("|a|b|c|\n|-|-|\n|1|2|3|", "t.md, line 1: the header has 3 cells, but the line of dashes below it has 2"),
        (TWO + "Source: somebody\n", "line 4: 'Source: somebody' follows the table without an empty line"),
        (TWO + "\n| Bee | 2 |\n", "line 1: an empty line parts the row in line 5 from its table. Hint: take the empty line out"),
        ("<table><tr><td colspan=2>x</td></tr></table>", "line 1: a cell spans 2 columns"),
        ("<table><tr><td><table></table></td></tr></table>", "there is a table inside a table"),
        ("<table>\n</table>", "the HTML table has no rows"),
    ],
)
def test_bad_markdown_names_the_line(text, message):
    with pytest.raises(mo.ReadError, match=message):
        table(text, "t.md")


def test_html_tables():
    text = (
        "# Tools\n\n<table>\n <thead><tr><th></th><th>a &amp; b</th><th>c</th></tr></thead>\n\n <tbody>\n  <tr><td><b>Ant</b> *</td>\n"
        "   <td>\n    1\n   </td><td><img src='x.png' alt='yes'></td></tr>\n  <tr><td>Bee<td>2\n </tbody></table>\n"
    )
    found = table(text, "t.md")
    assert found.header == ("", "a & b", "c")
    assert found.columns == (("Ant *", "Bee"), ("1", "2"), ("yes", ""))
    assert list(found.lines) == [7, 11]
    assert found.name == "Tools"


@pytest.mark.parametrize(
    "pattern",
    ["[", "![", "*a ", "`", "<", "[a](", "_", "a**b", "&", "[[]", "<!--", "\\", "**x* ", "``` `", "[a][", "~~a ", "<a b='", "<a b=\"c' ", "](", "[a](b \"",
     "[^a", "*_", "***a", ":a", "&#1", "<a ", "<a@", "[a](<", "<sup>", "</sup>", "<sup>1</sup>", "a_*"],
)  # fmt: skip
def test_time_grows_with_the_size_of_a_cell(pattern):
    seen(pattern * (60_000 // len(pattern)), {"a"})


@pytest.mark.parametrize(
    "line",
    [
        "> " * 50,
        "- " * 50,
        "|",
        "| a | b |\n|---|---|\n",
        "```\n",
        "<div>\n",
        "<!--\n",
        "a\n",
        "    a\n",
        "- - -",
        "[a]: b\n",
        "1. a\n",
        "<table>",
    ],
)
def test_time_grows_with_the_size_of_a_text(line):
    text = (line if line.endswith("\n") else line + "\n") * (60_000 // len(line))
    try:
        table(text, "t.md")
    except mo.ReadError:
        pass


def test_large_tables_hold_plain_numbers_as_numbers(monkeypatch):
    monkeypatch.setattr("mcda_orch.io.sources.markdown.LARGE", 2)
    found = table("| tool | a | b | c |\n|-|-|-|-|\n| 1 | 1.50 | 1.000 | **2** |\n| 2 | 7 | | 3 |\n", "t.md")
    assert found.columns[1].tolist() == [1.5, 7]
    assert found.columns[0] == ("1", "2")
    assert found.columns[2] == ("1.000", "")
    assert found.columns[3] == ("2", "3")  # without its markup it stands nowhere else
    assert list(found.as_written(1)) == ["1.50", "7"]
    assert list(found.as_written(3)) == ["**2**", "3"]


@pytest.mark.parametrize(
    "rows",
    [
        "| c | 3 | 4.25 | x |\n", "| **c** | 3 | -4.5 | [x](y) |\n", "|c|3|4.25||\n", "|  c  |   3|4.25   | x\n", "c | 3 | 4 | x\n", "| c | **3** | 4 | x |\n", "| c | 3 | 4 |\n", "| c | 1.200 | 4 | x |\n",
        "| c \\| d | 3 | 4 | x |\n", "| `c | 3 | 4 | x` |\n", "|  | 3 | 4 | x |\n", "| c | | | |\n", "| c | 007 | 4 | x |\n", "| c | 3 | 4 | ü &amp; |\r\n", "  | c | 3 | 4 | x |  \n",
        "| c | 3 | n/a | x |", "| c | 3 | 4 | x | y |\n", "| c | 3 | 9007199254740993 | x |\n", "text\n", "\n| c | 3 | 4 | x |\n", "| c | 1e5 | 0.12345678901234567 | x |\n",
    ],
)  # fmt: skip
def test_regular_rows_are_read_as_rows_are_one_by_one(monkeypatch, rows):
    text = "| tool | a | b | c |\n|-|-|-|-|\n| a | 1 | 1.5 | x |\n| *b* | 2 | 2.5 | `y` |\n" + rows
    monkeypatch.setattr("mcda_orch.io.sources.markdown.LARGE", 2)
    monkeypatch.setattr("mcda_orch.io.sources.markdown.SAMPLE", 2)
    quick = _outcome(text)
    monkeypatch.setattr("mcda_orch.io.sources.markdown._regular", lambda *given: None)
    assert quick == _outcome(text)


def _outcome(text):
    try:
        found = table(text, "t.md")
    except mo.ReadError as error:
        return str(error)
    columns = [(cells.tobytes() if isinstance(cells, np.ndarray) else tuple(cells)) for cells in found.columns]
    written = [list(found.as_written(j)) for j in range(len(columns))]
    return found.header, columns, written, list(found.lines), [found.where(row, 1) for row in range(len(found))]
