"""Series, frames and other carriers of names, at every door that takes one value a criterion or an alternative."""

from collections import OrderedDict, namedtuple

import numpy as np
import pytest

import mcda_orch as mo

pd = pytest.importorskip("pandas", reason="pandas is not installed")
pl = pytest.importorskip("polars", reason="polars is not installed")

MATRIX = mo.DecisionMatrix([[9, 1, 5], [1, 9, 5], [4, 4, 4]], ["Ant", "Bee", "Cat"], ["x", "y:min", "z"])
ROWS = ("Ant", "Bee", "Cat")
TURNED = {"z": 1.0, "y": 0.25, "x": 0.5}
SCORES = [8.5 + 0.75, 0.5 - 2.25 + 5, 2 - 1 + 4]

CARRIERS = {
    "an index of categories": pd.Series([*TURNED.values()], index=pd.CategoricalIndex(TURNED)),
    "an index with blanks around its names": pd.Series({" z": 1.0, "y ": 0.25, "x": 0.5}),
    "cells that are objects": pd.Series(TURNED, dtype=object),
    "cells of pandas' own floats": pd.Series(TURNED, dtype="Float64"),
    "a row of a frame": pd.DataFrame({"weight": TURNED}).T,
    "sorted by value": pd.Series(TURNED).sort_values(),
    "sums of a grouped frame": pd.DataFrame({"c": ["x", "x", "y", "z"], "w": [0.25, 0.25, 0.25, 1]}).groupby("c")["w"].sum(),
    "names behind the numbers": pl.DataFrame({"weight": [*TURNED.values()], "criterion": [*TURNED]}),
    "a struct of polars": pl.DataFrame([TURNED]),
    "an ordered dict": OrderedDict(TURNED),
    "NumPy's texts as keys": {np.str_(name): value for name, value in TURNED.items()},
    "criteria as keys": dict(zip(MATRIX.criteria, [0.5, 0.25, 1.0], strict=True)),
    "items of a dict": TURNED.items(),
    "pairs that are zipped": [*zip(TURNED, TURNED.values(), strict=True)],
    "a named tuple": namedtuple("Row", TURNED)(*TURNED.values()),
    "whole headers": pd.Series({"z": 1.0, "y:min": 0.25, "x": 0.5}),
}


@pytest.mark.parametrize("given", CARRIERS.values(), ids=CARRIERS)
def test_weights_are_matched_by_name_whatever_carries_them(given):
    assert mo.wsm(MATRIX, given).scores.tolist() == pytest.approx(SCORES)


def test_an_iterator_of_pairs_has_names_and_one_of_numbers_has_none():
    assert mo.wsm(MATRIX, zip(TURNED, TURNED.values(), strict=True)).scores.tolist() == pytest.approx(SCORES)
    assert mo.wsm(MATRIX, (weight for weight in [0.5, 0.25, 1.0])).scores.tolist() == pytest.approx(SCORES)
    assert mo.wsm(MATRIX, {"a": 0.5, "b": 0.25, "c": 1.0}.values()).scores.tolist() == pytest.approx(SCORES)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            pd.Series([1, 2, 3], index=pd.MultiIndex.from_product([["g"], ["x", "y", "z"]])),
            "'g x', which is no criterion. Hint: .*droplevel",
        ),
        (pd.Series({"X": 1, "Y": 2, "Z": 3}), "'X', which is no criterion. Hint: did you mean 'x'"),
        (pd.Series(TURNED | {"total": 1.75}), "'total', which is no criterion"),
        (pd.Series([1, 2, 3], index=[1, 2, 3]), "'1', which is no criterion"),
        (pd.Series([1, 2, 3, 4], index=["z", "y", "x", "z"]), "two weights for 'z'"),
        (pd.Series({"z": 1.0, "y": 0.25}), "criterion 'x' has no weight"),
        (pd.Series({"z": 1, "y": np.nan, "x": 1}), "the weight of 'y' is nan"),
        (pd.Series({"z": "1", "y": "2", "x": "3"}), "the weight of 'z' is '1', which is no number"),
        (pd.Series({"z": 1, "y": -2, "x": 3}), "the weight of 'y' is -2"),
        (pd.DataFrame({"criterion": ["x", "y", "z"], "weight": [1, 2, 3], "note": ["a", "b", "c"]}), "'criterion', which is no criterion"),
        (pl.Series([1, 2]), "2 weights for 3 criteria"),
    ],
)
def test_names_that_do_not_fit_are_refused_by_name(given, message):
    with pytest.raises(mo.McdaError, match=message):
        mo.wsm(MATRIX, given)


