"""Every fact holds, every proof is of a law that is kept, and none contradicts a witness."""

from pathlib import Path

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.builtin import __all__ as builtin
from mcda_orch.laws import facts as fact
from mcda_orch.laws import scores as law
from mcda_orch.laws.catalogue import FACTS, LAWS
from mcda_orch.laws.heard import remembering
from mcda_orch.plugin.family import POSITIVE, SCORE
from mcda_orch.plugin.law import Variant
from mcda_orch.plugin.plugin import method, scaling
from mcda_orch.plugin.proof import proofs, standings, structure
from mcda_orch.plugin.registry import get
from mcda_orch.testing.hunting import applies, hunt
from mcda_orch.testing.suite import contradictions, stated_facts
from mcda_orch.testing.witnesses import read

WITNESSES = Path(__file__).parents[2] / "data" / "witnesses"
STATED = [
    pytest.param(name, variant, facts, id="-".join((name, *([variant.name.replace(" ", "_")] if variant else []))))
    for name in builtin
    for variant in (None, *get(name).variants)
    if (facts := [one for one, stated_of in stated_facts(get(name)) if stated_of is variant])
]


@pytest.mark.parametrize(("name", "variant", "facts"), STATED)
def test_facts_hold(name, variant, facts):
    with remembering():
        for one in facts:
            witness = hunt(get(name), one, variant, examples=100)
            assert witness is None, str(witness)
            assert applies(get(name), one, variant), f"{one} of {name} was never tried"


@pytest.mark.parametrize("name", builtin)
def test_nothing_that_is_broken_follows(name):
    assert contradictions(get(name)) == ()


def test_no_proof_contradicts_a_stored_witness():
    for path in WITNESSES.glob("*.toml"):
        plugin = get(path.stem)
        variants = {"": None, **{v.name: v for v in plugin.variants}}
        for witness in read(path):
            assert witness.law not in proofs(plugin, variants[witness.variant]), str(witness)


def test_rules_speak_of_facts_and_laws_that_there_are():
    known = {*FACTS, *LAWS, "linear", "ratio", "ratio_of_sums"}
    rules = [(one, rule) for one in LAWS.values() for rule in one.follows]
    assert len(rules) > 30
    for one, rule in rules:
        assert set(rule.premises) <= known, one
        assert one.name not in rule.premises
        assert rule.because.count("\n") == 1, one
    used = {premise for _, rule in rules for premise in rule.premises}
    assert set(FACTS) <= used
    assert not [one for one in FACTS.values() if one.universal or one.follows]


def test_a_third_of_what_is_kept_is_proved():
    found = [s.state for name in builtin for v in (None, *get(name).variants) for s in standings(get(name), v)]
    assert 2 * found.count("proved") > found.count("kept")


def test_every_fact_that_is_stated_proves_something():
    for name in builtin:
        plugin = get(name)
        used = {p for v in (None, *plugin.variants) for rule in proofs(plugin, v).values() for p in rule.premises}
        stated = {one.name for v in (None, *plugin.variants) for one in plugin.facts_of(v)}
        assert stated <= used, name


def test_a_method_shows_how_it_stands_to_its_laws():
    shown = str(mo.spotis.laws)
    assert shown.startswith("spotis: laws\nlaw                  defaults  declared bounds\n")
    assert "independent          broken    proved" in shown
    said = str(mo.spotis.laws["independent", "declared bounds"])
    assert said.startswith("independent: proved from linear, own\nWithout a row, the differences")
    assert str(mo.spotis.laws["independent"]) == "independent: broken"
    assert repr(mo.spotis.laws).startswith("<laws of spotis: ")
    assert "<table>" in mo.spotis._repr_html_().replace("<table ", "<table>")
    with pytest.raises(mo.LabelError, match="answers no law 'dominanc'.*did you mean 'dominance'"):
        mo.spotis.laws["dominanc"]
    with pytest.raises(mo.LabelError, match="has no variant 'declared'"):
        mo.spotis.laws["dominance", "declared"]


def test_a_method_with_parameters_shows_what_they_make_of_it():
    shown = str(mo.topsis.with_(scale="minmax").laws)
    assert shown.startswith("topsis(scale=minmax): laws\nlaw                  min-max\n")
    assert mo.topsis.with_(scale="minmax").laws["clone_proof"].state == "proved"
    assert str(mo.topsis.with_(scale="vector").laws["clone_proof"]) == "clone_proof: broken"
    other = mo.topsis.with_(scale="zscore")
    with pytest.raises(mo.PluginError, match=r"nothing is declared of the laws of topsis\(scale=zscore\)"):
        other.laws  # noqa: B018 - asking is the test
    assert other._repr_html_() == f"<p>topsis(scale=zscore): {mo.topsis.summary}</p>"


