import re
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.comparison.causes import Causes
from mcda_orch.comparison.settled import Views
from mcda_orch.comparison.verdict import verdict as verdict_of

NAMES = ("Ant", "Bee", "Cat")


def verdict(cells, methods=None, names=NAMES, **more):
    criteria = [f"c{j}" for j in range(len(cells[0]))]
    return mo.compare(mo.DecisionMatrix(cells, names[: len(cells)], criteria), methods, np.ones(len(criteria)), **more)


def test_where_all_tie_nobody_wins():
    found = verdict([[1, 2], [1, 2], [1, 2]], ["wsm", "topsis"])
    assert found.opening == (
        "All 3 alternatives tie by both independent opinions, so nobody wins.",
        "No pair of alternatives is settled, and none is contested.",
        "There is no disagreement to explain.",
    )
    assert found.consensus is None


def test_where_no_method_applies_it_says_so():
    assert verdict([[-1, 2], [1, 2]], ["wpm"]).opening == (
        "No method takes this problem, so nobody wins.",
        "No pair of alternatives is settled, and none is contested.",
        "There is no disagreement to explain.",
    )


def test_a_single_alternative_is_not_compared():
    assert verdict([[1, 2]], ["wsm"]).opening[0] == "Ant is the only alternative."


def test_a_single_opinion_contests_nothing():
    assert verdict([[3, 2], [1, 2], [1, 2]], ["wsm"]).opening == (
        "Ant wins by the only independent opinion, wsm.",
        "It puts 2 of 3 pairs of alternatives in order and ties 1; with one opinion nothing is contested.",
        "There is no disagreement to explain.",
    )


def test_where_all_say_the_same_everything_is_settled():
    found = verdict([[3, 3], [2, 2], [1, 1]], ["wsm", "topsis"])
    assert found.verdict == (
        "Ant wins: it is first under both independent opinions. Everything is settled: both opinions put 3 of 3 pairs of alternatives in the "
        "same order. There is no disagreement to explain."
    )


def test_opinions_that_part_are_counted():
    found = verdict([[9, 0], [5, 5.5], [1, 6]], ["wsm", "maximax", "maximin"])
    first = {name: outcome.ranking.best for name, outcome in found.outcomes.items()}
    assert first == {"wsm": ("Bee",), "maximax": ("Ant", "Cat"), "maximin": ("Bee",)}
    assert found.opening[0] == (
        "Bee wins the consensus (kemeny): it is first under 2 of 3 independent opinions; its closest rival, Ant, is ahead of it under 1."
    )
    assert "All of the disagreement comes from the method, the only choice that varies (3 methods): " in found.opening[2]
    assert "changing it changes who is first in 67 % of all pairs of rankings" in found.opening[2]


def test_who_shares_the_first_place_is_named():
    found = verdict([[9, 0], [0, 9], [1, 1]], ["maximax", "wsm"])
    assert [found.outcomes[name].ranking.best for name in ("maximax", "wsm")] == [("Ant", "Bee"), ("Ant", "Bee")]
    assert found.opening[0] == (
        "Ant and Bee share the first place of the consensus (kemeny): Ant is first under 2 of 2 independent opinions, Bee under 2."
    )


def test_an_opinion_that_ties_all_is_set_aside():
    found = verdict([[3, 0], [0, 3], [3, 2]], ["wsm", "maximax", "topsis"])
    assert found.outcomes["maximax"].ranking.groups == (NAMES,)
    assert found.decided == ("wsm", "topsis")
    assert found.opening[0] == "Cat wins: it is first under both independent opinions (1 more ties all alternatives)."


def test_several_causes_are_told_with_their_shares():
    found = mo.compare(mo.load("orchestrators"), ["topsis", "wsm"], scalings=["minmax", "zscore"], weightings=["own", "equal"])
    shares, sentence = found.causes.shares, found.opening[2]
    most = max(("aggregation", "scaling", "weighting"), key=lambda axis: shares[axis])
    noun = {"aggregation": "method"}.get(most, most)
    assert f"{round(100 * shares[most])} % of the variance of ranks comes from the {noun}" in sentence
    assert sentence.startswith("In the design (2 methods x 2 scalings x 2 weightings)")
    assert sentence.endswith("none of these choices changes who is first.")


def test_pairs_that_nearly_all_put_in_one_order_are_counted():
    votes = {f"v{k}": mo.Ranking(NAMES, [1, 2, 3]) for k in range(9)}
    views = Views.of({**votes, "odd": mo.Ranking(NAMES, [1, 3, 2])}, NAMES)
    found = verdict_of(NAMES, views, mo.rules.kemeny(views.rankings), Causes({}, {}, {}, {}, {}, {}), 10)
    assert found[1] == (
        "Of 3 pairs of alternatives the opinions agree on 2, and 1 is contested, Bee before Cat (9 to 1); Ant (rank 1) never moves."
    )
    assert found[2] == "The disagreement cannot be split by cause: no choice was varied in a complete design."
    fewer = Views.of({**dict(list(votes.items())[:8]), "odd": mo.Ranking(NAMES, [1, 3, 2])}, NAMES)
    assert "one opinion in ten" not in verdict_of(NAMES, fewer, mo.rules.kemeny(fewer.rankings), Causes({}, {}, {}, {}, {}, {}), 9)[1]


