"""Where a kernel goes another way beyond some size, both ways give the same."""

import importlib
import tomllib
from pathlib import Path

import numpy as np
import pytest

import mcda_orch as mo

PUBLISHED = Path(__file__).parents[2] / "data" / "published"
SWITCHES = [
    ("codas", "PAIRS", {}),
    ("fuca", "PAIRS", {}),
    ("promethee_ii", "PAIRS", {}),
    ("promethee_ii", "PAIRS", {"function": "u_shape", "q": 1.0}),
    ("promethee_ii", "PAIRS", {"function": "v_shape", "p": 3.0}),
    ("promethee_ii", "PAIRS", {"function": "level", "q": 1.0, "p": 2.0}),
    ("promethee_ii", "PAIRS", {"function": "linear", "q": 1.0, "p": 4.0}),
    ("promethee_ii", "PAIRS", {"function": "gaussian", "sigma": 2.0}),
    ("non_dominated_sorting", "TOGETHER", {}),
    ("lexicographic", "DEEP", {}),
]


@pytest.mark.parametrize("shape", [(40, 3), (3, 9, 2), (2, 1, 7, 5)], ids=str)
@pytest.mark.parametrize(("name", "constant", "params"), SWITCHES)
def test_both_ways_give_the_same(name, constant, params, shape, monkeypatch):
    module = importlib.import_module(f"mcda_orch.methods.scores.{name}")
    rng = np.random.default_rng(4)
    x = rng.integers(1, 5, shape).astype(float)
    w, s = rng.integers(1, 4, (*shape[:-2], shape[-1])).astype(float), rng.choice([1.0, -1.0], shape[-1])
    usual = mo.get(name).kernel(x, w, s, **params)
    monkeypatch.setattr(module, constant, 1)
    other = mo.get(name).kernel(x, w, s, **params)
    np.testing.assert_allclose(other, usual, rtol=0, atol=1e-9)
    assert np.unique(usual).size > 1


@pytest.mark.parametrize(("name", "constant"), sorted({(name, constant) for name, constant, _ in SWITCHES}))
def test_a_worked_example_lies_beyond_the_size(name, constant):
    cases = tomllib.loads((PUBLISHED / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    size = getattr(importlib.import_module(f"mcda_orch.methods.scores.{name}"), constant)
    assert any(max(np.shape(case["matrix"])) > size for case in cases)


@pytest.mark.parametrize("name", ["fuca", "r_method", "codas", "promethee_ii", "prosa_c", "non_dominated_sorting"])
def test_tall_tables_are_judged_row_by_row_as_well(name):
    """Whatever the order of the rows, they score the same; and who dominates another is no worse, but under CODAS."""
    rng = np.random.default_rng(5)
    x = rng.integers(1, 9, (300, 3)).astype(float)
    w, s = np.array([3.0, 2.0, 1.0]), np.array([1.0, -1.0, 1.0])
    rows = rng.permutation(300)
    found = mo.get(name).kernel(x, w, s)
    np.testing.assert_allclose(mo.get(name).kernel(x[rows], w, s), found[rows], rtol=0, atol=1e-9)
    better = ((x[:, None] * s >= x[None] * s).all(axis=-1)) & ((x[:, None] * s > x[None] * s).any(axis=-1))
    sign = 1 if mo.get(name).better.value == "higher" else -1
    if name != "codas":
        assert (sign * (found[:, None] - found[None]) >= -1e-9)[better].all()


@pytest.mark.parametrize("n", [6, 70, 300])
@pytest.mark.parametrize("name", [name for name in mo.names() if not mo.get(name).numpy_only])
def test_single_precision_stays_at_every_size(name, n):
    rng = np.random.default_rng(6)
    x, w, s = (a.astype(np.float32) for a in (rng.integers(1, 9, (n, 3)), rng.integers(1, 4, (4, 3)), np.array([1.0, -1.0, 1.0])))
    for weights in (w[0], w):
        assert mo.get(name).kernel(x, weights, s).dtype == np.float32


def test_squares_of_many_large_values_do_not_overflow_in_single_precision():
    rng = np.random.default_rng(7)
    x, s = (rng.random((2, 20_000, 2)) + 0.5).astype(np.float32), np.ones(2, dtype=np.float32)
    for size in (1.4e17, 1e38, 1e-37):
        np.testing.assert_allclose(mo.topsis.kernel(x * np.float32(size), s, s), mo.topsis.kernel(x, s, s), rtol=1e-3)
