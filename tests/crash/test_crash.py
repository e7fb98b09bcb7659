"""The short form of `make crash`, and the proof that it finds what is broken."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.crash import killing, sabotage

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="kills and traces the Linux way"),
    pytest.mark.xdist_group("crash"),
    pytest.mark.timeout(1200),  # lives of some seconds on a computer that has much else to do
]


def _run(module: str, *words: object) -> "subprocess.CompletedProcess[str]":
    """Run in a process of its own: lives are forked, which a process with threads must not do."""
    return subprocess.run(
        [sys.executable, "-m", module, *map(str, words)], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_kills_of_every_activity_lose_nothing(demo: Path, tmp_path: Path) -> None:
    done = _run("tests.crash", "--kills", 30, "--cuts", 30, "--lanes", 2, "--demo", demo, "--folder", tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not done.stderr
    if killing.can_trace():
        assert "strace: True" in done.stdout


@pytest.fixture(scope="module")
def found(demo: Path) -> dict[str, str]:
    """What the kills said of each sabotage."""
    if not killing.can_trace():
        pytest.skip("strace is not here or may not look at other processes")
    rows = map(json.loads, _run("tests.crash.proving", "--demo", demo).stdout.splitlines())
    return {row["sabotage"]: "; ".join(row["found"]) for row in rows}


@pytest.mark.parametrize(
    ("spoiled", "said"),
    [
        (sabotage.told_before_done, "was told and is not there"),
        (sabotage.commits_not_flushed, "was told and is not there"),
        (sabotage.written_in_place, "half: KG-911_2024_r2"),
        (sabotage.written_before_recorded, "stranger: "),
        (sabotage.renamed_before_flushed, "half: KG-911_2024_r2"),
        (sabotage.taken_in_by_halves, "is taken in without its return"),
        (sabotage.restored_by_two_renames, "no workspace under its name"),
        (sabotage.encrypted_in_place, "neither plain nor opened by a password"),
        (sabotage.encrypted_by_way_of_a_plain_copy, "can be read without a password"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_spoiled_program_is_found_out(found: dict[str, str], spoiled: object, said: str) -> None:
    assert said in found[spoiled.__name__]  # type: ignore[attr-defined]
