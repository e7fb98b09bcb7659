"""Keeping a form: figures, narratives and matters in one transaction, as one step that can be taken back."""

from collections.abc import Iterable
from dataclasses import replace

from kgdesk.domain.changes import ChangeSet
from kgdesk.domain.escalation import Escalation
from kgdesk.domain.observation import Observation
from kgdesk.domain.period import Period
from kgdesk.operations.collect_texts import NarrativePlan
from kgdesk.operations.workspace import Workspace
from kgdesk.store import escalations, narratives, observations, progress_choices, undo_steps
from kgdesk.store.observations import Cell
from kgdesk.store.transaction import Transaction
from kgdesk.store.undo_steps import Change, Noun, StepKind

ACTION = "form.collect"


def keep_form(
    workspace: Workspace,
    period: Period,
    *,
    figures: Iterable[Observation],
    texts: Iterable[NarrativePlan],
    matters: Iterable[Escalation],
    reason: str,
    detail: dict[str, object],
) -> ChangeSet:
    """Write what is new in a form; `detail` is what the journal keeps of the file it came in."""
    with workspace.transaction(ACTION, subject=period.code, detail=detail) as transaction:
        writer = _Writer(workspace, transaction, period)
        cells = [writer.figure(item, reason) for item in figures]
        tasks = [writer.text(item) for item in texts]
        keys = [writer.matter(item) for item in matters]
        transaction.detail.update({"cells": cells, "tasks": tasks, "escalations": keys})
        if writer.changes:
            undo_steps.put(
                transaction,
                unit=workspace.unit.code,
                period=period.code,
                kind=StepKind.IMPORT,
                changes=writer.changes,
                count=len(cells) + len(tasks) + len(keys),
            )
    return ChangeSet(
        cells=frozenset((period.code, code) for code in cells),
        narratives=frozenset((period.code, code) for code in tasks),
        escalations=bool(keys),
    )


class _Writer:
    """Appends rows and remembers what stood before."""

    def __init__(self, workspace: Workspace, transaction: Transaction, period: Period) -> None:
        self._unit = workspace.unit.code
        self._mark = workspace.mark
        self._period = period.code
        self._transaction = transaction
        self.changes: list[Change] = []

    def figure(self, observation: Observation, reason: str) -> str:
        place = observation.indicator
        before = observations.newest_key(self._transaction, Cell(self._unit, place, self._period))
        after = observations.put(self._transaction, observation, reason=reason)
        self.changes.append(Change(Noun.OBSERVATION, place, before, after))
        return place

    def text(self, plan: NarrativePlan) -> str:
        assert plan.after is not None  # noqa: S101 - only what changes is written
        task = plan.after.task
        before = narratives.newest_key(self._transaction, self._unit, self._period, task)
        self.changes.append(Change(Noun.NARRATIVE, task, before, narratives.put(self._transaction, plan.after)))
        if progress_choices.note(self._transaction, self._period, task, chosen=plan.chosen):
            self.changes.append(Change(Noun.PROGRESS, task, int(not plan.chosen), int(plan.chosen)))
        return task

    def matter(self, escalation: Escalation) -> str:
        key = escalation.key or self._next_key()
        before = escalations.newest_key(self._transaction, self._unit, key)
        after = escalations.put(self._transaction, replace(escalation, key=key))
        self.changes.append(Change(Noun.ESCALATION, key, before, after))
        return key

    def _next_key(self) -> str:
        taken = escalations.keys(self._transaction, self._unit)
        number = 1
        while (key := f"{self._unit}-{self._period}-{self._mark}{number}") in taken:
            number += 1
        return key
