"""Sending: a ready mail, files on a stick, or straight to a mail server.

Every step is recorded, and none claims more than is known.
"""

from dataclasses import dataclass
from pathlib import Path

from kgdesk.domain.changes import ChangeSet, Outcome
from kgdesk.domain.errors import Fault
from kgdesk.domain.plain import plain
from kgdesk.mail.message import Enclosure, Letter, check_address, message_id, write_message
from kgdesk.mail.subject import SubjectCode
from kgdesk.messages import say
from kgdesk.operations.exporting import earlier_of, export
from kgdesk.operations.mail_settings import MailSettings, smtp_server
from kgdesk.operations.outbox import OutItem, enclosures, find_item
from kgdesk.operations.workspace import Workspace
from kgdesk.store import outbox
from kgdesk.store.outbox import ItemKind, OutEvent, OutStep

_OUT = ChangeSet(outbox=True)


@dataclass(frozen=True, slots=True)
class SentItem:
    """What was done: `paths` were written, `to` is the address, `reply` the server's word.

    `earlier` is where other files of these names went.
    """

    item: OutItem
    paths: tuple[Path, ...] = ()
    to: str = ""
    reply: str = ""
    earlier: tuple[Path, ...] = ()


def make_mail(workspace: Workspace, key: str, folder: Path, *, to: str = "", sender: str = "") -> Outcome[SentItem]:
    """Write a ready mail as `.eml`, to be opened and sent with the system's mail program.

    Without a known address the mail names nobody yet. Raises Fault `outbox.*`, `mail.bad_address` and the disk's.
    """
    workspace.ensure_whole()
    item = find_item(workspace, key)
    files = enclosures(workspace, item)
    letter = _letter(workspace, item, files, to=to or item.address, sender=sender or workspace.unit.email, draft=True)
    path = folder / f"{item.stem}.eml"
    written = export(path, write_message(letter))
    event = _event(item, OutStep.MAIL_MADE, files, recipient=letter.to, message=letter.message_id)
    with workspace.transaction("outbox.mail", subject=item.stem) as transaction:
        outbox.put(transaction, event)
    sent = SentItem(find_item(workspace, key), (path,), letter.to, earlier=earlier_of([written]))
    return Outcome(sent, _OUT)


def save_files(workspace: Workspace, key: str, folder: Path) -> Outcome[SentItem]:
    """Write the signed files into a folder, as on a USB stick; other files of these names are kept beside them.

    Raises Fault `outbox.*` and the disk's.
    """
    workspace.ensure_whole()
    item = find_item(workspace, key)
    files = enclosures(workspace, item)
    written = [export(folder / file.name, file.content) for file in files]
    with workspace.transaction("outbox.save", subject=item.stem) as transaction:
        outbox.put(transaction, _event(item, OutStep.SAVED, files, recipient=str(folder)))
    paths = tuple(file.path for file in written)
    return Outcome(SentItem(find_item(workspace, key), paths, earlier=earlier_of(written)), _OUT)


def hand_over(workspace: Workspace, key: str, settings: MailSettings, password: str = "") -> Outcome[SentItem]:
    """Hand the mail to the server. It is recorded as handed over when, and only when, the server took it.

    Raises Fault `outbox.*` before anything is tried, `mail.*` when the server did not take it: that is recorded
    too. After `mail.hung_up_after_data` nobody knows, and that is what stands in the outbox.
    """
    from kgdesk.mail import smtp

    workspace.ensure_whole()
    item = find_item(workspace, key)
    files = enclosures(workspace, item)
    server = smtp_server(settings)
    to = (settings.to if item.kind is ItemKind.RETURN else "") or item.address
    if not to:
        raise Fault("outbox.no_address", receiver=item.receiver_vi)
    sender = settings.sender or workspace.unit.email
    if not sender:
        raise Fault("outbox.no_sender")
    letter = _letter(workspace, item, files, to=to, sender=sender, draft=False)
    message = write_message(letter)
    _record(workspace, _event(item, OutStep.HANDING_OVER, files, recipient=letter.to, message=letter.message_id))
    try:
        reply = smtp.hand_over(message, sender=letter.sender, to=letter.to, server=server, password=password)
    except Fault as fault:
        if fault.code != "mail.hung_up_after_data":
            detail = {"code": fault.code, "params": plain(fault.params)}
            failed = _event(item, OutStep.FAILED, files, recipient=to, message=letter.message_id, detail=detail)
            _record(workspace, failed)
        raise
    done = _event(item, OutStep.HANDED_OVER, files, recipient=to, message=letter.message_id, detail={"reply": reply})
    _record(workspace, done)
    return Outcome(SentItem(find_item(workspace, key), (), to, reply), _OUT)


def _record(workspace: Workspace, event: OutEvent) -> None:
    subject = f"{event.period} r{event.revision}"
    with workspace.transaction("outbox.send", subject=subject, detail={"step": event.step.value}) as transaction:
        outbox.put(transaction, event)


def _event(
    item: OutItem,
    step: OutStep,
    files: tuple[Enclosure, ...],
    *,
    recipient: str,
    message: str = "",
    detail: dict[str, object] | None = None,
) -> OutEvent:
    from hashlib import sha256

    return OutEvent(
        item.kind,
        item.key,
        item.unit.code,
        item.period.code,
        item.revision,
        step,
        recipient,
        message,
        detail or {},
        tuple((file.name, sha256(file.content).hexdigest()) for file in files),
    )


def _letter(
    workspace: Workspace, item: OutItem, files: tuple[Enclosure, ...], *, to: str, sender: str, draft: bool
) -> Letter:
    """Write the letter. The same files to the same receiver have the same id, however often they are sent."""
    to = check_address(to) if to else ""
    sender = check_address(sender) if sender else ""
    code = SubjectCode(item.unit.code, item.period.code, item.revision)
    subject = say(f"outbox.subject.{item.kind.value}", unit=item.unit.name_vi, period=item.period.label())
    domain = sender.rpartition("@")[2] or "kgdesk.invalid"
    return Letter(
        to=to,
        sender=sender,
        subject=f"{code} {subject}",
        body=_body(workspace, item, files),
        files=files,
        message_id=message_id(item.kind.value, item.key, to, *_digests(files), domain=domain),
        date=workspace.clock(),
        draft=draft,
    )


def _body(workspace: Workspace, item: OutItem, files: tuple[Enclosure, ...]) -> str:
    from kgdesk.returns.receipt import check_phrase

    names = (f"- {file.name}\n  SHA-256: {digest}" for file, digest in zip(files, _digests(files), strict=True))
    comments = "\n".join(
        f"- {comment.name_vi or say('outbox.whole_return')}: {comment.text}" for comment in item.comments
    )
    decision = "" if item.decision is None else say(f"outbox.decision.{item.decision.value}")
    text = say(
        f"outbox.body.{item.kind.value}",
        receiver=item.receiver_vi,
        unit=item.unit.name_vi,
        sender=workspace.unit.name_vi,
        period=item.period.label(),
        revision=item.revision,
        files="\n".join(names),
        phrase=check_phrase(item.digest),
        decision=f"{decision}\n{comments}".strip(),
        actor=workspace.actor,
    )
    return text + "\n"


def _digests(files: tuple[Enclosure, ...]) -> tuple[str, ...]:
    from hashlib import sha256

    return tuple(sha256(file.content).hexdigest() for file in files)
