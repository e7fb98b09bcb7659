"""What stands in each row of the grid, as texts made once when the figures arrive."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from kgdesk.desk.entry.columns import Column
from kgdesk.desk.entry.states import edited_columns, glyph, sentences
from kgdesk.desk.words import figure_text, judgement_word, state_word, status_word
from kgdesk.domain.findings import Severity
from kgdesk.domain.indicator import EntryForm, Indicator, IndicatorGroup
from kgdesk.domain.numbers import write_for_entry
from kgdesk.domain.observation import FigureStatus, Observation, ValueState
from kgdesk.domain.period import Period
from kgdesk.domain.target_choice import written
from kgdesk.operations.cell_text import CellField
from kgdesk.operations.check import describe
from kgdesk.operations.entry import CellInput, GridRow, entry_grid, optional_cells
from kgdesk.operations.receipt_in import comments_on
from kgdesk.operations.workspace import Workspace

translate = QCoreApplication.translate
_STATUSES = frozenset(status.value for status in FigureStatus)


@dataclass(frozen=True, slots=True)
class Heading:
    """A group of the resolution."""

    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding at an indicator, in words."""

    severity: Severity
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class GridRows:
    """What the worker brings for a period; `remarks` by indicator.

    `leads` are the indicators that this unit answers for, `optional` those that nobody waits for in this period,
    `sealed` what the latest sealed return says.
    """

    period: Period
    rows: tuple[GridRow, ...]
    remarks: dict[str, tuple[Remark, ...]]
    leads: frozenset[str] = frozenset()
    sealed: Mapping[str, Observation | None] = field(default_factory=dict)
    optional: frozenset[str] = frozenset()


def fetch_rows(workspace: Workspace, period: Period, lang: str) -> GridRows:
    """Read the rows of a period and put their findings into words; runs on the worker."""
    rows = entry_grid(workspace, period)
    comments = comments_on(workspace, period)
    remarks = {}
    for row in rows:
        code = row.indicator.code
        told = ((item.severity, describe(workspace, item, lang)) for item in row.findings)
        wanted = translate("Entry", "Nơi nhận yêu cầu: {text}")
        remedy = translate("Entry", "Sửa số liệu hoặc ghi chú rồi ký lần mới.")
        remarks[code] = (
            *(Remark(Severity.WARN, wanted.format(text=text), remedy) for text in comments.get(code, ())),
            *(Remark(severity, text.message, text.remedy) for severity, text in told),
        )
    return GridRows(
        period,
        rows,
        remarks,
        leads=_leads(workspace, period, rows),
        sealed=_sealed(workspace, period, rows),
        optional=optional_cells(workspace, period),
    )


def _leads(workspace: Workspace, period: Period, rows: Iterable[GridRow]) -> frozenset[str]:
    day, plan = workspace.day_of(period), workspace.plan
    leads = ((row.indicator.code, plan.lead_of(row.indicator.code, day)) for row in rows)
    return frozenset(code for code, unit in leads if unit is not None and unit.code == workspace.unit.code)


def _sealed(workspace: Workspace, period: Period, rows: Iterable[GridRow]) -> dict[str, Observation | None]:
    if not any(row.sealed for row in rows):
        return {}
    from kgdesk.operations.seal import latest_sealed

    document = latest_sealed(workspace, period)
    return {} if document is None else {line.indicator: line.observation for line in document.lines}


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One indicator: its row from the store, the texts of its cells, and what is drawn in them.

    `glyphs` are the small signs at the left of each cell, `edited` the columns that differ from the
    latest sealed return, `mine` says that this unit answers for the indicator, `optional` that nobody waits for it.
    """

    row: GridRow
    texts: tuple[str, ...]
    tooltips: tuple[str, ...]
    remarks: tuple[Remark, ...] = ()
    glyphs: tuple[str, ...] = ("",) * len(Column)
    edited: frozenset[int] = frozenset()
    spoken: tuple[str, ...] = ("",) * len(Column)  # the states of each cell in words
    mine: bool = False
    optional: bool = False
    marked: frozenset[int] = frozenset()  # the columns in which anything is drawn besides the text

    @property
    def indicator(self) -> Indicator:
        """The indicator of the line."""
        return self.row.indicator

    @property
    def is_blank(self) -> bool:
        """Whether there is neither a figure nor a word why there is none, and one is waited for."""
        seen = observation_of(self.row)
        return not self.optional and self.row.value is None and (seen is None or seen.state is ValueState.FIGURE)


GridLine = Heading | EntryLine


def observation_of(row: GridRow) -> Observation | None:
    """Give what is recorded in the row's cell."""
    return None if row.recorded is None else row.recorded.observation


def grid_lines(fetched: GridRows, lang: str) -> tuple[GridLine, ...]:
    """Put a heading before each group and write every cell."""
    lines: list[GridLine] = []
    group: IndicatorGroup | None = None
    for row in fetched.rows:
        if row.indicator.group is not group:
            group = row.indicator.group
            lines.append(Heading(_group_name(group)))
        lines.append(entry_line(fetched, row, lang))
    return tuple(lines)


