"""The frozen or installed program that KGDESK_PROGRAM names does what the source does.

`make frozen-test` names it; the journeys beside this file then start it, too.
"""

import json
import os
import random
import subprocess
import time
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kgdesk import __version__
from kgdesk.domain.period import Period
from kgdesk.operations.entry import entry_grid
from kgdesk.operations.maintenance import doctor
from kgdesk.operations.workspace import open_workspace
from tests.journeys import screen_reader
from tests.journeys.keyboard_clerk import KeyboardClerk, clerk_at
from tests.journeys.program import GIVEN, PROGRAM
from tests.journeys.real_screen import PATIENCE, RealScreen

pytestmark = [
    pytest.mark.journey,
    pytest.mark.xdist_group("screen"),
    pytest.mark.skipif(not GIVEN, reason="KGDESK_PROGRAM names no program"),
]
KILLS = int(os.environ.get("KGDESK_KILLS", "4"))
GOLDEN = Path(__file__).resolve().parents[1] / "fixtures" / "golden"


def told(*words: str, code: int = 0) -> list[dict[str, Any]]:
    """Run a command; give the objects it printed."""
    done = subprocess.run([*PROGRAM, *words, "--json"], capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == code, done.stdout + done.stderr
    assert done.stderr == ""
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("given") / "demo"
    told("demo", str(folder), "--units", "2")
    return folder


def test_it_is_this_version() -> None:
    done = subprocess.run([*PROGRAM, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["KGDesk", __version__]


def test_returns_of_its_demonstration_are_valid_and_an_altered_one_is_not(demo: Path, tmp_path: Path) -> None:
    files = sorted(str(path) for path in (demo / "returns").iterdir())
    authority = str(demo / "keys" / "ca.pem")
    assert [each["verdict"] for each in told("verify", *files, "--trust", authority)] == ["valid"] * len(files)
    altered = tmp_path / "altered.pdf"
    data = bytearray(next(Path(name) for name in files if name.endswith(".pdf")).read_bytes())
    data[len(data) // 3] ^= 1
    altered.write_bytes(data)
    (verdict,) = told("verify", str(altered), "--trust", authority, code=1)
    assert verdict["verdict"] == "invalid"


def test_a_return_of_an_earlier_version_is_still_valid() -> None:
    files = [str(GOLDEN / f"KG-911_2024_r1.{ending}") for ending in ("pdf", "xlsx")]
    verdicts = told("verify", *files, "--trust", str(GOLDEN / "ca.pem"))
    assert [each["verdict"] for each in verdicts] == ["valid", "valid"]
    assert {each["return"]["unit"] for each in verdicts} == {"KG-911"}


def test_whoever_judges_files_apart_does_it_in_the_frozen_program_too(demo: Path, tmp_path: Path) -> None:
    archive = tmp_path / "bao-cao.zip"
    with zipfile.ZipFile(archive, "w") as letters:
        for path in sorted((demo / "returns").glob("*.xlsx")):
            letters.write(path, path.name)
        letters.writestr("hong.pdf", b"%PDF-1.7 cut off")
    outcomes = told("intake", str(demo / "workspaces" / "KG.kgdesk"), str(archive), code=1)
    assert len(outcomes) >= 3


def test_the_province_is_consolidated_and_explained(demo: Path, tmp_path: Path) -> None:
    province = str(demo / "workspaces" / "KG.kgdesk")
    assert told("status", province, "--period", "2024")
    goal = tmp_path / "report"
    told("consolidate", province, "--period", "2024", "-o", str(goal), "--format", "xlsx,pdf,docx", "--explain", "XH12")
    assert {path.suffix for path in goal.iterdir()} >= {".xlsx", ".pdf", ".docx"}


@pytest.mark.skipif(bool(screen_reader.missing()), reason=f"not installed: {screen_reader.missing()}")
@pytest.mark.timeout(60 + 30 * KILLS)
def test_what_it_showed_as_saved_survives_a_kill(screen: RealScreen, draft: Path, tmp_path: Path) -> None:
    chance = random.Random(535)
    number = 1000
    typed: set[Decimal] = set()
    with clerk_at(screen, tmp_path / "pictures") as clerk:
        for life in range(KILLS):
            open_grid(clerk, draft)
            shown = [number + step for step in range(1, chance.randint(3, 7))]
            number = shown[-1]
            typed |= {Decimal(each) for each in shown}
            screen.press(*(key for each in shown for key in (*str(each), "Return")))
            last = f"{number:,}".replace(",", ".")
            clerk.until(f"{last} in the grid", lambda last=last: last in str(clerk.table("Bảng nhập số liệu")))
            clerk.see("Tình trạng lưu: Đã lưu ")
            more = [number + step for step in range(1, 20)]
            number = more[-1]
            typed |= {Decimal(each) for each in more}
            typing = screen.keys(*(key for each in more for key in (*str(each), "Return")))
            time.sleep(chance.uniform(0.05, 1.0))
            clerk.power_cut()
            typing.wait(PATIENCE)  # ending it half-way would leave a key pressed for the next life
            kept = figures(draft)
            assert set(map(Decimal, shown)) <= kept, f"life {life}: shown as saved and gone"
            assert kept <= typed, f"life {life}: nobody typed {kept - typed}"
            assert doctor(draft).healthy


def open_grid(clerk: KeyboardClerk, draft: Path) -> None:
    clerk.open(draft)
    clerk.window("Thành phố Phú Quốc")
    clerk.press("ctrl+2")
    clerk.stand_in("Bảng nhập số liệu")


def figures(draft: Path) -> set[Decimal]:
    """Every figure ever kept in any period."""
    with open_workspace(draft, actor="", read_only=True) as workspace:
        from kgdesk.operations.entry import cell_history
        from kgdesk.operations.periods import periods_in_use

        return {
            figure
            for period in (*periods_in_use(workspace), Period.parse("2024"))
            for row in entry_grid(workspace, period)
            for record in cell_history(workspace, period=period, indicator=row.indicator.code)
            if record.observation is not None
            for figure in (record.observation.numerator, record.observation.denominator, record.observation.value)
            if figure is not None
        }
