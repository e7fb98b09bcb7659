"""Why a unit's figures are in no total: it filed nothing, was sent back, or what came of it is held or refused."""

from dataclasses import dataclass
from datetime import date

from kgdesk.domain.period import Period
from kgdesk.domain.return_cycle import FilingState, IntakeOutcome
from kgdesk.messages import VIETNAM, is_known, say
from kgdesk.operations.status import UnitFiling, filing_status
from kgdesk.operations.workspace import Workspace

_COUNTED = {FilingState.RECEIVED, FilingState.ACCEPTED}


@dataclass(frozen=True, slots=True)
class Absence:
    """Why one unit is missing. `reason` is the code of what intake had against its file, '' for none.

    `claimed` means that a file only says it is this unit's: nothing was proved. `on` is when it was
    sent back or came in.
    """

    unit: str
    state: FilingState
    reason: str = ""
    claimed: bool = False
    refused: bool = False
    on: date | None = None


def absences(workspace: Workspace, period: Period) -> dict[str, Absence]:
    """Tell of each expected unit that is in no total of the period why it is not."""
    claims = _claims(workspace, period)
    return {
        item.unit.code: _absence(workspace, item, claims.get(item.unit.code))
        for item in filing_status(workspace, period)
        if item.state not in _COUNTED
    }


def absence_words(absence: Absence, lang: str = "vi") -> str:
    """Say it in a few words, in small letters, as they stand in brackets behind a name."""
    why = _why(absence.reason, lang)
    if absence.claimed:
        code = "absence.refused" if absence.refused else "absence.unproved"
    elif absence.state is FilingState.HELD:
        code = "absence.held"
    elif absence.state is FilingState.SENT_BACK and absence.on is not None:
        return say("absence.sent_back", lang, on=absence.on)
    else:
        return say(f"status.state.{absence.state.value}", lang)
    return say(code if why else f"{code}_only", lang, why=why)


def _why(reason: str, lang: str) -> str:
    code = f"absence.why.{reason}"
    return say(code, lang) if is_known(code) else ""


def _absence(workspace: Workspace, filing: UnitFiling, claim: Absence | None) -> Absence:
    from kgdesk.store import received, received_files

    unit, arrival = filing.unit.code, filing.arrival
    if arrival is None:
        return claim or Absence(unit, filing.state)
    found = received.get(workspace.store, arrival.key)
    if filing.state is FilingState.SENT_BACK:
        decided = None if found is None else found.decided_at
        return Absence(unit, filing.state, on=None if decided is None else decided.astimezone(VIETNAM).date())
    file = None if found is None else received_files.find(workspace.store, found.file)
    return Absence(unit, filing.state, reason="" if file is None else file.reason)


def _claims(workspace: Workspace, period: Period) -> dict[str, Absence]:
    """Tell of the newest file in each unit's name that could not be used."""
    from kgdesk.store import received_files

    claims: dict[str, Absence] = {}
    for file in received_files.claiming(workspace.store, period.code):
        identity = file.verdict.get("identity")
        unit = str(identity.get("unit", "")) if isinstance(identity, dict) else ""
        claims[unit] = Absence(
            unit,
            FilingState.EXPECTED,
            reason=file.reason,
            claimed=True,
            refused=file.outcome is IntakeOutcome.REFUSED,
            on=file.received_at.astimezone(VIETNAM).date(),
        )
    return claims
