"""Kemeny, Slater and Dodgson against all orders."""

import itertools

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.voting import order_bound, strict_orders
from mcda_orch.voting.ballots import margins
from mcda_orch.voting.order_bound import bound, improved
from mcda_orch.voting.strict_orders import least_orders


def profile(rng, n, k, kind):
    if kind == "strict":
        return np.array([rng.permutation(n) + 1.0 for _ in range(k)])
    r = rng.integers(1, n + 1, (k, n)).astype(float)
    if kind == "partial":
        r[rng.random((k, n)) < 0.3] = np.nan
    return r


def before(r, w):
    """Votes for each pair, one by one."""
    n = r.shape[1]
    return np.array([[sum(v for row, v in zip(r, w, strict=True) if row[a] < row[b]) for b in range(n)] for a in range(n)])


def every(n, cost):
    """Return the least cost of all orders, and those that have it."""
    costs = {order: sum(cost[a, b] for i, a in enumerate(order) for b in order[i + 1 :]) for order in itertools.permutations(range(n))}
    least = min(costs.values())
    return least, {order for order, c in costs.items() if c == least}


def orders(found):
    return {tuple(int(np.flatnonzero(o.dense == place + 1)[0]) for place in range(len(o))) for o in found.optima}


@pytest.mark.parametrize("kind", ["strict", "tied", "partial"])
@pytest.mark.parametrize("n", [1, 2, 3, 4, 5, 6, 7])
def test_kemeny_and_slater_are_all_the_best_orders(n, kind):
    rng = np.random.default_rng([n, len(kind)])
    for k in (1, 2, 3, 4)[: 2 if n == 7 else 4]:
        r, w = profile(rng, n, k, kind), rng.integers(1, 4, k).astype(float)
        votes = before(r, w)
        for name, cost in (("kemeny", votes.T), ("slater", (votes < votes.T) * 1.0)):
            _, best = every(n, cost)
            found = mo.get(name).optima(r, w, **mo.get(name).settings({}))
            listed = {tuple(np.flatnonzero(places == p + 1)[0] for p in range(n)) for places in found.listed(10_000)}
            assert listed == best
            assert found.count == len(best)
            places = np.array([[order.index(a) + 1 for a in range(n)] for order in best])
            np.testing.assert_array_equal(found.first, places.min(axis=0))
            np.testing.assert_array_equal(found.shared, (places[:, :, None] < places[:, None, :]).all(axis=0))


def weak_orders(n):
    for places in itertools.product(range(n), repeat=n):
        if set(places) == set(range(max(places) + 1)):
            yield places


@pytest.mark.parametrize("kind", ["strict", "tied", "partial"])
@pytest.mark.parametrize("n", [1, 2, 3, 4, 5])
def test_kemeny_over_orders_with_ties(n, kind):
    rng = np.random.default_rng([n, len(kind), 1])
    for k in (1, 2, 3, 5):
        r, w = profile(rng, n, k, kind), rng.integers(1, 3, k).astype(float)
        told = ~np.isnan(r[:, :, None] + r[:, None, :])
        own = np.sign(np.nan_to_num(r)[:, :, None] - np.nan_to_num(r)[:, None, :])
        costs = {}
        for places in weak_orders(n):
            order = np.sign(np.subtract.outer(places, places))
            costs.setdefault(float((w[:, None, None] * told * np.abs(own - order)).sum()), set()).add(places)
        found = mo.rules.kemeny.optima(r, w, orders="weak", unranked="unknown")
        listed = {tuple(places - 1) for places in found.listed(10_000)}
        assert listed == costs[min(costs)]
        assert found.count == len(listed)


def fewest_swaps(r, w, a):
    """Swap neighbours until an alternative beats all others, by the fewest swaps, one voter after the other."""
    n = r.shape[1]
    rivals = [b for b in range(n) if b != a]
    lead = tuple(int(sum(v * np.sign(row[b] - row[a]) for row, v in zip(r, w, strict=True))) for b in rivals)
    best = {lead: 0.0}
    for row, count in zip(r, w, strict=True):
        for _ in range(int(count)):
            after = {}
            for now, cost in best.items():
                moved, paid = list(now), cost
                after[tuple(moved)] = min(after.get(tuple(moved), np.inf), paid)
                for rank in sorted({x for x in row if x <= row[a]}, reverse=True):
                    passed = [i for i, b in enumerate(rivals) if row[b] == rank]
                    for i in passed:
                        moved[i] += 1 if rank == row[a] else 2
                    paid += len(passed) * (0.5 if rank == row[a] else 1.0)
                    after[tuple(moved)] = min(after.get(tuple(moved), np.inf), paid)
            best = after
    return min(cost for leads, cost in best.items() if all(v > 0 for v in leads))


