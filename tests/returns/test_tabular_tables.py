"""Tables wherever they stand, in old and open formats, and cells that are not what they seem."""

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from kgdesk.domain.errors import Fault
from kgdesk.domain.legacy_text import LegacyEncoding, encode
from kgdesk.returns.tabular import TableRead, read_tables

FIXTURES = Path(__file__).parents[1] / "fixtures" / "tables"
YEAR_2024 = ("thực hiện năm 2024", "ước thực hiện năm 2024", "2024", "Năm 2024")


def workbook(*rows: tuple[object, ...], change: Callable[[openpyxl.Workbook], object] | None = None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if change is not None:
        change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def known(text: str) -> bool:
    return text[:2] in {"KT", "XH"}


def best(data: bytes, name: str = "a.xlsx") -> TableRead:
    return read_tables(data, name, is_known=known, more_values=YEAR_2024)[0]


def values(table: TableRead) -> dict[str, str]:
    return {row.indicator: row.value for row in table.rows if row.value}


@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_old_and_open_spreadsheets_are_read_with_their_fonts(ending: str) -> None:
    path = FIXTURES / f"bang-cu.{ending}"
    table, hidden = read_tables(path.read_bytes(), path.name, is_known=known, more_values=YEAR_2024)
    assert (table.sheet, table.top, table.hidden_rows) == ("So lieu", 3, (11,))
    rows = {row.indicator: row for row in table.rows}
    assert values(table) == {"KT08": "8013,4", "KT09": "41.200,5", "XH06": "7,5%", "XH12": "#DIV/0!", "KT10": "5"}
    assert (rows["KT08"].source, rows["KT08"].measure) == ("Chi cục Thuế thành phố", "tỷ đồng")
    assert rows["KT08"].name == "Tổng thu ngân sách nhà nước trên địa bàn"
    assert [(item.kind, item.params["encoding"]) for item in rows["KT08"].repairs] == [("legacy", "TCVN3")] * 2
    assert rows["KT09"].source == "Kho bạc Nhà nước Phú Quốc"
    assert [item.kind for item in rows["KT09"].repairs] == ["number_text", "legacy"]
    assert [(item.kind, item.place) for item in rows["XH12"].flaws] == [("error", "G10")]
    assert (hidden.sheet, hidden.hidden_sheet) == ("An", True)


@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_reading_leaves_the_file_as_it_was(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{ending}"
    path.write_bytes((FIXTURES / f"bang-cu.{ending}").read_bytes())
    path.chmod(0o400)
    before = path.read_bytes(), path.stat().st_mtime_ns
    read_tables(path.read_bytes(), path.name)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_cells_far_apart_in_an_old_workbook_are_refused_before_they_are_made() -> None:
    data = bytearray((FIXTURES / "bang-cu.xls").read_bytes())
    place = data.index(struct.pack("<HHHH", 0x0203, 14, 8, 6))  # the number of row 9
    data[place + 4 : place + 6] = struct.pack("<H", 65_000)
    with pytest.raises(Fault, match=r"return\.table_too_many"):
        read_tables(bytes(data), "a.xls")


@pytest.mark.parametrize(
    "bomb",
    [
        b'table:number-columns-spanned="1000000000"',
        b'table:number-columns-repeated="1000000000"',
        b'table:number-rows-spanned="1000000000"',
    ],
)
def test_cells_that_claim_to_be_endless_cost_nothing(bomb: bytes) -> None:
    buffer = io.BytesIO()
    source = zipfile.ZipFile(FIXTURES / "bang-cu.ods")
    with source, zipfile.ZipFile(buffer, "w") as package:
        for name in source.namelist():
            content = source.read(name)
            if name == "content.xml":
                content = content.replace(b"<table:table-cell ", b"<table:table-cell " + bomb + b" ", 1)
                assert content.count(bomb) == 1
            package.writestr(name, content)
    assert "KT08" in values(best(buffer.getvalue(), "a.ods"))


def test_an_old_workbook_cut_anywhere_is_explained() -> None:
    data = (FIXTURES / "bang-cu.xls").read_bytes()
    for end in range(0, len(data), 256):
        try:
            read_tables(data[:end], "a.xls")
        except Fault:
            continue


def test_headings_in_two_rows_tell_this_period_from_the_others() -> None:
    def merge(book: openpyxl.Workbook) -> None:
        for cells in ("A1:A2", "B1:C1", "D1:E1"):
            book.active.merge_cells(cells)

    rows = (("Mã", "Kế hoạch", None, "Thực hiện", None), (None, "Năm 2023", "Năm 2024", "Năm 2023", "Năm 2024"))
    table = best(workbook(*rows, ("KT08", 1, 2, 3, 4), change=merge))
    assert values(table) == {"KT08": "4"}


def test_headings_in_two_rows_without_merged_cells() -> None:
    rows = (("Mã", "Kế hoạch", None, "Thực hiện", None), (None, "Năm 2023", "Năm 2024", "Kỳ trước", "Kỳ này"))
    assert values(best(workbook(*rows, ("KT08", 1, 2, 3, 4)))) == {"KT08": "4"}


def test_another_years_figures_are_never_taken() -> None:
    with pytest.raises(Fault, match=r"return\.table_columns"):
        best(workbook(("Mã", "Năm 2023"), (None, "Thực hiện"), ("KT08", 3)))


def test_of_several_tables_the_one_with_the_units_indicators_is_read() -> None:
    def second(book: openpyxl.Workbook) -> None:
        sheet = book.create_sheet("Biểu 2")
        for row in (("Ghi chú chung",), (), ("Mã chỉ tiêu", "Giá trị"), ("KT08", 5), ("KT09", 6)):
            sheet.append(row)

    data = workbook(("Mã", "Giá trị"), ("A", 1), ("B", 2), ("C", 3), change=second)
    tables = read_tables(data, "a.xlsx", is_known=known)
    assert [(table.sheet, table.top, table.known) for table in tables] == [("Biểu 2", 3, 2), ("Sheet", 1, 0)]


def test_two_tables_one_under_the_other_and_headings_that_only_repeat() -> None:
    again = workbook(("Mã", "Giá trị"), ("KT08", 1), (), ("Mã", "Giá trị"), ("KT09", 2))
    assert values(best(again)) == {"KT08": "1", "KT09": "2"}
    other = workbook(("Mã", "Giá trị"), ("KT08", 1), (), ("Tên", "Mã", "Giá trị"), ("x", "KT09", 2), ("y", "KT07", 2))
    assert [values(table) for table in read_tables(other, "a.xlsx", is_known=known)] == [
        {"KT09": "2", "KT07": "2"},
        {"KT08": "1"},
    ]


def test_hidden_columns_are_told_and_not_read() -> None:
    def hide(book: openpyxl.Workbook) -> None:
        book.active.column_dimensions["C"].hidden = True

    table = best(workbook(("Mã", "Giá trị", "Ghi chú"), ("KT08", 1, "kín"), change=hide))
    assert (table.hidden_columns, table.rows[0].note) == (("note",), "")


def test_dates_formulas_and_per_cent_in_number_cells() -> None:
    def look(book: openpyxl.Workbook) -> None:
        sheet = book.active
        sheet["B2"].number_format = "dd/mm/yyyy"
        sheet["B4"].number_format = '0.0"%"'
        sheet["B5"].number_format = "0.0%"

    data = workbook(("Mã", "Giá trị"), ("KT01", 45000), ("KT02", "=1+1"), ("KT03", 7.5), ("KT04", 0.075), change=look)
    rows = {row.indicator: row for row in best(data).rows}
    assert [(flaw.kind, flaw.text) for flaw in rows["KT01"].flaws] == [("date", "15/03/2023")]
    assert [(flaw.kind, flaw.place) for flaw in rows["KT02"].flaws] == [("uncalculated", "B3")]
    assert (rows["KT03"].value, rows["KT04"].value) == ("7,5", "7,5%")


def test_tcvn3_headings_and_texts_by_contents_and_decomposed_text() -> None:
    old = [encode(text, LegacyEncoding.TCVN3) for text in ("Mã chỉ tiêu", "Giá trị", "Nguồn số liệu")]
    source = encode("Chi cục Thuế thành phố Phú Quốc", LegacyEncoding.TCVN3)
    table = best(workbook(tuple(old), ("KT08", 5, source), ("KT09", 6, "Kho ba\u0323c")))
    assert [row.source for row in table.rows] == ["Chi cục Thuế thành phố Phú Quốc", "Kho bạc"]
    assert [[item.kind for item in row.repairs] for row in table.rows] == [["legacy"], ["unicode"]]


def test_letters_that_only_look_vietnamese_are_put_right_and_told() -> None:
    table = best(
        workbook(
            ("Mã chỉ tiêu", "Giá trị", "Nguồn số liệu"),
            ("KT08", 5, "Chi cục Thuê\u0341"),  # a mark of its own that reads as the tone
            ("KT09", 6, "Kho bạc Nhà nướ\u0441"),  # a Cyrillic letter at the end
            ("KT10", 7, "Sở\u200b Xây dựng"),
            ("KT11", 8, "Sở\u00a0Y tế"),
        )
    )
    assert [row.source.replace("\u00a0", " ") for row in table.rows] == [
        "Chi cục Thuế", "Kho bạc Nhà nước", "Sở Xây dựng", "Sở Y tế"
    ]  # fmt: skip
    assert [[item.kind for item in row.repairs] for row in table.rows] == [["unicode"], ["letters"], ["invisible"], []]


def test_an_old_font_on_new_text_changes_nothing() -> None:
    def font(book: openpyxl.Workbook) -> None:
        book.active["C2"].font = Font(name=".VnTime")

    table = best(workbook(("Mã", "Giá trị", "Nguồn"), ("KT08", 5, "Kho bạc Nhà nước"), change=font))
    assert (table.rows[0].source, table.rows[0].repairs) == ("Kho bạc Nhà nước", ())


def test_csv_from_an_old_windows_is_read_when_the_encoding_is_certain() -> None:
    text = encode("Mã chỉ tiêu;Giá trị;Nguồn số liệu\nKT08;5;Chi cục Thuế thành phố\n", LegacyEncoding.TCVN3)
    table = best(text.encode("cp1252"), "a.csv")
    assert (values(table), table.rows[0].source) == ({"KT08": "5"}, "Chi cục Thuế thành phố")


def test_a_row_that_numbers_the_columns_is_no_row() -> None:
    table = best(workbook(("Mã", "Giá trị", "Ghi chú"), ("(1)", "(2)", "(3)=2/1"), ("KT08", 5, None)))
    assert [row.row for row in table.rows] == [3]


def test_the_file_is_known_by_its_bytes_and_not_by_its_name() -> None:
    data = workbook(("Mã", "Giá trị"), ("KT08", 5))
    assert values(best(data, "a.xls")) == {"KT08": "5"}
    assert values(best(data, "a.csv")) == {"KT08": "5"}
