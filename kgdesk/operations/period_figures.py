"""A unit's figures of one period beside those that came before: what the grid and the checks look at."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from weakref import WeakKeyDictionary

from kgdesk.domain.figure import figure_of
from kgdesk.domain.findings import Finding
from kgdesk.domain.indicator import Indicator, TimeRule
from kgdesk.domain.observation import Observation, RecordedObservation, ValueState
from kgdesk.domain.period import Period, PeriodKind
from kgdesk.domain.plan import PublishedKind
from kgdesk.domain.reporting_unit import UnitLevel
from kgdesk.domain.validation import check
from kgdesk.operations.past_figures import past_of
from kgdesk.operations.workspace import Workspace
from kgdesk.store import observations, sealed
from kgdesk.store.connection import Store
from kgdesk.store.observations import Cell


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    """Everything known for one period, loaded with a few queries.

    `written` holds the unit's own observations by period and indicator; `published` the figures of
    the plan's history that speak of the unit (or of the province, for what it answers for), by
    indicator and period. `sealed_cells` are the indicators in the latest sealed return, `past` the
    figures of other periods that the checks look back at.
    """

    workspace: Workspace
    period: Period
    day: date
    asked: tuple[Indicator, ...]
    recorded: Mapping[str, RecordedObservation]
    written: Mapping[str, Mapping[str, Observation]]
    published: Mapping[tuple[str, str], Decimal]
    sealed_revision: int
    sealed_cells: frozenset[str]
    past: Mapping[str, Mapping[Period, Decimal]]
    checked: list[tuple[Finding, ...]] = field(default_factory=list, compare=False, repr=False)  # once, when asked

    @property
    def current(self) -> Mapping[str, Observation]:
        """The observations of the period, by indicator."""
        return self.written[self.period.code]

    def figure(self, indicator: Indicator, period: str) -> Decimal | None:
        """Return the unit's own figure of a period, else the published one."""
        own = figure_of(indicator, self.written.get(period, {}).get(indicator.code))
        return self.published.get((indicator.code, period)) if own is None else own

    def is_answered(self, indicator: Indicator) -> bool:
        """Whether the cell has a figure, or says why there is none; half a pair or a bare note is no answer."""
        found = self.current.get(indicator.code)
        return found is not None and (found.state is not ValueState.FIGURE or figure_of(indicator, found) is not None)

    @property
    def optional(self) -> frozenset[str]:
        """The indicators the plan requires in other kinds of period only: here nobody waits for them."""
        return self.workspace.plan.not_asked_in(self.period.kind)

    def yearly(self, indicator: Indicator) -> dict[int, Decimal]:
        """Return the yearly figures of the plan's horizon known up to this period."""
        last = self.period.year if self.period.kind is PeriodKind.YEAR else self.period.year - 1
        found = {year: self.figure(indicator, str(year)) for year in range(self.workspace.plan.first_year, last + 1)}
        return {year: value for year, value in found.items() if value is not None}

    def running_total(self, indicator: Indicator) -> Decimal | None:
        """Return the total since the plan's first year, this year included; None while a year is unknown."""
        if indicator.over_time is not TimeRule.PERIOD_TOTAL or self.period.kind is not PeriodKind.YEAR:
            return None
        known = self.yearly(indicator)
        expected = self.period.year - self.workspace.plan.first_year + 1
        return sum(known.values(), Decimal(0)) if known and len(known) == expected else None

    def findings(self) -> tuple[Finding, ...]:
        """Check the period by the rules of the domain and of the plan."""
        if not self.checked:
            self.checked.append(self._check())
        return self.checked[0]

    def _check(self) -> tuple[Finding, ...]:
        totals = {item.code: self.running_total(item) for item in self.asked}
        return check(
            self.workspace.plan,
            self.workspace.unit,
            self.period,
            current=self.current,
            last_year=self.written[self.period.same_period_last_year().code],
            previous=self.written[self.period.previous().code],
            running_totals={code: total for code, total in totals.items() if total is not None},
            past=self.past,
        )


@dataclass(frozen=True, slots=True)
class _Memory:
    """What was read last, without the workspace: of which plan, unit and period, and the newest rows there were."""

    question: tuple[object, ...]
    parts: dict[str, Any]


# Grid, counts and checks ask for the same period one after the other. Rows are only ever appended: where there is
# no newer one, nothing is different.
_memories: WeakKeyDictionary[Store, _Memory] = WeakKeyDictionary()


def load(workspace: Workspace, period: Period) -> PeriodFigures:
    """Read a period with what stands beside it."""
    unit, store = workspace.unit.code, workspace.store
    asked, latest = workspace.indicators(period), sealed.latest(store, unit, period.code)
    revision = latest.revision if latest else 0
    question = (workspace.plan_digest, unit, period, asked, revision, observations.newest_row(store))
    known = _memories.get(store)
    if known is None or known.question != question:
        day = workspace.day_of(period)
        published = published_figures(workspace, asked, day)
        parts = {
            "period": period,
            "day": day,
            "asked": asked,
            "recorded": observations.current(store, unit, period.code),
            "written": observations.latest_for(store, unit, _beside(workspace, period)),
            "published": published,
            "sealed_revision": revision,
            "sealed_cells": frozenset(latest.indicators) if latest else frozenset(),
            "past": past_of(workspace, period, asked, published),
            "checked": [],
        }
        known = _memories[store] = _Memory(question, parts)
    return PeriodFigures(workspace=workspace, **known.parts)


def load_cells(workspace: Workspace, period: Period, codes: Collection[str]) -> PeriodFigures:
    """Read some cells with what stands beside them, quickly: nothing by which they could be checked."""
    unit, store, day = workspace.unit.code, workspace.store, workspace.day_of(period)
    asked = tuple(item for item in workspace.indicators(period) if item.code in codes)
    latest = sealed.latest(store, unit, period.code)
    beside = _beside(workspace, period)
    found = {item.code: observations.series(store, unit, item.code, beside) for item in asked}
    newest = ((item.code, observations.newest(store, Cell(unit, item.code, period.code))) for item in asked)
    return PeriodFigures(
        workspace=workspace,
        period=period,
        day=day,
        asked=asked,
        recorded={code: recorded for code, recorded in newest if recorded is not None},
        written={name: {code: own[name] for code, own in found.items() if name in own} for name in beside},
        published=published_figures(workspace, asked, day),
        sealed_revision=latest.revision if latest else 0,
        sealed_cells=frozenset(latest.indicators) if latest else frozenset(),
        past={},
    )


def _beside(workspace: Workspace, period: Period) -> list[str]:
    """Name the periods that are shown beside one, itself among them."""
    years = {str(year) for year in range(workspace.plan.first_year, period.year + 1)}
    return sorted({period.code, period.previous().code, period.same_period_last_year().code, *years})


def published_figures(workspace: Workspace, asked: tuple[Indicator, ...], day: date) -> dict[tuple[str, str], Decimal]:
    """Pick the newest published outcome: the history lists vintages in the order they appeared."""
    plan, unit = workspace.plan, workspace.unit
    leads = {item.code for item in asked if (lead := plan.lead_of(item.code, day)) and lead.code == unit.code}
    provinces = {item.code for item in plan.units if item.level is UnitLevel.PROVINCE}
    return {
        (item.indicator, item.period): item.low
        for item in plan.history
        if item.indicator is not None
        and item.kind is PublishedKind.ACTUAL
        and item.low == item.high
        and (item.unit == unit.code or (item.indicator in leads and item.unit in provinces))
    }
