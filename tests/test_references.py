"""Every publication that is cited is in references.bib, and every entry there is cited."""

import re
import tomllib
from pathlib import Path

import pytest

import mcda_orch as mo
from mcda_orch.builtin import __all__ as builtin

ROOT = Path(__file__).parents[1]
BIB = (Path(mo.__file__).parent / "references.bib").read_text(encoding="utf-8")
ENTRIES = dict(re.findall(r"(?ms)^@\w+\{(\w+), (.+?)\}$", BIB))
NEEDED = {
    "article": {"author", "title", "journal", "volume", "pages", "year"},
    "book": {"author", "title", "publisher", "year"},
    "inproceedings": {"author", "title", "booktitle", "pages", "year"},
    "incollection": {"author", "title", "booktitle", "publisher", "pages", "year"},
    "techreport": {"author", "title", "institution", "number", "year"},
    "misc": {"author", "title", "howpublished", "year"},
}


def written():
    """Return everything a reader may meet: sources, documents, and the citations of worked examples."""
    files = [*(ROOT / "src").rglob("*.py"), *(ROOT / "docs").glob("*.md"), *ROOT.glob("*.md")]
    cases = [case for path in (ROOT / "data" / "published").glob("*.toml") for case in tomllib.loads(path.read_text("utf-8"))["case"]]
    return "\n".join([path.read_text(encoding="utf-8") for path in files] + [case["citation"] for case in cases])


@pytest.mark.parametrize("name", builtin)
def test_a_plugin_cites_what_exists(name):
    plugin = mo.get(name)
    listed = re.search(r"References\n\s*-+\n\s*(.+)\n", plugin.__doc__)
    cited = {key.strip() for key in listed[1].split(",")}
    assert set(plugin.cite) <= cited <= set(ENTRIES)


@pytest.mark.parametrize(("kind", "key"), re.findall(r"(?m)^@(\w+)\{(\w+),", BIB))
def test_an_entry_is_complete(kind, key):
    fields = dict(re.findall(r"(\w+) = \{(.+?)\}(?:, |$)", ENTRIES[key]))
    assert NEEDED[kind] <= set(fields)
    assert key.endswith(fields["year"])


def test_every_entry_is_cited_and_none_twice():
    text, keys = written(), re.findall(r"(?m)^@\w+\{(\w+),", BIB)
    assert keys == sorted(set(keys))
    for key in keys:
        surname, year = key[:-4], key[-4:]
        prose = rf"(?i){surname}\b.{{0,90}}\(?{year}"  # "Alonso and Lamata (2006)" cites alonso2006
        assert re.search(rf"\b{key}\b", text) or re.search(prose, text), f"{key} is cited nowhere"
