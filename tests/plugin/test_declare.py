"""What an author declares is checked where it is declared."""

from typing import Annotated, Any, Literal

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.laws import scores as law
from mcda_orch.laws import universal, weightings
from mcda_orch.plugin.family import SCALING, SCORE
from mcda_orch.plugin.law import Variant
from mcda_orch.plugin.parameter import AnyScaling, Low, Needs, Proportion, Range
from mcda_orch.plugin.plugin import method, pairwise, scaling, weighting


def summed(x, w, s):
    return (x * s[..., None, :] * w[..., None, :]).sum(axis=-1)


def test_a_method_may_be_declared_bare_and_called_at_once():
    found = method(SCORE)(summed)
    assert (found.keeps, found.breaks, found.cite) == ((), (), ())
    assert found(mo.DecisionMatrix([[1, 2], [3, 4]]), [1, 1]).scores.tolist() == [3, 7]
    assert "``summed.kernel(x, w, s)``." in found.__doc__


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"keeps": law.dominance}, r"keeps of summed is dominance, which is no list of laws. Hint: write keeps=\[law.dominance"),
        ({"keeps": "dominance"}, "keeps of summed is 'dominance', which is no list"),
        ({"breaks": 3}, "breaks of summed is 3, which is no list"),
        ({"keeps": ["dominance"]}, "summed keeps 'dominance', which is no law. Hint: laws are values"),
        ({"keeps": [law.dominance, law.dominance]}, "summed keeps dominance twice"),
        ({"keeps": [law.dominance], "breaks": [law.dominance]}, "summed says that it keeps and breaks dominance"),
        ({"keeps": [weightings.simplex]}, "simplex is no law of the score family"),
        ({"keeps": [universal.pure]}, "summed declares pure, which every plug-in keeps. Hint: leave it out"),
        ({"cite": 3}, "summed cites 3, which is no key"),
        ({"cite": ["a", None]}, "summed cites None, which is no key"),
    ],
)
def test_facts_that_cannot_be_are_refused(facts, message):
    with pytest.raises(mo.PluginError, match=message):
        method(SCORE, **facts)(summed)


def test_a_family_is_a_value():
    with pytest.raises(mo.PluginError, match="declared with the family 'score'. Hint: families are values.*import SCORE"):
        method("score")(summed)
    with pytest.raises(mo.PluginError, match="no method can be of the family 'scaling'. Hint: use scaling"):
        method(SCALING)


@pytest.mark.parametrize("decorator", [method, scaling, weighting, pairwise])
def test_a_decorator_without_parentheses_says_what_to_write(decorator):
    with pytest.raises(mo.PluginError, match=f"@{decorator.__name__} stands without its parentheses. Hint: write @{decorator.__name__}\\("):
        decorator(summed)


def test_a_kernel_has_a_name():
    with pytest.raises(mo.PluginError, match="called '<lambda>' gives its plug-in no name. Hint: define it with def"):
        method(SCORE)(lambda x, w, s: x.sum(-1))


@pytest.mark.parametrize("sees", ["", "column", "cells"])
def test_a_scaling_says_what_it_sees(sees):
    def halved(x, s):
        return x / 2

    with pytest.raises(mo.PluginError, match="halved .* of a column. Hint: say sees='nothing', 'extremes', .* or 'order'"):
        scaling(sees=sees)(halved)


def refused(kernel, message):
    with pytest.raises(mo.PluginError, match=message):
        method(SCORE)(kernel)


def test_parameters_have_names_and_defaults_that_can_be():
    def taken(x, w, s, *, blanks=0): ...
    def outside(x, w, s, *, softness: Proportion = 2.0): ...
    def unknown(x, w, s, *, shape: Literal["a", "b"] = "c"): ...  # type: ignore[assignment]
    def foreign(x, w, s, *, scale: AnyScaling = "halved"): ...
    def nowhere(x, w, s, *, p: Annotated[float, Needs("shape", ("z",))] = 1.0, shape: Literal["a", "b"] = "a"): ...

    refused(taken, "a parameter of taken is called 'blanks', as an argument of its labelled call")
    refused(outside, r"the default of softness of outside is 2, but must lie in \[0, 1\]")
    refused(unknown, "the default of shape of unknown is 'c', but must be 'a' or 'b'")
    refused(foreign, "the default of 'scale' of foreign is 'halved', which is no scaling of the library. Hint: give the scaling itself")
    refused(nowhere, "'p' of nowhere has an effect where shape is 'z', which it cannot be")


