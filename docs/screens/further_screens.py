"""Pictures beside the daily screens: pasting, tables, forms, parts, mail, the year, revisions, help."""

import shutil
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from camera import NOW, Camera, keys, opened, row_with, stand_on, wait
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel

from kgdesk.desk.about import AboutDialog
from kgdesk.desk.entry.columns import Column
from kgdesk.desk.keeping.copies_dialog import CopiesDialog
from kgdesk.desk.parts.give_dialog import GiveDialog
from kgdesk.desk.parts.take_dialog import TakeDialog
from kgdesk.desk.parts.today_dialog import TodayDialog
from kgdesk.desk.record.collect_dialog import CollectDialog
from kgdesk.desk.record.dialog import RecordDialog
from kgdesk.desk.record.forms_dialog import FormsDialog
from kgdesk.desk.settings import Settings
from kgdesk.domain.observation import Observation
from kgdesk.domain.period import Period
from kgdesk.domain.receipt import Decision
from kgdesk.files import state_folder
from kgdesk.operations.demo import PASSWORD
from kgdesk.operations.entry import record_observation
from kgdesk.operations.form import write_forms
from kgdesk.operations.intake import take_in
from kgdesk.operations.part_giving import give_part
from kgdesk.operations.part_opening import open_part, return_part
from kgdesk.operations.review import ReviewRequest, review_return
from kgdesk.operations.seal import SealRequest, seal_return
from kgdesk.operations.trust import believe
from kgdesk.operations.workspace import create_workspace, open_workspace

YEAR = Period.parse("2024")
_TABLE = "Chỉ tiêu;Giá trị;Ghi chú\nKT08;16.977;theo Chi cục Thuế\nKT07;3.485;\nKT10;x;\nThu hút đầu tư;12 tỷ;\n"


def pasting(app: QApplication, settings: Settings, draft: Path) -> None:
    """A block with something to ask, the legend of the marks, the list of keys, help, high contrast."""
    with opened(app, settings, draft) as (desk, camera):
        page = camera.page("entry")
        stand_on(page, "KT05", Column.NUMERATOR)
        QGuiApplication.clipboard().setText("57632\t55000\n3.485\t1,200.5\nkhông có\t12 tỷ\n")
        keys("ctrl+v")
        camera.take("32-dan-xem-truoc")
        keys("Escape")
        keys("ctrl+shift+m")
        camera.take("33-chu-giai-o")
        keys("Escape")
        desk.help.show_topic("entry")
        camera.take("34-tro-giup")
    settings.scheme = "contrast"
    with opened(app, settings, draft) as (_desk, camera):
        stand_on(camera.page("entry"), "KT08", Column.VALUE)
        camera.take("35-tuong-phan-cao")
    settings.scheme = "light"


def tables(app: QApplication, settings: Settings, demo: Path, draft: Path) -> None:
    """A table with doubts, forms made and collected, what is in the outbox."""
    table = demo / "nhap" / "so-lieu.csv"
    table.write_text(_TABLE, encoding="utf-8")
    with open_workspace(draft, actor="Nguyễn Thị Ví Dụ", clock=lambda: NOW) as workspace:
        (form,) = write_forms(workspace, YEAR, demo / "bieu-mau")
    with opened(app, settings, draft) as (desk, camera):
        for dialog, name in (
            (RecordDialog(desk.session, table, desk.shell), "36-nhap-tu-tep"),
            (FormsDialog(desk.session, desk.shell), "37-xuat-bieu-mau"),
            (CollectDialog(desk.session, (form.path,), desk.shell), "38-thu-bieu-mau"),
        ):
            show(camera, dialog, name)
    with opened(app, settings, demo / "workspaces" / "KG-911.kgdesk") as (_desk, camera):
        page = camera.page("outbox")
        page.table.setCurrentIndex(page.table.texts.index(0, 0))
        camera.take("39-hop-thu-di")
        page.setting.trigger()
        camera.take("40-thiet-lap-thu")
        keys("Escape")


def show(camera: Camera, dialog, name: str) -> None:  # noqa: ANN001
    """Open a dialog, take its picture, close it."""
    dialog.open()
    camera.take(name)
    dialog.reject()
    wait(200)


