"""Winners that pref-voting names, as they are stored: it needs an older NumPy than ours, so it is not asked here."""

import tomllib
from pathlib import Path

import numpy as np
import pytest

import mcda_orch as mo

STORED = tomllib.loads((Path(__file__).parent / "pref_voting.toml").read_text(encoding="utf-8"))
PROFILES = [pytest.param(case, id=str(k)) for k, case in enumerate(STORED["profile"])]
TIED = [pytest.param(case, id=str(k)) for k, case in enumerate(STORED["tied"])]


def best(found):
    return "".join(sorted(found.best))


@pytest.mark.parametrize("name", ["schulze", "ranked_pairs", "minimax", "copeland", "smith_set", "borda", "slater", "kemeny"])
@pytest.mark.parametrize("case", PROFILES)
def test_the_same_are_first(case, name):
    found = mo.get(name)([list(text) for text in case["ballots"]], case["voters"])
    assert best(found) == case[name]
    if name == "kemeny":
        assert found.count == case["kemeny_rankings"]


@pytest.mark.parametrize("strength", ["margins", "winning votes"])
@pytest.mark.parametrize("name", ["schulze", "ranked_pairs", "minimax"])
@pytest.mark.parametrize("case", TIED)
def test_ballots_with_ties(case, name, strength):
    ballots = [dict(zip("abcdef", np.unique(row, return_inverse=True)[1] + 1, strict=False)) for row in case["ranks"]]
    assert best(mo.get(name)(ballots, case["voters"], strength=strength)) == case[strength][name]
