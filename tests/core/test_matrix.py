import pickle

import numpy as np
import pytest

import mcda_orch as mo

ROWS = [[1.0, 2.0], [3.0, None]]


def matrix(**kwargs):
    return mo.DecisionMatrix(ROWS, ["Ant", "Bee"], ["speed [km/h]", "price:min [EUR]"], **kwargs)


def test_labels_directions_and_units_are_read():
    m = matrix()
    assert m.criterion_names == ("speed", "price")
    assert [c.unit for c in m.criteria] == ["km/h", "EUR"]
    np.testing.assert_array_equal(m.senses, [1.0, -1.0])


def test_a_blank_stays_a_blank():
    np.testing.assert_array_equal(matrix().blank, [[False, False], [False, True]])


def test_values_cannot_be_changed_and_the_input_is_left_alone():
    given = np.ones((2, 2))
    m = mo.DecisionMatrix(given)
    given[0, 0] = 7
    assert m.values[0, 0] == 1
    with pytest.raises(ValueError, match="read-only"):
        m.values[0, 0] = 5


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: mo.DecisionMatrix([]), mo.ShapeError, "at least one alternative"),
        (lambda: mo.DecisionMatrix([[1, 2], [3]]), mo.ShapeError, "differ in length"),
        (lambda: mo.DecisionMatrix([[1, 2]], ["a", "b"]), mo.ShapeError, "1 x 2, but there are 2 alternatives"),
        (lambda: mo.DecisionMatrix([[1], [2]], ["a", "a"]), mo.LabelError, "alternative 'a' appears twice, at positions 1 and 2"),
        (lambda: mo.DecisionMatrix([[1, 2]], None, ["c", "c"]), mo.LabelError, "criterion 'c' appears twice"),
        (lambda: mo.DecisionMatrix([[1]], [" "]), mo.LabelError, "alternative 1 has no name"),
        (lambda: mo.DecisionMatrix([[1, "fast"]], ["Ant"], ["c", "d"]), mo.DomainError, "'d' of 'Ant' is 'fast', which is no number"),
        (lambda: mo.DecisionMatrix([[np.inf]], ["Ant"], ["c"]), mo.DomainError, "'c' of 'Ant' is inf"),
        (lambda: mo.DecisionMatrix([[2.0]], ["Ant"], [mo.Criterion("c", scale=mo.Ordinal([-1, 0, 1]))]), mo.DomainError, "levels -1, 0, 1"),
        (lambda: mo.DecisionMatrix([[9.0]], ["Ant"], [mo.Criterion("c", scale=mo.Ratio(0, 5))]), mo.DomainError, "bounds \\[0, 5\\]"),
        (lambda: mo.Criterion("c", "upwards"), mo.LabelError, "'upwards' is not a direction"),
        (lambda: mo.Ratio(5, 1), mo.DomainError, "leave no room"),
        (lambda: mo.Ordinal([1, 1]), mo.DomainError, "do not increase"),
    ],
)
def test_bad_input_is_one_clear_error(call, error, message):
    with pytest.raises(error, match=message):
        call()


def test_select_and_with_values_keep_labels():
    m = matrix()
    part = m.select(["Bee"], ["price", "speed"])
    assert part.names == ("Bee",)
    assert part.criterion_names == ("price", "speed")
    assert part.values[0, 1] == 3
    with pytest.raises(mo.LabelError, match="did you mean 'price'"):
        m.select(criteria=["prise"])
    assert m.with_values(np.zeros((4, 2, 2))).shape == (4, 2, 2)


def test_values_can_be_copied_pickled_compared_and_hashed():
    m = matrix()
    assert pickle.loads(pickle.dumps(m)) == m
    assert hash(m) == hash(matrix())
    assert m != m.select(["Ant"])


@pytest.mark.parametrize("kind", ["pandas", "polars", "pyarrow"])
def test_any_dataframe_comes_in_with_labels_and_the_same_kind_goes_out(kind):
    library = pytest.importorskip(kind, reason=f"{kind} is not installed")
    data = {"tool": ["Ant", "Bee"], "speed": [1, 2], "price": [3.5, None]}
    frame = library.table(data) if kind == "pyarrow" else library.DataFrame(data)
    m = mo.DecisionMatrix(frame)
    assert m.names == ("Ant", "Bee")
    assert m.criterion_names == ("speed", "price")
    assert m.blank.tolist() == [[False, False], [False, True]]
    assert type(m.to_frame()) is type(frame)
    outcome = mo.wsm(m, {"speed": 1, "price": 1}, blanks=0)
    assert type(outcome.to_frame()) is type(frame)


def test_a_pandas_index_is_the_label():
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    m = mo.DecisionMatrix(pandas.DataFrame({"speed": [1, 2]}, index=["Ant", "Bee"]))
    assert m.names == ("Ant", "Bee")
    named = mo.DecisionMatrix(pandas.DataFrame({"speed": [1, 2]}, index=["Ant", "Bee"]), criteria=[mo.Criterion("speed", "min")])
    assert named.senses.tolist() == [-1.0]


def test_heads_of_a_frame_are_read_like_heads_of_a_file():
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    m = mo.DecisionMatrix(pandas.DataFrame({"tool": ["Ant"], "price:min [EUR]": [3]}))
    assert m.criteria[0] == mo.Criterion("price", "min", unit="EUR")
    with pytest.raises(mo.LabelError, match="has no column 'prise'. Hint: did you mean"):
        mo.DecisionMatrix.from_frame(pandas.DataFrame({"tool": ["Ant"], "price": [3]}), criteria=["prise"])


def test_labelled_numbers_behave_like_their_array():
    scores = mo.wsm(mo.DecisionMatrix([[1, 2], [3, 4]], ["Ant", "Bee"]), [1, 1]).scores
    assert (scores.max(), scores.argmax(), scores.shape) == (7, 1, (2,))
    assert (scores - 1).tolist() == [2, 6]
    assert dict(scores.items()) == {"Ant": 3, "Bee": 7}
    with pytest.raises(mo.LabelError, match="there is no 'Cat' here"):
        scores["Cat"]


def test_a_text_column_of_a_frame_is_not_dropped_in_silence():
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    frame = pandas.DataFrame({"tool": ["Ant"], "speed": [1], "remark": ["good"]})
    with pytest.raises(mo.DomainError, match="'remark' of 'Ant' is 'good'"):
        mo.DecisionMatrix(frame)
    m = mo.DecisionMatrix.from_frame(frame, notes=["remark"])
    assert m.alternatives[0].notes["remark"] == "good"


def test_alternatives_without_notes_are_made_when_they_are_asked_for():
    few = mo.DecisionMatrix([[1, 2], [3, 4]], ["Ant", "Bee"])
    assert few.names == ("Ant", "Bee")
    assert few == mo.DecisionMatrix([[1, 2], [3, 4]], list(map(mo.Alternative, few.names)))
    assert few != mo.DecisionMatrix([[1, 2], [3, 4]], ["Ant", mo.Alternative("Bee", {"site": "hive"})])
    assert few.alternatives is few.alternatives
    assert few.select(["Bee"]).alternatives == (mo.Alternative("Bee"),)
    assert pickle.loads(pickle.dumps(few)).alternatives == few.alternatives


def test_an_array_that_nobody_can_change_is_not_copied():
    values = np.array([[1.0, 2.0], [3.0, 4.0]])
    values.setflags(write=False)
    assert mo.DecisionMatrix(values).values is values
    assert mo.DecisionMatrix(values[:1]).values.base is values
