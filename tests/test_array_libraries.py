"""The same kernel on other array libraries gives the same numbers, as arrays of that library, its dtype and its device."""

from importlib.util import find_spec

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.builtin import __all__ as builtin
from mcda_orch.plugin.family import CONSENSUS, SCORE
from mcda_orch.plugin.plugin import method

ALL = [mo.get(name) for name in builtin]
FREE = [p.name for p in ALL if not (p.numpy_only or p.lift)]
LIBRARIES = [name for name in ("array_api_strict", "torch") if find_spec(name)]
RNG = np.random.default_rng(3)
X = RNG.integers(1, 9, (12, 11)).astype(float)
S = np.where(RNG.random(11) > 0.3, 1.0, -1.0)
W = RNG.random((4, 11)) + 0.1
RATIOS = np.exp(RNG.normal(size=(5, 5)))
R = np.stack([RNG.permutation(12) + 1.0, [1, 2.5, 2.5, 4, 6, 6, 6, 8, 9.5, 9.5, 11, 12]])
T = RNG.permutation(12) + 1.0


@pytest.fixture(params=LIBRARIES)
def xp(request):
    return pytest.importorskip(request.param)


@pytest.fixture
def jax(monkeypatch):
    monkeypatch.setenv("XLA_FLAGS", "--xla_backend_optimization_level=0")  # compiled code runs once here
    import jax

    jax.config.update("jax_enable_x64", True)
    return jax


def inputs(plugin):
    judgements = np.triu(RATIOS, 1) + np.eye(5) + np.tril(1 / RATIOS.T, -1)
    if plugin.family is CONSENSUS:
        return [R, np.ones(len(R))]
    return [{"x": X, "w": W, "s": S, "a": judgements, "u": W[0], "r": R, "t": T}[name] for name in plugin.family.arguments]


@pytest.mark.parametrize("name", FREE)
@pytest.mark.parametrize(("dtype", "near"), [("float64", 1e-12), ("float32", 1e-4)], ids=["float64", "float32"])
def test_same_numbers_same_library_same_dtype(name, dtype, near, xp):
    plugin = mo.get(name)
    arrays = inputs(plugin)
    given = [xp.asarray(a, dtype=getattr(xp, dtype)) for a in arrays]
    found = plugin.kernel(*given)
    assert type(found) is type(given[0])
    assert found.dtype == getattr(xp, dtype)
    assert found.device == given[0].device
    np.testing.assert_allclose(np.asarray(found), plugin.kernel(*arrays), rtol=near, atol=near)


@pytest.mark.parametrize("name", [n for n in FREE if mo.get(n).family.name in ("score", "scaling")])
def test_a_batch_of_matrices(name, xp):
    plugin = mo.get(name)
    batch = np.stack([X, X[::-1], X + 1.0])
    arrays = [{"x": batch, "w": W[:3], "s": S}[a] for a in plugin.family.arguments]
    found = plugin.kernel(*(xp.asarray(a) for a in arrays))
    np.testing.assert_allclose(np.asarray(found), plugin.kernel(*arrays), rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("name", FREE)
def test_compiled_by_jax(name, jax):
    plugin = mo.get(name)
    arrays = inputs(plugin)
    found = jax.jit(lambda *a: plugin.kernel(*a))(*arrays)
    near = 1e-8 if name == "todim" else 1e-12  # roots of rounding noise: XLA fuses the difference of two products
    np.testing.assert_allclose(np.asarray(found), plugin.kernel(*arrays), rtol=near, atol=near)


@pytest.mark.parametrize("name", FREE)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_jax_keeps_shape_and_dtype(name, dtype, jax):
    plugin = mo.get(name)
    arrays = inputs(plugin)
    if "x" in plugin.family.arguments:
        arrays[0] = np.stack([X, X[::-1], X + 1.0, X])
    found = jax.eval_shape(lambda *a: plugin.kernel(*a), *(jax.ShapeDtypeStruct(a.shape, dtype) for a in arrays))
    assert found.dtype == dtype
    assert found.shape == plugin.kernel(*arrays).shape


@pytest.mark.parametrize("name", [p.name for p in ALL if p.name not in FREE])
def test_what_needs_numpy_says_so(name, xp):
    plugin = mo.get(name)
    with pytest.raises(mo.PluginError, match=f"the kernel of {name} computes with NumPy alone, and was given arrays of {xp.__name__}"):
        plugin.kernel(*(xp.asarray(a) for a in inputs(plugin)))


def test_what_needs_numpy_says_so_of_jax(jax):
    with pytest.raises(mo.PluginError, match="was given arrays of jax"):
        mo.comet.kernel(*(jax.numpy.asarray(a) for a in (X, W, S)))


def test_a_kernel_that_falls_back_to_numpy_is_found_out(xp):
    @method(SCORE)
    def fallen(x, w, s):
        """Sum, by way of NumPy."""
        return np.asarray(x) @ np.asarray(w)

    with pytest.raises(mo.PluginError, match=r"was given arrays of \w+, and returned one of NumPy"):
        fallen.kernel(xp.asarray(X), xp.asarray(W[0]), xp.asarray(S))


@pytest.mark.parametrize("name", [n for n in FREE if mo.get(n).family.name == "score"])
def test_dask(name):
    import dask.array as da

    plugin = mo.get(name)
    found = plugin.kernel(da.from_array(X), da.from_array(W, chunks=(2, 11)), da.from_array(S))
    np.testing.assert_allclose(found.compute(), plugin.kernel(X, W, S), rtol=1e-12, atol=1e-12)


def test_whole_numbers_of_jax_become_its_own_floats_without_a_word():
    jnp = pytest.importorskip("jax.numpy")
    scores = mo.topsis.kernel(jnp.asarray([[1, 5], [3, 9]]), jnp.asarray([2, 1]), jnp.asarray([1, -1]))
    assert scores.dtype == jnp.asarray(1.0).dtype
