import pytest
from hypothesis import given
from hypothesis import strategies as st

import mcda_orch as mo
from mcda_orch.core.table import Table
from mcda_orch.io.sources import markdown, separated
from mcda_orch.io.sources.tables import raw_table

TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cf", "Zl", "Zp")), max_size=12).map(str.strip)
WORD = TEXT.filter(bool)


@given(st.lists(WORD, min_size=2, max_size=4, unique=True), st.data())
def test_what_is_written_as_markdown_reads_back(header, data):
    rows = data.draw(st.lists(st.tuples(*[TEXT for _ in header]), min_size=1, max_size=4))
    found = markdown.table(Table(tuple(header), tuple(rows)).markdown(), "t.md")
    assert found.header == tuple(header)
    assert list(zip(*found.columns, strict=True)) == rows


@given(st.text(max_size=200))
def test_no_text_raises_anything_but_a_read_error(text):
    for reader in (markdown.table, separated.table):
        try:
            reader(text, "fuzz")
        except mo.ReadError:
            pass


def write(folder, name, text):
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_text_file_is_what_it_looks_like(tmp_path):
    marked = raw_table(write(tmp_path, "a.txt", "| tool | a |\n|---|---|\n| Ant | 1 |\n"), "a.txt")
    assert marked.header == ("tool", "a")
    separated = raw_table(write(tmp_path, "b.txt", "tool\ta\nAnt\t1\n"), "b.txt")
    assert separated.header == ("tool", "a")


def test_a_file_in_windows_text_says_so(tmp_path):
    found = raw_table(write(tmp_path, "a.md", "| café | a |\n|---|---|\n| Ant | 1 |\n".encode("cp1252")), "a.md")
    assert found.header == ("café", "a")
    assert "was read as Windows-1252" in found.remarks[0]


@pytest.mark.parametrize(
    ("name", "said", "message"),
    [
        ("t.rst", {}, "tables in reStructuredText cannot be read. Hint: save the table as CSV or Markdown"),
        ("t.xyz", {}, "files ending in .xyz cannot be read. Hint: use .toml, .md, .csv, .tsv, .tab, .txt, .xlsx"),
        ("t.csv", {"sheet": 1}, "sheet=1 has no meaning for a file ending in .csv"),
        ("t.csv", {"table": 2}, "table=2 has no meaning here"),
    ],
)
def test_what_has_no_meaning_is_said(tmp_path, name, said, message):
    with pytest.raises(mo.ReadError, match=message):
        raw_table(write(tmp_path, name, "tool,a\nAnt,1\n"), name, **said)


def test_two_dollars_are_no_formula_and_read_back():
    text = Table(("tool", "price"), (("a$b$c", "$"),)).markdown()
    assert "a\\$b\\$c" in text
    assert markdown.table(text, "t.md").columns == (("a$b$c",), ("$",))
