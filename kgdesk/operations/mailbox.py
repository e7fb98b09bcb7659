"""Reading a mailbox: letters that came since the last time, each opened and its files taken in like any others.

Where one was is remembered by UIDVALIDITY and UID, after a letter's files are recorded and never before: what
is read again after a crash is known already. Nothing is deleted; nothing is marked unless asked.
"""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from kgdesk.domain.changes import Outcome
from kgdesk.domain.errors import Fault
from kgdesk.domain.progress import Progress
from kgdesk.domain.return_cycle import IntakeOutcome
from kgdesk.operations.intake import IntakeResult, take_in_steps
from kgdesk.operations.intake_batch import Batch
from kgdesk.operations.intake_line import Candidate, Mark, Step
from kgdesk.operations.verify import load_anchors
from kgdesk.operations.workspace import Workspace
from kgdesk.store import meta

if TYPE_CHECKING:
    from kgdesk.mail.imap import Mailbox

_OFTEN = 50  # letters between two times that the place is remembered


def take_in_mailbox(
    workspace: Workspace,
    url: str,
    password: str,
    *,
    authority: str = "",
    trust: Path | None = None,
    dry_run: bool = False,
    again: bool = False,
    mark_seen: bool = False,
    progress: Progress | None = None,
) -> Outcome[tuple[IntakeResult, ...]]:
    """Take in what came to `imaps://user@host/FOLDER` since the last time, or all of it (`again`).

    `authority` is a PEM file to believe instead of the system's certificates. A unit with nobody below takes in
    receipts only. Raises Fault `mail.*` where the mailbox cannot be opened; when the line breaks later, what came
    before stays taken in and the last result says so.
    """
    from kgdesk.mail.imap import Mailbox, parse_address

    address = parse_address(url, authority=authority)
    anchors = load_anchors(trust, workspace)
    with Mailbox.open(address, password, marking=mark_seen and not dry_run) as mailbox:
        reader = _Reader(workspace, mailbox, mark_seen=mark_seen)
        uids = mailbox.uids_after(0 if again else reader.last)
        try:
            return take_in_steps(
                workspace,
                reader.letters(uids),
                total=len(uids),
                batch=Batch(()),
                anchors=anchors,
                dry_run=dry_run,
                progress=progress,
            )
        finally:
            reader.remember()


class _Reader:
    """Draws letters one by one and remembers the last one that is settled."""

    def __init__(self, workspace: Workspace, mailbox: "Mailbox", *, mark_seen: bool) -> None:
        self._workspace = workspace
        self._mailbox = mailbox
        self._mark_seen = mark_seen
        self._key = f"mailbox:{mailbox.address.key}"
        known = json.loads(meta.get(workspace.store, self._key) or "{}")
        self.last = int(known.get("uid", 0)) if known.get("validity") == mailbox.validity else 0
        self._remembered = self.last
        self._settled = 0

    def letters(self, uids: tuple[int, ...]) -> Iterator[Step]:
        """Give each letter, and after it the mark that it is settled."""
        from kgdesk.mail.opened import Limits

        folder = Path(self._mailbox.address.folder)
        most = Limits().container
        for uid in uids:
            file = folder / f"{uid}.eml"
            try:
                size = self._mailbox.size(uid)
                data = self._mailbox.fetch(uid) if 0 < size <= most else b""
            except Fault as fault:
                yield IntakeResult(folder, IntakeOutcome.REFUSED, fault.code, dict(fault.params))
                return
            origin: dict[str, object] = {"mailbox": self._mailbox.address.key, "uid": uid}
            if size > most or len(data) > most:
                params: dict[str, object] = {"name": file.name, "limit": most // 1_000_000}
                yield IntakeResult(file, IntakeOutcome.REFUSED, "mail.too_large", params, origin=origin)
            elif data:
                yield Candidate(file, data, sha256(data).hexdigest(), origin, optional=True)
            yield Mark(lambda uid=uid: self._settle(uid), file.name)  # type: ignore[misc]

    def _settle(self, uid: int) -> None:
        self.last = max(self.last, uid)
        self._settled += 1
        if self._mark_seen:
            self._mailbox.mark_seen(uid)
        if self._settled % _OFTEN == 0:
            self.remember()

    def remember(self) -> None:
        """Keep the place; nothing is written where nothing is new."""
        if self.last == self._remembered:
            return
        place = json.dumps({"validity": self._mailbox.validity, "uid": self.last})
        with self._workspace.transaction("mailbox.read", subject=self._mailbox.address.key) as transaction:
            meta.put(transaction, self._key, place)
        self._remembered = self.last
