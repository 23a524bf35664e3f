"""Places over all value functions that agree: reference values, the exact and the certain as a check, and what is refused."""

import json
import sys

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.robust.frequency.ror_smaa import RorSmaa, ror_smaa

# performances and first rows of the test of ROR-SMAA in github.com/tommite/libror
CELLS = [
    [82, 94, 80, 91], [74, 91, 96, 82], [59, 73, 72, 67], [47, 77, 90, 46], [50, 73, 88, 47], [51, 50, 84, 55], [42, 59, 88, 39],
    [44, 57, 84, 41], [42, 53, 88, 38], [42, 61, 68, 39], [45, 37, 80, 44], [41, 43, 80, 40], [41, 41, 60, 40], [38, 37, 72, 34],
    [40, 40, 60, 34], [39, 34, 48, 38], [38, 36, 44, 34], [39, 28, 40, 34], [39, 26, 36, 37], [37, 21, 8, 37],
]  # fmt: skip


@pytest.fixture(scope="module")
def libror():
    return mo.uta_gms(mo.DecisionMatrix(CELLS), "A10 > A9, A3 > A4, A11 > A12")


def test_even_weights_and_shapes_agree_with_libror(libror):
    found = ror_smaa(libror, 20_000, rng=1, measure="weights")
    np.testing.assert_allclose(found.acceptability.values[0], [0.7811, 0.2188, *[0] * 18], atol=0.02)
    np.testing.assert_allclose(found.pairwise.values[0, 1:], [0.7811, 1, 1, 0.9999, *[1] * 15], atol=0.02)
    assert found.how == "rejection"


def test_even_steps_are_those_of_the_polytope(libror):
    found = ror_smaa(libror, 20_000, rng=1)
    x = np.array(CELLS)
    climbed = np.concatenate([x[:, [j]] >= np.unique(x[:, j])[1:] for j in range(4)], axis=1).astype(float)
    assert climbed.shape[1] == libror.marginals.columns == 54
    u = np.random.default_rng(2).standard_exponential((100_000, 54)) @ climbed.T
    u = u[(u[:, 9] > u[:, 8]) & (u[:, 2] > u[:, 3]) & (u[:, 10] > u[:, 11])]
    np.testing.assert_allclose(found.pairwise.values, (u[:, :, None] > u[:, None, :]).mean(axis=0), atol=0.02)
    assert found.how == "rejection"
    assert found.r_hat == 1


@pytest.mark.parametrize("segments", [None, 1])
def test_the_orchestrators_in_seconds(segments):
    problem = mo.load("orchestrators")
    order = [n for g in mo.Ranking.from_scores(list(problem.published.values), problem.published.labels).groups for n in g]
    for said in (0, 3, 6, 12):
        values = mo.uta_gms(problem, order[:said], segments=segments)
        found = ror_smaa(values, 4000, rng=said)
        p = found.acceptability.values
        assert (p.sum(axis=0) == 1).all()
        assert (p.sum(axis=1) == 1).all()
        assert found.r_hat < 1.05
        assert found.effective_draws > 2000
        assert found.expected_ranks.sum() == pytest.approx(78)
        for a, b in values.pairs:
            assert found.pairwise[a, b] > 1 - 1e-9
        for name, ends in values.extreme_ranks.items():
            places = np.flatnonzero(found.acceptability[name].values) + 1
            assert ends[0] <= places.min() <= places.max() <= ends[1]
            if found.central[name] is not None:
                assert name in found.central[name].ranking.best
    if segments == 1:
        exact = ror_smaa(mo.uta_gms(problem, segments=1), 10, rng=0).expected_ranks
        assert exact["Kubeflow Pipelines"] == pytest.approx(97 / 32)
        assert exact["Prefect"] == pytest.approx(7607 / 1728)


@pytest.mark.parametrize("seed", range(6))
def test_draws_agree_with_the_exact_odds(seed):
    rng = np.random.default_rng(seed)
    matrix = mo.DecisionMatrix(rng.permuted(np.tile(np.arange(4), (3, 1)), axis=1).T.tolist())
    try:
        values = mo.uta_gms(matrix, "A1 > A2" if seed else None)
    except mo.DomainError:
        return
    found = ror_smaa(values, 20_000, rng=seed)
    assert found.odds is not None
    places = found.acceptability.values @ np.arange(1, 5)
    np.testing.assert_allclose(places, found.expected_ranks.values, atol=0.04)
    assert (found.standard_errors.expected_ranks.values == 0).all()


