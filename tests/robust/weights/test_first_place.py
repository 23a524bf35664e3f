"""Who can win: the orchestrators, draws, flat sets and doubles."""

from dataclasses import replace
from fractions import Fraction
from importlib import import_module

import numpy as np

import mcda_orch as mo
from mcda_orch.robust.evidence.doubles import doubles
from mcda_orch.robust.evidence.lead import lead
from mcda_orch.robust.evidence.question import asked

from .tables import NAMES, PROBLEM, REST, problems


def test_who_can_be_first_without_the_winner():
    found = mo.first_place(REST, "wsm", blanks=0)
    shares = {"Flyte": 6863, "Kubeflow Pipelines": 6863, "Prefect": 1683, "Kedro": 243, "ZenML": 28}
    assert dict(found.shares) == {n: Fraction(shares.get(n, 0), 15680) for n in REST.names}
    assert sum(found.shares.values()) == 1
    assert set(found.winners) == set(shares)
    assert set(found.certificates) == set(REST.names) - set(shares)
    assert found.verify()
    assert found.document()["shares"]["Flyte"] == "6863/15680"
    question = asked(REST, "wsm", None, 0, needs_weights=False)
    for name in found.certificates:  # a single rival proves each of them
        (rival,) = found.certificates[name].mixture
        assert min(question.difference(question.at(rival), question.at(name))) >= 0


def test_who_can_be_first_with_the_winner():
    found = mo.first_place(PROBLEM, None)
    assert found.winners == ("Metaflow",)
    assert found["Metaflow"] == 1
    assert set(found.level) == set(NAMES) - {"Metaflow"}
    assert found.never == ()
    assert found.verify()


def test_sampled_shares_agree_with_exact_ones():
    exact, drawn = mo.first_place(REST, "wsm", blanks=0), mo.first_place(REST, "wsm", blanks=0, exact=False, rng=7)
    assert not drawn.exact
    assert drawn.proved
    assert drawn.verify()
    for name in exact.winners:
        assert abs(float(exact[name]) - drawn[name]) < 4 * drawn.standard_errors[name]


def test_first_places_against_drawing():
    for x, _, rng in problems(60, 6):
        found = mo.first_place(x, mo.wsm)
        assert found.exact
        assert sum(found.shares.values()) == 1
        assert found.verify()
        assert set(found.witnesses) | set(found.certificates) == set(x.names)
        w = rng.dirichlet(np.ones(x.shape[1]), 4000)
        first = np.asarray(mo.wsm(x, w).ranking.dense) == 1
        means = (first / first.sum(axis=-1, keepdims=True)).mean(axis=0)
        assert np.abs(means - [float(v) for v in found.shares.values()]).max() < 0.04
        for i, name in enumerate(x.names):  # no draw contradicts a certificate
            if name in found.certificates:
                scores = w @ x.values.T
                rivals = [k for k in range(len(x.names)) if k != i and k not in doubles(found.question, found.known, name)]
                assert (scores[:, i] - scores[:, rivals].max(axis=-1)).max() <= float(found.certificates[name].margin) + 1e-9


def test_first_places_over_flat_and_narrow_sets():
    x = mo.DecisionMatrix([[3, 0, 1], [0, 3, 1], [2, 2, 0]], ["Ant", "Bee", "Cat"], ["a", "b", "c"])
    flat = mo.WeightSet(x).linear({"a": 1, "b": 1, "c": -3}, 0, 0)  # a + b = 3/4
    found = mo.first_place(x, mo.wsm, flat)
    assert sum(found.shares.values()) == 1
    assert found.verify()
    drawn = mo.first_place(x, mo.wsm, flat, exact=False, rng=1)
    assert all(abs(float(found[n]) - drawn[n]) < 0.01 for n in x.names)
    point = mo.first_place(x, mo.wsm, mo.Weights({"a": 1, "b": 1, "c": 0}))
    assert dict(point.shares) == {"Ant": 0, "Bee": 0, "Cat": 1}
    tie = mo.first_place(x, mo.wsm, mo.Weights({"a": 2, "b": 1, "c": 0}))
    assert dict(tie.shares) == {"Ant": Fraction(1, 2), "Bee": 0, "Cat": Fraction(1, 2)}
    assert tie.verify()


