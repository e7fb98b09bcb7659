"""What a screen reader on a real screen is told: names, roles and the values of the cells, over the real bus."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys import screen_reader
from tests.journeys.real_screen import PATIENCE, RealDesk, RealScreen

READER = Path(__file__).with_name("read_at_spi.py")

# What one can press, choose or write in. A list that folds out of a field is named by the field.
TOUCHED = {"push button", "check box", "combo box", "radio button", "text", "table", "tree table"}

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("screen")]


@pytest.fixture
def speaking(screen: RealScreen) -> Iterator[RealScreen]:
    """The screen with a bus of its own on which programs tell what they show."""
    lacking = screen_reader.missing()
    if lacking:
        pytest.skip(f"not installed: {lacking}")
    with screen_reader.speaking(screen):
        yield screen


def listen(screen: RealScreen, *names: str) -> dict[str, Any]:
    answer = subprocess.run(
        [screen_reader.SYSTEM_PYTHON, str(READER), *names],
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
