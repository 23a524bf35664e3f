"""What is compared comes by name or by place, is refused in one sentence, and has no number where it is not defined."""

import itertools
import pickle
import sys

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.core.positions import positions
from mcda_orch.core.ranking import midranks
from mcda_orch.laws.agreements import symmetric
from mcda_orch.numerics import order_signs
from mcda_orch.plugin.agreement import Agreement, agreement
from mcda_orch.plugin.undefined import CONSTANT

A = {"Ant": 1, "Bee": 2, "Cat": 2, "Doe": 4}
B = {"Doe": 4, "Cat": 1, "Bee": 3, "Ant": 2}
MATRIX = mo.DecisionMatrix([[7, 300], [9, 250], [6, 100], [5, 50]], list(A), ["quality", "price:min"])
ALL = [mo.get(n) for n in mo.names("agreement")]


def ids(plugin):
    return plugin.name


def test_every_name_that_must_be_so():
    must = {"kendall_tau_b", "spearman", "weighted_spearman", "ws", "drastic_ws", "kemeny_distance", "frobenius", "rank_biased_overlap"}
    assert must <= set(mo.names("agreement")) == {p.name for p in ALL}
    assert set(mo.agreements.__all__) == {*mo.names("agreement"), *mo.names("weight_agreement")}


@pytest.mark.parametrize("plugin", ALL, ids=ids)
def test_names_decide_and_not_places(plugin):
    ordered = {name: B[name] for name in A}
    expected = plugin(list(A.values()), list(ordered.values()))
    series = pytest.importorskip("pandas", reason="pandas is not installed").Series(B)
    for a, b in (
        (A, B),
        (mo.Ranking(A), B),
        (A, mo.Ranking(B)),
        (A, series),
        (mo.Ranking(A), list(ordered.values())),
        (list(A.values()), ordered),
    ):
        assert plugin(a, b) == expected


def test_all_ways_to_count_ranks_are_one_ranking():
    for kind in ("dense", "min", "max", "average"):
        assert mo.agreements.spearman(mo.Ranking(A).ranks(kind), B) == mo.agreements.spearman(A, B)


def test_outcomes_and_complete_preorders_are_rankings():
    outcome = mo.wsm(MATRIX, [1, 2])
    for plugin in ALL:
        assert plugin(outcome, A) == plugin(outcome.ranking, A) == plugin(mo.Preorder.from_ranking(outcome.ranking), A)


@pytest.mark.parametrize(
    ("a", "b", "error", "said"),
    [
        (A, {**B, "Eel": 5}, mo.LabelError, "the second of ws has 'Eel', so that it is not about the same alternatives"),
        (A, {"Ant": 1, "Bee": 2}, mo.LabelError, "the second of ws lacks 'Cat', 'Doe'"),
        ([1, 2, 3], [1, 2], mo.ShapeError, "the second of ws has 2 numbers for 3 alternatives"),
        (A, [1, 2], mo.ShapeError, "has 2 numbers for 4 alternatives"),
        ([0.3, 0.9, 0.5], [1, 2, 3], mo.DomainError, "these are no ranks"),
        (["Ant", "Bee"], [1, 2], mo.DomainError, r"lists names in an order.*every alternative its rank"),
        ([1, float("nan")], [1, 2], mo.DomainError, "the rank of '2' is nan"),
        (mo.Ranking(("A", "B"), [[1, 2], [2, 1]]), [1, 2], mo.ShapeError, r"a batch of rankings.*mo\.agreements\.ws\.pairs"),
        ([], [], mo.ShapeError, "ranks nothing"),
        (3, [1, 2], mo.PluginError, "is 3, which is no ranking"),
        ("Ant", [1, 2], mo.PluginError, "which is no ranking"),
        (None, [1, 2], mo.MissingError, "the first is missing"),
        ([1, 2], None, mo.MissingError, "the second is missing"),
        (mo.Preorder([[1, 0], [0, 1]], ["A", "B"]), [1, 2], mo.DomainError, "is a partial order.*kemeny_distance"),
    ],
    ids=[
        "strange name", "missing names", "lengths", "length and names", "scores", "an order", "blank", "batch", "nothing", "number", "word",
        "no first", "no second", "partial",
    ],
)  # fmt: skip
def test_what_is_no_ranking_is_refused(a, b, error, said):
    with pytest.raises(error, match=said):
        mo.agreements.ws(a, b)
    with pytest.raises(error, match=said):
        mo.agreements.ws.why(a, b)


