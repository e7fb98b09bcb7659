"""What a step is called in the menu: `dán 33 ô`."""

import json
from collections.abc import Sequence

from kgdesk.domain.indicator import running_name
from kgdesk.messages import say
from kgdesk.operations.workspace import Workspace
from kgdesk.store import escalations
from kgdesk.store.undo_steps import Change, Step, StepKind

_SHORT = 40  # characters of a name in a menu


def words_of(workspace: Workspace, step: Step, changes: Sequence[Change], lang: str) -> str:
    """Say what a step did, in small letters and without a full stop."""
    if not changes:  # another process let go of the step between two looks
        return say("undo.what.block.many", lang, count=step.count)
    first = changes[0]
    match step.kind:
        case StepKind.CELL | StepKind.CLEAR if step.count == 1:
            return say(f"undo.what.{step.kind}", lang, name=_indicator(workspace, first.place, lang))
        case StepKind.BLOCK | StepKind.CLEAR | StepKind.CELL:
            kind = StepKind.CLEAR if step.kind is StepKind.CLEAR else StepKind.BLOCK
            return say(f"undo.what.{kind}.many", lang, count=step.count)
        case StepKind.IMPORT if step.part:  # a division's part; `part` is the division
            return say("undo.what.part", lang, count=step.count, name=_shortened(step.part))
        case StepKind.IMPORT:
            return say("undo.what.import", lang, count=step.count)
        case StepKind.NARRATIVE:
            return say("undo.what.narrative", lang, name=_task(workspace, first.place, lang))
        case StepKind.ESCALATION:
            return say("undo.what.escalation", lang, name=_shortened(escalations.matter(workspace.store, first.after)))
        case StepKind.WARNING:
            code = warned_indicator(first)
            if code is None:
                return say("undo.what.warning.whole", lang)
            return say("undo.what.warning", lang, name=_indicator(workspace, code, lang))


def warned_indicator(change: Change) -> str | None:
    """Return the indicator of a warning's place; None for a warning on the whole period."""
    _, indicator = json.loads(change.place)
    return None if indicator is None else str(indicator)


def _indicator(workspace: Workspace, code: str, lang: str) -> str:
    for item in workspace.plan.indicators:
        if item.code == code:
            return _shortened(item.name_en if lang == "en" else running_name(item.name_vi, item.measure_vi))
    return code  # a later plan dropped it


def _task(workspace: Workspace, code: str, lang: str) -> str:
    for item in workspace.plan.tasks:
        if item.code == code:
            return _shortened(item.heading_en if lang == "en" else item.heading_vi)
    return code


def _shortened(text: str) -> str:
    """Cut between words, so that the menu stays narrow."""
    words = " ".join(text.split())
    if len(words) <= _SHORT:
        return words
    cut = words[: _SHORT - 1]
    return f"{cut.rsplit(' ', 1)[0] if ' ' in cut else cut}…"
