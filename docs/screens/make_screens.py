"""Drives the real window through every screen and keeps a picture of each, beside this file.

With every picture `NAME.png` stands `NAME.txt`, what it shows (`shown.py`); `tests/docs/test_screens.py`
runs these scenes again and compares. The clock stands still, so that equal code gives equal pictures.

    make_screens.py [--into FOLDER] [--demo FOLDER] [SCENE...]
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from camera import HERE, NOW, Camera, keys, opened, record_typeface, row_with, stand_on, wait, write
from first_screens import first_start
from further_screens import keeping, parts, pasting, tables, the_year
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from kgdesk.desk.app import Desk
from kgdesk.desk.entry.columns import Column
from kgdesk.desk.settings import Settings
from kgdesk.domain.observation import Observation
from kgdesk.domain.period import Period
from kgdesk.domain.place import Place as CellPlace
from kgdesk.domain.place import PlaceKind
from kgdesk.operations.attachments import attach
from kgdesk.operations.certificates import look_at_signers
from kgdesk.operations.comments import add_comment
from kgdesk.operations.demo import PASSWORD, run_demo
from kgdesk.operations.enrolment import EnrolRequest, enrol, withdraw
from kgdesk.operations.entry import entry_grid, record_observation
from kgdesk.operations.intake import take_in
from kgdesk.operations.seal import SealRequest, seal_return
from kgdesk.operations.trust import add_trust, believe
from kgdesk.operations.workspace import create_workspace, open_workspace


Scene = Callable[[QApplication, Settings, Path], None]
_SHOWN = "kgdesk-screens"  # the folder that is read on the pictures
# What the English guide shows, by the scene in which it is seen.
_ENGLISH = {
    "greet": ("01-chon-so-lam-viec",),
    "clerk": ("03-trang-chinh", "09-kiem-tra", "12-ky-buoc-3-ky"),
    "consolidator": ("14-tiep-nhan", "16-tien-do-nop", "18-bang-tong-hop"),
    "trust": ("22-chung-thu-tin-cay",),
    "paste": ("32-dan-xem-truoc",),
    "tables": ("39-hop-thu-di",),
}


def greet(app: QApplication, settings: Settings, demo: Path) -> None:
    """The first window, and making a workspace."""
    settings.remember(demo / "workspaces" / "KG.kgdesk", "Tỉnh Kiên Giang")
    settings.remember(demo / "workspaces" / "KG-911.kgdesk", "Thành phố Phú Quốc")
    desk = Desk(app, settings, lang=Camera.lang, clock=lambda: NOW)
    camera = Camera(desk)
    desk.greet()
    assert desk.welcome is not None
    desk.welcome.move(QPoint(260, 90))
    desk.welcome.activateWindow()
    wait(400)
    camera.take("01-chon-so-lam-viec")
    desk.welcome.making.trigger()
    wait(900)
    write("phu quoc")
    camera.take("02-tao-so-lam-viec")
    keys("Escape")
    desk.welcome.tasks.close()
    desk.welcome.hide()
    desk.welcome.deleteLater()
    desk.close()


def clerk(app: QApplication, settings: Settings, demo: Path) -> None:
    """A district: entry, narrative, escalations, checks, sealing."""
    with opened(app, settings, draft(demo)) as (_desk, camera):
        camera.page("home")
        camera.take("03-trang-chinh")
        page = camera.page("entry")
        stand_on(page, "KT10", Column.NUMERATOR)
        camera.take("04-so-lieu")
        stand_on(page, "KT08", Column.VALUE)
        write("3.485")
        keys("Return")
        camera.take("05-hai-cach-doc")
        keys("Escape", "Escape")
        page.model.drop_trouble(page.model.trouble_at(page.view.currentIndex()).cell)
        stand_on(page, "KT09", Column.VALUE)
        write("41200 ty")
        keys("Return")
        camera.take("06-khong-phai-so")
        page.model.drop_trouble(page.model.trouble_at(page.view.currentIndex()).cell)
        camera.page("checks")
        camera.take("09-kiem-tra")
    settings.set_key_of(demo / "workspaces" / "KG-911.kgdesk", str(demo / "keys" / "KG-911.p12"))
    with opened(app, settings, demo / "workspaces" / "KG-911.kgdesk") as (_desk, camera):
        page = camera.page("narrative")
        written = next(code for code, each in page._pages.items() if each.narrative is not None)  # noqa: SLF001
        page.go_to(written)
        camera.take("07-thuyet-minh")
        page.inserting.trigger()
        wait(300)
        write("thu ngan")
        camera.take("26-chen-so-lieu")
        keys("Escape")
        camera.page("escalations")
        camera.take("08-kien-nghi")
        seal(camera, demo)


def draft(demo: Path) -> Path:
    """Phú Quốc before the sealing: most figures are there, one is ten times too large, some are missing."""
    path = demo / "nhap" / "KG-911.kgdesk"
    if path.exists():
        return path
    path.parent.mkdir()
    with open_workspace(demo / "workspaces" / "KG-911.kgdesk", actor="chuyenvien", clock=lambda: NOW) as source:
        years = [entry_grid(source, Period.parse(year)) for year in ("2023", "2024")]
    filled = [row.recorded.observation for rows in years for row in rows if row.recorded is not None]
    pack = demo / "plan" / "nq535.kgplan"
    with create_workspace(path, unit="KG-911", actor="chuyenvien", pack=pack, clock=lambda: NOW) as workspace:
        for seen in filled[:-4]:
            if seen is not None:
                large = (seen.indicator, seen.period) == ("KT08", "2024") and seen.value is not None
                record_observation(workspace, replace(seen, value=seen.value * 10) if large else seen)
    return path


def seal(camera: Camera, demo: Path) -> None:
    """The four steps."""
    page = camera.page("seal")
    camera.take("10-ky-buoc-1-kiem-tra")
    keys("alt+2")
    wait(1500)
    camera.take("11-ky-buoc-2-xem-truoc")
    keys("alt+3")
    page.sign.number.setText("125")
    page.sign.head.setText("Nguyễn Văn Ví Dụ")
    page.sign.folder.setText(str(demo / "bao-cao"))
    page.sign.hand.choose(demo / "keys" / "chu-ky.png")
    page.sign.seal.choose(demo / "keys" / "con-dau.png")
    page.sign.key.password_line.setText(PASSWORD)
    page.sign.judge()
    camera.take("12-ky-buoc-3-ky")
    page.sign.button.click()
    camera.take("13-ky-buoc-4-giao-nop")


def consolidator(app: QApplication, settings: Settings, demo: Path) -> None:
    """The province: intake, filing, review, totals, report."""
    path = demo / "moi" / "KG.kgdesk"
    path.parent.mkdir()
    pack = demo / "plan" / "nq535.kgplan"
    with create_workspace(path, unit="KG", actor="chuyenvien", pack=pack, clock=lambda: NOW) as workspace:
        believe(workspace, demo / "keys" / "ca.pem")
    settings.set_key_of(path, str(demo / "keys" / "KG.p12"))
    with opened(app, settings, path) as (_desk, camera):
        page = camera.page("intake")
        page.take((altered(demo), demo / "returns"))
        camera.settle()
        page.table.setCurrentIndex(page.table.texts.index(row_with(page.table, "KG-911", 1), 0))
        camera.take("14-tiep-nhan")
        page.table.setCurrentIndex(page.table.texts.index(row_with(page.table, "✕"), 0))
        camera.take("15-tiep-nhan-tu-choi")
        page = camera.page("filing")
        page.table.setCurrentIndex(page.table.texts.index(row_with(page.table, "●", 1), 0))
        camera.take("16-tien-do-nop")
        keys("Return")
        camera.take("21-xem-so-lieu-da-nhan")
        keys("Escape")
        page.returning.trigger()
        wait(500)
        camera.take("17-tra-lai")
        keys("Escape")
        page = camera.page("consolidation")
        keys("F9")
        camera.settle()
        page.write_to(demo / "tong-hop")
        camera.settle()
        page.table.setCurrentIndex(page.table.texts.index(row_with(page.table, "11", 0), 0))
        camera.take("18-bang-tong-hop")


def trust(app: QApplication, settings: Settings, demo: Path) -> None:
    """Whom the province believes, and a signer that nobody knew before."""
    path = demo / "tin-cay" / "KG.kgdesk"
    path.parent.mkdir()
    pack = demo / "plan" / "nq535.kgplan"
    certificates = demo / "keys" / "examples"
    with create_workspace(path, unit="KG", actor="chuyenvien", pack=pack, clock=lambda: NOW) as workspace:
        add_trust(workspace, demo / "keys" / "ca.pem")
        add_trust(workspace, demo / "keys" / "revoked.crl")
        for name, role in (("agency", "agency"), ("head", "head")):
            certificate = certificates / f"{name}.cer"
            (facts,) = look_at_signers(certificate)
            enrol(workspace, EnrolRequest(certificate, "KG-911", role, facts.sha256))
        withdraw(workspace, facts.sha256, unit="KG-911", role="head", reason="nghỉ hưu")
        take_in(workspace, [strange_return(demo)])
    with opened(app, settings, path) as (_desk, camera):
        page = camera.page("trust")
        camera.take("22-chung-thu-tin-cay")
        keys("alt+3")
        camera.take("23-nguoi-ky-cua-don-vi")
        (waiting,) = page.enrolments._waiting  # noqa: SLF001
        page.enrolments.look_at_waiting(waiting)
        camera.take("24-ghi-nhan-nguoi-ky")
        keys("Escape")
    settings.scheme = "dark"
    with opened(app, settings, path) as (_desk, camera):
        camera.page("trust")
        keys("alt+3")
        camera.take("25-chung-thu-nen-toi")
    settings.scheme = "light"


def strange_return(demo: Path) -> Path:
    """Phú Quốc's next revision, signed with a certificate that names no unit."""
    path = Path(shutil.copy(demo / "workspaces" / "KG-911.kgdesk", demo / "tin-cay" / "KG-911.kgdesk"))
    with open_workspace(path, actor="chuyenvien", clock=lambda: NOW) as workspace:
        changed = Observation("KG-911", "KT08", "2024", value=Decimal(1500))
        record_observation(workspace, changed, reason="Cơ quan thuế báo lại")
        request = SealRequest(
            period=Period.parse("2024"),
            key=demo / "keys" / "examples" / "public.p12",
            password=PASSWORD,
            folder=demo / "tin-cay",
            formats=("pdf",),
        )
        return seal_return(workspace, request).result.files[0]


