"""Names of states in the language of the window, each with its mark."""

from decimal import Decimal

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from kgdesk.desk.appearance import tones
from kgdesk.domain.findings import Severity
from kgdesk.domain.judgement import Judgement
from kgdesk.domain.narrative import TaskProgress
from kgdesk.domain.numbers import write_number
from kgdesk.domain.observation import FigureStatus, ValueState
from kgdesk.domain.return_cycle import FilingState, IntakeOutcome

translate = QCoreApplication.translate


def judgement_word(judgement: Judgement) -> str:
    """Mark and word of a judgement; empty where there is nothing to judge."""
    return {
        Judgement.EXCEEDED: translate("Words", "▲ Vượt"),
        Judgement.MET: translate("Words", "● Đạt"),
        Judgement.ON_TRACK: translate("Words", "● Đúng tiến độ"),
        Judgement.BEHIND: translate("Words", "▼ Chậm"),
        Judgement.NOT_MET: translate("Words", "✕ Chưa đạt"),
        Judgement.INCOMPLETE: translate("Words", "○ Chưa đủ số liệu"),
        Judgement.NO_DATA: translate("Words", "○ Chưa có số liệu"),
        Judgement.NOT_APPLICABLE: translate("Words", "x Không áp dụng"),
        Judgement.NOT_JUDGED: translate("Words", "– Không đánh giá kỳ này"),
        Judgement.NOT_DUE: translate("Words", "– Không thuộc kỳ này"),
    }.get(judgement, "")


def judgement_colour(judgement: Judgement) -> QColor | None:
    """Colour of a judgement, where it has one."""
    tone = tones()
    return {
        Judgement.EXCEEDED: tone.good,
        Judgement.MET: tone.good,
        Judgement.ON_TRACK: tone.good,
        Judgement.BEHIND: tone.warn,
        Judgement.NOT_MET: tone.bad,
    }.get(judgement)


def status_word(status: FigureStatus) -> str:
    """How final a figure is."""
    return {
        FigureStatus.ESTIMATE: translate("Words", "Ước"),
        FigureStatus.PRELIMINARY: translate("Words", "Sơ bộ"),
        FigureStatus.OFFICIAL: translate("Words", "Chính thức"),
        FigureStatus.RESTATED: translate("Words", "Điều chỉnh"),
    }[status]


def state_word(state: ValueState) -> str:
    """Why there is no figure."""
    return {
        ValueState.FIGURE: translate("Words", "Có số liệu"),
        ValueState.NOT_AVAILABLE: translate("Words", "Chưa có số liệu"),
        ValueState.NOT_APPLICABLE: translate("Words", "Không áp dụng"),
    }[state]


def severity_word(severity: Severity) -> str:
    """Mark and word of a finding's weight."""
    return {
        Severity.BLOCK: translate("Words", "✕ Lỗi chặn"),
        Severity.WARN: translate("Words", "▲ Cảnh báo"),
        Severity.INFO: translate("Words", "● Lưu ý"),
    }[severity]


def severity_colour(severity: Severity) -> QColor:
    """Colour of a finding's weight."""
    tone = tones()
    return {Severity.BLOCK: tone.bad, Severity.WARN: tone.warn, Severity.INFO: tone.accent}[severity]


def progress_word(progress: TaskProgress) -> str:
    """Where a task stands."""
    return {
        TaskProgress.NOT_STARTED: translate("Words", "Chưa thực hiện"),
        TaskProgress.ON_TRACK: translate("Words", "Đúng tiến độ"),
        TaskProgress.DELAYED: translate("Words", "Chậm tiến độ"),
        TaskProgress.DONE: translate("Words", "Đã hoàn thành"),
    }[progress]


def filing_word(state: FilingState) -> str:
    """Name what a unit owes."""
    return {
        FilingState.EXPECTED: translate("Words", "○ Chưa đến hạn"),
        FilingState.LATE: translate("Words", "✕ Quá hạn, chưa nộp"),
        FilingState.RECEIVED: translate("Words", "● Đã nhận"),
        FilingState.HELD: translate("Words", "▲ Đang tạm giữ"),
        FilingState.ACCEPTED: translate("Words", "✔ Đã chấp nhận"),
        FilingState.SENT_BACK: translate("Words", "↩ Đã trả lại"),
    }[state]


def filing_colour(state: FilingState) -> QColor:
    """Colour of what a unit owes."""
    tone = tones()
    return {
        FilingState.LATE: tone.bad,
        FilingState.HELD: tone.warn,
        FilingState.SENT_BACK: tone.warn,
        FilingState.RECEIVED: tone.accent,
        FilingState.ACCEPTED: tone.good,
    }.get(state, tone.quiet)


def intake_word(outcome: IntakeOutcome) -> str:
    """Name what intake did with a file."""
    return {
        IntakeOutcome.TAKEN_IN: translate("Words", "✔ Đã tiếp nhận"),
        IntakeOutcome.HELD: translate("Words", "▲ Tạm giữ chờ xử lý"),
        IntakeOutcome.REFUSED: translate("Words", "✕ Từ chối"),
        IntakeOutcome.DUPLICATE: translate("Words", "○ Đã có, bỏ qua"),
        IntakeOutcome.COMPANION: translate("Words", "● Phụ lục kèm theo"),
        IntakeOutcome.LEFT_OUT: translate("Words", "– Bỏ qua"),
    }[outcome]


def intake_colour(outcome: IntakeOutcome) -> QColor:
    """Colour of what intake did."""
    tone = tones()
    return {
        IntakeOutcome.TAKEN_IN: tone.good,
        IntakeOutcome.HELD: tone.warn,
        IntakeOutcome.REFUSED: tone.bad,
        IntakeOutcome.COMPANION: tone.good,
    }.get(outcome, tone.quiet)


def figure_text(value: Decimal | None, places: int | None, lang: str) -> str:
    """Write a figure for people; None is an empty text."""
    if value is None:
        return ""
    if lang == "vi":
        return write_number(value, places)
    return f"{value:,f}" if places is None else f"{value:,.{places}f}"


def counted(text: str, count: int, lang: str) -> str:
    """Write the number in a text as figures are written; Qt writes it without marks."""
    return text.replace(str(count), figure_text(Decimal(count), 0, lang))
