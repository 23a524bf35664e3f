"""Proofs that rest on the law of dominance, for methods that are neither linear nor a ratio."""

from dataclasses import replace

import pytest

import mcda_orch as mo

PROBLEM = mo.load("orchestrators")


@pytest.mark.parametrize("name", ["vikor", "cocoso", "owa", "lexicographic", "sugeno"])
def test_what_is_nowhere_better_than_another_is_never_ahead(name):
    found = mo.first_place(PROBLEM, name, rng=1)
    assert found.proved
    assert found.verify()
    assert found.winners == ("Metaflow",)
    assert set(found.level) == set(PROBLEM.matrix.names) - {"Metaflow"}
    assert "never ahead: Metaflow is nowhere worse" in str(found)
    assert found.document()["certificates"]["Luigi"]["law"] == "dominance"


def test_an_altered_proof_is_refused():
    proof = mo.first_place(PROBLEM, "vikor", rng=1).certificates["Luigi"]
    assert proof.verify()
    assert "never ahead: Metaflow is nowhere worse, so vikor never puts it behind" in str(proof)
    assert not replace(proof, rivals=("Kedro",)).verify()
    assert not replace(proof, alternative="Metaflow").verify()
    turned = mo.DecisionMatrix(-PROBLEM.matrix.values, PROBLEM.matrix.names, PROBLEM.matrix.criterion_names)
    assert not replace(proof, question=mo.first_place(turned, "vikor", blanks=0, rng=1).question).verify()
    assert not replace(proof, known=mo.WeightSet(["other"])).verify()


def test_a_method_that_breaks_the_law_proves_nothing():
    assert "dominance" in {law.name for law in mo.get("probid").breaks}
    found = mo.first_place(PROBLEM, "probid", rng=1)
    assert not found.certificates
    assert "that is no proof that they cannot be" in str(found)


def test_pairs_that_dominance_settles_are_proved_and_the_others_have_counterexamples():
    found = mo.necessary(PROBLEM, "vikor", rng=1)
    assert found.exact
    assert found.pairs == mo.necessary(PROBLEM, "wsm").pairs
    assert found.verify()
    assert found.certificate("Metaflow", "Luigi").proof.rivals == ("Metaflow",)
    counter = found.certificate("Luigi", "Metaflow")
    assert not counter.holds
    assert "Luigi is behind Metaflow with the weights" in str(counter)
    assert not replace(counter, holds=True).verify()


def test_cocoso_puts_more_pairs_one_way_than_dominance_explains_so_nothing_is_claimed():
    found = mo.necessary(PROBLEM, "cocoso", rng=1)
    assert not found.exact
    assert "not linear in its weights" in str(found)
    open_pairs = [pair for pair in found.pairs if pair not in mo.necessary(PROBLEM, "wsm").pairs]
    assert open_pairs
    with pytest.raises(mo.LabelError, match="nothing is proved of"):
        found.certificate(*open_pairs[0])


def test_possible_pairs_are_shown_by_weights():
    found = mo.possible(PROBLEM, "vikor", rng=1)
    shown = found.certificate("Kubeflow Pipelines", "Flyte")
    assert shown.holds
    assert shown.verify()
    assert not replace(shown, a="Flyte", b="Flyte", holds=False).verify()


def test_doubles_are_not_said_to_be_behind_each_other():
    matrix = mo.DecisionMatrix([[1, 2], [1, 2], [0, 1]], ["Ant", "Bee", "Cat"])
    found = mo.first_place(matrix, "vikor", draws=200, rng=1)
    assert set(found.winners) == {"Ant", "Bee"}
    assert found.certificates["Cat"].rivals[0] in ("Ant", "Bee")
