"""A failure tells the law, the smallest case, and what came out before and after."""

from types import ModuleType

import numpy as np
import pytest

from mcda_orch._xp import dot
from mcda_orch.laws import facts as fact
from mcda_orch.laws import scores as law
from mcda_orch.laws.universal import anonymous, batches, pure
from mcda_orch.plugin.family import SCORE
from mcda_orch.plugin.law import Variant
from mcda_orch.plugin.plugin import method, weighting
from mcda_orch.scaling.minmax import minmax
from mcda_orch.testing import LawBroken, contract, hunt
from mcda_orch.testing.telling import reported, told


def told_of(plugin, one, variant=None):
    witness = hunt(plugin, one, variant, examples=200)
    assert witness is not None
    return told(plugin, witness)


def test_before_and_after_with_what_was_changed():
    @method(SCORE)
    def blind(x, w, s):
        return dot(minmax(x, np.ones_like(s)), w)

    assert told_of(blind, law.mirror) == (
        "blind breaks mirror: Stating a cost as a negated benefit changes nothing.\n"
        "    smallest case: x = [[0.0], [1.0]], s = [1.0], w = [1.0], column = 0\n"
        "    before: the kernel gives [0.0, 1.0]\n"
        "    after: with x = [[-0.0], [-1.0]], s = [-1.0] the kernel gives [1.0, 0.0]"
    )


def test_one_run_has_no_before():
    @method(SCORE)
    def large(x, w, s):
        return dot(x * s[..., None, :], w) + 2.0

    said = told_of(large, law.bounded)
    assert said.endswith("\n    the kernel gives [2.0]")


def test_a_linear_form_is_told_with_its_weights():
    def squared(x, s):
        return (x * s[..., None, :]) ** 2

    @method(SCORE, linear_form=squared)
    def energy(x, w, s):
        return dot(squared(x, s), w)

    assert "the linear form, times the weights, gives [" in told_of(energy, law.dominance)


def test_both_sides_of_a_jump_are_told():
    @method(SCORE)
    def step(x, w, s):
        return dot(np.where(x * s[..., None, :] > 0.25, 1.0, 0.0), w)

    lines = told_of(step, law.continuous).split("\n")
    assert lines[2].startswith("    before: with x = [[0.25], ")
    assert lines[3].startswith("    after: with x = [[0.25000")


def test_a_batch_is_told_with_its_shape_and_the_part_that_differs():
    @method(SCORE)
    def over_the_batch(x, w, s):
        return dot(x * s[..., None, :] / (np.abs(x).max() + 1.0), w)

    said = told_of(over_the_batch, batches)
    assert ", of shape (" in said
    assert "after: with x = " in said


def test_a_false_fact_is_told_as_one():
    def form(x, s):
        return x

    @method(SCORE, linear_form=form, facts=[fact.rises])
    def costly(x, w, s):
        return dot(x, w)

    said = told_of(costly, fact.rises)
    assert said.startswith("costly states rises, which is no fact about it: Within a column of U, a cell that is no worse")
    assert "the linear form gives [[" in said


def test_a_fact_that_nobody_listed_is_told_with_what_says_it():
    def shared(x, s):
        return x * s[..., None, :] / (1.0 + np.abs(x).max(axis=(-2, -1), keepdims=True))

    @method(SCORE, linear_form=shared)
    def mixed_up(x, w, s):
        return dot(shared(x, s), w)

    assert told_of(mixed_up, fact.columns).startswith(
        "mixed_up states columns, which is no fact about it (a linear form without columnwise=False says so): What the order sees of"
    )
    planted = ModuleType("planted")
    planted.mixed_up = mixed_up
    with pytest.raises(LawBroken, match="states columns, which is no fact about it"):
        contract(planted, examples=40)


def test_a_variant_is_named_and_its_parameters_are_not_told_as_changes():
    @method(SCORE, variants=[Variant("twice", {"times": 2.0})])
    def scaled(x, w, s, *, times: float = 0.0):
        return dot(x * s[..., None, :], w) * times

    said = told_of(scaled, law.bounded, scaled.variants[0])
    assert said.startswith("scaled (twice) breaks bounded: ")
    assert "times" not in said


def test_a_kernel_that_is_not_always_the_same_breaks_pure_and_nothing_else_happens():
    rng = np.random.default_rng(0)

    @method(SCORE)
    def noisy(x, w, s):
        return dot(x * s[..., None, :], w) + 1e-10 * rng.random(
            (*np.broadcast_shapes(x.shape[:-2], w.shape[:-1], s.shape[:-1]), x.shape[-2])
        )

    planted = ModuleType("planted")
    planted.noisy = noisy
    with pytest.raises(LawBroken, match="noisy breaks pure: The same input gives the same result"):
        contract(planted, examples=20)


def reports(plugin, *laws):
    return reported(plugin, [hunt(plugin, one, examples=200) for one in laws])


def test_claims_that_fail_for_one_reason_are_named_under_the_first():
    @method(SCORE)
    def divides(x, w, s):
        low, high = x.min(axis=-2, keepdims=True), x.max(axis=-2, keepdims=True)
        return dot(np.where(s[..., None, :] > 0, x - low, high - x) / (high - low), w)

    (said,) = reports(divides, batches, law.dominance, law.bounded)
    assert said.startswith("divides breaks batches: ")
    assert "before: the kernel gives [nan]" in said
    assert "that is no number: the kernel must say what a constant column means" in said
    assert said.endswith("\n    dominance, bounded fail for the same reason")


def test_what_may_come_of_hidden_state_is_named_under_it():
    calls = []

    @method(SCORE)
    def counts(x, w, s):
        calls.append(1)
        return dot(x * s[..., None, :], w) * (1.0 + len(calls) % 3)

    (said,) = reports(counts, pure, anonymous)
    assert said.startswith("counts breaks pure: ")
    assert said.endswith("\n    anonymous fails as well, which may come of that")


def test_two_reasons_are_told_apart():
    @method(SCORE)
    def blind(x, w, s):
        return dot(minmax(x, np.ones_like(s)), w)

    assert [said.split(":")[0] for said in reports(blind, law.mirror, law.dominance)] == ["blind breaks mirror", "blind breaks dominance"]


def test_a_batch_of_another_shape_is_told_with_the_shape_that_it_should_have():
    @weighting()
    def spans(x, s):
        return x.max(axis=-2) - x.min(axis=-2)

    assert told_of(spans, batches).endswith("\n    the batches broadcast to (2,), so it must give the shape (2, 1), not (1, 1)")


def test_a_wrong_axis_is_told_which_axes_there_are():
    @method(SCORE)
    def first_axis(x, w, s):
        return dot((x - x.min(axis=0)) * s[..., None, :], w)

    assert told_of(first_axis, batches).endswith(
        "\n    a kernel uses the last axes only: axis=-2 for alternatives, axis=-1 for criteria; those in front are batches"
    )
