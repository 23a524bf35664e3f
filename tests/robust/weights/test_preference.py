"""Who is at least as good as whom: the orchestrators, and the corners of small tables."""

from itertools import permutations

import numpy as np
import pytest

import mcda_orch as mo

from .tables import ORDER, PROBLEM, REST, order_set, problems


@pytest.mark.parametrize(("chain", "pairs"), [(ORDER[:1], 20), (ORDER[:3], 23), (ORDER[:6], 29), (ORDER[-6:], 44), (ORDER, 66)])
def test_pairs_that_are_settled(chain, pairs):
    found = mo.necessary(PROBLEM, mo.wsm, order_set(chain))
    assert len(found.pairs) == pairs
    can = mo.possible(PROBLEM, mo.wsm, order_set(chain))
    assert all(can.holds(a, b) for a, b in found.pairs)


def test_pairs_carry_proofs():
    for found in (mo.necessary(PROBLEM, mo.wsm), mo.necessary(PROBLEM, mo.wsm, order_set(ORDER[:3])), mo.possible(REST, mo.wsm, blanks=0)):
        assert found.verify()
    proof = mo.necessary(PROBLEM, mo.wsm).certificate("Luigi", "Metaflow")
    assert not proof.holds
    assert "is behind Metaflow" in str(proof)


def test_relations_against_corners():
    for x, _, rng in problems(60, 9):
        m = x.shape[1]
        known = mo.WeightSet(x).order(f"{x.criterion_names[0]} >= {x.criterion_names[-1]}")
        if m > 2 and rng.random() < 0.5:
            known = known.bounds({x.criterion_names[1]: (0.1, 0.5)})
        corners = np.array(known.vertices(), dtype=float)
        lead = corners @ x.values.T
        lead = lead[:, :, None] - lead[:, None, :]
        need, can = mo.necessary(x, mo.wsm, known), mo.possible(x, mo.wsm, known)
        assert (need.relation.values == (lead.min(axis=0) >= -1e-12)).all()
        assert ((can.relation.values > 0) == (lead.max(axis=0) >= -1e-12)).all()
        assert need.verify()
        assert can.verify()


@pytest.mark.parametrize("ask", [mo.necessary, mo.possible])
def test_the_report_of_a_pair_tells_weights_from_proofs(ask):
    x = mo.DecisionMatrix([[4, 4], [1, 3], [3, 1], [0, 0]], list("pqrs"), ["a", "b"])
    found = ask(x, mo.topsis, draws=200, rng=1)
    ways = set()
    for a, b in permutations(x.names, 2):
        pair = found.certificate(a, b)
        how = "witness" if pair.weights else "proof"
        assert (pair.proof is None) == bool(pair.weights)
        assert [check.how for check in pair.checks()] == ["recount", "recount", how]
        ways.add((how, pair.holds))
    assert ways == {("proof", ask is mo.necessary), ("witness", ask is mo.possible)}
