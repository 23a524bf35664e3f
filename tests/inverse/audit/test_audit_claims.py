"""What an audit says is checked: a copy with one thing changed does not hold, and nothing raises."""

import pickle
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.inverse.audit.reading import ExactWeights
from mcda_orch.inverse.audit.region import Fact, Region

from ..forging import forgeries, put

F = Fraction
NAMES = ("Ant", "Bee", "Cat", "Doe", "Elk", "Fly")
LEVELS = [mo.Criterion(name, scale=mo.Ordinal((0, 1, 2))) for name in "xyz"]


def table(blank: bool, last: float = 1.0) -> mo.DecisionMatrix:
    cells = [[1, 0, 2], [0, 1, 1], [1, 1, np.nan if blank else 0], [2, 1, 0], [1, 2, last], [0, 0, 1]]
    return mo.DecisionMatrix(cells, NAMES, LEVELS)


def problem(weights=(3, 2, 1), *, blank=False, off=(), last=1.0, stated=None) -> mo.Problem:
    matrix = table(blank, last)
    totals = dict(zip(NAMES, (np.nan_to_num(matrix.values) @ np.array(weights)).tolist(), strict=True))
    return mo.Problem(
        matrix, stated or dict(zip("xyz", weights, strict=True)), published={n: v + dict(off).get(n, 0) for n, v in totals.items()}
    )


def read(found: mo.Audit) -> mo.Audit:
    """Look at everything, so that it is remembered."""
    assert str(found)
    assert found.document()
    for name in ("certificate", "relations", "centre", "cells", "swaps"):
        getattr(found, name)
    return found


BLANK, BLANK_ALIKE = (read(mo.audit(problem(w, blank=True))) for w in ((3, 2, 1), (1, 2, 4)))
SLIP, SLIP_ALIKE = read(mo.audit(problem(off={"Doe": 1}))), read(mo.audit(problem(off={"Bee": 2}, last=2.0), blanks=0))
RANKED, MISRANKED = (
    read(mo.audit(table(False), ranking=r)) for r in ("Doe > Elk > Ant > Cat > Bee > Fly", "Fly > Elk > Ant > Cat > Bee > Doe")
)
MANY = read(mo.audit(mo.Problem(table(False).select(["Ant", "Bee"]), {"x": 1, "y": 1, "z": 1}, published={"Ant": 5.0, "Bee": 3.0})))
DIFFERS = read(mo.audit(problem(stated={"x": 1, "y": 2, "z": 3})))

RESULTS = {
    "blanks": (BLANK, BLANK_ALIKE, SLIP),
    "slip": (SLIP, SLIP_ALIKE),
    "ranking": (RANKED, MISRANKED),
    "many weights": (MANY, BLANK),
    "other weights": (DIFFERS, BLANK),
    "accepted": (BLANK.policies["0"], BLANK.policies["worst"], BLANK_ALIKE.policies["0"]),
    "rejected": (BLANK.policies["best"], BLANK.policies["mean"], BLANK_ALIKE.policies["best"]),
    "refused": (BLANK.policies["refuse"], BLANK.policies["best"]),
    "refutation": (SLIP.refutation, MISRANKED.refutation),
    "unknown blanks": (BLANK.blanks, BLANK_ALIKE.blanks),
    "fillings": (BLANK.fillings, BLANK_ALIKE.fillings),
    "code": (BLANK.code, SLIP.code, MANY.code),
    "correction": (SLIP.all_slips[0], SLIP_ALIKE.all_slips[0], MISRANKED.all_slips[0]),
    "left out": (MISRANKED.all_slips[0], MISRANKED.all_slips[1], SLIP.all_slips[0]),
    "cell": (SLIP.cells[0], SLIP_ALIKE.cells[0]),
}


@pytest.mark.parametrize("name", RESULTS)
def test_what_is_true_holds_and_says_how_it_was_checked(name):
    found = RESULTS[name][0].verify(report=True)
    assert found, [c.claim for c in found.checks if not c.holds]
    assert {c.how for c in found.checks} <= {"proof", "witness", "recount"}
    assert pickle.loads(pickle.dumps(RESULTS[name][0])).verify()


@pytest.mark.parametrize("name", RESULTS)
def test_no_changed_copy_holds(name):
    """A refutation with a multiplier more, of a row that says less than nothing, is another refutation."""
    accepted = [field for field, forged in forgeries(*RESULTS[name], but=("multipliers",)) if forged.verify() is not False]
    assert not accepted


