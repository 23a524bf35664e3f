"""Tables that come with labels keep them, and what is no number is named."""

from collections import namedtuple
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

import mcda_orch as mo
from mcda_orch.core.frozen import Labelled

pd = pytest.importorskip("pandas", reason="pandas is not installed")
pl = pytest.importorskip("polars", reason="polars is not installed")

ROWS = ["Ant", "Bee"]
EXPECTED = mo.DecisionMatrix([[7, 300], [9, 250]], ROWS, ["quality", "price:min"])
Row = namedtuple("Row", ["tool", "quality", "price"])
TABLES = {
    "mapping of columns": {"tool": ROWS, "quality": [7, 9], "price:min": [300, 250]},
    "mapping of Series": {"quality": pd.Series({"Ant": 7, "Bee": 9}), "price:min": pd.Series({"Bee": 250, "Ant": 300})},
    "list of mappings": [{"tool": "Ant", "quality": 7, "price:min": 300}, {"price:min": 250, "tool": "Bee", "quality": 9}],
    "list of Series": [pd.Series({"quality": 7, "price:min": 300}, name="Ant"), pd.Series({"price:min": 250, "quality": 9}, name="Bee")],
    "named fields": np.array([("Ant", 7, 300), ("Bee", 9, 250)], dtype=[("tool", "U5"), ("quality", float), ("price:min", float)]),
    "pandas": pd.DataFrame({"quality": [7, 9], "price:min": [300, 250]}, index=ROWS),
    "pandas after a filter": pd.DataFrame({"tool": ["x", *ROWS], "quality": [1, 7, 9], "price:min": [1, 300, 250]}).iloc[1:],
    "pandas, heads of two levels": pd.DataFrame(
        [[7, 300], [9, 250]], ROWS, pd.MultiIndex.from_tuples([("quality", "max"), ("price", "min")])
    ),
    "pandas, nullable": pd.DataFrame({"quality": [7, 9], "price:min": [300, 250]}, index=ROWS).convert_dtypes(),
    "polars": pl.DataFrame({"tool": ROWS, "quality": [7, 9], "price:min": [300, 250]}),
    "matrix": EXPECTED,
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_labels_come_in(table):
    assert mo.DecisionMatrix(table) == EXPECTED
    turned = mo.DecisionMatrix(table, ["Bee", "Ant"], ["price", "quality"])
    assert turned == EXPECTED.select(["Bee", "Ant"], ["price", "quality"])
    assert EXPECTED.with_values(table) == EXPECTED
    assert mo.wsm(table, {"price": 1, "quality": 3}, scale=mo.scalings.minmax).ranking.best == ("Bee",)


def test_rows_that_name_their_cells():
    found = mo.DecisionMatrix([Row("Ant", 7, 300), Row("Bee", 9, 250)], directions={"price": "min"})
    assert found == EXPECTED
    assert mo.DecisionMatrix(Labelled(np.array([[7.0, 300], [9, 250]]), ("quality", "price:min")), ROWS) == EXPECTED


@pytest.mark.parametrize(
    "directions",
    [
        ["max", "min"],
        ("benefit", "cost"),
        [1, -1],
        np.array([1.0, -1.0]),
        "+,-",
        "+-",
        "max; min",
        {"price": "min"},
        {"price": mo.Direction.MIN, "quality": "max"},
        pd.Series({"price": -1, "quality": 1}),
        pl.Series(["max", "min"]),
    ],
)
def test_directions_stand_apart(directions):
    assert mo.DecisionMatrix([[7, 300], [9, 250]], ROWS, ["quality", "price"], directions=directions) == EXPECTED
    frame = pd.DataFrame({"quality": [7, 9], "price": [300, 250]}, index=ROWS)
    assert mo.DecisionMatrix(frame, directions=directions) == EXPECTED
    assert mo.DecisionMatrix.from_frame(frame, directions=directions) == EXPECTED


def test_a_criterion_may_be_a_tuple():
    assert mo.DecisionMatrix([[7, 300], [9, 250]], ROWS, ["quality", ("price", "min")]) == EXPECTED


@pytest.mark.parametrize("kind", [pd.DataFrame, pl.DataFrame, dict])
def test_declared_levels_code_the_texts_of_any_table(kind):
    table = kind({"tool": ROWS, "ease": ["good", "poor"], "price": [3, 4]})
    ease = mo.Criterion("ease", scale=mo.Ordinal(["poor", "fair", "good"]))
    assert mo.DecisionMatrix(table, criteria=[ease, "price:min"]).values.tolist() == [[2, 3], [0, 4]]
    assert mo.DecisionMatrix([["good", 3], [None, 4]], ROWS, [ease, "price"]).values[0, 0] == 2
    with pytest.raises(
        mo.DomainError, match="'ease' of 'Bee' is 'pooor', which is not one of the levels poor, fair, good. Hint: did you mean 'poor'"
    ):
        mo.DecisionMatrix([["good", 3], ["pooor", 4]], ROWS, [ease, "price"])


@pytest.mark.parametrize("kind", ["pandas", "polars"])
def test_an_ordered_categorical_brings_its_levels(kind):
    order = ["poor", "fair", "good"]
    ease = ["good", "poor", "good"]
    if kind == "pandas":
        table = pd.DataFrame({"ease": pd.Categorical(ease, order, ordered=True), "price": [3, 4, 5]}, index=["Ant", "Bee", "Cat"])
    else:
        table = pl.DataFrame({"tool": ["Ant", "Bee", "Cat"], "ease": pl.Series(ease, dtype=pl.Enum(order)), "price": [3, 4, 5]})
    matrix = mo.DecisionMatrix(table)
    assert matrix.values[:, 0].tolist() == [2, 0, 2]
    assert matrix.criteria[0].scale == mo.Ordinal(order)


def test_numbers_of_any_library_and_blanks_of_any_kind():
    class Rational:
        """As python-flint has them: no relation of Python's numbers, and equal to none of its fractions."""

        p, q = 1, 4

    cells = [True, np.float32(0.5), Fraction(1, 4), Decimal("2.5"), np.bool_(True), np.int64(3), Rational(), np.array(2.0), 2**60]
    assert mo.DecisionMatrix([cells]).values.tolist() == [[1, 0.5, 0.25, 2.5, 1, 3, 0.25, 2, 2.0**60]]
    blanks = [None, np.nan, pd.NA, pd.NaT, np.ma.masked, float("nan"), Decimal("nan")]
    assert mo.DecisionMatrix([blanks, [1] * 7]).blank[0].all()
    assert mo.DecisionMatrix([np.ma.array([1, 2], mask=[0, 1]), [3, 4]]).blank.tolist() == [[False, True], [False, False]]
    assert mo.DecisionMatrix(np.ma.array([[1, 2], [3, 4]], mask=[[0, 1], [0, 0]])).blank.tolist() == [[False, True], [False, False]]
    frame = pd.DataFrame({"x": pd.array([1, None], "Int64"), "y": pd.array([True, None], "boolean"), "z": [Decimal(1), None]}, index=ROWS)
    assert mo.DecisionMatrix(frame).blank.tolist() == [[False] * 3, [True] * 3]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("7", "'7', which is no number"),
        (1 + 2j, "\\(1\\+2j\\), which is no number"),
        (2**53 + 1, "9007199254740993, which a float cannot hold: it would become 9007199254740992"),
        (10**400, "too large for a float"),
        (pd.Timestamp("2026-01-01"), "2026-01-01 00:00:00, which is no number"),
        (np.datetime64("2026-01-01", "ns"), "2026-01-01T00:00:00.000000000, which is no number"),
        (np.timedelta64(5, "s"), "5 seconds, which is no number"),
        (object, "which is no number"),
        ([1, 2], "which is no number|rows differ"),
        (b"7", "which is no number"),
        (float("inf"), "is inf"),
    ],
)
def test_what_is_no_number_is_refused_by_name(cell, said):
    with pytest.raises(mo.McdaError, match=said) as caught:
        mo.DecisionMatrix([[1.5, cell], [2.5, 3]], ROWS, ["x", "y"])
    assert "'y' of 'Ant'" in str(caught.value) or "rows differ" in str(caught.value)
    column = [cell, cell]
    with pytest.raises(mo.DomainError, match="'y' of 'Ant'"):
        mo.DecisionMatrix({"tool": ROWS, "x": [1, 2], "y": column})


