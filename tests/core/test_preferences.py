"""Preferences of objects whose judgements mirror each other are found from half of them."""

import numpy as np
import pytest

from mcda_orch.core.preferences import mirrored, preferences


def weighted(kind, m):
    """Return weight vectors, some with ties and some without any weight."""
    rng = np.random.default_rng(m)
    return {
        "random": rng.random((6, m)),
        "few": rng.integers(0, 3, (40, m)).astype(float),
        "equal": np.ones((1, m)),
        "none": np.zeros((2, m)),
        "nearly equal": 1.0 + rng.integers(-1, 2, (9, m)) * 1e-13,
        "one": np.eye(m),
    }[kind]


@pytest.mark.parametrize("kind", ["random", "few", "equal", "none", "nearly equal", "one"])
@pytest.mark.parametrize(("levels", "m"), [(2, 1), (2, 2), (3, 1), (3, 2), (4, 3), (3, 5), (2, 9), (2, 11), (5, 3)])
def test_both_halves_are_those_of_all_objects(kind, levels, m):
    places = np.stack(np.meshgrid(*[np.linspace(0, 1, levels)] * m, indexing="ij"), axis=-1).reshape(-1, m)
    w, count = weighted(kind, m), levels**m
    found = mirrored((w @ (places - 0.5).T)[:, : count // 2], odd=bool(count % 2))
    np.testing.assert_allclose(found, preferences(w @ places.T), rtol=0, atol=1e-15)
