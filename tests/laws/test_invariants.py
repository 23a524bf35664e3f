"""What methods declare, against a table of invariants that was found apart from this library."""

import tomllib
from pathlib import Path

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.laws.catalogue import asked_of
from mcda_orch.plugin.family import SCORE

TABLE = tomllib.loads((Path(__file__).parent / "invariants.toml").read_text(encoding="utf-8"))
DIFFERS = {(entry["configuration"], entry["law"]) for entry in TABLE["differs"]}
UNIVERSAL = {law.name for law in asked_of(SCORE)}


def declared(configuration, law):
    """Tell whether a method, or its variant after the colon, keeps a law."""
    name, _, variant = configuration.partition(": ")
    method = mo.get(name)
    if law == "linear_form":
        return method.linear_form is not None
    if law in UNIVERSAL:
        return True
    keeps, breaks = method.claims_of(next(v for v in method.variants if v.name == variant)) if variant else (method.keeps, method.breaks)
    assert law in {one.name for one in (*keeps, *breaks)}
    return law in {one.name for one in keeps}


@pytest.mark.parametrize("configuration", TABLE["found"])
def test_declarations_are_what_was_found_or_argued(configuration):
    marks = TABLE["found"][configuration]
    assert len(marks) == len(TABLE["laws"])
    for law, mark in zip(TABLE["laws"], marks, strict=True):
        assert (declared(configuration, law) != (mark != "-")) == ((configuration, law) in DIFFERS), law


def test_differences_are_argued():
    assert len(DIFFERS) == len(TABLE["differs"])
    for entry in TABLE["differs"]:
        assert set(entry) == {"configuration", "law", "why"}
        assert entry["configuration"] in TABLE["found"]
        assert entry["law"] in TABLE["laws"]
        assert len(entry["why"]) > 40


IMPROVED = {
    "vikor": (
        [[15, 10, 18], [12, 7, 9], [15, 16, 16], [11, 15, 14]], [3, 1, 7], [1, 1, -1], (2, 0, 20),
        [1, 0, 0.58469, 0.59704], [1, 0, 0.47738, 0.43514],
    ),
    "cocoso": (
        [[17, 16], [4, 16], [11, 12], [15, 16], [3, 15]], [4, 1], [1, -1], (2, 1, 1),
        [10.114, None, 11.376, None, None], [25.507, None, 24.136, None, None],
    ),
    "codas": (
        [[2, 14, 13], [7, 6, 8], [15, 4, 18], [4, 18, 17]], [1, 1, 8], [1, -1, -1], (2, 0, 20),
        [-0.47007, None, -0.46650, None], [-0.43740, None, -0.45984, None],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", IMPROVED)
def test_an_improvement_that_costs_a_place(name):
    """The third alternative beats another one, has one cell improved, and is overtaken."""
    rows, weights, senses, (i, j, value), before, after = IMPROVED[name]
    x, w, s = np.array(rows, dtype=float), np.array(weights) / sum(weights), np.array(senses, dtype=float)
    assert (value - x[i, j]) * s[j] > 0
    better = x.copy()
    better[i, j] = value
    for table, printed in ((x, before), (better, after)):
        known = [k for k, number in enumerate(printed) if number is not None]
        np.testing.assert_allclose(
            mo.get(name).kernel(table, w, s)[known], [printed[k] for k in known], atol=6e-4 if name == "cocoso" else 6e-6
        )


def test_probid_prefers_a_dominated_alternative():
    x, w, s = np.array([[17, 2], [4, 18], [17, 3.13], [17, 4]]), np.array([1, 10]) / 11, np.array([-1.0, 1.0])
    scores = mo.probid.kernel(x, w, s, middle="shared")
    np.testing.assert_allclose(scores[[0, 2, 3]], [0.2366, 0.1853, 0.1641], atol=6e-5)
    own = mo.probid.kernel(x, w, s)
    assert own[3] < own[2] < own[0]