def test_whole_arrays_are_no_exception():
    for array, said in [
        (np.array([[1, 2**53 + 1]]), "'C2' of 'A1' is 9007199254740993"),
        (np.array([["2026-01-01"]], dtype="datetime64[ns]"), "'C1' of 'A1' is 2026"),
        (np.array([[1j]]), "'C1' of 'A1' is 1j"),
        (pd.DataFrame({"d": pd.to_datetime(["2026-01-01"])}), "'d' of 'A1' is 2026"),
    ]:
        with pytest.raises(mo.DomainError, match=said):
            mo.DecisionMatrix(array)


def test_all_columns_of_text_are_named_at_once():
    frame = pd.DataFrame({"tool": ROWS, "licence": ["MIT", "GPL"], "price": [3, 4], "owner": ["x", "y"], "since": ["a", "b"]})
    with pytest.raises(
        mo.DomainError, match="'licence' of 'Ant' is 'MIT', which is no number. Nor are 'owner' and 'since' all numbers."
    ) as caught:
        mo.DecisionMatrix(frame)
    assert "notes=['licence', 'owner', 'since']" in str(caught.value)
    assert mo.DecisionMatrix.from_frame(frame, notes=["licence", "owner", "since"]).criterion_names == ("price",)
    assert mo.DecisionMatrix(frame, criteria=["price"]).criterion_names == ("price",)


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: mo.DecisionMatrix(pd.DataFrame([[1, 2]], columns=["x", "x"])), mo.LabelError, "2 columns named 'x'"),
        (lambda: mo.DecisionMatrix(pl.LazyFrame({"x": [1]})), mo.ReadError, "LazyFrame is not computed yet"),
        (lambda: mo.DecisionMatrix({"Ant": {"x": 1}, "Bee": {"x": 2}}), mo.LabelError, "can be read two ways"),
        (lambda: mo.DecisionMatrix({"x": [1, 2], "y": [1]}), mo.LabelError, "'x' has 2, 'y' has 1"),
        (lambda: mo.DecisionMatrix([{"x": 1}, {"y": 1}]), mo.LabelError, "row 2 has 'y', which row 1 has not"),
        (lambda: mo.DecisionMatrix([{"x": 1, "y": 1}, {"y": 1}]), mo.LabelError, "row 2 has no 'x'"),
        (lambda: mo.DecisionMatrix(EXPECTED, criteria=["prize"]), mo.LabelError, "did you mean 'price'"),
        (lambda: mo.DecisionMatrix(TABLES["polars"], ["Ant", "Bea"]), mo.LabelError, "no row 'Bea'. Hint: did you mean 'Bee'"),
        (lambda: mo.DecisionMatrix({"x": [1, 2]}, ["Ant"]), mo.ShapeError, "1 alternatives for 2 rows"),
        (lambda: mo.DecisionMatrix(TABLES["polars"], criteria=[mo.Criterion("price")]), mo.LabelError, "its column is headed 'price:min'"),
        (lambda: mo.DecisionMatrix([[1]], None, ["price:min"], directions=["max"]), mo.LabelError, "its own head says 'min'"),
        (lambda: mo.DecisionMatrix([[1]], None, ["price:max"], directions=["min"]), mo.LabelError, "its own head says 'max'"),
        (lambda: mo.DecisionMatrix([[1, 2]], directions=["max"]), mo.ShapeError, "there is 1 direction for 2 criteria"),
        (
            lambda: mo.DecisionMatrix([[1]], None, ["price"], directions={"prise": "min"}),
            mo.LabelError,
            "a direction for 'prise', which is no criterion",
        ),
        (lambda: mo.DecisionMatrix([[1]], directions=["sideways"]), mo.LabelError, "'sideways' is not a direction"),
        (lambda: EXPECTED.with_values(pd.DataFrame({"quality": [1]}, index=["Ant"])), mo.LabelError, "no row 'Bee'"),
        (lambda: EXPECTED.with_values([["a", 1], [2, 3]]), mo.DomainError, "'quality' of 'Ant' is 'a'"),
        (lambda: mo.DecisionMatrix({}), mo.ShapeError, "at least one alternative"),
        (lambda: mo.DecisionMatrix(pd.DataFrame({"x": []})), mo.ShapeError, "at least one alternative"),
        (lambda: mo.DecisionMatrix("x"), mo.ShapeError, "'x' is no table. Hint: pass rows of cells"),
    ],
)
def test_what_does_not_fit_is_one_clear_error(call, error, message):
    with pytest.raises(error, match=message):
        call()