@pytest.mark.parametrize("name", ["linear_ratio", "nonlinear", "tzeng_huang", "zavadskas_turskis"])
def test_bounds_that_are_left_to_the_data_prove_nothing(name):
    """A bound of 0 is no best cost, so that the data say what is."""
    one = mo.get(name)
    assert one.with_(low=[1, 1], high=[10, 10]).laws["independent"].state == "proved"
    x, s = np.array([[2.0, 2.0], [4.0, 3.0], [8.0, 8.0]]), np.array([-1.0, -1.0])
    whole, less = (one.kernel(part, s, low=np.array([0.0, 0.0]), high=np.array([8.0, 8.0])) for part in (x, x[1:]))
    if name != "tzeng_huang":  # which looks for the worst value, the largest cost
        assert not np.allclose(whole[1:], less)
    assert one.with_(low=[0, 0], high=[10, 10]).claims({}) is None


def additive(x, w, s):
    return (x * s[..., None, :] * w[..., None, :]).sum(-1)


def form(x, s):
    return x * s[..., None, :]


def declared(**said):
    return method(SCORE, linear_form=form, **said)(additive)


def test_a_method_of_anybody_has_proofs():
    plugin = declared(keeps=[law.dominance, law.weight_free, law.response, law.independent, law.clone_proof], facts=[fact.rises, fact.own])
    found = proofs(plugin)
    assert set(found) == {"dominance", "weight_free", "response", "independent", "clone_proof"}
    assert found["response"].premises == ("independent", "dominance")
    assert set(proofs(declared(keeps=[law.dominance, law.weight_free]))) == {"weight_free"}
    assert plugin.laws["dominance"].state == "proved"


def test_what_follows_and_is_declared_broken_is_a_contradiction():
    plugin = declared(breaks=[law.dominance], facts=[fact.rises])
    assert "additive says that it breaks dominance, which follows from linear, rises" in contradictions(plugin)[0]
    assert plugin.laws["dominance"].state == "broken"


def test_a_fact_belongs_to_the_settings_that_it_is_stated_for():
    plugin = declared(keeps=[law.dominance], facts=[fact.rises], variants=[Variant("other", {}, lacks=[fact.rises])])
    assert "dominance" in proofs(plugin)
    assert "dominance" not in proofs(plugin, plugin.variants[0])
    plugin = declared(keeps=[law.dominance], variants=[Variant("other", {}, facts=[fact.rises])])
    assert "dominance" not in proofs(plugin)
    assert "dominance" in proofs(plugin, plugin.variants[0])


def test_what_is_no_fact_cannot_be_stated():
    with pytest.raises(mo.PluginError, match="states dominance as a fact, which is none"):
        declared(facts=[law.dominance])
    with pytest.raises(mo.PluginError, match="no_cells is no fact about the score family"):
        declared(facts=[fact.no_cells])


FALSE = {
    "columns": lambda x, s: x * s[..., None, :] * x.shape[-1],
    "rises": lambda x, s: x,
    "climbs": lambda x, s: np.minimum(x * s[..., None, :], 1.0),
    "leads": lambda x, s: x * s[..., None, :] / np.maximum(1.0, np.abs(x).max(axis=-2, keepdims=True)) ** 2,
    "own": lambda x, s: s[..., None, :] * (x - x.min(axis=-2, keepdims=True)) / np.maximum(1.0, np.ptp(x, axis=-2, keepdims=True)),
    "best": lambda x, s: s[..., None, :] * (x - x.min(axis=-2, keepdims=True)) / np.maximum(1.0, np.ptp(x, axis=-2, keepdims=True)),
    "extremes": lambda x, s: s[..., None, :] * x / (1.0 + np.abs(x).sum(axis=-2, keepdims=True)),
    "unit_interval": lambda x, s: x * s[..., None, :],
    "places": form,
    "parts": form,
    "distances": lambda x, s: (x * s[..., None, :]) ** 3,
    "senses": lambda x, s: np.where(s[..., None, :] > 0, x, 5.0 - x**3),
    "order": form,
}


@pytest.mark.parametrize("name", FALSE)
def test_a_false_fact_is_refuted(name):
    def score(x, w, s):
        return (FALSE[name](x, s) * w[..., None, :]).sum(-1)

    plugin = method(SCORE, linear_form=FALSE[name], facts=[FACTS[name]])(score)
    assert hunt(plugin, FACTS[name], examples=200, shrink=False) is not None


def test_false_facts_about_a_whole_kernel_are_refuted():
    def ahead(x, w, s):
        return ((x - x.mean(axis=-2, keepdims=True)) * s[..., None, :] * w[..., None, :] ** 2 + w[..., None, :] * x).sum(-1)

    plugin = method(SCORE)(ahead)
    assert hunt(plugin, fact.rows, examples=200, shrink=False) is not None
    assert hunt(plugin, fact.shares, examples=200, shrink=False) is not None
    assert hunt(mo.weightings.entropy, fact.no_cells, examples=200, shrink=False) is not None
    assert hunt(mo.marcos, fact.sums, examples=200, shrink=False) is not None


def test_what_leaves_the_domain_is_not_seen_to_be_the_same():
    """A cost that cannot be negated is not seen as a negated benefit, even if nothing can show the difference."""

    @scaling(domain=POSITIVE, sees="nothing")
    def as_it_is(x, s):
        return x * s[..., None, :]

    assert hunt(as_it_is, fact.senses, examples=50, shrink=False) is not None
    assert hunt(as_it_is, fact.places, examples=50, shrink=False) is not None
    assert structure(as_it_is) == {"rows"}
