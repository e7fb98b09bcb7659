"""The list of matters: its columns and rows."""

from datetime import date
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from kgdesk.desk.appearance import tones
from kgdesk.desk.escalations.words import state_word
from kgdesk.desk.widgets.text_table import TextColumn, TextRow
from kgdesk.desk.words import figure_text
from kgdesk.domain.errors import Fault
from kgdesk.domain.escalation import Escalation, EscalationState
from kgdesk.domain.period import Period

translate = QCoreApplication.translate


def columns() -> tuple[TextColumn, ...]:
    """What is said of each matter."""
    return (
        TextColumn(translate("Escalations", "Vướng mắc"), 0),
        TextColumn(translate("Escalations", "Đã chờ"), 100),
        TextColumn(translate("Escalations", "Cần trả lời trước"), 130),
        TextColumn(translate("Escalations", "Tình trạng"), 130),
    )


def row_of(item: Escalation, *, draft: bool, today: date, period: Period, lang: str) -> TextRow:
    """Write one matter: how long it waits, whether it is late, whence it was carried over."""
    open_matter = item.state is EscalationState.OPEN
    mark = "○ " if open_matter else "● "
    state = translate("Escalations", "✎ Đang ghi, chưa lưu") if draft else mark + state_word(item.state)
    if open_matter and item.opened_period != period.code and not draft:
        carried = translate("Escalations", "chuyển từ kỳ {period}")
        state += "\n" + carried.format(period=period_label(item.opened_period, lang))
    late = item.overdue_days(today)
    wanted = item.decision_wanted_by.strftime("%d/%m/%Y") if item.decision_wanted_by else ""
    if late:
        wanted += "\n" + translate("Escalations", "▲ quá hạn {days} ngày").format(
            days=figure_text(Decimal(late), 0, lang)
        )
    days = figure_text(Decimal(item.age_days(today)), 0, lang)
    age = translate("Escalations", "{days} ngày").format(days=days) if open_matter else ""
    opened = translate("Escalations", "Nêu ngày {day}, gửi {addressee}").format(
        day=item.opened_on.strftime("%d/%m/%Y"), addressee=item.addressee
    )
    return TextRow(
        cells=(item.matter, age, wanted, state),
        item=item,
        tooltip="\n".join(text for text in (opened, item.proposal, item.answer) if text),
        colour=tones().bad if late else None,
        coloured=2,
    )


def period_label(code: str, lang: str) -> str:
    """Name the period a matter was opened in; what is no period stays as it is."""
    try:
        return Period.parse(code).label(lang)
    except Fault:
        return code
