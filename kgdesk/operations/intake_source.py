"""What is handed in: files and folders read one by one, mails and archives as what came out of them."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from kgdesk.consolidation.examination import SIZE_LIMIT
from kgdesk.domain.errors import Fault
from kgdesk.domain.return_cycle import IntakeOutcome
from kgdesk.files import read_bytes
from kgdesk.operations.intake_line import Candidate, Step
from kgdesk.operations.intake_result import IntakeResult

if TYPE_CHECKING:
    from kgdesk.mail.opened import Opened

CONTAINERS = {".eml", ".zip"}
ENDINGS = {".pdf", ".xlsx", ".xls", ".p7m", *CONTAINERS}  # .xls and .p7m are no returns, but one was meant to be there
FILES_LIMIT = 100_000  # files of one folder; more is a mistake of the folder
_LETTER = {"mail.nothing_attached", "mail.only_pictures"}


def files_of(paths: Sequence[Path]) -> list[Path]:
    """List files and the files of folders, signed pages first, then what is opened. Raises `intake.too_many_files`."""
    return sorted(set(_files(paths)), key=_pages_first)


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for count, item in enumerate(sorted(path.rglob("*"))):
            if count > FILES_LIMIT:
                raise Fault("intake.too_many_files", file=path, limit=FILES_LIMIT)
            if item.suffix.lower() in ENDINGS and item.is_file() and not item.name.startswith((".", "~$")):
                yield item


def _pages_first(path: Path) -> tuple[int, str]:
    """Order signed pages before the workbooks they vouch for."""
    ending = path.suffix.lower()
    return (0 if ending == ".pdf" else 1 if ending in CONTAINERS else 2), str(path)


def read_files(files: Iterable[Path]) -> Iterator[Step]:
    """Read files one by one; what the disk refuses ends in its own result."""
    from kgdesk.mail.opened import Limits

    for path in files:
        try:
            data = read_bytes(path, limit=Limits().container if path.suffix.lower() in CONTAINERS else SIZE_LIMIT)
        except Fault as fault:
            yield IntakeResult(path, IntakeOutcome.REFUSED, fault.code, dict(fault.params))
        else:
            yield Candidate(path, data, sha256(data).hexdigest())


def unpacked(container: Candidate, opened: "Opened") -> Iterator[Step]:
    """Turn what came out of a mail or an archive into steps: its files first, then what is told of the rest."""
    about = _origin(container, opened)
    for part in opened.parts:
        digest = sha256(part.data).hexdigest()
        inside = container.file.joinpath(*part.trail, part.name)
        origin = {**about, "trail": list(part.trail)} if part.trail else about
        yield Candidate(inside, part.data, digest, origin, opened=True)
    for told in opened.told:
        left = not told.refused or (container.optional and told.code in _LETTER)
        outcome = IntakeOutcome.LEFT_OUT if left else IntakeOutcome.REFUSED
        whole = told.name in {container.file.name, ""}
        file = container.file if whole else container.file / told.name
        params = dict(told.params)
        if whole and container.optional and opened.subject:
            params["name"] = opened.subject  # a letter of a mailbox has no other name that a person knows
        yield IntakeResult(file, outcome, told.code, params, origin=about)


def _origin(container: Candidate, opened: "Opened") -> dict[str, object]:
    told = {
        "name": container.file.name,
        "sha256": container.sha256,
        "from": opened.sender,
        "subject": opened.subject,
        "date": opened.date,
        "message_id": opened.message_id,
    }
    return {**{key: value for key, value in told.items() if value}, **container.origin}