def test_a_first_column_of_fractions_is_no_label():
    assert mo.DecisionMatrix(pd.DataFrame({"x": [Fraction(1, 2), Fraction(1, 4)], "y": [1, 2]})).shape == (2, 2)


@pytest.mark.parametrize(("row", "what"), [("weight", "weights"), ("Direction", "directions"), ("Total", "totals")])
def test_a_row_of_weights_directions_or_totals_is_no_alternative_of_a_frame(row, what):
    frame = pd.DataFrame({"speed": [2, 5, 7], "price": [1, 4, 5]}, index=[row, "Ant", "Bee"])
    with pytest.raises(mo.LabelError, match=f"the row '{row}' is named like a row of {what}"):
        mo.DecisionMatrix(frame)
    assert mo.DecisionMatrix(frame.drop(index=row)).names == ("Ant", "Bee")
    assert mo.DecisionMatrix(frame, [row, "Ant"]).names == (row, "Ant")


def test_a_raster_is_refused_rather_than_stripped_of_its_names():
    xarray = pytest.importorskip("xarray")
    land = xarray.DataArray(np.ones((2, 3, 2)), dims=("y", "x", "criterion"), coords={"criterion": ["slope:min", "sun"]})
    with pytest.raises(mo.ShapeError, match=r"along y, x, criterion is more than one table\. Hint: mo\.scores"):
        mo.topsis(land, [1, 1])
