"""Sealing, numbering, sending: what leaves the unit."""

import hashlib
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from kgdesk.operations import outbox, send
from kgdesk.operations.entry import CellField, record_cell
from kgdesk.operations.seal import SealRequest, latest_sealed, seal_return
from tests.crash.activity import OUT, PASSWORD, PERIOD, Activity, DemoPlaces, Tell, step
from tests.crash.entering import opened

STEM = "KG-911_2024_r2"


class Sealing(Activity):
    """The draft was changed since revision 1: revision 2, as pages and workbook, signed for both roles."""

    name, words, share = "seal", "sealing: signed PDF and workbook", 1.0
    role = "both"
    files = (f"{STEM}.pdf", f"{STEM}.xlsx")

    def prepare(self, demo: Path, scene: Path) -> None:
        """Take a district's workspace and touch a note."""
        places = DemoPlaces(demo)
        shutil.copy(places.workspace("KG-911"), scene / "unit.kgdesk")
        shutil.copy(places.key("KG-911"), scene / "key.p12")
        with opened(scene) as workspace:
            code = workspace.indicators(PERIOD)[0].code
            record_cell(
                workspace, period=PERIOD, indicator=code, field=CellField.NOTE, text="Rà soát lại.", reason="Sửa"
            )

    def request(self, scene: Path, role: str) -> SealRequest:
        """Ask for both files."""
        return SealRequest(
            period=PERIOD, key=scene / "key.p12", password=PASSWORD, folder=scene / OUT, role=role, number=5
        )

    def perform(self, scene: Path, tell: Tell) -> None:
        """Seal."""
        with opened(scene) as workspace:
            step(tell, "sealed", lambda: _made(seal_return(workspace, self.request(scene, self.role))))

    def examine(self, scene: Path, told: list[str]) -> list[str]:
        """Files outside are those that the workspace keeps."""
        kept = _kept(scene / self.main)
        found = {path.name: path.read_bytes() for path in (scene / OUT).glob(f"{STEM}.*")} if told or kept else {}
        wrong = [
            f"stranger: {name} is not the file the workspace keeps"
            for name, data in found.items()
            if hashlib.sha256(data).hexdigest() not in kept.get(name, ())
        ]
        lost = [f"lost: {name}" for name in self.files if told and name not in found]
        return [*wrong, *lost]

    def finished(self, scene: Path) -> list[str]:
        """Revision 2 is sealed, its files are there, and a third was not made of it."""
        with opened(scene) as workspace:
            latest = latest_sealed(workspace, PERIOD)
        wrong = [] if latest is not None and latest.revision == 2 else [f"revision {latest and latest.revision}"]
        return [*wrong, *self.examine(scene, ["sealed"])]


def _made(outcome: object) -> None:
    result = outcome.result  # type: ignore[attr-defined]
    if result.blocking:
        raise AssertionError(result.blocking)


def _kept(path: Path) -> dict[str, set[str]]:
    """SHA-256 by name of every signed file, each computed over the bytes that are kept."""
    kept: dict[str, set[str]] = {}
    with closing(sqlite3.connect(path)) as connection:
        for name, stated, content in connection.execute("SELECT name, sha256, content FROM sealed_file"):
            if hashlib.sha256(content).hexdigest() == stated:
                kept.setdefault(name, set()).add(stated)
    return kept


class Numbering(Sealing):
    """The head has signed; the records clerk numbers the same file and signs for the agency."""

    name, words, share = "number", "numbering what the head has signed", 0.8

    def prepare(self, demo: Path, scene: Path) -> None:
        """Let the head sign revision 2."""
        super().prepare(demo, scene)
        with opened(scene) as workspace:
            request = SealRequest(
                period=PERIOD, key=scene / "key.p12", password=PASSWORD, folder=scene / OUT, role="head"
            )
            _made(seal_return(workspace, request))

    def perform(self, scene: Path, tell: Tell) -> None:
        """Number and sign; where both files are there, nothing is left to do."""
        from kgdesk.domain.errors import Fault

        with opened(scene) as workspace:
            try:
                step(tell, "numbered", lambda: seal_return(workspace, self.request(scene, "agency")))
            except Fault as fault:
                if fault.code != "seal.head_file_refused" or fault.params.get("reason") != "signer_unexpected":
                    raise
                tell("numbered")


class Sending(Activity):
    """A sealed return as files on a stick and as a ready mail."""

    name, words, share = "send", "sending: files on a stick, a ready mail", 0.6
    order = "files"  # "saved" is said of what lies there

    def prepare(self, demo: Path, scene: Path) -> None:
        """Take a district's workspace with its sealed return."""
        shutil.copy(DemoPlaces(demo).workspace("KG-911"), scene / "unit.kgdesk")

    def perform(self, scene: Path, tell: Tell) -> None:
        """Save, then make the mail."""
        with opened(scene) as workspace:
            key = outbox.outbox_items(workspace, PERIOD)[0].key
            step(tell, "saved", lambda: send.save_files(workspace, key, scene / OUT / "stick"))
            step(tell, "mail", lambda: send.make_mail(workspace, key, scene / OUT / "mail", to="a@example.vn"))


ACTIVITIES: tuple[Activity, ...] = (Sealing(), Numbering(), Sending())