def parts(app: QApplication, settings: Settings, demo: Path, draft: Path) -> None:
    """Giving a part, and taking it back with a place that both sides changed."""
    asked, answer = demo / "nhap" / "phong.kgpart", demo / "nhap" / "phong-nop-lai.kgpart"
    own = demo / "nhap" / "phong.kgdesk"
    codes = ("KT08", "XH06", "XH12")
    with open_workspace(draft, actor="Nguyễn Thị Ví Dụ", clock=lambda: NOW) as workspace:
        give_part(workspace, asked, period=YEAR, division="Phòng Tài chính", indicators=codes)
        record_observation(workspace, Observation("KG-911", "KT08", "2024", value=Decimal(16900)))
    open_part(asked, own, actor="Trần Văn Mẫu", clock=lambda: NOW).close()
    with open_workspace(own, actor="Trần Văn Mẫu", clock=lambda: NOW) as workspace:
        record_observation(workspace, Observation("KG-911", "KT08", "2024", value=Decimal(16977)))
        record_observation(
            workspace, Observation("KG-911", "XH12", "2024", numerator=Decimal(990), denominator=Decimal(1000))
        )
        return_part(workspace, answer)
    with opened(app, settings, draft) as (desk, camera):
        show(camera, GiveDialog(desk.session, desk.shell), "41-chia-viec")
        show(camera, TakeDialog(desk.session, answer, desk.shell), "42-nhan-lai-phan-viec")
        show(camera, TodayDialog(desk.session, desk.shell), "43-ai-da-lam-gi")


def keeping(app: QApplication, settings: Settings, draft: Path) -> None:
    """Copies of a workspace, a password for it, what the program says of itself."""
    with opened(app, settings, draft) as (desk, camera):
        dialog = CopiesDialog(draft, lang="vi", clock=lambda: NOW, parent=desk.shell)
        dialog.open()
        camera.settle()
        dialog.copying.click()
        camera.settle()
        dialog.table.setCurrentIndex(dialog.table.texts.index(0, 0))
        camera.take("50-ban-sao-va-phuc-hoi")
        dialog.reject()
        wait(100)
        desk.shell.menus.protecting.trigger()
        camera.take("51-mat-khau-so-lam-viec")
        keys("Escape")
        about = AboutDialog(desk.shell)
        elsewhere = {
            str(Path(sys.executable).parent): "/opt/kgdesk",
            str(state_folder()): "/home/hoa/.local/state/kgdesk",
        }
        for label in about.findChildren(QLabel):  # not where this computer keeps the program and its logs
            label.setText(elsewhere.get(label.text(), label.text()))
        show(camera, about, "56-ve-kgdesk")
        desk.shell.menus.support.write_to(draft.parent / "kgdesk-ho-tro.zip")
        camera.take("57-goi-thong-tin-ho-tro")
        keys("Escape")


def the_year(app: QApplication, settings: Settings, demo: Path) -> None:
    """All periods of the year, a revision beside what counts, an indicator unit by unit, the letters' page."""
    path = demo / "ca-nam" / "KG.kgdesk"
    path.parent.mkdir()
    pack = demo / "plan" / "nq535.kgplan"
    with create_workspace(path, unit="KG", actor="chuyenvien", pack=pack, clock=lambda: NOW) as workspace:
        believe(workspace, demo / "keys" / "ca.pem")
        take_in(workspace, [demo / "returns"])
        key = demo / "keys" / "KG.p12"
        review_return(workspace, ReviewRequest("KG-911_2024_r1", Decision.ACCEPTED, key, PASSWORD, demo / "ca-nam"))
        take_in(workspace, [revision(demo)])
    with opened(app, settings, path) as (desk, camera):
        page = camera.page("filing")
        page.overview.trigger()
        camera.take("44-ca-nam")
        page.stock.granting.click()
        camera.take("48-gia-han")
        keys("Escape")
        desk.shell.menus.verify(demo / "returns" / "KG-911_2024_r1.pdf")
        camera.take("47-kiem-tra-chu-ky")
        keys("Escape")
        page.overview.trigger()
        camera.settle()
        page.table.setCurrentIndex(page.table.texts.index(row_with(page.table, "↳"), 0))
        page.comparing.trigger()
        camera.take("45-doi-chieu-lan-gui")
        keys("Escape")
        page = camera.page("consolidation")
        keys("F9")
        camera.settle()
        page.table.setCurrentIndex(page.table.texts.index(row_with(page.table, "8", 0), 0))
        page.tabs.setCurrentIndex(1)
        camera.take("46-theo-don-vi")


def revision(demo: Path) -> Path:
    """Phú Quốc's second return, with the reason of its change."""
    path = Path(shutil.copy(demo / "workspaces" / "KG-911.kgdesk", demo / "ca-nam" / "KG-911.kgdesk"))
    with open_workspace(path, actor="chuyenvien", clock=lambda: NOW) as workspace:
        changed = Observation("KG-911", "KT08", "2024", value=Decimal(1500))
        record_observation(workspace, replace(changed, note="số quyết toán"), reason="Cơ quan thuế báo lại")
        request = SealRequest(
            period=YEAR,
            key=demo / "keys" / "KG-911.p12",
            password=PASSWORD,
            folder=demo / "ca-nam" / "gui",
            number=126,
            head_name="Nguyễn Văn Ví Dụ",
        )
        seal_return(workspace, request)
    return demo / "ca-nam" / "gui"