def test_the_report_names_the_scope():
    said = " ".join(c.claim for c in BLANK.verify(report=True).checks)
    assert "with weights that are not negative" in said
    assert "blanks counted as best: rejected. Cat would come out as 7, not as 5." in said
    assert "rounded to 1 decimal" in " ".join(c.claim for c in mo.audit(problem(), rounding=1).verify(report=True).checks)
    assert BLANK.remarks[-1] == "Only weights that are not negative are considered."
    assert RANKED.remarks[-1] == "Only weights that are not negative, and sum to one, are considered."
    assert "with shares" in " ".join(c.claim for c in RANKED.verify(report=True).checks)


def test_a_question_of_somebody_else_proves_nothing():
    """The function that answers must be the library's own."""

    def audit(**_):
        return BLANK

    own = BLANK.call
    assert put(BLANK, "call", replace(own, function=audit)).verify() is False
    assert replace(BLANK, call=replace(own, function=audit), tie="").verify() is False
    assert replace(BLANK, call=SLIP.call, tie="").verify() is False


def test_multipliers_prove_the_contradiction_or_nothing():
    found = SLIP.refutation
    y = found.multipliers
    for forged in ((), y[:-1], y[::-1], tuple(-v for v in y), (F(0),) * len(y), (float("nan"),) * len(y), tuple(map(float, y)), None):
        assert put(found, "multipliers", forged).verify() is False


def test_rows_of_a_contradiction_have_the_names_of_the_table():
    for found in (SLIP.refutation, MISRANKED.refutation):
        assert found.verify()
        for label in ("Dog", "", found.region.facts[1].label):
            renamed = (replace(found.region.facts[0], label=label), *found.region.facts[1:])
            assert not replace(found, region=Region(found.region.columns, renamed), tie="").verify(), label
        assert not replace(found, criteria=("y", "x", "z"), tie="").verify()
        assert not replace(found, call=SLIP.call, tie="").verify()


class TestRegion:
    FACTS = (Fact("Ant", (F(1), F(2)), F(3), F(3)), Fact("Bee", (F(1), F(0)), None, F(2)))

    def test_what_is_remembered_is_checked(self):
        region = Region(2, self.FACTS)
        assert region.verify()
        assert region.intervals
        assert region.centre
        remembered = [n for n in vars(region) if n not in {"columns", "facts", "tie"}]
        assert {"_answer", "extremes", "intervals", "centre", "solutions"} <= set(remembered)
        for name in remembered:
            for forged in (None, (), 5, (None, ()), ((F(1), F(1)), ()), ((F(0), F(9)),) * 2):
                assert put(region, name, forged).verify() is False, name

    def test_limits_that_are_not_reached_or_not_proved(self):
        region = Region(2, self.FACTS)
        (low, high), other = region.extremes
        forged = [replace(high, value=high.value + 1), replace(high, at=low.at), replace(high, multipliers=low.multipliers), low]
        for end in forged:
            assert put(region, "extremes", ((low, end), other)).verify() is False
        assert put(region, "extremes", (other, (low, high))).verify() is False
        assert put(region, "extremes", ((low, high),)).verify() is False

    @pytest.mark.parametrize(
        "facts",
        [
            (Fact("Ant", (F(1),), F(3), F(3)),),
            (Fact("Ant", (F(1), 2.0), F(3), F(3)),),
            (Fact("Ant", (F(1), True), F(3), F(3)),),
            (Fact("Ant", (F(1), F(2)), F(3), float("nan")),),
            (Fact(None, (F(1), F(2)), F(3), F(3)),),
            ("Ant",),
            None,
        ],
    )
    def test_facts_that_are_no_facts(self, facts):
        assert Region(2, facts).verify() is False

    def test_it_is_one_of_its_own_facts_and_tells_them(self):
        region = Region(2, self.FACTS)
        renamed = put(region, "facts", (replace(self.FACTS[0], label="Dog"), self.FACTS[1]))
        assert not renamed.verify()
        assert "agree with 'Ant' (w1 + 2 w2 = 3) and 'Bee' (w1 <= 2)" in region.verify(report=True).checks[1].claim

    def test_no_weights_are_no_region(self):
        assert Region(0, ()).verify() is False


def test_exact_weights_are_compared_by_their_fractions():
    forged = ExactWeights(dict(BLANK.weights.exact), BLANK.weights.source)
    object.__setattr__(forged, "exact", {**BLANK.weights.exact, "x": F(3) + F(1, 10**30)})
    assert forged.values.tolist() == BLANK.weights.values.tolist()
    assert put(BLANK, "weights", forged).verify() is False


def test_a_correction_that_is_one_among_others_is_not_said_to_be_the_only_one():
    for name in ("_slips", "cells", "policies", "fillings"):
        assert put(SLIP if name not in {"policies", "fillings"} else BLANK, name, ()).verify() is False
    only = (MISRANKED.all_slips[:1], True)
    assert put(MISRANKED, "_slips", only).verify() is False
