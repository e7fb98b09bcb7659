"""The consolidated report, ready to be set on pages or into cells."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from kgdesk.domain.escalation import Escalation
from kgdesk.domain.indicator import IndicatorGroup, TimeRule
from kgdesk.domain.judgement import Judgement
from kgdesk.domain.narrative import Narrative
from kgdesk.domain.return_document import Issue
from kgdesk.domain.roll_up import RollUp
from kgdesk.domain.run_changes import RunChanges


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One indicator.

    `to_date` is the figure over the horizon so far (average, total), `required_vi` what must still
    be reached for the resolution's target, in words with numbers.
    """

    indicator: str
    ordinal: str
    group: IndicatorGroup
    name_vi: str
    measure_vi: str
    places: int
    target_vi: str
    annual_plan_vi: str
    previous: Decimal | None
    value: Decimal | None
    percent_of_plan: Decimal | None
    percent_of_previous: Decimal | None
    to_date: Decimal | None
    required_vi: str
    judgement: Judgement
    roll_up: RollUp
    units_expected: int
    yearly: tuple[tuple[int, Decimal], ...]  # the series known so far, for the chart
    over_time: TimeRule | None = None  # with `target_low`: which path the chart draws; None: none
    target_low: Decimal | None = None
    annual_plan: Decimal | None = None  # what `percent_of_plan` is held against
    factor: Decimal = Decimal(1)  # of a rate: 100 for per cent

    @property
    def shown_to_date(self) -> Decimal | None:
        """What a table shows as `to_date`: what the years before make is no figure of a period that has none."""
        return None if self.value is None else self.to_date

    @property
    def is_due(self) -> bool:
        """Whether the indicator belongs to this kind of period; what does not is listed, never judged or missed."""
        return self.judgement is not Judgement.NOT_DUE


@dataclass(frozen=True, slots=True)
class UnitNarrative:
    """What one unit wrote on a task."""

    unit_name_vi: str
    narrative: Narrative


@dataclass(frozen=True, slots=True)
class ReportTask:
    """A task with what the units wrote on it."""

    code: str
    clause: str
    heading_vi: str
    entries: tuple[UnitNarrative, ...]


@dataclass(frozen=True, slots=True)
class ReportEscalation:
    """A matter waiting for a decision; `age_days` counts from its opening to the report."""

    unit_name_vi: str
    escalation: Escalation
    age_days: int


@dataclass(frozen=True, slots=True)
class ReportReturn:
    """A return that entered the report, or one that is owed (`revision` 0)."""

    unit: str
    unit_name_vi: str
    revision: int
    short_digest: str
    signer: str
    received_at: datetime | None
    state_vi: str


@dataclass(frozen=True, slots=True)
class ProvincialReport:
    """Everything the report shows. `discrepancies_vi` are sentences about figures that disagree.

    `due` is the last day of all; `due_by_level` says the day of each level of units in words (`cấp huyện`).
    """

    plan_name_vi: str
    legal_basis_vi: tuple[str, ...]
    superior_vi: str
    issuer_vi: str
    head_post_vi: str
    head_name: str
    recipient_vi: str
    issue: Issue
    period: str
    period_label_vi: str
    first_year: int
    last_year: int
    run_number: int
    run_digest: str
    generated_at: datetime
    due: date
    unit_names: dict[str, str]
    lines: tuple[ReportLine, ...]
    tasks: tuple[ReportTask, ...]
    escalations: tuple[ReportEscalation, ...]
    returns: tuple[ReportReturn, ...]
    discrepancies_vi: tuple[str, ...]
    due_by_level: tuple[tuple[str, date], ...] = ()
    absent_vi: dict[str, str] = field(default_factory=dict)  # by unit: why its figures are in no total
    changes: RunChanges | None = None  # since the run before of the same period
    journal: str = ""  # number and short hash of the journal record that keeps the run

    @property
    def due_lines(self) -> tuple[ReportLine, ...]:
        """The lines that belong to this kind of period."""
        return tuple(line for line in self.lines if line.is_due)

    @property
    def not_due_vi(self) -> str:
        """Say how many lines belong to other periods; empty where all belong to this one."""
        count = len(self.lines) - len(self.due_lines)
        told = f"{count} chỉ tiêu báo cáo ở kỳ khác trong năm, không thuộc kỳ này nên không đưa vào đánh giá."
        return told if count else ""

    @property
    def absent_names(self) -> dict[str, str]:
        """Unit names, those of units whose figures are in no total with the reason behind them."""
        return {
            code: f"{name} ({self.absent_vi[code]})" if code in self.absent_vi else name
            for code, name in self.unit_names.items()
        }

    @property
    def due_vi(self) -> str:
        """When returns were due: one day, or the days with the levels they are for."""
        days = dict.fromkeys(day for _, day in self.due_by_level)
        if len(days) <= 1:
            return f"{self.due:%d/%m/%Y}"
        levels = {day: [word for word, due in self.due_by_level if due == day] for day in sorted(days)}
        return ", ".join(f"{day:%d/%m/%Y} ({', '.join(words)})" for day, words in levels.items())
