"""A unit with others below it sees the button that takes their totals into its own return; others do not."""

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from kgdesk.desk.app import Desk
from kgdesk.desk.consolidation.page import ConsolidationPage
from kgdesk.domain.return_cycle import IntakeOutcome
from kgdesk.operations.entry import entry_grid
from kgdesk.operations.intake import take_in
from kgdesk.operations.undo import undo_state
from tests.desk.desk_windows import settle, shell_of
from tests.desk.test_round_trip_screens import page_of
from tests.operations.test_adopt import COMMUNES, DISTRICT, PERIOD, Levels, fill, levels

__all__ = ["levels"]  # a fixture


def test_a_district_takes_its_communes_totals_into_its_return(
    qtbot: QtBot, open_desk: Callable[..., Desk], levels: Levels
) -> None:
    commune = levels.open(COMMUNES[0])
    fill(commune)
    levels.seal(commune)
    commune.close()
    district = levels.open(DISTRICT)
    taken = take_in(district, [levels.folder / "returns"]).result
    assert IntakeOutcome.TAKEN_IN in {item.outcome for item in taken}
    district.close()
    desk = open_desk(district.path, "consolidation")
    page = page_of(desk, "consolidation", qtbot)
    assert isinstance(page, ConsolidationPage)
    assert page.outgoing.adopting.isVisible()
    assert not page.outgoing.adopting.isEnabled()  # there is no run yet
    page.running.trigger()
    settle(qtbot, desk)
    page.outgoing.adopting.trigger()
    settle(qtbot, desk)
    assert "lần 1, 1/3 đơn vị" in page.frame.sentence.text()
    workspace = shell_of(desk).session.workspace
    sources = {row.recorded.observation.source for row in entry_grid(workspace, PERIOD) if row.recorded}  # type: ignore[union-attr]
    assert sources == {"Tổng hợp lần 1 từ 1/3 đơn vị trực thuộc"}
    assert undo_state(workspace, PERIOD).undo is not None