def _group_name(group: IndicatorGroup) -> str:
    return {
        IndicatorGroup.ECONOMY: translate("Entry", "I. KINH TẾ"),
        IndicatorGroup.SOCIETY: translate("Entry", "II. VĂN HÓA - XÃ HỘI"),
        IndicatorGroup.ENVIRONMENT: translate("Entry", "III. MÔI TRƯỜNG"),
    }[group]


def entry_line(fetched: GridRows, row: GridRow, lang: str) -> EntryLine:
    """Write the cells of one row of what was fetched."""
    item, remarks = row.indicator, fetched.remarks[row.indicator.code]
    seen = observation_of(row)
    texts = (
        item.ordinal,
        item.name_en if lang == "en" and item.name_en else item.name_vi,
        item.measure_en if lang == "en" and item.measure_en else item.measure_vi,
        written(row.target, lang) if row.target_text else "",  # a province's total that binds nobody here
        written(row.annual_plan, lang) if row.annual_plan_text else "",
        figure_text(row.previous, item.places, lang),
        figure_text(row.same_period, item.places, lang),
        _half(None if seen is None else seen.numerator, lang) if item.is_pair else "",
        _half(None if seen is None else seen.denominator, lang) if item.is_pair else "",
        _value(row, seen, lang),
        figure_text(row.percent_of_plan, 1, lang),
        figure_text(row.percent_of_same_period, 1, lang),
        "" if seen is None else judgement_word(row.judgement),  # what is not entered yet is told once
        _status(seen),
        "" if seen is None else seen.note,
    )
    edited = edited_columns(seen, fetched.sealed, row)
    before = fetched.sealed.get(item.code) or Observation("", item.code, "")
    told = tuple(sentences(row, seen, before if column in edited else None, column, lang) for column in Column)
    glyphs = tuple(glyph(row, seen, column) for column in Column)
    noted = {int(Column.VALUE)} if remarks or texts[Column.NOTE] else set[int]()
    return EntryLine(
        row,
        texts,
        _tooltips(item, texts, remarks, lang, told),
        remarks,
        glyphs=glyphs,
        marked=edited | noted | {column for column, sign in enumerate(glyphs) if sign},
        edited=edited,
        spoken=tuple("; ".join(sentences) for sentences in told),
        mine=item.code in fetched.leads,
        optional=item.code in fetched.optional,
    )


def _half(value: Decimal | None, lang: str) -> str:
    return figure_text(value, None, lang)


def _value(row: GridRow, seen: Observation | None, lang: str) -> str:
    if seen is not None and seen.state is not ValueState.FIGURE:
        return {ValueState.NOT_AVAILABLE: "…", ValueState.NOT_APPLICABLE: "x"}[seen.state]
    if row.value is not None and row.indicator.entry is EntryForm.BOOLEAN:
        return translate("Entry", "Đạt") if row.value else translate("Entry", "Chưa đạt")
    return figure_text(row.value, row.indicator.places, lang)


def _status(seen: Observation | None) -> str:
    if seen is None:
        return translate("Entry", "○ chưa nhập")
    if seen.state is not ValueState.FIGURE:
        return state_word(seen.state)
    return status_word(seen.status)


def _tooltips(
    item: Indicator, texts: tuple[str, ...], remarks: tuple[Remark, ...], lang: str, told: tuple[list[str], ...]
) -> tuple[str, ...]:
    tips = list(texts)
    english = lang == "en"
    if item.is_pair:
        tips[Column.NUMERATOR] = item.numerator_en if english and item.numerator_en else item.numerator_vi
        tips[Column.DENOMINATOR] = item.denominator_en if english and item.denominator_en else item.denominator_vi
        tips[Column.VALUE] = "" if told[Column.VALUE] else translate("Entry", "Được tính từ tử số và mẫu số")
    parts = [*(remark.message for remark in remarks), texts[Column.NOTE], tips[Column.VALUE]]
    tips[Column.VALUE] = "\n".join(filter(None, parts))
    return tuple("\n".join(filter(None, (tip, *words))) for tip, words in zip(tips, told, strict=True))


def text_to_edit(line: EntryLine, column: int) -> str:
    """Give what the editor starts with: figures in a form that reads back to exactly the same value."""
    seen = observation_of(line.row)
    if column == Column.NOTE:
        return line.texts[column]
    if column == Column.STATUS:
        return "" if seen is None else (seen.status if seen.state is ValueState.FIGURE else seen.state).value
    if seen is None:
        return ""
    if seen.state is not ValueState.FIGURE and column == Column.VALUE:
        return line.texts[column]
    part = {
        int(Column.NUMERATOR): seen.numerator,
        int(Column.DENOMINATOR): seen.denominator,
        int(Column.VALUE): seen.value,
    }.get(column)
    return "" if part is None else write_for_entry(part)


def chosen_text(cell: CellInput) -> str:
    """Write a text that is on its way as a person reads it: choices travel as codes."""
    if cell.field is CellField.STATE:
        return state_word(ValueState(cell.text))
    if cell.field is CellField.STATUS and cell.text in _STATUSES:
        return status_word(FigureStatus(cell.text))
    return cell.text
