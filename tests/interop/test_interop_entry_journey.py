"""The journey of entry with the block copied in LibreOffice Calc itself, on the same screen, by keyboard."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from kgdesk.operations.demo import run_demo
from kgdesk.operations.workspace import open_workspace
from tests.journeys import screen_reader
from tests.journeys.entry_journey import EntryJourney
from tests.journeys.keyboard_clerk import KeyboardClerk, clerk_at
from tests.journeys.real_screen import PATIENCE, RealScreen
from tests.journeys.sheet_to_paste import LINES, write_sheet

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("interop"), pytest.mark.timeout(900)]
_MUST = bool(os.environ.get("KGDESK_INTEROP"))
SHEET = "so-lieu-2022.xlsx"


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[RealScreen]:
    real = RealScreen(tmp_path / "screen")
    yield real
    real.close()


class Calc:
    """LibreOffice with a profile of its own."""

    def __init__(self, screen: RealScreen, folder: Path) -> None:
        self._screen = screen
        self._folder = folder
        self._process: subprocess.Popen[str] | None = None

    def open(self, sheet: Path) -> None:
        profile = (self._folder / "profile").as_uri()
        words = ["soffice", f"-env:UserInstallation={profile}", "--nologo", "--norestore", "--nofirststartwizard"]
        environment = {**self._screen.environment, "SAL_USE_VCLPLUGIN": "gen", "SAL_DISABLE_OPENCL": "1"}
        self._process = subprocess.Popen(
            [*words, "--calc", str(sheet)],
            env=environment,
            text=True,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def close(self) -> None:
        if self._process is not None and self._process.poll() is None:
            os.killpg(self._process.pid, 15)
            self._process.wait(PATIENCE)


def holds_block(clerk: KeyboardClerk) -> bool:
    """Whether the whole block can be pasted, as text and as HTML."""
    lines = clerk.clipboard().rstrip("\n").split("\n")
    return len(lines) == LINES and "<table" in clerk.clipboard("text/html").lower()


def _missing() -> str:
    """What is not installed here; `make interop` installs it and lets nothing be skipped."""
    return "LibreOffice (make interop)" if shutil.which("soffice") is None else screen_reader.missing()


@pytest.mark.skipif(bool(_missing()) and not _MUST, reason=f"not installed: {_missing()}")
def test_a_block_copied_in_calc_goes_all_the_way_to_the_sealed_return(screen: RealScreen, tmp_path: Path) -> None:
    run_demo(tmp_path / "demo", units=1)
    with clerk_at(screen, tmp_path / "pictures") as clerk:
        journey = EntryJourney(clerk, tmp_path / "demo")
        with open_workspace(journey.path, actor="", read_only=True) as workspace:
            write_sheet(tmp_path / SHEET, workspace.plan)
        calc = Calc(screen, tmp_path)
        journey.open()
        try:
            calc.open(tmp_path / SHEET)
            clerk.window(SHEET)
            copying = ("ctrl+Home", "Down", "ctrl+shift+End", "ctrl+c")
            clerk.until(f"{LINES} lines on the clipboard", lambda: holds_block(clerk), pressing=copying)
            clerk.picture("calc")
            clerk.press("alt+Tab")
            journey.paste()
        finally:
            calc.close()
        journey.go_on()
