import json
import warnings
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import mcda_orch as mo
from mcda_orch.io.documents.outcome_file import _hash, outcome_from_json, outcome_to_json
from mcda_orch.io.documents.parameters import parameter_from_json, parameter_to_json

MATRIX = mo.DecisionMatrix(
    [[3, 300, 7.0], [9, 120, 2], [5, 80, 4], [6, 200, 5]],
    ["Ant", "Bee", "Cat", "Doe"],
    [
        mo.Criterion("quality", "max", mo.Ratio(1, 10)),
        mo.Criterion("price", "min", mo.Ratio(10, 500)),
        mo.Criterion("speed", "max", mo.Ratio(1, 10)),
    ],
)
WEIGHTS = mo.Weights({"quality": 3, "price": 2, "speed": 1})


def signed(document):
    """Return the text of a document whose hash is right, whatever it says."""
    document = {key: value for key, value in document.items() if key != "document_hash"}
    return json.dumps({**document, "document_hash": _hash(document)})


def written(outcome):
    return json.loads(outcome_to_json(outcome))


@pytest.mark.parametrize("name", mo.names("score"))
def test_an_outcome_of_every_method_survives_the_round_trip(name):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", mo.MeaningWarning)
        outcome = mo.get(name)(MATRIX, WEIGHTS) if name != "ahp" else mo.ahp(mo.load("orchestrators"))
    again = outcome_from_json(outcome_to_json(outcome))
    np.testing.assert_array_equal(again.scores.values, outcome.scores.values)
    assert again.ranking == outcome.ranking
    assert again.matrix == outcome.matrix
    assert again.weights == outcome.weights
    assert (again.method, again.blanks, again.input_hash, again.notes) == (
        outcome.method,
        outcome.blanks,
        outcome.input_hash,
        outcome.notes,
    )
    assert str(again.steps) == str(outcome.steps)


@pytest.mark.parametrize(
    "outcome",
    [
        lambda: mo.topsis(mo.load("orchestrators"), scale=mo.scalings.minmax),
        lambda: mo.wsm(mo.load("orchestrators"), blanks="redistribute"),
        lambda: mo.wsm(MATRIX, WEIGHTS, scale={"price": mo.scalings.minmax, "speed": mo.scalings.maximum}),
        lambda: mo.wsm(MATRIX, mo.Weights([[1, 2, 3], [3, 2, 1]], ["quality", "price", "speed"])),
        lambda: mo.choquet(
            MATRIX, WEIGHTS, scale=mo.scalings.minmax, capacity=mo.Capacity.additive({"quality": 1, "price": 1, "speed": 2})
        ),
        lambda: mo.promethee_ii(MATRIX, WEIGHTS, function=["usual", "linear", "linear"], q=[0, 5, 0], p=[0, 50, 2]),
    ],
    ids=["scaling", "redistributed", "mixed", "batch", "capacity", "thresholds"],
)
def test_outcomes_with_more_than_defaults_survive_the_round_trip(outcome):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", mo.MeaningWarning)
        made = outcome()
    again = outcome_from_json(outcome_to_json(made))
    assert (again.ranking, again.input_hash) == (made.ranking, made.input_hash)


@pytest.mark.parametrize(
    "alter",
    [
        lambda d: d["weights"]["values"].__setitem__(0, 4),
        lambda d: d["scores"].__setitem__(0, d["scores"][0] + 1e-12),
        lambda d: d["ranks"].reverse(),
        lambda d: d["notes"].append("all is well"),
        lambda d: d["alternatives"][0]["notes"].__setitem__("Pitch", "the best"),
        lambda d: d["criteria"].reverse(),
        lambda d: d["versions"].__setitem__("numpy", "1.0"),
        lambda d: d["blanks"].__setitem__("value", 1),
        lambda d: d.__setitem__("input_hash", "0"),
        lambda d: d.__setitem__("document_hash", "0"),
    ],
)
def test_an_altered_outcome_is_refused(alter):
    document = written(mo.wsm(mo.load("orchestrators")))
    alter(document)
    with pytest.raises(mo.ReadError, match="was altered"):
        outcome_from_json(json.dumps(document))


@pytest.mark.parametrize(
    ("alter", "message"),
    [
        (lambda d: d["scores"].__setitem__(1, 40.0), "wsm gives 'MLFlow' the score|wsm gives '.*' the score .*, not 40"),
        (lambda d: d["ranks"].reverse(), "does not give '.*' the rank that is stated"),
        (lambda d: d.__setitem__("higher_is_better", False), "for wsm, higher scores are better"),
        (lambda d: d.__setitem__("method", "topsis"), "its input does not match its hash"),
        (lambda d: d["weights"]["values"].__setitem__(0, 4), "its input does not match its hash"),
        (lambda d: d["weights"]["values"].__setitem__(0, -4), "the weight of .* is -4"),
        (lambda d: d["values"].__setitem__(0, [1]), "the rows of its values differ in length"),
        (lambda d: d["scores"].pop(), "the scores are not one number for each alternative"),
        (lambda d: d["ranks"].pop(), "the ranks are not one number for each alternative"),
        (lambda d: d["scores"].__setitem__(0, None), "the scores are not one number"),
        (lambda d: d["params"]["scale"].__setitem__("plugin", "none"), "there is no plug-in 'none'"),
        (lambda d: d["blanks"].__setitem__("policy", "guess"), "'guess' is no policy"),
    ],
)
def test_a_result_that_does_not_follow_is_refused_even_with_a_right_hash(alter, message):
    document = written(mo.wsm(mo.load("orchestrators")))
    alter(document)
    with pytest.raises(mo.ReadError, match=message):
        outcome_from_json(signed(document))


