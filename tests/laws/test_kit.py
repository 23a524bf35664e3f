"""The test kit catches what it is made to catch: six planted faults, and declarations that are not true."""

from types import ModuleType

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch._xp import dot
from mcda_orch.laws import scores as law
from mcda_orch.plugin.family import SCORE
from mcda_orch.plugin.plugin import method
from mcda_orch.scaling.minmax import minmax
from mcda_orch.testing import LawBroken, contract

KEEPS = [
    law.dominance, law.strict_dominance, law.response, law.weight_free, law.unit_free, law.origin_free, law.mirror,
    law.clone_proof, law.ignores_zero_weight, law.splitting, law.bounded, law.continuous,
]  # fmt: skip
BREAKS = [law.order_only, law.independent, law.dominated_newcomer]


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
    assert len(passed) == 7 + len(KEEPS) + len(BREAKS)


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
