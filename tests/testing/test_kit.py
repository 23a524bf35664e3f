"""The test kit catches what it is made to catch: six planted faults, and declarations that are not true."""

from types import ModuleType

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch._xp import dot
from mcda_orch.laws import facts as fact
from mcda_orch.laws import scores as law
from mcda_orch.laws.catalogue import asked_of
from mcda_orch.plugin.family import SCORE
from mcda_orch.plugin.parameter import Proportion
from mcda_orch.plugin.plugin import method
from mcda_orch.scaling.minmax import minmax
from mcda_orch.testing import LawBroken, contract

KEEPS = [
    law.dominance, law.strict_dominance, law.response, law.weight_free, law.unit_free, law.origin_free, law.mirror,
    law.clone_proof, law.ignores_zero_weight, law.splitting, law.bounded, law.continuous, law.sole_criterion,
]  # fmt: skip
BREAKS = [law.order_only, law.independent, law.dominated_newcomer, law.direction_free]


def module(kernel, keeps=KEEPS, breaks=BREAKS):
    found = ModuleType("planted")
    found.plugin = method(SCORE, keeps=keeps, breaks=breaks, cite="fishburn1967")(kernel)
    return found


def sound(x, w, s):
    return dot(minmax(x, s), w)


def absolute_axes(x, w, s):
    low, high = x.min(axis=0), x.max(axis=0)
    span = np.where(high > low, high - low, 1.0)
    gain = np.where(s > 0, x - low, high - x)
    return (np.where(high > low, gain / span, 0.0) * w[..., None, :]).sum(axis=-1)


def sign_slip(x, w, s):
    return dot(minmax(x, np.ones_like(s)), w)


def unweighted_sum(x, w, s):
    return minmax(x, s).sum(axis=-1) + 0 * w.sum(axis=-1)[..., None]


def nan_for_equal_rows(x, w, s):
    low, high = x.min(axis=-2, keepdims=True), x.max(axis=-2, keepdims=True)
    gain = np.where(s[..., None, :] > 0, x - low, high - x)
    with np.errstate(all="ignore"):
        return dot(gain / (high - low), w)


def tie_by_row_order(x, w, s):
    scores = dot(minmax(x, s), w)
    return scores - 1e-3 * np.arange(scores.shape[-1])


def writes_to_its_input(x, w, s):
    scores = dot(minmax(x, s), w)
    x += 1.0
    return scores


def test_a_sound_method_passes():
    passed = contract(module(sound), examples=100)
    assert len(passed) == len(asked_of(SCORE)) + len(KEEPS) + len(BREAKS)


@pytest.mark.parametrize(
    ("kernel", "caught_by"),
    [
        (absolute_axes, "batches"),
        (sign_slip, "dominance"),
        (unweighted_sum, "ignores_zero_weight"),
        (nan_for_equal_rows, "finite"),
        (tie_by_row_order, "anonymous"),
        (writes_to_its_input, "pure"),
    ],
)
def test_a_planted_fault_is_caught(kernel, caught_by):
    with pytest.raises(LawBroken, match=f"{kernel.__name__} breaks {caught_by}:"):
        contract(module(kernel), examples=100)


def test_a_false_confession_is_caught():
    keeps, breaks = [k for k in KEEPS if k is not law.splitting], [*BREAKS, law.splitting]
    with pytest.raises(LawBroken, match="says that it breaks splitting, but no counterexample"):
        contract(module(sound, keeps, breaks), examples=30)


def test_a_law_left_open_is_caught():
    with pytest.raises(LawBroken, match="says nothing about continuous"):
        contract(module(sound, [k for k in KEEPS if k is not law.continuous]), examples=10)


def test_a_law_cannot_be_kept_and_broken():
    with pytest.raises(mo.PluginError, match="keeps and breaks response"):
        module(sound, KEEPS, [*BREAKS, law.response])


def test_a_kernel_with_other_arguments_is_refused():
    def wrong(matrix, w, s):
        return matrix

    with pytest.raises(mo.PluginError, match="takes \\(matrix, w, s\\), but a score kernel takes \\(x, w, s\\)"):
        module(wrong)


def test_a_module_without_plugins_is_refused():
    with pytest.raises(mo.PluginError, match="has no plug-ins"):
        contract("json")


def raises_where_all_is_nil(x, w, s):
    if (x == 0).all():
        raise ZeroDivisionError("nothing to scale by")
    return dot(minmax(x, s), w)


def one_score_too_many(x, w, s):
    scores = dot(minmax(x, s), w)
    return np.concatenate([scores, scores[..., :1]], axis=-1)