def altered(demo: Path) -> Path:
    """A return in which somebody changed some bytes after it was signed."""
    source = demo / "returns" / "SYT_2024_r1.pdf"
    data = bytearray(source.read_bytes())
    middle = len(data) // 3
    data[middle : middle + 20] = b"0" * 20
    path = demo / "SYT_2024_sua.pdf"
    path.write_bytes(bytes(data))
    return path


def beside_the_grid(app: QApplication, settings: Settings, demo: Path) -> None:
    """The panel: a warning with a way out, the years, targets, talk and files; light and dark."""
    path = draft(demo)
    place, year = CellPlace(PlaceKind.INDICATOR, "KT08"), Period.parse("2024")
    decision = demo / "cong-van-chi-cuc-thue.pdf"
    decision.write_bytes(b"%PDF-1.4\n")
    with open_workspace(path, actor="Nguyễn Thị Ví Dụ", clock=lambda: NOW) as workspace:
        add_comment(workspace, year, place, "Đề nghị rà soát: số này gấp mười lần năm trước.")
        add_comment(workspace, year, place, "Đang đối chiếu với Chi cục Thuế.")
        attach(workspace, year, place, decision)
    for number, scheme, indicator, workspace in (
        ("30", "light", "KT08", path),
        ("31", "dark", "KT01", demo / "workspaces" / "CTK.kgdesk"),
    ):
        settings.scheme = scheme
        with opened(app, settings, workspace) as (_desk, camera):
            page = camera.page("entry")
            stand_on(page, indicator, Column.VALUE)
            camera.take(f"{number}-chi-tiet-o")
    settings.scheme = "light"


