"""Published figures that a method misses all at once are explained where the reason is plain."""

import pytest

import mcda_orch as mo
from mcda_orch.comparison.missed import half_a_digit

MATRIX = mo.DecisionMatrix([[8, 7], [5, 9], [7, 2]], ["Ant", "Bee", "Cat"], ["quality", "price:min"])
SHARES = {"quality": 0.6, "price": 0.4}
POINTS = {"quality": 3, "price": 2}
FLOWS = {name: round(float(flow), 4) for name, flow in mo.promethee_ii(MATRIX, SHARES).scores.items()}
RANKS = dict(mo.vikor(MATRIX, SHARES).ranks.items())


def said(published, weights, by="promethee_ii"):
    return mo.compare(mo.Problem(MATRIX, weights, published=published, published_by=by), [by]).remarks


def test_weights_that_are_points_where_scores_go_by_shares():
    assert said(FLOWS, POINTS)[-1] == (
        "Divided by 5, the sum of the weights, all scores are the published ones: state the weights as shares, weights.shares."
    )
    shares = mo.Weights(POINTS).shares
    assert said(FLOWS, shares) == ("3 of 3 published scores are reproduced by promethee_ii with weights given.",)


def test_ranks_that_stand_for_scores():
    assert said(RANKS, SHARES, "vikor")[-1] == (
        "The published figures are the ranks by vikor: published=mo.Ranking(names, ranks) compares them as ranks."
    )
    ranking = mo.Ranking(RANKS)
    assert said(ranking, SHARES, "vikor") == ("3 of 3 published ranks are reproduced by vikor with weights given.",)
    wrong = mo.Ranking({"Ant": 3, "Bee": 2, "Cat": 1}) if RANKS["Cat"] != 1 else mo.Ranking({"Ant": 1, "Bee": 2, "Cat": 3})
    assert "published ranks are reproduced" in said(wrong, SHARES, "vikor")[0]
    assert said(wrong, SHARES, "vikor")[0][0] != "3"


@pytest.mark.parametrize("weights", [SHARES, POINTS])
def test_one_other_figure_is_no_pattern(weights):
    found = said({**FLOWS, "Ant": FLOWS["Ant"] + 0.1}, weights)
    assert not any("Divided" in line or "are the ranks" in line for line in found)


@pytest.mark.parametrize("ending", ["toml", "json", "csv"])
def test_published_ranks_stay_ranks_in_files(tmp_path, ending):
    ranks = {"Ant": 1, "Bee": 2, "Cat": 2}
    problem = mo.Problem(MATRIX, SHARES, published=mo.Ranking(ranks), published_by="vikor")
    assert problem.rank_form == "competition"
    mo.write(problem, tmp_path / f"p.{ending}")
    again = mo.read(tmp_path / f"p.{ending}")
    assert again.rank_form == "competition"
    assert dict(again.published.items()) == ranks


def test_half_a_digit_is_that_of_the_longest_figure():
    assert half_a_digit([0.5, 0.125, 3]) == pytest.approx(0.0005, abs=1e-8)
    assert half_a_digit([1, 2]) == pytest.approx(0.5, abs=1e-8)
