"""Matters that are being written and are not complete enough for the workspace: kept, never lost."""

import json
from dataclasses import replace
from datetime import date

from kgdesk.domain.errors import Fault
from kgdesk.domain.escalation import Escalation, EscalationState
from kgdesk.domain.plain import plain


def write_drafts(drafts: dict[str, Escalation]) -> str:
    """Put the drafts into one text; no drafts, an empty text."""
    return json.dumps(plain(drafts)) if drafts else ""


def read_drafts(text: str, unit: str) -> dict[str, Escalation]:
    """Take the unit's drafts out of the text, by key; what cannot be read is no draft."""
    try:
        found = json.loads(text) if text else {}
        return {key: _draft(item) for key, item in found.items() if item["unit"] == unit}
    except (ValueError, TypeError, KeyError, AttributeError, Fault):
        return {}


def _draft(item: dict[str, str | None]) -> Escalation:
    wanted = item["decision_wanted_by"]
    draft = Escalation(**{**item, "opened_on": date.fromisoformat(item["opened_on"] or "")})  # type: ignore[arg-type] # names are the fields
    return replace(
        draft,
        state=EscalationState(draft.state),
        decision_wanted_by=None if wanted is None else date.fromisoformat(wanted),
    )
