"""Questions about what would change the winner, asked wrongly."""

import pytest

import mcda_orch as mo


def test_a_method_where_an_alternative_stands_is_told_where_it_goes():
    matrix = mo.DecisionMatrix([[3, 7], [5, 1]], ["Ant", "Bee"])
    for call in (
        lambda: mo.what_if(matrix, "wsm", "Ant"),
        lambda: mo.what_if(matrix, mo.wsm),
        lambda: mo.what_if(matrix, "Ant", "wsm"),
    ):
        with pytest.raises(mo.PluginError, match=r"wsm is a method. Hint: methods go by name: mo.what_if\(problem, 'Ant', method='wsm'\)"):
            call()
    with pytest.raises(mo.DomainError, match="'wsm' is nothing that can change. Hint: methods go by name: method='wsm'"):
        mo.margin_of_victory(matrix, "wsm")


def test_a_method_that_is_not_linear_is_searched_for_the_rivals_that_are_named():
    """Ant and Bee are mirror images, so that they are level where the weights are."""
    matrix = mo.DecisionMatrix([[4, 1], [1, 4], [3, 3]], ["Ant", "Bee", "Cat"])
    found = mo.what_if(matrix, "Bee", over="Ant", method="topsis", weights=[3, 1], rng=1)
    assert (found.winner, found.over, found.possible) == ("Bee", ("Ant",), True)
    assert float(found.distance) == pytest.approx(0.5, rel=0.01)
    ranks = mo.topsis(matrix, [float(v) for v in found.weights.values()]).ranking
    assert ranks["Bee"] < ranks["Ant"]
    assert found.verify()
