"""Entry, taking back and doing again, attaching: what a clerk does all day."""

import sqlite3
from contextlib import closing
from pathlib import Path

from kgdesk.domain.indicator import EntryForm
from kgdesk.domain.narrative import Narrative, TaskProgress
from kgdesk.domain.place import Place, PlaceKind
from kgdesk.operations import attachments, narrative, undo
from kgdesk.operations.entry import CellField, CellInput, record_block, record_cell
from kgdesk.operations.workspace import Workspace, create_workspace, open_workspace
from tests.crash.activity import ACTOR, PERIOD, Activity, Tell, Ticking, step

UNIT = "KG-911"
FIRST = 1001  # figures typed are whole numbers from here on, each once


def fresh(scene: Path) -> None:
    """Make an empty workspace of a district."""
    create_workspace(scene / "unit.kgdesk", unit=UNIT, actor=ACTOR, clock=Ticking()).close()


def opened(scene: Path) -> Workspace:
    """Open the workspace of a scene."""
    return open_workspace(scene / "unit.kgdesk", actor=ACTOR, clock=Ticking())


def figures(path: Path) -> list[tuple[str, str | None, str | None]]:
    """Every figure ever written, oldest first: indicator, value, numerator. Read by plain SQLite."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT indicator, value, numerator FROM observation ORDER BY id").fetchall()


def _unread(path: Path, told: list[str], last: int) -> list[str]:
    """Hold what was told against what is there: `KT05=1001` must be in the file, and nothing that nobody typed."""
    there = figures(path)
    wrong = []
    for item in told:
        code, _, figure = item.partition("=")
        if figure.isdecimal() and not any(row[0] == code and figure in row[1:] for row in there):
            wrong.append(f"lost: {item} was told and is not there")
    typed = {str(number) for number in range(FIRST, last + 1)}
    strangers = {figure for row in there for figure in row[1:] if figure is not None} - typed
    return [*wrong, *(f"stranger: nobody typed {figure}" for figure in sorted(strangers))]


class Entry(Activity):
    """Cells one after another, a pasted block, a narrative."""

    name, words, share = "entry", "entry: cells, a pasted block, a narrative", 2.0
    cells = 10

    def prepare(self, demo: Path, scene: Path) -> None:  # noqa: ARG002 - needs none of it
        """Make an empty workspace."""
        fresh(scene)

    def perform(self, scene: Path, tell: Tell) -> None:
        """Type, paste, narrate."""
        with opened(scene) as workspace:
            asked = [item for item in workspace.indicators(PERIOD) if item.entry is not EntryForm.BOOLEAN]
            for number, indicator in enumerate(asked[: self.cells], start=FIRST):
                code, field = indicator.code, _field(indicator.entry)
                step(
                    tell,
                    f"{code}={number}",
                    lambda c=code, f=field, n=number: record_cell(  # type: ignore[misc]
                        workspace, period=PERIOD, indicator=c, field=f, text=str(n)
                    ),
                )
            rest = asked[self.cells : self.cells + 6]
            block = [
                CellInput(item.code, _field(item.entry), str(number))
                for number, item in enumerate(rest, start=FIRST + self.cells)
            ]
            step(
                tell,
                f"{rest[0].code}={FIRST + self.cells}",
                lambda: record_block(workspace, period=PERIOD, cells=block),
            )
            task = workspace.tasks(PERIOD)[0].code
            words = Narrative(UNIT, task, PERIOD.code, "Đã làm.", "Không.", "Làm tiếp.", TaskProgress.DONE, 100)
            step(tell, "narrative", lambda: narrative.record_narrative(workspace, words))

    def examine(self, scene: Path, told: list[str]) -> list[str]:
        """Look for what was told and for what nobody typed."""
        return _unread(scene / self.main, told, FIRST + self.cells + 5)

    def finished(self, scene: Path) -> list[str]:
        """Every cell is there."""
        there = {row[0] for row in figures(scene / self.main)}
        return [] if len(there) == self.cells + 6 else [f"only {len(there)} cells after going on"]


def _field(form: EntryForm) -> CellField:
    return CellField.VALUE if form is EntryForm.VALUE else CellField.NUMERATOR


class Undoing(Activity):
    """Types, takes back, does again; whatever a kill left, the end is the first figure."""

    name, words, share = "undo", "undo and redo", 1.5

    def prepare(self, demo: Path, scene: Path) -> None:  # noqa: ARG002 - needs none of it
        """Make an empty workspace."""
        fresh(scene)

    def perform(self, scene: Path, tell: Tell) -> None:
        """Two figures in one cell, back and forth between them."""
        with opened(scene) as workspace:
            indicator = next(item for item in workspace.indicators(PERIOD) if item.entry is EntryForm.VALUE)
            for number in (FIRST, FIRST + 1):
                step(
                    tell,
                    f"{indicator.code}={number}",
                    lambda n=number: record_cell(  # type: ignore[misc]
                        workspace, period=PERIOD, indicator=indicator.code, field=CellField.VALUE, text=str(n)
                    ),
                )
            for back in (True, False, True, False, True):
                turn = undo.undo if back else undo.redo
                step(tell, "undo" if back else "redo", lambda t=turn: t(workspace, PERIOD))  # type: ignore[misc]

    def examine(self, scene: Path, told: list[str]) -> list[str]:
        """Look for what was told and for what nobody typed."""
        return _unread(scene / self.main, told, FIRST + 1)

    def finished(self, scene: Path) -> list[str]:
        """The first figure counts."""
        last = figures(scene / self.main)[-1][1]
        return [] if last == str(FIRST) else [f"{last} counts after going on"]


class Attaching(Activity):
    """Three files attached to a return."""

    name, words, share = "attach", "attaching files", 0.6
    count = 3

    def prepare(self, demo: Path, scene: Path) -> None:
        """Make an empty workspace and three files."""
        fresh(scene)
        source = next((demo / "returns").glob("KG-911*.pdf")).read_bytes()
        for number in range(self.count):
            (scene / f"scan{number}.pdf").write_bytes(source + b"\n" * number)

    def perform(self, scene: Path, tell: Tell) -> None:
        """Attach them one by one."""
        with opened(scene) as workspace:
            place = Place(PlaceKind.RETURN)
            for number in range(self.count):
                path = scene / f"scan{number}.pdf"
                step(tell, path.name, lambda p=path: attachments.attach(workspace, PERIOD, place, p))  # type: ignore[misc]

    def examine(self, scene: Path, told: list[str]) -> list[str]:
        """Every attached file is there with its bytes."""
        with closing(sqlite3.connect(scene / self.main)) as connection:
            rows = connection.execute(
                "SELECT a.name, c.content FROM attachment a JOIN attachment_content c USING (sha256)"
            ).fetchall()
        kept = dict(rows)
        lost = [name for name in told if name not in kept]
        torn = [name for name, data in kept.items() if data != (scene / name).read_bytes()]
        return [*(f"lost: {name}" for name in lost), *(f"half: {name} in the workspace" for name in torn)]

    def finished(self, scene: Path) -> list[str]:
        """All are there."""
        return self.examine(scene, [f"scan{number}.pdf" for number in range(self.count)])


ACTIVITIES: tuple[Activity, ...] = (Entry(), Undoing(), Attaching())
