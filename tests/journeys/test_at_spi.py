"""What a screen reader on a real screen is told: names, roles and the values of the cells, over the real bus."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.real_screen import PATIENCE, RealDesk, RealScreen

LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")
PYTHON = "/usr/bin/python3"  # has the system's packages; our own has not
READER = Path(__file__).with_name("read_at_spi.py")
TEST = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"

# What one can press, choose or write in. A list that folds out of a field is named by the field.
TOUCHED = {"push button", "check box", "combo box", "radio button", "text", "table", "tree table"}

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("screen")]


def missing() -> str:
    """What is not installed here, empty where all is."""
    for name in ("dbus-daemon", PYTHON):
        if shutil.which(name) is None:
            return name
    if not LAUNCHER.exists():
        return "at-spi2-core"
    if subprocess.run([PYTHON, "-c", TEST], capture_output=True, check=False).returncode:
        return "python3-gi, gir1.2-atspi-2.0"
    return ""


@pytest.fixture
def speaking(screen: RealScreen) -> Iterator[RealScreen]:
    """The screen with a bus of its own on which programs tell what they show."""
    lacking = missing()
    if lacking:
        pytest.skip(f"not installed: {lacking}")
    bus = screen.start(
        ["dbus-daemon", "--session", "--nofork", "--print-address"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert bus.stdout is not None
    before = dict(screen.environment)
    screen.environment |= {
        "DBUS_SESSION_BUS_ADDRESS": bus.stdout.readline().strip(),
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
    }
    launcher = screen.start([str(LAUNCHER), "--launch-immediately"])
    yield screen
    for process in (launcher, bus):
        process.terminate()
        process.wait(PATIENCE)
    bus.stdout.close()
    screen.environment.clear()
    screen.environment.update(before)


def listen(screen: RealScreen, *names: str) -> dict[str, Any]:
    answer = subprocess.run(
        [PYTHON, str(READER), *names],
        env=screen.environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def test_the_grid_is_read_out_cell_by_cell(speaking: RealScreen, draft: Path) -> None:
    desk = RealDesk(speaking, draft)
    try:
        speaking.press(*"57632", "Tab", *"55000", "Tab")
        desk.hear()
        desk.hear()
        told = listen(speaking, "Giá trị sản xuất nông - lâm - thủy sản")
    finally:
        desk.complaints()
    widgets = [tuple(item) for item in told["widgets"]]
    names = {name for _, name in widgets}
    assert ("list", "Các trang") in widgets
    assert {"Đơn vị báo cáo: Thành phố Phú Quốc", "Kỳ báo cáo:"} <= names
    assert any(name.startswith("Tình trạng lưu: Đã lưu ") for name in names)
    assert told["grid"] == "Bảng nhập số liệu"
    nameless = [(role, name) for role, name in widgets if role in TOUCHED and not name]
    assert nameless == []
    (row,) = told["rows"].values()
    cells = {cell["column"]: cell["name"].rpartition(f"{cell['column']}: ")[2] for cell in row}
    assert cells["Tử số"].startswith("57.632")
    assert cells["Mẫu số"].startswith("55.000")
    assert cells["Thực hiện"].startswith("4,79")
    assert "Ước" in cells["Tử số"]  # what the sighted see as a mark is a word here
    assert {cell["role"] for cell in row} == {"table cell"}
