"""Intake, review, consolidation: what the focal point does."""

import hashlib
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from kgdesk.domain.receipt import Decision
from kgdesk.operations.consolidate import FORMATS, consolidate, write_report
from kgdesk.operations.intake import take_in
from kgdesk.operations.review import ReviewRequest, review_return
from kgdesk.operations.trust import believe
from kgdesk.operations.workspace import Workspace, create_workspace, open_workspace
from tests.crash.activity import ACTOR, OUT, PASSWORD, PERIOD, START, Activity, DemoPlaces, Tell, Ticking, step

UNITS = ("KG-911", "KG-912")


def opened(scene: Path) -> Workspace:
    """Open the province's workspace of a scene."""
    return open_workspace(scene / "unit.kgdesk", actor=ACTOR, clock=Ticking())


class Intake(Activity):
    """Two returns, pages and workbook each, judged by processes of their own."""

    name, words, share = "intake", "intake of four files by judging processes", 1.2

    def prepare(self, demo: Path, scene: Path) -> None:
        """Make a province that knows the authority, and a folder of returns."""
        pack = demo / "plan" / "nq535.kgplan"
        with create_workspace(scene / "unit.kgdesk", unit="KG", actor=ACTOR, pack=pack, clock=Ticking()) as workspace:
            believe(workspace, demo / "keys" / "ca.pem")
        (scene / "in").mkdir()
        for unit in UNITS:
            for path in (demo / "returns").glob(f"{unit}_*"):
                shutil.copy(path, scene / "in")

    def perform(self, scene: Path, tell: Tell) -> None:
        """Take the folder in; a file is told when the next one is at the head of the line."""
        # files are looked at ahead, so a clock that ticks would tell other times whenever a judge is slower
        with open_workspace(scene / "unit.kgdesk", actor=ACTOR, clock=lambda: START) as workspace:
            take_in(workspace, [scene / "in"], progress=_Told(tell))

    def examine(self, scene: Path, told: list[str]) -> list[str]:  # noqa: ARG002 - states are held against each other
        """A file is wholly there: its bytes, and where it is a return its row with its figures."""
        wrong = []
        with closing(sqlite3.connect(scene / self.main)) as connection:
            for name, sha256, content, outcome in connection.execute(
                "SELECT name, sha256, content, outcome FROM received_file"
            ):
                if content != (scene / "in" / name).read_bytes() or hashlib.sha256(content).hexdigest() != sha256:
                    wrong.append(f"half: {name} in the archive")
                rows = connection.execute(
                    "SELECT count(*), count(f.return_id) FROM received_return r LEFT JOIN received_figure f"
                    " ON f.return_id = r.id WHERE r.file = ?",
                    (sha256,),
                ).fetchone()
                if outcome == "taken_in" and not rows[1]:
                    wrong.append(f"half: {name} is taken in without its return")
        return wrong

    def finished(self, scene: Path) -> list[str]:
        """Both returns are in, both workbooks beside them."""
        with closing(sqlite3.connect(scene / self.main)) as connection:
            outcomes = sorted(row[0] for row in connection.execute("SELECT outcome FROM received_file"))
            returns = connection.execute("SELECT count(*) FROM received_return WHERE state = 'taken_in'").fetchone()[0]
        good = outcomes == ["companion"] * 2 + ["taken_in"] * 2 and returns == 2
        return [] if good else [f"{outcomes}, {returns} returns after going on"]


class _Told:
    """Tells each file that intake is through with."""

    def __init__(self, tell: Tell) -> None:
        self._tell, self._done = tell, 0

    def step(self, done: int, total: int, name: str) -> None:  # noqa: ARG002 - the protocol's
        while self._done < done:
            self._done += 1
            self._tell(f"file {self._done}")


class Review(Activity):
    """One return accepted, one sent back with a remark; a signed receipt each."""

    name, words, share = "review", "accepting and sending back, signed receipts", 0.8

    def prepare(self, demo: Path, scene: Path) -> None:
        """Take both returns in."""
        Intake().prepare(demo, scene)
        shutil.copy(DemoPlaces(demo).key("KG"), scene / "key.p12")
        with opened(scene) as workspace:
            take_in(workspace, [scene / "in"])

    def perform(self, scene: Path, tell: Tell) -> None:
        """Decide twice."""
        with opened(scene) as workspace:
            remark = ((workspace.indicators(PERIOD) or workspace.plan.indicators)[0].code, "Xem lại mẫu số.")
            for unit, decision, comments in (
                (UNITS[0], Decision.ACCEPTED, ()),
                (UNITS[1], Decision.SENT_BACK, (remark,)),
            ):
                request = ReviewRequest(
                    f"{unit}_2024_r1", decision, scene / "key.p12", PASSWORD, scene / OUT, comments=comments
                )
                step(tell, f"{unit} {decision.value}", lambda r=request: review_return(workspace, r))  # type: ignore[misc]

    def examine(self, scene: Path, told: list[str]) -> list[str]:
        """A receipt outside is one that the workspace keeps; what was told stands."""
        with closing(sqlite3.connect(scene / self.main)) as connection:
            kept = {hashlib.sha256(row[0]).hexdigest() for row in connection.execute("SELECT content FROM receipt")}
            states = dict(connection.execute("SELECT unit, state FROM received_return").fetchall())
        wrong = [
            f"stranger: {path.name} is no receipt the workspace keeps"
            for path in (scene / OUT).glob("*.pdf")
            if not path.name.startswith(".") and hashlib.sha256(path.read_bytes()).hexdigest() not in kept
        ]
        said = dict(item.split() for item in told)
        lost = [f"lost: {unit} is {states.get(unit)}" for unit, state in said.items() if states.get(unit) != state]
        missing = [
            f"lost: receipt of {unit}" for unit in said if not (scene / OUT / f"{unit}_2024_r1_receipt.pdf").exists()
        ]
        return [*wrong, *lost, *missing]

    def finished(self, scene: Path) -> list[str]:
        """Both are decided."""
        return self.examine(scene, [f"{UNITS[0]} accepted", f"{UNITS[1]} sent_back"])


class Consolidating(Activity):
    """A run and the report in three forms; the same run gives the same bytes."""

    name, words, share = "consolidate", "consolidation and report (.xlsx .pdf .docx)", 0.8
    exact = True

    def prepare(self, demo: Path, scene: Path) -> None:
        """Take both returns in."""
        Review().prepare(demo, scene)

    def perform(self, scene: Path, tell: Tell) -> None:
        """Run, then write one form after another."""
        with opened(scene) as workspace:
            runs = []
            step(tell, "run", lambda: runs.append(consolidate(workspace, PERIOD).result))
            for wanted in FORMATS:
                step(
                    tell,
                    wanted,
                    lambda w=wanted: write_report(workspace, runs[0], scene / OUT, formats=(w,)),  # type: ignore[misc]
                )

    def finished(self, scene: Path) -> list[str]:
        """One run was kept, three files lie there."""
        with closing(sqlite3.connect(scene / self.main)) as connection:
            count = connection.execute("SELECT count(*) FROM consolidation_run").fetchone()[0]
        files = sorted(path.suffix for path in (scene / OUT).glob("KG_*"))
        return [] if (count, files) == (1, [".docx", ".pdf", ".xlsx"]) else [f"{count} runs, {files} after going on"]


ACTIVITIES: tuple[Activity, ...] = (Intake(), Review(), Consolidating())
