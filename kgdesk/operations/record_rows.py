"""Rows of a table held against what stands in the workspace: what each would do. Writes nothing."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from kgdesk.domain.figure import figure_of, rate_of
from kgdesk.domain.indicator import Indicator
from kgdesk.domain.numbers import Ambiguous, NotNumber, Number, read_number, rounded, write_for_entry
from kgdesk.domain.observation import FigureStatus, Observation, ValueState
from kgdesk.domain.period import Period
from kgdesk.domain.written_text import clean_text
from kgdesk.operations import cell_text
from kgdesk.operations.cell_text import FIGURES, CellField, Choice, Refusal
from kgdesk.operations.record_names import IndicatorNames
from kgdesk.operations.record_report import Answers, Note, Question, RowOutcome, RowReport
from kgdesk.operations.workspace import Workspace
from kgdesk.returns.tabular import RecordRow, status_of
from kgdesk.store import observations, sealed


@dataclass(frozen=True, slots=True)
class RowPlan:
    """What a row would do: `after` is the observation to save, None for nothing."""

    report: RowReport
    after: Observation | None = None


def as_saved(plan: RowPlan) -> RowReport:
    """Give the row's report after its figure was saved."""
    if plan.after is None:
        return plan.report
    code = plan.report.code.replace("record.readable", "record.saved")
    return replace(plan.report, outcome=RowOutcome.SAVED, code=code)


class RowReader:
    """Reads rows against what stands in the workspace."""

    def __init__(
        self, workspace: Workspace, period: Period, *, reason: str = "", answers: Answers | None = None
    ) -> None:
        self.names = IndicatorNames(workspace.indicators(period))
        self._unit = workspace.unit.code
        self._period = period.code
        self._reason = reason.strip()
        self._answers = answers or Answers()
        self._standing = observations.current(workspace.store, self._unit, period.code)
        latest = sealed.latest(workspace.store, self._unit, period.code)
        self._sealed = frozenset(latest.indicators) if latest else frozenset()
        self._seen: dict[str, int] = {}

    def read(self, rows: Iterable[RecordRow]) -> list[RowPlan]:
        """Read every row, in order."""
        return [self._read(row) for row in rows]

    def _read(self, row: RecordRow) -> RowPlan:
        indicator, named = self._indicator_of(row)
        repairs = (
            *(Note(f"record.repair_{item.kind}", {"place": item.place, **item.params}) for item in row.repairs),
            *named,
        )
        plan = self._weigh(row, indicator)
        told = () if plan.report.outcome in {RowOutcome.SKIPPED, RowOutcome.LEFT_OUT} else repairs
        return replace(plan, report=replace(plan.report, repairs=(*told, *plan.report.repairs)))

    def _indicator_of(self, row: RecordRow) -> tuple[Indicator | None, tuple[Note, ...]]:
        """Find the indicator, and tell where it was not found by what stands first."""
        exact = self.names.exact(row.indicator) or self.names.exact(row.name)
        if exact is not None:
            by_name = self.names.exact(row.indicator) is None
            return exact, (_named(row, exact),) if by_name and row.indicator else ()
        loose = self.names.loose(row.indicator) or self.names.loose(row.name)
        return loose, () if loose is None else (_named(row, loose),)

    def _weigh(self, row: RecordRow, indicator: Indicator | None) -> RowPlan:
        empty = not (row.value or row.numerator or row.denominator or row.status or row.source or row.note or row.flaws)
        if empty:
            return _plan(row, indicator, RowOutcome.SKIPPED, "record.skipped")
        if row.hidden:
            return _plan(row, indicator, RowOutcome.SKIPPED, "record.hidden_row")
        if row.row in self._answers.left_out:
            return _plan(row, indicator, RowOutcome.LEFT_OUT, "record.left_out")
        if indicator is None:
            code = "record.not_asked" if row.indicator else "record.no_indicator"
            return _plan(row, None, RowOutcome.REFUSED, code, text=row.indicator)
        other = self.names.exact(row.name) or self.names.loose(row.name)
        if other is not None and other.code != indicator.code:
            return _plan(row, indicator, RowOutcome.REFUSED, "record.code_and_name", text=row.indicator, name=row.name)
        if row.flaws:
            flaw = row.flaws[0]
            return _plan(
                row, indicator, RowOutcome.REFUSED, f"record.cell_{flaw.kind}", place=flaw.place, text=flaw.text
            )
        if indicator.code in self._seen:
            return _plan(row, indicator, RowOutcome.REFUSED, "record.twice", first=self._seen[indicator.code])
        self._seen[indicator.code] = row.row
        return self._compare(row, indicator)

    def _compare(self, row: RecordRow, indicator: Indicator) -> RowPlan:
        recorded = self._standing.get(indicator.code)
        standing = recorded.observation if recorded else None
        chosen = {column: text for (number, column), text in self._answers.texts.items() if number == row.row}
        laid = replace(row, **chosen)  # type: ignore[arg-type]  # every answer is the text of a column
        laid, agreed = _without_rate(indicator, laid)
        questions = _questions(indicator, row, laid, answered=frozenset(chosen))
        if questions:
            return _asking(row, indicator, questions)
        after = _merged(indicator, laid, standing or Observation(self._unit, indicator.code, self._period))
        if isinstance(after, Refusal):
            return _plan(row, indicator, RowOutcome.REFUSED, after.code, **after.params)
        if after == standing:
            return _plan(row, indicator, RowOutcome.UNCHANGED, "record.unchanged")
        if indicator.code in self._sealed and not self._reason:
            return _plan(row, indicator, RowOutcome.REFUSED, "record.reason_needed")
        code, params = _in_words(indicator, after)
        plan = _plan(row, indicator, RowOutcome.READABLE, code, **params)
        told = (*agreed, *_figure_repairs(indicator, laid), *_replaced(indicator, standing, after))
        return RowPlan(replace(plan.report, repairs=told), after)