def test_what_compares_weights_refuses_what_is_none():
    for given, error, said in (
        ([1, -2], mo.DomainError, "-2"), ([0, 0], mo.DomainError, "all weights are zero"), ({"price": 1}, mo.LabelError, "lacks 'quality'"),
        ("equal", mo.PluginError, "no weights"), (None, mo.MissingError, "is missing"), ([1, 2, 3], mo.ShapeError, "3 numbers for 2 criteria"),
    ):  # fmt: skip
        with pytest.raises(error, match=said):
            mo.agreements.wsc({"price": 1, "quality": 2}, given)


def test_weights_come_by_name_from_weightings_and_outcomes():
    u, w = mo.weightings.entropy(MATRIX), mo.weightings.critic(MATRIX)
    expected = 1 - np.abs(u.shares - w.shares).sum() / 2
    assert mo.agreements.wsc2(u, w) == pytest.approx(expected)
    assert mo.agreements.wsc2(mo.wsm(MATRIX, u), dict(reversed(list(w.items())))) == pytest.approx(expected)
    assert mo.agreements.wsc2.pairs({"entropy": u, "critic": w})["entropy", "critic"] == pytest.approx(expected)


CONSTANTS = ([1, 1, 1], [2, 2, 2], [3, 3, 3])


@pytest.mark.parametrize("plugin", ALL, ids=ids)
def test_never_nan_but_none_and_why(plugin):
    for a, b in itertools.product(([1, 2, 3], [1, 1, 3], *CONSTANTS, [2.5, 2.5, 1]), repeat=2):
        found, why = plugin(a, b), plugin.why(a, b)
        assert found is None or np.isfinite(found)
        assert (found is None) == bool(why)
        assert np.isnan(plugin.kernel(*(midranks(positions(v, higher=False)) for v in (a, b)))) == (found is None)
        assert plugin.pairs({"a": a, "b": b})["a", "b"] == (None if found is None else pytest.approx(found))


@pytest.mark.parametrize(
    "name", ["kendall_tau_b", "spearman", "weighted_spearman", "weighted_kendall", "ap_correlation", "goodman_kruskal_gamma"]
)
def test_who_ties_all_agrees_with_nobody(name):
    coefficient = getattr(mo.agreements, name)
    assert coefficient([1, 1, 1], [1, 2, 3]) is coefficient([1, 2, 3], [1, 1, 1]) is coefficient([1], [1]) is None


def test_why_names_who_is_at_fault():
    assert mo.agreements.spearman.why([1, 2], [1, 1]).startswith("spearman is not defined: the second ties all alternatives")
    assert mo.agreements.goodman_kruskal_gamma.why([1, 1, 3], [1, 2, 2]) == ""
    assert "no pair of alternatives is told apart by both" in mo.agreements.goodman_kruskal_gamma.why([1, 1, 1], [1, 2, 3])
    assert mo.agreements.somers_d([1, 2, 3], [1, 1, 1]) == 0.0
    assert mo.agreements.somers_d.why([1, 1, 1], [1, 2, 3]) != ""
    assert mo.agreements.somers_d([1, 1, 1], [1, 2, 3], mean=True) == 0.0


def test_two_rankings_may_have_no_pair_in_common():
    """Each tells something apart, and never the same."""
    assert mo.agreements.goodman_kruskal_gamma([1, 1, 1, 4], [1, 1, 4, 1]) == -1.0
    assert mo.agreements.goodman_kruskal_gamma([1, 1, 3], [1, 3, 2]) == 0.0
    assert "no pair of alternatives is told apart by both" in mo.agreements.goodman_kruskal_gamma.why([1, 1, 3, 3], [1, 1, 1, 1])


