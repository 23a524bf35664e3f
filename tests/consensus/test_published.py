"""Worked examples of rules come out, and the profile of Schulze (2011) gives its four different orders."""

import tomllib
from pathlib import Path

import numpy as np
import pytest

import mcda_orch as mo

FOLDER = Path(__file__).parents[2] / "data" / "published"
RULES = mo.names("consensus")
CASES = [
    pytest.param(name, case, id=case["id"])
    for name in RULES
    for case in tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["case"]
]


def order_of(text):
    return {frozenset(group.split(" ~ ")): place for place, group in enumerate(text.split(" > "))}


@pytest.mark.parametrize(("name", "case"), CASES)
def test_case(name, case):
    assert case["reader"] == "ballots"
    found = mo.get(name)(case["ballots"], case.get("voters"), **case.get("params", {}))
    expected = case["expected"]
    for alternative, score in expected.get("scores", {}).items():
        assert found.scores[alternative] == pytest.approx(score, abs=case["tolerance"])
    if "order" in expected:
        assert order_of(str(found.ranking)) == order_of(expected["order"])
    if "count" in expected:
        assert found.count == expected["count"] == len(found.optima)
    if "distance" in expected:
        for optimum in found.optima:
            moved = mo.rules.borda([optimum]).ranking  # any rule gives back a single ranking
            assert moved == optimum
        each = [distance(optimum, found.profile) for optimum in found.optima]
        assert each == [expected["distance"]] * len(each)
    assert {"scores", "order", "count", "distance"} >= set(expected) != set()


def distance(order, profile):
    """Kemeny's distance of an order to all voters, counted pair by pair."""
    total, place = 0, dict(order.ranks("dense").items())
    for ranks, weight in zip(profile.ranks, profile.weights.values, strict=True):
        told = [(n, r) for n, r in zip(profile.alternatives, ranks, strict=True) if not np.isnan(r)]
        for i, (a, ra) in enumerate(told):
            for b, rb in told[:i]:
                total += weight * abs(np.sign(ra - rb) - np.sign(place[a] - place[b]))
    return total


def test_one_profile_four_orders():
    ballots = [list(text) for text in ("ACBED", "ADECB", "BEDAC", "CABED", "CAEBD", "CBADE", "DCEBA", "EBADC")]
    voters = [5, 5, 8, 3, 7, 2, 7, 8]
    found = {name: mo.get(name)(ballots, voters) for name in ("schulze", "ranked_pairs", "kemeny", "borda")}
    orders = {name: "".join(group[0] for group in one.ranking.groups) for name, one in found.items()}
    assert orders == {"schulze": "EACBD", "ranked_pairs": "ACEBD", "kemeny": "EBADC", "borda": "EABCD"}
    margins = found["schulze"].margins
    assert margins["A", "B"] == 20 - 25
    assert margins["E", "D"] == 31 - 14
    assert found["kemeny"].condorcet_winner is None
