"""Signing with a token from the window, and what is said before a PIN is spent."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pkcs11
import pytest
from pytestqt.qtbot import QtBot

from kgdesk.desk.app import Desk
from kgdesk.desk.seal.page import DELIVER, SIGN, SealPage
from kgdesk.operations.clock import confirm_clock
from kgdesk.operations.demo import PASSWORD
from kgdesk.operations.workspace import open_workspace
from tests.desk.desk_windows import NOW, settle, shell_of
from tests.softhsm import PIN, SoftHsm

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
    return page


def listed(page: SealPage, qtbot: QtBot, desk: Desk) -> list[str]:
    page.sign.key.tokens.click()
    settle(qtbot, desk)
    box = page.sign.key.certificates
    return [box.itemText(index) for index in range(box.count())]


@pytest.fixture
def hsm(soft_hsm: SoftHsm, demo: Path, monkeypatch: pytest.MonkeyPatch) -> SoftHsm:
    monkeypatch.setenv("KGDESK_PKCS11_MODULE", str(soft_hsm.module))
    soft_hsm.add_token("GCA-01")
    soft_hsm.put("GCA-01", (demo / "keys" / "KG-911.p12").read_bytes(), PASSWORD)
    return soft_hsm


@pytest.mark.usefixtures("hsm", "named")
def test_a_token_is_chosen_from_the_list_and_signs(qtbot: QtBot, open_desk: Open, filed: Path, tmp_path: Path) -> None:
    desk = open_desk(filed, "seal")
    page = seal_page(desk, qtbot)
    (text,) = listed(page, qtbot, desk)
    assert "Thành phố Phú Quốc" in text
    assert "GCA-01" in text
    assert page.sign.key.file.text().startswith("pkcs11:")
    for pin, index in (("00000000", None), (PIN, DELIVER)):
        page.sign.key.password_line.setText(pin)
        page.sign.folder.setText(str(tmp_path / "ra"))
        page.sign.button.click()
        settle(qtbot, desk)
        if index is None:
            assert "PIN" in page.sign.message.text()
            assert not (tmp_path / "ra").exists()
    assert page.stack.currentIndex() == DELIVER
    assert len(list((tmp_path / "ra").glob("KG-911_2024_r?.pdf"))) == 1


def test_a_vietnamese_keyboard_is_noticed_while_typing_and_wrong_pins_before(
    qtbot: QtBot, open_desk: Open, filed: Path, hsm: SoftHsm
) -> None:
    desk = open_desk(filed, "seal")
    page = seal_page(desk, qtbot)
    with pytest.raises(pkcs11.PinIncorrect):
        hsm.device("GCA-01").open(user_pin="00000000")
    listed(page, qtbot, desk)
    assert "PIN sai" in page.sign.key.hint.text()
    page.sign.key.password_line.setText("mật")
    page.sign.key.password_line.textEdited.emit("mật")
    assert "bộ gõ" in page.sign.key.hint.text()
    page.sign.key.choose("KG-911.p12")
    assert page.sign.key.hint.isHidden()


def test_without_a_token_the_list_says_so(qtbot: QtBot, open_desk: Open, filed: Path, soft_hsm: SoftHsm) -> None:
    assert soft_hsm.module
    desk = open_desk(filed, "seal")
    page = seal_page(desk, qtbot)
    assert listed(page, qtbot, desk) == []
    assert "thiết bị ký" in page.sign.key.hint.text()


def test_of_several_certificates_the_person_chooses(
    qtbot: QtBot, open_desk: Open, filed: Path, hsm: SoftHsm, demo: Path
) -> None:
    hsm.put("GCA-01", (demo / "keys" / "KG-912.p12").read_bytes(), PASSWORD, identifier=b"\x02")
    desk = open_desk(filed, "seal")
    page = seal_page(desk, qtbot)
    texts = listed(page, qtbot, desk)
    assert [text.partition(" ·")[0] for text in texts] == ["Thành phố Phú Quốc", "Huyện Kiên Hải"]
    assert page.sign.key.file.text() == ""
    page.sign.key.certificates.setCurrentIndex(1)
    page.sign.key.certificates.activated.emit(1)
    assert "id=%02" in page.sign.key.file.text()


@pytest.mark.usefixtures("named")
def test_a_clock_set_back_is_asked_about(
    qtbot: QtBot, open_desk: Open, filed: Path, demo: Path, tmp_path: Path
) -> None:
    with open_workspace(filed, actor="x", clock=lambda: NOW + timedelta(days=9)) as workspace:
        confirm_clock(workspace)
    desk = open_desk(filed, "seal")
    page = seal_page(desk, qtbot)
    assert page.sign.key.clock.isHidden()
    for confirmed in (False, True):
        page.sign.key.clock.setChecked(confirmed)
        page.sign.key.file.setText(str(demo / "keys" / "KG-911.p12"))
        page.sign.key.password_line.setText(PASSWORD)
        page.sign.folder.setText(str(tmp_path / "ra"))
        page.sign.judge()
        page.sign.button.click()
        settle(qtbot, desk)
        assert (tmp_path / "ra").exists() is confirmed
        assert not page.sign.key.clock.isHidden()


@pytest.mark.usefixtures("hsm")
def test_a_plugged_in_token_is_offered_and_not_chosen_by_itself(
    qtbot: QtBot, open_desk: Open, filed: Path, demo: Path
) -> None:
    desk = open_desk(filed, "seal")
    page = seal_page(desk, qtbot)
    key = page.sign.key
    key.choose(str(demo / "keys" / "KG-911.p12"))
    page._show_step(SIGN)
    settle(qtbot, desk)
    assert page.sign.key._form.isRowVisible(key.certificates)
    assert key.certificates.currentIndex() == -1
    assert key.file.text().endswith("KG-911.p12")
    assert key.hint.isHidden()
    key.certificates.setCurrentIndex(0)
    key.certificates.activated.emit(0)
    assert key.file.text().startswith("pkcs11:")
    assert "Mã PIN" in key._caption.text().replace("&", "")
    assert "Chưa có lần nhập PIN sai" in key.hint.text()
    assert "bộ gõ" in key.hint.text()
    key.choose(str(demo / "keys" / "KG-911.p12"))
    assert "Mật khẩu" in key._caption.text().replace("&", "")


def test_where_no_token_is_plugged_in_nothing_is_said(
    qtbot: QtBot, open_desk: Open, filed: Path, soft_hsm: SoftHsm
) -> None:
    assert soft_hsm.module
    desk = open_desk(filed, "seal")
    page = seal_page(desk, qtbot)
    page._show_step(SIGN)
    settle(qtbot, desk)
    assert page.sign.key.hint.isHidden()
    assert not page.sign.key._form.isRowVisible(page.sign.key.certificates)
