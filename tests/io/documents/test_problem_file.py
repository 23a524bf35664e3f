import json
from pathlib import Path

import jsonschema
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mcda_orch as mo
from mcda_orch.io.documents.problem_file import parsed
from mcda_orch.io.documents.schema import checked, schema

TABLE = "tool,a,b,site,total\nAnt,1,5,x.org,6\nBee,2,1,y.org,3\n"


def read(folder, text, name="t.toml", table=TABLE, **options):
    (folder / "t.csv").write_text(table, encoding="utf-8")
    (folder / name).write_text(text, encoding="utf-8")
    return mo.read(folder / name, **options)


FULL = """
title = "Tools"
file = "t.csv"
blanks = "worst"
na = ["n/a"]
[columns]
label = "tool"
notes = ["site"]
published = "total"
[published]
method = "wsm"
[provenance]
checked = 2024-05-01
[weights]
source = "a vote"
a = 1
b = 2
[[criteria]]
name = "a"
low = 0
high = 10
[[criteria]]
name = "b"
direction = "min"
unit = "EUR"
[thresholds]
preference = {a = 1}
[methods.vikor]
v = 0.25
"""


def test_everything_that_a_file_can_say(tmp_path):
    problem = read(tmp_path, FULL, table=TABLE.replace("Bee,2,", "Bee,n/a,"))
    assert problem.matrix.blank.tolist() == [[False, False], [True, False]]
    assert problem.matrix.senses.tolist() == [1, -1]
    assert (problem.title, problem.published_by, problem.blanks) == ("Tools", "wsm", mo.Blanks("worst"))
    assert dict(problem.weights.items()) == {"a": 1, "b": 2}
    assert problem.weights.source == "a vote"
    assert problem.published["Ant"] == 6
    assert problem.matrix.alternatives[0].notes["site"] == "x.org"
    assert problem.provenance["checked"] == "2024-05-01"
    assert dict(problem.params["thresholds"]["preference"]) == {"a": 1}
    assert mo.vikor(problem).params["v"] == 0.25
    assert mo.vikor(problem, v=1.0).params["v"] == 1.0
    assert problem.reading.label == "tool"


def test_the_same_as_json(tmp_path):
    toml = read(tmp_path, FULL)
    document = parsed(FULL, "t.toml")
    again = read(tmp_path, json.dumps(document), "t.json")
    assert (again.matrix, again.weights, again.title, again.blanks) == (toml.matrix, toml.weights, toml.title, toml.blanks)


def test_alternatives_may_stand_in_the_file_itself(tmp_path):
    text = """
    criteria = ["price:min [EUR]", {name = "care", levels = ["poor", "good"]}]
    weights = [2, 1]
    blanks = 0
    [[alternatives]]
    name = "Ant"
    values = {price = 300, care = "good"}
    notes = {site = "x.org"}
    published = 7.5
    [[alternatives]]
    name = "Bee"
    values = {care = "poor"}
    """.replace('["price:min [EUR]", ', '[{name = "price", direction = "min", unit = "EUR"}, ')
    problem = read(tmp_path, text)
    np.testing.assert_array_equal(problem.matrix.values, [[300, 1], [np.nan, 0]])
    assert problem.matrix.criteria[0].unit == "EUR"
    assert problem.published["Ant"] == 7.5
    assert dict(problem.weights.items()) == {"price": 2, "care": 1}
    found = read(tmp_path, '{"alternatives": [{"name": "A", "values": {"x": 1, "y": null}}]}', "t.json")
    assert found.matrix.criterion_names == ("x", "y")
    assert found.matrix.blank.tolist() == [[False, True]]