@pytest.mark.parametrize("kind", ["strict", "tied"])
@pytest.mark.parametrize("n", [1, 2, 3, 4, 5, 6, 7])
def test_dodgson_is_the_fewest_swaps(n, kind):
    rng = np.random.default_rng([n, len(kind), 2])
    for k in (1, 3, 4):
        r, w = profile(rng, n, k, kind), rng.integers(1, 3 if n < 6 else 2, k).astype(float)
        np.testing.assert_array_equal(mo.rules.dodgson.kernel(r, w), [fewest_swaps(r, w, a) for a in range(n)])


def test_dodgson_moves_whole_voters():
    with pytest.raises(mo.DomainError, match=r"needs whole numbers of voters as weights\. Hint: it moves voters one by one"):
        mo.rules.dodgson(["Ant > Bee", "Bee > Ant"], [0.5, 1])


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_bound_leaves_what_all_sets_would_find(seed, monkeypatch):
    """Circles beyond the limit are solved by a linear programme and the sets that it leaves; both ways find the same."""
    rng = np.random.default_rng(seed)
    margin = margins(np.array([rng.permutation(11) + 1.0 for _ in range(4 + seed)]), np.ones(4 + seed))
    whole = least_orders(margin)
    monkeypatch.setattr(strict_orders, "DENSE", 0)
    bounded = least_orders(margin)
    assert (bounded.cost, bounded.count) == (whole.cost, whole.count)
    np.testing.assert_array_equal(bounded.first, whole.first)
    np.testing.assert_array_equal(bounded.shared, whole.shared)


@pytest.mark.parametrize("limit", ["STATES", "BITS"])
@pytest.mark.parametrize("seed", [0, 1])
def test_branch_and_bound_finds_the_same_cost(seed, limit, monkeypatch):
    """Where too many sets are left, or alternatives are more than a number has bits, one best order is proved, and nothing is said of others."""
    rng = np.random.default_rng(seed)
    margin = margins(np.array([rng.permutation(9) + 1.0 for _ in range(5)]), np.ones(5))
    whole = least_orders(margin)
    monkeypatch.setattr(strict_orders, "DENSE", 0)
    monkeypatch.setattr(strict_orders, limit, 0)
    one = least_orders(margin)
    assert one.cost == whole.cost
    assert one.count is None or max(len(circle.members) for circle in one.circles) == 1
    assert set(one.orders(1)) <= set(whole.orders(whole.count))


def test_an_answer_that_misses_the_bound_is_refused(monkeypatch):
    """A solver that stops early, and calls that optimal, is found out."""
    import scipy.optimize

    true = scipy.optimize.milp

    def hasty(*args, **options):
        found = true(*args, **options)
        found.mip_dual_bound -= 3.0
        return found

    monkeypatch.setattr(scipy.optimize, "milp", hasty)
    monkeypatch.setattr(order_bound, "ROUNDS", 0)
    margin = np.array([[0.0, 1, -1], [-1, 0, 1], [1, -1, 0]])
    order, cost = improved(margin)
    limit = bound(margin, cost)
    with pytest.raises(mo.DomainError, match="the solver proved no more than"):
        limit.solved(order, cost)


def test_a_bound_is_a_bound():
    rng = np.random.default_rng(8)
    for n in (5, 7):
        margin = margins(np.array([rng.permutation(n) + 1.0 for _ in range(3)]), np.ones(3))
        if not np.abs(margin).any():
            continue
        against = np.maximum(-margin, 0.0)
        _, cost = improved(margin)
        limit = bound(margin, cost)
        for order in itertools.permutations(range(n)):
            costs, owed = (sum(table[a, b] for i, a in enumerate(order) for b in order[i + 1 :]) for table in (against, limit.penalty))
            assert costs >= limit.least + owed - 1e-9


def test_forty_alternatives():
    rng = np.random.default_rng(3)
    ballots = [rng.permutation(40) + 1 for _ in range(12)]
    found = mo.rules.kemeny(ballots)
    votes = before(np.array(ballots, dtype=float), np.ones(12))
    cost = {sum(votes[b, a] for a in range(40) for b in range(40) if o.dense[a] < o.dense[b]) for o in found.optima[:50]}
    assert len(cost) == 1
    assert found.count >= len(found.optima) == len(set(found.optima))
    least = cost.pop()
    for a in range(39):  # no exchange of neighbours is better
        order = np.argsort(found.optima[0].dense)
        order[[a, a + 1]] = order[[a + 1, a]]
        assert sum(votes[order[j], order[i]] for i in range(40) for j in range(i + 1, 40)) >= least
