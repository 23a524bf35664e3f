"""Parameters are tried at the ends of what they may be, and each must do something."""

from typing import Annotated, Literal

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch._xp import dot
from mcda_orch.plugin.family import SCORE
from mcda_orch.plugin.parameter import Difference, Needs, Range
from mcda_orch.plugin.plugin import method
from mcda_orch.plugin.registry import plugins
from mcda_orch.scaling.minmax import minmax
from mcda_orch.testing import LawBroken, contract
from mcda_orch.testing.ends import ends, idle, refuted_at_ends

Power = Annotated[float, Range(1, 20)]


@method(SCORE)
def power(x, w, s, *, p: Power = 2.0):
    return dot(minmax(x, s) ** p, w)


@method(SCORE)
def loses_an_end(x, w, s, *, p: Power = 2.0):
    return dot(minmax(x, s) ** p, w) / (p - 1.0)


@method(SCORE)
def forgets(x, w, s, *, p: Power = 2.0, kind: Literal["plain", "powered"] = "plain"):
    return dot(minmax(x, s) ** (2.0 if kind == "powered" else 1.0), w)


def test_ends_are_those_that_belong_to_the_range_and_other_words():
    @method(SCORE)
    def rich(
        x,
        w,
        s,
        *,
        kind: Literal["plain", "powered"] = "plain",
        p: Annotated[float, Range(1, 20, "[)"), Needs("kind", ("powered",))] = 2.0,
        rounds: Annotated[int, Range(1, 3)] = 1,
        exact: bool = True,
        q: Difference | float = 0.0,
        free: float = 1.0,
    ):
        return dot(x * s[..., None, :], w)

    found = [dict(at.bound) for _, at in ends(rich)]
    assert found == [{"kind": "powered"}, {"kind": "powered", "p": 1.0}, {"rounds": 3}, {"exact": False}]
    assert type(found[2]["rounds"]) is int


def test_a_kernel_gives_numbers_at_both_ends():
    assert refuted_at_ends(power, 40) == []
    (said,) = refuted_at_ends(loses_an_end, 40)
    assert said.startswith("loses_an_end(p=1.0) breaks finite: Finite values in the domain give finite results")


def test_a_kernel_may_refuse_an_end_in_a_sentence():
    @method(SCORE)
    def refuses(x, w, s, *, p: Power = 2.0):
        if p == 1.0:
            raise mo.DomainError("p of refuses is 1.", hint="choose another.")
        return dot(minmax(x, s) ** p, w)

    assert refuted_at_ends(refuses, 40) == []


def test_a_parameter_that_changes_nothing_is_told():
    assert idle(power, 40) == []
    assert idle(forgets, 40) == ["p"]


def test_the_contract_tells_both():
    with pytest.raises(LawBroken, match=r"loses_an_end\(p=1.0\) breaks finite"):
        contract(loses_an_end, examples=20)
    with pytest.raises(LawBroken, match="forgets has the parameter p, which changes nothing in 20 examples: use it, or leave it out"):
        contract(forgets, examples=20)


@pytest.mark.parametrize("name", sorted(name for name, p in plugins().items() if p.params))
def test_those_of_the_library_give_numbers_at_their_ends_and_have_no_idle_ones(name):
    found = mo.get(name)
    with np.errstate(all="ignore"):
        assert refuted_at_ends(found, 24) == []
        assert idle(found, 40) == []
