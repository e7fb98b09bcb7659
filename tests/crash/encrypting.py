"""Encrypting, changing the password, taking it off: the file is written anew, and its copies after it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from kgdesk.domain.errors import Fault
from kgdesk.domain.kept_copy import CopyReason, copies_folder
from kgdesk.operations import encryption
from kgdesk.operations.copies import take_copy
from kgdesk.operations.encryption import CopyFate
from kgdesk.operations.entry import CellField, record_cell
from kgdesk.operations.workspace import open_workspace
from tests.crash.activity import ACTOR, PERIOD, Activity, DemoPlaces, Tell, Ticking, step
from tests.crash.entering import UNIT, opened
from tests.crash.keeping import Creating
from tests.crash.reading import MAGIC, PASSWORDS, connected, password_of, workspaces

BEFORE, AFTER = PASSWORDS
NOTE = "Chữ này không được nằm trên đĩa khi sổ đã mã hóa"


class _Rewriting(Activity):
    """A workspace whose log lies beside it, and one copy of it; both are brought under `wanted`."""

    share = 1.2
    present: str | None = None  # the password it has at first; None for a plain file
    wanted: str | None = None

    def prepare(self, demo: Path, scene: Path) -> None:
        """Write something, take a copy, write on, and leave the log where a kill leaves it."""
        working = scene / "working"
        working.mkdir()
        path = working / self.main
        shutil.copy(DemoPlaces(demo).workspace("KG-911"), path)
        _note(working, NOTE)
        if self.present is not None:
            encryption.encrypt(path, self.present, actor=ACTOR, clock=Ticking())
        copy = take_copy(path, CopyReason.ASKED, clock=Ticking())
        copies_folder(scene / self.main).mkdir()
        shutil.move(copy, copies_folder(scene / self.main) / copy.name)
        with opened(working) as workspace:
            _write(workspace, f"{NOTE}, cả trong nhật ký ghi trước")
            for item in working.glob(f"{self.main}*"):  # as it lies there while it is open
                if item.is_file() and not item.name.endswith((".lock", "-shm")):
                    shutil.copy(item, scene)
        shutil.rmtree(working)
        encryption.forget_keys()

    def perform(self, scene: Path, tell: Tell) -> None:
        """Rewrite the workspace, or find it rewritten; then its copies."""
        path = scene / self.main
        copies = workspaces(copies_folder(path))
        for item in (path, *copies):
            _unlock(item)
        if password_of(path) == self.wanted:
            tell("rewritten")
        else:
            step(tell, "rewritten", lambda: self._rewrite(path))
        found = encryption.other_copies(path)
        step(tell, "copies", lambda: encryption.settle_copies(path, found, CopyFate.CONVERT))

    def _rewrite(self, path: Path) -> None:
        if self.wanted is None:
            encryption.decrypt(path, actor=ACTOR, clock=Ticking())
        elif self.present is None:
            encryption.encrypt(path, self.wanted, actor=ACTOR, clock=Ticking())
        else:
            encryption.change_password(path, self.wanted, actor=ACTOR, clock=Ticking())

    def examine(self, scene: Path, told: list[str]) -> list[str]:
        """Each file is opened by the password it had or by the one it is to have; what it says of itself is true."""
        path = scene / self.main
        if not path.exists():
            return ["lost: no workspace under its name"]
        wrong = []
        copies = workspaces(copies_folder(path))
        for item, due in ((path, "rewritten"), *((copy, "copies") for copy in copies)):
            found = password_of(item)
            if found not in {self.wanted} | (set() if due in told else {self.present}):
                wrong.append(f"half: {item.name} is not kept as it was told")
        if _says_encrypted(path) != (password_of(path) is not None):
            wrong.append("half: the workspace does not know how it is kept")
        if not copies:
            wrong.append("lost: the copy")
        return [*wrong, *self._in_the_open(scene, told)]

    def _in_the_open(self, scene: Path, told: list[str]) -> Iterator[str]:
        """Nothing can be read by anybody that was told to be encrypted; a temporary file never."""
        if self.wanted is None:
            return
        folder = copies_folder(scene / self.main)
        for item in scene.rglob("*"):
            if not item.is_file() or not _is_plain(item):
                continue
            hidden = item.name.startswith(".")
            due = "copies" if item.parent == folder else "rewritten"
            gone = password_of(scene / self.main) is not None and item.parent != folder
            if hidden or gone or due in told or self.present is not None:
                yield f"lost: {item.name} can be read without a password"

    def finished(self, scene: Path) -> list[str]:
        """All is as wanted, and what a kill left is tidied."""
        left = [f"left: {item.name}" for item in scene.rglob(".*") if item.is_file()]
        return [*self.examine(scene, ["rewritten", "copies"]), *left]


def _note(folder: Path, text: str) -> None:
    with opened(folder) as workspace:
        _write(workspace, text)


def _write(workspace, text: str) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001 - a Workspace
    code = workspace.indicators(PERIOD)[0].code
    record_cell(workspace, period=PERIOD, indicator=code, field=CellField.NOTE, text=text, reason="Sửa")


def _unlock(path: Path) -> None:
    """Hand over the password a person would know of it."""
    for secret in PASSWORDS:
        if encryption.is_locked(path):
            try:
                encryption.unlock(path, secret)
            except Fault as fault:
                if fault.code != "encryption.wrong_password":
                    raise


def _is_plain(path: Path) -> bool:
    data = path.read_bytes()
    return data.startswith(MAGIC) or "Chữ này không được".encode() in data


def _says_encrypted(path: Path) -> bool:
    with connected(path) as connection:
        row = connection.execute("SELECT value FROM workspace WHERE key = 'encryption'").fetchone()
    return row is not None and row[0] != ""


class Encrypting(_Rewriting):
    """A plain workspace gets a password."""

    name, words, wanted = "encrypt", "encrypting a workspace and its copy", AFTER


class ChangingPassword(_Rewriting):
    """An encrypted workspace gets another password."""

    name, words, present, wanted = "rekey", "changing the password of both", BEFORE, AFTER


class Decrypting(_Rewriting):
    """An encrypted workspace becomes plain again."""

    name, words, present = "decrypt", "taking the password off both", BEFORE


class CreatingEncrypted(Creating):
    """A new workspace is encrypted from its first byte on."""

    name, words = "create-encrypted", "making an encrypted workspace"

    def perform(self, scene: Path, tell: Tell) -> None:
        """Make it, or find it made."""
        path = scene / self.main
        if path.exists():
            _unlock(path)
            open_workspace(path, actor=ACTOR, clock=Ticking()).close()
        step(tell, "made", lambda: path.exists() or _made(path))

    def examine(self, scene: Path, told: list[str]) -> list[str]:  # noqa: ARG002 - nothing depends on it
        """No file can be read without the password."""
        plain = [item.name for item in scene.rglob("*") if item.is_file() and _is_plain(item)]
        return [f"lost: {name} can be read without a password" for name in plain]

    def finished(self, scene: Path) -> list[str]:
        """It is there, and encrypted."""
        return [*super().finished(scene), *self.examine(scene, [])]


def _made(path: Path) -> None:
    encryption.create_encrypted(path, AFTER, unit=UNIT, actor=ACTOR, clock=Ticking())[0].close()


ACTIVITIES: tuple[Activity, ...] = (Encrypting(), ChangingPassword(), Decrypting(), CreatingEncrypted())