def test_table_levels_directions_and_a_weighting(tmp_path):
    text = "file = 't.csv'\nweights = 'equal'\ndirections = {b = 'min'}\n[levels]\nyes = 1\nno = 0\n"
    problem = read(tmp_path, text, table="tool,a,b\nAnt,yes,3\nBee,no,4\n")
    assert problem.matrix.values.tolist() == [[1, 3], [0, 4]]
    assert problem.matrix.senses.tolist() == [1, -1]
    assert problem.weights.values.tolist() == [0.5, 0.5]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title = 'x'", "does not say where its table is. Hint: write file"),
        ("table = 2", "does not say where its table is"),
        ("title = 3", "title is 3, not text"),
        ("colums = 1", "'colums' means nothing here. Hint: did you mean 'columns'"),
        ("file = 't.csv'\nlow = 1", "'low' means nothing here. Hint: 'low' belongs in 'criteria'"),
        ("file = 't.csv'\nnotes = ['site']", "'notes' means nothing here. Hint: 'notes' belongs in 'columns' or 'alternatives'"),
        ("file = 't.csv'\n[columns]\ntitle = 'x'", "'title' means nothing here. Hint: 'title' belongs at the top of the file"),
        ("file = 't.csv'\nblanks = 'guess'", "blanks is 'guess', not a number or one of"),
        ("file = 't.csv'\nblanks = true", "blanks is True, not a number"),
        ("file = 't.csv'\n[[criteria]]\nname = 'c'", "there is no column 'c'"),
        ("file = 't.csv'\n[[criteria]]\ndirection = 'max'", "criteria 1: 'name' is missing. Hint: write name"),
        ("file = 't.csv'\n[[criteria]]\nname = 'a'\nscale = 'nominal'", "criteria 1 .'a'., scale is 'nominal'"),
        ("file = 't.csv'\n[[criteria]]\nname = 'a'\nlevels = [5, 6]", "'1' is no|levels 5, 6"),
        ("file = 't.csv'\n[[criteria]]\nname = 'a'\nlevels = [6, 5]", "criterion 'a': levels .* do not increase"),
        ("file = 't.csv'\n[[criteria]]\nname = 'a'\nweight = -1", "criteria 1 .'a'., weight is -1, not a weight, 0 or more"),
        ("file = 't.csv'\n[[criteria]]\nname = 'a'\nweight = 1\n[[criteria]]\nname = 'b'", "criterion 'b' has no weight"),
        ("file = 't.csv'\n[[criteria]]\nname = 'a'\ndirection = 'up and down'", "criterion 'a': 'up and down' is not a direction"),
        ("file = 't.csv'\n[[criteria]]\nname = 'a'\nlow = '1'", "low is '1', not a number"),
        ("file = 't.csv'\n[[criteria]]\nname = 'a'\nlow = inf", "low is inf, not a number"),
        ("file = 't.csv'\n[weights]\na = 1", "criterion 'b' has no weight"),
        ("file = 't.csv'\n[weights]\nc = 1\na = 1\nb = 1", "a weight for 'c', which is no criterion"),
        ("file = 't.csv'\n[weights]\nsource = 'a vote'", "there are none"),
        ("file = 't.csv'\nweights = [1]", "1 weights? for 2|2 criteria"),
        ("file = 't.csv'\n[weights]\na = 'much'\nb = 1", "weights, a is 'much'|weights: |weight"),
        ("file = 't.csv'\n[weights]\na = 1\nb = 1\n[[criteria]]\nname = 'a'\nweight = 1", "weights stand both in 'weights' and with"),
        ("file = 't.csv'\n[methods.topsiss]\np = 1", "methods.topsiss.: .*'topsiss'"),
        ("file = 't.csv'\n[methods.vikor]\nw = 1", "methods.vikor.: vikor has no parameter 'w'"),
        ("file = 't.csv'\n[published]\nmethod = 'wsmm'", "there is no method 'wsmm'"),
        ("file = 't.csv'\n[thresholds.preference]\nc = 1", "thresholds, preference: 'c' is no criterion"),
        ("file = 't.csv'\n[judgements]\nitems = ['a', 'b']", "judgements: 'triangle' is missing"),
        ("file = 't.csv'\n[judgements]\nitems = ['a', 'b']\ntriangle = [-2]", "judgements, triangle 1 is -2, not a number above 0"),
        ("file = 't.csv'\n[judgements]\nitems = ['a', 'c']\ntriangle = [2]", "judgements: "),
        ("file = 't.csv'\n[[alternatives]]\nname = 'A'\nvalues = {a = 1}", "'file' says something about a table in a file"),
        ("criteria = ['a']\n[[alternatives]]\nname = 'A'\nvalues = {c = 1}", "'A' has a value for 'c', which is no criterion"),
        ("[[alternatives]]\nname = 'A'\nvalues = {}", "no alternative has a value"),
        ("[[alternatives]]\nname = 'A'\nvalues = {a = 1}\n[[alternatives]]\nname = 'A'\nvalues = {a = 1}", "'A' appears twice"),
        ("file = 'none.csv'", "there is no file 'none.csv'"),
        ("= 1", "line 1, column 1"),
        ("a = " + "[" * 2000, "nested too deeply"),
        ("a = " + "[" * 60 + "]" * 60, "nested more than"),
        ("a = " + "9" * 5000, "thousands of digits"),
    ],
)
def test_what_is_wrong_is_one_clear_error(tmp_path, text, message):
    with pytest.raises(mo.McdaError, match=message):
        read(tmp_path, text, table="tool,a,b\nAnt,1,5\nBee,2,1\n")


