"""Values whose fields were set past their constructors are not well made; those that constructors make are."""

from dataclasses import dataclass, replace

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.exact.made import made

TABLE = mo.DecisionMatrix([[7, 300], [9, None]], ["Ant", "Bee"], ["quality", "price:min [EUR]"])
RATED = mo.DecisionMatrix([["low", 1], ["high", 2]], None, [mo.Criterion("risk", "min", mo.Ordinal(["low", "high"])), "size"])


@pytest.mark.parametrize(
    "value",
    [
        TABLE,
        RATED,
        mo.DecisionMatrix([[1, 2], [2, 1]], criteria=["price", "size"]),
        mo.DecisionMatrix([[1, 2], [2, 1]], [mo.Alternative("Ant", {"url": "x"}), "Bee"], ["price:max", "size"]),
        mo.Weights({"quality": 3, "price": 1}),
        mo.Problem(TABLE, [3, 1], 0, {"Bee": 5}),
        mo.Blanks.of(0),
        mo.Ranking({"Ant": 1, "Bee": 2}),
        mo.Criterion("stars", scale=mo.Ordinal({"poor": 1, "good": 4})),
        mo.WeightSet(TABLE).order("quality > price").bounds({"price": (np.float32(0.1), 0.4)}).ratio("quality", "price", 2),
        mo.WeightSet(TABLE).prefers([1, 0], [0, 1]),
        mo.wsm.with_(scale=mo.scalings.minmax),
        (1, {"a": None}),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_constructors_make_is_well_made(value):
    assert made(value)


def spoilt(value, name, new):
    copy = replace(value) if isinstance(value, (mo.Criterion, mo.Blanks)) else value.__reduce_ex__(4)[0](*value.__reduce_ex__(4)[1])
    object.__setattr__(copy, name, new)
    return copy


@pytest.mark.parametrize(
    ("value", "name", "new"),
    [
        (TABLE, "names", ("Ant", "Ant")),
        (TABLE, "names", ("Ant",)),
        (TABLE, "values", np.full((2, 2), np.inf)),
        (TABLE, "values", np.ones((2, 2), dtype=np.float32)),
        (TABLE, "criteria", TABLE.criteria[::-1] + TABLE.criteria),
        (RATED, "values", np.array([[0.0, 1.0], [0.5, 2.0]])),
        (TABLE, "frame", "a notebook"),
        (TABLE, "frame", 5),
        (TABLE, "_assumed", ("quality",)),
        (TABLE, "_assumed", ("price",)),
        (TABLE.criteria[0], "unit", None),
        (TABLE.criteria[0], "direction", "max"),
        (mo.Blanks.of(0), "policy", "worst"),
        (mo.Weights({"a": 1, "b": 2}), "values", np.array([-1.0, 2.0])),
        (mo.Ranking({"Ant": 1, "Bee": 2}), "labels", ("Ant", "Ant")),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_what_they_do_not_make_is_not(value, name, new):
    assert not made(spoilt(value, name, new))


def test_a_plug_in_is_the_one_of_its_name():
    assert not made(replace(mo.topsis, name="wsm"))
    assert not made(replace(mo.wsm, function=mo.topsis.function))
    assert made(replace(mo.wsm, name="nobody_s"))


def test_what_is_named_by_something_well_made_may_be_none_of_it():
    """Keys and values are both looked at, wherever they stand."""
    good, wrong = mo.Criterion("price", "min"), spoilt(mo.Criterion("price", "min"), "direction", "cheap")
    assert made({"a": good, good: 1}, [good], ({"b": [good]},))
    for value in ({"a": wrong}, {wrong: 1}, {"a": good, "b": [wrong]}, [{"a": {"b": wrong}}], (good, wrong)):
        assert not made(value)


def test_kinds_and_what_verifies_itself_are_left_to_themselves():
    assert made(mo.Criterion, mo.DecisionMatrix, [mo.Weights])

    @dataclass(frozen=True)
    class Result:
        of: mo.Criterion

        def verify(self):
            return False

    @dataclass(frozen=True)
    class Plain:
        of: mo.Criterion

    wrong = spoilt(mo.Criterion("price", "min"), "direction", "cheap")
    assert made(Result(wrong))
    assert not made(Plain(wrong))
    assert made(Plain(mo.Criterion("price", "min")))
