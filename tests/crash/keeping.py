"""Making, upgrading, copying and bringing back the file itself."""

import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from kgdesk.domain.errors import Fault
from kgdesk.domain.kept_copy import copies_folder
from kgdesk.operations.entry import CellField, record_cell
from kgdesk.operations.maintenance import backup, restore
from kgdesk.operations.pack import update_pack
from kgdesk.operations.workspace import open_workspace
from kgdesk.store.connection import Store
from tests.crash.activity import ACTOR, OUT, PERIOD, START, Activity, DemoPlaces, Tell, Ticking, step
from tests.crash.entering import fresh, opened
from tests.crash.reading import state_of, workspaces

FIXTURES = Path(__file__).resolve().parents[1] / "store" / "fixtures"
NEWEST = 3  # version of the schema
AFTER = "Sau bản sao"  # a note written after the copy


class Creating(Activity):
    """A new workspace appears whole or not at all."""

    name, words, share = "create", "making a workspace", 0.8

    def prepare(self, demo: Path, scene: Path) -> None:
        """Nothing is there."""

    def perform(self, scene: Path, tell: Tell) -> None:
        """Make it, or find it made."""
        if (scene / self.main).exists():
            open_workspace(scene / self.main, actor=ACTOR, clock=Ticking()).close()
        step(tell, "made", lambda: (scene / self.main).exists() or fresh(scene))

    def finished(self, scene: Path) -> list[str]:
        """It is there."""
        return [] if (scene / self.main).exists() else ["no workspace after going on"]


class Migrating(Activity):
    """An older file is opened: a copy of what it was, then every step in a transaction of its own."""

    share = 0.8
    order = "files"  # the copy of what it was comes first

    def __init__(self, version: int) -> None:
        self.version = version
        self.name, self.words = f"migrate-{version}", f"opening a file of schema {version}"

    def prepare(self, demo: Path, scene: Path) -> None:  # noqa: ARG002 - needs none of it
        """Take the file kept from that time."""
        shutil.copy(FIXTURES / f"workspace-{self.version}.kgdesk", scene / self.main)

    def perform(self, scene: Path, tell: Tell) -> None:
        """Open it."""
        step(tell, "opened", lambda: Store.open(scene / self.main).close())

    def examine(self, scene: Path, told: list[str]) -> list[str]:
        """The file has a whole schema and all its rows; what it was stands beside it as soon as it is another."""
        before, now = _rows(FIXTURES / f"workspace-{self.version}.kgdesk"), _rows(scene / self.main)
        wrong = [f"lost: rows of {table}" for table, rows in before.items() if now.get(table) != rows]
        version = _version(scene / self.main)
        if version not in range(self.version, NEWEST + 1) or (told and version != NEWEST):
            wrong.append(f"half: schema {version}")
        copies = workspaces(copies_folder(scene / self.main))
        if version > self.version and not any(_version(path) == self.version for path in copies):
            wrong.append("lost: the copy of what it was")
        return [*wrong, *(f"half: {path.name} holds something else" for path in copies if _rows(path) != before)]

    def finished(self, scene: Path) -> list[str]:
        """It has the newest schema and its copy."""
        return self.examine(scene, ["opened"])


def _version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """The rows of every table of version 1, with the columns it had."""
    with closing(sqlite3.connect(FIXTURES / "workspace-1.kgdesk")) as oldest:
        tables = [
            row[0]
            for row in oldest.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
        ]
        columns = {name: [row[1] for row in oldest.execute(f"PRAGMA table_info({name})")] for name in tables}
    with closing(sqlite3.connect(path)) as connection:
        return {
            name: connection.execute(f"SELECT {', '.join(columns[name])} FROM {name}").fetchall()  # noqa: S608
            for name in tables
        }


class BackingUp(Activity):
    """A copy of a workspace that has a log beside it."""

    name, words, share = "backup", "backup", 0.8

    def prepare(self, demo: Path, scene: Path) -> None:
        """Take a district's workspace."""
        shutil.copy(DemoPlaces(demo).workspace("KG-911"), scene / self.main)

    def perform(self, scene: Path, tell: Tell) -> None:
        """Copy into a folder; going on later makes another copy."""
        made = len(list((scene / OUT).glob("*.kgdesk"))) if (scene / OUT).is_dir() else 0
        step(
            tell, "copied", lambda: backup(scene / self.main, scene / OUT, clock=Ticking(START + timedelta(hours=made)))
        )

    def examine(self, scene: Path, told: list[str]) -> list[str]:
        """Every copy holds what the workspace holds."""
        wanted = state_of(scene / self.main)
        copies = workspaces(scene / OUT) if (scene / OUT).is_dir() else []
        other = [f"half: {path.name} holds something else" for path in copies if state_of(path) != wanted]
        return [*other, *(["lost: the copy"] if told and not copies else [])]

    def finished(self, scene: Path) -> list[str]:
        """A copy is there."""
        return self.examine(scene, ["copied"])


