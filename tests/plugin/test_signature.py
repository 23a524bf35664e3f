import inspect
import pydoc

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch import agreements, rules, scalings, scores, weightings
from mcda_orch.plugin.lookup import home
from mcda_orch.plugin.plugin import Method, Plugin

builtin = [*scores.__all__, *scalings.__all__, *weightings.__all__, *agreements.__all__, *rules.__all__]
MATRIX = mo.DecisionMatrix([[7, 300], [9, 250]], ["Ant", "Bee"], ["quality", "price:min"])
CALLS = {
    "score": "(matrix, weights=None, blanks=None",
    "scaling": "(matrix, blanks=None",
    "weighting": "(matrix, blanks=None",
    "pairwise": "(judgements, criteria=None",
    "agreement": "(a, b",
    "weight_agreement": "(a, b",
    "consensus": "(rankings, weights=None",
}


@pytest.mark.parametrize("name", builtin)
def test_the_labelled_call_comes_first(name):
    plugin = mo.get(name)
    text = plugin.__doc__
    assert str(inspect.signature(plugin)).startswith(CALLS[plugin.family.name])
    assert list(inspect.signature(plugin).parameters)[-len(plugin.params) or 99 :] == list(plugin.params)
    assert text.startswith(f"{name}{inspect.signature(plugin)}\n\n{plugin.summary}")
    labelled, kernel = text.index(f"{home(plugin.family.name)}.{name}("), text.index(f"{name}.kernel(")
    assert labelled < kernel
    assert text.index("Examples\n") < text.index("Kernel\n") < text.index("Notes\n")
    assert f"{name}(" in pydoc.render_doc(plugin)


def test_bound_parameters_are_the_defaults():
    assert "distance='manhattan'" in str(inspect.signature(mo.topsis.with_(distance="manhattan")))


def test_classes_keep_their_own_signature_and_text():
    assert list(inspect.signature(Method).parameters)[:2] == ["name", "family"]
    assert Method.__doc__.startswith("A method that scores")
    assert Plugin.__doc__.startswith("A kernel, its family")


def test_the_signature_is_the_call():
    for plugin in (mo.topsis, mo.scalings.minmax, mo.weightings.entropy):
        bound = inspect.signature(plugin).bind(MATRIX)
        plugin(*bound.args, weights=[1, 2]) if plugin is mo.topsis else plugin(*bound.args)
    assert inspect.unwrap(mo.topsis) is mo.topsis.function


@pytest.mark.parametrize("types", [[1, -1], np.array([1, -1]), ["max", "min"], ("+", "-")])
def test_a_call_in_the_order_of_pymcdm_says_what_to_write(types):
    with pytest.raises(
        mo.DomainError, match=r"topsis says what a blank means.*Hint: directions belong to the matrix: mo\.DecisionMatrix\("
    ):
        mo.topsis([[7, 300], [9, 250]], [1, 2], types)
    with pytest.raises(mo.DomainError, match="directions belong to the matrix"):
        mo.weightings.entropy(MATRIX, types)


def test_parameters_go_by_name():
    with pytest.raises(mo.PluginError, match=r"topsis takes \(matrix, weights, blanks\), and got 1 more.*by name: scale, distance, p"):
        mo.topsis(MATRIX, [1, 2], None, "manhattan")
    with pytest.raises(mo.PluginError, match=r"minmax takes \(matrix, blanks\), and got 2 more without a name"):
        mo.scalings.minmax(MATRIX, None, 0, 1)


@pytest.mark.parametrize("name", builtin)
def test_examples_run_where_they_are_pasted(name):
    text = mo.get(name).__doc__
    bare = [line for line in text.split("\n") if line.strip().startswith((">>>", "...")) and f" {name}.kernel(" in line]
    assert not bare
