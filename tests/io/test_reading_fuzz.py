"""A file is written from a meaning, in one of many dresses; reading gives that meaning or one error, never another meaning."""

from collections import Counter

import pytest

import mcda_orch as mo

from .dresses import dress, mutated
from .meanings import differs, drawn, meaning

SEEDS, BATCH = 2000, 100


def outcome(dressed, path):
    """Read a dressed file: what came out, and what is wrong with it."""
    path.write_bytes(dressed.data)
    try:
        problem = mo.read(path, **dressed.options)
    except mo.McdaError as error:
        return ("refused", "") if dressed.asks else ("refused though plain", str(error))
    wrong = differs(problem, dressed)
    return ("wrong", wrong) if wrong else ("right", "")


@pytest.mark.parametrize("first", range(0, SEEDS, BATCH))
def test_no_file_gets_another_meaning(tmp_path, first):
    counts = Counter()
    for seed in range(first, first + BATCH):
        rng = drawn(seed)
        dressed = dress(meaning(rng), rng)
        what, why = outcome(dressed, tmp_path / f"table{dressed.suffix}")
        assert what in {"right", "refused"}, f"seed {seed}, {dressed.options}: {what}, {why}\n{dressed.data.decode(errors='replace')}"
        counts[what] += 1
    assert counts["right"] > counts["refused"]


@pytest.mark.parametrize("first", range(0, SEEDS // 2, BATCH))
def test_a_file_edited_at_random_is_read_or_refused_by_name(tmp_path, first):
    for seed in range(first, first + BATCH):
        rng = drawn(seed)
        dressed = dress(meaning(rng), rng)
        path = tmp_path / f"table{dressed.suffix}"
        path.write_bytes(mutated(dressed.data, rng))
        try:
            problem = mo.read(path, **dressed.options)
        except mo.McdaError as error:
            assert str(error).strip()
        else:
            assert problem.matrix.values.shape == (len(problem.matrix.alternatives), len(problem.matrix.criteria))
