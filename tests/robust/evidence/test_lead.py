"""How far one can be ahead: the mixture that proves it is parts of its rivals, and nothing else."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.exact.rational import dot
from mcda_orch.robust.evidence import lead as module
from mcda_orch.robust.evidence.lead import lead, proof_against
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


def test_a_single_rival_is_the_proof_where_one_does_and_the_lead_itself_where_it_is_one_already():
    """Against all leads over one rival, with and without a statement; who is level at best is not proved by one that is better in part."""
    rng = np.random.default_rng(2)
    seen = set()
    for turn in range(16):
        table = mo.DecisionMatrix(rng.integers(0, 5, (5, 3)).astype(float))
        known = mo.WeightSet(table).order("C1 >= C2") if turn % 2 else mo.WeightSet(table)
        question = asked(table, mo.wsm, needs_weights=False)
        for a in range(5):
            rivals = [b for b in range(5) if b != a]
            every = lead(question, a, rivals, known)
            if every.margin > 0:
                continue
            found = proof_against(question, rivals, every)
            singles = [lead(question, a, [b], known).margin for b in rivals]
            does = any(m < 0 or m == every.margin for m in singles)
            seen.add((len(every.mixture) > 1, does))
            assert found.verify()
            assert (len(found.mixture) == 1) is does
            assert (found is every) is (len(every.mixture) == 1 or not does)
            assert found.margin < 0 or found.margin == every.margin
    assert seen == {(False, True), (True, True), (True, False)}


@pytest.mark.parametrize("order", ["", "C1 >= C2"])
def test_no_programme_is_solved_for_a_rival_that_weights_seen_before_show_to_be_behind(monkeypatch, order):
    rng, asked_for = np.random.default_rng(3), 0
    monkeypatch.setattr(module, "lead", lambda *given: solved.append(lead(*given)) or solved[-1])
    for _ in range(12):
        table = mo.DecisionMatrix(rng.integers(0, 9, (7, 3)).astype(float))
        known = mo.WeightSet(table).order(order) if order else mo.WeightSet(table)
        question = asked(table, mo.wsm, needs_weights=False)
        for a in range(7):
            rivals, solved = [b for b in range(7) if b != a], []
            every = lead(question, a, rivals, known)
            if every.margin > 0 or len(every.mixture) == 1:
                continue
            proof_against(question, rivals, every)
            seen = [tuple(every.weights.values()), known.inner]
            for single in solved:
                d = question.difference(a, question.at(single.rivals[0]))
                assert all(dot(d, w) <= 0 for w in seen)
                assert order or max(d) <= 0
                seen.append(tuple(single.weights.values()))
            asked_for += len(solved)
    assert asked_for
