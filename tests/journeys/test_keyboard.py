"""A clerk's work by keyboard alone in the real window, and a power cut at the end of it."""

from decimal import Decimal
from pathlib import Path

import pytest

from kgdesk.operations.entry import entry_grid
from kgdesk.operations.maintenance import doctor
from kgdesk.operations.narrative import narrative_pages
from kgdesk.operations.periods import periods_in_use
from kgdesk.operations.workspace import open_workspace
from tests.journeys.keyboard_clerk import GRID, SAVED, KeyboardClerk

NOTE = "Ước theo báo cáo của Chi cục Thuế; sẽ điều chỉnh khi có quyết toán"
RESULTS = "Đã nghiệm thu 12/14 tuyến đường; nhiều hộ dân tự nguyện hiến đất."

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("screen")]


def shows(clerk: KeyboardClerk, words: str) -> bool:
    return any(words in cell for row in clerk.table(GRID) for cell in row)


def test_figures_vietnamese_note_and_narrative_survive_a_power_cut(clerk: KeyboardClerk, draft: Path) -> None:
    clerk.open_grid(draft)
    # two halves of a pair, then past the status to the note of that row
    clerk.press(*"57632", "Tab", *"55000", "Tab", "Tab")
    clerk.until("the rate", lambda: shows(clerk, "Thực hiện: 4,79"))
    # pasted, since no keyboard of a test can type these letters
    clerk.press("F2")
    clerk.write(NOTE)
    clerk.press("Return")
    clerk.until("the note", lambda: shows(clerk, f"Ghi chú: {NOTE}"))
    clerk.see(SAVED)
    clerk.press("ctrl+3")
    clerk.stand_in("Cây nhiệm vụ")
    clerk.press("alt+1")
    clerk.stand_in("Kết quả thực hiện")
    clerk.write(RESULTS)
    clerk.see(RESULTS)
    clerk.see(SAVED)
    clerk.picture("saved")
    clerk.power_cut()
    with open_workspace(draft, actor="", read_only=True) as workspace:
        (period,) = periods_in_use(workspace)
        rows = {row.indicator.code: row for row in entry_grid(workspace, period)}
        first = rows["KT05"].recorded
        assert first is not None
        assert first.observation is not None
        assert (first.observation.numerator, first.observation.denominator) == (Decimal(57632), Decimal(55000))
        notes = [row.recorded.observation.note for row in rows.values() if row.recorded and row.recorded.observation]
        assert NOTE in notes
        texts = [page.narrative.results for page in narrative_pages(workspace, period) if page.narrative]
        assert texts == [RESULTS]
    assert doctor(draft).healthy
