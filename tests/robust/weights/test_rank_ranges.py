"""The best and the worst rank over a set of weights: the orchestrators, and all cells of small tables."""

from importlib import import_module
from itertools import combinations

import numpy as np
import pytest

import mcda_orch as mo

from .tables import NAMES, PROBLEM


def test_rank_ranges_of_the_orchestrators():
    found = mo.rank_ranges(PROBLEM, mo.wsm)
    worst = {"Metaflow": 1, "Kubeflow Pipelines": 8, "Flyte": 9, "Prefect": 11, "MLRun": 11}
    assert {n: (r.best, r.worst) for n, r in found.items()} == {n: (1, worst.get(n, 12)) for n in NAMES}
    assert found.verify()


def _all_ranks(x):
    """Every (number ahead, number level) of every alternative over the weights of three criteria.

    Cells of the arrangement of the lines on which two alternatives tie are the hulls of its vertices, so vertices and the
    means of two and three of them meet all cells.
    """
    n = len(x)
    lines = [x[a] - x[b] for a, b in combinations(range(n), 2)] + list(np.eye(3))
    points = []
    for p, q in combinations(lines, 2):
        cross = np.cross(p, q)
        if cross.any() and ((cross >= 0).all() or (cross <= 0).all()):
            points.append(cross / cross.sum())
    points = np.unique(np.round(points, 12), axis=0)
    k = len(points)
    triples = [*combinations(range(k), 1), *combinations(range(k), 2), *combinations(range(k), 3)]
    w = np.array([points[list(t)].mean(axis=0) for t in triples])
    scores = w @ x.T
    lead = scores[:, None, :] - scores[:, :, None]
    return (lead > 1e-9).sum(axis=-1), (np.abs(lead) <= 1e-9).sum(axis=-1) - 1


@pytest.mark.parametrize("ties", ["optimistic", "pessimistic", "strict"])
def test_rank_ranges_against_all_cells(ties):
    rng = np.random.default_rng(8)
    for _ in range(12):
        x = rng.integers(0, 4, (4, 3)).astype(float)
        x = x[np.sort(np.unique(x, axis=0, return_index=True)[1])]
        if len(x) < 3:
            continue
        ahead, level = _all_ranks(x)
        found = mo.rank_ranges(mo.DecisionMatrix(x), mo.wsm, ties=ties)
        assert found.verify()
        for i, r in enumerate(found.values()):
            keep = level[:, i] == 0 if ties == "strict" else np.ones(len(ahead), dtype=bool)
            ranks = 1 + ahead[keep, i] + (level[keep, i] if ties == "pessimistic" else 0)
            assert (r.best, r.worst) == (ranks.min(), ranks.max())


def test_ranks_found_at_random_weights_of_a_flat_set_have_witnesses_in_it():
    table = mo.DecisionMatrix([[0, 1, 0], [1, 1, 0], [-1, 1, 0]], ["Ant", "Bee", "Cat"], ["x", "y", "z:min"])
    known = mo.WeightSet(table).bounds({"z": "1/8"}).order("x >= y")
    for method in (mo.maximin, mo.vikor, mo.topsis):
        for ties in ("optimistic", "pessimistic", "strict"):
            found = mo.rank_ranges(table, method, known, ties=ties, draws=200, rng=1)
            assert not found.exact
            assert found.verify()


@pytest.mark.parametrize("name", ["wsm", "topsis"])
@pytest.mark.parametrize(
    ("ties", "ranks"),
    [("optimistic", [(1, 2), (1, 2), (1, 3)]), ("pessimistic", [(2, 3), (2, 3), (1, 3)]), ("strict", [(1, 2), (1, 2), (1, 3)])],
)
def test_doubles_share_their_ranks_as_the_policy_for_ties_says(name, ties, ranks):
    x = mo.DecisionMatrix([[4, 0], [4, 0], [0, 4]], ["Ant", "Bee", "Cat"], ["a", "b"])
    found = mo.rank_ranges(x, name, ties=ties, draws=300, rng=1)
    assert [(r.best, r.worst) for r in found.ranges.values()] == ranks
    assert found.verify()


def test_work_that_is_done_leaves_ends_that_are_not_proved_unless_it_is_to_go_on(monkeypatch):
    monkeypatch.setattr(import_module("mcda_orch.robust.weights.rank_ranges"), "WORK", 0)
    table = mo.DecisionMatrix(np.random.default_rng(3).integers(0, 9, (12, 4)).astype(float))
    short, whole = mo.rank_ranges(table, mo.wsm), mo.rank_ranges(table, mo.wsm, exact=True)
    assert short.unproved
    assert short.verify()
    assert whole.exact
    assert whole.verify()
    assert all(whole[name].best <= short[name].best and short[name].worst <= whole[name].worst for name in whole)
