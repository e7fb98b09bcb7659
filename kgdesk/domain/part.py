"""A part of a return: what a division of the unit is asked, what stood there, and what it answered.

Its JSON form and version live in `kgdesk.returns.part_document`. A part is not signed and never
leaves the unit: only the whole return is sealed, in the unit's own workspace.
"""

from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from kgdesk.domain.escalation import Escalation, EscalationState
from kgdesk.domain.narrative import Narrative, TaskProgress
from kgdesk.domain.observation import FigureStatus, Observation, ValueState


@dataclass(frozen=True, slots=True)
class PartFigure:
    """What stands in a cell, in the indicator's measure."""

    state: ValueState
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    status: FigureStatus
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class PartText:
    """What is narrated on a task. `progress` None: nobody has chosen yet; `percent` is 0 to 100 or None."""

    results: str = ""
    difficulties: str = ""
    next_steps: str = ""
    progress: TaskProgress | None = None
    percent: int | None = None


@dataclass(frozen=True, slots=True)
class PartMatter:
    """A matter beyond authority, as `Escalation` has it but for the unit."""

    key: str
    opened_period: str
    opened_on: date
    matter: str
    legal_limit: str
    proposal: str
    addressee: str
    decision_wanted_by: date | None
    task: str | None
    state: EscalationState
    answer: str


@dataclass(frozen=True, slots=True)
class CellEntry:
    """A cell of the part; `figure` None: empty. Who last wrote there and when, where anybody did."""

    indicator: str
    figure: PartFigure | None
    recorded_by: str = ""
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TextEntry:
    """A task of the part with its text."""

    task: str
    text: PartText
    recorded_by: str = ""
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class MatterEntry:
    """A matter of the part."""

    matter: PartMatter
    recorded_by: str = ""
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PartContents:
    """What stands in a part: every asked cell and task, in plan order, and the matters that go with them."""

    cells: tuple[CellEntry, ...]
    texts: tuple[TextEntry, ...]
    matters: tuple[MatterEntry, ...]


@dataclass(frozen=True, slots=True)
class EarlierFigure:
    """A figure of another period, for the division to look back at; it is not asked for."""

    indicator: str
    period: str
    figure: PartFigure


@dataclass(frozen=True, slots=True)
class PartRequest:
    """What a division is asked. `base` is what stood there; `plan_digest` that of the plan document.

    `division` is the division's name ("Phòng Tài chính - Kế hoạch"), `made_at` UTC, `made_by` who
    asked. The part's identity is the SHA-256 of this record: change a figure of the base, and it is
    another part, which no workspace has given out.
    """

    unit: str
    unit_name_vi: str
    period: str
    plan_code: str
    plan_version: int
    plan_digest: str
    division: str
    made_at: datetime
    made_by: str
    base: PartContents
    earlier: tuple[EarlierFigure, ...]

    @property
    def indicators(self) -> tuple[str, ...]:
        """The cells asked for."""
        return tuple(item.indicator for item in self.base.cells)

    @property
    def tasks(self) -> tuple[str, ...]:
        """The tasks asked for."""
        return tuple(item.task for item in self.base.texts)


@dataclass(frozen=True, slots=True)
class PartAnswer:
    """What the division gave back. `number` counts its answers from 1; `follows` is the digest of the one before."""

    number: int
    follows: str
    made_at: datetime
    made_by: str
    contents: PartContents


@dataclass(frozen=True, slots=True)
class Part:
    """A part file: the request, and the answer once there is one."""

    request: PartRequest
    answer: PartAnswer | None


class PlaceNoun(StrEnum):
    """What a place of a part is."""

    CELL = "cell"
    TEXT = "text"
    MATTER = "matter"


# The boxes of a narrative, each compared by itself: one may write results while another writes next steps.
BOXES = tuple(item.name for item in fields(PartText))


@dataclass(frozen=True, slots=True, order=True)
class PartPlace:
    """A place that is compared by itself: an indicator, one box of a task, a matter by its key."""

    noun: PlaceNoun
    code: str
    box: str = ""

    @property
    def written(self) -> str:
        """How the command line names it: `KT08`, `NV01.results`, `KG-911-2024-1`."""
        return f"{self.code}.{self.box}" if self.box else self.code


def figure_of_observation(observation: Observation | None) -> PartFigure | None:
    """Take the place off an observation."""
    if observation is None:
        return None
    return PartFigure(
        observation.state,
        observation.value,
        observation.numerator,
        observation.denominator,
        observation.status,
        observation.source,
        observation.note,
    )


def observation_of_figure(figure: PartFigure, *, unit: str, indicator: str, period: str) -> Observation:
    """Put a figure into its place."""
    return Observation(
        unit,
        indicator,
        period,
        figure.state,
        figure.value,
        figure.numerator,
        figure.denominator,
        figure.status,
        figure.source,
        figure.note,
    )


def text_of_narrative(narrative: Narrative | None, *, chosen: bool) -> PartText:
    """Take the place off a narrative; one that is empty says nothing on progress either."""
    if narrative is None or (narrative.is_empty and not chosen):
        return PartText()
    return PartText(
        narrative.results,
        narrative.difficulties,
        narrative.next_steps,
        narrative.progress if chosen else None,
        narrative.percent,
    )


def matter_of_escalation(escalation: Escalation) -> PartMatter:
    """Take the unit off a matter."""
    return PartMatter(**{item.name: getattr(escalation, item.name) for item in fields(PartMatter)})


def escalation_of_matter(matter: PartMatter, unit: str) -> Escalation:
    """Give a matter its unit."""
    return Escalation(unit=unit, **{item.name: getattr(matter, item.name) for item in fields(PartMatter)})