def test_annotations_that_restrict_nothing_are_refused():
    def alone(x, w, s, *, p: Range(0, 1) = 0.5): ...  # type: ignore[valid-type]
    def tuple_(x, w, s, *, p: Annotated[float, (0, 1)] = 0.5): ...
    def unchecked(x, w, s, *, p: Annotated[str, Range(0, 1)] = ""): ...
    def missing(x, w, s, *, p: "Nothing" = 0.5): ...  # type: ignore[name-defined]  # noqa: F821

    refused(alone, r"the annotation of 'p' of alone is Range\(.*\) alone. Hint: say of what: Annotated\[float, Range")
    refused(tuple_, r"the annotation of 'p' of tuple_ says \(0, 1\), which restricts nothing")
    refused(unchecked, "the annotation of 'p' of unchecked restricts str, which is not checked")
    refused(missing, "the annotations of missing cannot be read: name 'Nothing' is not defined")
    with pytest.raises(mo.PluginError, match="no number lies in Range"):
        Range(1, 0)
    with pytest.raises(mo.PluginError, match=r"are no tuple. Hint: write \('ab',\)"):
        Needs("shape", "ab")


def test_a_default_scaling_goes_by_name_and_the_kernel_gets_the_scaling():
    def sum_of_scaled(x: Any, w: Any, s: Any, *, scale: AnyScaling = "minmax", low: Low | None = None) -> Any:
        return (scale(x, s) * w[..., None, :]).sum(axis=-1)

    found = method(SCORE)(sum_of_scaled)
    assert found.params["scale"].default is mo.scalings.minmax
    assert found(mo.DecisionMatrix([[1, 5], [3, 9]]), [1, 1]).scores.tolist() == [0, 2]
    assert found.kernel(np.array([[1.0, 5.0], [3.0, 9.0]]), np.ones(2), np.ones(2)).tolist() == [0, 2]


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"better": "lower"}, r"better of summed is 'lower'. Hint: from mcda_orch.plugin.family import LOWER"),
        ({"domain": "positive"}, "domain of summed is 'positive'. Hint: domains are values: .* import POSITIVE"),
        ({"linear_form": "x"}, "linear_form of summed is 'x'. Hint: give a function"),
        ({"columnwise": None}, "columnwise of summed is None. Hint: say True or False"),
        ({"opinion": None}, "opinion of summed is None. Hint: give the name"),
        ({"variants": {"cubic": {"p": 3}}}, r"summed has the variant 'cubic', which is none. Hint: write variants=\[Variant\("),
        ({"variants": [Variant("cubic", {"p": 3})]}, "variant 'cubic' of summed sets 'p', which is no parameter"),
    ],
)
def test_nothing_in_a_declaration_silently_does_nothing(facts, message):
    with pytest.raises(mo.PluginError, match=message):
        method(SCORE, **facts)(summed)


def test_a_variant_has_parameters_that_can_be():
    def powered(x, w, s, *, p: Annotated[float, Range(1, 5)] = 2.0):
        return summed(x**p, w, s)

    with pytest.raises(mo.PluginError, match="in variant 'steep', p of powered is 9, but must lie in"):
        method(SCORE, variants=[Variant("steep", {"p": 9})])(powered)


def test_a_decorator_takes_no_other_arguments():
    with pytest.raises(mo.PluginError, match="@method has no argument 'higher'. Hint: known are 'family', "):
        method(SCORE, higher=False)
    with pytest.raises(mo.PluginError, match=r"@method needs family. Hint: write @method\(family"):
        method()
    with pytest.raises(mo.PluginError, match="@weighting has no argument 'better'"):
        weighting(better="lower")


def test_an_empty_declaration_says_how_to_fill_it():
    found = method(SCORE)(summed)
    with pytest.raises(mo.LabelError, match=r"summed answers no law. Hint: mcda_orch.testing.suggest\(summed\) writes"):
        found.laws["dominance"]
    assert "It answers no law; mcda_orch.testing.suggest(summed) writes" in str(found.laws)


def test_a_kernel_that_takes_one_table_only_is_told_of_batches():
    def one_table(x, w, s):
        return (x * s) @ w

    found = method(SCORE)(one_table)
    assert found(mo.DecisionMatrix([[1, 2], [3, 4]]), [1, 1]).scores.tolist() == [3, 7]
    with pytest.raises(
        mo.PluginError, match=r"with batches in front: use the last axes only, axis=-2 for alternatives.*x @ w\[..., None\]"
    ):
        found.kernel(np.ones((2, 2)), np.ones((5, 2)), np.ones(2))
