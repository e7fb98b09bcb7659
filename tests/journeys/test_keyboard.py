"""A clerk's work by keyboard alone in the real window, and a power cut at the end of it."""

from decimal import Decimal
from pathlib import Path

import pytest

from kgdesk.operations.entry import entry_grid
from kgdesk.operations.maintenance import doctor
from kgdesk.operations.narrative import narrative_pages
from kgdesk.operations.workspace import open_workspace
from tests.journeys.real_screen import RealDesk, RealScreen

NOTE = "Ước theo báo cáo của Chi cục Thuế; sẽ điều chỉnh khi có quyết toán"
RESULTS = "Đã nghiệm thu 12/14 tuyến đường; nhiều hộ dân tự nguyện hiến đất."

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("screen")]


def test_figures_vietnamese_note_and_narrative_survive_a_power_cut(screen: RealScreen, draft: Path) -> None:
    desk = RealDesk(screen, draft)
    # two halves of a pair, then past the status to the note of that row
    screen.press(*"57632", "Tab", *"55000", "Tab", "Tab")
    desk.hear()
    desk.hear()
    # pasted, since no keyboard of a test can type these letters
    screen.copy(NOTE)
    screen.press("F2", "ctrl+v", "Return")
    desk.hear()
    screen.press("ctrl+3")
    screen.copy(RESULTS)
    # the field takes letters once its text is here; a paste before that is not taken, and done again
    while not (told := desk.hear_soon()) or not told["narratives"]:
        screen.press("alt+1", "ctrl+a", "ctrl+v", "alt+2")
    desk.kill()
    with open_workspace(draft, actor="") as workspace:
        period_codes = {row for words in desk.heard for row, _ in words["cells"]}
        (code,) = period_codes
        from kgdesk.domain.period import Period

        period = Period.parse(code)
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
