"""What a person typed or pasted into a cell, and what it makes of the observation there. Pure."""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from kgdesk.domain.indicator import EntryForm, Indicator
from kgdesk.domain.numbers import Ambiguous, Blank, Number, read_number
from kgdesk.domain.observation import FigureStatus, Observation, ValueState
from kgdesk.domain.written_text import clean_text


class CellField(StrEnum):
    """The parts of an observation that can be typed."""

    VALUE = "value"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    STATUS = "status"
    SOURCE = "source"
    NOTE = "note"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Edit:
    """The fields of the observation that get a new value."""

    changes: dict[str, object]


@dataclass(frozen=True, slots=True)
class Choice:
    """Two readings of a number, the Vietnamese one first; the person chooses."""

    candidates: tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A text that is not taken; `code` names the sentence."""

    code: str
    params: dict[str, object] = field(default_factory=dict)


_COUNTED = frozenset({"người", "hộ", "xã", "trường", "lượt lao động", "lao động", "bác sĩ", "giường"})
_MEASURED = frozenset({"tỷ đồng", "triệu đồng", "tấn", "ha", "usd"})
FIGURES = (CellField.VALUE, CellField.NUMERATOR, CellField.DENOMINATOR)

_NO_FIGURES: dict[str, object] = {"value": None, "numerator": None, "denominator": None}
_STATES = {
    "x": ValueState.NOT_APPLICABLE,
    "kad": ValueState.NOT_APPLICABLE,
    "không áp dụng": ValueState.NOT_APPLICABLE,
    "not_applicable": ValueState.NOT_APPLICABLE,
    "not applicable": ValueState.NOT_APPLICABLE,
    "...": ValueState.NOT_AVAILABLE,
    "…": ValueState.NOT_AVAILABLE,
    "chưa có": ValueState.NOT_AVAILABLE,
    "chưa có số liệu": ValueState.NOT_AVAILABLE,
    "not_available": ValueState.NOT_AVAILABLE,
    "not available": ValueState.NOT_AVAILABLE,
}
_FIGURE_STATE = {"figure", "số liệu", "có số liệu", "số", ""}
_BOOLEANS = {
    **dict.fromkeys(("đạt", "có", "1", "rồi", "yes", "reached"), Decimal(1)),
    **dict.fromkeys(("chưa đạt", "không đạt", "không", "chưa", "0", "no", "not reached"), Decimal(0)),
}
_STATUSES = {
    **{status.value: status for status in FigureStatus},
    **dict.fromkeys(("ước", "ước tính", "ước thực hiện", "uoc"), FigureStatus.ESTIMATE),
    **dict.fromkeys(("sơ bộ", "so bo"), FigureStatus.PRELIMINARY),
    **dict.fromkeys(("chính thức", "chinh thuc"), FigureStatus.OFFICIAL),
    **dict.fromkeys(("điều chỉnh", "dieu chinh"), FigureStatus.RESTATED),
}


def read_cell(indicator: Indicator, cell_field: CellField, text: str) -> Edit | Choice | Refusal:
    """Read a text for one field of an indicator's cell; a blank text empties the field."""
    text = clean_text(text).strip()
    word = " ".join(text.casefold().split())
    match cell_field:
        case CellField.SOURCE | CellField.NOTE:
            return Edit({cell_field.value: text})
        case CellField.STATUS:
            return _read_status(word, text)
        case CellField.STATE:
            return _read_state(word, text)
        case _:
            return _read_figure(indicator, cell_field, word, text)


def apply_edit(edit: Edit, before: Observation) -> Observation | None:
    """Return the observation after the edit; None where nothing is left of it."""
    after = replace(before, **edit.changes)  # type: ignore[arg-type]  # names and types come from `read_cell`
    empty = after.state is ValueState.FIGURE and not (has_figures(after) or after.source or after.note)
    return None if empty else after


def rate_beside_pair(indicator: Indicator, edit: Edit, before: Observation) -> bool:
    """Whether the edit would set a rate beside the pair it is computed from."""
    pair = before.numerator is not None or before.denominator is not None
    return indicator.is_pair and pair and edit.changes.get("value") is not None


def has_figures(observation: Observation) -> bool:
    """Whether any number stands in the observation."""
    return not (observation.value is None and observation.numerator is None and observation.denominator is None)


def _read_status(word: str, text: str) -> Edit | Refusal:
    status = FigureStatus.ESTIMATE if not word else _STATUSES.get(word)
    return Refusal("entry.status_unknown", {"text": text}) if status is None else Edit({"status": status})


def _read_state(word: str, text: str) -> Edit | Refusal:
    if word in _FIGURE_STATE:
        return Edit({"state": ValueState.FIGURE})
    state = _STATES.get(word)
    return Refusal("entry.state_unknown", {"text": text}) if state is None else _without_figures(state)


def _without_figures(state: ValueState) -> Edit:
    return Edit({"state": state, **_NO_FIGURES})


def _read_figure(indicator: Indicator, cell_field: CellField, word: str, text: str) -> Edit | Choice | Refusal:
    if cell_field is not CellField.VALUE and not indicator.is_pair:
        return Refusal("entry.no_pair", {"name_vi": indicator.name_vi, "name_en": indicator.name_en})
    if word in _STATES:
        return _without_figures(_STATES[word])
    if indicator.entry is EntryForm.BOOLEAN and word:
        answer = _BOOLEANS.get(word)
        return Refusal("entry.not_boolean", {"text": text}) if answer is None else _figure(cell_field, answer)
    return _read_number(indicator, cell_field, text)


def _read_number(indicator: Indicator, cell_field: CellField, text: str) -> Edit | Choice | Refusal:
    match read_number(text):
        case Blank():  # also where "x" or "..." stood: then nothing is said any more
            return Edit({"state": ValueState.FIGURE, cell_field.value: None})
        case Number(percent=True) | Ambiguous(percent=True) if not _takes_percent(indicator, cell_field):
            return Refusal("entry.percent_unexpected", {"text": text, "measure": indicator.measure_vi or "-"})
        case Number(value):
            return _figure(cell_field, value)
        case Ambiguous() as reading if _is_count(indicator, cell_field):
            return _figure(cell_field, reading.candidates[0])  # the whole one, whatever the mark
        case Ambiguous() as reading:
            first = reading.vietnamese
            return Choice((first, next(item for item in reading.candidates if item != first)))
        case other:
            return Refusal(other.code, {"text": text})


def _takes_percent(indicator: Indicator, cell_field: CellField) -> bool:
    return cell_field is CellField.VALUE and "%" in indicator.measure_vi


def _is_count(indicator: Indicator, cell_field: CellField) -> bool:
    """Whether only whole things are counted here: then a dot before three digits is no decimal mark.

    A half of a pair tells by the measure in its name: "Dân số trung bình (người)", "Tổng số trường".
    """
    if cell_field is CellField.VALUE:
        return indicator.measure_vi.casefold() in _COUNTED
    name = indicator.numerator_vi if cell_field is CellField.NUMERATOR else indicator.denominator_vi
    measure = name.rpartition("(")[2].rstrip(")").casefold() if name.endswith(")") else ""
    return measure in _COUNTED or (measure not in _MEASURED and name.casefold().startswith(("số ", "tổng số ")))


def _figure(cell_field: CellField, value: Decimal) -> Edit:
    """Set a figure. A half of a pair drives out a published rate: one figure, one origin."""
    rate: dict[str, object] = {} if cell_field is CellField.VALUE else {"value": None}
    return Edit({"state": ValueState.FIGURE, **rate, cell_field.value: value})
