"""Beside the grid: what the indicator means, what was promised by which document, how its cell came about."""

from html import escape

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QTextBrowser, QWidget

from kgdesk.desk.appearance import tones
from kgdesk.desk.entry.lines import EntryLine, Remark
from kgdesk.desk.session import Session
from kgdesk.desk.words import (
    figure_text,
    judgement_word,
    severity_colour,
    severity_word,
    state_word,
    status_word,
)
from kgdesk.domain.indicator import Indicator
from kgdesk.domain.judgement import target_text
from kgdesk.domain.observation import Observation, RecordedObservation, ValueState
from kgdesk.domain.period import Period
from kgdesk.domain.target import Target, TargetKind
from kgdesk.messages import VIETNAM
from kgdesk.operations.clause import clause_text
from kgdesk.operations.entry import cell_history
from kgdesk.operations.workspace import Workspace

translate = QCoreApplication.translate


class SidePanel(QTextBrowser):
    """Follows the cell one stands on; the history is fetched on the worker."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._line: EntryLine | None = None
        self.setAccessibleName(self.tr("Chi tiết chỉ tiêu"))
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setMinimumWidth(200)
        self.document().setDocumentMargin(12)

    def show_line(self, line: EntryLine | None) -> None:
        """Show an indicator; the same line again costs nothing."""
        if line is None or line == self._line:
            return
        self._line = line
        self._write(line, None)
        period, indicator = self._session.period, line.indicator.code

        def work(workspace: Workspace) -> tuple[str, Period, tuple[RecordedObservation, ...]]:
            return indicator, period, tuple(cell_history(workspace, period=period, indicator=indicator))

        self._session.read(work, self._show_history)

    @Slot(object)
    def _show_history(self, answer: tuple[str, Period, tuple[RecordedObservation, ...]]) -> None:
        indicator, period, history = answer
        if self._line is not None and self._line.indicator.code == indicator and period == self._session.period:
            self._write(self._line, history)

    def _write(self, line: EntryLine, history: tuple[RecordedObservation, ...] | None) -> None:
        lang = self._session.lang
        item = line.indicator
        name, measure = (item.name_vi, item.measure_vi) if lang == "vi" else (item.name_en, item.measure_en)
        parts = [f"<h3>{escape(item.ordinal)}. {escape(name)}</h3>"]
        parts.append(_quiet(" · ".join(filter(None, (measure, clause_text(item.clause, lang))))))
        word = judgement_word(line.row.judgement)
        if word:
            parts.append(f"<p><b>{escape(word)}</b></p>")
        parts += [_remark(remark) for remark in line.remarks]
        parts.append(_definition(item, lang))
        parts.append(self._targets(item, lang))
        if history is not None:
            parts.append(_history(item, history, lang))
        self.setHtml("".join(parts))

    def _targets(self, item: Indicator, lang: str) -> str:
        plan = self._session.workspace.plan
        lines = "".join(
            f"<li>{_target(target, item, lang)}</li>" for target in plan.targets if target.indicator == item.code
        )
        title = _heading(translate("Entry", "Mục tiêu và căn cứ"))
        return f"{title}<ul style='margin-left:-24px'>{lines}</ul>" if lines else ""


def _quiet(text: str) -> str:
    return f"<p style='color:{tones().quiet.name()}'>{escape(text)}</p>" if text else ""


def _remark(remark: Remark) -> str:
    colour, word = severity_colour(remark.severity).name(), severity_word(remark.severity)
    said = f"<b style='color:{colour}'>{escape(word)}</b>: {escape(remark.message)}"
    return f"<p>{said}<br><span style='color:{tones().quiet.name()}'>{escape(remark.remedy)}</span></p>"


def _heading(text: str) -> str:
    return f"<h4>{escape(text)}</h4>"


def _definition(item: Indicator, lang: str) -> str:
    parts = []
    if item.definition_vi:
        parts += [_heading(translate("Entry", "Định nghĩa")), f"<p>{escape(item.definition_vi)}</p>"]
        parts.append(_quiet(item.definition_source))
    if item.is_pair:
        above, below = (
            (item.numerator_vi, item.denominator_vi) if lang == "vi" else (item.numerator_en, item.denominator_en)
        )
        numerator, denominator = translate("Entry", "Tử số"), translate("Entry", "Mẫu số")
        parts.append(_heading(translate("Entry", "Cách tính")))
        parts.append(f"<p>{escape(numerator)}: {escape(above)}<br>{escape(denominator)}: {escape(below)}</p>")
    return "".join(parts)


def _target(target: Target, item: Indicator, lang: str) -> str:
    kind = {
        TargetKind.RESOLUTION: translate("Entry", "Nghị quyết"),
        TargetKind.ANNUAL_PLAN: translate("Entry", "Kế hoạch năm"),
        TargetKind.SCENARIO: translate("Entry", "Kịch bản"),
    }[target.kind]
    measure = target.measure_vi or (item.measure_vi if lang == "vi" else item.measure_en)
    text = f"<b>{escape(target_text(target, lang))}</b> {escape(measure)} · {escape(target.horizon)} · {escape(kind)}"
    details = "; ".join(filter(None, (target.document_vi, target.note_vi)))
    return f"{text}<br><span style='color:{tones().quiet.name()}'>{escape(details)}</span>" if details else text


def _history(item: Indicator, history: tuple[RecordedObservation, ...], lang: str) -> str:
    title = _heading(translate("Entry", "Lịch sử ô"))
    if not history:
        return title + _quiet(translate("Entry", "Chưa ghi số liệu nào."))
    newest_first = sorted(history, key=lambda each: each.key, reverse=True)
    lines = "".join(f"<li>{_recorded(each, item, lang)}</li>" for each in newest_first)
    return f"{title}<ul style='margin-left:-24px'>{lines}</ul>"


def _recorded(each: RecordedObservation, item: Indicator, lang: str) -> str:
    at = each.recorded_at.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M:%S")
    what = translate("Entry", "xóa số liệu") if each.observation is None else _said(each.observation, item, lang)
    who = " · ".join(filter(None, (at, each.recorded_by, each.reason)))
    return f"{escape(what)}<br><span style='color:{tones().quiet.name()}'>{escape(who)}</span>"


def _said(seen: Observation, item: Indicator, lang: str) -> str:
    if seen.state is not ValueState.FIGURE:
        return state_word(seen.state)
    if item.is_pair and (seen.numerator is not None or seen.denominator is not None):
        shown = f"{figure_text(seen.numerator, None, lang) or '?'} / {figure_text(seen.denominator, None, lang) or '?'}"
    else:
        shown = figure_text(seen.value, None, lang) or "—"
    return f"{shown} ({status_word(seen.status)})"
