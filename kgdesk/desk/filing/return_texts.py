"""What a return says beside its figures: progress on tasks and matters beyond its authority, before one decides."""

from collections.abc import Iterator
from html import escape

from PySide6.QtCore import QCoreApplication

from kgdesk.desk.appearance import tones
from kgdesk.desk.widgets.word_marks import plain_html
from kgdesk.desk.words import progress_word
from kgdesk.domain.escalation import Escalation
from kgdesk.domain.return_document import NarrativeEntry, ReturnDocument

translate = QCoreApplication.translate


def texts_html(document: ReturnDocument) -> str:
    """Set all narratives, then all escalations, each in full; empty where there are none."""
    parts: list[str] = []
    if document.narratives:
        parts.append(_title(translate("ReturnDialog", "Thuyết minh")))
        parts += [_block(entry.heading_vi, _narrative(entry)) for entry in document.narratives]
    if document.escalations:
        parts.append(_title(translate("ReturnDialog", "Kiến nghị")))
        parts += [_block(item.matter, _escalation(item)) for item in document.escalations]
    return "".join(parts)


def _title(text: str) -> str:
    return f"<h3>{escape(text)}</h3>"


def _block(heading: str, lines: Iterator[tuple[str, str]]) -> str:
    quiet = tones().quiet.name()
    return f"<p><b>{plain_html(heading)}</b></p>" + "".join(
        f"<p><span style='color:{quiet}'>{escape(name)}:</span> {plain_html(text.strip())}</p>"
        for name, text in lines
        if text.strip()
    )


def _narrative(entry: NarrativeEntry) -> Iterator[tuple[str, str]]:
    told = entry.narrative
    percent = "" if told.percent is None else f", {told.percent}%"
    yield translate("ReturnDialog", "Tiến độ"), progress_word(told.progress) + percent
    yield translate("ReturnDialog", "Kết quả"), told.results
    yield translate("ReturnDialog", "Khó khăn, nguyên nhân"), told.difficulties
    yield translate("ReturnDialog", "Nhiệm vụ, giải pháp tiếp theo"), told.next_steps


def _escalation(item: Escalation) -> Iterator[tuple[str, str]]:
    yield translate("ReturnDialog", "Giới hạn thẩm quyền"), item.legal_limit
    yield translate("ReturnDialog", "Đề xuất"), item.proposal
    yield translate("ReturnDialog", "Nơi nhận kiến nghị"), item.addressee
    wanted = item.decision_wanted_by
    yield translate("ReturnDialog", "Đề nghị trả lời trước ngày"), "" if wanted is None else f"{wanted:%d/%m/%Y}"
    yield translate("ReturnDialog", "Trả lời"), item.answer
