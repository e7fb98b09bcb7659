"""Words of the tests of the window."""

from datetime import UTC, datetime
from pathlib import Path

from pytestqt.qtbot import QtBot

from kgdesk.desk.app import Desk
from kgdesk.desk.shell import Shell
from kgdesk.domain.period import Period
from kgdesk.operations.workspace import Workspace, open_workspace

NOW = datetime(2024, 12, 18, 2, 30, tzinfo=UTC)  # after the demonstration sealed its returns
PERIOD = Period.parse("2024")


def settle(qtbot: QtBot, desk: Desk) -> None:
    """Wait until nothing is queued any more."""
    session = desk.session
    assert session is not None
    qtbot.waitUntil(lambda: session.tasks.queued == 0, timeout=5000)


def shell_of(desk: Desk) -> Shell:
    """The window of a desk that is open."""
    assert desk.shell is not None
    return desk.shell


def reopened(path: Path) -> Workspace:
    """The workspace as another start of the program sees it."""
    return open_workspace(path, actor="kiểm thử", clock=lambda: NOW)
