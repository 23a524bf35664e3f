"""Coefficients of several experts: published values, SciPy, ties, blanks, and where they are not defined."""

import numpy as np
import pytest
from scipy import stats

import mcda_orch as mo

N = np.nan
SHROUT = [[9, 6, 8, 7, 10, 6], [2, 1, 4, 1, 5, 2], [5, 3, 6, 2, 6, 4], [8, 2, 8, 6, 9, 7]]
"""Six targets and four judges of Shrout and Fleiss (1979)."""
KRIPPENDORFF = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3],
    [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N],
]
"""Four observers and twelve units of Krippendorff (2011)."""


@pytest.mark.parametrize(
    ("kind", "average", "printed"),
    [
        ("one-way", False, 0.17),
        ("agreement", False, 0.29),
        ("consistency", False, 0.71),
        ("one-way", True, 0.44),
        ("agreement", True, 0.62),
        ("consistency", True, 0.91),
    ],
)
def test_the_six_correlations_of_shrout_and_fleiss(kind, average, printed):
    assert mo.intraclass(SHROUT, kind, average) == pytest.approx(printed, abs=0.005)


@pytest.mark.parametrize(("level", "printed"), [("ordinal", 0.815), ("interval", 0.849)])
def test_the_example_of_krippendorff(level, printed):
    assert mo.krippendorff_alpha(KRIPPENDORFF, level) == pytest.approx(printed, abs=0.0005)


def by_definition(rows, level):
    """Return alpha from the coincidences of numbers, as the paper counts them."""
    units = [[v for v in column if v == v] for column in np.transpose(rows)]
    units = [unit for unit in units if len(unit) > 1]
    values = sorted({v for unit in units for v in unit})
    seen = {(a, b): 0.0 for a in values for b in values}
    for unit in units:
        for i, a in enumerate(unit):
            for k, b in enumerate(unit):
                if i != k:
                    seen[a, b] += 1 / (len(unit) - 1)
    count = {a: sum(seen[a, b] for b in values) for a in values}
    total = sum(count.values())

    def apart(a, b):
        if level == "interval":
            return (a - b) ** 2
        low, high = min(a, b), max(a, b)
        return (sum(count[g] for g in values if low <= g <= high) - (count[a] + count[b]) / 2) ** 2

    observed = sum(seen[a, b] * apart(a, b) for a in values for b in values)
    expected = sum(count[a] * count[b] * apart(a, b) for a in values for b in values) / (total - 1)
    return 1 - observed / expected


@pytest.mark.parametrize("level", ["ordinal", "interval"])
@pytest.mark.parametrize("seed", range(8))
def test_alpha_is_what_the_coincidences_give(level, seed):
    rng = np.random.default_rng(seed)
    rows = rng.integers(1, 5, (rng.integers(2, 6), 9)).astype(float)
    rows[rng.random(rows.shape) < 0.2] = N
    assert mo.krippendorff_alpha(rows, level) == pytest.approx(by_definition(rows, level), abs=1e-12)


@pytest.mark.parametrize("levels", [3, 100])
def test_w_is_friedmans_statistic_with_ties_too(levels):
    rows = np.random.default_rng(levels).integers(0, levels, (5, 7)).astype(float)
    friedman = stats.friedmanchisquare(*rows.T).statistic
    assert mo.kendall_w(rows) == pytest.approx(friedman / (5 * 6), abs=1e-12)
    assert mo.kendall_w(rows, higher=False) == pytest.approx(mo.kendall_w(rows), abs=1e-12)


def test_all_the_same_is_one_and_opposites_are_not():
    row = [3.0, 1.0, 2.0, 2.0]
    same, opposed = [row, row, row], [row, [-v for v in row]]
    for value in (mo.kendall_w(same), mo.krippendorff_alpha(same), mo.krippendorff_alpha(same, "interval"), mo.intraclass(same)):
        assert value == pytest.approx(1, abs=1e-12)
    assert mo.kendall_w(opposed) == pytest.approx(0, abs=1e-12)
    assert mo.krippendorff_alpha(opposed) < 0
    shifted = [row, [v + 10 for v in row]]
    assert mo.intraclass(shifted, "consistency") == pytest.approx(1, abs=1e-12)
    assert mo.intraclass(shifted, "agreement") < 0.1


@pytest.mark.parametrize("value", [0.0, 5.0, 0.1, 1e300])
def test_where_nothing_differs_there_is_no_number(value):
    flat = np.full((3, 4), value)
    assert mo.kendall_w(flat) is None
    assert mo.krippendorff_alpha(flat) is None
    assert mo.krippendorff_alpha(flat, "interval") is None
    assert mo.intraclass(flat) is None
    assert mo.intraclass([[1, 2, 3]]) is None
    assert mo.krippendorff_alpha([[1, N], [N, 2]]) is None


def test_large_and_small_numbers_count_alike():
    rows = np.array(SHROUT, dtype=float)
    for size in (1e-200, 1e200):
        assert mo.intraclass(rows * size) == pytest.approx(mo.intraclass(rows), abs=1e-12)
        assert mo.krippendorff_alpha(rows * size, "interval") == pytest.approx(mo.krippendorff_alpha(rows, "interval"), abs=1e-12)


@pytest.mark.parametrize("coefficient", [mo.kendall_w, mo.krippendorff_alpha, mo.intraclass])
def test_what_is_no_table_of_ratings_is_refused(coefficient):
    with pytest.raises(mo.ShapeError, match="one row an expert"):
        coefficient([1, 2, 3])
    with pytest.raises(mo.DomainError, match="infinite"):
        coefficient([[1, np.inf], [2, 3]])
    with pytest.raises(mo.McdaError):
        coefficient([["a", "b"], [1, 2]])


def test_blanks_are_refused_where_all_must_rate():
    for coefficient in (mo.kendall_w, mo.intraclass):
        with pytest.raises(mo.DomainError, match="blank.*krippendorff_alpha"):
            coefficient([[1, N], [2, 3]])


def test_a_level_or_a_kind_that_is_none_is_refused():
    with pytest.raises(mo.DomainError, match="nominal"):
        mo.krippendorff_alpha(SHROUT, "nominal")
    with pytest.raises(mo.DomainError, match="two-way"):
        mo.intraclass(SHROUT, "two-way")