def test_partial_orders_have_a_kemeny_distance():
    order = mo.Preorder([[1, 1, 0], [0, 1, 0], [0, 0, 1]], ["Ant", "Bee", "Cat"])
    strict, tied = {"Cat": 3, "Bee": 2, "Ant": 1}, mo.Ranking({"Ant": 1, "Bee": 1, "Cat": 1})
    distance = mo.agreements.kemeny_distance
    assert distance(order, order) == 0.0
    assert distance(order, strict) == distance(strict, order) == 2.0  # two pairs that cannot be compared, against an order
    assert distance(order, tied) == 5.0  # a tie against an order, and two ties against what cannot be compared
    assert distance(order, strict, count="share") == pytest.approx(2 / 6)
    turned = mo.Preorder([[1, 0, 0], [0, 1, 1], [0, 0, 1]], ["Cat", "Ant", "Bee"])
    assert distance(order, turned) == 0.0
    assert distance.why(order, strict) == ""
    with pytest.raises(mo.LabelError, match="has 'Doe'"):
        distance(order, mo.Ranking({"Ant": 1, "Bee": 2, "Doe": 3}))


def test_partial_orders_obey_the_triangle_inequality():
    rng = np.random.default_rng(1)
    orders = [mo.Preorder(rng.random((4, 4)) < 0.25, list("ABCD")) for _ in range(12)]
    d = {(i, k): mo.agreements.kemeny_distance(a, b) for (i, a), (k, b) in itertools.product(enumerate(orders), repeat=2)}
    assert sum(not one.complete for one in orders) > 8
    for i, j, k in itertools.product(range(12), repeat=3):
        assert d[i, k] == d[k, i]
        assert d[i, k] <= d[i, j] + d[j, k]


RANKS = midranks(positions(np.random.default_rng(3).integers(0, 4, (9, 7)), higher=False))


@pytest.mark.parametrize("plugin", ALL, ids=ids)
def test_all_pairs_are_every_pair(plugin):
    settings = [{}, *(dict(v.params) for v in plugin.variants)]
    for params in settings:
        found = plugin.pairs(RANKS, **params)
        assert found.labels == tuple("123456789")
        for (i, a), (k, b) in itertools.product(enumerate(RANKS), repeat=2):
            one = plugin(a, b, **params)
            assert found[str(i + 1), str(k + 1)] == (None if one is None else pytest.approx(one, abs=1e-12))


def test_pairs_of_what_has_names():
    outcomes = [mo.topsis(MATRIX, [1, 2]), mo.wsm(MATRIX, [1, 2]), mo.topsis(MATRIX, [5, 1])]
    found = mo.agreements.kendall_tau_b.pairs(outcomes)
    assert found.labels == ("topsis", "wsm", "topsis #3")
    compared = mo.compare(MATRIX, ["topsis", "wsm"], [1, 2])
    assert mo.agreements.kendall_tau_b.pairs(compared)["topsis", "wsm"] == found["topsis", "wsm"] == compared.agreement["topsis", "wsm"]
    batch = mo.Ranking(("A", "B"), [[1, 2], [2, 1], [1, 1]])
    found = mo.agreements.spearman.pairs(batch)
    assert found["1", "2"] == -1.0
    assert found["1", "3"] is None
    assert "5 of 9 cells are blank" in str(found)
    assert found.to_frame().shape == (3, 4)
    np.testing.assert_array_equal(pickle.loads(pickle.dumps(found)).values, found.values)
    with pytest.raises(mo.LabelError, match="there is no '4' here"):
        found["4", "1"]
    with pytest.raises(mo.LabelError, match="does not name two"):
        found["1"]


@pytest.mark.parametrize(
    "given", [A, [1, 2, 3], mo.Ranking(A), "abc", None, np.arange(3.0)], ids=["mapping", "list", "ranking", "word", "none", "array"]
)
def test_one_ranking_is_not_several(given):
    with pytest.raises(mo.PluginError, match="compares every two of several"):
        mo.agreements.spearman.pairs(given)


def test_no_rankings_have_no_pairs():
    assert mo.agreements.spearman.pairs([]).values.shape == (0, 0)
    assert mo.agreements.cayley.pairs({}).values.shape == (0, 0)


def test_parameters_are_set_and_checked_as_of_methods():
    top = mo.agreements.top_k_overlap.with_(k=1)
    assert top(A, B) == mo.agreements.top_k_overlap(A, B, k=1) == 0.0
    with pytest.raises(mo.DomainError, match="k of top_k_overlap is 0"):
        mo.agreements.top_k_overlap(A, B, k=0)
    with pytest.raises(mo.PluginError, match="no parameter 'end'"):
        mo.agreements.weighted_kendall(A, B, end="top")
    with pytest.raises(mo.DomainError, match="p of rank_biased_overlap is 1"):
        mo.agreements.rank_biased_overlap(A, B, p=1)