def _named(row: RecordRow, indicator: Indicator) -> Note:
    return Note("record.repair_name", {"text": row.indicator or row.name, "code": indicator.code, **_names(indicator)})


def _questions(
    indicator: Indicator, row: RecordRow, laid: RecordRow, *, answered: frozenset[str]
) -> tuple[Question, ...]:
    """Ask about every number with two readings, another measure, and texts that are likely in an old encoding."""
    found = [item for cell in FIGURES if (item := _figure_question(indicator, cell, laid)) is not None]
    if laid.value and laid.measure and not _same_measure(indicator, laid.measure):
        found.append(Question("measure", laid.measure, (indicator.measure_vi,)))
    offered = (item for item in row.offers if item.column not in answered)
    return (*found, *(Question(item.column, item.text, (item.reading, item.text)) for item in offered))


def _figure_question(indicator: Indicator, cell: CellField, row: RecordRow) -> Question | None:
    text = getattr(row, cell.value)
    if not text:
        return None
    read = cell_text.read_cell(indicator, cell, _figure_text(indicator, cell, text))
    if isinstance(read, Choice):
        return Question(cell.value, text, tuple(map(write_for_entry, read.candidates)))
    match read_number(text):
        case NotNumber(within=Number(value)):
            inside: tuple[Decimal, ...] = (value,)
        case NotNumber(within=Ambiguous() as reading):
            inside = (reading.vietnamese, *(item for item in reading.candidates if item != reading.vietnamese))
        case _:
            return None
    if isinstance(read, Refusal):  # a number with a measure that may not be the indicator's
        return Question(cell.value, text, tuple(map(write_for_entry, inside)))
    return None


def _asking(row: RecordRow, indicator: Indicator, questions: tuple[Question, ...]) -> RowPlan:
    first = questions[0]
    match first.column:
        case "measure":
            code = "record.measure_differs"
            params: dict[str, object] = {"text": first.text, "measure": indicator.measure_vi}
        case "source" | "note":
            code = "record.text_doubtful"
            params = {"text": first.text, "reading": first.options[0]}
        case _ if isinstance(found := read_number(first.text), NotNumber):
            code = "record.measure_within"
            params = {"text": first.text, "words": found.words, "options": first.options}
        case _:
            code = "record.ambiguous"
            params = {"text": first.text, "first": first.options[0], "second": first.options[1]}
    plan = _plan(row, indicator, RowOutcome.AMBIGUOUS, code, **params)
    return RowPlan(replace(plan.report, questions=questions))


def _without_rate(indicator: Indicator, row: RecordRow) -> tuple[RecordRow, tuple[Note, ...]]:
    """Leave out a rate beside its pair that is what the pair gives, as shown; another one stays to be refused."""
    match read_number(row.value), read_number(row.numerator), read_number(row.denominator):
        case Number(value), Number(numerator), Number(denominator) if indicator.is_pair:
            rate = rate_of(indicator, numerator, denominator)
            exponent = value.as_tuple().exponent
            shown = Decimal(5).scaleb(min(exponent, 0) - 1 if isinstance(exponent, int) else -1)
            if rate is not None and abs(rate - value) <= max(shown, abs(rate) * _FLOAT_NOISE):
                return replace(row, value=""), (Note("record.repair_rate_agrees", {"value": value}),)
        case _:
            pass
    return row, ()


_FLOAT_NOISE = Decimal("1e-9")  # what a spreadsheet's arithmetic leaves in the last digits