def test_alternatives_that_always_tie_share_their_places():
    matrix = mo.DecisionMatrix([[2, 0], [0, 2], [1, 1], [1, 1]], ["Ant", "Bee", "Cat", "Doe"])
    found = ror_smaa(mo.uta_gms(matrix, "Ant ~ Bee"), 5000, rng=3)
    assert found.acceptability["Ant", 1] == found.acceptability["Bee", 1]
    assert found.pairwise["Ant", "Bee"] == found.pairwise["Cat", "Doe"] == 0
    assert found.acceptability.values.sum() == 4
    for of in (found.expected_ranks, found.standard_errors.expected_ranks):
        assert of.values.shape == (4,)
        assert of["Ant"] == of["Bee"]
        assert of["Cat"] == of["Doe"]
    with pytest.raises(mo.DomainError, match="flat set"):
        ror_smaa(mo.uta_gms(matrix, "Ant ~ Bee"), measure="weights")


def test_one_value_function_alone_is_certain():
    found = ror_smaa(mo.uta_gms(mo.DecisionMatrix([[1], [2], [2]])), 100, rng=0)
    assert found.acceptability.values.tolist() == [[0, 0, 1], [0.5, 0.5, 0], [0.5, 0.5, 0]]


def test_draws_are_repeatable(libror):
    one, two = (ror_smaa(libror, 500, rng=5) for _ in range(2))
    assert (one.acceptability.values == two.acceptability.values).all()


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda values: ror_smaa(values, 0), "draws are none"),
        (lambda values: ror_smaa(values, 2.5), "must be a whole number"),
        (lambda values: ror_smaa(values, measure="even"), "must be .steps. or .weights."),
        (lambda values: ror_smaa(mo.DecisionMatrix([[1, 2]])), "pass what mo.uta_gms"),
        (
            lambda values: ror_smaa(mo.uta_gms(mo.DecisionMatrix(CELLS[:12]), [f"A{k}" for k in range(1, 13)]), measure="weights"),
            "agree with all",
        ),
    ],
)
def test_bad_input_is_refused_in_one_sentence(libror, call, error, monkeypatch):
    monkeypatch.setattr(sys.modules[RorSmaa.__module__], "TRIES", 2**17)
    with pytest.raises(mo.McdaError, match=error):
        call(libror)


def test_it_is_shown(libror):
    found = ror_smaa(libror, 200, rng=6)
    assert "agree with 3 statements" in str(found)
    half = 1.96 * found.standard_errors.acceptability.values.max()
    assert half > 0
    assert f"200 draws, worth 200 independent ones, give the places to within {half:.2g} at 95 % each." in str(found)
    assert found.markdown()
    assert json.loads(json.dumps(found.document()))["statements"] == 3


def test_tables_show_four_decimals_in_the_order_of_expected_ranks():
    matrix = mo.DecisionMatrix([[1, 1, 5], [3, 9, 3], [7, 4, 4], [7, 4, 4]], ["Cat", "Bee", "Zoe", "Ant"])
    found = ror_smaa(mo.uta_gms(matrix, "Zoe > Cat"), 3_001, rng=1, measure="weights")
    assert found.order.index("Zoe") == found.order.index("Ant") - 1, "who ranks alike stays in the order of the table"
    places, beats = found.tables
    assert places.rows == tuple(
        (a, round(float(found.expected_ranks[a]), 4), *(round(float(found.acceptability[a, r]), 4) for r in range(1, 5)))
        for a in found.order
    )
    assert beats.rows == tuple((a, *(None if a == b else round(float(found.pairwise[a, b]), 4) for b in found.order)) for a in found.order)
    assert any(
        cell != round(float(found.pairwise[row[0], b]), 5)
        for row in beats.rows
        for b, cell in zip(found.order, row[1:], strict=True)
        if b != row[0]
    )


def test_errors_stand_at_their_alternatives_where_some_are_alike():
    matrix = mo.DecisionMatrix([[1, 1], [2, 0], [1, 1], [0, 2], [0, 0]], ["Cat", "Ant", "Dog", "Bee", "Elk"])
    found = ror_smaa(mo.uta_gms(matrix), 4000, rng=3, measure="weights")
    assert found.odds is None
    expected, error = found.expected_ranks, found.standard_errors.expected_ranks
    assert error.values.shape == (5,)
    assert (expected["Cat"], error["Cat"]) == (expected["Dog"], error["Dog"])
    assert (expected["Elk"], error["Elk"]) == (5, 0)
    assert min(error[name] for name in ("Ant", "Bee", "Cat")) > 0
    places = np.arange(1, 6)
    p = found.acceptability.values
    spread = np.sqrt((p @ places**2 - (p @ places) ** 2) / found.effective_draws)
    for name in ("Ant", "Bee"):
        assert error[name] == pytest.approx(spread[found.alternatives.index(name)], rel=0.1)
