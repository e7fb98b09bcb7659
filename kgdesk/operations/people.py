"""Who works in a workspace, and who did what on a day."""

import getpass
import os
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kgdesk.domain.errors import Fault
from kgdesk.domain.period import Period
from kgdesk.domain.person import clean_name
from kgdesk.messages import VIETNAM, is_known, say
from kgdesk.operations.workspace import Workspace
from kgdesk.store import journal_days, narratives, observations
from kgdesk.store.journal import JournalEntry

ENVIRONMENT = "KGDESK_ACTOR"
_NAMES = 20
_SHOWN_CELLS = 6


@dataclass(frozen=True, slots=True)
class Deed:
    """What one person did at one place: `words` in small letters, how often, first and last time (UTC)."""

    person: str
    words: str
    times: int
    first_at: datetime
    last_at: datetime


def actor_name(given: str = "") -> str:
    """Name whoever works: the name given, else `KGDESK_ACTOR`, else the login. Desk and command line agree on it."""
    return _said(given) or _login()


def is_named(given: str = "") -> bool:
    """Whether somebody said the name; else the login stands for it, and whoever signs is told so."""
    return bool(_said(given))


def _said(given: str) -> str:
    return clean_name(given) or clean_name(os.environ.get(ENVIRONMENT, ""))


def _login() -> str:
    try:
        return clean_name(getpass.getuser()) or "kgdesk"
    except (OSError, KeyError, ImportError):
        return "kgdesk"


def people_of(workspace: Workspace) -> tuple[str, ...]:
    """Return the names that stand in the workspace's journal, whoever worked last first."""
    return journal_days.actors(workspace.store, most=_NAMES)


def last_hands(workspace: Workspace, period: Period) -> dict[str, str]:
    """Tell of each indicator and task of a period who wrote there last."""
    store, unit = workspace.store, workspace.unit.code
    cells = {code: row.recorded_by for code, row in observations.current(store, unit, period.code).items()}
    return cells | {code: row.recorded_by for code, row in narratives.current(store, unit, period.code).items()}


def deeds_of_day(
    workspace: Workspace, day: date, *, period: Period | None = None, lang: str = "vi"
) -> tuple[Deed, ...]:
    """Tell who did what on a day of Vietnam, person by person, in the order of the work; the same thing is told once.

    With a `period`, what was done to other periods is left out; what belongs to none stays.
    """
    since = datetime.combine(day, time(), VIETNAM)
    found: dict[tuple[str, str], Deed] = {}
    for entry in journal_days.between(workspace.store, since, since + timedelta(days=1)):
        if period is not None and not _concerns(entry, period):
            continue
        words = _words(workspace, entry, lang)
        key = entry.actor, words
        before = found.get(key)
        found[key] = Deed(
            entry.actor,
            words,
            1 if before is None else before.times + 1,
            entry.at if before is None else before.first_at,
            entry.at,
        )
    people = {person: place for place, person in enumerate(dict.fromkeys(item.person for item in found.values()))}
    return tuple(sorted(found.values(), key=lambda item: (people[item.person], item.first_at)))


def _concerns(entry: JournalEntry, period: Period) -> bool:
    """Whether an entry belongs to the period, or to none: subjects begin with the period where they have one."""
    first = entry.subject.split(" ")[0]
    try:
        return Period.parse(first) == period
    except Fault:  # any text that is no period
        return True


def _words(workspace: Workspace, entry: JournalEntry, lang: str) -> str:
    code = f"person.did.{entry.action}"
    if not is_known(code):
        return say("person.did.other", lang, action=entry.action)
    detail = entry.detail
    places = detail.get("places") or detail.get("cells") or ()
    named = [_named(workspace, str(item), lang) for item in places] if isinstance(places, list | tuple) else []
    listed = ", ".join(named[:_SHOWN_CELLS]) + (", …" if len(named) > _SHOWN_CELLS else "")
    return say(
        code,
        lang,
        what=listed or _subject(workspace, entry, lang),
        count=len(named),
        subject=entry.subject,
        name=detail.get("name") or detail.get("division") or entry.subject,
    )


def _named(workspace: Workspace, code: str, lang: str) -> str:
    for item in workspace.plan.indicators:
        if item.code == code:
            return f"{item.ordinal}. {item.name_en if lang == 'en' else item.name_vi}"
    return code


def _subject(workspace: Workspace, entry: JournalEntry, lang: str) -> str:
    """Name the task behind a period; anything else stands as it is."""
    code = entry.subject.rpartition(" ")[2]
    for task in workspace.plan.tasks:
        if task.code == code:
            return task.heading_en if lang == "en" else task.heading_vi
    return _named(workspace, code, lang) if code else ""
