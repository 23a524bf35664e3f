"""Stored witnesses tell what came out and what was shown, and notice where a kernel no longer gives or shows it."""

from dataclasses import replace

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.plugin.steps import step
from mcda_orch.testing import hunt
from mcda_orch.testing.hunting import Witness
from mcda_orch.testing.moved import moved, named
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


class TestOtherParameters:
    OTHERS = TOLD.told(mo.rov, others=True)

    def test_each_is_moved_alone(self):
        assert [dict(other.params) for other in self.OTHERS.others] == [
            {"low": [-8.0] * 2}, {"low": [-8.0, -9.0]}, {"high": [16.0] * 2}, {"high": [16.0, 17.0]},
        ]  # fmt: skip
        assert not TOLD.others

    def test_they_are_read_as_they_were_written(self, tmp_path):
        path = tmp_path / "rov.toml"
        path.write_text(text([self.OTHERS]), encoding="utf-8")
        assert read(path) == [self.OTHERS]

    def test_a_kernel_that_gives_something_else_with_one_of_them_is_noticed(self):
        planted = changed(lambda x, w, s, low=None, high=None: mo.rov.function(x, w, s, low=low, high=None if low is None else high))
        assert TOLD.agrees(planted)
        assert not self.OTHERS.agrees(planted)


def settings(name, m=3):
    return list(moved(mo.get(name), np.arange(4.0 * m).reshape(4, m)))


def test_a_parameter_comes_with_what_it_has_an_effect_with():
    assert {"function": "gaussian", "sigma": [1.0, 1.0, 1.0]} in settings("promethee_ii")
    assert {"target": [1.0, 2.0, 3.0], "widen": False} in settings("target")
    assert {"points", "values", "beyond"} in [set(found) for found in settings("piecewise")]
    assert not any(set(found) == {"sigma"} for found in settings("promethee_ii"))


def test_no_setting_is_the_default():
    for name in mo.names("score"):
        defaults = {key: param.default for key, param in mo.get(name).params.items()}
        assert all(any(value != defaults[key] for key, value in found.items()) for found in settings(name))


def test_every_word_flag_and_scaling_is_tried():
    assert {"flows": "sum"} in settings("promethee_ii")
    assert {"shares": False} in settings("codas")
    assert {"scale": "minmax"} in settings("topsis")
    assert {"function": ["usual", "u_shape", "v_shape"]} in settings("promethee_ii")


def test_settings_of_a_file_are_what_the_kernel_takes():
    found = named(mo.topsis, {"scale": "minmax", "low": [1.0, 2.0]})
    assert found["scale"] is mo.scalings.minmax
    assert isinstance(found["low"], np.ndarray)
    assert named(mo.promethee_ii, {"function": ["usual", "level"]}) == {"function": ["usual", "level"]}
