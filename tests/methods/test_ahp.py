import numpy as np
import pytest

import mcda_orch as mo

LEVELS = [-1, 0, 1]
X, W, S = np.array([[-1.0, 1.0], [0.0, -1.0], [1.0, 0.0]]), np.array([0.75, 0.25]), np.array([1.0, -1.0])


def test_every_cell_takes_the_intensity_of_its_level():
    """Judged levels say themselves which is better, so the direction of a criterion changes nothing."""
    found = mo.ahp.kernel(X, W, S, synthesis="ideal", levels=LEVELS, intensities=[0.1, 0.4, 1.0])
    np.testing.assert_allclose(found, [0.75 * 0.1 + 0.25, 0.75 * 0.4 + 0.25 * 0.1, 0.75 + 0.25 * 0.4])


def test_intensities_may_differ_between_criteria():
    found = mo.ahp.kernel(X, W, S, synthesis="ideal", levels=LEVELS, intensities=[[0.1, 0.4, 1.0], [1.0, 0.5, 0.2]])
    np.testing.assert_allclose(found, [0.75 * 0.1 + 0.25 * 0.2, 0.75 * 0.4 + 0.25, 0.75 + 0.25 * 0.5])


def test_between_levels_intensities_are_interpolated_and_beyond_them_kept():
    x = np.array([[-3.0], [-0.5], [0.25], [4.0]])
    found = mo.ahp.kernel(x, np.ones(1), np.ones(1), synthesis="ideal", levels=LEVELS, intensities=[0.1, 0.4, 1.0])
    np.testing.assert_allclose(found, [0.1, 0.25, 0.55, 1.0])


def test_batches_of_weights_in_ratings_mode():
    weights = np.random.default_rng(0).dirichlet(np.ones(2), size=50)
    settings = {"levels": LEVELS, "intensities": [0.1, 0.4, 1.0]}
    batch = mo.ahp.kernel(X, weights, S, **settings)
    np.testing.assert_allclose(batch, [mo.ahp.kernel(X, w, S, **settings) for w in weights], rtol=0, atol=1e-12)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"levels": LEVELS}, "levels of ahp has no effect without intensities"),
        ({"intensities": [0.1, 0.4, 1.0]}, "intensities of ahp has no effect without levels"),
        ({"levels": LEVELS, "intensities": [0.1, 1.0]}, r"levels of shape \(3,\) and intensities of shape \(2,\)"),
    ],
)
def test_ratings_mode_takes_levels_and_their_intensities(settings, message):
    with pytest.raises(mo.McdaError, match=message):
        mo.ahp.kernel(np.abs(X) + 1, W, S, **settings)


def test_signed_cells_are_refused_unless_rated():
    matrix = mo.DecisionMatrix(X)
    with pytest.raises(mo.DomainError, match="ahp needs values > 0"):
        mo.ahp(matrix, W)
    assert np.isfinite(mo.ahp(matrix, W, levels=LEVELS, intensities=[0.1, 0.4, 1.0]).scores).all()
