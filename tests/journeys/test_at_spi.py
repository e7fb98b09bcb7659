"""What a screen reader on a real screen is told: names, roles and the values of the cells, over the real bus."""

from pathlib import Path

import pytest

from tests.journeys.keyboard_clerk import GRID, SAVED, KeyboardClerk
from tests.journeys.screen_reader import Seen

# What one can press, choose or write in. A list that folds out of a field is named by the field.
TOUCHED = {"push button", "check box", "combo box", "radio button", "text", "table", "tree table"}
PAGES = {
    "ctrl+1": "Trang chính",
    "ctrl+3": "Thuyết minh",
    "ctrl+4": "Kiến nghị",
    "ctrl+5": "Kiểm tra",
    "ctrl+6": "Ký và xuất",
}

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("screen")]


def test_the_grid_is_read_out_cell_by_cell(clerk: KeyboardClerk, draft: Path) -> None:
    clerk.open_grid(draft)
    clerk.press(*"57632", "Tab", *"55000", "Tab")
    clerk.see(SAVED)
    told = clerk.look()
    assert any((each.role, each.name) == ("list", "Các trang") for each in told)
    assert {"Đơn vị báo cáo: Thành phố Phú Quốc", "Kỳ báo cáo:"} <= {each.name for each in told}
    name = "Giá trị sản xuất nông - lâm - thủy sản"
    clerk.until("the rate", lambda: any("4,79" in cell.text for cell in clerk.row(GRID, name)))
    row = clerk.row(GRID, name)
    cells = {cell.column: cell.text.rpartition(f"{cell.column}: ")[2] for cell in row}
    assert cells["Tử số"].startswith("57.632")
    assert cells["Mẫu số"].startswith("55.000")
    assert cells["Thực hiện"].startswith("4,79")
    assert "Ước" in cells["Tử số"]  # what the sighted see as a mark is a word here
    assert {cell.role for cell in row} == {"cell"}


def nameless(clerk: KeyboardClerk) -> list[Seen]:
    return [each for each in clerk.look() if each.role in TOUCHED and not each.name]


def test_whatever_can_be_touched_has_a_name(clerk: KeyboardClerk, draft: Path) -> None:
    clerk.open_grid(draft)
    assert nameless(clerk) == []
    for keys, title in PAGES.items():
        clerk.press(keys)
        clerk.see(title, "filler")
        assert nameless(clerk) == []
