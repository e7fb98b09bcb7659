"""What stands in the places of a part, taken from a workspace; and the same places one by one, to be compared."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from kgdesk.domain.escalation import Escalation
from kgdesk.domain.observation import Observation
from kgdesk.domain.part import (
    BOXES,
    CellEntry,
    EarlierFigure,
    MatterEntry,
    PartContents,
    PartFigure,
    PartPlace,
    PartText,
    PlaceNoun,
    TextEntry,
    figure_of_observation,
    matter_of_escalation,
    text_of_narrative,
)
from kgdesk.domain.period import Period
from kgdesk.domain.written_text import clean_text
from kgdesk.operations.workspace import Workspace
from kgdesk.store import escalations, narratives, observations, progress_choices

Value = Any  # of a cell `PartFigure`, of a matter `PartMatter`, of a box its text, progress or per cent
_MOST_EARLIER = 4_000  # a list of a document holds 5,000


def contents(
    workspace: Workspace, period: Period, *, indicators: Iterable[str], tasks: Iterable[str], matters: Collection[str]
) -> PartContents:
    """Gather what stands in these cells, tasks and matters (by key), as a document carries it."""
    return PartContents(
        _cells(workspace, period, indicators), _texts(workspace, period, tasks), _matters(workspace, matters)
    )


def _cells(workspace: Workspace, period: Period, indicators: Iterable[str]) -> tuple[CellEntry, ...]:
    found = observations.current(workspace.store, workspace.unit.code, period.code)
    entries = []
    for code in indicators:
        row = found.get(code)
        if row is None:
            entries.append(CellEntry(code, None))
        else:
            entries.append(CellEntry(code, _figure(row.observation), row.recorded_by, row.recorded_at))
    return tuple(entries)


def _figure(observation: Observation | None) -> PartFigure | None:
    figure = figure_of_observation(observation)
    return None if figure is None else _cleaned(figure)


def _texts(workspace: Workspace, period: Period, tasks: Iterable[str]) -> tuple[TextEntry, ...]:
    found = narratives.current(workspace.store, workspace.unit.code, period.code)
    waiting = progress_choices.not_chosen(workspace.store, period.code)
    entries = []
    for code in tasks:
        row = found.get(code)
        if row is None:
            entries.append(TextEntry(code, PartText()))
            continue
        text = _cleaned(text_of_narrative(row.narrative, chosen=code not in waiting))
        entries.append(TextEntry(code, text, row.recorded_by, row.recorded_at))
    return tuple(entries)


def _matters(workspace: Workspace, keys: Collection[str]) -> tuple[MatterEntry, ...]:
    entries = []
    for item in escalations.current(workspace.store, workspace.unit.code):
        if item.key in keys:
            newest = escalations.history(workspace.store, workspace.unit.code, item.key)[-1]
            matter = _cleaned(matter_of_escalation(item))
            entries.append(MatterEntry(matter, newest.recorded_by, newest.recorded_at))
    return tuple(entries)


def all_matters(workspace: Workspace) -> tuple[Escalation, ...]:
    """Return every matter of the unit."""
    return escalations.current(workspace.store, workspace.unit.code)


def earlier(workspace: Workspace, period: Period, indicators: Collection[str]) -> tuple[EarlierFigure, ...]:
    """Gather the unit's figures of other periods in these cells, the newest periods first where there are too many."""
    store, unit = workspace.store, workspace.unit.code
    periods = sorted(set(map(Period.parse, observations.periods_written(store, unit))) - {period}, reverse=True)
    written = observations.latest_for(store, unit, [item.code for item in periods]) if periods else {}
    found = [
        EarlierFigure(code, item.code, figure)
        for item in periods
        for code in indicators
        if (figure := _figure(written[item.code].get(code))) is not None
    ]
    return tuple(found[:_MOST_EARLIER])


def _cleaned(record: Any) -> Any:
    """Bring the texts of a record to the form in which a document gives them back, so that they compare equal."""
    texts = {item.name: getattr(record, item.name) for item in fields(record)}
    return replace(record, **{name: clean_text(text) for name, text in texts.items() if type(text) is str})


def values(found: PartContents) -> dict[PartPlace, Value]:
    """Spread the contents over their places; what is empty has no value."""
    spread: dict[PartPlace, Value] = {
        PartPlace(PlaceNoun.CELL, item.indicator): item.figure for item in found.cells if item.figure is not None
    }
    for entry in found.texts:
        boxes = {box: getattr(entry.text, box) for box in BOXES}
        spread |= {
            PartPlace(PlaceNoun.TEXT, entry.task, box): value
            for box, value in boxes.items()
            if value is not None and value != ""
        }
    return spread | {PartPlace(PlaceNoun.MATTER, item.matter.key): item.matter for item in found.matters}


def gathered(spread: Mapping[PartPlace, Value], indicators: Iterable[str], tasks: Iterable[str]) -> PartContents:
    """Put places together again; who wrote them is not part of a value."""
    return PartContents(
        tuple(CellEntry(code, spread.get(PartPlace(PlaceNoun.CELL, code))) for code in indicators),
        tuple(TextEntry(code, text_at(spread, code)) for code in tasks),
        tuple(MatterEntry(value) for place, value in spread.items() if place.noun is PlaceNoun.MATTER),
    )


def text_at(spread: Mapping[PartPlace, Value], task: str) -> PartText:
    """Put the boxes of a task together."""
    boxes = {box: spread.get(PartPlace(PlaceNoun.TEXT, task, box)) for box in BOXES}
    return PartText(**{box: value for box, value in boxes.items() if value is not None})


def hands(found: PartContents) -> dict[tuple[PlaceNoun, str], tuple[str, Any]]:
    """Tell of each cell, task and matter who wrote there last and when."""
    return {
        **{(PlaceNoun.CELL, item.indicator): (item.recorded_by, item.recorded_at) for item in found.cells},
        **{(PlaceNoun.TEXT, item.task): (item.recorded_by, item.recorded_at) for item in found.texts},
        **{(PlaceNoun.MATTER, item.matter.key): (item.recorded_by, item.recorded_at) for item in found.matters},
    }
