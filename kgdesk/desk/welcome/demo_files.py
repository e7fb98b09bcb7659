"""The demonstration: made once, opened at its province workspace."""

from pathlib import Path

from kgdesk.desk.tasks import JobProgress, Work
from kgdesk.operations.demo import PROVINCE, run_demo


def province_workspace(folder: Path) -> Path:
    """Name the workspace of the demonstration that takes the others' returns in."""
    return folder / "workspaces" / f"{PROVINCE}.kgdesk"


def making(folder: Path) -> Work:
    """Give the work that makes the demonstration; it results in the province's workspace."""

    def work(progress: JobProgress) -> Path:
        return run_demo(folder, progress=progress).province

    return work
