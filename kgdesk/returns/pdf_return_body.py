"""The words of a return: general assessment, narrative by task, matters beyond authority, accepted warnings."""

from collections.abc import Iterator

from kgdesk.domain.escalation import Escalation, EscalationState
from kgdesk.domain.indicator import running_name
from kgdesk.domain.judgement import Judgement
from kgdesk.domain.narrative import Narrative
from kgdesk.domain.return_document import AcceptedWarning, NarrativeEntry, ReturnDocument, ReturnLine
from kgdesk.returns.pdf_page import BODY, HEADING, LABEL, PART, Pages, TakesParagraphs, bold, italic
from kgdesk.returns.pdf_text import Run
from kgdesk.returns.pdf_words import (
    CORRECTED,
    GROUPS,
    PROGRESS,
    clause_words,
    figure_text,
    lower_first,
    measure_text,
    roman,
    target_text,
)

_COUNTED = {
    Judgement.EXCEEDED: "vượt mục tiêu",
    Judgement.MET: "đạt mục tiêu",
    Judgement.ON_TRACK: "đúng tiến độ",
    Judgement.BEHIND: "chậm tiến độ",
    Judgement.NOT_MET: "không đạt",
    Judgement.NO_DATA: "chưa có số liệu",
    Judgement.NOT_APPLICABLE: "không áp dụng",
    Judgement.INCOMPLETE: "chưa đủ số liệu",
    Judgement.NO_TARGET: "chỉ theo dõi, không giao mục tiêu cho đơn vị",
    Judgement.NOT_JUDGED: "không đánh giá trong kỳ này vì mục tiêu tính theo năm",
}
_NAMED = (
    Judgement.EXCEEDED,
    Judgement.BEHIND,
    Judgement.NOT_MET,
    Judgement.NO_DATA,
    Judgement.NOT_APPLICABLE,
)


def draw_body(pages: Pages, document: ReturnDocument) -> None:
    """Set the numbered parts, the last only where a warning was let stand or a figure corrected."""
    _heading(pages, 1, "Đánh giá chung")
    for sentence in general_assessment(document.lines):
        pages.paragraph(sentence)
    _heading(pages, 2, "Kết quả thực hiện nhiệm vụ, giải pháp")
    if not document.narratives:
        pages.paragraph("Trong kỳ, đơn vị không có thuyết minh về nhiệm vụ, giải pháp.")
    for position, entry in enumerate(document.narratives, start=1):
        _draw_narrative(pages, position, entry)
    _heading(pages, 3, "Khó khăn vượt thẩm quyền và kiến nghị")
    if not document.escalations:
        pages.paragraph("Trong kỳ không có nội dung vượt thẩm quyền cần kiến nghị.")
    for position, escalation in enumerate(document.escalations, start=1):
        draw_escalation(pages, position, escalation)
    if document.accepted_warnings or document.corrections:
        _heading(pages, 4, "Giải trình số liệu")
        for warning in document.accepted_warnings:
            pages.paragraph(f"- {_warning_text(document, warning)} Giải trình: {warning.reason}")
        for item in document.corrections:
            named = next((_name(line) for line in document.lines if line.indicator == item.indicator), item.indicator)
            pages.paragraph(f"- {named}: {lower_first(CORRECTED)} {item.reason}")


def _heading(pages: Pages, number: int, text: str) -> None:
    pages.paragraph((bold(f"{roman(number)}. {text.upper()}"),), PART)
    pages.outline(f"{roman(number)}. {text}")


def _warning_text(document: ReturnDocument, warning: AcceptedWarning) -> str:
    """Write the warning with the name of its line, once: most messages carry the name themselves."""
    line = next((line for line in document.lines if line.indicator == warning.indicator), None)
    if line is None:
        return warning.message_vi
    message = warning.message_vi.replace(line.name_vi, _name(line))
    return message if _name(line) in message else f"{_name(line)}: {message}"


def _name(line: ReturnLine) -> str:
    return running_name(line.name_vi, line.measure_vi)


