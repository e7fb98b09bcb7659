"""Pictures of hand and seal: looked at, remembered, dropped, and drawn when signing."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from kgdesk.desk.app import Desk
from kgdesk.desk.seal.page import DELIVER, SIGN, SealPage
from kgdesk.operations.demo import PASSWORD
from tests.desk.desk_windows import settle, shell_of

Open = Callable[..., Desk]


@pytest.fixture
def filed(demo: Path, tmp_path: Path) -> Path:
    """Phú Quốc's workspace of the demonstration, sealed once."""
    return Path(shutil.copy(demo / "workspaces" / "KG-911.kgdesk", tmp_path / "KG-911.kgdesk"))


def seal_page(desk: Desk, qtbot: QtBot) -> SealPage:
    shell_of(desk).show_page("seal")
    settle(qtbot, desk)
    page = shell_of(desk).pages["seal"]
    assert isinstance(page, SealPage)
    page._show_step(SIGN)
    settle(qtbot, desk)
    return page


def sign(page: SealPage, qtbot: QtBot, desk: Desk, demo: Path, folder: Path) -> bytes:
    page.sign.key.file.setText(str(demo / "keys" / "KG-911.p12"))
    page.sign.key.password_line.setText(PASSWORD)
    page.sign.folder.setText(str(folder))
    page.sign.judge()
    page.sign.button.click()
    settle(qtbot, desk)
    assert page.stack.currentIndex() == DELIVER
    assert "khi có biên nhận" in page.deliver_message.text()  # the reading after it does not say less
    return next(folder.glob("*.pdf")).read_bytes()


def picture(path: Path, colour: QColor, *, width: int = 400, transparent: bool = True) -> Path:
    image = QImage(width, width // 2, QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 0, 0, 0) if transparent else QColor("#ffffff"))
    for x in range(width // 4, width // 2):
        for y in range(width // 8, width // 4):
            image.setPixelColor(x, y, colour)
    assert image.save(str(path))
    return path


@pytest.mark.usefixtures("named")
def test_pictures_are_shown_remembered_and_drawn(
    qtbot: QtBot, open_desk: Open, filed: Path, demo: Path, tmp_path: Path
) -> None:
    desk = open_desk(filed, "seal")
    settings = shell_of(desk).session.settings
    page = seal_page(desk, qtbot)
    plain = sign(page, qtbot, desk, demo, tmp_path / "khong-anh")
    page.sign.hand.choose(demo / "keys" / "chu-ky.png")
    page.sign.seal.choose(demo / "keys" / "con-dau.png")
    settle(qtbot, desk)
    for field, name in ((page.sign.hand, "chu-ky.png"), (page.sign.seal, "con-dau.png")):
        assert not field.preview.pixmap().isNull()
        assert field.hint.text() == name
    drawn = sign(page, qtbot, desk, demo, tmp_path / "co-anh")
    assert drawn.count(b"/SMask") == plain.count(b"/SMask") + 2
    assert settings.picture_of(filed, "head").endswith("chu-ky.png")
    desk.speak("en")  # another window over the same workspace
    settle(qtbot, desk)
    again = seal_page(desk, qtbot)
    assert again.sign.seal.path == demo / "keys" / "con-dau.png"
    again.sign.seal.clearing.click()
    assert again.sign.seal.path is None
    assert settings.picture_of(filed, "agency") == ""


def test_a_picture_that_cannot_be_drawn_stops_the_signing_until_it_is_dropped(
    qtbot: QtBot, open_desk: Open, filed: Path, demo: Path, tmp_path: Path
) -> None:
    desk = open_desk(filed, "seal")
    page = seal_page(desk, qtbot)
    page.sign.key.choose(str(demo / "keys" / "KG-911.p12"))
    bad = tmp_path / "anh.png"
    bad.write_bytes(b"GIF89a")
    for path, told in (
        (bad, "không phải ảnh PNG"),
        (picture(tmp_path / "trang.png", QColor("#1830a0"), transparent=False), "trong suốt"),
        (picture(tmp_path / "to.png", QColor("#1830a0"), width=3200), "lớn hơn"),
        (tmp_path / "mat.png", "mat.png"),
    ):
        page.sign.hand.choose(path)
        settle(qtbot, desk)
        assert told in page.sign.hand.hint.text()
        assert not page.sign.button.isEnabled()
    page.sign.hand.clearing.click()
    assert page.sign.button.isEnabled()


def test_a_picture_of_the_wrong_colour_is_doubted_and_still_drawn(
    qtbot: QtBot, open_desk: Open, filed: Path, demo: Path, tmp_path: Path
) -> None:
    desk = open_desk(filed, "seal")
    page = seal_page(desk, qtbot)
    page.sign.key.choose(str(demo / "keys" / "KG-911.p12"))
    page.sign.hand.choose(picture(tmp_path / "do.png", QColor("#c81820")))
    page.sign.seal.choose(picture(tmp_path / "xanh.png", QColor("#1830a0")))
    settle(qtbot, desk)
    assert "màu xanh" in page.sign.hand.hint.text()
    assert "màu đỏ" in page.sign.seal.hint.text()
    assert page.sign.button.isEnabled()


def test_only_pictures_of_those_who_sign_are_asked_for(
    qtbot: QtBot, open_desk: Open, filed: Path, tmp_path: Path
) -> None:
    desk = open_desk(filed, "seal")
    page = seal_page(desk, qtbot)
    page.sign.key.choose("khoa.p12")
    page.sign.seal.choose(tmp_path / "mat.png")
    settle(qtbot, desk)
    assert not page.sign.button.isEnabled()
    page.sign.role.setCurrentIndex(page.sign.role.findData("head"))
    assert page.sign.seal.isHidden()
    assert page.sign.button.isEnabled()
