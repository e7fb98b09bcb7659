"""The sheet a clerk copies from: all 33 lines of the resolution by name, with the figures of 2022.

Phú Quốc is asked for 25 of them; the other eight are the province's. Two things in it are remarked upon: workers with
a certificate were mistyped (63954 for 36954), more than all trained ones, which blocks; health insurance is counted on
another population than doctors and beds, which is so.
"""

from pathlib import Path

from kgdesk.domain.plan import Plan

Figures = tuple[str | None, str | None, str | None]  # numerator, denominator, value
LINES = 33
OF_OTHERS = ("KT01", "KT02", "KT03", "KT04a", "KT04b", "KT04c", "KT04d", "XH11")
MISTYPED, RIGHT, REVENUE = "XH07b", "36954", "KT08"
FIGURES: dict[str, Figures] = {
    "KT01": ("112386", "104521", None),
    "KT02": ("38.2", "100", None),
    "KT03": ("116874", "1751.8", None),
    "KT04a": ("40126", "116874", None),
    "KT04b": ("23210", "116874", None),
    "KT04c": ("47301", "116874", None),
    "KT04d": ("6237", "116874", None),
    "KT05": ("5422", "5301.5", None),
    "KT06": ("3829", "3517", None),
    "KT07": ("9639.4", "8120", None),
    "KT08": (None, None, "1268.4"),
    "KT09": (None, None, "3187"),
    "KT10": ("49820", "148120", None),
    "XH01": ("19", "42", None),
    "XH02": ("21987", "22640", None),
    "XH03": ("7", "7", None),
    "XH04": ("139", "148120", None),
    "XH05": ("471", "148120", None),
    "XH06": (None, None, "3098"),
    "XH07a": ("52310", "78120", None),
    "XH07b": ("63954", "78120", None),
    "XH08": ("801", "38120", None),
    "XH09a": ("6", "7", None),
    "XH09b": (None, None, "1"),
    "XH09c": (None, None, "0"),
    "XH10": (None, None, "1"),
    "XH11": (None, None, "1"),
    "XH12": ("131870", "149020", None),
    "MT01": ("38420", "41980", None),
    "MT02": ("15870", "27310", None),
    "MT03a": ("129", "149", None),
    "MT03b": ("83", "83", None),
    "MT04": ("6120", "53967", None),
}


def asked() -> dict[str, Figures]:
    """The figures that are Phú Quốc's to report."""
    return {code: figures for code, figures in FIGURES.items() if code not in OF_OTHERS}


def cells_asked() -> int:
    return sum(text is not None for figures in asked().values() for text in figures)


def write_sheet(path: Path, plan: Plan) -> None:
    """Save it as a workbook, heads in the first row, numbers shown with two decimals at most."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Chỉ tiêu", "Tử số", "Mẫu số", "Thực hiện"])
    for code, figures in FIGURES.items():
        sheet.append([plan.indicator(code).name_vi, *(None if text is None else float(text) for text in figures)])
    for row in sheet.iter_rows(min_row=2, min_col=2):
        for cell in row:
            cell.number_format = "#,##0.##"
    book.save(path)
