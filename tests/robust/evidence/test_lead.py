"""How far one can be ahead: the mixture that proves it is parts of its rivals, and nothing else."""

from dataclasses import replace
from fractions import Fraction

import pytest

import mcda_orch as mo
from mcda_orch.robust.evidence.lead import lead
from mcda_orch.robust.evidence.question import asked

HALF = Fraction(1, 2)
TABLE = mo.DecisionMatrix([[4, 0], [0, 4], [-10, -10], [1, 1]], ["Ant", "Bee", "Cow", "Doe"], ["a", "b"])


def proof():
    question = asked(TABLE, mo.wsm, needs_weights=False)
    return lead(question, 3, [0, 1, 2], mo.WeightSet(TABLE))


def test_the_lead_and_its_proof_can_be_worked_out_by_hand():
    found = proof()
    assert (found.margin, dict(found.weights), dict(found.mixture)) == (-1, {"a": HALF, "b": HALF}, {"Ant": HALF, "Bee": HALF})
    assert found.verify()


@pytest.mark.parametrize(
    "mixture",
    [
        {"Ant": 0.5, "Bee": 0.5},
        {"Ant": HALF, "Bee": HALF, "Elk": Fraction(1)},
        {"Ant": HALF, "Bee": HALF, "Doe": Fraction(1)},
        {"Ant": HALF, "Bee": HALF, "Cow": Fraction(0)},
        {"Ant": Fraction(1), "Bee": Fraction(1)},
        {"Ant": Fraction(1), "Bee": Fraction(1), "Cow": Fraction(-1)},
        {"Ant": HALF},
        {},
    ],
    ids=["floats", "a stranger", "itself", "a part of nothing", "more than all", "less than nothing", "less than all", "nothing"],
)
def test_what_is_no_mixture_of_rivals_proves_nothing(mixture):
    """The first six would bound the lead all the same, if they were read as what they are not."""
    assert not replace(proof(), mixture=mixture).verify()
