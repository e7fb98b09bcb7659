"""Enlarged screens and larger letters: the window fits, and no word on it is cut."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

READER = Path(__file__).with_name("read_scaled.py")
ROOT = READER.parents[2]
# scale, width and height that the window may take beside the taskbar, points of the letters (0: the usual)
SCREENS = [(1.0, 1366, 742, 0), (1.25, 1366, 742, 0), (1.5, 1366, 742, 0), (2.0, 1920, 1056, 0), (1.0, 1366, 742, 13)]


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("unit", ["district", "province"])
def test_every_screen_fits_and_no_word_is_cut(
    request: pytest.FixtureRequest, unit: str, screen: tuple[float, int, int, int]
) -> None:
    scale, width, height, points = screen
    workspace: Path = request.getfixturevalue(unit)
    answer = subprocess.run(
        [sys.executable, READER, workspace, str(width), str(height), str(points)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(scale), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    told = json.loads(answer.stdout)
    assert {key: each for key, each in told["cut"].items() if each} == {}
    assert told["size"] == [pytest.approx(width, abs=2), pytest.approx(height, abs=2)]
