"""What stands beside the grid, and what can be done there."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRectF, QSize, Qt, QUrl
from PySide6.QtGui import QAccessible, QColor, QDropEvent, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kgdesk.desk.app import Desk
from kgdesk.desk.appearance import apply_appearance
from kgdesk.desk.checks.explain_dialog import ExplainDialog
from kgdesk.desk.entry.columns import Column
from kgdesk.desk.entry.page import EntryPage
from kgdesk.desk.entry.side_panel import SidePanel
from kgdesk.desk.settings import Settings
from kgdesk.desk.widgets.chart import Drawing, Ink, paint_chart
from kgdesk.desk.widgets.series_chart import SeriesChart, described
from kgdesk.domain.findings import Severity
from kgdesk.domain.indicator import TimeRule
from kgdesk.domain.observation import FigureStatus, Observation
from kgdesk.domain.period import Period
from kgdesk.domain.place import Place, PlaceKind
from kgdesk.operations.attachments import attachments
from kgdesk.operations.check import accepted_warnings
from kgdesk.operations.comments import RemarkKind, Thread, thread
from kgdesk.operations.entry import record_observation
from kgdesk.returns.chart_path import path_of
from tests.desk.desk_typing import press, type_text
from tests.desk.desk_windows import PERIOD, reopened, settle, shell_of

BUDGET = "KT08"
URBAN = "KT10"
CELL = Place(PlaceKind.INDICATOR, BUDGET)
D = Decimal
EVERY = ("definition", "years", "periods", "targets", "history", "thread", "files")


def keep(path: Path, code: str, period: str, value: str) -> None:
    with reopened(path) as workspace:
        figure = Observation("KG-911", code, period, value=D(value), status=FigureStatus.OFFICIAL)
        record_observation(workspace, figure)


@pytest.fixture
def open_entry(
    qtbot: QtBot, open_desk: Callable[..., Desk], district: Path, settings: Settings
) -> Callable[..., EntryPage]:
    """The entry screen, all parts of the panel open, standing on an indicator."""
    settings.set_panel_sections(EVERY)

    def opened(indicator: str = BUDGET) -> EntryPage:
        page = shell_of(open_desk(district, "entry")).pages["entry"]
        assert isinstance(page, EntryPage)
        stand_on(qtbot, page, indicator)
        return page

    return opened


def stand_on(qtbot: QtBot, page: EntryPage, indicator: str) -> None:
    page.view.setFocus()
    page.view.setCurrentIndex(page.model.index(page.model.row_of(indicator), Column.VALUE))
    rest(qtbot, page)


def rest(qtbot: QtBot, page: EntryPage) -> None:
    """Wait until the panel has said all it knows of the cell."""
    panel = page.panel
    qtbot.waitUntil(
        lambda: not panel._rest.isActive() and not panel._owed and page.session.tasks.queued == 0, timeout=5000
    )


def test_definition_targets_series_and_history_stand_beside_the_cell(
    qtbot: QtBot, open_entry: Callable[..., EntryPage], district: Path
) -> None:
    for year, value in (("2022", "1200"), ("2023", "1271")):
        keep(district, BUDGET, year, value)
    page = open_entry()
    type_text(page.view, "1300")
    press(page.view, Qt.Key.Key_Return)
    settle(qtbot, desk_of(page))
    stand_on(qtbot, page, BUDGET)
    panel = page.panel
    assert "Tổng thu ngân sách trên địa bàn" in panel.definition.text()
    assert "≥ 73.645" in panel.targets.text()
    assert "Nghị quyết số 535/NQ-HĐND" in panel.targets.text()
    assert "mức chung của tỉnh" in panel.targets.text()
    assert "(trống) → <b>1.300 (Ước)</b>" in panel.history.text()
    table = panel.years.table.texts
    rows = [[table.index(row, column).data() for column in range(2)] for row in range(table.rowCount())]
    assert ["2023", "1.271,0"] in rows
    assert ["2024", "1.300,0"] in rows
    assert panel.years.chart.drawing is not None
    assert "2022: 1.200,0 → 2024: 1.300,0" in panel.years.chart.accessibleDescription()
    stand_on(qtbot, page, URBAN)
    assert "÷ Dân số trung bình (người) × 100" in panel.definition.text()
    assert "dùng để đánh giá" in panel.targets.text()
    assert panel.years.chart.drawing is None


def desk_of(page: EntryPage) -> Desk:
    """Something with the session, as `settle` wants it."""
    return page  # type: ignore[return-value]


def test_many_figures_are_read_again_once(
    qtbot: QtBot, open_entry: Callable[..., EntryPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_entry()
    from kgdesk.desk.entry import page as module

    real, asked = module.fetch_rows, []

    def counted(*arguments: object) -> object:
        asked.append(arguments)
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "fetch_rows", counted)
    for number in range(1, 9):  # the worker is busy with the first while the others are handed over
        page.model.setData(page.model.index(page.model.row_of(BUDGET), Column.VALUE), str(number))
    rest(qtbot, page)
    assert page.model.index(page.model.row_of(BUDGET), Column.VALUE).data() == "8,0"
    assert len(asked) <= 2  # as they were handed over, and once more for what came while reading
    assert not page.unsaved


def test_while_the_cursor_runs_nothing_is_read_and_old_answers_are_dropped(
    qtbot: QtBot, open_entry: Callable[..., EntryPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_entry()
    asked: list[str] = []
    from kgdesk.desk.entry import side_panel

    real = side_panel.cell_panel

    def counted(workspace: object, period: Period, indicator: str, lang: str) -> object:
        asked.append(indicator)
        return real(workspace, period, indicator, lang)  # type: ignore[arg-type]

    monkeypatch.setattr(side_panel, "cell_panel", counted)
    for _ in range(6):
        press(page.view, Qt.Key.Key_Down)
    here = page.model.line(page.view.currentIndex().row()).indicator.code  # type: ignore[union-attr]
    rest(qtbot, page)
    assert asked == [here]
    shown = page.panel._panel
    page.panel._show((page.panel._asked - 1, None))
    assert page.panel._panel is shown
    page.toggle.click()
    stand_on_quietly(page, URBAN)
    assert not page.panel._rest.isActive()  # a panel that is put away reads nothing
    page.toggle.click()
    rest(qtbot, page)
    assert asked == [here, URBAN]


def stand_on_quietly(page: EntryPage, indicator: str) -> None:
    page.view.setCurrentIndex(page.model.index(page.model.row_of(indicator), Column.VALUE))


def test_the_last_twelve_periods_are_there_in_a_month(
    qtbot: QtBot, open_entry: Callable[..., EntryPage], district: Path
) -> None:
    for month in range(1, 13):
        keep(district, BUDGET, f"2023-M{month:02d}", str(100 + month))
    page = open_entry()
    assert page.panel.sections["periods"].isHidden()
    page._go_to_period(Period.parse("2024-M01"), BUDGET)
    settle(qtbot, desk_of(page))
    rest(qtbot, page)
    assert not page.panel.sections["periods"].isHidden()
    table = page.panel.periods.table.texts
    assert [table.index(1, column).data() for column in range(4)] == ["12/2023", "112,0", "", "+0,9%"]
    QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_f6_goes_to_the_panel_and_back_and_escape_too(qtbot: QtBot, open_entry: Callable[..., EntryPage]) -> None:
    page = open_entry()
    shell_of_page = page.window()
    shell_of_page.activateWindow()
    for leave in (Qt.Key.Key_F6, Qt.Key.Key_Escape):
        qtbot.keyClick(page.view, Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        assert focus is not None
        assert page.panel.isAncestorOf(focus)
        qtbot.keyClick(focus, leave)
        assert page.view.hasFocus()


def test_every_part_has_a_name_for_a_screen_reader(open_entry: Callable[..., EntryPage]) -> None:
    panel = open_entry().panel
    parts = (
        panel, panel.heading, panel.definition, panel.targets, panel.history, panel.years.chart, panel.years.table,
        panel.periods.table, panel.talk.told, panel.talk.text, panel.files.list,
        *(section.head for section in panel.sections.values()),
    )  # fmt: skip
    for part in parts:
        interface = QAccessible.queryAccessibleInterface(part)
        assert interface is not None
        assert interface.text(QAccessible.Text.Name), part


def test_what_is_open_is_remembered(qtbot: QtBot, open_entry: Callable[..., EntryPage], settings: Settings) -> None:
    page = open_entry()
    head = page.panel.sections["targets"].head
    qtbot.keyClick(head, Qt.Key.Key_Space)
    assert not page.panel.sections["targets"].is_open
    assert settings.panel_sections(()) == tuple(key for key in EVERY if key != "targets")
    again = SidePanel(page.session)
    qtbot.addWidget(again)
    assert [key for key, section in again.sections.items() if not section.is_open] == ["targets"]


def test_it_turns_dark_with_the_window(qtbot: QtBot, qapp: QApplication, open_entry: Callable[..., EntryPage]) -> None:
    panel = open_entry().panel
    light = panel.targets.text(), panel.sections["years"].head.styleSheet()
    before = qapp.palette()
    try:
        apply_appearance(qapp, scheme="dark", font_points=0)
        qtbot.waitUntil(lambda: panel.sections["years"].head.styleSheet() != light[1])
        assert panel.targets.text() != light[0]
    finally:
        qapp.setPalette(before)


def test_a_narrow_panel_cuts_nothing_off(open_entry: Callable[..., EntryPage]) -> None:
    panel = open_entry().panel
    inside = panel.widget()
    assert inside.minimumSizeHint().width() <= 220
    assert panel.minimumWidth() == 220


# talk and files ------------------------------------------------------------------


def test_a_remark_is_sent_settled_and_opened_again(
    qtbot: QtBot, open_entry: Callable[..., EntryPage], district: Path
) -> None:
    page = open_entry()
    talk = page.panel.talk
    assert not talk.sending.isEnabled()
    talk.text.setPlainText("Đề nghị rà soát <số> này.")
    qtbot.keyClick(talk.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    rest(qtbot, page)
    assert "&lt;số&gt;" in talk.told.text()
    assert talk.text.toPlainText() == ""
    assert page.panel.sections["thread"].head.text() == "Trao đổi (1)"
    for text in ("Đã xong", "Mở lại"):
        assert talk.settling.text() == text
        talk.settling.click()
        rest(qtbot, page)
    close(page)
    with reopened(district) as workspace:
        found = thread(workspace, PERIOD, CELL)
    assert [each.kind for each in found.remarks] == [RemarkKind.SAID, RemarkKind.RESOLVED, RemarkKind.REOPENED]
    assert found.remarks[0].text == "Đề nghị rà soát <số> này."


def close(page: EntryPage) -> None:
    page.session.close()


def test_a_text_that_was_begun_stays_with_its_cell(qtbot: QtBot, open_entry: Callable[..., EntryPage]) -> None:
    page = open_entry()
    page.panel.talk.text.setPlainText("chưa viết xong")
    stand_on(qtbot, page, URBAN)
    assert page.panel.talk.text.toPlainText() == ""
    stand_on(qtbot, page, BUDGET)
    assert page.panel.talk.text.toPlainText() == "chưa viết xong"
    again = SidePanel(page.session)  # the window is made anew in another language or colour
    qtbot.addWidget(again)
    again.talk.put(PERIOD, Thread(CELL, (), resolved=False))
    assert again.talk.text.toPlainText() == "chưa viết xong"
    again.talk.text.setPlainText("")
    again.talk.leave()
    assert page.session.settings.remarks_of(page.session.path) == ""


def test_a_remark_that_cannot_be_kept_stays_in_its_field(qtbot: QtBot, open_entry: Callable[..., EntryPage]) -> None:
    page = open_entry()
    page.panel.talk.text.setPlainText("a" * 4001)
    page.panel.talk.send()
    rest(qtbot, page)
    assert page.panel.talk.message.isVisible()
    assert len(page.panel.talk.text.toPlainText()) == 4001
    assert page.panel.talk.sending.isEnabled()


def test_a_file_is_dropped_on_the_panel_and_taken_away(
    qtbot: QtBot, open_entry: Callable[..., EntryPage], district: Path, tmp_path: Path
) -> None:
    page = open_entry()
    scan = tmp_path / "cong-van.pdf"
    scan.write_bytes(b"%PDF-1.4\n")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(scan))])
    copy, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(5, 5), copy, mime, button, none)
    page.panel.sections["files"].open(wide=False)
    page.panel.dropEvent(event)
    assert page.panel.sections["files"].is_open
    settle(qtbot, desk_of(page))
    rest(qtbot, page)
    assert page.panel.sections["files"].head.text() == "Tệp đính kèm (1)"
    page.panel.files.removing.click()
    settle(qtbot, desk_of(page))
    rest(qtbot, page)
    assert page.panel.sections["files"].head.text() == "Tệp đính kèm"
    close(page)
    with reopened(district) as workspace:
        assert attachments(workspace, PERIOD, CELL) == ()


# findings ------------------------------------------------------------------------


def jumped(district: Path) -> None:
    keep(district, BUDGET, "2023", "1000")
    keep(district, BUDGET, "2024", "9000")


def test_a_warning_is_let_stand_with_a_reason_from_the_panel(
    qtbot: QtBot, open_entry: Callable[..., EntryPage], district: Path
) -> None:
    jumped(district)
    page = open_entry()
    (card,) = page.panel.findings.shown
    assert "Cảnh báo" in page.panel.told
    assert "ghi nguyên nhân" in page.panel.told  # the remedy stands under it
    assert card.let.text() == "Giữ nguyên, nêu lý do…"
    card.let.click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ExplainDialog)
    dialog.reason.setPlainText("Thu tiền sử dụng đất một lần.")
    dialog.confirm.click()
    settle(qtbot, desk_of(page))
    rest(qtbot, page)
    assert "Đã giải trình" in page.panel.told
    assert "Thu tiền sử dụng đất một lần." in page.panel.told
    assert card.let.text() == "Sửa lý do…"
    close(page)
    with reopened(district) as workspace:
        assert [item.reason for item in accepted_warnings(workspace, PERIOD)] == ["Thu tiền sử dụng đất một lần."]


def test_a_finding_between_periods_leads_to_the_other_one(
    qtbot: QtBot, open_entry: Callable[..., EntryPage], district: Path
) -> None:
    keep(district, BUDGET, "2024", "100")
    keep(district, BUDGET, "2024-9M", "150")
    page = open_entry()
    (card,) = page.panel.findings.shown
    assert "nhỏ hơn 150 của 9 tháng năm 2024" in page.panel.told
    assert card.finding is not None
    assert card.finding.severity is Severity.WARN
    assert card.go.text() == "Mở 9 tháng năm 2024"
    card.go.click()
    settle(qtbot, desk_of(page))
    rest(qtbot, page)
    assert page.session.period == Period.parse("2024-9M")
    assert page._indicator_here() == BUDGET
    assert "lớn hơn 100 của năm 2024" in page.panel.told


def test_a_block_cannot_be_let_stand(qtbot: QtBot, open_entry: Callable[..., EntryPage]) -> None:
    page = open_entry()
    rest(qtbot, page)
    (card,) = page.panel.findings.shown
    assert card.let.isHidden()
    assert card.go.isHidden()


# the chart -----------------------------------------------------------------------


def drawing() -> Drawing:
    actual = ((2021, D("0.58")), (2022, D("7.7")), (2023, D("6.79")), (2024, D("7.5")))
    path = path_of(actual, over_time=TimeRule.GEOMETRIC_AVERAGE, target=D("7.24"), horizon=range(2021, 2026), places=2)
    return Drawing(path, planned=((2024, D(7)), (2030, D(9))), title="Tốc độ tăng GRDP (%/năm)")


INK = Ink(*(QColor(name) for name in ("#000", "#ccc", "#00f", "#777", "#a60", "#080", "#fff")))


@pytest.mark.parametrize("size", [(120, 100), (220, 176), (900, 400)])
def test_the_chart_is_drawn_on_any_device_of_any_size(tmp_path: Path, size: tuple[int, int]) -> None:
    image = QImage(QSize(*size), QImage.Format.Format_RGB32)
    image.fill(QColor("#fff"))
    painter = QPainter(image)
    paint_chart(painter, QRectF(0, 0, *size), drawing(), INK)
    painter.end()
    colours = {image.pixelColor(QPoint(x, y)).name() for x in range(size[0]) for y in range(size[1])}
    assert {"#0000ff", "#ffffff"} <= colours
    generator = QSvgGenerator()
    generator.setFileName(str(tmp_path / "chart.svg"))
    generator.setSize(QSize(*size))
    painter = QPainter(generator)
    paint_chart(painter, QRectF(0, 0, *size), drawing(), INK)
    painter.end()
    text = (tmp_path / "chart.svg").read_text(encoding="utf-8")
    assert "thực hiện" in text
    assert "7,50" in text


def test_the_chart_says_what_it_shows() -> None:
    shown = drawing()
    assert (
        described(shown)
        == "thực hiện 2021: 0,58 → 2024: 7,50; lộ trình đến mục tiêu 2025: 7,24; phải đạt ở năm còn lại 2025: 14,06"
    )
    assert [kind for kind, _ in shown.legend] == ["actual", "required", "needed", "planned"]
    assert shown.shown_plans == ((2024, D(7)),)  # a plan beyond the axis is not drawn


@pytest.mark.parametrize("points", [((2024, D(5)),), ((2023, D(0)), (2024, D(0))), ((2020, D(-3)), (2025, D(8)))])
def test_few_equal_or_negative_figures_are_drawn_too(points: tuple[tuple[int, Decimal], ...]) -> None:
    path = path_of(points, over_time=TimeRule.LEVEL, target=None, horizon=range(2021, 2026))
    image = QImage(QSize(220, 176), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_chart(painter, QRectF(0, 0, 220, 176), Drawing(path), INK)
    painter.end()


def test_the_chart_goes_into_a_report(qtbot: QtBot, tmp_path: Path) -> None:
    chart = SeriesChart()
    qtbot.addWidget(chart)
    chart.put(None)
    assert chart.actions() == []
    chart.put(drawing())
    assert [action.text() for action in chart.actions()] == ["Sao chép hình", "Lưu hình vẽ…"]
    chart.copying.trigger()
    picture = QApplication.clipboard().image()
    assert (picture.width(), picture.pixelColor(0, 0).name()) == (1440, "#ffffff")
    for name, start in (("a.svg", b"<?xml"), ("b.pdf", b"%PDF-"), ("c", b"<?xml")):
        chart.save(tmp_path / name)
        assert (tmp_path / name).with_suffix(Path(name).suffix or ".svg").read_bytes().startswith(start)
    assert "Tốc độ tăng GRDP (%/năm)" in (tmp_path / "a.svg").read_text(encoding="utf-8")
    with qtbot.waitSignal(chart.failed) as caught:
        chart.save(tmp_path / "a.svg" / "under-a-file.svg")
    assert caught.args is not None
    assert caught.args[0].code.startswith("file.")


def test_a_finding_about_two_indicators_leads_to_the_other(
    qtbot: QtBot, open_entry: Callable[..., EntryPage], district: Path
) -> None:
    with reopened(district) as workspace:
        for code, value in (("XH09b", "2"), ("XH09c", "3")):  # more model communes than advanced ones
            figure = Observation("KG-911", code, "2024", value=D(value), status=FigureStatus.OFFICIAL)
            record_observation(workspace, figure)
    page = open_entry("XH09c")
    (card,) = page.panel.findings.shown
    assert card.go.text() == "Tới chỉ tiêu kia"
    card.go.click()
    rest(qtbot, page)
    assert page._indicator_here() == "XH09b"
