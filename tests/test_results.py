"""What holds for the results of every analysis: they are printed, written as JSON, copied and pickled, and nothing is lost."""

import copy
import json
import pickle

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.laws import scores as law
from mcda_orch.plugin.family import SCORE
from mcda_orch.plugin.plugin import method

ORDER = "Flyte > Kubeflow Pipelines > Prefect > Airflow"
ANALYSES = {
    "audit": lambda p: mo.audit(p),
    "audit of a ranking": lambda p: mo.audit(p, ranking=True),
    "audit of a slip": lambda p: mo.audit(p, dict(p.published.items()) | {"Prefect": 20}),
    "blank_policies": lambda p: mo.blank_policies(p),
    "first_place": lambda p: mo.first_place(p, "wsm"),
    "first_place of a ratio": lambda p: mo.first_place(p, "topsis", draws=1000, rng=1),
    "margin_of_victory": lambda p: mo.margin_of_victory(p),
    "max_margin": lambda p: mo.max_margin(p, "wsm"),
    "necessary": lambda p: mo.necessary(p, "wsm"),
    "next_question": lambda p: mo.next_question(p, "wsm"),
    "possible": lambda p: mo.possible(p, "wsm"),
    "rank_intervals": lambda p: mo.rank_intervals(p),
    "rank_ranges": lambda p: mo.rank_ranges(p, "wsm"),
    "rank_reversal": lambda p: mo.rank_reversal(p, "promethee_ii"),
    "recover_weights": lambda p: mo.recover_weights(p, "topsis", mo.topsis(p).scores),
    "ror_smaa": lambda p: mo.ror_smaa(mo.uta_gms(p, ORDER), 64, rng=1),
    "smaa": lambda p: mo.smaa(p, "wsm", draws=256, rng=1),
    "stability": lambda p: mo.stability(p, "wsm"),
    "uta_gms": lambda p: mo.uta_gms(p, ORDER),
    "utastar": lambda p: mo.utastar(p, ORDER),
    "what_if with cells": lambda p: mo.what_if(p, "Airflow", "Flyte", "cells"),
    "what_if with weights": lambda p: mo.what_if(p, "Airflow", "Prefect"),
    "what_if without an answer": lambda p: mo.what_if(p, "Luigi", change="weights", method="vikor", rng=1),
}


@pytest.mark.parametrize("name", ANALYSES)
def test_results_are_shown_and_survive_copying_and_pickling(name):
    found = ANALYSES[name](mo.load("orchestrators"))
    text, document = str(found), json.dumps(found.document(), allow_nan=False)
    assert found.document()["schema"].startswith("mcda_orch.")
    assert found.document()["version"] == 1
    assert found._repr_html_() is not None
    assert found.markdown()
    assert isinstance(found.records(), list)
    for again in (copy.copy(found), copy.deepcopy(found), pickle.loads(pickle.dumps(found))):
        assert str(again) == text
        assert json.dumps(again.document()) == document
        assert repr(again) == repr(found)


def test_a_result_that_was_pickled_is_still_verified():
    problem = mo.load("orchestrators")
    for found in (mo.audit(problem), mo.first_place(problem, "wsm"), mo.rank_reversal(problem, "promethee_ii")):
        assert pickle.loads(pickle.dumps(found)).verify()


def test_plugins_are_pickled_by_name_with_their_parameters():
    assert pickle.loads(pickle.dumps(mo.topsis)) is mo.topsis
    assert copy.deepcopy(mo.topsis) is mo.topsis
    bound = pickle.loads(pickle.dumps(mo.topsis.with_(scale=mo.scalings.minmax)))
    assert bound.function is mo.topsis.function
    assert bound.bound["scale"] is mo.scalings.minmax


def test_a_method_without_a_name_in_a_module_is_copied_by_its_parts():
    @method(SCORE, keeps=[law.dominance], breaks=[], cite="fishburn1967")
    def local(x, w, s):
        """Weighted sum."""
        return ((x * s[..., None, :]) @ w[..., None])[..., 0]

    assert copy.deepcopy(local).function is local.function
    with pytest.raises((pickle.PicklingError, AttributeError), match="local"):
        pickle.dumps(local)


@pytest.mark.parametrize("seed", [-1, "one", 1.5])
def test_what_is_no_seed_is_refused(seed):
    problem = mo.load("orchestrators")
    asked = [
        lambda: mo.smaa(problem, "wsm", draws=16, rng=seed),
        lambda: mo.first_place(problem, "topsis", rng=seed),
        lambda: mo.WeightSet(problem).sample(10, rng=seed),
        lambda: mo.rank_ranges(problem, "topsis", rng=seed),
    ]
    for ask in asked:
        with pytest.raises(mo.DomainError, match="is no seed of random numbers"):
            ask()


def test_tables_show_no_endless_fractions_and_errors_in_percent():
    matrix = mo.DecisionMatrix(np.random.default_rng(7).normal(50, 15, (6, 5)).round(2))
    known = mo.WeightSet(matrix).order("C1 >= C2", "C2 >= C3", "C3 >= C4")
    assert max(map(len, str(mo.first_place(matrix, "wsm", known)).splitlines())) < 200
    drawn = mo.first_place(matrix, "topsis", known, draws=1000, rng=1)
    assert all(row["+-"].endswith(" %") for row in drawn.records())
