"""What the documents show is what the library does: every code block runs, and every printed table is the real one."""

import contextlib
import io
import re
import shlex
from pathlib import Path

import pytest

import mcda_orch as mo

ROOT = Path(__file__).parents[1]
PAGES = sorted(p for p in (ROOT / "docs").glob("*.md") if "{code-cell}" in p.read_text(encoding="utf-8"))
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(text, kind):
    """Return (line, code) of every fenced block of that kind."""
    found = re.finditer(r"^```(.*)\n((?:.*\n)*?)^```$", text, re.MULTILINE)
    return [(text.count("\n", 0, m.start(2)), m[2]) for m in found if m[1] == kind]


def test_there_are_pages():
    assert {p.stem for p in PAGES} >= {"index", "tutorial", "concepts"}


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_every_cell_of_a_page_runs(page):
    names = {}
    for line, code in blocks(page.read_text(encoding="utf-8"), "{code-cell}"):
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile("\n" * line + code, str(page), "exec"), names)


def test_the_comparison_in_the_readme_is_the_real_one():
    shown = [line for line in README.splitlines() if line.startswith("|")]
    builtin = [n for n in mo.names("score") if mo.get(n).function.__module__.startswith("mcda_orch.")]
    real = mo.compare(mo.load("orchestrators"), builtin).table.markdown().splitlines()
    assert shown == [line for line in real if line.startswith("|")]


def test_every_command_in_the_readme_runs():
    from typer.testing import CliRunner

    from mcda_orch.cli.commands import app

    lines = [line for _, code in blocks(README, "") for line in code.splitlines() if line.startswith("mcda-orch ")]
    assert len(lines) >= 4
    for line in lines:
        result = CliRunner().invoke(app, shlex.split(line)[1:])
        assert result.exit_code == 0, f"{line}: {result.output}"


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
