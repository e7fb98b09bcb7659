"""Letters to the units: reminders to the late ones, and those that send a return back; each with a mail to be sent."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from kgdesk.domain.changes import ChangeSet, Outcome
from kgdesk.domain.errors import Fault
from kgdesk.domain.official_letter import LetterHead, LetterKind, OfficialLetter
from kgdesk.domain.period import Period
from kgdesk.domain.progress import Progress, Silent
from kgdesk.domain.receipt import CellComment, Decision
from kgdesk.domain.reporting_unit import ReportingUnit, UnitLevel
from kgdesk.domain.return_cycle import FilingState
from kgdesk.domain.return_document import Issue
from kgdesk.messages import VIETNAM, say
from kgdesk.operations.exporting import earlier_of, export
from kgdesk.operations.seal_request import HIGHEST_NUMBER, file_stem
from kgdesk.operations.status import UnitFiling, filing_status
from kgdesk.operations.workspace import Workspace

SYMBOL = "{symbol}-TH"  # a letter has no type in its symbol; TH is the general division, as in 103/UBND-TH
_DAYS_TO_ANSWER = 3  # working days
_SATURDAY = 5
_STATES = {FilingState.LATE: LetterKind.REMINDER, FilingState.SENT_BACK: LetterKind.SEND_BACK}


@dataclass(frozen=True, slots=True)
class LettersRequest:
    """What is asked. `units` empty means every unit; `number` None leaves the numbers open, else they count on."""

    period: Period
    folder: Path
    kinds: Collection[LetterKind] = tuple(LetterKind)
    units: Collection[str] = ()
    number: int | None = None
    symbol: str = ""


@dataclass(frozen=True, slots=True)
class MadeLetter:
    """A letter with its files: Word, PDF and the mail. `repeated` says that it was made before on the same day."""

    letter: OfficialLetter
    files: tuple[Path, ...]
    address: str
    repeated: bool
    earlier: tuple[Path, ...] = ()  # where other files of these names went: letters are changed by hand


def make_letters(
    workspace: Workspace, request: LettersRequest, *, progress: Progress | None = None
) -> Outcome[tuple[MadeLetter, ...]]:
    """Make the letters that are due today. On one day the same letter is made again, not the next one.

    A return goes back with one letter; on later days it is made again only for units that are named.

    Raises Fault `intake.not_a_consolidator`, `plan.no_unit`, `letter.bad_number` and the disk's.
    """
    if not workspace.consolidates:
        raise Fault("intake.not_a_consolidator", unit=workspace.unit.name_vi)
    for code in request.units:
        workspace.plan.unit(code)
    letters = tuple(_numbered(_letters(workspace, request), request))
    repeated = _keep(workspace, request.period, letters)
    watch, made = progress or Silent(), []
    for number, (letter, again) in enumerate(zip(letters, repeated, strict=True)):
        watch.step(number, len(letters), letter.to_vi)
        made.append(_write(workspace, request, letter, again))
    return Outcome(tuple(made), ChangeSet(received=not all(repeated)))


def _letters(workspace: Workspace, request: LettersRequest) -> Iterator[OfficialLetter]:
    today = workspace.clock().astimezone(VIETNAM).date()
    head = _head(workspace, request, today)
    for filing in filing_status(workspace, request.period):
        kind = _STATES.get(filing.state)
        if kind is None or kind not in request.kinds or (request.units and filing.unit.code not in request.units):
            continue
        letter = OfficialLetter(
            kind=kind,
            head=head,
            unit=filing.unit.code,
            to_vi=_name(filing.unit),
            plan_name_vi=workspace.plan.name_vi,
            period_label_vi=request.period.label(),
            due=filing.due,
            late_days=filing.late_days,
            answer_by=_working_days_on(today),
            ordinal=1,
        )
        if kind is LetterKind.REMINDER:
            yield _as_reminder(workspace, request.period, letter, today)
            continue
        returned = _as_return(workspace, request.period, letter, filing)
        if returned.head.issue.day == today or filing.unit.code in request.units:
            yield returned


def _head(workspace: Workspace, request: LettersRequest, today: date) -> LetterHead:
    from kgdesk.operations.provincial_report import issuer_of

    issuer = issuer_of(workspace, today)
    symbol = request.symbol or SYMBOL.format(symbol=issuer.symbol)
    above = say("consolidate.recipient") if workspace.unit.level is UnitLevel.PROVINCE else ""
    return LetterHead(
        superior_vi=issuer.superior_vi,
        issuer_vi=issuer.issuer_vi,
        issuer_name_vi=_name(issuer),
        head_post_vi=issuer.head_post_vi,
        above_vi=above,
        issue=Issue(None, symbol, issuer.place_vi, today),
    )


def _name(unit: ReportingUnit) -> str:
    from kgdesk.returns.pdf_letterhead import issuer_name

    return issuer_name(unit.issuer_vi, unit.name_vi)


def _working_days_on(day: date) -> date:
    left = _DAYS_TO_ANSWER
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < _SATURDAY
    return day


def _as_reminder(workspace: Workspace, period: Period, letter: OfficialLetter, today: date) -> OfficialLetter:
    """Count on from the reminders made on earlier days."""
    from kgdesk.store import letters

    kept = [item for item in letters.of_period(workspace.store, period.code) if item.unit == letter.unit]
    before = [item for item in kept if item.kind == letter.kind and item.day < today]
    last = before[-1] if before else None
    return replace(letter, ordinal=len(before) + 1, reminded_on=None if last is None else last.day)


def _as_return(workspace: Workspace, period: Period, letter: OfficialLetter, filing: UnitFiling) -> OfficialLetter:
    """Say which return goes back; a letter made on an earlier day keeps its day."""
    from kgdesk.returns.canonical import short_digest
    from kgdesk.store import letters

    arrival = filing.arrival
    assert arrival is not None  # noqa: S101 - what was sent back had come
    digest = short_digest(arrival.digest)
    place = {"unit": letter.unit, "period": period.code, "kind": letter.kind.value, "subject": digest}
    kept = letters.newest(workspace.store, **place)
    if kept is not None:
        head = replace(letter.head, issue=replace(letter.head.issue, day=kept.day))
        letter = replace(letter, head=head, answer_by=_working_days_on(kept.day))
    return replace(
        letter,
        revision=arrival.revision,
        short_digest=digest,
        received_at=arrival.received_at,
        comments=_comments(workspace, period, letter.unit, arrival.digest),
    )


def _comments(workspace: Workspace, period: Period, unit: str, digest: str) -> tuple[CellComment, ...]:
    """Give the remarks of the newest receipt that sent this return back."""
    from kgdesk.store import receipts

    given = [
        item
        for item in receipts.of_return(workspace.store, unit, period.code)
        if item.direction is receipts.Direction.GIVEN
        and item.decision is Decision.SENT_BACK
        and item.identity.digest == digest
    ]
    return given[-1].comments if given else ()


def _numbered(letters: Iterator[OfficialLetter], request: LettersRequest) -> Iterator[OfficialLetter]:
    for position, letter in enumerate(letters):
        if request.number is None:
            yield letter
            continue
        number = request.number + position
        if not 1 <= number <= HIGHEST_NUMBER:
            raise Fault("letter.bad_number", number=number, most=HIGHEST_NUMBER)
        head = replace(letter.head, issue=replace(letter.head.issue, number=number))
        yield replace(letter, head=head)


def _keep(workspace: Workspace, period: Period, made: tuple[OfficialLetter, ...]) -> list[bool]:
    """Write down which letters were made; tells which of them were there already."""
    from kgdesk.store import letters

    known = set(letters.of_period(workspace.store, period.code))
    rows = [
        letters.KeptLetter(
            item.unit, period.code, item.kind.value, item.ordinal, item.short_digest, item.head.issue.day
        )
        for item in made
    ]
    places = {(row.unit, row.kind, row.ordinal, row.subject) for row in known}
    repeated = [(row.unit, row.kind, row.ordinal, row.subject) in places for row in rows]
    if not all(repeated):
        with workspace.transaction("letters.make", subject=period.code) as transaction:
            for row, again in zip(rows, repeated, strict=True):
                if not again:
                    letters.put(transaction, row)
            transaction.detail["count"] = repeated.count(False)
    return repeated


def _write(workspace: Workspace, request: LettersRequest, letter: OfficialLetter, repeated: bool) -> MadeLetter:  # noqa: FBT001 - one of a pair
    from kgdesk.mail import message
    from kgdesk.returns import letter_text

    stem = _stem(request.period, letter)
    address = workspace.plan.unit(letter.unit).email
    files = {f"{stem}.docx": letter_text.write_docx(letter), f"{stem}.pdf": letter_text.write_pdf(letter)}
    subject = letter_text.letter_subject(letter)
    mail = message.Letter(
        to=address,
        sender="",
        subject=f"V/v {subject} ({letter.to_vi})",
        body="\n\n".join((f"Kính gửi: {letter.to_vi}.", *letter_text.mail_paragraphs(letter))) + "\n",
        files=tuple(message.Enclosure(name, data) for name, data in files.items() if name.endswith(".pdf")),
        message_id=message.message_id("letter", letter.unit, stem, letter.head.issue.day.isoformat()),
        date=letter_text.letter_moment(letter),
        draft=True,
    )
    files[f"{stem}.eml"] = message.write_message(mail)
    written = [export(request.folder / name, data) for name, data in files.items()]
    return MadeLetter(letter, tuple(item.path for item in written), address, repeated, earlier_of(written))


def _stem(period: Period, letter: OfficialLetter) -> str:
    if letter.kind is LetterKind.SEND_BACK:
        return f"{file_stem(letter.unit, period.code, letter.revision)}_sendback"
    return f"{letter.unit}_{period.code}_reminder{letter.ordinal}"
