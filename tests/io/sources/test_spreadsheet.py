import io
import zipfile
from datetime import date

import openpyxl
import pytest
from openpyxl.worksheet.table import Table

import mcda_orch as mo
from mcda_orch.io.sources import spreadsheet
from mcda_orch.io.sources.tables import raw_table


def saved(folder, rows, change=lambda sheet, book: None, name="b.xlsx"):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Tools"
    for row in rows:
        sheet.append(row)
    change(sheet, book)
    book.save(folder / name)
    return folder / name


def read(path, **said):
    return raw_table(path, path.name, **said)


ROWS = [["tool", "price:min", "uptime", "since"], ["Ant", 300, 0.125, date(2024, 5, 1)], ["Bee", 99.5, 1, None]]


def formatted(sheet, book):
    for row in (2, 3):
        sheet[f"B{row}"].number_format = '"$"#,##0.00'
        sheet[f"C{row}"].number_format = "0%"


def test_cells_are_read_as_they_are_shown_and_exactly(tmp_path):
    found = read(saved(tmp_path, ROWS, formatted))
    assert found.header == ("tool", "price:min", "uptime", "since")
    assert found.columns == (("Ant", "Bee"), ("$300", "$99.5"), ("12.5%", "100%"), ("2024-05-01", ""))
    assert found.where(1, 1) == "b.xlsx, sheet 'Tools', cell B3"
    assert found.remarks == ()


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (0.07, "0.0%", "7%"),
        (-5, "[Red]$#,##0", "-$5"),
        (5, "[$€-407]#,##0.00", "€5"),
        (400, '0 "ms"', "400 ms"),
        (1.5, "#,##0.00\\ [$EUR]", "1.5 EUR"),
        (10500, '0.0,"k"', "10500"),
        (0.5, "# ?/?", "0.5"),
        (0.1, "General", "0.1"),
        (5, "-0", "5"),
        (1e25, "General", "1E+25"),
        (True, "General", "TRUE"),
        (1234567, "#,##0", "1234567"),
        (3, "0_);(0)", "3"),
        (0, "0%", "0%"),
        ("  text ", "General", "text"),
    ],
)
def test_number_formats(tmp_path, value, form, text):
    def change(sheet, book):
        sheet["B2"].number_format = form

    assert read(saved(tmp_path, [["tool", "a"], ["Ant", value]], change)).columns[1] == (text,)


def test_sheets_ranges_and_named_tables_can_be_chosen(tmp_path):
    def change(sheet, book):
        other = book.create_sheet("Other")
        for row in [["remark"], [], [None, "tool", "a"], [None, "Cat", 5], [None, "Doe", 6]]:
            other.append(row)
        other.add_table(Table(displayName="Scores", ref="B3:C5"))
        book.create_sheet("Secret").sheet_state = "hidden"

    path = saved(tmp_path, ROWS, change)
    assert read(path).remarks == ("the book has 3 sheets, and this is 'Tools'; choose by sheet=: 1 'Tools', 2 'Other', 3 'Secret'",)
    for said in ({"sheet": "other"}, {"sheet": 2}, {"sheet": "2", "table": "B3:C5"}, {"sheet": "Other", "table": "scores"}):
        found = read(path, **said)
        assert found.header == ("tool", "a")
        assert found.columns == (("Cat", "Doe"), ("5", "6"))
        assert found.where(0, 1) == "b.xlsx, sheet 'Other', cell C4"
    assert read(path, sheet=2).remarks == ("row 1 is a title: remark",)
    with pytest.raises(mo.ReadError, match="there is no sheet 'Othr'. Hint: did you mean 'Other'"):
        read(path, sheet="Othr")
    with pytest.raises(mo.ReadError, match="there is no sheet 4"):
        read(path, sheet=4)
    with pytest.raises(mo.ReadError, match="there is no table 'Points'. Hint: write a range such as B3:F20; named tables are 'Scores'"):
        read(path, sheet=2, table="Points")
    with pytest.raises(mo.ReadError, match="sheet 'Secret': there are no cells"):
        read(path, sheet="Secret")


