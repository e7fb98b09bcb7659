"""Workspaces under the shipped plan: a district that fills in, and the province."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kgdesk.operations.workspace import Workspace, create_workspace, open_workspace
from tests.operations.after_demo import TurnedClock

STARTED = datetime(2024, 12, 10, 2, 0, tzinfo=UTC)


class TickingClock:
    """One second per look: every record has its own time."""

    def __init__(self) -> None:
        self.now = STARTED

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def open_for(tmp_path: Path) -> Iterator[Callable[[str], Workspace]]:
    """Give a function that makes the workspace of a unit."""
    opened: list[Workspace] = []

    def make(unit: str) -> Workspace:
        workspace = create_workspace(tmp_path / f"{unit}.kgdesk", unit=unit, actor="Lê Thị Hoa", clock=TickingClock())
        opened.append(workspace)
        return workspace

    yield make
    for workspace in opened:
        workspace.close()


@pytest.fixture
def district(open_for: Callable[[str], Workspace]) -> Workspace:
    """Phú Quốc."""
    return open_for("KG-911")


@pytest.fixture
def clock() -> TurnedClock:
    """The clock of `phu_quoc` and `province`."""
    return TurnedClock()


@pytest.fixture
def phu_quoc(demo_copy: Path, clock: TurnedClock) -> Iterator[Workspace]:
    """Phú Quốc's workspace of the demonstration."""
    path = demo_copy / "workspaces" / "KG-911.kgdesk"
    with open_workspace(path, actor="Nguyễn Thị Thử", clock=clock) as workspace:
        yield workspace


@pytest.fixture
def province(demo_copy: Path, clock: TurnedClock) -> Iterator[Workspace]:
    """The province's workspace of the demonstration."""
    with open_workspace(demo_copy / "workspaces" / "KG.kgdesk", actor="Lê Văn Thành", clock=clock) as workspace:
        yield workspace
