"""Which files of the folders handed in are not even looked at."""

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from kgdesk.operations.intake import ENDINGS

_LIMIT = 2000  # files looked through for a sentence


def left_out(paths: Iterable[Path]) -> tuple[str, ...]:
    """Name the files in the folders that are neither PDF nor Excel; hidden ones do not count."""
    names = []
    for folder in paths:
        if folder.is_dir():
            for item in islice(sorted(folder.rglob("*")), _LIMIT):
                hidden = item.name.startswith((".", "~$"))
                if not hidden and item.is_file() and item.suffix.lower() not in ENDINGS:
                    names.append(item.name)
    return tuple(names)
