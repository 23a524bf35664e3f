"""What the documents show is what the library does: every code block runs, and every printed table is the real one."""

import contextlib
import doctest
import io
import itertools
import re
import runpy
import shlex
from pathlib import Path

import pytest

import mcda_orch as mo
from mcda_orch.builtin import __all__ as builtin
from mcda_orch.cli.entry import main
from mcda_orch.cli.problem import OPTIONS

ROOT = Path(__file__).parents[1]
PAGES = sorted(p for p in (ROOT / "docs").glob("*.md") if "{code-cell}" in p.read_text(encoding="utf-8"))
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(text, kind):
    """Return (line, code) of every fenced block of that kind."""
    found = re.finditer(r"^```(.*)\n((?:.*\n)*?)^```$", text, re.MULTILINE)
    return [(text.count("\n", 0, m.start(2)), m[2]) for m in found if m[1] == kind]


def test_there_are_pages():
    assert {p.stem for p in PAGES} >= {"index", "tutorial", "concepts", "choose"}


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_every_cell_of_a_page_runs(page, monkeypatch):
    monkeypatch.chdir(page.parent)
    names = {}
    for line, code in blocks(page.read_text(encoding="utf-8"), "{code-cell}"):
        code = re.sub(r"\A:tags: .*$", "", code, flags=re.MULTILINE)  # what a cell says of itself
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile("\n" * line + code, str(page), "exec"), names)


@pytest.mark.parametrize("name", builtin)
def test_the_examples_of_a_plugin_run(name):
    """Pytest does not find them: a plug-in is no function of its module."""
    examples = doctest.DocTestParser().get_doctest(mo.get(name).__doc__, {name: mo.get(name)}, name, None, 0)
    shown = []
    assert doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(examples, out=shown.append).failed == 0, "".join(shown)


def test_the_comparison_in_the_readme_is_the_real_one(capsys):
    command = re.search(r"^mcda-orch (compare orchestrators -m .*)$", README, re.MULTILINE)
    main([*shlex.split(command[1]), "--markdown"])
    first = next(part for part in capsys.readouterr().out.split("\n\n") if part.startswith("|"))
    assert [line for line in README.splitlines() if line.startswith("|")] == first.splitlines()


def test_the_counts_in_the_readme_are_the_real_ones():
    counts = [sum(mo.get(name).family.name == family for name in builtin) for family in ("score", "scaling", "weighting")]
    shown = re.search(r"^(\d+) methods, (\d+) scalings and (\d+) weightings are built in", README, re.MULTILINE)
    assert [int(number) for number in shown.groups()] == counts
    compared = sum("agreement" in mo.get(name).family.name for name in builtin)
    assert f"compared by {compared} coefficients, `mo.agreements`" in README


def test_every_method_has_a_page_that_says_all_there_is_to_say(tmp_path):
    runpy.run_path(str(ROOT / "docs" / "generate.py"))["write"](tmp_path)
    methods = [name for name in builtin if mo.get(name).family.name == "score"]
    assert sorted(p.stem for p in (tmp_path / "methods").iterdir()) == sorted(methods)
    for name in methods:
        page = (tmp_path / "methods" / f"{name}.md").read_text(encoding="utf-8")
        assert ("**Ranking**" in page) != ("refuses this table" in page), name
        assert all(f"**{law.name}**" in page for law in (*mo.get(name).keeps, *mo.get(name).breaks)), name


def test_every_command_in_the_readme_runs(capsys):
    lines = [line for _, code in blocks(README, "") for line in code.splitlines() if line.startswith("mcda-orch ")]
    assert len(lines) >= 4
    for line in lines:
        assert main(shlex.split(line)[1:]) == 0, f"{line}: {capsys.readouterr().err}"


def test_every_verb_that_a_document_names_is_in_the_makefile():
    verbs = set(re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert verbs >= {"help", "demo", "test", "check", "lint", "type", "docs", "bench", "witnesses"}
    for name in ("README.md", "CONTRIBUTING.md", "docs/index.md"):
        assert set(re.findall(r"`make ([a-z]+)`", (ROOT / name).read_text(encoding="utf-8"))) <= verbs


def test_every_citation_of_a_document_is_in_the_bibliography():
    known = set(re.findall(r"^@\w+\{(\w+),", (ROOT / "src" / "mcda_orch" / "references.bib").read_text(encoding="utf-8"), re.MULTILINE))
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        text = page.read_text(encoding="utf-8")
        assert set(re.findall(r'cite="(\w+)"', text)) | set(re.findall(r"\{cite:p\}`(\w+)`", text)) <= known, page.name


def sessions(text):
    """Yield the lines of every block that shows commands after a dollar sign."""
    for _, code in blocks(text, ""):
        if code.startswith("$ "):
            yield code.splitlines()


def played(lines, folder, capsys, monkeypatch):
    """Return the lines of a session as they are when its commands are run in a folder."""
    monkeypatch.chdir(folder)
    found = []
    for k, line in enumerate(lines):
        if not line.startswith("$ "):
            continue
        found.append(line)
        verb, *words = shlex.split(line[2:])
        if verb == "cat":
            path = folder / words[0]
            if not path.exists():  # a file that a session shows first is one that it uses
                shown = itertools.takewhile(lambda text: not text.startswith("$ "), lines[k + 1 :])
                path.write_text("\n".join(shown) + "\n", encoding="utf-8")
            found += path.read_text(encoding="utf-8").splitlines()
        else:
            assert verb == "mcda-orch"
            main(words)
            printed = capsys.readouterr()
            found += (printed.out + printed.err).rstrip("\n").splitlines()
    return found


@pytest.mark.parametrize("page", [ROOT / "README.md", ROOT / "docs" / "command_line.md"], ids=lambda p: p.stem)
def test_commands_print_what_a_document_shows(page, tmp_path, capsys, monkeypatch):
    shown = list(sessions(page.read_text(encoding="utf-8")))
    assert len(shown) >= 2
    for lines in shown:
        assert played(lines, tmp_path, capsys, monkeypatch) == lines


def test_the_page_on_the_command_line_has_every_option():
    text = (ROOT / "docs" / "command_line.md").read_text(encoding="utf-8")
    for option in OPTIONS:
        assert f"| `{option.flag} {option.metavar}` | {option.help} |" in text
