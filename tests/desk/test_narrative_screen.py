"""Narratives: saved when left and after a pause, in composed Vietnamese."""

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kgdesk.desk.app import Desk
from kgdesk.desk.narrative.page import IDLE_MS, NarrativePage
from kgdesk.domain.errors import Fault
from kgdesk.domain.findings import Finding
from kgdesk.domain.narrative import Narrative, TaskProgress
from kgdesk.operations.check import check_period
from kgdesk.operations.narrative import narrative_pages, record_narrative
from tests.desk.desk_typing import compose, type_text
from tests.desk.desk_windows import PERIOD, reopened, settle, shell_of


@pytest.fixture
def desk(open_desk: Callable[..., Desk], district: Path) -> Desk:
    return open_desk(district, "narrative")


def page_of(desk: Desk) -> NarrativePage:
    page = shell_of(desk).pages["narrative"]
    assert isinstance(page, NarrativePage)
    return page


def written(path: Path) -> list[Narrative]:
    with reopened(path) as workspace:
        return [page.narrative for page in narrative_pages(workspace, PERIOD) if page.narrative is not None]


def test_a_text_is_saved_when_the_field_is_left(qtbot: QtBot, desk: Desk, district: Path) -> None:
    page = page_of(desk)
    page.form.results.setFocus()
    type_text(page.form.results, unicodedata.normalize("NFD", "Đã hoàn thành"))
    assert shell_of(desk).status.saved.text() == "Đang gõ, chưa lưu"
    page.form.percent.setFocus()
    settle(qtbot, desk)
    assert shell_of(desk).status.saved.text() == "Đã lưu 09:30:00"
    desk.close()
    assert [item.results for item in written(district)] == ["Đã hoàn thành"]


def test_a_reading_that_ends_meanwhile_does_not_call_the_text_saved(qtbot: QtBot, desk: Desk) -> None:
    page = page_of(desk)
    page.form.results.setFocus()
    type_text(page.form.results, "Xong")
    page.form.percent.setFocus()
    settle(qtbot, desk)
    page.form.results.setFocus()
    type_text(page.form.results, " phần một")
    assert page.pending
    assert desk.session is not None
    read: list[object] = []
    desk.session.read(lambda workspace: workspace.unit, read.append)
    qtbot.waitUntil(lambda: bool(read))
    assert page.pending
    assert shell_of(desk).status.saved.text() == "Đang gõ, chưa lưu"


def test_nothing_is_typed_into_a_period_whose_texts_are_not_here_yet(qtbot: QtBot, desk: Desk) -> None:
    page = page_of(desk)
    assert page.form.isEnabled()
    assert desk.session is not None
    desk.session.choose_period(PERIOD.same_period_last_year())
    assert not page.form.isEnabled()
    settle(qtbot, desk)
    assert page.form.isEnabled()


def test_a_text_is_saved_after_a_pause_without_moving_the_cursor(qtbot: QtBot, desk: Desk, district: Path) -> None:
    page = page_of(desk)
    page.form.results.setFocus()
    compose(page.form.results, ["x", "xâ"], "xây dựng")
    qtbot.wait(IDLE_MS + 100)
    settle(qtbot, desk)
    assert page.form.results.textCursor().position() == len("xây dựng")
    desk.close()
    assert [item.results for item in written(district)] == ["xây dựng"]


def test_progress_and_percentage_travel_with_the_task(qtbot: QtBot, desk: Desk, district: Path) -> None:
    page = page_of(desk)
    page.form.results.setPlainText("Chậm giải phóng mặt bằng.")
    page.form.percent.setText("45")
    page.form.progress.setCurrentIndex(page.form.progress.findData(TaskProgress.DELAYED))
    page.form.progress.activated.emit(0)
    settle(qtbot, desk)
    desk.close()
    (narrative,) = written(district)
    assert (narrative.progress, narrative.percent) == (TaskProgress.DELAYED, 45)


def test_leaving_the_screen_saves_and_the_other_task_keeps_its_own_text(
    qtbot: QtBot, desk: Desk, district: Path
) -> None:
    page = page_of(desk)
    page.form.results.setPlainText("một")
    page.tree.setCurrentItem(page.tree.itemBelow(page.tree.currentItem()))
    assert page.form.results.toPlainText() == ""
    page.form.results.setPlainText("hai")
    shell_of(desk).show_page("home")
    settle(qtbot, desk)
    desk.close()
    assert [item.results for item in written(district)] == ["một", "hai"]


def test_a_failed_save_is_told_and_tried_again(
    qtbot: QtBot, desk: Desk, district: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(desk)

    def full(*_: object) -> None:
        raise Fault("workspace.disk_full", file=district)

    with monkeypatch.context() as broken:
        broken.setattr("kgdesk.desk.narrative.page.record_narrative", full)
        page.form.results.setPlainText("không được mất")
        page.save()
        settle(qtbot, desk)
        assert "CHƯA LƯU" in shell_of(desk).status.saved.text()
        assert page.form.results.toPlainText() == "không được mất"
    page.save()
    settle(qtbot, desk)
    desk.close()
    assert [item.results for item in written(district)] == ["không được mất"]


def test_the_period_before_is_copied_into_what_is_still_empty(
    qtbot: QtBot, open_desk: Callable[..., Desk], district: Path
) -> None:
    with reopened(district) as workspace:
        task = workspace.tasks(PERIOD)[0].code
        before = Narrative("KG-911", task, PERIOD.previous().code, results="cũ", difficulties="thiếu vốn")
        record_narrative(workspace, before)
    desk = open_desk(district, "narrative")
    page = page_of(desk)
    page.form.results.setPlainText("mới")
    page.form.copying.click()
    settle(qtbot, desk)
    desk.close()
    assert [(item.results, item.difficulties) for item in written(district)] == [("mới", "thiếu vốn")]


def test_an_impossible_percentage_is_refused_with_a_sentence(qtbot: QtBot, desk: Desk, district: Path) -> None:
    page = page_of(desk)
    page.form.results.setPlainText("Xong")
    page.form.percent.setFocus()
    type_text(page.form.percent, "150")
    page.form.results.setFocus()
    settle(qtbot, desk)
    assert "“150” chưa được lưu" in page.form.message.text()
    assert page.form.percent.text() == "150"
    desk.close()
    assert [(item.results, item.percent) for item in written(district)] == [("Xong", None)]


def test_progress_is_not_asserted_for_anybody(qtbot: QtBot, desk: Desk, district: Path) -> None:
    page = page_of(desk)
    page.form.results.setPlainText("Đang làm")
    page.save()
    settle(qtbot, desk)
    assert page.form.progress.currentData() is None
    assert "chưa chọn tiến độ" in page.tree.currentItem().text(1)
    assert desk.session is not None
    found: list[tuple[Finding, ...]] = []
    desk.session.read(lambda workspace: check_period(workspace, PERIOD), found.append)
    settle(qtbot, desk)
    assert "entry.progress_not_chosen" in {item.code for item in found[0]}
    page.form.progress.setCurrentIndex(page.form.progress.findData(TaskProgress.ON_TRACK))
    page.form.progress.activated.emit(0)
    settle(qtbot, desk)
    assert "Đúng tiến độ" in page.tree.currentItem().text(1)
    desk.close()
    with reopened(district) as workspace:
        assert "entry.progress_not_chosen" not in {item.code for item in check_period(workspace, PERIOD)}
