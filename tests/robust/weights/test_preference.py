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


@pytest.mark.parametrize("name", ["topsis", "wsm"])
def test_a_single_draw_settles_what_many_do(name):
    x = mo.DecisionMatrix([[4, 4], [1, 3], [3, 1], [0, 0]], list("pqrs"), ["a", "b"])
    for ask, held in ((mo.necessary, "pq pr ps qs rs"), (mo.possible, "pq pr ps qr qs rq rs")):
        for draws in (1, 300):
            found = ask(x, name, draws=draws, rng=1)
            assert found.exact
            assert {f"{a}{b}" for a, b in permutations(x.names, 2) if found.holds(a, b)} == set(held.split())
            assert found.verify()


def test_sentences_about_pairs_say_which_weights_or_how_far():
    x = mo.DecisionMatrix([[4, 0], [0, 2], [0, 0]], ["Ant", "Bee", "Cat"], ["a", "b"])
    assert [str(mo.necessary(x, "wsm").certificate(*pair)) for pair in (("Ant", "Cat"), ("Ant", "Bee"))] == [
        "Ant is at least as good as Cat whatever the weights: its lead is 0 or more.",
        "Ant is behind Bee with the weights b 1.",
    ]
    heavy = mo.WeightSet(x).bounds(a=(0.5, None))
    possible = mo.possible(x, "wsm", heavy)
    assert [str(possible.certificate(*pair)) for pair in (("Ant", "Bee"), ("Bee", "Ant"))] == [
        "Ant is at least as good as Bee with the weights a 1.",
        f"Bee is behind Ant {heavy.scope}, by 1 or more.",
    ]
    for ask in (mo.necessary, mo.possible):
        found = ask(x, "topsis", heavy, draws=200, rng=1)
        said = {pair: str(found.certificate(*pair)) for pair in permutations(x.names, 2)}
        for (a, b), text in said.items():
            what = "at least as good as" if found.holds(a, b) else "behind"
            scope = heavy.scope if found.holds(a, b) is (ask is mo.necessary) else "with the weights "
            assert text.startswith(f"{a} is {what} {b} {scope}"), text
        assert len({text.split()[2] for text in said.values()}) == 2


def test_pairs_that_hold_by_no_dominance_are_proved_by_the_statements():
    x = mo.DecisionMatrix([[5, 1], [1, 3], [0, 0]], ["Ant", "Bee", "Cat"], ["a", "b"])
    known = mo.WeightSet(x).order("a >= b")
    found = mo.necessary(x, "topsis", known, draws=50, rng=1)
    assert found.exact
    assert found.pairs == (("Ant", "Bee"), ("Ant", "Cat"), ("Bee", "Cat"))
    assert found.certificate("Ant", "Bee").proof.verify()
    assert found.verify()


@pytest.mark.parametrize("ask", [mo.necessary, mo.possible])
@pytest.mark.parametrize("name", ["wsm", "topsis"])
def test_nobody_is_compared_with_itself_or_with_a_stranger(ask, name):
    found = ask(mo.DecisionMatrix([[4, 0], [0, 4]], ["Ant", "Bee"], ["a", "b"]), name, draws=50, rng=1)
    assert found.holds("Ant", "Ant")
    with pytest.raises(mo.LabelError, match="'Ant' is compared with itself"):
        found.certificate("Ant", "Ant")
    for pair in (("Ant", "Cow"), ("Cow", "Ant")):
        with pytest.raises(mo.LabelError, match="there is no alternative 'Cow'"):
            found.certificate(*pair)


def test_proofs_about_pairs_under_topsis_say_who_is_ahead_and_with_which_weights():
    """Ant is best on a, Bee on b; Cat is worst on both."""
    table = mo.DecisionMatrix([[4, 1], [1, 4], [0, 0]], ["Ant", "Bee", "Cat"], ["a", "b"])
    sure, some = mo.necessary(table, mo.topsis, draws=200, rng=1), mo.possible(table, mo.topsis, draws=200, rng=1)
    scope = mo.WeightSet(table).scope
    assert str(sure.certificate("Ant", "Cat")) == f"Ant is at least as good as Cat {scope}."
    assert str(some.certificate("Cat", "Ant")) == f"Cat is behind Ant {scope}."
    for found, a, b, words in ((sure, "Ant", "Bee", "is behind"), (some, "Ant", "Bee", "is at least as good as")):
        proof = found.certificate(a, b)
        weights = proof.proof.weights if proof.proof else proof.weights
        shown = ", ".join(f"{c} {float(v):.3g}" for c, v in weights.items() if v)
        assert shown
        assert str(proof) == f"{a} {words} {b} with the weights {shown}."
        w = [float(v) for v in weights.values()]
        scores = mo.topsis(table, w).scores
        assert bool(scores[a] < scores[b]) is (words == "is behind")
