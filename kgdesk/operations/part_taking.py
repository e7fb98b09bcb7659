"""Taking a division's part back: what only they changed, and what a person chose; one step that can be taken back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kgdesk.domain.changes import ChangeSet, Outcome
from kgdesk.domain.errors import Fault
from kgdesk.domain.narrative import Narrative
from kgdesk.domain.part import (
    PartPlace,
    PlaceNoun,
    escalation_of_matter,
    observation_of_figure,
)
from kgdesk.domain.period import Period
from kgdesk.domain.person import with_division
from kgdesk.domain.three_way import Side, Standing
from kgdesk.messages import say
from kgdesk.operations import part_content
from kgdesk.operations.part_comparing import PartComparison, compare_part
from kgdesk.operations.workspace import Workspace
from kgdesk.returns.canonical_json import dump, encode
from kgdesk.store import escalations, narratives, observations, parts, progress_choices, undo_steps
from kgdesk.store.encoding import moment_text
from kgdesk.store.observations import Cell
from kgdesk.store.transaction import Transaction
from kgdesk.store.undo_steps import Change, Noun, StepKind

__all__ = ["PartTaken", "Side", "take_part"]


@dataclass(frozen=True, slots=True)
class PartTaken:
    """What became of a part. `taken` are the places now as the division has them, `undecided` the conflicts left.

    Of those this unit's own value stands, and the same file may be taken again to decide them.
    """

    comparison: PartComparison
    taken: tuple[PartPlace, ...]
    undecided: tuple[PartPlace, ...]


def take_part(
    workspace: Workspace,
    path: Path,
    *,
    period: Period | None = None,
    choices: Mapping[PartPlace, Side] | None = None,
    reason: str = "",
    dry_run: bool = False,
) -> Outcome[PartTaken]:
    """Take a part back in one transaction, one step: what only they changed, and in the rest what `choices` says.

    A conflict that nobody decided keeps this unit's value. Raises the Faults of `compare_part`,
    `part.no_such_place` for a choice at a place where nothing differs, `entry.reason_needed` for a
    cell in a sealed return.
    """
    comparison = compare_part(workspace, path, period=period)
    chosen = dict(choices or {})
    places = {item.place for item in comparison.differences}
    for place in sorted(chosen.keys() - places):
        raise Fault("part.no_such_place", place=place.written, file=path)
    taken, undecided = _decided(comparison, chosen)
    result = PartTaken(comparison, taken, undecided)
    if dry_run:
        return Outcome(result)
    _check_reason(workspace, comparison, taken, reason)
    _write(workspace, comparison, taken, undecided, reason.strip())
    return Outcome(result, _change_set(comparison.request.period, taken))


def places_named(comparison: PartComparison, names: Iterable[str]) -> tuple[PartPlace, ...]:
    """Find the places a person names: `all`, an indicator, a task (all its boxes), `NV01.results`, a matter's key.

    Raises Fault `part.no_such_place`.
    """
    found: dict[PartPlace, None] = {}
    for name in names:
        matching = [
            item.place for item in comparison.differences if name in {"all", item.place.code, item.place.written}
        ]
        if not matching and name != "all":
            raise Fault("part.no_such_place", place=name, file=comparison.request.division)
        found |= dict.fromkeys(matching)
    return tuple(found)


def _decided(
    comparison: PartComparison, chosen: Mapping[PartPlace, Side]
) -> tuple[tuple[PartPlace, ...], tuple[PartPlace, ...]]:
    """Tell which places take their value, and which conflicts nobody has decided."""
    sides = {item.place: chosen.get(item.place, item.usual_side) for item in comparison.differences}
    writes = tuple(
        item.place for item in comparison.differences if sides[item.place] is Side.THEIRS and item.theirs != item.mine
    )
    undecided = tuple(
        item.place for item in comparison.differences if item.standing is Standing.CONFLICT and item.place not in chosen
    )
    return writes, undecided


def _check_reason(workspace: Workspace, comparison: PartComparison, taken: tuple[PartPlace, ...], reason: str) -> None:
    from kgdesk.store import sealed

    if reason.strip():
        return
    for item in comparison.differences:
        if item.sealed and item.place in taken:
            latest = sealed.latest(workspace.store, workspace.unit.code, comparison.request.period)
            indicator = workspace.plan.indicator(item.place.code)
            raise Fault(
                "entry.reason_needed",
                period=comparison.request.period,
                revision=latest.revision if latest else 0,
                name_vi=indicator.name_vi,
                name_en=indicator.name_en,
            )


def _write(
    workspace: Workspace,
    comparison: PartComparison,
    taken: tuple[PartPlace, ...],
    undecided: tuple[PartPlace, ...],
    reason: str,
) -> None:
    request, unit = comparison.request, workspace.unit.code
    with workspace.transaction("part.take", subject=request.period) as transaction:
        transaction.detail.update(
            {
                "division": request.division,
                "number": comparison.answer.number,
                "places": [place.written for place in taken],
                "undecided": len(undecided),
            }
        )
        changes = _Taking(transaction, comparison, unit=unit, reason=reason).write(taken)
        if changes:
            undo_steps.put(
                transaction,
                unit=unit,
                period=request.period,
                kind=StepKind.IMPORT,
                changes=changes,
                count=len(taken),
                part=request.division,
            )
        _remember(transaction, comparison, undecided)


def _remember(transaction: Transaction, comparison: PartComparison, undecided: tuple[PartPlace, ...]) -> None:
    """Keep what both sides have in common now: all of the answer but for the conflicts still open."""
    request, given = comparison.request, comparison.given
    common = {item.key: item.theirs for item in comparison.compared if item.theirs is not None}
    for item in comparison.compared:
        if item.key in undecided:
            common.pop(item.key, None)
            if item.base is not None:
                common[item.key] = item.base
    tree = encode(part_content.gathered(common, request.indicators, request.tasks))
    seen = parts.TakenAnswer(
        comparison.digest, comparison.answer.number, moment_text(transaction.at), transaction.actor
    )
    others = [item for item in given.taken if item.digest != comparison.digest]
    parts.put_given(transaction, replace(given, taken=[*others, seen], ancestor=dump(tree).decode()))


class _Taking:
    """Writes the places of one part inside one transaction, under the division's names."""

    def __init__(self, transaction: Transaction, comparison: PartComparison, *, unit: str, reason: str) -> None:
        self._transaction = transaction
        self._comparison = comparison
        self._unit = unit
        self._period = comparison.request.period
        self._reason = reason
        self._values = {item.key: (item.mine, item.theirs) for item in comparison.compared}
        self._hands = part_content.hands(comparison.answer.contents)

    def write(self, taken: tuple[PartPlace, ...]) -> tuple[Change, ...]:
        """Write the division's values and say what changed."""
        changes: list[Change] = []
        tasks = dict.fromkeys(place.code for place in taken if place.noun is PlaceNoun.TEXT)
        for place in taken:
            if place.noun is not PlaceNoun.TEXT:
                with self._transaction.on_behalf(self._name(place.noun, place.code)):
                    changes.append(self._cell(place) if place.noun is PlaceNoun.CELL else self._matter(place))
        for task in tasks:
            with self._transaction.on_behalf(self._name(PlaceNoun.TEXT, task)):
                changes += self._text(task, taken)
        return tuple(changes)

    def _name(self, noun: PlaceNoun, code: str) -> str:
        by = self._hands.get((noun, code), ("", None))[0] or self._comparison.answer.made_by
        return with_division(by, self._comparison.request.division)

    def _cell(self, place: PartPlace) -> Change:
        cell = Cell(self._unit, place.code, self._period)
        before = observations.newest_key(self._transaction, cell)
        figure = self._values[place][1]
        reason = self._reason or say(
            "part.reason", "vi", division=self._comparison.request.division, number=self._comparison.answer.number
        )
        if figure is None:
            after = observations.clear(self._transaction, cell, reason=reason)
        else:
            observation = observation_of_figure(figure, unit=self._unit, indicator=place.code, period=self._period)
            after = observations.put(self._transaction, observation, reason=reason)
        return Change(Noun.OBSERVATION, place.code, before, after)

    def _text(self, task: str, taken: tuple[PartPlace, ...]) -> list[Change]:
        """Write a task's narrative with the boxes that are taken; the others stay as they are here."""
        t, unit, period = self._transaction, self._unit, self._period
        chosen = {place.box: self._values[place][1] for place in taken if place.code == task and place.box}
        before = narratives.newest_key(t, unit, period, task)
        standing = Narrative(unit, task, period) if before is None else narratives.at(t, before)
        boxes: dict[str, Any] = {
            box: value if value is not None or box == "percent" else "" for box, value in chosen.items()
        }
        progress_given = "progress" in boxes
        progress = boxes.pop("progress", None) or None
        after = replace(standing, **boxes, **({} if progress is None else {"progress": progress}))
        changes = []
        if after != standing:
            changes.append(Change(Noun.NARRATIVE, task, before, narratives.put(t, after)))
        decided = after.is_empty or (progress is not None if progress_given else self._is_chosen(task, before))
        if progress_choices.note(t, period, task, chosen=decided):
            changes.append(Change(Noun.PROGRESS, task, int(not decided), int(decided)))
        return changes

    def _is_chosen(self, task: str, before: int | None) -> bool:
        """Whether the task's progress is chosen here; a task nothing was written on has none yet."""
        return before is not None and task not in progress_choices.not_chosen(self._transaction, self._period)

    def _matter(self, place: PartPlace) -> Change:
        mine, theirs = self._values[place]
        before = escalations.newest_key(self._transaction, self._unit, place.code)
        matter = mine if theirs is None else theirs
        assert matter is not None  # noqa: S101 - one side has it, or there is nothing to take
        after = escalations.put(self._transaction, escalation_of_matter(matter, self._unit), retracted=theirs is None)
        return Change(Noun.ESCALATION, place.code, before, after)


def _change_set(period: str, taken: tuple[PartPlace, ...]) -> ChangeSet:
    return ChangeSet(
        cells=frozenset((period, place.code) for place in taken if place.noun is PlaceNoun.CELL),
        narratives=frozenset((period, place.code) for place in taken if place.noun is PlaceNoun.TEXT),
        escalations=any(place.noun is PlaceNoun.MATTER for place in taken),
    )
