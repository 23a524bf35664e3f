import pytest

import mcda_orch as mo
from mcda_orch.io.raw import RawTable

TABLE = RawTable.of_rows("t.csv", ("", "a", "b", ""), (("Ant", "1", "2", ""), ("Bee", "3", "4", "")), (2, 4))


def test_a_corner_may_be_empty_and_a_column_of_nothing_is_none():
    assert TABLE.header == ("", "a", "b")
    assert TABLE.columns == (("Ant", "Bee"), ("1", "3"), ("2", "4"))
    with pytest.raises(mo.ReadError, match="t.csv, line 1: column 2 has no name"):
        RawTable.of_rows("t.csv", ("tool", ""), (("Ant", "1"),), (2,))


def test_two_columns_of_one_name_are_both_told():
    with pytest.raises(mo.ReadError, match="t.csv, line 1: columns 2 and 3 are both called 'a'"):
        RawTable.of_rows("t.csv", ("tool", "a", "a"), (("Ant", "1", "2"),), (2,))


def test_places_stay_true_when_rows_and_columns_change_places():
    assert TABLE.where(1, 2) == "t.csv, line 4, column 'b'"
    assert TABLE.where(1) == "t.csv, line 4"
    turned = TABLE.transposed()
    assert turned.header == ("", "Ant", "Bee")
    assert turned.columns == (("a", "b"), ("1", "2"), ("3", "4"))
    assert turned.where(1, 2) == "t.csv, line 4, column 'b'"
    assert turned.where(1, 0) == "t.csv, line 1, column 'b'"
    assert turned.where(None, 2) == "t.csv, line 4"
    assert turned.transposed().columns == TABLE.columns


def test_a_spreadsheet_names_cells():
    table = RawTable.of_rows("b.xlsx", ("tool", "a"), (("Ant", "1"),), (4,), letters=("B", "C"), name="Tools", header_line=3)
    assert table.where(0, 1) == "b.xlsx, sheet 'Tools', cell C4"
    assert table.transposed().where(0, 0) == "b.xlsx, sheet 'Tools', cell C3"
