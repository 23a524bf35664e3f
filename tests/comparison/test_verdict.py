import numpy as np

import mcda_orch as mo

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
    assert "All of the disagreement in the design (3 methods) comes from the method" in found.opening[2]
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
