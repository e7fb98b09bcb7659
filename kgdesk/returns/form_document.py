"""What a blank form asks, before it is a workbook."""

from dataclasses import dataclass
from decimal import Decimal

from kgdesk.domain.indicator import Indicator
from kgdesk.domain.narrative import Task
from kgdesk.returns.form_identity import FormIdentity

ESCALATION_ROWS = 6


@dataclass(frozen=True, slots=True)
class FormLine:
    """An indicator asked, with its targets in words and the figure of the same period last year (None: not known)."""

    indicator: Indicator
    target_vi: str
    annual_plan_vi: str
    same_period: Decimal | None


@dataclass(frozen=True, slots=True)
class FormTask:
    """A task asked, and the heading of the group it stands under."""

    task: Task
    group_vi: str


@dataclass(frozen=True, slots=True)
class FormDocument:
    """A whole form. `recipient_vi` is whom it goes back to, `due_vi` the day it is due ('' for none)."""

    identity: FormIdentity
    unit_name_vi: str
    issuer_vi: str
    period_label_vi: str
    plan_name_vi: str
    recipient_vi: str
    due_vi: str
    lines: tuple[FormLine, ...]
    tasks: tuple[FormTask, ...]
