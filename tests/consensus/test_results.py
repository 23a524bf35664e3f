"""What a consensus tells besides its order, and what it refuses."""

import pickle

import numpy as np
import pytest

import mcda_orch as mo

BALLOTS = {"Ida": "Ant > Bee > Cat", "Jon": "Bee > Cat > Ant", "Kai": "Ant > Cat ~ Bee"}


def test_voters_and_their_distances():
    found = mo.rules.kemeny(BALLOTS)
    assert str(found.ranking) == "Ant > Bee > Cat"
    assert dict(found.distances.items()) == {"Ida": 0, "Jon": 4, "Kai": 1}
    assert found.condorcet_winner == "Ant"
    assert found.count == 1
    assert found.optima == (found.ranking,)
    assert found.shared.better("Ant", "Cat")
    assert found.margins["Ant", "Bee"] == 1
    assert found.votes["Ant", "Bee"] == 2
    assert dict(found.ranks.items()) == {"Ant": 1, "Bee": 2, "Cat": 3}
    assert repr(found) == "Consensus(kemeny: Ant > Bee > Cat)"


@pytest.mark.parametrize("name", ["borda", "schulze", "kemeny", "ranked_pairs", "median_rank"])
def test_without_a_voter_is_the_consensus_of_the_others(name):
    found = mo.get(name)(BALLOTS, {"Ida": 2, "Jon": 3, "Kai": 1})
    for voter, ranking in found.without.items():
        others = {v: b for v, b in BALLOTS.items() if v != voter}
        assert dict(ranking.ranks().items()) == dict(
            mo.get(name)(others, {v: {"Ida": 2, "Jon": 3, "Kai": 1}[v] for v in others}).ranking.ranks().items()
        )
    pivotal = {voter for voter, ranking in found.without.items() if set(ranking.best) != set(found.best)}
    assert set(found.pivotal) == pivotal


def test_who_is_pivotal():
    assert mo.rules.borda(["Ant > Bee", "Bee > Ant", "Ant > Bee"]).pivotal == ("voter 1", "voter 3")
    assert mo.rules.borda(["Ant > Bee"]).pivotal == ()
    assert dict(mo.rules.borda(["Ant > Bee"]).without) == {}


def test_distances_of_many_voters_are_those_of_each(monkeypatch):
    rng = np.random.default_rng(6)
    ballots = [[float(v) if rng.random() > 0.2 else None for v in rng.permutation(5) + 1] for _ in range(9)]
    ballots = [
        {f"a{i}": rank for i, rank in enumerate(np.unique([v or 9 for v in row], return_inverse=True)[1] + 1) if row[i]} for row in ballots
    ]
    found = mo.rules.borda(ballots)
    place = dict(found.ranking.ranks("dense").items())
    for voter, ballot in zip(found.profile.voters, ballots, strict=True):
        each = [(a, b) for a in ballot for b in ballot if a < b]
        assert found.distances[voter] == sum(abs(np.sign(ballot[a] - ballot[b]) - np.sign(place[a] - place[b])) for a, b in each)
    whole = found.distances.values.copy()
    monkeypatch.setattr("mcda_orch.core.profile.TOGETHER", 1)
    np.testing.assert_array_equal(found.distances.values, whole)


def test_weights_count_as_voters():
    assert mo.rules.schulze(BALLOTS, [1, 3, 1]).best == ("Bee",)
    assert mo.rules.schulze(BALLOTS, {"Jon": 3, "Ida": 1, "Kai": 1}).best == ("Bee",)


@pytest.mark.parametrize(
    "ballots",
    [
        [mo.Ranking({"Ant": 1, "Bee": 2, "Cat": 2}), {"Bee": 1, "Cat": 2, "Ant": 3}],
        [["Ant", ("Bee", "Cat")], ["Bee", "Cat", "Ant"]],
        ["Ant > Bee = Cat", "Bee>Cat>Ant"],
        [[("Ant", 1), ("Bee", 2), ("Cat", 2)], {"Bee": 1.0, "Cat": 2.0, "Ant": 3.0}],
        [mo.rules.borda(["Ant > Bee ~ Cat"]), "Bee > Cat > Ant"],
        [["Ant", {"Bee", "Cat"}], np.array(["Bee", "Cat", "Ant"])],
    ],
    ids=["rankings", "lists", "text", "pairs", "results", "arrays"],
)
def test_rankings_come_in_any_form(ballots):
    found = mo.rules.borda(ballots)
    assert dict(found.scores.items()) == {"Ant": 2.0, "Bee": 2.5, "Cat": 1.5}