def test_a_header_of_two_rows_with_merged_cells_becomes_one(tmp_path):
    rows = [["Our tools"], ["tool", "cost", None, "speed"], [None, "price", "upkeep", None], ["Ant", 1, 2, 3], ["Bee", 4, 5, 6]]

    def change(sheet, book):
        sheet.merge_cells("A1:D1")
        sheet.merge_cells("A2:A3")
        sheet.merge_cells("B2:C2")
        sheet.merge_cells("D2:D3")

    found = read(saved(tmp_path, rows, change))
    assert found.header == ("tool", "cost price", "cost upkeep", "speed")
    assert found.columns[0] == ("Ant", "Bee")
    assert found.where(0, 2) == "b.xlsx, sheet 'Tools', cell C4"


def test_hidden_rows_and_columns_are_named(tmp_path):
    def change(sheet, book):
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["C"].hidden = True

    assert read(saved(tmp_path, ROWS, change)).remarks == ("hidden row 3 was read too", "hidden column C was read too")


def test_without_a_header(tmp_path):
    path = saved(tmp_path, [["Ant", 1, 5], ["Bee", 2, 4]])
    with pytest.raises(mo.ReadError, match="b.xlsx, sheet 'Tools', row 1: the first row .Ant, 1, 5."):
        read(path)
    found = read(path, header=False)
    assert found.header == ("name", "C1", "C2")
    assert found.where(0, 2) == "b.xlsx, sheet 'Tools', cell C1"


@pytest.mark.parametrize(
    ("cell", "value", "message"),
    [
        ("B2", "=1+1", "sheet 'Tools', cell B2 holds a formula, and no value was saved with it"),
        ("B3", "#N/A", "cell B3 holds the error #N/A"),
        ("C2", "#DIV/0!", "cell C2 holds the error #DIV/0!"),
    ],
)
def test_cells_without_a_value_are_refused_by_their_place(tmp_path, cell, value, message):
    def change(sheet, book):
        sheet[cell] = value

    with pytest.raises(mo.ReadError, match=message):
        read(saved(tmp_path, ROWS, change))


def test_merged_cells_below_the_header_are_refused(tmp_path):
    with pytest.raises(mo.ReadError, match="sheet 'Tools', cells A2:A3 are merged"):
        read(saved(tmp_path, ROWS, lambda sheet, book: sheet.merge_cells("A2:A3")))


def test_cells_at_opposite_ends_of_a_sheet_are_no_table(tmp_path):
    def far(sheet, book):
        sheet["ZZZ900000"] = 3

    path = saved(tmp_path, [["tool", "price"], ["Ant", 1], ["Bee", 2]], far)
    with pytest.raises(mo.ReadError, match=r"sheet '.*': rows and columns leave room for 16,450,200,000 cells, and only 7 of them"):
        read(path)
    with pytest.raises(mo.ReadError, match=r"leave room for [\d,]+ cells, and only 6 of them are there"):
        read(path, table="A1:CV99999")
    assert read(path, table="A1:B3").header == ("tool", "price")


def test_what_is_no_workbook_is_refused(tmp_path, monkeypatch):
    for data, message in [
        (b"", "is no workbook"),
        (b"PK\x03\x04", "is no workbook"),
        (b"\xd0\xcf\x11\xe0", "protected by a password, or of the old"),
    ]:
        (tmp_path / "x.xlsx").write_bytes(data)
        with pytest.raises(mo.ReadError, match=message):
            read(tmp_path / "x.xlsx")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("x", "y")
    (tmp_path / "x.xlsx").write_bytes(packed.getvalue())
    with pytest.raises(mo.ReadError, match="is no workbook"):
        read(tmp_path / "x.xlsx")
    monkeypatch.setattr(spreadsheet, "LARGEST", 100)
    with pytest.raises(mo.ReadError, match="bytes when it is unpacked; 100 are allowed"):
        read(saved(tmp_path, ROWS))


def test_a_damaged_workbook_raises_nothing_else(tmp_path):
    data = saved(tmp_path, ROWS).read_bytes()
    for at in range(0, len(data), 97):
        (tmp_path / "d.xlsx").write_bytes(data[:at] + bytes([data[at] ^ 255]) + data[at + 1 :])
        try:
            read(tmp_path / "d.xlsx")
        except mo.ReadError:
            pass


def test_without_the_extra_the_way_out_is_said(tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    (tmp_path / "x.xlsx").write_bytes(b"PK")
    with pytest.raises(mo.ReadError, match="needs openpyxl. Hint: pip install 'mcda-orch.excel.'"):
        read(tmp_path / "x.xlsx")