def test_who_is_first_more_often_than_the_winner_is_told():
    votes = {**{f"a{k}": [1, 3, 2] for k in range(4)}, **{f"c{k}": [3, 2, 1] for k in range(3)}, **{f"b{k}": [3, 1, 2] for k in range(2)}}
    views = Views.of({name: mo.Ranking(NAMES, row) for name, row in votes.items()}, NAMES)
    order = mo.rules.kemeny(views.rankings)
    assert order.best == ("Cat",)
    assert verdict_of(NAMES, views, order, Causes({}, {}, {}, {}, {}, {}), 9)[0] == (
        "Cat wins the consensus (kemeny): it is first under 3 of 9 independent opinions, while Ant is first under 4; "
        "its closest rival, Ant, is ahead of it under 4."
    )


@pytest.mark.parametrize("seed", range(12))
def test_every_number_of_a_verdict_is_what_plain_counting_gives(seed):
    rng = np.random.default_rng(seed)
    names = tuple("ABCDEFG")[: int(rng.integers(2, 8))]
    cells = rng.integers(1, 6, size=(len(names), 3))
    methods = ["wsm", "topsis", "maximin", "maximax", "copras", "lexicographic", "codas", "fuca"]
    found = verdict(cells.tolist(), methods, names)
    ranks = [dict(found.outcomes[name].ranking.ranks("min").items()) for name in found.decided]
    pairs = list(combinations(names, 2))
    ahead = [sum(r[a] < r[b] for r in ranks) for a, b in pairs]
    behind = [sum(r[a] > r[b] for r in ranks) for a, b in pairs]
    k = len(ranks)
    first, second, _ = found.opening
    settled = sum(k in both for both in zip(ahead, behind, strict=True))
    open_ = sum(a < k and b < k and a + b > 0 for a, b in zip(ahead, behind, strict=True))
    if open_:
        assert f"agree on {settled}" in second
        assert f"and {open_} {'is' if open_ == 1 else 'are'} contested" in second
        most = max(min(both) for both in zip(ahead, behind, strict=True))
        one, other = map(int, re.search(r"\((\d+) to (\d+)", second).groups())
        assert other == most
        assert one >= other
    best = found.consensus.best
    count = sum(r[best[0]] == 1 for r in ranks)
    assert all(name in first for name in best[:3])
    if count < k:
        assert f"under {count} of {k} independent opinions" in first
    else:
        assert re.search(rf"(under (both|all {k})|{k} of {k}) independent opinions", first)
    if "rival" in first:
        rival, times = re.search(r"rival, (\w), is ahead of it under (\d+)", first).groups()
        behind_of = {name: sum(r[name] < r[best[0]] for r in ranks) for name in names}
        assert behind_of[rival] == int(times) == max(behind_of.values())


def test_several_contested_pairs_come_with_the_most_even_one():
    votes = {f"v{k}": mo.Ranking(NAMES, [1, 2, 3]) for k in range(19)}
    views = Views.of({**votes, "odd": mo.Ranking(NAMES, [2, 3, 1])}, NAMES)
    found = verdict_of(NAMES, views, mo.rules.kemeny(views.rankings), Causes({}, {}, {}, {}, {}, {}), 20)
    assert "and 2 are contested (2 of them with at most one opinion in ten dissenting), most evenly Ant before Cat (19 to 1)" in found[1]


def test_a_disagreement_outside_the_complete_design_is_laid_to_what_is_left_out():
    sites = mo.DecisionMatrix(
        [[120, 8, 3], [90, 5, 4], [150, 9, 2], [100, 7, 5]], ["North", "South", "East", "West"], ["cost:min", "access", "soil"]
    )
    found = mo.compare(sites, ["wsm", "topsis", "vikor"], [3, 2, 1], scalings=["minmax", "vector"], weightings=["own", "equal"])
    assert len({str(one.ranking) for label, one in found.outcomes.items() if "vikor" not in label}) == 1
    assert found.verdict.endswith(
        "The disagreement comes from what is left out of the complete design, vikor: within it "
        "(2 methods x 2 scalings x 2 weightings) every choice gives the same ranks."
    )


def test_vectors_of_weights_without_names_are_told_how_to_get_them():
    sites = mo.DecisionMatrix([[1, 2], [2, 1]])
    with pytest.raises(mo.PluginError, match=r'there twice. Hint: .*weightings=\{"first": \[...\], "second": \[...\]\}'):
        mo.compare(sites, ["wsm", "topsis"], weightings=[[1, 1], [3, 1]])


def test_methods_equally_far_from_the_consensus_are_named_together():
    pair = mo.DecisionMatrix([[120, 8, 3], [90, 5, 4]], ["Ant", "Bee"], ["cost:min", "access", "soil"])
    assert mo.compare(pair, ["wsm", "topsis"], [1, 1, 1]).verdict.endswith("and all are equally far from the consensus.")
    rankings = {"a": mo.Ranking(NAMES, [1, 2, 3]), "b": mo.Ranking(NAMES, [1, 2, 3]), "c": mo.Ranking(NAMES, [1, 2, 3])}
    rankings |= {"d": mo.Ranking(NAMES, [1, 3, 2]), "e": mo.Ranking(NAMES, [2, 1, 3])}
    found = Causes({"aggregation": tuple(rankings)}, {}, {"aggregation": Fraction(1)}, {"aggregation": Fraction(1, 2)}, {}, {})
    said = verdict_of(NAMES, Views.of(rankings, NAMES), mo.rules.kemeny(rankings), found, 5)[2]
    assert said.endswith("and d and e are farthest from the consensus.")
