"""The commands of the frozen or installed program that KGDESK_PROGRAM names do what those of the source do.

`make frozen-test` names it; the journeys beside this file then start its window. The source's commands have tests of
their own.
"""

import json
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from kgdesk import __version__
from tests.journeys.program import GIVEN, PROGRAM

pytestmark = [pytest.mark.journey, pytest.mark.skipif(not GIVEN, reason="KGDESK_PROGRAM names no program")]
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
