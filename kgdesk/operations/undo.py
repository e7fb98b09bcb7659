"""Taking back and doing again, also after a restart, until the period is sealed.

One step is one intention of a person: a cell, a pasted block, an import, a narrative, a matter, an
answer to a warning. Steps belong to a period of this unit, not to a person; who takes one back
stands behind the rows that this writes. History only grows: taking back appends what stood before.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kgdesk.domain.changes import Outcome
from kgdesk.domain.period import Period
from kgdesk.operations.workspace import Workspace


class StepKind(StrEnum):
    """Which intention a step was."""

    CELL = "cell"
    BLOCK = "block"  # several cells pasted or filled at once
    CLEAR = "clear"  # one cell or several emptied
    IMPORT = "import"  # a table read in
    NARRATIVE = "narrative"
    ESCALATION = "escalation"
    WARNING = "warning"  # let stand, or no longer


@dataclass(frozen=True, slots=True)
class UndoStep:
    """A step as a menu shows it. `cells` and `tasks` are where it happened, for the view to go there.

    `count` is the number of texts, rows or cells; `words_vi` and `words_en` say what was done, in
    small letters and without a full stop ("dán 33 ô"); `made_by` did it.
    """

    key: int
    kind: StepKind
    count: int
    cells: tuple[str, ...]
    tasks: tuple[str, ...]
    words_vi: str
    words_en: str
    made_at: datetime
    made_by: str


@dataclass(frozen=True, slots=True)
class UndoneStep:
    """What was taken back (`undone`) or done again; `written` counts the places that now read otherwise."""

    step: UndoStep
    undone: bool
    written: int


@dataclass(frozen=True, slots=True)
class UndoState:
    """What `undo` and `redo` would do next; None: nothing.

    The menu texts are whole ("Hoàn tác: dán 33 ô"), and only "Hoàn tác" where there is nothing.
    """

    undo: UndoStep | None
    redo: UndoStep | None
    undo_text: str
    redo_text: str


def undo_state(workspace: Workspace, period: Period, *, lang: str = "vi") -> UndoState:
    """Tell what can be taken back and done again in a period; reads only."""
    raise NotImplementedError


def undo(workspace: Workspace, period: Period) -> Outcome[UndoneStep]:
    """Take back the newest step of a period, whoever made it, by appending what stood before.

    All of the step or nothing. Raises Fault `undo.nothing`, `undo.sealed` (what is left was sealed),
    `undo.changed_since` (something else has written there since: nothing is changed).
    """
    raise NotImplementedError


def redo(workspace: Workspace, period: Period) -> Outcome[UndoneStep]:
    """Do the step again that was taken back last; a new edit in the period forgets what could be.

    Raises Fault `undo.nothing_to_redo`, `undo.sealed`, `undo.changed_since`.
    """
    raise NotImplementedError
