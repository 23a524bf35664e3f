import subprocess
import sys
from importlib import metadata
from types import ModuleType

import pytest

import mcda_orch as mo
from mcda_orch.builtin import __all__ as builtin
from mcda_orch.plugin import lookup, registry
from mcda_orch.plugin.registry import own, plugins


@pytest.mark.parametrize("name", builtin)
def test_each_plug_in_of_the_library_is_found_without_the_others(name):
    assert own(name) is plugins()[name]
    assert mo.get(name) is plugins()[name]


@pytest.mark.parametrize("name", ["hierarchy", "judgements", "__init__", "scores.wsm", "", "topsi"])
def test_what_is_no_plug_in_is_none(name):
    assert own(name) is None
    with pytest.raises(mo.PluginError, match="there is no plug-in"):
        mo.get(name)


@pytest.mark.parametrize("name", builtin)
def test_the_family_of_each_is_known_before_it_is_imported(name):
    assert name in mo.names(mo.get(name).family.name)


def test_the_entry_of_the_library_offers_what_its_lists_name():
    import mcda_orch.builtin as ours

    assert set(lookup.registered_in(ours)) == set(builtin)
    assert [name for name in plugins() if name in builtin] == builtin
    assert len(plugins()) == len(list(plugins()))


@pytest.mark.parametrize(
    "asked", ["mcda_orch.topsis", "mcda_orch.plugin.registry.get('topsis')", "mcda_orch.scores.topsis", "mcda_orch.names('score')"]
)
def test_asking_for_one_method_imports_no_other(asked):
    code = f"import sys, mcda_orch, mcda_orch.plugin.registry, mcda_orch.scores; {asked}; print('mcda_orch.methods.scores.todim' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_a_method_of_the_library_is_found_without_reading_what_is_installed():
    code = "import sys, mcda_orch as mo; mo.topsis; mo.get('wsm'); print('importlib.metadata' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


class Entry:
    def __init__(self, value, module):
        self.name, self.value, self.module = value, value, module

    def load(self):
        return self.module


def test_a_name_that_is_taken_disables_one_plug_in_with_a_warning(monkeypatch):
    import mcda_orch.builtin as ours

    theirs = ModuleType("theirs")
    theirs.topsis = mo.topsis.with_(scale=mo.scalings.minmax)
    monkeypatch.setattr(metadata, "entry_points", lambda group: [Entry("theirs", theirs), Entry("mcda_orch.builtin", ours)])
    lookup.registered.cache_clear()
    try:
        with pytest.warns(RuntimeWarning, match="both mcda_orch.builtin and theirs offer a plug-in named 'topsis'"):
            found = registry.plugins()
        assert found["topsis"] is mo.topsis
    finally:
        lookup.registered.cache_clear()


def test_scalings_and_weightings_of_others_stand_beside_ours(monkeypatch):
    from mcda_orch.plugin.plugin import scaling, weighting

    @scaling(sees="nothing")
    def halved(x, s):
        return x / 2

    @weighting()
    def spread(x, s):
        return x.max(axis=-2) - x.min(axis=-2)

    theirs = ModuleType("theirs")
    theirs.halved, theirs.spread = halved, spread
    import mcda_orch.builtin as ours

    monkeypatch.setattr(metadata, "entry_points", lambda group: [Entry("theirs", theirs), Entry("mcda_orch.builtin", ours)])
    lookup.registered.cache_clear()
    try:
        assert mo.scalings.halved is halved
        assert mo.weightings.spread is spread
        with pytest.raises(AttributeError, match="there is no mo.scalings.spread"):
            mo.scalings.spread  # noqa: B018
    finally:
        lookup.registered.cache_clear()
        vars(mo.scalings).pop("halved", None)
        vars(mo.weightings).pop("spread", None)
