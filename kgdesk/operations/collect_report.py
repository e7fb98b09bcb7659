"""What collecting a form found, row by row, and what became of it."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from kgdesk.operations.record_report import Note, RowReport


class FormOutcome(StrEnum):
    """What became of a form, or would become of it."""

    COLLECTED = "collected"
    READABLE = "readable"  # would be collected; a dry run
    UNCHANGED = "unchanged"  # everything in it stands there already
    DUPLICATE = "duplicate"  # this very file was collected before
    UNDECIDED = "undecided"  # rows are ambiguous or refused, or the form is older than the one collected
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class FormReport:
    """One form.

    `figures`, `narratives` and `escalations` are its rows; of the latter two `indicator` names the task or the
    number of the row.

    `code` and `params` make the sentence; `remarks` are about the whole file. `workspace` is where it went.
    """

    file: Path
    outcome: FormOutcome
    code: str
    params: dict[str, object] = field(default_factory=dict)
    unit: str = ""
    period: str = ""
    figures: tuple[RowReport, ...] = ()
    narratives: tuple[RowReport, ...] = ()
    escalations: tuple[RowReport, ...] = ()
    remarks: tuple[Note, ...] = ()
    workspace: Path | None = None

    @property
    def rows(self) -> tuple[RowReport, ...]:
        """All rows of all sheets."""
        return (*self.figures, *self.narratives, *self.escalations)