@pytest.mark.parametrize("plugin", ALL, ids=ids)
def test_many_alternatives_need_no_square_of_memory(plugin, monkeypatch):
    rng = np.random.default_rng(0)
    rankings = midranks(positions(rng.integers(0, 9, (4, 40)), higher=False))
    strict = np.stack([rng.permutation(40) + 1.0 for _ in range(3)])
    before = [plugin.pairs(rows).values for rows in (rankings, strict)]
    kernel = plugin.kernel(rankings[:, None], rankings[None])
    alone = plugin.kernel(rankings[0], rankings[1])
    home = sys.modules[plugin.function.__module__]
    for module, block in ((order_signs, 130), (home, 7)):
        for name, value in {"FEW": 10, "BLOCK": block, "CELLS": 330}.items():
            if hasattr(module, name):
                monkeypatch.setattr(module, name, value)
    for rows, expected in zip((rankings, strict), before, strict=True):
        np.testing.assert_allclose(plugin.pairs(rows).values, expected, rtol=0, atol=1e-11)
    np.testing.assert_allclose(plugin.kernel(rankings[:, None], rankings[None]), kernel, rtol=0, atol=1e-11)
    np.testing.assert_allclose(plugin.kernel(rankings[0], rankings[1]), alone, rtol=0, atol=1e-11)


def test_places_that_count_for_nothing_in_floating_point_are_not_looked_at():
    strict = np.arange(1.0, 1_101.0)
    swapped = strict.copy()
    swapped[[1_098, 1_099]] = swapped[[1_099, 1_098]]
    assert mo.agreements.drastic_ws(strict, swapped) == 0.0
    assert mo.agreements.drastic_ws(strict, strict[::-1]) == pytest.approx(1.0)


def test_columns_of_a_frame_are_rankings():
    pd = pytest.importorskip("pandas", reason="pandas is not installed")
    compared = mo.compare(MATRIX, ["topsis", "wsm"], [1, 2])
    expected = mo.agreements.spearman.pairs(compared)["topsis", "wsm"]
    frame = compared.to_frame()
    assert mo.agreements.spearman.pairs(frame)["topsis", "wsm"] == expected
    assert mo.agreements.spearman.pairs(frame.set_index("alternative"))["topsis", "wsm"] == expected
    assert mo.agreements.spearman.pairs(frame.drop(columns="alternative"))["topsis", "wsm"] == expected
    with pytest.raises(mo.DomainError, match="these are no ranks"):
        mo.agreements.spearman.pairs(pd.DataFrame({"one": [0.2, 0.7], "other": [1, 2]}))


def test_a_kernel_takes_lists_and_a_call_no_third_ranking():
    assert mo.agreements.spearman.kernel([1, 2, 3], [1, 3, 2]) == 0.5
    with pytest.raises(mo.PluginError, match=r"spearman takes \(a, b\), and got 1 more without a name.*spearman\.pairs"):
        mo.agreements.spearman(A, B, A)
    with pytest.raises(mo.PluginError, match="is a DecisionMatrix, which is no ranking"):
        mo.agreements.spearman(MATRIX, A)
    with pytest.raises(mo.PluginError, match="an agreement kernel maps"):
        mo.agreements.spearman.kernel([1, 2, 3], [1, 2])


def test_a_coefficient_of_anybody():
    @agreement(keeps=[symmetric], undefined=[CONSTANT])
    def squared(r, t):
        return mo.agreements.spearman.function(r, t) ** 2

    assert isinstance(squared, Agreement)
    assert squared([1, 2, 3], [3, 2, 1]) == 1.0
    assert squared([1, 1], [1, 2]) is None

    @agreement()
    def without_a_sum(r, t):
        return r - t

    with pytest.raises(
        mo.PluginError, match=r"returned an array of shape \(2,\), where two of shape \(2,\) and \(2,\) have one number.*axis=-1"
    ):
        without_a_sum([1, 2], [2, 1])
    with pytest.raises(mo.PluginError, match="which is no case"):
        agreement(undefined=["constant"])(lambda r, t: r)
    with pytest.raises(mo.PluginError, match="stands without its parentheses"):
        agreement(lambda r, t: r)
    with pytest.raises(mo.PluginError, match=r"an agreement kernel takes \(r, t\)"):

        @agreement()
        def wrong(x, y):
            return x
