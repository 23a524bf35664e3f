"""Stored witnesses tell what came out and what was shown, and notice where a kernel no longer gives or shows it."""

from dataclasses import replace

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.plugin.steps import step
from mcda_orch.testing import hunt
from mcda_orch.testing.hunting import Witness
from mcda_orch.testing.witnesses import broken_claims, read, text

LAW = next(law for law, _ in broken_claims(mo.rov) if law.name == "independent")
TOLD = hunt(mo.rov, LAW).told(mo.rov)


def changed(function):
    return replace(mo.rov, function=function)


def test_a_witness_is_read_as_it_was_written(tmp_path):
    path = tmp_path / "rov.toml"
    path.write_text(text([TOLD]), encoding="utf-8")
    (found,) = read(path)
    assert found.agrees(mo.rov)
    assert found.steps.keys() == {"r_ij", "u_i+", "u_i-", "u_i"}
    np.testing.assert_allclose(found.steps["u_i"], found.results[0])


@pytest.mark.parametrize(
    "planted",
    [
        lambda x, w, s, **params: step("more", "z_i", mo.rov.function(x, w, s, **params)),
        lambda x, w, s, **params: mo.rov.function(x, w, s, **params) * 1.001,
        lambda x, w, s, **params: mo.rov.kernel(x, w, s, **params)[::-1],
    ],
    ids=["another step", "another number", "another order"],
)
def test_a_kernel_that_gives_or_shows_something_else_is_noticed(planted):
    assert TOLD.agrees(mo.rov)
    assert not TOLD.agrees(changed(planted))


@pytest.mark.parametrize("symbol", ["r_ij", "u_i+", "u_i-", "u_i"])
def test_every_shown_step_is_compared(symbol):
    steps = {k: (np.array(v) + (k == symbol)).tolist() for k, v in TOLD.steps.items()}
    assert not replace(TOLD, steps=steps).agrees(mo.rov)
    assert not replace(TOLD, steps={k: v for k, v in TOLD.steps.items() if k != symbol}).agrees(mo.rov)


def test_steps_that_have_one_symbol_are_told_apart():
    def twice(x, w, s, **params):
        step("first", "a_i", w)
        return mo.rov.function(step("second", "a_i", x), w, s, **params)

    assert list(Witness("rov", LAW.name, "", TOLD.arrays, choices=TOLD.choices).told(changed(twice)).steps)[:2] == ["a_i", "a'_i"]
