"""The menus of the window: file, screens, looks, help."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, SignalInstance, Slot
from PySide6.QtGui import QAction, QActionGroup, QDesktopServices, QKeySequence
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMenu, QMessageBox

from kgdesk.desk.help.guide import printed_guide
from kgdesk.desk.icons import icon
from kgdesk.desk.page import PageSpec, Place, numbered
from kgdesk.desk.parts.actions import PartActions
from kgdesk.desk.record.choosing import TableActions
from kgdesk.desk.support import SupportBundle
from kgdesk.desk.tour.steps import TourKind
from kgdesk.desk.undoing import Undoing

if TYPE_CHECKING:
    from kgdesk.desk.shell import Shell
    from kgdesk.domain.verdict import Verdict


class Menus(QObject):
    """Fills the menu bar of a shell; what belongs to no screen is done here."""

    def __init__(self, shell: "Shell", specs: tuple[PageSpec, ...]) -> None:
        super().__init__(shell)
        self._shell = shell
        self._session = shell.session
        self._wanted: dict[str, SignalInstance] = {}
        self._enters = any(spec.key == "entry" for spec in specs)
        self._make_file_menu()
        self._make_edit_menu()
        go_menu = shell.menuBar().addMenu(self.tr("Đ&i tới"))
        for number, spec in numbered(specs):
            action = self._action(go_menu, spec.icon, spec.title, spec.keys(number))
            action.setData(spec.key)
            action.triggered.connect(self._go)
        self._make_view_menu()
        help_menu = shell.menuBar().addMenu(self.tr("Trợ &giúp"))
        self._action(help_menu, "", self.tr("&Trợ giúp trang này"), "F1").triggered.connect(self._shell.help_wanted)
        guide = self._action(help_menu, "", self.tr("&Hướng dẫn sử dụng"), "Shift+F1")
        guide.triggered.connect(self._shell.guide_wanted)
        if printed_guide(self._session.lang) is not None:
            printing = self._action(help_menu, "", self.tr("Hướng dẫn &bản in (PDF)"), "")
            printing.triggered.connect(self._open_printed)
        self._add_tours(help_menu)
        self._action(help_menu, "", self.tr("&Phím tắt…"), "Ctrl+F1").triggered.connect(self.show_keys)
        self.support = SupportBundle(shell)
        self.support.fill(help_menu)
        self._action(help_menu, "kgdesk", self.tr("&Về KGDesk…"), "").triggered.connect(self._show_about)

    def _make_file_menu(self) -> None:
        menu = self._shell.menuBar().addMenu(self.tr("&Tệp"))
        opening = self._action(menu, "open", self.tr("&Mở sổ làm việc khác…"), "Ctrl+O")
        opening.triggered.connect(self._shell.open_wanted)
        menu.addSeparator()
        self.tables = TableActions(self._session, self._shell)
        self.tables.fill(menu)
        menu.addSeparator()
        self.parts = PartActions(self._shell)
        self.parts.fill(menu)
        menu.addSeparator()
        self.copying = self._action(menu, "save", self.tr("&Sao lưu sổ làm việc…"), "Ctrl+Shift+S")
        self.copying.triggered.connect(self._choose_copy)
        self.recovering = self._action(menu, "", self.tr("Bản sa&o và phục hồi…"), "")
        self.verifying = self._action(menu, "check", self.tr("&Kiểm tra chữ ký của tệp…"), "Ctrl+Shift+K")
        self.verifying.triggered.connect(self._choose_verify)
        self.protecting = self._action(menu, "", self.tr("Mật khẩ&u của sổ làm việc…"), "")
        self.naming = self._action(menu, "", self.tr("&Họ tên người làm báo cáo…"), "")
        self.naming.triggered.connect(self.ask_name)
        menu.addSeparator()
        self._action(menu, "", self.tr("&Thoát"), "Ctrl+Q").triggered.connect(self._shell.close)

    def _make_edit_menu(self) -> None:
        """What was done in the workspace, taken back and done again; the texts say what."""
        self.undoing = Undoing(self._shell)
        menu = self._shell.menuBar().addMenu(self.tr("&Sửa"))
        menu.addActions([self.undoing.undo, self.undoing.redo])

    def _add_tours(self, menu: QMenu) -> None:
        """One entry for each walk through this window; where there is only one it needs no other name."""
        tours = self._shell.tour.tours
        names = {
            TourKind.OWN: self.tr("Giới thiệu các bước: &nhập, ký, gửi"),
            TourKind.ABOVE: self.tr("Giới thiệu &các bước: tiếp nhận, tổng hợp"),
        }
        self.touring: dict[TourKind, QAction] = {}
        for kind in tours:
            action = self._action(menu, "", names[kind], "")
            action.setData(kind)
            action.triggered.connect(self._begin_tour)
            self.touring[kind] = action

    @Slot()
    def _begin_tour(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._shell.tour.begin(action.data())

    def _make_view_menu(self) -> None:
        shell = self._shell
        menu = shell.menuBar().addMenu(self.tr("&Hiển thị"))
        languages = menu.addMenu(self.tr("&Ngôn ngữ"))
        self._choices(languages, (("vi", "Tiếng Việt"), ("en", "English")), self._session.lang, shell.language_wanted)
        schemes = menu.addMenu(self.tr("&Màu nền"))
        names = (
            ("system", self.tr("Theo hệ thống")),
            ("light", self.tr("Sáng")),
            ("dark", self.tr("Tối")),
            ("contrast", self.tr("Tương phản cao, nền đen")),
            ("contrast-white", self.tr("Tương phản cao, nền trắng")),
        )
        self._choices(schemes, names, self._session.settings.scheme, shell.scheme_wanted)
        menu.addSeparator()
        self._action(menu, "", self.tr("Chữ &to hơn"), "Ctrl++").triggered.connect(self._larger)
        self._action(menu, "", self.tr("Chữ nh&ỏ hơn"), "Ctrl+-").triggered.connect(self._smaller)
        if self._enters:
            menu.addSeparator()
            self._action(menu, "", self.tr("&Cột của bảng số liệu…"), "").triggered.connect(self._choose_columns)

    def _action(self, menu: QMenu, drawing: str, text: str, keys: str) -> QAction:
        action = menu.addAction(text)
        if drawing:
            action.setIcon(icon(drawing))
        action.setShortcut(QKeySequence(keys))
        told = text.replace("&", "")
        action.setToolTip(f"{told} ({QKeySequence(keys).toString()})" if keys else told)
        return action

    def _choices(self, menu: QMenu, names: tuple[tuple[str, str], ...], current: str, wanted: SignalInstance) -> None:
        group = QActionGroup(menu)
        for key, name in names:
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(key == current)
            action.setData(key)
            group.addAction(action)
        group.setObjectName(menu.title())
        group.triggered.connect(self._chosen)
        self._wanted[group.objectName()] = wanted

    @Slot(QAction)
    def _chosen(self, action: QAction) -> None:
        self._wanted[action.actionGroup().objectName()].emit(action.data())

    @Slot()
    def _larger(self) -> None:
        self._shell.font_wanted.emit(min(self._shell.font().pointSize() + 1, 18))

    @Slot()
    def _smaller(self) -> None:
        self._shell.font_wanted.emit(max(self._shell.font().pointSize() - 1, 8))

    @Slot()
    def _choose_columns(self) -> None:
        from kgdesk.desk.entry.page import EntryPage

        self._shell.show_page("entry")
        page = self._shell.current
        if isinstance(page, EntryPage):
            page.columns.open()

    @Slot()
    def _go(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._shell.show_page(action.data())

    # backup ------------------------------------------------------------------

    @Slot()
    def _choose_copy(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self._shell, self.tr("Chọn thư mục để sao lưu"), str(self._session.path.parent)
        )
        if name:
            self.copy_to(Path(name))

    def copy_to(self, folder: Path) -> None:
        """Copy the workspace into a folder; the copy was opened and checked when this is told."""
        from kgdesk.operations.maintenance import backup

        path, clock = self._session.path, self._session.workspace.clock
        self._session.read(lambda _workspace: backup(path, folder, clock=clock), self._copied)

    @Slot(object)
    def _copied(self, path: Path) -> None:
        self._tell(self.tr("Sao lưu"), self.tr("Đã sao lưu và kiểm tra bản sao:\n{path}").format(path=path))

    # one file ------------------------------------------------------------------

    @Slot()
    def _choose_verify(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self._shell,
            self.tr("Chọn tệp cần kiểm tra"),
            str(self._session.path.parent),
            self.tr("Báo cáo, biên nhận, gói chỉ tiêu (*.pdf *.xlsx *.kgplan);;Mọi tệp (*)"),
        )
        if name:
            self.verify(Path(name))

    def verify(self, path: Path) -> None:
        """Judge one file with what this workspace trusts; nothing is taken in."""
        from kgdesk.operations.verify import verify_file

        self._session.read(lambda workspace: verify_file(path, workspace=workspace), self._show_verdict)

    @Slot(object)
    def _show_verdict(self, verdict: "Verdict") -> None:
        from kgdesk.desk.intake.verdict_dialog import VerdictDialog

        dialog = VerdictDialog(verdict, self._session.lang, self._shell)
        dialog.enrolling.connect(self._enrol)
        dialog.open()

    @Slot(object)
    def _enrol(self, verdict: "Verdict") -> None:
        self._shell.go(Place("trust", verdict.file))

    # who works here ------------------------------------------------------------

    @Slot()
    def ask_name(self) -> None:
        """Ask for the name that stands in the history of the figures and at the foot of documents."""
        settings = self._session.settings
        dialog = QInputDialog(self._shell)
        dialog.setObjectName("person")
        dialog.setWindowTitle(self.tr("Họ tên người làm báo cáo"))
        dialog.setLabelText(self.tr("Họ và tên, đứng trong lịch sử số liệu và ở chân trang báo cáo:"))
        dialog.setTextValue(settings.person)
        dialog.textValueSelected.connect(self.take_name)
        dialog.open()

    @Slot(str)
    def take_name(self, name: str) -> None:
        """Work under another name from now on."""
        self._shell.people.work_as(name)

    # help ----------------------------------------------------------------------

    @Slot()
    def _open_printed(self) -> None:
        path = printed_guide(self._session.lang)
        if path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    @Slot()
    def show_keys(self) -> None:
        """List the keys."""
        from kgdesk.desk.keys_dialog import KeysDialog

        KeysDialog(self._shell).open()

    @Slot()
    def _show_about(self) -> None:
        from kgdesk.desk.about import AboutDialog

        AboutDialog(self._shell).open()

    def _tell(self, title: str, text: str) -> None:
        box = QMessageBox(QMessageBox.Icon.Information, title, text, QMessageBox.StandardButton.Ok, self._shell)
        box.setObjectName("told")
        box.open()
