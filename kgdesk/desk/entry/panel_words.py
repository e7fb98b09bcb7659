"""What the panel says of an indicator, its targets and the history of its cell, as rich text."""

from html import escape

from PySide6.QtCore import QCoreApplication

from kgdesk.desk.appearance import tones
from kgdesk.desk.words import figure_text, state_word, status_word
from kgdesk.domain.indicator import Indicator
from kgdesk.domain.judgement import target_text
from kgdesk.domain.observation import Observation, ValueState
from kgdesk.domain.target import TargetKind
from kgdesk.messages import VIETNAM
from kgdesk.operations.cell_panel import CellPanel, HistoryEntry, PanelTarget
from kgdesk.operations.clause import clause_text

translate = QCoreApplication.translate


def heading_text(item: Indicator, lang: str) -> str:
    """Name the indicator; under it its code, by which messages and tables call it, its measure, its clause."""
    name, measure = (item.name_en, item.measure_en) if lang == "en" else (item.name_vi, item.measure_vi)
    under = " · ".join(filter(None, (item.code, measure, clause_text(item.clause, lang))))
    return f"<b>{escape(item.ordinal)}. {escape(name or item.name_vi)}</b><br>{quiet(under)}"


def definition_text(panel: CellPanel, lang: str, legal_basis: str) -> str:
    """Say what is measured, how it is computed and added up, and on what legal basis."""
    item = panel.indicator
    parts = [f"<p>{escape(item.definition_vi)}</p>" if item.definition_vi else ""]
    computed, basis = translate("Entry", "Cách tính"), translate("Entry", "Căn cứ")
    if panel.formula:
        parts.append(f"<p>{_label(computed)} {escape(panel.formula)}</p>")
    parts.append(f"<p>{quiet(panel.total)}</p>")
    clause = clause_text(item.clause, lang)
    bases = "; ".join(filter(None, (item.definition_source, clause, legal_basis)))
    parts.append(f"<p>{_label(basis)} {escape(bases)}</p>")
    return "".join(filter(None, parts))


def targets_text(panel: CellPanel, lang: str) -> str:
    """Set the targets side by side, each with its document and the days it was in force."""
    if not panel.targets:
        return quiet(translate("Entry", "Chưa có mục tiêu nào được giao."))
    rows = "".join(_target(each, panel.indicator, lang) for each in panel.targets)
    return f"<table cellspacing='0' cellpadding='3' width='100%'>{rows}</table>"


def _target(each: PanelTarget, item: Indicator, lang: str) -> str:
    target = each.target
    kind = {
        TargetKind.RESOLUTION: translate("Entry", "Nghị quyết"),
        TargetKind.ANNUAL_PLAN: translate("Entry", "Kế hoạch năm"),
        TargetKind.SCENARIO: translate("Entry", "Kịch bản"),
    }[target.kind]
    measure = target.measure_vi or (item.measure_en if lang == "en" else item.measure_vi)
    value = f"{escape(target_text(target, lang))} {escape(measure)}"
    until = "" if target.valid_to is None else f" – {target.valid_to:%d/%m/%Y}"
    days = translate("Entry", "hiệu lực từ {days}").format(days=f"{target.valid_from:%d/%m/%Y}{until}")
    marks = [
        translate("Entry", "● dùng để đánh giá") if each.judged else "",
        _out_of_force(each),
        "" if each.binds else translate("Entry", "mức chung của tỉnh"),
    ]
    details = "<br>".join(
        quiet(text) for text in ("; ".join(filter(None, marks)), target.document_vi, days, target.note_vi) if text
    )
    shown = f"<b>{value}</b>" if each.in_force else value
    left = f"{escape(target.horizon)}<br>{quiet(kind)}"
    return f"<tr><td valign='top' width='34%'>{left}</td><td valign='top'>{shown}<br>{details}</td></tr>"


def _out_of_force(each: PanelTarget) -> str:
    if each.in_force:
        return ""
    if each.later:
        return translate("Entry", "○ chưa có hiệu lực trong kỳ này")
    return translate("Entry", "○ đã hết hiệu lực")


def history_text(panel: CellPanel, lang: str) -> str:
    """Say who changed the cell when, from what to what, and why; newest first."""
    if not panel.history:
        return quiet(translate("Entry", "Chưa ghi số liệu nào."))
    return "".join(f"<p>{_change(each, panel.indicator, lang)}</p>" for each in panel.history)


def _change(each: HistoryEntry, item: Indicator, lang: str) -> str:
    at = each.at.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M:%S")
    before, after = said(each.before, item, lang), said(each.after, item, lang)
    what = f"{escape(before)} → <b>{escape(after)}</b>"
    why = each.reason or _changed_note(each)
    word = translate("Entry", "Lý do")
    reason = f"<br>{_label(word)} {escape(why)}" if why else ""
    return f"{what}<br>{quiet(' · '.join(filter(None, (at, each.by))))}{reason}"


def _changed_note(each: HistoryEntry) -> str:
    """Give the note that was written with the change: often it says why."""
    if each.after is None or not each.after.note:
        return ""
    return "" if each.before is not None and each.before.note == each.after.note else each.after.note


def said(seen: Observation | None, item: Indicator, lang: str) -> str:
    """Write what stands in a cell on one line."""
    if seen is None:
        return translate("Entry", "(trống)")
    if seen.state is not ValueState.FIGURE:
        return state_word(seen.state)
    if item.is_pair and (seen.numerator is not None or seen.denominator is not None):
        shown = f"{figure_text(seen.numerator, None, lang) or '?'} / {figure_text(seen.denominator, None, lang) or '?'}"
    else:
        shown = figure_text(seen.value, None, lang) or "—"
    return f"{shown} ({status_word(seen.status)})"


def quiet(text: str) -> str:
    """Write a text in the colour of secondary texts; empty stays empty."""
    return f"<span style='color:{tones().quiet.name()}'>{escape(text)}</span>" if text else ""


def _label(text: str) -> str:
    return f"<span style='color:{tones().quiet.name()}'>{escape(text)}:</span>"