def general_assessment(lines: tuple[ReturnLine, ...]) -> Iterator[str]:
    """Sentences with the numbers: how many lines in all and by group, by judgement, and which ones stand out."""
    groups = [
        f"{sum(line.group is group for line in lines)} chỉ tiêu {lower_first(name)}"
        for group, name in GROUPS.items()
        if any(line.group is group for line in lines)
    ]
    yield f"Trong kỳ, đơn vị theo dõi, báo cáo {len(lines)} chỉ tiêu" + (
        f", gồm {', '.join(groups)}." if groups else "."
    )
    counts = [
        f"{count} chỉ tiêu {words}"
        for judgement, words in _COUNTED.items()
        if (count := sum(line.judgement is judgement for line in lines)) or judgement in _ALWAYS_COUNTED
    ]
    yield f"Kết quả: {'; '.join(counts)}."
    for judgement in _NAMED:
        named = [line for line in lines if line.judgement is judgement]
        if named:
            yield f"- {len(named)} chỉ tiêu {_COUNTED[judgement]}: {'; '.join(map(_named, named))}."


_ALWAYS_COUNTED = {Judgement.EXCEEDED, Judgement.MET, Judgement.NOT_MET, Judgement.NO_DATA}


def _named(line: ReturnLine) -> str:
    """Write a line with its figure and what it was judged by; the yearly plan stands after it."""
    if line.value is None:
        return _name(line)
    parts = [
        f"thực hiện {figure_text(line.value, line.measure_vi, line.places).lower()}{measure_text(line.measure_vi)}"
    ]
    for label, text in (("mục tiêu 5 năm", line.target_vi), ("kế hoạch năm", line.annual_plan_vi)):
        if text:
            parts.append(f"{label} {target_text(text, line.measure_vi)}")
    return f"{_name(line)} ({'; '.join(parts)})"


def _draw_narrative(pages: Pages, position: int, entry: NarrativeEntry) -> None:
    narrative = entry.narrative
    clause = f" ({clause_words(entry.clause)})" if entry.clause else ""
    pages.paragraph((bold(f"{position}. {entry.heading_vi}{clause}"),), HEADING)
    pages.outline(f"{position}. {entry.heading_vi}", level=1)
    percent = "" if narrative.percent is None else f", đạt {narrative.percent}% khối lượng"
    pages.paragraph((italic("Tiến độ: "), Run(f"{PROGRESS[narrative.progress]}{percent}.")))
    for label, text in _parts(narrative):
        draw_labelled(pages, label, text)


def _parts(narrative: Narrative) -> Iterator[tuple[str, str]]:
    letters = iter("abc")
    for label, text in (
        ("Kết quả", narrative.results),
        ("Khó khăn, nguyên nhân", narrative.difficulties),
        ("Nhiệm vụ, giải pháp tiếp theo", narrative.next_steps),
    ):
        if text.strip():
            yield f"{next(letters)}) {label}: ", text


def draw_labelled(pages: TakesParagraphs, label: str, text: str) -> None:
    """Set a label in italic, its text after it; further lines of the text are paragraphs of their own."""
    first, *others = [line for line in text.split("\n") if line.strip()] or [""]
    if others:
        pages.paragraph((italic(label.rstrip()),), LABEL)
        others.insert(0, first)
    else:
        pages.paragraph((italic(label), Run(first)), BODY)
    for line in others:
        pages.paragraph(line)


def draw_escalation(pages: Pages, position: int, item: Escalation, *, prefix: str = "") -> None:
    """One matter: what it is, which limit stands in the way, what is proposed to whom, and by when."""
    pages.paragraph((bold(f"{position}. {prefix}"), Run(item.matter)))
    for label, text in _escalation_parts(item):
        draw_labelled(pages, f"- {label}: ", text)


def _escalation_parts(item: Escalation) -> Iterator[tuple[str, str]]:
    yield "Giới hạn thẩm quyền", item.legal_limit
    yield "Đề xuất", item.proposal
    yield "Cơ quan, người có thẩm quyền giải quyết", f"{item.addressee.rstrip('.')}."
    if item.decision_wanted_by is not None:
        yield "Thời hạn đề nghị trả lời", f"trước ngày {item.decision_wanted_by:%d/%m/%Y}."
    state = {
        EscalationState.OPEN: "đang chờ trả lời.",
        EscalationState.ANSWERED: f"đã được trả lời. {item.answer}".strip(),
        EscalationState.WITHDRAWN: "đơn vị đã rút kiến nghị.",
    }[item.state]
    yield "Tình trạng", f"nêu từ ngày {item.opened_on:%d/%m/%Y}; {state}"
