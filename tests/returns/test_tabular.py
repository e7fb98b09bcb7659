"""Tables of values: columns by their headings, cells as they stand, true numbers exactly."""

import io
from collections.abc import Callable
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgdesk.domain.errors import Fault
from kgdesk.domain.numbers import Number, read_number
from kgdesk.domain.observation import FigureStatus, ValueState
from kgdesk.messages import say
from kgdesk.returns.tabular import MAX_BYTES, RecordRow, read_rows, status_of

VIETNAMESE = "Mã chỉ tiêu;Chỉ tiêu;Giá trị;Tử số;Mẫu số;Loại số liệu;Nguồn;Ghi chú\r\n"


def workbook(*rows: tuple[object, ...], change: Callable[[openpyxl.Workbook], object] | None = None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if change is not None:
        change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_csv_of_excel_in_vietnamese() -> None:
    text = (
        VIETNAMESE
        + 'KT08;Thu ngân sách;"8.013,4";;;ước;Chi cục Thuế;"hai\r\ndòng; một ô"\r\n\r\nXH04;;;150;148.500;;;\r\n'
    )
    assert read_rows(text.encode("utf-8-sig"), "so-lieu.csv") == (
        RecordRow(
            2,
            "KT08",
            value="8.013,4",
            status="ước",
            source="Chi cục Thuế",
            note="hai\r\ndòng; một ô",
            name="Thu ngân sách",
        ),
        RecordRow(4, "XH04", numerator="150", denominator="148.500"),
    )


@pytest.mark.parametrize(
    "data",
    [
        b"indicator,value\nKT08,12\n",
        b"\n\nIndicator ,VALUE\nKT08,12\n",
        b"indicator\tvalue\nKT08\t12\n",
        "Báo cáo năm 2024\nMa chi tieu;So lieu\nKT08;12".encode(),
        "MÃ CHỈ TIÊU (*)".replace(" (*)", "*:").encode() + b";GIA TRI\nKT08;12",
        "indicator;value\nKT08;12".encode("utf-16"),
    ],
)
def test_headings_are_found_in_every_habit(data: bytes) -> None:
    (row,) = read_rows(data, "a.csv")
    assert (row.indicator, row.value) == ("KT08", "12")


def test_decomposed_headings_are_found() -> None:
    text = "Ma\u0303 chi\u0309 tie\u0302u;Gia\u0301 tri\u0323\nKT08;12"
    assert read_rows(text.encode(), "a.csv")[0].value == "12"


def test_workbook_numbers_read_back_exactly() -> None:
    data = workbook(
        ("Bảng số liệu quý I",),
        ("Mã chỉ tiêu", "Giá trị", "Ghi chú"),
        ("KT08", 3485, None),
        ("KT01", 3.485, "ba chấm bốn tám lăm"),
        ("KT02", "3.485", 2024),
        (),
        ("KT03", 0, True),
    )
    rows = read_rows(data, "a.xlsx")
    assert [row.row for row in rows] == [3, 4, 5, 7]
    assert read_number(rows[0].value) == Number(Decimal(3485))
    assert read_number(rows[1].value) == Number(Decimal("3.485"))
    assert rows[2].value == "3.485"  # a text stays a text: the caller asks
    assert rows[2].note == "2024"
    assert (rows[3].value, rows[3].note) == ("0", "1")


@settings(max_examples=60, deadline=None)
@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_any_number_of_a_workbook_survives(figure: Decimal) -> None:
    (row,) = read_rows(workbook(("indicator", "value"), ("KT08", float(figure))), "a.xlsx")
    assert read_number(row.value) == Number(figure)


def test_percent_cell_is_read_as_it_is_shown() -> None:
    def shown_in_percent(book: openpyxl.Workbook) -> None:
        book.active["B2"].number_format = "0.0%"

    (row,) = read_rows(workbook(("indicator", "value"), ("KT01", 0.075), change=shown_in_percent), "a.xlsx")
    assert read_number(row.value) == Number(Decimal("7.5"), percent=True)


def test_second_visible_sheet_is_looked_at() -> None:
    def second(book: openpyxl.Workbook) -> None:
        sheet = book.create_sheet("Số liệu")
        sheet.append(("indicator", "value"))
        sheet.append(("KT08", 5))

    assert read_rows(workbook(("Hướng dẫn",), change=second), "a.xlsx")[0].value == "5"


BAD: dict[str, tuple[bytes, str, str]] = {
    "other kind": (b"x", "a.xls", "return.table_kind"),
    "too large": (b"x" * (MAX_BYTES + 1), "a.csv", "return.table_too_large"),
    "too many rows": (b"indicator,value\n" + b"KT08,1\n" * 20_001, "a.csv", "return.table_too_many"),
    "TCVN3": ("Mã chỉ tiêu;Giá trị\n".encode("cp1258", "replace") + b"\xff\n", "a.csv", "return.table_encoding"),
    "zero bytes": (b"indicator,value\nKT08,\x00\n", "a.csv", "return.table_encoding"),
    "open quote": (b'indicator,value\nKT08,"12\n', "a.csv", "return.table_unreadable"),
    "no headings": (b"a,b\nKT08,12\n", "a.csv", "return.table_columns"),
    "no value column": (b"indicator,note\nKT08,12\n", "a.csv", "return.table_columns"),
    "column twice": (b"indicator,value,Value\nKT08,12,13\n", "a.csv", "return.table_column_twice"),
    "no rows": (b"indicator,value\n", "a.csv", "return.table_empty"),
    "empty": (b"", "a.csv", "return.table_columns"),
    "not a workbook": (b"indicator,value\n", "a.xlsx", "return.table_not_workbook"),
    "damaged workbook": (workbook(("indicator", "value"))[:-30], "a.xlsx", "return.unreadable"),
    "text called a workbook": (b"indicator,value\nKT08,1\n", "a.ods", "return.table_not_workbook"),
    "password": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "a.xlsx",
        "return.table_encrypted",
    ),
    "damaged old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 2000, "a.xls", "return.table_unreadable"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_tables_are_explained(name: str) -> None:
    data, file, code = BAD[name]
    with pytest.raises(Fault) as caught:
        read_rows(data, file)
    assert caught.value.code == code
    for lang in ("vi", "en"):
        assert file in say(code, lang, **caught.value.params)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Ước", FigureStatus.ESTIMATE),
        ("sơ bộ", FigureStatus.PRELIMINARY),
        ("CHÍNH THỨC", FigureStatus.OFFICIAL),
        ("dieu chinh", FigureStatus.RESTATED),
        ("official", FigureStatus.OFFICIAL),
        ("chưa có số liệu", ValueState.NOT_AVAILABLE),
        ("Không áp dụng.", ValueState.NOT_APPLICABLE),
        ("đại khái", None),
        ("", None),
    ],
)
def test_words_of_the_status_column(text: str, status: FigureStatus | ValueState | None) -> None:
    assert status_of(text) is status


def test_commas_inside_a_note_do_not_choose_the_delimiter() -> None:
    (row,) = read_rows("indicator;value;note\nKT08;12;một, hai, ba, bốn, năm\n".encode(), "a.csv")
    assert row.note == "một, hai, ba, bốn, năm"


def test_quoted_headings_are_read_under_their_own_delimiter() -> None:
    (row,) = read_rows(b'"indicator","value"\n"KT08","8,5"\n', "a.csv")
    assert row.value == "8,5"