def test_bare_ranks_and_outcomes():
    assert dict(mo.rules.borda([[1, 2, 2], [3, 1, 2]]).scores.items()) == {"A1": 2.0, "A2": 2.5, "A3": 1.5}
    assert dict(mo.rules.borda(np.array([[1, 2, 2], [3, 1, 2]])).scores.items()) == {"A1": 2.0, "A2": 2.5, "A3": 1.5}
    assert mo.rules.borda([[1, np.nan, 2], [None, 1, 2]]).profile.ranks.tolist()[0][0] == 1
    problem = mo.load("orchestrators")
    outcomes = [mo.wsm(problem, blanks="worst"), mo.topsis(problem, blanks="worst")]
    assert set(mo.rules.kemeny(outcomes).ranking.labels) == set(problem.matrix.names)
    batch = mo.Ranking(("Ant", "Bee"), [[1, 2], [2, 1], [1, 2]])
    assert mo.rules.borda(batch).best == ("Ant",)


@pytest.mark.parametrize(
    ("ballots", "weights", "said"),
    [
        (None, None, "a consensus needs the rankings of several voters"),
        ([], None, "there are no rankings"),
        ("Ant > Bee", None, "is a single ranking"),
        (mo.Ranking({"Ant": 1, "Bee": 2}), None, "is a single ranking"),
        ({"Ant": 1, "Bee": 2}, None, "the ranking of one voter"),
        (["ABC"], None, r"a single name.*list\('ABC'\)"),
        (["Ant > > Bee"], None, "in which a name is missing"),
        (["Ant > Bee > Ant"], None, "ranks 'Ant' twice"),
        ([[1, 2], [1, 2, 3]], None, "some rankings are of 2 alternatives, others of 3"),
        ([[1, 2], [5, 9]], None, "of voter 2, these are no ranks"),
        ([[1, np.nan, 3], [1, 2, 3]], None, "of voter 1, these are no ranks"),
        ([{"Ant": 1, "Bee": 7}], None, "of voter 1, these are no ranks"),
        ([3, "Ant > Bee"], None, "the ranking of voter 1 is 3"),
        ([object()], None, "the ranking of voter 1 is"),
        ([[np.nan, np.nan]], [1], None),
        ([[]], None, "the ranking of voter 1 is"),
        (["Ant > Bee"], [1, 2], "2 weights for 1 voter"),
        (["Ant > Bee"], [-1], "the weight of voter 1 is -1"),
        (["Ant > Bee"], [np.inf], "weight"),
        (["Ant > Bee"], [0], "all voters have the weight 0"),
        (BALLOTS, {"Ida": 1, "Jim": 2, "Kai": 1}, "a weight for 'Jim', which is no voter"),
        ({"Ant": ["x"]}.items(), None, None),
        (5, None, "is no list of rankings"),
    ],
)
def test_what_is_no_ranking_is_refused_in_a_sentence(ballots, weights, said):
    if said is None:
        try:
            mo.rules.borda(ballots, weights)
        except mo.McdaError:
            return
        return
    with pytest.raises(mo.McdaError, match=said):
        mo.rules.borda(ballots, weights)


def test_parameters_go_by_name():
    with pytest.raises(mo.PluginError, match=r"kemeny takes \(rankings, weights\).*orders"):
        mo.rules.kemeny(BALLOTS, None, "weak")
    with pytest.raises(mo.PluginError, match="kemeny has no parameter 'order'"):
        mo.rules.kemeny(BALLOTS, order="weak")
    with pytest.raises(mo.McdaError, match="tie of copeland"):
        mo.rules.copeland(BALLOTS, tie=2)
    assert mo.rules.kemeny.with_(orders="weak")(BALLOTS).params["orders"] == "weak"


def test_too_many_ways_are_refused_with_a_way_out():
    nine_circles = [" > ".join(f"{name}{k}" for k in range(9) for name in turned) for turned in ("abc", "bca", "cab")]
    with pytest.raises(mo.DomainError, match='more than 5,000 ways.*ties="together"'):
        mo.rules.ranked_pairs(nine_circles)
    assert mo.rules.ranked_pairs(nine_circles, ties="together").count == 1
    assert mo.rules.kemeny(nine_circles).count == 3**9
    one_circle = [list("abcdefghijklmn"[k:] + "abcdefghijklmn"[:k]) for k in range(14)]
    with pytest.raises(mo.DomainError, match='14 alternatives hang together.*orders="strict"'):
        mo.rules.kemeny(one_circle, orders="weak")


def test_a_consensus_can_be_pickled_and_shown():
    found = mo.rules.schulze(BALLOTS)
    again = pickle.loads(pickle.dumps(found))
    assert again.ranking == found.ranking
    assert dict(again.without) == dict(found.without)
    assert "rank" in found._repr_html_()
    assert found.to_frame().shape[0] == 3


def test_names_of_the_family():
    assert {"borda", "copeland", "kemeny", "schulze", "ranked_pairs"} <= set(mo.names("consensus"))
    assert mo.rules.kemeny is mo.get("kemeny")
    assert not hasattr(mo, "kemeny")
    with pytest.raises(AttributeError, match=r"there is no mo\.rules\.kemeney"):
        mo.rules.kemeney  # noqa: B018 - asking is the test
