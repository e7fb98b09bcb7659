"""Copies of a workspace that the program makes by itself: where they lie, why they were made, what they are called."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from enum import StrEnum
from pathlib import Path

_VIETNAM = timezone(timedelta(hours=7))
_NAME = re.compile(r"(?P<stem>.+)-(?P<at>\d{8}-\d{6})(?:-(?P<reason>[a-z-]+))?\.kgdesk", re.DOTALL)


class CopyReason(StrEnum):
    """Why a copy was made; the value stands in the file's name."""

    ASKED = ""  # by a person, where the person wanted it
    WORK = "tu-dong"  # after some minutes of changes
    CLOSE = "khi-dong"  # when the window was closed
    COMMAND = "theo-ngay"  # after the first command of the day that wrote something
    PLAN = "truoc-khi-doi-goi"  # before another plan pack
    UPGRADE = "truoc-khi-nang-cap"  # before the schema of a newer program
    RESTORE = "truoc-khi-phuc-hoi"  # what stood there when another copy was brought back


# What no later copy holds again: work that was replaced, and a file that an older program can read.
LANDMARKS = frozenset({CopyReason.RESTORE, CopyReason.UPGRADE})


@dataclass(frozen=True, slots=True)
class KeptCopy:
    """A copy by its name. `at` has whole seconds and Vietnam's time."""

    path: Path
    at: datetime
    reason: CopyReason


def copies_folder(path: Path) -> Path:
    """Name the folder beside a workspace that holds its copies."""
    return path.with_name(f"{path.stem}-sao-luu")


def copy_name(path: Path, at: datetime, reason: CopyReason) -> str:
    """Name a copy of a workspace made at a moment (aware)."""
    stamp = at.astimezone(_VIETNAM).strftime("%Y%m%d-%H%M%S")
    return "-".join(filter(None, (path.stem, stamp, reason.value))) + ".kgdesk"


def read_copy_name(path: Path, *, stem: str) -> KeptCopy | None:
    """Read what a name says of a copy of the workspace `stem`; None for any other file."""
    found = _NAME.fullmatch(path.name)
    if found is None or found["stem"] != stem:
        return None
    try:
        at = datetime.strptime(found["at"], "%Y%m%d-%H%M%S").replace(tzinfo=_VIETNAM)
        reason = CopyReason(found["reason"] or "")
    except ValueError:
        return None
    return KeptCopy(path, at, reason)
