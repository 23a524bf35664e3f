"""Rankings in the forms in which people have them, for rules and coefficients alike."""

import numpy as np
import pandas as pd
import pytest

import mcda_orch as mo

FRAME = pd.DataFrame({"Ida": [1, 2, 3], "Jon": [2, 1, 3]}, index=["Ant", "Bee", "Cat"])
BALLOTS = {"Ida": "Ant > Bee > Cat", "Jon": "Bee > Ant > Cat"}


@pytest.mark.parametrize("frame", [FRAME, FRAME.reset_index(names="tool")], ids=["index", "column of text"])
def test_a_dataframe_holds_a_voter_in_each_column(frame):
    found = mo.rules.borda(frame, {"Jon": 2, "Ida": 1})
    assert found.profile.voters == ("Ida", "Jon")
    assert dict(found.scores) == dict(mo.rules.borda(BALLOTS, {"Jon": 2, "Ida": 1}).scores) == {"Ant": 4.0, "Bee": 5.0, "Cat": 0.0}


def test_a_blank_of_a_dataframe_is_nobody_ranked():
    partial = FRAME.astype(float).assign(Kai=[1, np.nan, 2])
    assert mo.rules.copeland(partial).profile.ranks[2].tolist()[:1] == [1.0]
    assert np.isnan(mo.rules.copeland(partial).profile.ranks[2, 1])


def test_a_comparison_is_the_rankings_of_its_methods():
    comparison = mo.compare(mo.load("orchestrators"), ["wsm", "topsis", "vikor"], blanks=0)
    found = mo.rules.kemeny(comparison)
    assert found.profile.voters == ("wsm", "topsis", "vikor")
    assert found.ranking == mo.rules.kemeny(dict(comparison.outcomes)).ranking


def test_a_coefficient_takes_a_consensus_and_an_order_as_text():
    borda, copeland = mo.rules.borda(BALLOTS), mo.rules.copeland({**BALLOTS, "Kai": "Ant > Bee > Cat"})
    expected = mo.agreements.kendall_tau_b({"Ant": 1, "Bee": 1, "Cat": 3}, {"Ant": 1, "Bee": 2, "Cat": 3})
    assert mo.agreements.kendall_tau_b(borda, copeland) == expected
    assert mo.agreements.kendall_tau_b("Ant ~ Bee > Cat", "Ant > Bee > Cat") == expected
    assert mo.agreements.kendall_tau_b.pairs([borda, copeland])["borda", "copeland"] == expected
    assert mo.agreements.kendall_tau_b.pairs(BALLOTS)["Ida", "Jon"] == pytest.approx(1 / 3)
    with pytest.raises(mo.LabelError, match="the first of ws ranks 'Ant' twice"):
        mo.agreements.ws("Ant > Ant", [1, 2])


@pytest.mark.parametrize(
    "table",
    [FRAME, [[1, 2, 3], [1, 3, 2]], np.array([[1, 2, 3], [1, 3, 2]]), np.array([[1, 2], [2, 1]])],
    ids=["dataframe", "lists", "array", "square array"],
)
def test_a_table_of_rankings_is_sent_to_pairs(table):
    with pytest.raises(mo.ShapeError, match=r"is a table of rankings.*mo\.agreements\.ws\.pairs"):
        mo.agreements.ws(table, [1, 2, 3])


@pytest.mark.parametrize("one", [[1, 2, 3], np.array([1, 2, 3]), pd.Series([1, 2], ["Ant", "Bee"])], ids=["list", "array", "series"])
def test_one_ranking_is_no_list_of_them(one):
    with pytest.raises(mo.LabelError, match="the ranking of one voter"):
        mo.rules.borda(one)


def test_hints_lead_where_they_should():
    with pytest.raises(mo.LabelError, match=r"numbers of voters by ranking.*list\(votes\.values\(\)\)"):
        mo.rules.borda({"Ant > Bee": 5, "Bee > Ant": 3})
    with pytest.raises(mo.LabelError) as refused:
        mo.rules.borda(["Ant, Bee, Cat"])
    assert "letters" not in str(refused.value)
    with pytest.raises(mo.PluginError, match="did you mean 'orders'"):
        mo.rules.kemeny(BALLOTS, order="weak")
    with pytest.raises(AttributeError, match=r"use \.best") as lacking:
        str(mo.rules.borda(BALLOTS).winner)
    assert "condorcet_winner" in str(lacking.value)


def test_what_is_said_of_weights_is_said_once():
    for name in mo.names("consensus"):
        assert mo.get(name).__doc__.count("How much each voter counts") == 1


def test_one_ranking_is_counted_as_one():
    assert mo.rules.borda(["Ant > Bee"]).table.title == "borda of 1 ranking"
    assert mo.rules.borda(BALLOTS).table.title == "borda of 2 rankings"


@pytest.mark.parametrize("given", [np.array(5.0), mo.load("orchestrators").matrix], ids=["number in an array", "matrix"])
def test_what_cannot_be_gone_through_is_no_list_of_rankings(given):
    with pytest.raises(mo.LabelError, match="is no list of rankings"):
        mo.rules.borda(given)
    with pytest.raises(mo.PluginError, match="compares every two of several"):
        mo.agreements.spearman.pairs(given)
