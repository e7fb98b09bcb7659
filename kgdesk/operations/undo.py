"""Taking back and doing again, also after a restart, until the period is sealed.

One step is one intention of a person: a cell, a pasted block, an import, a narrative, a matter, an
answer to a warning. Steps belong to a period of this unit, not to a person; who takes one back
stands behind the rows that this writes. History only grows: taking back appends what stood before.
"""

from dataclasses import dataclass
from datetime import datetime

from kgdesk.domain.changes import ChangeSet, Outcome
from kgdesk.domain.errors import Fault
from kgdesk.domain.period import Period
from kgdesk.messages import say
from kgdesk.operations.undo_words import warned_indicator, words_of
from kgdesk.operations.workspace import Workspace
from kgdesk.store import sealed, undo_steps
from kgdesk.store.restoring import restore, standing
from kgdesk.store.transaction import Transaction
from kgdesk.store.undo_steps import Change, Noun, StepKind

__all__ = ["StepKind", "UndoState", "UndoStep", "UndoneStep", "redo", "undo", "undo_state"]


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
    store, unit = workspace.store, workspace.unit.code
    undoable = _next(workspace, undo_steps.next_undo(store, unit, period.code))
    redoable = _next(workspace, undo_steps.next_redo(store, unit, period.code))
    return UndoState(
        undoable, redoable, _menu_text("undo.menu", undoable, lang), _menu_text("undo.menu_redo", redoable, lang)
    )


def undo(workspace: Workspace, period: Period) -> Outcome[UndoneStep]:
    """Take back the newest step of a period, whoever made it, by appending what stood before.

    All of the step or nothing. Raises Fault `undo.nothing`, `undo.sealed` (what is left was sealed),
    `undo.changed_since`: something else has written there since; nothing is changed, and the step is
    passed over, so that the next call goes on with the one before.
    """
    return _turn(workspace, period, undone=True)


def redo(workspace: Workspace, period: Period) -> Outcome[UndoneStep]:
    """Do the step again that was taken back last; a new edit in the period forgets what could be.

    Raises Fault `undo.nothing_to_redo`, `undo.redo_changed_since`.
    """
    return _turn(workspace, period, undone=False)


def _turn(workspace: Workspace, period: Period, *, undone: bool) -> Outcome[UndoneStep]:
    unit = workspace.unit.code
    action = "entry.undo" if undone else "entry.redo"
    with workspace.transaction(action, subject=period.code) as transaction:
        find = undo_steps.next_undo if undone else undo_steps.next_redo
        step = find(transaction, unit, period.code)
        if step is None:
            raise _nothing(workspace, period, undone=undone)
        changes = undo_steps.changes_of(transaction, step.key)
        shown = _shown(workspace, step, changes)
        overtaken = _overtaken(transaction, unit, period, changes, undone=undone)
        transaction.detail.update({"kind": step.kind.value, "made_by": step.made_by})
        if overtaken:
            undo_steps.forget(transaction, step.key)
            transaction.detail["passed_over"] = [change.place for change in overtaken]
        else:
            _restore(transaction, workspace, period, step.key, changes, undone=undone)
            undo_steps.turn(transaction, step.key, undone=undone)
            transaction.detail["places"] = [change.place for change in changes]
    if overtaken:  # told after the commit: the step that stands in the way is let go for good
        code = "undo.changed_since" if undone else "undo.redo_changed_since"
        raise Fault(code, what_vi=shown.words_vi, what_en=shown.words_en)
    return Outcome(UndoneStep(shown, undone, len(changes)), _change_set(period, changes))


def _overtaken(
    transaction: Transaction, unit: str, period: Period, changes: tuple[Change, ...], *, undone: bool
) -> tuple[Change, ...]:
    """Return the places where another row stands than the one this step left there."""
    return tuple(
        change
        for change in changes
        if standing(transaction, unit, period.code, change.noun, change.place)
        != (change.after if undone else change.before)
    )


def _restore(
    transaction: Transaction,
    workspace: Workspace,
    period: Period,
    key: int,
    changes: tuple[Change, ...],
    *,
    undone: bool,
) -> None:
    reason = say("undo.reason", "vi") if undone else None  # done again for the reason it was done for
    for change in changes:
        row = change.before if undone else change.after
        try:
            copy = restore(
                transaction, workspace.unit.code, period.code, change.noun, change.place, row=row, reason=reason
            )
        except LookupError as error:  # a row of another place: no program of ours wrote that
            raise Fault("workspace.damaged", file=workspace.path, cause="undo_item") from error
        undo_steps.stand_in(transaction, key, change, copy, undone=undone)


def _nothing(workspace: Workspace, period: Period, *, undone: bool) -> Fault:
    if not undone:
        return Fault("undo.nothing_to_redo", period=period.code)
    latest = sealed.latest(workspace.store, workspace.unit.code, period.code)
    if latest is not None:
        return Fault("undo.sealed", period=period.code, revision=latest.revision)
    return Fault("undo.nothing", period=period.code)


def _next(workspace: Workspace, step: undo_steps.Step | None) -> UndoStep | None:
    return None if step is None else _shown(workspace, step, undo_steps.changes_of(workspace.store, step.key))


def _shown(workspace: Workspace, step: undo_steps.Step, found: tuple[Change, ...]) -> UndoStep:
    vi, en = (words_of(workspace, step, found, lang) for lang in ("vi", "en"))
    return UndoStep(
        key=step.key,
        kind=step.kind,
        count=step.count,
        cells=tuple(change.place for change in found if change.noun is Noun.OBSERVATION),
        tasks=_tasks(found),
        words_vi=vi,
        words_en=en,
        made_at=step.made_at,
        made_by=step.made_by,
    )


def _menu_text(code: str, step: UndoStep | None, lang: str) -> str:
    if step is None:
        return say(f"{code}.empty", lang)
    return say(code, lang, what=step.words_en if lang == "en" else step.words_vi)


def _tasks(changes: tuple[Change, ...]) -> tuple[str, ...]:
    nouns = {Noun.NARRATIVE, Noun.PROGRESS}
    return tuple(dict.fromkeys(change.place for change in changes if change.noun in nouns))


def _change_set(period: Period, changes: tuple[Change, ...]) -> ChangeSet:
    cells = {change.place for change in changes if change.noun is Noun.OBSERVATION}
    warned = [warned_indicator(change) for change in changes if change.noun is Noun.WARNING]
    words = ("",) if None in warned else ()  # a warning about no indicator is about the words of the period
    return ChangeSet(
        cells=frozenset((period.code, code) for code in (*cells, *warned) if code is not None),
        narratives=frozenset((period.code, task) for task in (*_tasks(changes), *words)),
        escalations=any(change.noun is Noun.ESCALATION for change in changes),
    )
