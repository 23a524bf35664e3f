"""Stored witnesses tell what came out and what was shown, and notice where a kernel no longer gives or shows it."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.plugin.law import Arguments
from mcda_orch.plugin.steps import step
from mcda_orch.testing.moved import CHANGES, changed, moved, named
from mcda_orch.testing.witness import Witness
from mcda_orch.testing.witnesses import broken_claims, read, text

LAW = next(law for law, _ in broken_claims(mo.rov) if law.name == "independent")
STORED = Path(__file__).parents[2] / "data" / "witnesses" / "rov.toml"
TOLD = next(w for w in read(STORED) if w.law == LAW.name and not w.variant).told(mo.rov)


def with_kernel(function):
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
    assert not TOLD.agrees(with_kernel(planted))


@pytest.mark.parametrize("symbol", ["r_ij", "u_i+", "u_i-", "u_i"])
def test_every_shown_step_is_compared(symbol):
    steps = {k: (np.array(v) + (k == symbol)).tolist() for k, v in TOLD.steps.items()}
    assert not replace(TOLD, steps=steps).agrees(mo.rov)
    assert not replace(TOLD, steps={k: v for k, v in TOLD.steps.items() if k != symbol}).agrees(mo.rov)


def test_steps_that_have_one_symbol_are_told_apart():
    def twice(x, w, s, **params):
        step("first", "a_i", w)
        return mo.rov.function(step("second", "a_i", x), w, s, **params)

    assert list(Witness("rov", LAW.name, "", TOLD.arrays, choices=TOLD.choices).told(with_kernel(twice)).steps)[:2] == ["a_i", "a'_i"]


class TestOtherParameters:
    OTHERS = TOLD.told(mo.rov, others=True)

    def test_each_is_moved_alone(self):
        assert str([dict(other.params) for other in self.OTHERS.others if other.params]) == str([
            {"low": [1.5] * 2}, {"low": [-8.0] * 2}, {"low": [np.nan, -8.0]}, {"low": [-8.0, -9.0]}, {"high": [2.5] * 2}, {"high": [16.0] * 2}, {"high": [np.nan, 16.0]}, {"high": [16.0, 17.0]},
        ])  # fmt: skip
        assert all(other.change == "as it is" for other in self.OTHERS.others if other.params)
        assert not TOLD.others

    def test_signs_ties_and_zeros_are_changed_where_that_changes_something(self):
        changes = [other.change for other in self.OTHERS.others if not other.params]
        assert changes == list(CHANGES)
        one = Witness("rov", LAW.name, "", {"x": [[1.0]], "w": [1.0], "s": [1.0]}, choices={"row": 0}).told(mo.rov, others=True)
        assert [other.change for other in one.others if not other.params] == [*CHANGES[:3], *CHANGES[5:]]

    def test_the_forms_of_a_method_are_told(self):
        assert all(np.shape(other.forms["linear"]) == (3, 2) for other in self.OTHERS.others)
        assert not self.OTHERS.agrees(replace(mo.rov, linear_form=lambda x, s, **params: 1.001 * mo.rov.linear_form(x, s, **params)))
        assert all(other.forms["turns"] for other in self.OTHERS.others)
        assert not self.OTHERS.agrees(replace(mo.rov, turns=lambda x, s, **params: None))
        assert not self.OTHERS.agrees(replace(mo.rov, turns=lambda x, s, **params: x + 1))

    def test_they_are_read_as_they_were_written(self, tmp_path):
        path = tmp_path / "rov.toml"
        path.write_text(text([self.OTHERS]), encoding="utf-8")
        assert text(read(path)) == text([self.OTHERS])
        assert read(path)[0].agrees(mo.rov)

    def test_a_kernel_that_gives_something_else_with_one_of_them_is_noticed(self):
        planted = with_kernel(lambda x, w, s, low=None, high=None: mo.rov.function(x, w, s, low=low, high=None if low is None else high))
        assert TOLD.agrees(planted)
        assert not self.OTHERS.agrees(planted)


@pytest.mark.parametrize(
    ("change", "array", "becomes"),
    [
        ("directions turned", "s", [-1.0, 1.0]), ("first weight 0", "w", [0.0, 3.0]), ("first criterion constant", "x", [[1.0, 2.0], [1.0, 4.0]]),
        ("last alternative like the first", "x", [[1.0, 2.0], [1.0, 2.0]]), ("as it is", "x", [[1.0, 2.0], [3.0, 4.0]]),
        ("cells times 2**50", "x", [[2.0**50, 2.0**51], [3 * 2.0**50, 2.0**52]]), ("cells times 2**-50", "x", [[2.0**-50, 2.0**-49], [3 * 2.0**-50, 2.0**-48]]),
    ],
)  # fmt: skip
def test_one_thing_of_the_arrays_is_changed(change, array, becomes):
    given = Arguments({"x": np.array([[1.0, 2.0], [3.0, 4.0]]), "w": np.array([2.0, 3.0]), "s": np.array([1.0, -1.0])}, {"low": 0.0})
    found = changed(given, change)
    assert found[array].tolist() == becomes
    assert found.params == given.params
    assert all(np.array_equal(found[name], given[name]) for name in "xws" if name != array)
    assert given["x"].tolist() == [[1.0, 2.0], [3.0, 4.0]]


def test_pairwise_judgements_are_left_as_they_are():
    given = Arguments({"a": np.array([[1.0, 2.0], [0.5, 1.0]])})
    assert all(np.array_equal(changed(given, change)["a"], given["a"]) for change in CHANGES)


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
