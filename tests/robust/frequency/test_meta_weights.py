"""What every place counts for: three rules worked out by hand, numbers of one's own, and what is refused."""

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.robust.frequency.meta_weights import meta_weights


@pytest.mark.parametrize(
    ("rule", "n", "expected"),
    [
        ("centroid", 1, [1]), ("centroid", 2, [1, 1 / 3]), ("centroid", 3, [1, 5 / 11, 2 / 11]),
        ("linear", 1, [1]), ("linear", 2, [1, 0]), ("linear", 5, [1, 0.75, 0.5, 0.25, 0]),
        ("inverse", 1, [1]), ("inverse", 4, [1, 1 / 2, 1 / 3, 1 / 4]),
        ([3, 3, 0], 3, [3, 3, 0]), ((0, 0), 2, [0, 0]), (np.array([2.5]), 1, [2.5]),
    ],
)  # fmt: skip
def test_the_first_place_counts_most(rule, n, expected):
    assert meta_weights(rule, n).tolist() == pytest.approx(expected)


@pytest.mark.parametrize("bad", [[1, 2, 3], [1, 1], [1, 1, 1, 1], [1, 0, -1], [np.inf, 1, 0], [1, np.nan, 0], [[1, 1, 1]]], ids=str)
def test_other_numbers_are_refused(bad):
    with pytest.raises(mo.DomainError, match=r"meta-weights are 3 numbers that do not increase and are not negative.*'centroid'"):
        meta_weights(bad, 3)


def test_another_rule_is_refused():
    with pytest.raises(mo.DomainError, match=r"'square' are no meta-weights.*centroid, linear, inverse, or 3 numbers"):
        meta_weights("square", 3)
