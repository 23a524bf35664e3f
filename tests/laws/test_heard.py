"""What a law asked once is remembered where somebody says so, and never where the running itself is in question."""

from dataclasses import replace

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch._xp import dot
from mcda_orch.laws import universal
from mcda_orch.laws.common import ordering, raw
from mcda_orch.laws.heard import forgetting, hearing, remembering
from mcda_orch.plugin.family import SCORE
from mcda_orch.plugin.law import Arguments
from mcda_orch.plugin.plugin import method
from mcda_orch.testing.hunting import hunt
from mcda_orch.testing.suite import kept_claims, stated_facts

CASE = Arguments({"x": np.array([[1.0, 5], [3, 2]]), "w": np.array([1.0, 2]), "s": np.array([1.0, -1])})


def counted():
    calls = []

    def points(x, w, s):
        calls.append(x.shape)
        return dot(x * s[..., None, :], w)

    return method(SCORE)(points), calls


def test_what_is_asked_again_is_run_once():
    plugin, calls = counted()
    with remembering():
        first, again = raw(plugin, CASE), raw(plugin, Arguments({name: array.copy() for name, array in CASE.arrays.items()}))
        assert len(calls) == 1
        np.testing.assert_array_equal(first, again)
        with pytest.raises(ValueError, match="read-only"):
            first += 1.0
        with forgetting():
            raw(plugin, CASE)
        assert len(calls) == 2
        with hearing() as runs:
            raw(plugin, CASE)
        assert len(calls) == 3
        assert len(runs) == 1
    raw(plugin, CASE)
    assert len(calls) == 4


@pytest.mark.parametrize(
    "other",
    [
        CASE.but(w=np.array([2.0, 1])),
        CASE.but(x=CASE["x"].astype(np.float32)),
        CASE.but(x=CASE["x"].reshape(1, 2, 2)),
        CASE.but({"scale": mo.scalings.minmax}),
        CASE.but({"scale": mo.scalings.minmax.with_(low=np.array([0.0, 0]), high=np.array([9.0, 9]))}),
    ],
    ids=["weights", "precision", "shape", "scaling", "bounds"],
)
def test_what_differs_in_anything_is_run(other):
    with remembering():
        before = {of: of(mo.wsm, CASE) for of in (raw, ordering)}
        remembered = {of: of(mo.wsm, other) for of in (raw, ordering)}
    for of, found in before.items():
        afresh = of(mo.wsm, other)
        assert remembered[of].dtype == afresh.dtype
        np.testing.assert_array_equal(remembered[of], afresh)
        np.testing.assert_array_equal(found, of(mo.wsm, CASE))


def test_state_and_warnings_are_seen_through_what_is_remembered():
    state = []

    def restless(x, w, s):
        state.append(1)
        return dot(x * s[..., None, :], w) * (1 + len(state) % 2)

    def careless(x, w, s):
        return dot(x * s[..., None, :], w) + 0 / np.zeros(())

    with remembering():
        assert hunt(method(SCORE)(restless), universal.pure, examples=50, shrink=False) is not None
        assert hunt(method(SCORE)(careless), universal.finite, examples=50, shrink=False) is not None


@pytest.mark.parametrize("name", ["mabac", "spotis", "topsis"])
def test_runs_that_are_remembered_change_no_answer(name):
    """A law that is asked of a plug-in which is not what it says is refuted by the same case."""
    plugin = mo.get(name)

    def turned(x, w, s, **params):
        return plugin.function(x, w, np.abs(s), **params)

    false = replace(plugin, function=turned)
    claims = [law for law, variant in (*kept_claims(plugin), *stated_facts(plugin)) if variant is None]
    alone = [hunt(false, law, examples=40, shrink=False) for law in claims]
    with remembering():
        assert [hunt(false, law, examples=40, shrink=False) for law in claims] == alone
    assert any(alone)
