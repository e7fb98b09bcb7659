"""Where the details of a defect go, so that the screen can stay quiet."""

import traceback
from datetime import UTC, datetime
from pathlib import Path

from kgdesk.files import state_folder

_LIMIT = 1_000_000


def log_file() -> Path:
    """Give the path of the desk's log."""
    return state_folder() / "desk.log"


def write_defect(error: BaseException) -> Path:
    """Append the error with its traceback and give the log's path back; a full disk is not a second defect."""
    path = log_file()
    text = "".join(traceback.format_exception(error))
    try:
        if path.exists() and path.stat().st_size > _LIMIT:
            path.replace(path.with_suffix(".old.log"))
        with path.open("a", encoding="utf-8") as stream:
            stream.write(f"--- {datetime.now(UTC).isoformat(timespec='seconds')}\n{text}\n")
    except OSError:
        pass
    return path