def test_doubles_share_the_first_place():
    x = mo.DecisionMatrix([[3, 0], [3, 0], [0, 3]], ["Ant", "Bee", "Cat"], ["a", "b"])
    found = mo.first_place(x, mo.wsm)
    assert dict(found.shares) == {"Ant": Fraction(1, 4), "Bee": Fraction(1, 4), "Cat": Fraction(1, 2)}
    assert any("doubles" in remark for remark in found.remarks)
    assert dict(mo.first_place(mo.DecisionMatrix(np.ones((3, 2))), mo.wsm).shares) == dict.fromkeys(("A1", "A2", "A3"), Fraction(1, 3))


def test_an_alternative_that_only_a_mixture_beats():
    x = mo.DecisionMatrix([[4, 0], [0, 4], [1, 1]], ["Ant", "Bee", "Cat"], ["a", "b"])
    proof = mo.first_place(x, mo.wsm).certificates["Cat"]
    assert proof.margin == -1
    assert dict(proof.mixture) == {"Ant": Fraction(1, 2), "Bee": Fraction(1, 2)}
    assert proof.verify()
    assert str(proof) == "Cat is never first: 1/2 Ant + 1/2 Bee is better whatever the weights."
    change = mo.what_if(x, "Cat", method="wsm", weights=[1, 1])
    assert not change.possible
    assert not change.level
    assert change.distance is None
    assert change.verify()


def test_a_proof_holds_for_its_own_alternative_question_and_weights_alone():
    x = mo.DecisionMatrix([[4, 0], [0, 4], [1, 1]], ["Ant", "Bee", "Cat"], ["a", "b"])
    found = mo.first_place(x, mo.wsm)
    proof = found.certificates["Cat"]
    narrow, other = mo.WeightSet(x).bounds({"a": 0.5}), x.with_values(np.array([[4, 0], [0, 4], [1, 0]]))
    ahead = lead(found.question, 0, [2], found.known)
    assert ahead.verify()
    assert ahead.margin == 3
    forged = {
        "sound": (True, {"Cat": proof}, found.shares),
        "of another": (False, {"Bee": proof}, {**found.shares, "Bee": Fraction(0)}),
        "of one that comes later": (False, {"Ant": proof}, {**found.shares, "Ant": Fraction(0)}),
        "of other weights": (False, {"Cat": mo.first_place(x, mo.wsm, narrow).certificates["Cat"]}, found.shares),
        "of another table": (False, {"Cat": mo.first_place(other, mo.wsm).certificates["Cat"]}, found.shares),
        "of another margin": (False, {"Cat": replace(proof, margin=Fraction(-2))}, found.shares),
        "with a share": (False, {"Cat": proof}, {**found.shares, "Cat": Fraction(1, 9)}),
        "of who is ahead": (False, {"Ant": ahead}, {**found.shares, "Ant": Fraction(0)}),
    }
    for holds, certificates, shares in forged.values():
        checks = list(replace(found, certificates=certificates, shares=shares).checks())
        (checked,) = (c for c in checks if c.how == "proof")
        assert (checked.claim, checked.holds) == (str(*certificates.values()), holds)


def test_nearly_all_of_the_weight_prints_as_a_percentage():
    signed = mo.DecisionMatrix([[7, 300, -1], [9, 420, 1], [6, 250, 0]], ["Ant", "Bee", "Cat"], ["quality", "price:min", "support"])
    found = str(mo.first_place(signed, "topsis", rng=1))
    assert "with price 99.8 %" in found
    assert "e+" not in found


def test_who_is_first_is_whoever_ranks_first():
    for matrix, _, rng in problems(40, 9):
        question = asked(matrix, mo.wsm, needs_weights=False)
        w = rng.integers(0, 4, (50, len(question.criteria))) + 0.0
        w[w.sum(axis=-1) == 0] = 1.0
        np.testing.assert_array_equal(question.first(w), question.dense(w) == 1)
        np.testing.assert_array_equal(question.first(w / 7), question.dense(w / 7) == 1)


def test_shares_of_long_numbers_are_measured_up_to_fewer_corners(monkeypatch):
    monkeypatch.setattr(import_module("mcda_orch.robust.weights.first_place_regions"), "CORNERS", 24)
    x = np.random.default_rng(2).random((8, 4))
    short, long = mo.first_place(mo.DecisionMatrix(np.round(x, 2)), mo.wsm), mo.first_place(mo.DecisionMatrix(x), mo.wsm)
    assert short.exact
    assert not long.exact
    assert long.verify()
    assert mo.first_place(mo.DecisionMatrix(x), mo.wsm, exact=True).exact
