"""What is said about value functions, margins and recovered weights is checked: a copy with one thing changed does not hold."""

import pickle
from dataclasses import replace
from fractions import Fraction

import pytest

import mcda_orch as mo
from mcda_orch.inverse.values.value_function import _marginals

from ..forging import forgeries, put

F = Fraction
NAMES, CRITERIA = ["Ant", "Bee", "Cat", "Doe"], ["price:min", "time:min", "comfort"]
TRIPS = mo.DecisionMatrix([[3, 10, 1], [4, 20, 2], [2, 20, 0], [6, 40, 0]], NAMES, CRITERIA)
OTHERS = mo.DecisionMatrix([[3, 10, 2], [4, 25, 1], [2, 20, 1], [6, 30, 0]], NAMES, CRITERIA)
LEARNT, UTA = mo.utastar(TRIPS, "Ant > Bee ~ Cat > Doe", segments=2), mo.uta(TRIPS, "Ant > Bee ~ Cat > Doe", segments=2)
LEARNT_ALIKE = mo.utastar(OTHERS, "Bee > Ant > Cat", segments=2)
ROBUST, ROBUST_ALIKE = mo.uta_gms(TRIPS, "Ant > Bee"), mo.uta_gms(OTHERS, "Cat > Doe", segments=1)
TABLE, TABLE_ALIKE = (mo.DecisionMatrix([[1, 0, 0.5], [0, 1, 0.5], [v, 0.2, 0.9]], NAMES[:3], ["x", "y", "z"]) for v in (0.2, 0.3))
CLASH = "Ant > Bee > Cat, Cat > Ant"
MARGIN, MARGIN_ALIKE = (mo.max_margin(t, mo.wsm, "Ant > Bee > Cat") for t in (TABLE, TABLE_ALIKE))
NONE, SOFT = (mo.max_margin(TABLE, mo.wsm, CLASH, soft=soft) for soft in (False, True))
KNOWN = mo.max_margin(TABLE, mo.wsm, "Bee > Ant", mo.WeightSet(TABLE).order("y >= x"))
CARS = mo.DecisionMatrix([[7, 3, 5], [9, 5, 4], [5, 8, 2], [6, 6, 6]], criteria=["quality", "price:min", "reach"])
RECOVERED, ROUNDED = (
    mo.recover_weights(CARS, "topsis", mo.topsis(CARS, w).scores.values.round(places)) for w, places in (([5, 3, 2], 15), ([2, 3, 5], 3))
)
for found in (LEARNT, UTA, ROBUST, ROBUST_ALIKE, MARGIN, NONE, SOFT):
    assert found.document()  # so that everything is remembered

BEE = [list(r.extremes.values())[1] for r in (ROBUST, ROBUST_ALIKE)]
RESULTS = {
    "UTASTAR": (LEARNT, LEARNT_ALIKE, UTA),
    "UTA": (UTA, LEARNT),
    "UTA-GMS": (ROBUST, ROBUST_ALIKE),
    "necessary": (ROBUST.certificate("Ant", "Bee"), ROBUST_ALIKE.certificate("Ant", "Bee"), ROBUST.certificate("Bee", "Ant")),
    "not necessary": (ROBUST.certificate("Cat", "Ant"), ROBUST.certificate("Ant", "Bee")),
    "possible": (ROBUST.certificate("Cat", "Ant", "possible"), ROBUST.certificate("Doe", "Ant", "possible")),
    "best rank": (BEE[0][0], BEE[0][1], BEE[1][0]),
    "worst rank": (BEE[0][1], BEE[0][0], BEE[1][1]),
    "margin": (MARGIN, MARGIN_ALIKE, SOFT),
    "no weights": (NONE, SOFT),
    "violations": (SOFT, NONE),
    "known weights": (KNOWN, MARGIN),
    "recovered": (RECOVERED, ROUNDED),
    "recovered from rounded": (ROUNDED, RECOVERED),
}


@pytest.mark.parametrize("name", RESULTS)
def test_what_is_true_holds_and_says_how_it_was_checked(name):
    found = RESULTS[name][0].verify(report=True)
    assert found, [c.claim for c in found.checks if not c.holds]
    assert {c.how for c in found.checks} <= {"proof", "witness", "recount"}
    assert pickle.loads(pickle.dumps(RESULTS[name][0])).verify()


@pytest.mark.parametrize("name", RESULTS)
def test_no_changed_copy_holds(name):
    accepted = [field for field, forged in forgeries(*RESULTS[name]) if forged.verify() is not False]
    assert not accepted


def test_the_scope_is_named():
    assert "for all additive value functions that agree with Ant > Bee" in str(ROBUST.certificate("Ant", "Bee").verify(report=True))
    assert str(ROBUST.certificate("Ant", "Bee")) == (
        "Ant is at least as good as Bee for all additive value functions that agree with Ant > Bee."
    )
    assert str(ROBUST.certificate("Bee", "Ant", "possible")).startswith("Ant is better than Bee for all additive value functions")
    assert str(ROBUST.certificate("Cat", "Ant")).startswith("Ant is better than Cat for some additive value functions")
    assert str(ROBUST.certificate("Cat", "Ant", "possible")).startswith("Cat is at least as good as Ant for some additive value functions")
    assert "Bee comes 2 at best" in " ".join(c.claim for c in ROBUST.verify(report=True).checks)
    assert "whatever the weights" in " ".join(c.claim for c in MARGIN.verify(report=True).checks)
    assert "y >= x" in " ".join(c.claim for c in KNOWN.verify(report=True).checks)
    assert "no weights that agree with 'y >= x' do better" in str(KNOWN)
    assert "no weights do better" in str(MARGIN)


def test_steps_that_are_not_those_of_the_table_prove_nothing():
    m = ROBUST.marginals
    proof = ROBUST.certificate("Ant", "Bee")
    forged = [
        replace(m, rows=(m.rows[1], m.rows[0], *m.rows[2:])),
        replace(m, names=m.names[::-1]),
        replace(m, criteria=m.criteria[::-1]),
        replace(m, breakpoints=tuple(p[::-1] for p in m.breakpoints)),
        replace(m, matrix=OTHERS),
        put(m, "parts", ()),
        put(m, "steps", m.steps[::-1]),
    ]
    for other in forged:
        assert other.genuine() is False
        assert replace(proof, marginals=other, tie="").verify() is False


def test_steps_span_all_cells_of_the_table():
    m = ROBUST.marginals
    assert _marginals(m.matrix, [list(points) for points in m.breakpoints]).genuine()
    for j, (first, *_, last) in enumerate(m.breakpoints):
        inside = (3 * first + last) / 4, (first + 3 * last) / 4
        for ends, spans in (((2 * first - last, 2 * last - first), True), ((inside[0], last), False), ((first, inside[1]), False)):
            others = [list(points) for points in m.breakpoints]
            others[j] = list(ends)
            assert _marginals(m.matrix, others).genuine() is spans


def test_what_a_value_function_remembers_is_checked():
    average = LEARNT.average
    assert average.scores
    for name in ("scores", "weights", "values", "ranking"):
        assert put(LEARNT, "average", put(average, name, {})).verify() is False


def test_a_verdict_tells_its_value_as_a_fraction():
    verdict = LEARNT.verdict
    assert verdict.verify()
    assert replace(verdict, value=float(verdict.value)).verify() is False
