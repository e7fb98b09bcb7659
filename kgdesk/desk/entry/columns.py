"""The columns of the grid: what each shows and what may be typed there."""

from enum import IntEnum

from PySide6.QtCore import QCoreApplication

from kgdesk.domain.indicator import EntryForm, Indicator
from kgdesk.domain.period import Period
from kgdesk.operations.cell_text import CellField

translate = QCoreApplication.translate


class Column(IntEnum):
    """Positions from the left."""

    ORDINAL = 0
    NAME = 1
    MEASURE = 2
    TARGET = 3
    PLAN = 4
    PREVIOUS = 5
    SAME_PERIOD = 6
    NUMERATOR = 7
    DENOMINATOR = 8
    VALUE = 9
    PERCENT_PLAN = 10
    PERCENT_SAME = 11
    JUDGEMENT = 12
    STATUS = 13
    NOTE = 14


WIDTHS = (34, 184, 60, 58, 52, 56, 56, 70, 70, 72, 54, 54, 96, 104, 180)
LEAST_NAME = 112  # to which the names give way, so that the cells to be typed stay in sight
NUMERIC = frozenset(range(Column.TARGET, Column.PERCENT_SAME + 1))
TYPED = frozenset({Column.NUMERATOR, Column.DENOMINATOR, Column.VALUE})
FIELDS: dict[int, CellField] = {
    Column.NUMERATOR: CellField.NUMERATOR,
    Column.DENOMINATOR: CellField.DENOMINATOR,
    Column.VALUE: CellField.VALUE,
    Column.STATUS: CellField.STATUS,
    Column.NOTE: CellField.NOTE,
}


_ALWAYS = frozenset({int(Column.STATUS), int(Column.NOTE)})
TYPED_INTO = {  # by whether the indicator is a pair: pairs have two cells, the others one; status and note always
    True: _ALWAYS | {int(Column.NUMERATOR), int(Column.DENOMINATOR)},
    False: _ALWAYS | {int(Column.VALUE)},
}


def editable(indicator: Indicator, column: int) -> bool:
    """Whether the clerk types here."""
    return column in TYPED_INTO[indicator.is_pair]


def choices(indicator: Indicator, column: int) -> bool:
    """Whether the cell is filled from a list."""
    return column == Column.STATUS or (column == Column.VALUE and indicator.entry is EntryForm.BOOLEAN)


def headers(period: Period, last_year: int) -> tuple[tuple[str, str], ...]:
    """Short header and full sentence of every column, in the order of `Column`."""
    return (
        (translate("Entry", "STT"), translate("Entry", "Số thứ tự trong nghị quyết")),
        (translate("Entry", "Chỉ tiêu"), translate("Entry", "Tên chỉ tiêu")),
        (translate("Entry", "ĐVT"), translate("Entry", "Đơn vị tính")),
        (
            translate("Entry", "MT {year}").format(year=last_year),
            translate("Entry", "Mục tiêu của nghị quyết đến năm {year}").format(year=last_year),
        ),
        (
            translate("Entry", "KH {year}").format(year=period.year),
            translate("Entry", "Kế hoạch năm {year}").format(year=period.year),
        ),
        (translate("Entry", "Kỳ trước"), translate("Entry", "Số liệu kỳ liền trước")),
        (translate("Entry", "Cùng kỳ"), translate("Entry", "Số liệu cùng kỳ năm trước")),
        (translate("Entry", "Tử số"), translate("Entry", "Tử số của tỷ lệ: nhập ở đây")),
        (translate("Entry", "Mẫu số"), translate("Entry", "Mẫu số của tỷ lệ: nhập ở đây")),
        (translate("Entry", "Thực hiện"), translate("Entry", "Thực hiện kỳ này; tỷ lệ được tính từ tử số và mẫu số")),
        (translate("Entry", "% KH"), translate("Entry", "Thực hiện so với kế hoạch năm, phần trăm")),
        (translate("Entry", "% CK"), translate("Entry", "Thực hiện so với cùng kỳ năm trước, phần trăm")),
        (translate("Entry", "Đánh giá"), translate("Entry", "So với mục tiêu")),
        (
            translate("Entry", "Trạng thái"),
            translate("Entry", "Trạng thái số liệu: ước, sơ bộ, chính thức, điều chỉnh"),
        ),
        (translate("Entry", "Ghi chú"), translate("Entry", "Ghi chú, nguồn số liệu, lý do")),
    )
