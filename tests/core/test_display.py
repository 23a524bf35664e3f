import csv
import io

import pytest
from markdown_it import MarkdownIt

from mcda_orch.cli.render import text_of
from mcda_orch.core.display import display_width, in_markdown, in_spreadsheet, prose_in_markdown, visible
from mcda_orch.core.table import Table

HOSTILE = [
    "\x1b[31mred", "\x1b]8;;https://x.org\x07x", "a\u202eb", "a\nb\r\nc", "a\x00b\x9bc", "\u2066x\u2069", "a\u2028b", "\ud800", "\U000e0041x",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_no_control_character_goes_out(text):
    table = Table((text, "b"), ((text, 1),), title=text, note=text)
    for out in (str(table), table.markdown(), table.html(), table.to_latex(), text_of([table], [text])):
        for c in out:
            assert c == "\n" or (c.isprintable() and not 0xE0000 <= ord(c) <= 0xE007F), f"{c!r} in {out!r}"
        out.encode()
    assert str(table).count("\n") == 3


def test_control_characters_are_spelled_out():
    assert visible("a\x1b[0m\u202e\U000e0041") == "a\\x1b[0m\\u202e\\U000e0041"
    assert visible("👩‍💻 é\tx") == "👩‍💻 é x"


MARKUP = [
    "<script>x</script>", "<b>", "[x](https://x.org)", "![x](y.png)", "*x*", "__x__", "_x_", "`x`", "~~x~~", "&lt;", "a|b", "\\", "\\|", "https://x.org",
    "www.x.org", "<https://x.org>", "[a]: b", "a*b*c", "**", "]", "$x$ $y$", "snake_case_name", "a & b", "5 > 3", "#1", "a_ b _c", "x\\*y",
]  # fmt: skip


@pytest.mark.parametrize("text", MARKUP)
def test_no_cell_becomes_markdown(text):
    tokens = (
        MarkdownIt("commonmark", {"linkify": False}).enable(["table", "strikethrough"]).parse(Table((text, "b"), ((text, 1),)).markdown())
    )
    cells = [t.children for t in tokens if t.type == "inline"]
    assert len(cells) == 4
    shown = text.replace("$", "\\$") if "$" in text else text
    for children in (cells[0], cells[2]):
        assert {t.type for t in children} <= {"text", "text_special"}
        assert "".join(t.content for t in children) in (text, shown)


@pytest.mark.parametrize("line", ["# x", "- x", "> x", "1. x", "12) x", "+ x", "=== x", "* x", "x\n# y"])
def test_no_line_begins_a_block(line):
    tokens = MarkdownIt().parse(prose_in_markdown(line))
    assert [t.type for t in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert tokens[1].content.count("\n") == line.count("\n")


def test_plain_words_stay_as_they_are():
    for text in ("price [EUR]".replace("[", "(").replace("]", ")"), "snake_case", "a & b", "12:30", "C++", "50%", "$300", "Größe"):
        assert in_markdown(text) == text


def test_html_is_escaped():
    assert "<td>&lt;b onload=&quot;x&quot;&gt;</td>" in Table(("a",), (('<b onload="x">',),)).html()


def test_no_cell_is_run_by_a_spreadsheet():
    hostile = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "＝1"]
    table = Table(("name", "=x"), tuple((text, -1.5) for text in hostile))
    rows = list(csv.reader(io.StringIO(table.csv(), newline="")))
    assert rows[0] == ["name", "'=x"]
    assert [row[0] for row in rows[1:]] == ["'" + text.replace("\r", "\n") for text in hostile]
    assert {row[1] for row in rows[1:]} == {"-1.5"}
    assert next(csv.reader(io.StringIO(table.csv(safe=False)))) == ["name", "=x"]
    for harmless in ("-5", "+3.5", "1e-3", "++", "--", "Ant", "a=b", "-12 %"):
        assert in_spreadsheet(harmless) == harmless


@pytest.mark.parametrize(
    ("text", "width"),
    [("abc", 3), ("é", 1), ("e\u0301", 1), ("日本", 4), ("👍🏽", 2), ("👩‍💻", 2), ("✔\ufe0f", 2), ("🇩🇪", 2), ("a\u200bb", 2)],
)
def test_widths(text, width):
    assert display_width(text) == width