def test_a_table_outside_the_folder_is_refused_unless_allowed(tmp_path):
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "x.csv").write_text(TABLE, encoding="utf-8")
    (inside / "link.csv").symlink_to(tmp_path / "x.csv")
    for name in ("../x.csv", str(tmp_path / "x.csv"), "link.csv"):
        (inside / "t.toml").write_text(f"file = '{name}'", encoding="utf-8")
        with pytest.raises(mo.ReadError, match="lies outside its folder. Hint: outside=True"):
            mo.read(inside / "t.toml")
        assert mo.read(inside / "t.toml", outside=True).matrix.names == ("Ant", "Bee")


@pytest.mark.parametrize(
    "name", ["a\0.csv", "\ud800.csv", "a" * 5000 + ".csv", "x/" * 3000 + "y.csv", "loop.csv"], ids=["NUL", "half", "long", "deep", "circle"]
)
def test_what_can_be_no_file_is_refused_by_every_door(tmp_path, name, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "loop.csv").symlink_to("loop.csv")
    (tmp_path / "t.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "p.json").write_text(json.dumps({"file": name}), encoding="utf-8")
    doors = [
        lambda: mo.read(name),
        lambda: mo.read_outcome(name),
        lambda: mo.read(tmp_path / "t.csv", criteria=Path(name)),
        lambda: mo.read(tmp_path / "t.csv", weights=Path(name)),
        lambda: mo.read(tmp_path / "p.json"),
        lambda: mo.read(tmp_path / "p.json", outside=True),
        lambda: mo.write(mo.Problem([[1, 2]]), name),
    ]
    for door in doors:
        with pytest.raises(mo.ReadError, match="cannot be opened|no name of a file"):
            door()
    with pytest.raises(mo.ReadError, match="an empty text names no file"):
        mo.read("")


def test_options_that_the_file_answers_itself_are_refused(tmp_path):
    with pytest.raises(mo.ReadError, match="is a problem file, which says itself what label= would say. Hint: leave label= na= out"):
        read(tmp_path, FULL, label="tool", na=["x"])
    assert read(tmp_path, FULL, weights={"a": 5, "b": 5}).weights["a"] == 5


def test_json_may_be_a_problem_a_table_or_an_outcome(tmp_path):
    assert read(tmp_path, '[{"tool": "Ant", "a": 1}, {"tool": "Bee", "a": 2}]', "r.json").matrix.names == ("Ant", "Bee")
    assert read(tmp_path, '{"alternatives": ["Ant", "Bee"], "a": [1, 2]}', "c.json").matrix.names == ("Ant", "Bee")
    mo.write(mo.wsm([[1, 2]], [1, 1]), tmp_path / "out.json")
    with pytest.raises(mo.ReadError, match="read_outcome"):
        mo.read(tmp_path / "out.json")


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-2, 3)
    | st.floats(-2, 3)
    | st.sampled_from(["", "a", "min", "ratio", "worst", "?", "auto", "."])
)
ANY = st.recursive(
    SCALARS,
    lambda inside: (
        st.lists(inside, max_size=2)
        | st.dictionaries(
            st.sampled_from(["a", "name", "values", "items", "triangle", "source", "label", "low", "levels"]), inside, max_size=3
        )
    ),
    max_leaves=5,
)


