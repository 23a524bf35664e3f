import re
import sys

import pytest

import mcda_orch as mo
from mcda_orch.errors import did_you_mean, key
from mcda_orch.plugin.registry import plugins
from mcda_orch.plugin.synonyms import _HERE, answer, hint

GUESSES = [
    ("saw", "wsm is the weighted sum; use mo.wsm."),
    ("SAW", "wsm is the weighted sum; use mo.wsm."),
    ("weighted_sum", "wsm is the weighted sum"),
    ("WeightedSumModel", "wsm is the weighted sum"),
    ("promethee", "promethee_ii ranks by net flows; use mo.promethee_ii"),
    ("electre", "ELECTRE is not built; promethee_ii"),
    ("ELECTRE_III", "ELECTRE is not built"),
    ("rank_aggregation", "become one by a rule of mo.rules"),
    ("bwm", "BWM is not built; mo.Judgements"),
    ("anp", "ANP is not built; mo.Hierarchy"),
    ("sensitivity", "use mo.stability"),
    ("normalise", "scalings stand under mo.scalings"),
    ("min_max_normalization", "use mo.scalings.minmax"),
    ("entropy_weights", "mo.weightings.entropy"),
    ("monte_carlo", "use mo.smaa"),
    ("pareto", "use mo.non_dominated_sorting"),
    ("rank", "mo.topsis(matrix, weights) gives"),
    ("fit", "a method is called as it is"),
    ("read_csv", 'mo.read("tools.csv")'),
    ("mkdm", "mo.DecisionMatrix(values"),
]


@pytest.mark.parametrize(("guess", "leads_to"), GUESSES)
def test_a_guess_leads_somewhere(guess, leads_to):
    with pytest.raises(AttributeError, match=re.escape(leads_to)):
        getattr(mo, guess)
    with pytest.raises(mo.PluginError, match=re.escape(leads_to)):
        mo.get(guess)
    assert not hasattr(mo, guess)


@pytest.mark.parametrize("guess", ["TOPSIS", "Topsis", "TopSis"])
def test_capitals_are_told_the_name(guess):
    with pytest.raises(AttributeError, match=r"use mo\.topsis$"):
        getattr(mo, guess)
    with pytest.raises(mo.PluginError, match="did you mean 'topsis'"):
        mo.get(guess)


def test_what_has_another_home_is_found_there():
    for name, home in (("minmax", "mo.scalings.minmax"), ("entropy", "mo.weightings.entropy"), ("MinMax", "mo.scalings.minmax")):
        with pytest.raises(AttributeError, match=f"use {home}$"):
            getattr(mo, name)
    with pytest.raises(AttributeError, match=r"there is no mo\.scalings\.min_max: did you mean 'minmax'"):
        mo.scalings.min_max  # noqa: B018 - it raises
    with pytest.raises(AttributeError, match=r"there is no mo\.weightings\.roc: weights by rank are"):
        mo.weightings.roc  # noqa: B018 - it raises
    with pytest.raises(mo.PluginError, match="use mo.scalings.minmax"):
        mo.wsm(mo.DecisionMatrix([[1]]), [1], scale="minmax_scaler")


def test_letters_alone_suggest_no_other_thing():
    for name in ("sphere", "xyz", "wms", "dog", "moara_two"):
        with pytest.raises(mo.PluginError) as caught:
            mo.get(name)
        assert caught.value.hint.startswith("mo.names('score') lists the methods; one of your own ")
    assert hint("waspa", plugins()) == "did you mean 'waspas'?"
    assert did_you_mean("Prize", ["price"]) == "did you mean 'price'?"
    assert did_you_mean("Bea", ["Ant", "Bee"]) == "did you mean 'Bee'?"
    assert did_you_mean("Zoo", ["Ant", "Bee"]) == "known are 'Ant', 'Bee'."
    assert did_you_mean("?", [f"a{i}" for i in range(1000)]).endswith("'a29' and 970 more.")


def test_answers_name_what_there_is_and_hide_nothing():
    public = [n for n in mo.__all__ if n.islower()]
    for text, guesses in _HERE.items():
        for path in re.findall(r"mo\.((?:scalings\.|weightings\.|agreements\.|rules\.)?\w+)", text):
            found = mo
            for part in path.split("."):
                found = getattr(found, part)
        for guess in guesses.split():
            assert answer(guess) == text, f"{guess} stands twice"
            assert key(guess) not in {key(n) for n in public}, f"{guess} is a name of ours"


def test_underscored_names_stay_what_they_are():
    assert not hasattr(mo, "__wrapped__")
    assert not hasattr(sys.modules["mcda_orch.scalings"], "__path__")


def test_an_import_says_the_same():
    for name, leads_to in (("TOPSIS", "use mo.topsis"), ("saw", "use mo.wsm"), ("normalizations", "mo.scalings.minmax")):
        with pytest.raises(ImportError, match=re.escape(leads_to)):
            exec(f"from mcda_orch import {name}")
    exec("from mcda_orch import comparison, topsis")


def test_small_letters_ask_for_no_class():
    for name, leads_to in (
        ("weights", "mo.weightings.entropy"),
        ("scale", "mo.scalings.minmax"),
        ("judgements", "did you mean 'Judgements'"),
    ):
        with pytest.raises(AttributeError, match=re.escape(leads_to)):
            getattr(mo, name)
    with pytest.raises(mo.PluginError, match=r"no weighting 'ahp'. Hint: weights from pairwise judgements are mo.Judgements"):
        mo.wsm(mo.DecisionMatrix([[1, 2]]), "ahp")
