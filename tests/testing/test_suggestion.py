"""What is suggested for a declaration is what its contract then accepts."""

from types import ModuleType

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch._xp import dot
from mcda_orch.laws import facts, scores, weightings
from mcda_orch.plugin.family import LOWER, POSITIVE, SCORE
from mcda_orch.plugin.law import Variant
from mcda_orch.plugin.plugin import method, scaling
from mcda_orch.testing import contract, suggest


def points(x, w, s):
    return dot(x * s[..., None, :], w)


def test_what_is_printed_can_be_pasted(capsys):
    (found,) = suggest(points, examples=100)
    printed = capsys.readouterr().out
    names = {"fact": facts, "law": scores, "weight_law": weightings}
    body = "\n".join(line for line in printed.splitlines() if line and not line.startswith(("#", "from")))
    declared = eval(f"dict({body})", names)
    assert declared["keeps"] == list(found.keeps)
    assert declared["breaks"] == list(found.breaks)
    assert {scores.unit_free, scores.order_only, scores.bounded} <= set(found.breaks)
    assert declared["facts"] == list(found.facts)
    assert "from mcda_orch.laws import facts as fact, scores as law\n" in printed
    assert "# unit_free: x = [[" in printed
    planted = ModuleType("planted")
    planted.points = method(SCORE, **declared)(points)
    assert len(contract(planted, examples=100)) > 20
    assert planted.points.laws["independent"].state == "proved"
    assert planted.points.laws["clone_proof"].state == "proved"


def test_facts_are_no_more_than_what_proves():
    def bordered(x, w, s):
        return mo.mabac.kernel(x, w, s)

    (found,) = suggest(method(SCORE, linear_form=mo.mabac.linear_form)(bordered), examples=100)
    assert set(found.facts) == {facts.rises, facts.climbs, facts.leads, facts.extremes, facts.places}


def test_a_fact_that_would_prove_a_broken_law_is_not_offered():
    def form(x, s):
        return np.where(x * s[..., None, :] == 5.0, 3.0, x * s[..., None, :])  # 5 and 3 are no different, which few cases show

    def blunt(x, w, s):
        return dot(form(x, s), w)

    (found,) = suggest(method(SCORE, linear_form=form)(blunt), examples=100)
    proved = method(SCORE, linear_form=form, keeps=found.keeps, breaks=found.breaks, facts=found.facts)(blunt).laws
    assert not {standing.law for standing in proved.settings["defaults"] if standing.state == "proved"} & set(found.breaks)


def test_functions_are_declared_by_their_arguments_and_results():
    (scaled,) = suggest(oriented, examples=20)
    assert scores.monotone in scaled.keeps
    assert weightings.simplex in suggest(even, examples=20)[0].keeps
    assert weightings.recovers in suggest(means, examples=20)[0].keeps
    assert scores.dominance in suggest(costs, examples=50, better=LOWER, domain=POSITIVE)[0].keeps


def oriented(x, s):
    return x * s[..., None, :]


def even(x, s):
    return np.ones(np.broadcast_shapes(x[..., 0, :].shape, s.shape)) / x.shape[-1]


def means(a):
    mean = np.exp(np.log(a).mean(axis=-1))
    return mean / mean.sum(axis=-1, keepdims=True)


def costs(x, w, s):
    return -dot(x * s[..., None, :], w)


def test_what_every_kernel_must_keep_is_told_first():
    def forgetful(x, s):
        return x * s[..., None, :] / np.ptp(x, axis=-2, keepdims=True)

    (found,) = suggest(forgetful, examples=20)
    assert any(fault.startswith("forgetful breaks finite: Finite values") for fault in found.faults)
    assert str(found).splitlines()[1].startswith("# forgetful breaks ")


def test_every_variant_has_its_lines():
    @scaling(sees="extremes", variants=[Variant("as they are", {"parts": False})])
    def whole(x, s, *, parts: bool = True):
        return s[..., None, :] * (mo.scalings.maximum.kernel(x, np.ones_like(s)) if parts else x)

    parted, plain = suggest(whole, examples=50)
    assert scores.unit_free in parted.keeps
    assert scores.unit_free in plain.breaks
    assert str(plain).startswith("# whole (as they are): ")


@pytest.mark.parametrize(
    ("kernel", "said", "message"),
    [
        (3, {}, "3 is no kernel"),
        (lambda y: y, {}, r"a kernel takes \(x, w, s\), \(x, s\), \(a\), not \(y\)"),
        (lambda x, s: x[0], {}, "a kernel of x and s returns|gives its plug-in no name"),
        (lambda x, s: 1.0, {}, r"returns what has the shape of x or of s, not \(\)"),
        (lambda x, s: x / "a", {}, "raised .*Error on a 3 x 2 matrix"),
        (mo.wsm, {"better": LOWER}, "wsm is declared already. Hint: leave out better"),
    ],
)
def test_what_is_no_kernel_is_refused(kernel, said, message):
    with pytest.raises(mo.PluginError, match=message):
        suggest(kernel, **said)


def test_laws_that_fail_with_the_kernel_stand_on_no_side(capsys):
    def divided(x, w, s):
        return dot(x * s[..., None, :] / (x.max(axis=-2, keepdims=True) - x.min(axis=-2, keepdims=True)), w)

    (found,) = suggest(divided, examples=60)
    assert scores.dominance not in (*found.keeps, *found.breaks)
    assert "dominance" in found.faults[0].splitlines()[-1]
    assert "\n# mend that first: what stands below may change with it\n" in capsys.readouterr().out


def test_a_session_shows_the_lines_once(capsys):
    def total(x, w, s):
        return (x @ w[..., None])[..., 0]

    found = suggest(total, examples=5)
    printed = capsys.readouterr().out
    assert "keeps=[" in printed
    assert "\n" not in repr(found)
    assert str(found[0]) in printed
