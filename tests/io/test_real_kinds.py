"""Small invented twins of the tables that people keep in their repositories: what a careful person reads there, or asks.

A file states one table, or several of one subject as ``[[table]]``. Each ``read`` states options and what comes of them: the
reading; or ``refused``, patterns that the error holds; or ``hint``, which the error's hint holds word for word, and the
reading that follows when it is obeyed: keywords for ``mo.read``, or, with ``instead``, a text in place of one of the file.
"""

import ast
import csv
import io
import math
import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

import mcda_orch as mo

FOLDER = Path(__file__).parent / "tables"
FILES = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))}
TWINS = [(name, twin) for name, file in FILES.items() for twin in file.get("table", [file])]
READS = [(name, twin, k) for name, twin in TWINS for k in range(len(twin["read"]))]
SUBJECTS = [name for name, file in FILES.items() if "table" in file]


def written(folder, twin, text):
    """Write the file of a twin; a workbook has the cells of its text, and numbers where they are numbers."""
    path = folder / twin["file"]
    if path.suffix != ".xlsx":
        path.write_bytes(text.encode(twin.get("encoding", "utf-8")))
        return path
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    book = openpyxl.Workbook()
    for row in csv.reader(io.StringIO(text)):
        book.active.append([float(cell) if re.fullmatch(r"-?[0-9.]+", cell) else cell or None for cell in row])
    book.save(path)
    return path


def keywords(text):
    """Return the keywords that a hint writes as Python does."""
    return {word.arg: ast.literal_eval(word.value) for word in ast.parse(f"f({text})", mode="eval").body.keywords}


@pytest.mark.parametrize(("name", "twin", "k"), READS, ids=[f"{name}-{twin['kind'][:40]}-{k}" for name, twin, k in READS])
def test_a_table_is_read_as_a_careful_person_reads_it(tmp_path, name, twin, k):
    expected = dict(twin["read"][k])
    options = expected.pop("options", {})
    text = twin["text"].lstrip("\n")
    path = written(tmp_path, twin, text)
    if "refused" in expected or "hint" in expected:
        with pytest.raises(mo.McdaError) as caught:
            mo.read(path, **options)
        for part in expected.get("refused", ()):
            assert re.search(part, str(caught.value)), str(caught.value)
        if "hint" not in expected:
            return
        assert expected["hint"] in caught.value.hint, str(caught.value)
        if "instead" in expected:
            assert text.count(expected["instead"]) == 1
            path = written(tmp_path, twin, text.replace(expected["instead"], expected["hint"]))
        else:
            options |= keywords(expected["hint"])
    problem = mo.read(path, **options)
    matrix = problem.matrix
    assert list(matrix.names) == expected["alternatives"]
    assert list(matrix.criterion_names) == expected["criteria"]
    for name, found, wanted in zip(matrix.names, matrix.values.tolist(), expected["values"], strict=True):
        assert blanked(found) == blanked(wanted), name
    assert ["min" if c.direction is mo.Direction.MIN else "max" for c in matrix.criteria] == expected.get(
        "directions", ["max"] * len(matrix.criteria)
    )
    assert _shares(None if problem.weights is None else problem.weights.values) == _shares(expected.get("weights"))
    published = None if problem.published is None else [float(p) for p in problem.published.values]
    assert blanked(published) == blanked(expected.get("published"))
    for note, texts in expected.get("notes", {}).items():
        assert [alternative.notes.get(note) for alternative in matrix.alternatives] == texts
    assert [left.name for left in problem.reading.dropped] == expected.get("left_out", [])


def blanked(numbers):
    return None if numbers is None else [None if math.isnan(x) else x for x in numbers]


def _shares(weights):
    return None if weights is None else [round(float(w) / float(sum(weights)), 12) for w in weights]


def test_every_twin_says_what_it_stands_for():
    for name, twin in TWINS:
        assert twin["kind"].strip(), name
        assert twin["read"], name


@pytest.mark.parametrize("name", SUBJECTS)
def test_a_subject_has_at_least_ten_tables_that_differ(name):
    tables = FILES[name]["table"]
    assert len(tables) >= 10
    assert max(Counter((table["file"], table["text"].strip()) for table in tables).values()) == 1