def _merged(indicator: Indicator, row: RecordRow, before: Observation) -> Observation | Refusal:
    """Lay the row's texts over what stands there; figures of the row replace all figures there."""
    status = status_of(row.status)
    if isinstance(status, ValueState) and (row.value or row.numerator or row.denominator):
        return Refusal("record.figure_and_state", {"text": row.status})
    if row.status and status is None:
        return Refusal("entry.status_unknown", {"text": row.status})
    if row.value and (row.numerator or row.denominator):
        return Refusal("record.rate_and_pair")
    after = before
    if row.value or row.numerator or row.denominator or isinstance(status, ValueState):
        state = status if isinstance(status, ValueState) else ValueState.FIGURE
        after = replace(before, state=state, value=None, numerator=None, denominator=None)
    for cell in FIGURES:
        text = getattr(row, cell.value)
        if text:
            read = cell_text.read_cell(indicator, cell, _figure_text(indicator, cell, text))
            if isinstance(read, Refusal):
                return read
            assert not isinstance(read, Choice)  # noqa: S101 - asked about before
            after = replace(after, **read.changes)  # type: ignore[arg-type]  # names and types come from `read_cell`
    return replace(
        after,
        status=status if isinstance(status, FigureStatus) else after.status,
        source=clean_text(row.source) or after.source,
        note=clean_text(row.note) or after.note,
    )


def _figure_text(indicator: Indicator, cell: CellField, text: str) -> str:
    """Leave out the measure behind a number (`8.013,4 tỷ đồng`), where it is the indicator's own."""
    found = read_number(text)
    if cell is not CellField.VALUE or not isinstance(found, NotNumber) or not isinstance(found.within, Number):
        return text
    return write_for_entry(found.within.value) if _same_measure(indicator, found.words) else text


def _figure_repairs(indicator: Indicator, row: RecordRow) -> tuple[Note, ...]:
    """Tell what was done to the figures' texts before they were numbers."""
    notes = []
    for cell in FIGURES:
        text = getattr(row, cell.value)
        bare = _figure_text(indicator, cell, text) if text else ""
        if bare != text:
            notes.append(Note("record.repair_measure_word", {"before": text, "after": bare}))
        match read_number(text):
            case Number(repairs=repairs):
                notes.extend(Note(f"number.repair_{repair}", {"text": text}) for repair in repairs)
            case _:
                pass
    return tuple(notes)


def _replaced(indicator: Indicator, standing: Observation | None, after: Observation) -> tuple[Note, ...]:
    """Tell which figure goes, where one stood and another comes."""
    before = figure_of(indicator, standing)
    if standing is None or before is None or before == figure_of(indicator, after):
        return ()
    return (Note("record.replaces", {"before": _short(indicator, before)}),)


def _same_measure(indicator: Indicator, text: str) -> bool:
    ours = {_measure(indicator.measure_vi), _measure(indicator.measure_en)} - {""}
    theirs = _measure(text)
    return not ours or not theirs or theirs in ours or ("%" in theirs and any("%" in item for item in ours))


def _measure(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "d"))
    letters = "".join(item for item in plain if not unicodedata.combining(item)).casefold()
    return (
        "".join(item for item in letters if item.isalnum() or item in "%/‰")
        .replace("ti dong", "ty dong")
        .replace("tidong", "tydong")
    )


def _names(indicator: Indicator) -> dict[str, object]:
    return {"name_vi": indicator.name_vi, "name_en": indicator.name_en}


def _in_words(indicator: Indicator, after: Observation) -> tuple[str, dict[str, object]]:
    if after.state is not ValueState.FIGURE:
        return f"record.readable_{after.state.value}", {}
    if after.numerator is not None and after.denominator is not None:
        params: dict[str, object] = {"numerator": after.numerator, "denominator": after.denominator}
        return "record.readable_pair", {**params, "value": _short(indicator, figure_of(indicator, after))}
    half = after.numerator if after.numerator is not None else after.denominator
    value = after.value if half is None else half
    return ("record.readable_text", {}) if value is None else ("record.readable_value", {"value": value})


def _short(indicator: Indicator, value: Decimal | None) -> object:
    """Write a computed figure as grid and report do, a typed one with no more digits than were typed: 3485."""
    if value is None:
        return "–"
    if indicator.is_pair:
        return rounded(value, indicator.places)
    limit = max(indicator.places, 2)
    return next(shown for digits in range(limit + 1) if (shown := rounded(value, digits)) == rounded(value, limit))


def _plan(row: RecordRow, indicator: Indicator | None, outcome: RowOutcome, code: str, **params: object) -> RowPlan:
    names = {} if indicator is None else _names(indicator)
    shown = row.indicator if indicator is None else indicator.code
    return RowPlan(RowReport(row.row, shown, outcome, code, {**names, **params}))