def test_an_outcome_of_a_method_that_is_not_installed_says_so():
    made = mo.wsm(mo.load("orchestrators"))
    read = outcome_from_json(outcome_to_json(replace(made, method="acme_sum")))
    assert read.notes[-1] == "not computed again: no method 'acme_sum' is installed here"
    assert read.ranking == made.ranking
    with pytest.raises(mo.PluginError, match="cannot be replayed"):
        read.steps  # noqa: B018 - asking is the test
    assert outcome_from_json(outcome_to_json(read)).notes == read.notes


def test_parameters_that_the_method_does_not_have_are_refused():
    made = mo.wsm(mo.load("orchestrators"))
    with pytest.raises(mo.ReadError, match="vikor has the parameters v, low, high, not scale"):
        outcome_from_json(outcome_to_json(replace(made, method="vikor")))
    strange = replace(made, params={"scale": "none"})
    with pytest.raises(mo.ReadError, match="the kernel of wsm raised TypeError"):
        outcome_from_json(outcome_to_json(strange))


def test_outcomes_are_written_to_files_and_read_back(tmp_path):
    outcome = mo.wsm(MATRIX, WEIGHTS)
    mo.write(outcome, tmp_path / "out.json")
    assert mo.read_outcome(tmp_path / "out.json").ranking == outcome.ranking
    with pytest.raises(
        mo.ReadError,
        match="an outcome is written as .json, .csv, .md, .xlsx, .tex, .html or .txt, not .ods. Hint: for other files go through .to_frame",
    ):
        mo.write(outcome, tmp_path / "out.ods")
    with pytest.raises(mo.ReadError, match="there is no file"):
        mo.read_outcome(tmp_path / "none.json")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "line 1"),
        ("[]", "is no mcda_orch.outcome"),
        ("[" * 100_000, "nested more than"),
        ("[" * 45 + "]" * 45, "nested more than"),
        ('{"a": 1, "a": 2}', "the key 'a' stands twice"),
        ('{"a": NaN}', "NaN is no number"),
        ('{"a": -Infinity}', "Infinity is no number"),
        ('{"a": 1e999}', "1e999 is too large"),
        ('{"a": ' + "9" * 5000 + "}", "99999999... .5000 digits. is too large"),
        ('{"schema": "mcda_orch.outcome", "version": 9}', "of version 9; this library reads version 2. Hint: upgrade"),
        ('{"schema": "mcda_orch.outcome", "version": 1}', "of version 1.*Hint: compute the outcome again"),
        ('{"schema": "mcda_orch.outcome", "version": 2}', "'method' is missing"),
    ],
)
def test_what_is_no_outcome_is_one_clear_error(text, message):
    with pytest.raises(mo.ReadError, match=message):
        outcome_from_json(text)


DOCUMENT = written(mo.wsm(mo.load("orchestrators"), scale=mo.scalings.minmax))


def places(value, path=()):
    yield path
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inside:
        yield from places(part, (*path, key))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 10**25) | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=3),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.sampled_from(["array", "of", "list", "plugin", "bound", "x"]), inside),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(list(places(DOCUMENT))[1:]), JSON)
def test_whatever_stands_anywhere_in_a_document_it_is_read_or_refused(path, value):
    document = json.loads(json.dumps(DOCUMENT))
    inside = document
    for key in path[:-1]:
        inside = inside[key]
    inside[path[-1]] = value
    for text in (json.dumps(document), signed(document)):
        try:
            outcome_from_json(text)
        except mo.ReadError:
            pass


@pytest.mark.parametrize(
    "value",
    [3, 0.1, True, None, "word", float("inf"), (1.0, (2, "a")), [1, [2.5]], {"a": (1,)}, mo.scalings.sigmoid.with_(centre=np.array([1.0, np.nan]))],
    ids=str,
)  # fmt: skip
def test_parameters_survive_the_round_trip(value):
    again = parameter_from_json(json.loads(json.dumps(parameter_to_json("p", value))))
    assert (type(again), repr(again)) == (type(value), repr(value))


@pytest.mark.parametrize("value", [np.array([1.0, np.nan, -np.inf]), np.array([[1, 2]]), np.array([True]), np.array(["a", "b"])], ids=str)
def test_arrays_survive_the_round_trip(value):
    again = parameter_from_json(json.loads(json.dumps(parameter_to_json("p", value))))
    np.testing.assert_array_equal(again, value)
    assert again.dtype.kind == value.dtype.kind


@pytest.mark.parametrize("value", [lambda x: x, Fraction(1, 3), object(), np.array([None])], ids=["function", "third", "object", "objects"])
def test_what_no_file_can_hold_is_refused_by_name(value):
    with pytest.raises(mo.PluginError, match="v of vikor is"):
        parameter_to_json("v of vikor", value)
