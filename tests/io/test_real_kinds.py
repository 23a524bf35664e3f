"""Small invented twins of the tables that people keep in their repositories: what a careful person reads there, or asks."""

import math
import re
import tomllib
from pathlib import Path

import pytest

import mcda_orch as mo

FOLDER = Path(__file__).parent / "tables"
TWINS = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))}
READS = [(name, k) for name, twin in TWINS.items() for k in range(len(twin["read"]))]


@pytest.mark.parametrize(("name", "k"), READS, ids=[f"{name}-{k}" for name, k in READS])
def test_a_table_is_read_as_a_careful_person_reads_it(tmp_path, name, k):
    twin = TWINS[name]
    expected = dict(twin["read"][k])
    options = expected.pop("options", {})
    path = tmp_path / twin["file"]
    path.write_bytes(twin["text"].lstrip("\n").encode(twin.get("encoding", "utf-8")))
    if "refused" in expected:
        with pytest.raises(mo.McdaError) as caught:
            mo.read(path, **options)
        for part in expected["refused"]:
            assert re.search(part, str(caught.value)), str(caught.value)
        return
    problem = mo.read(path, **options)
    matrix = problem.matrix
    assert list(matrix.names) == expected["alternatives"]
    assert list(matrix.criterion_names) == expected["criteria"]
    for name, found, wanted in zip(matrix.names, matrix.values.tolist(), expected["values"], strict=True):
        assert [None if math.isnan(x) else x for x in found] == [None if math.isnan(x) else x for x in wanted], name
    assert ["min" if c.direction is mo.Direction.MIN else "max" for c in matrix.criteria] == expected.get(
        "directions", ["max"] * len(matrix.criteria)
    )
    assert _shares(None if problem.weights is None else problem.weights.values) == _shares(expected.get("weights"))
    published = None if problem.published is None else [float(p) for p in problem.published.values]
    assert published == expected.get("published")
    for note, texts in expected.get("notes", {}).items():
        assert [alternative.notes.get(note) for alternative in matrix.alternatives] == texts
    assert [left.name for left in problem.reading.dropped] == expected.get("left_out", [])


def _shares(weights):
    return None if weights is None else [round(float(w) / float(sum(weights)), 12) for w in weights]


def test_every_twin_says_what_it_stands_for():
    for name, twin in TWINS.items():
        assert twin["kind"].strip(), name
        assert twin["read"], name
