"""Journeys run in a real window on a screen of their own, and are seen as a screen reader sees."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys import screen_reader
from tests.journeys.keyboard_clerk import KeyboardClerk, clerk_at
from tests.journeys.real_screen import RealScreen


@pytest.fixture(scope="session")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealScreen]:
    real = RealScreen(tmp_path_factory.mktemp("screen"))
    yield real
    real.close()


@pytest.fixture
def clerk(screen: RealScreen, tmp_path: Path) -> Iterator[KeyboardClerk]:
    """Somebody who sees that screen and has a keyboard; pictures lie in the test's folder."""
    if lacking := screen_reader.missing():
        pytest.skip(f"not installed: {lacking}")
    with clerk_at(screen, tmp_path / "pictures") as seated:
        yield seated


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A district's fresh workspace, opened on 2024 by what was remembered of it."""
    from datetime import UTC, datetime

    from kgdesk.operations.workspace import create_workspace

    path = tmp_path / "phu-quoc.kgdesk"
    create_workspace(
        path, unit="KG-911", actor="Nguyễn Thị Thử", clock=lambda: datetime(2024, 12, 10, tzinfo=UTC)
    ).close()
    return path


@pytest.fixture
def small_demo(tmp_path: Path) -> Path:
    """The demonstration with Phú Quốc alone."""
    from kgdesk.operations.demo import run_demo

    run_demo(tmp_path / "demo", units=1)
    return tmp_path / "demo"
