import warnings

import pytest

import mcda_orch as mo
from mcda_orch.plugin.kernel import Plugin

HOTELS = mo.DecisionMatrix([[120, 3], [180, 5], [90, 2]], ["Ant", "Bee", "Cat"], ["price:min", "stars"])


def notes(matrix, method="wsm", weights=(1, 1), **params):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return mo.get(method)(matrix, list(weights), **params).notes


def test_euros_plus_stars_are_added_as_asked_and_it_is_said():
    (said,) = notes(HOTELS)
    assert said == (
        "wsm adds 'price' (from 90 to 180) to 'stars' (from 2 to 5) as they stand, so the column with the larger numbers counts for more than "
        'its weight says. With scale="minmax" they count alike.'
    )
    assert said in str(mo.wsm(HOTELS, [1, 1]))
    assert said in mo.compare(HOTELS, ["wsm"], [1, 1]).outcomes["wsm"].notes
    assert notes(HOTELS, scale="minmax") == notes(HOTELS, "topsis") == ()
    assert notes(mo.scalings.minmax(HOTELS)) == ()


@pytest.mark.parametrize("method", ["choquet", "wsm"])
def test_every_method_that_depends_on_units_says_so(method):
    assert "as they stand" in notes(HOTELS, method)[0]


def test_nothing_is_said_where_columns_are_alike_or_do_not_count():
    scale = mo.Ratio(0, 200)
    declared = [mo.Criterion("price", "min", scale), mo.Criterion("stars", "max", scale)]
    assert notes(mo.DecisionMatrix(HOTELS.values, None, declared)) == ()
    euros = ["price:min [EUR]", "fees:min [EUR]"]
    assert notes(mo.DecisionMatrix(HOTELS.values, None, euros)) == ()
    assert notes(HOTELS, weights=(1, 0)) == ()
    assert notes(mo.DecisionMatrix([[120, 3], [180, 3]])) == ()
    assert notes(mo.DecisionMatrix([[1, 30], [5, 10]])) == ()
    assert mo.wsm(mo.load("orchestrators")).notes == ()


def test_declared_units_that_differ_warn_and_name_the_remedy():
    with pytest.warns(mo.MeaningWarning, match=r'different units \(EUR, stars\).*With scale="minmax" they count alike'):
        mo.wsm(mo.DecisionMatrix(HOTELS.values, None, ["price:min [EUR]", "rating [stars]"]), [1, 1])


def test_where_units_differ_the_column_that_swamps_the_others_is_named_and_so_are_methods_that_take_the_cells():
    hosts = mo.DecisionMatrix([[300, 99.9, 1_200_000], [250, 0, 2_400_000]], None, ["price:min [EUR]", "uptime [%]", "requests"])
    with pytest.warns(mo.MeaningWarning) as warned:
        mo.wsm(hosts, [1, 1, 1])
    said = str(warned[0].message)
    assert "'requests' (from 1200000 to 2400000) counts for more than its weight says. With" in said
    assert "the order that wsm gives depends on the choice of units, that of aras and " in said  # ahp takes no 0
    assert " does not. " in said
    alike = mo.DecisionMatrix([[30, 99], [25, 95]], None, ["price:min [EUR]", "uptime [%]"])
    with pytest.warns(mo.MeaningWarning) as warned:
        mo.wsm(alike, [1, 1])
    assert "counts for more" not in str(warned[0].message)


def test_what_is_declared_of_variants_is_not_worked_out_again_at_every_call(monkeypatch):
    matrix = mo.DecisionMatrix([[1, 2], [3, 4]])
    mo.wsm(matrix, [1, 1])
    asked, own = [], Plugin._facts
    monkeypatch.setattr(Plugin, "_facts", lambda plugin, params: (asked.append(plugin), own(plugin, params))[1])
    mo.wsm(matrix, [1, 1])
    assert asked == []
    mo.wsm(mo.DecisionMatrix([[1, 2], [3, 5]]), [1, 1])
    assert len(asked) == 1


@pytest.mark.parametrize("method", ["maut", "codas", "owa"])
def test_a_scaling_that_is_a_default_asks_the_matrix_for_bounds(method):
    values, ends = [[1, 2], [3, 4], [2, 2]], {"low": 0.5, "high": 10.0}
    bounded = mo.DecisionMatrix(values, criteria=[mo.Criterion(c, scale=mo.Ratio(**ends)) for c in "ab"])
    scale = mo.get(method).params["scale"].default
    stated = mo.get(method)(mo.DecisionMatrix(values, criteria=["a", "b"]), [1, 1], scale=scale.with_(**ends))
    assert mo.get(method)(bounded, [1, 1]).scores.values.tolist() == stated.scores.values.tolist()
