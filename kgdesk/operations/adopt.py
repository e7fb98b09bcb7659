"""Upward: a unit with others below it takes the totals of a run into its own return, as one step."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kgdesk.domain.changes import Outcome
from kgdesk.domain.indicator import EntryForm, Indicator, UnitRule
from kgdesk.domain.observation import FigureStatus, Observation, ValueState
from kgdesk.domain.provincial_report import ReportLine
from kgdesk.messages import say
from kgdesk.operations.consolidate import ConsolidationRun
from kgdesk.operations.entry import record_observations
from kgdesk.operations.status import filing_status
from kgdesk.operations.workspace import Workspace

_MOST_NAMES = 20
# From the least final on: a total is no more final than the least final figure in it.
_FINALITY = (FigureStatus.ESTIMATE, FigureStatus.PRELIMINARY, FigureStatus.RESTATED, FigureStatus.OFFICIAL)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An indicator the unit is asked, of which the run has nothing to take; `code` is the sentence that says why."""

    indicator: str
    code: str
    name_vi: str
    name_en: str

    def message(self, lang: str = "vi") -> str:
        """Say it."""
        return say(self.code, lang, indicator=self.indicator, name=self.name_en if lang == "en" else self.name_vi)


@dataclass(frozen=True, slots=True)
class Adoption:
    """What was taken from run `number`, which had `returns` of `units` units; `unchanged` stood there already."""

    number: int
    returns: int
    units: int
    taken: tuple[str, ...]
    unchanged: tuple[str, ...]
    left_out: tuple[LeftOut, ...]


def adopt_run(workspace: Workspace, run: ConsolidationRun, *, reason: str = "") -> Outcome[Adoption]:
    """Record the totals of a run as the unit's own figures of the period, in one step that can be taken back.

    Source and note of each say which run, of how many units, and who is missing; what the run does not
    give is left as it stands. Raises Fault `entry.reason_needed` for a figure that is in a sealed return.
    """
    units = len(filing_status(workspace, run.period))
    source = say("adopt.source", "vi", number=run.number, returns=len(run.inputs), units=units)
    taken: list[Observation] = []
    left_out: list[LeftOut] = []
    lines = {line.indicator: line for line in run.lines}
    for indicator in workspace.indicators(run.period):
        found = _observation(workspace, run, indicator, lines[indicator.code], source)
        if isinstance(found, str):
            left_out.append(LeftOut(indicator.code, found, indicator.name_vi, indicator.name_en))
        else:
            taken.append(found)
    detail = {"run": run.number, "digest": run.digest}
    outcome = record_observations(workspace, run.period, taken, reason=reason, action="run.adopt", detail=detail)
    written = {code for _, code in outcome.changes.cells}
    return Outcome(
        Adoption(
            number=run.number,
            returns=len(run.inputs),
            units=units,
            taken=tuple(item.indicator for item in taken if item.indicator in written),
            unchanged=tuple(item.indicator for item in taken if item.indicator not in written),
            left_out=tuple(left_out),
        ),
        outcome.changes,
    )


def _observation(
    workspace: Workspace, run: ConsolidationRun, indicator: Indicator, line: ReportLine, source: str
) -> Observation | str:
    """Turn a total into a figure of this unit; the code of a sentence where there is none."""
    total = line.roll_up
    blank = Observation(workspace.unit.code, indicator.code, run.period.code, source=source)
    if total.value is None:
        if total.not_applicable and not (total.missing or total.not_available):
            note = say("adopt.not_applicable", "vi")
            return replace(blank, state=ValueState.NOT_APPLICABLE, note=note)
        return "adopt.no_total" if line.is_due else "adopt.not_due"
    if indicator.entry is EntryForm.BOOLEAN or indicator.over_units is UnitRule.COUNT_TRUE:
        return "adopt.count"
    pair = indicator.is_pair and total.numerator is not None and total.denominator is not None
    return replace(
        blank,
        value=None if pair else total.value,
        numerator=total.numerator if pair else None,
        denominator=total.denominator if pair else None,
        status=_status(line),
        note=" ".join(_note(workspace, line)),
    )


def _status(line: ReportLine) -> FigureStatus:
    """Find the least final status among the figures in the total."""
    total = line.roll_up
    found = {item.observation.status for item in total.inputs}
    found |= {total.lead.observation.status} if total.lead is not None and not found else set()
    return next((status for status in _FINALITY if status in found), FigureStatus.ESTIMATE)


def _note(workspace: Workspace, line: ReportLine) -> Iterator[str]:
    total = line.roll_up
    for code, units in (("adopt.missing", total.missing), ("adopt.not_available", total.not_available)):
        if units:
            named = ", ".join(workspace.plan.unit(unit).name_vi for unit in units[:_MOST_NAMES])
            if len(units) > _MOST_NAMES:
                named = f"{named} {say('adopt.more', 'vi', count=len(units) - _MOST_NAMES)}"
            yield say(code, "vi", count=len(units), units=named)