class Restoring(Activity):
    """A copy is brought back over a workspace that has moved on, its log beside it."""

    name, words, share = "restore", "restore over a workspace with its log", 1.2
    order = "files"  # what was there is kept first

    def prepare(self, demo: Path, scene: Path) -> None:
        """Copy a workspace, work on, and leave the log where a kill leaves it."""
        shutil.copy(DemoPlaces(demo).workspace("KG-911"), scene / "copy.kgdesk")
        working = scene / "working"
        working.mkdir()
        shutil.copy(scene / "copy.kgdesk", working / self.main)
        with opened(working) as workspace:
            code = workspace.indicators(PERIOD)[0].code
            record_cell(
                workspace, period=PERIOD, indicator=code, field=CellField.NOTE, text="Sau bản sao", reason="Sửa"
            )
            for path in working.glob(f"{self.main}*"):  # as it lies there while it is open
                if not path.name.endswith((".lock", "-shm")):
                    shutil.copy(path, scene)
        shutil.rmtree(working)

    def perform(self, scene: Path, tell: Tell) -> None:
        """Bring the copy back, unless it is back."""
        if _note_count(scene / self.main) == 0:
            tell("restored")
            return
        step(tell, "restored", lambda: restore(scene / "copy.kgdesk", scene / self.main, clock=Ticking()))

    def examine(self, scene: Path, told: list[str]) -> list[str]:
        """What was there is at its place or set aside, whole; the copy is as it was."""
        main = scene / self.main
        if not main.exists():
            return ["lost: no workspace under its name"]
        back = _note_count(main) == 0
        wrong = ["lost: told, and not back"] if told and not back else []
        if back and not any(_note_count(path) for path in scene.rglob("*-truoc-khi-phuc-hoi.kgdesk")):
            wrong.append("lost: what was there before")
        twice = [path.name for path in workspaces(scene) if path.stat().st_nlink > 1]
        return [*wrong, *(f"half: {name} is a second name of another file" for name in twice)]

    def finished(self, scene: Path) -> list[str]:
        """The copy is back."""
        return self.examine(scene, ["restored"])


def _note_count(path: Path) -> int:
    """Count what was written after the copy."""
    with closing(sqlite3.connect(path)) as connection, suppress(sqlite3.DatabaseError):
        return int(connection.execute("SELECT count(*) FROM observation WHERE note = ?", (AFTER,)).fetchone()[0])
    return 0


class Updating(Activity):
    """A newer plan is put in force."""

    name, words, share = "pack-update", "putting a newer plan in force", 0.8
    order = "files"  # a copy of the workspace comes first

    def prepare(self, demo: Path, scene: Path) -> None:
        """Take a district's workspace with figures, and a pack one version on."""
        from kgdesk.returns import plan_document, plan_pack

        shutil.copy(DemoPlaces(demo).workspace("KG-912"), scene / self.main)
        plan = plan_document.from_bytes(plan_pack.read((demo / "plan" / "nq535.kgplan").read_bytes()).plan_bytes)
        newer = plan_document.to_bytes(replace(plan, version=plan.version + 1))
        (scene / "newer.kgplan").write_bytes(plan_pack.write(newer, None))

    def perform(self, scene: Path, tell: Tell) -> None:
        """Update, or find it updated."""
        with open_workspace(scene / self.main, actor=ACTOR, clock=Ticking()) as workspace:
            try:
                step(tell, "updated", lambda: update_pack(workspace, scene / "newer.kgplan", unsigned=True))
            except Fault as fault:
                if fault.code != "pack.not_newer":
                    raise
                tell("updated")

    def finished(self, scene: Path) -> list[str]:
        """Two plans were installed, no more."""
        with closing(sqlite3.connect(scene / self.main)) as connection:
            count = connection.execute("SELECT count(*) FROM plan").fetchone()[0]
        return [] if count == 2 else [f"{count} plans after going on"]


ACTIVITIES: tuple[Activity, ...] = (
    Creating(), *(Migrating(version) for version in range(1, NEWEST)), BackingUp(), Restoring(), Updating(),
)  # fmt: skip
