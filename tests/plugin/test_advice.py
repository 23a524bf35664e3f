import warnings

import pytest

import mcda_orch as mo

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