TWO = {"x": 3.0, "y": 4.0, "z": 5.0}
ORDERED = [3.0, 4.0, 5.0]


def turned(values):
    return pd.Series(dict(reversed(values.items())))


DOORS = {
    "weights of a problem": lambda weights: mo.wsm(mo.Problem(MATRIX, weights)).scores,
    "weights of a comparison": lambda weights: mo.compare(MATRIX, ["topsis"], weights).outcomes["topsis"].scores,
    "weights of a stability": lambda weights: [float(share) for share in mo.stability(MATRIX, "wsm", weights).question.shares],
    "weights of a change": lambda weights: mo.what_if(MATRIX, "Bee", method="wsm", weights=weights).table.rows,
    "thresholds": lambda p: mo.promethee_ii(MATRIX, [1, 1, 1], function="linear", p=p).scores,
    "weight set": lambda weights: mo.WeightSet(MATRIX).contains(weights),
    "a shape's width": lambda sigma: mo.promethee_ii(MATRIX, [1, 1, 1], function="gaussian", sigma=sigma).scores,
    "ideal": lambda ideal: mo.balanced_spotis(MATRIX, [1, 1, 1], ideal=ideal, low=[0, 0, 0], high=[10, 10, 10]).scores,
    "Weights": lambda weights: mo.Weights(weights, ["x", "y", "z"]).values,
}


@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
def test_every_door_matches_criteria_by_name(door):
    def plain(found):
        return found if isinstance(found, tuple) else np.asarray(found).tolist()

    assert plain(door(turned(TWO))) == plain(door(ORDERED))


def test_every_door_matches_alternatives_by_name():
    published = pd.Series({"Cat": 5.0, "Bee": 3.25, "Ant": 9.25})
    assert dict(mo.Problem(MATRIX, TURNED, published=published).published) == {"Ant": 9.25, "Bee": 3.25, "Cat": 5.0}
    assert str(mo.Ranking(pd.Series({"Cat": 2, "Bee": 3, "Ant": 1}))) == "Ant > Cat > Bee"
    frame = pd.DataFrame(MATRIX.values, ROWS, ["x", "y", "z"])
    for given in (frame.loc[["Cat", "Ant", "Bee"]], frame[["z", "x", "y"]], frame.iloc[::-1, ::-1]):
        assert mo.wsm(MATRIX.with_values(given), TURNED).scores.tolist() == pytest.approx(SCORES)
    with pytest.raises(mo.LabelError, match="the table has no row 'Cat'"):
        MATRIX.with_values(frame.rename(index={"Cat": "Dog"}))


def test_directions_are_matched_by_name():
    for given in (pd.Series({"z": "max", "y": "min", "x": "max"}), pd.Series(["min"], index=["y"]), {"y": -1}, ["max", "min", "max"]):
        made = mo.DecisionMatrix(MATRIX.values, ROWS, ["x", "y", "z"], directions=given)
        assert made.senses.tolist() == [1, -1, 1]
    with pytest.raises(mo.LabelError, match="'w'"):
        mo.DecisionMatrix(MATRIX.values, ROWS, ["x", "y", "z"], directions=pd.Series({"w": "min"}))


@pytest.mark.parametrize("given", [pd.Series(TURNED), TURNED, mo.Weights(TURNED), pd.DataFrame([TURNED])])
def test_a_kernel_knows_no_names(given):
    with pytest.raises(mo.LabelError, match="^w of the kernel of topsis has names, and a kernel knows none. Hint: call topsis itself"):
        mo.topsis.kernel(MATRIX.values, given, MATRIX.senses)
    with pytest.raises(mo.LabelError, match="^x of the kernel of topsis has names"):
        mo.topsis.kernel(MATRIX, np.ones(3), MATRIX.senses)


def test_a_kernel_takes_what_has_no_names():
    expected = mo.topsis.kernel(MATRIX.values, np.ones(3), MATRIX.senses).tolist()
    for given in ([1, 1, 1], (1.0, 1.0, 1.0), pd.Series([1, 1, 1]), np.ones(3)):
        assert mo.topsis.kernel(MATRIX.values, given, MATRIX.senses).tolist() == expected
    with pytest.raises(mo.DomainError, match="w of the kernel of topsis is 'equal', which is no array of numbers"):
        mo.topsis.kernel(MATRIX.values, "equal", MATRIX.senses)
