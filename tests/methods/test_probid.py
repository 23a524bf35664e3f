"""Ideals that are the same are taken once, and few are taken together: the sums are those of one ideal after the other."""

import numpy as np
import pytest

import mcda_orch as mo


def distances(r, w, ideals):
    """Return the sum of the distances to the ideals, each divided by its place."""
    return sum(np.sqrt((((r - ideal) * w) ** 2).sum(axis=-1)) / k for k, ideal in enumerate(ideals, 1))


def one_after_the_other(name, x, w, s):
    """Return the scores as the publication defines them."""
    r, w, n = mo.scalings.vector.kernel(x, s), w / w.sum(), len(x)
    ideals = np.sort(r, axis=0)[::-1]
    if name == "sprobid":
        quarter = max(n // 4, 1)
        best, worst = distances(r, w, ideals[:quarter]), distances(r, w, ideals[::-1][:quarter])
        return worst / np.maximum(best, worst / 1e6)
    half = (n + 1) // 2
    best, worst = distances(r, w, ideals[:half]), distances(r, w, ideals[::-1][: n - half + n % 2])
    return worst**2 / (worst**2 + best**2) + distances(r, w, [r.mean(axis=0)])


@pytest.mark.parametrize("levels", [2, 6, None])
@pytest.mark.parametrize("n", [2, 3, 8, 17, 40, 260])
@pytest.mark.parametrize("name", ["probid", "sprobid"])
def test_sums_are_those_of_one_ideal_after_the_other(name, n, levels):
    rng = np.random.default_rng(n)
    x = rng.integers(1, levels + 1, (n, 5)).astype(float) if levels else rng.random((n, 5)) + 0.1
    x[:, 0] = np.arange(1, n + 1)
    w, s = rng.random((7, 5)) + 0.01, np.array([1.0, -1.0, 1.0, 1.0, -1.0])
    expected = [one_after_the_other(name, x, v, s) for v in w]
    kernel = mo.get(name).kernel
    np.testing.assert_allclose(kernel(x, w, s), expected, rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose([kernel(x, v, s) for v in w], expected, rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(kernel(np.stack([x, x[::-1]]), w[0], s), [expected[0], expected[0][::-1]], rtol=1e-12, atol=1e-12)
