"""The same kernel on other array libraries gives the same numbers."""

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.builtin import __all__ as builtin

FREE = [name for name in builtin if not mo.get(name).numpy_only]
RNG = np.random.default_rng(3)
X = RNG.integers(1, 9, (12, 11)).astype(float)
S = np.where(RNG.random(11) > 0.3, 1.0, -1.0)
W = RNG.random((4, 11)) + 0.1
RATIOS = np.exp(RNG.normal(size=(5, 5)))


def inputs(plugin):
    judgements = np.triu(RATIOS, 1) + np.eye(5) + np.tril(1 / RATIOS.T, -1)
    return [{"x": X, "w": W, "s": S, "a": judgements}[name] for name in plugin.family.arguments]


@pytest.mark.parametrize("name", FREE)
def test_array_api_strict(name):
    strict = pytest.importorskip("array_api_strict", reason="array-api-strict is not installed")
    plugin = mo.get(name)
    arrays = inputs(plugin)
    found = plugin.kernel(*(strict.asarray(a) for a in arrays))
    np.testing.assert_allclose(np.asarray(found), plugin.kernel(*arrays), rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("name", FREE)
def test_torch(name):
    torch = pytest.importorskip("torch", reason="torch is not installed")
    plugin = mo.get(name)
    arrays = inputs(plugin)
    found = plugin.kernel(*(torch.asarray(a) for a in arrays))
    np.testing.assert_allclose(np.asarray(found), plugin.kernel(*arrays), rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("name", [n for n in FREE if mo.get(n).family.name == "score"])
def test_dask(name):
    da = pytest.importorskip("dask.array", reason="dask is not installed")
    plugin = mo.get(name)
    found = plugin.kernel(da.from_array(X), da.from_array(W, chunks=(2, 11)), da.from_array(S))
    np.testing.assert_allclose(found.compute(), plugin.kernel(X, W, S), rtol=1e-12, atol=1e-12)
