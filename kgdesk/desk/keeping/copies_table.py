"""The copies of a workspace as rows: when, why, how large, what is in them."""

from PySide6.QtCore import QCoreApplication

from kgdesk.desk.appearance import tones
from kgdesk.desk.widgets.text_table import TextColumn, TextRow
from kgdesk.domain.errors import Fault
from kgdesk.domain.period import Period
from kgdesk.messages import VIETNAM
from kgdesk.operations.copies import CopyFacts, problem_of, reason_of, size_of

translate = QCoreApplication.translate

_SHOWN_PERIODS = 3


def columns() -> tuple[TextColumn, ...]:
    """Give the columns in the language of the window."""
    return (
        TextColumn(translate("Copies", "Sao lúc"), 130),
        TextColumn(translate("Copies", "Vì sao"), 190),
        TextColumn(translate("Copies", "Cỡ"), 70, figures=True),
        TextColumn(translate("Copies", "Số liệu"), 70, figures=True),
        TextColumn(translate("Copies", "Đã ký"), 60, figures=True),
        TextColumn(translate("Copies", "Kỳ có số liệu"), 150),
        TextColumn(translate("Copies", "Lần ghi cuối"), 0),
    )


def row_of(facts: CopyFacts, lang: str) -> TextRow:
    """Show a copy; one that cannot be read says why in the last column."""
    copy, held = facts.copy, facts.contents
    start = (copy.at.strftime("%d/%m/%Y %H:%M"), reason_of(copy.reason, lang), size_of(facts.size))
    if held is None:
        problem = problem_of(facts, lang)
        return TextRow((*start, "", "", "", problem), item=facts, tooltip=problem, colour=tones().bad, coloured=6)
    when = "" if held.last_at is None else held.last_at.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M")
    periods = [_period(code, lang) for code in held.periods]
    listed = ", ".join(periods[:_SHOWN_PERIODS]) + (", …" if len(periods) > _SHOWN_PERIODS else "")
    cells = (*start, str(held.figures), str(held.sealed), listed, f"{when}, {held.last_by}")
    return TextRow(cells, item=facts, tooltip="\n".join((str(copy.path), ", ".join(periods))))


def _period(code: str, lang: str) -> str:
    try:
        return Period.parse(code).label(lang)
    except Fault:
        return code