@pytest.mark.parametrize(
    ("kernel", "said"),
    [
        (
            raises_where_all_is_nil,
            r"(?s)raises_where_all_is_nil breaks \w+: .*\n    smallest case: x = .*\n    the kernel raised PluginError: the kernel of "
            "raises_where_all_is_nil raised ZeroDivisionError .* nothing to scale by",
        ),
        (
            one_score_too_many,
            r"(?s)one_score_too_many breaks pure: .*\n    the kernel raised PluginError: the kernel of one_score_too_many returned an array",
        ),
    ],
)
def test_a_kernel_that_fails_is_named_with_the_law_in_which_it_did(kernel, said):
    with pytest.raises(LawBroken, match=said):
        contract(module(kernel), examples=20)


def test_a_kernel_that_fails_is_named_in_a_call():
    plugin = module(raises_where_all_is_nil).plugin
    with pytest.raises(
        mo.PluginError, match="kernel of raises_where_all_is_nil raised ZeroDivisionError on arrays of shape x \\(2, 1\\), w \\(1,\\)"
    ):
        plugin([[0], [0]], [1])
    with pytest.raises(mo.PluginError, match="returned an array of shape \\(3,\\) for values of shape \\(2, 1\\)"):
        module(one_score_too_many).plugin([[1], [2]], [1])
    with pytest.raises(mo.PluginError, match="returned a list"):
        module(lambda_list).plugin([[1], [2]], [1])


def lambda_list(x, w, s):
    return [1.0, 2.0]


def test_a_law_without_an_answer_comes_with_what_a_hunt_would_answer():
    found = ModuleType("planted")
    found.plugin = method(SCORE, keeps=KEEPS[1:], breaks=BREAKS[1:])(sound)
    with pytest.raises(LawBroken, match=r"sound says nothing about dominance, order_only.*laws of mcda_orch.laws.scores") as caught:
        contract(found, examples=60)
    assert "In 60 examples it keeps dominance and breaks order_only; mcda_orch.testing.suggest(sound) writes the lines." in str(
        caught.value
    )


def test_a_failure_says_what_the_law_says_and_what_the_kernel_gives(recwarn):
    def halves_nothing(x, w, s):
        return (x / (x.max(axis=-2, keepdims=True) - x.min(axis=-2, keepdims=True)) * w[..., None, :]).sum(axis=-1)

    said = (
        r"finite results, without a floating-point warning\.\n    smallest case: x = .*\n    the kernel raised .* divide.*its formula divides by nothing"
        r".*\n    batches, anonymous, neutral, .* fail for the same reason"
    )
    with pytest.raises(LawBroken, match=said):
        contract(module(halves_nothing), examples=20)
    assert not recwarn.list


def test_one_error_is_told_once():
    def raises(x, w, s):
        raise ValueError("cannot")

    with pytest.raises(LawBroken) as caught:
        contract(module(raises, breaks=[]), examples=5)
    said = str(caught.value)
    assert (
        "raises breaks pure: The same input gives the same result, whatever was asked in between, and is left as it was.\n    smallest"
        in said
    )
    assert said.count("raised ValueError on arrays of shape x (1, 1)") == 1
    named = next(line for line in said.splitlines() if line.endswith(" fail for the same reason"))
    assert named.count(", ") + 1 == len(KEEPS) + len(asked_of(SCORE)) - 4  # the first, two that ask nothing without a form, and rowwise


def test_a_contract_takes_a_plug_in_and_says_what_is_no_module():
    found = module(sound)
    assert contract(found.plugin, examples=20) == contract(found, examples=20)
    with pytest.raises(mo.PluginError, match="there is no module 'nowhere'. Hint: give the module itself"):
        contract("nowhere")
    with pytest.raises(mo.PluginError, match="3 has no plug-ins"):
        contract(3)


def test_a_fact_about_a_form_that_is_not_there_says_so():
    found = ModuleType("planted")
    found.plugin = method(SCORE, keeps=KEEPS, breaks=BREAKS, facts=[fact.rises])(sound)
    with pytest.raises(LawBroken, match="states the fact rises, .* it speaks of a linear form, and linear_form= declares none"):
        contract(found, examples=20)


def test_what_fails_with_the_kernel_is_offered_on_no_side_and_told_once():
    found = ModuleType("planted")

    @method(SCORE)
    def divided(x, w, s, *, p: Proportion = 0.5):
        return dot(p * (x - x.min(axis=-2, keepdims=True)) / (x.max(axis=-2, keepdims=True) - x.min(axis=-2, keepdims=True)), w)

    found.plugin = divided
    with pytest.raises(LawBroken, match=r"and fails itself at dominance, .*; mcda_orch.testing.suggest\(divided\) writes") as caught:
        contract(found, examples=40)
    assert str(caught.value).count("breaks finite") == 1
