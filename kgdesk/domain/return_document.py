"""The canonical return document: what is signed, what travels, what is imported.

Cells and pages only show it. Its JSON form and version live in `kgdesk.returns.canonical`.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from kgdesk.domain.escalation import Escalation
from kgdesk.domain.indicator import IndicatorGroup
from kgdesk.domain.judgement import Judgement
from kgdesk.domain.narrative import Narrative
from kgdesk.domain.observation import Observation

# Grows with every change of what pages or sheets show; `tests/returns/test_layout.py` notices one.
LAYOUT = 1

# Of a field that came later: documents without it keep their bytes, and so their digests.
LEFT_OUT_WHEN_EMPTY = {"left_out_when_empty": True}


@dataclass(frozen=True, slots=True)
class PlanReference:
    """Which plan, in which version; `digest` is the SHA-256 of its canonical JSON in hex.

    `name_vi` and `legal_basis_vi` (one basis per line) are printed, so that the document stands alone.
    """

    code: str
    version: int
    digest: str
    name_vi: str = ""
    legal_basis_vi: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """Number, symbol, place and date of the document, as the records clerk gave them; number None: not numbered yet."""

    number: int | None
    symbol: str
    place: str
    day: date


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """One row of the annex. Percentages are computed at sealing and frozen; None prints as an empty cell.

    `target_vi` is the resolution's target as written (`≥ 7,24`), `annual_plan_vi` the yearly one;
    `value` is the figure of the line (computed from the pair where there is one).
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
    same_period: Decimal | None
    observation: Observation | None
    value: Decimal | None
    percent_of_plan: Decimal | None
    percent_of_same_period: Decimal | None
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class NarrativeEntry:
    """A narrative with the heading of its task, so that the document stands alone."""

    heading_vi: str
    clause: str
    narrative: Narrative


@dataclass(frozen=True, slots=True)
class AcceptedWarning:
    """A warning that was let stand, with the reason given."""

    rule: str
    indicator: str
    message_vi: str
    reason: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A figure that stood otherwise in the revision before, with the reason its unit gave for the change."""

    indicator: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReturnDocument:
    """A reporting unit's whole answer for one period. `sealed_at` is UTC.

    `replaces` is the digest of the revision before (None for revision 1). `expected_signers` are
    roles (`head`, `agency`). `layout` is the look of pages and sheets it was first shown in: a program
    of another layout cannot set them again to compare. The letterhead fields are those of the unit
    on the day of sealing. `corrections` say why figures differ from the revision before; a document
    without any does not mention them.
    """

    plan: PlanReference
    unit: str
    unit_name_vi: str
    superior_vi: str
    issuer_vi: str
    head_post_vi: str
    head_name: str
    recipient_vi: str
    period: str
    period_label_vi: str
    revision: int
    replaces: str | None
    issue: Issue
    sealed_at: datetime
    sealed_by: str
    expected_signers: tuple[str, ...]
    lines: tuple[ReturnLine, ...]
    narratives: tuple[NarrativeEntry, ...]
    escalations: tuple[Escalation, ...]
    accepted_warnings: tuple[AcceptedWarning, ...]
    layout: int = LAYOUT
    corrections: tuple[Correction, ...] = field(default=(), metadata=LEFT_OUT_WHEN_EMPTY)