def other_looks(app: QApplication, settings: Settings, demo: Path) -> None:
    """Dark, and in English."""
    settings.scheme = "dark"
    with opened(app, settings, demo / "workspaces" / "KG-911.kgdesk") as (_desk, camera):
        camera.page("entry")
        camera.take("19-nen-toi")
    settings.scheme = "light"
    with opened(app, settings, demo / "workspaces" / "KG-911.kgdesk", lang="en") as (_desk, camera):
        camera.page("entry")
        camera.take("20-tieng-anh")


def _one_scene(part: Scene, app: QApplication, source: Path, folder: Path) -> None:
    """Play a scene with a demonstration and settings of its own, so that none depends on another."""
    demo = Path(shutil.copytree(source, folder / "demo"))
    settings = Settings(folder / "desk.ini")
    settings.scheme = "light"
    settings.person = "Nguyễn Thị Ví Dụ"
    try:
        part(app, settings, demo)
    finally:
        shutil.rmtree(demo)
        (folder / "desk.ini").unlink(missing_ok=True)


def _in_english(sections: dict[str, Scene], app: QApplication, source: Path, folder: Path) -> None:
    """Play the scenes again in English and keep what the English guide shows."""
    for name, pictures in _ENGLISH.items():
        Camera.lang, Camera.wanted = "en", frozenset(pictures)
        try:
            _one_scene(sections[name], app, source, folder)
        finally:
            Camera.lang, Camera.wanted = "vi", None


