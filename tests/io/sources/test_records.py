import pytest

import mcda_orch as mo
from mcda_orch.io.sources.records import records_table


@pytest.mark.parametrize(
    "text",
    [
        '[{"tool": "Ant", "a": 1.50, "b": true}, {"a": null, "tool": "Bee"}]',
        '{"tool": ["Ant", "Bee"], "a": [1.50, null], "b": [true, null]}',
        '{"columns": ["tool", "a", "b"], "index": [0, 1], "data": [["Ant", 1.50, true], ["Bee", null, null]]}',
    ],
)
def test_rows_and_columns(text):
    found = records_table(text, "t.json")
    assert found.header == ("tool", "a", "b")
    assert found.columns == (("Ant", "Bee"), ("1.50", ""), ("true", ""))
    assert found.where(1, 1) == "t.json, row 2, column 'a'"


def test_an_index_of_names_labels_the_rows():
    found = records_table('{"columns": ["a"], "index": ["Ant", "Bee"], "data": [[1], [2]]}', "t.json")
    assert found.header == ("", "a")
    assert found.columns == (("Ant", "Bee"), ("1", "2"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "t.json, line 1, column 1"),
        ("[]", "this JSON is no table"),
        ("3", "this JSON is no table"),
        ('[{"a": 1}, 2]', "this JSON is no table"),
        ('{"a": {"x": 1}}', "this JSON is no table"),
        ('[{"tool": "Ant", "a": [1]}]', "t.json, row 1, column 'a': a cell is a number, a text or null, not a list"),
        ('[{"a": 1, "a": 2}]', "the key 'a' stands twice"),
        ('[{"a": NaN}]', "NaN is no number in JSON"),
        ('{"a": [1], "b": [1, 2]}', "columns are not equally long: 'a' has 1, 'b' has 2"),
        ('{"columns": ["a"], "data": [[1, 2]]}', "not every row of 'data' has 1 cells"),
        ("[" * 100_000, "nested too deeply"),
        ('{"schema": "mcda_orch.outcome"}', "is a document of 'mcda_orch.outcome', no table"),
    ],
)
def test_what_is_no_table_is_refused(text, message):
    with pytest.raises(mo.ReadError, match=message):
        records_table(text, "t.json")