@st.composite
def documents(draw, part=None, depth=0):
    """Draw documents that mostly fit a schema: a part may be replaced by anything."""
    root = schema("problem")
    part = root if part is None else part
    while "$ref" in part or "anyOf" in part:
        part = root["$defs"][part["$ref"].rpartition("/")[2]] if "$ref" in part else draw(st.sampled_from(part["anyOf"]))
    if depth > 4 or (depth and draw(st.integers(0, 11)) == 0):
        return draw(ANY)
    if "const" in part or "enum" in part:
        return draw(st.sampled_from(part.get("enum") or [part["const"]]))
    kind = part.get("type")
    if kind == "object":
        known, others = part.get("properties", {}), part.get("additionalProperties", True)
        keys = draw(st.lists(st.sampled_from(sorted(known)), max_size=3)) if known else []
        found = {key: draw(documents(known[key], depth + 1)) for key in {*keys, *part.get("required", ())}}
        for key in draw(st.lists(st.sampled_from("ab"), max_size=2)) if isinstance(others, dict) else []:
            found[key] = draw(documents(others, depth + 1))
        return found
    if kind == "array":
        return [draw(documents(part["items"], depth + 1)) for _ in range(draw(st.integers(0, 3)))]
    simple = {"string": st.sampled_from(["", "a", "min"]), "number": st.integers(-1, 3) | st.floats(-1, 3), "integer": st.integers(-1, 3)}
    return draw(simple.get(str(kind), SCALARS))


@settings(max_examples=150)
@given(documents())
def test_reader_and_published_schema_take_and_refuse_the_same(document):
    try:
        checked(document, "problem", "t.json")
        ours = True
    except mo.ReadError:
        ours = False
    assert ours == jsonschema.Draft202012Validator(schema("problem")).is_valid(document)


@pytest.mark.parametrize("name", ["problem", "outcome"])
def test_schemas_are_schemas(name):
    jsonschema.Draft202012Validator.check_schema(schema(name))


def test_the_bundled_problem_fits_the_schema():
    place = Path(__file__).parents[3] / "data" / "problems" / "orchestrators.toml"
    jsonschema.validate(parsed(place.read_text(encoding="utf-8"), "orchestrators.toml"), schema("problem"))


@settings(max_examples=60)
@given(st.text(st.sampled_from("[]{}=\"'.,#\n ab1-"), max_size=40))
def test_no_text_raises_anything_but_a_read_error(text):
    for name in ("t.toml", "t.json"):
        try:
            checked(parsed(text, name), "problem", name)
        except mo.ReadError:
            pass


def test_large_numbers_are_numbers(tmp_path):
    problem = read(tmp_path, '[[alternatives]]\nname = "Ant"\nvalues = {a = 9007199254740996, b = -1e300}\n')
    assert problem.matrix.values.tolist() == [[9007199254740996.0, -1e300]]


def test_nought_is_not_false(tmp_path):
    with pytest.raises(mo.ReadError, match="columns, label is 0"):
        read(tmp_path, 'file = "t.csv"\n[columns]\nlabel = 0\n')
