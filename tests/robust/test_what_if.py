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
