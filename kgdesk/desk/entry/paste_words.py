"""What the preview of a paste says of each cell."""

from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from kgdesk import messages
from kgdesk.desk.entry.paste_plan import Fate, Habit, PasteCell, Reading, Repair
from kgdesk.desk.words import figure_text
from kgdesk.domain.indicator import EntryForm
from kgdesk.domain.numbers import write_for_entry

translate = QCoreApplication.translate


def fate_word(fate: Fate) -> str:
    """Mark and word of what becomes of a cell."""
    return {
        Fate.CLEAN: translate("Paste", "✔ Ghi"),
        Fate.REPAIRED: translate("Paste", "✎ Ghi sau khi sửa"),
        Fate.CHOICE: translate("Paste", "? Cần chọn"),
        Fate.REFUSED: translate("Paste", "✕ Không ghi"),
        Fate.PROTECTED: translate("Paste", "○ Ô không nhập được"),
    }[fate]


def found_text(cell: PasteCell) -> str:
    """What stood on the clipboard, with the number behind it where that is another."""
    shown = cell.found.text.replace("\n", " ↵ ")
    exact = cell.found.exact
    if exact is None or shown == write_for_entry(exact):
        return shown
    return translate("Paste", "{shown} (bảng tính giữ {exact})").format(shown=shown, exact=write_for_entry(exact))


def reading_text(reading: Reading, lang: str) -> str:
    """A reading that cannot be mistaken: thousands as the grid shows them, the decimal mark in a word."""
    if reading.value is None or reading.habit is None:
        return reading.text or translate("Paste", "(để trống)")
    whole, _, fraction = f"{reading.value:f}".partition(".")
    shown = figure_text(Decimal(whole), 0, lang)
    if not fraction.rstrip("0"):
        return shown
    return translate("Paste", "{whole} phẩy {fraction}").format(whole=shown, fraction=fraction.rstrip("0"))


def written_text(cell: PasteCell, lang: str) -> str:
    """What would be written, figures as the grid shows them; empty where nothing is, or a reading is to be chosen."""
    if cell.chosen is None:
        return ""
    reading = cell.readings[cell.chosen]
    if reading.value is None or cell.fate is Fate.CHOICE or cell.target.indicator.entry is EntryForm.BOOLEAN:
        return reading_text(reading, lang)
    return figure_text(reading.value, None, lang) + ("%" if reading.text.endswith("%") else "")


def reason(cell: PasteCell, lang: str) -> str:
    """Say in words what was repaired, what is asked, or why nothing is written."""
    match cell.fate:
        case Fate.REFUSED if cell.refusal is not None:
            return messages.say(cell.refusal.code, lang, **cell.refusal.params)
        case Fate.PROTECTED:
            return translate("Paste", "Ô này được tính hoặc lấy từ chương trình, không nhập vào được.")
        case Fate.CHOICE:
            return _question(cell)
        case Fate.REPAIRED:
            return " ".join(_repair(code, cell, lang) for code in cell.repairs)
        case _:
            return ""


def _question(cell: PasteCell) -> str:
    if any(reading.habit is not None for reading in cell.readings):
        return translate("Paste", "Số này đọc được theo hai cách.")
    if Repair.LEGACY in cell.repairs:
        return translate("Paste", "Có thể là chữ gõ bằng bảng mã cũ (TCVN3, VNI).")
    return translate("Paste", "Số hiển thị khác số bảng tính đang giữ.")


def _repair(code: str, cell: PasteCell, lang: str) -> str:
    match code:
        case Repair.SHEET_ZERO:
            return translate("Paste", "Ô hiện dấu gạch hoặc trống, bảng tính giữ số 0.")
        case Repair.LINE_BREAKS:
            return translate("Paste", "Chỗ ngắt dòng trong ô đổi thành dấu cách.")
        case Repair.LEGACY:
            return translate("Paste", "Chữ gõ bằng bảng mã cũ (TCVN3, VNI) đổi sang Unicode.")
        case Repair.LETTERS:
            return translate("Paste", "Chữ cái hoặc dấu không phải của tiếng Việt được thay bằng chữ Việt trông giống.")
        case _:
            return messages.say(code, lang, text=cell.found.text)


def habit_button(habit: Habit, seen: int) -> str:
    """One answer to all numbers with two readings, with how many others of the block are written so."""
    text = {
        Habit.VIETNAMESE: translate("Paste", "Tất cả: dấu &chấm là hàng nghìn"),
        Habit.ENGLISH: translate("Paste", "Tất cả: dấu chấm là &thập phân"),
    }[habit]
    return text + (" " + translate("Paste", "({count} ô khác viết như vậy)").format(count=seen) if seen else "")