def main() -> int:
    """Make all the pictures, or those of the scenes named on the command line."""
    sections: dict[str, Scene] = {
        "first": first_start,
        "greet": greet,
        "clerk": clerk,
        "consolidator": consolidator,
        "trust": trust,
        "panel": beside_the_grid,
        "paste": lambda *given: pasting(*given[:2], draft(given[2])),
        "tables": lambda *given: tables(*given, draft(given[2])),
        "parts": lambda *given: parts(*given, draft(given[2])),
        "year": the_year,
        "keeping": lambda *given: keeping(*given[:2], draft(given[2])),
        "looks": other_looks,
        "english": other_looks,  # not played as such: see `_in_english`
    }
    parser = argparse.ArgumentParser()
    parser.add_argument("--into", type=Path, default=HERE)
    parser.add_argument("--demo", type=Path, help="a demonstration that is there already; it is copied")
    parser.add_argument("scenes", nargs="*", metavar="SCENE")
    asked = parser.parse_args()
    # a place for this run alone, its name as long as that of every other run: paths are in the pictures
    folder = Path(tempfile.mkdtemp(prefix="kgdesk")) if asked.into != HERE else Path(tempfile.gettempdir(), _SHOWN)
    if asked.into == HERE:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
    Camera.folder, Camera.run_folder = asked.into, str(folder)
    try:
        app = QApplication(sys.argv[:1])
        app.setQuitOnLastWindowClosed(False)
        source = asked.demo
        if source is None:
            source = folder / "first"
            run_demo(source)
        for name in asked.scenes or sections:
            if name == "english":
                _in_english(sections, app, source, folder)
            else:
                _one_scene(sections[name], app, source, folder)
        record_typeface(asked.into)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
