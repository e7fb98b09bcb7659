"""One activity of a person in a process of its own, so that the ground can be pulled away under it.

Reads commands, a line each: `prepare` opens what the activity needs, `act` does it (and prepares where that is not
done yet), `right clock` ends the clock's running behind. Answers each with a line of JSON. Whatever is no Fault
ends the process with its traceback: that is what the tests look for.
"""

import ctypes
import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kgdesk.domain.errors import Fault
from kgdesk.domain.period import Period
from kgdesk.messages import say
from kgdesk.operations.workspace import Workspace, open_workspace

YEAR = Period.parse("2024")
RIGHT = datetime(2024, 12, 18, 2, 30, tzinfo=UTC)
WRONG = datetime(2019, 1, 1, tzinfo=UTC)
PASSWORD = "kgdesk-demo"
PTRACE_ANYBODY = 0x59616D61  # PR_SET_PTRACER


class Scene:
    """The folder of one activity: `workspaces`, `keys`, `returns`, `plan`, and `out` for what is written."""

    def __init__(self, folder: Path, *, clock_back: bool) -> None:
        self.folder, self.out = folder, folder / "out"
        self._start, self._ticks = (WRONG if clock_back else RIGHT), 0
        self.open: Workspace | None = None

    def clock(self) -> datetime:
        self._ticks += 1
        return self._start + timedelta(seconds=self._ticks)

    def set_clock(self) -> None:
        self._start = RIGHT

    def workspace(self, unit: str = "KG-911") -> Workspace:
        """Open once, and again where the opening was refused before."""
        if self.open is None:
            path = self.folder / "workspaces" / f"{unit}.kgdesk"
            self.open = open_workspace(path, actor="Nguyễn Thị Thử", clock=self.clock)
        return self.open

    def done(self) -> None:
        if self.open is not None:
            self.open.close()
            self.open = None


def _open(scene: Scene) -> None:
    scene.done()
    scene.workspace()


def _type(scene: Scene) -> None:
    from kgdesk.operations.entry import CellField, record_cell

    note = os.urandom(300).hex()
    record_cell(
        scene.workspace(), period=YEAR, indicator="KT08", field=CellField.NOTE, text=note, reason="Cục Thống kê sửa"
    )


def _undo(scene: Scene) -> None:
    from kgdesk.operations.undo import undo

    undo(scene.workspace(), YEAR)


def _seal(scene: Scene) -> None:
    from kgdesk.operations.seal import seal_return
    from kgdesk.operations.seal_request import SealRequest

    request = SealRequest(YEAR, scene.folder / "keys" / "KG-911.p12", PASSWORD, scene.out, head_name="Trần Minh Khoa")
    seal_return(scene.workspace(), request)


def _intake(scene: Scene) -> None:
    from kgdesk.operations.intake import take_in

    for result in take_in(scene.workspace("fresh"), [scene.folder / "returns"]).result:
        if result.reason.startswith(("workspace.", "file.")):  # told beside the file
            raise Fault(result.reason, **dict(result.params))


def _consolidate(scene: Scene) -> None:
    from kgdesk.operations.consolidate import consolidate, write_report

    run = consolidate(scene.workspace("KG"), YEAR).result
    write_report(scene.workspace("KG"), run, scene.out, formats=("xlsx",))


def _backup(scene: Scene) -> None:
    from kgdesk.operations.maintenance import backup

    backup(scene.folder / "workspaces" / "KG-911.kgdesk", scene.out, clock=scene.clock)


def _restore(scene: Scene) -> None:
    from kgdesk.operations.maintenance import restore

    scene.done()
    path = scene.folder / "workspaces" / "KG-911.kgdesk"
    restore(scene.folder / "copy.kgdesk", path, actor="Nguyễn Thị Thử", clock=scene.clock)


def _migrate(scene: Scene) -> None:
    from kgdesk.store.connection import Store

    Store.open(scene.folder / "workspaces" / "old.kgdesk").close()


def _update_plan(scene: Scene) -> None:
    from kgdesk.operations.pack import update_pack

    update_pack(scene.workspace(), scene.folder / "plan" / "newer.kgplan", unsigned=True)


def _nothing(_scene: Scene) -> None:
    """Needs nothing beforehand."""


def _opened(scene: Scene) -> None:
    scene.workspace()


def _province(scene: Scene) -> None:
    scene.workspace("KG")


def _fresh_province(scene: Scene) -> None:
    scene.workspace("fresh")


def _typed(scene: Scene) -> None:
    _type(scene)


# activity -> (what is there before, the activity)
ACTIVITIES: dict[str, tuple[Callable[[Scene], None], Callable[[Scene], None]]] = {
    "open": (_nothing, _open),
    "entry": (_opened, _type),
    "undo": (_typed, _undo),
    "sealing": (_typed, _seal),
    "intake": (_fresh_province, _intake),
    "consolidation": (_province, _consolidate),
    "backup": (_nothing, _backup),
    "restore": (_nothing, _restore),
    "migration": (_nothing, _migrate),
    "plan": (_opened, _update_plan),
}


def write_newer_plan(path: Path) -> None:
    """Write the shipped plan as its next version."""
    from kgdesk.files import write_atomically
    from kgdesk.returns import plan_default, plan_document, plan_pack

    plan = plan_document.from_bytes(plan_default.load())
    write_atomically(path, plan_pack.write(plan_document.to_bytes(replace(plan, version=plan.version + 1)), None))


def _answer(step: Callable[[Scene], None], scene: Scene) -> dict[str, str]:
    try:
        step(scene)
    except Fault as fault:
        sentence = {lang: say(fault.code, lang, **fault.params) for lang in ("vi", "en")}
        return {"outcome": fault.code, "sentence": sentence["vi"], "english": sentence["en"]}
    return {"outcome": "done"}


def main() -> None:
    if sys.platform == "linux":  # so that whoever started this may look on without being root
        ctypes.CDLL(None).prctl(PTRACE_ANYBODY, ctypes.c_ulong(-1), 0, 0, 0)
    activity, folder, clock = sys.argv[1:4]
    before, act = ACTIVITIES[activity]
    scene = Scene(Path(folder), clock_back=clock == "back")
    prepared = False
    for line in sys.stdin:
        if line.strip() == "right clock":
            scene.set_clock()
            answer = {"outcome": "done"}
        else:
            answer = {"outcome": "done"} if prepared else _answer(before, scene)
            prepared = prepared or answer["outcome"] == "done"
            if prepared and line.strip() == "act":
                answer = _answer(act, scene)
        print(json.dumps(answer), flush=True)
    scene.done()


if __name__ == "__main__":
    main()
