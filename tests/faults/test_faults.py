"""Every activity under every fault: one sentence, nothing lost, and work goes on when the fault is gone.

`make faults` goes through all of them and writes the table of `docs/reliability.md`; `make test` through a few.
Faults of the disk are made by a small disk and by mounts where the test may mount (root), else by `strace` and
permissions, as far as those go.
"""

import contextlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kgdesk.domain.return_cycle import ReceivedState
from kgdesk.operations.maintenance import doctor
from kgdesk.operations.trust import add_trust
from kgdesk.operations.workspace import create_workspace
from kgdesk.store import received
from kgdesk.store.connection import Store
from tests.faults import grounds, independent
from tests.faults.worker import ACTIVITIES, RIGHT, write_newer_plan

ALL = bool(os.environ.get("KGDESK_FAULTS"))
FIXTURES = Path(__file__).parents[1] / "store" / "fixtures"
MOUNTS = grounds.can_mount()
TRACES = grounds.can_trace()
STAYS_OPEN = {"entry", "undo", "intake"}  # write to an open workspace and nowhere else
WORKSPACE = {"intake": "fresh", "consolidation": "KG", "migration": "old"}
TOLD = {
    "disk full": {"workspace.disk_full", "file.disk_full", "copy.disk_full", "copy.recover_full"},
    "I/O error": {"workspace.io_error", "file.unreadable", "copy.io_error", "copy.recover_failed"},
    "read-only": {"workspace.read_only", "file.read_only", "copy.read_only", "file.forbidden", "seal.not_written"},
    "removed": {"workspace.missing", "workspace.moved", "file.missing", "copy.gone"},
    "slow disk": set(),
    "second program": {"workspace.in_use"},
    "clock back": {"seal.clock_back"},
}
# What does not need what the fault takes away, and is simply done.
HARMLESS = {
    ("open", "disk full"), ("open", "I/O error"), ("open", "removed"), ("backup", "second program"),
    *((activity, "clock back") for activity in ACTIVITIES if activity != "sealing"),
    *((activity, "slow disk") for activity in ACTIVITIES),
}  # fmt: skip
SHORT = {
    ("entry", "disk full"), ("entry", "I/O error"), ("entry", "removed"), ("entry", "read-only"),
    ("sealing", "clock back"), ("backup", "disk full"), ("restore", "I/O error"), ("migration", "disk full"),
    ("entry", "slow disk"),
}  # fmt: skip
CELLS = [(activity, fault) for activity in ACTIVITIES for fault in grounds.FAULTS] if ALL else sorted(SHORT)

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="faults are made with Linux's tools"),
    pytest.mark.xdist_group("faults"),
]


@pytest.fixture(scope="session")
def stage(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What all activities start from."""
    folder = tmp_path_factory.mktemp("stage") / "stage"
    shutil.copytree(demo, folder)
    write_newer_plan(folder / "plan" / "newer.kgplan")
    shutil.copy(folder / "workspaces" / "KG-911.kgdesk", folder / "copy.kgdesk")
    shutil.copy(FIXTURES / "workspace-2.kgdesk", folder / "workspaces" / "old.kgdesk")
    for name in ("CTK", "KG-904", "KG-912", "STC", "SYT"):
        (folder / "workspaces" / f"{name}.kgdesk").unlink()
    for item in (folder / "returns").iterdir():  # one return is enough, and it is another file than the one taken in
        if not item.name.startswith("KG-911"):
            item.unlink()
    (folder / "out").mkdir()
    _fresh_province(folder)
    return folder


def _fresh_province(folder: Path) -> None:
    """A province that has taken nothing in yet, and one whose totals are to be made anew."""
    clock = lambda: RIGHT  # noqa: E731
    path = folder / "workspaces" / "fresh.kgdesk"
    with create_workspace(path, unit="KG", actor="Lê Văn Thành", clock=clock) as workspace:
        add_trust(workspace, folder / "keys" / "ca.pem")
    with (
        Store.open(folder / "workspaces" / "KG.kgdesk") as store,
        store.transaction(actor="Lê Văn Thành", action="review", at=RIGHT) as transaction,
    ):
        received.set_state(transaction, 1, ReceivedState.SENT_BACK)


class Worker:
    """The process that does the activity."""

    def __init__(self, activity: str, folder: Path, *, clock_back: bool) -> None:
        words = [sys.executable, "-m", "tests.faults.worker", activity, str(folder), "back" if clock_back else "right"]
        self._process = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        self.pid = self._process.pid

    def say(self, command: str) -> dict[str, str]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(command + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            _, errors = self._process.communicate()
            raise AssertionError(f"{command}: the program ended\n{errors}")
        answer: dict[str, str] = json.loads(line)
        return answer

    def end(self) -> None:
        _, errors = self._process.communicate(timeout=grounds.PATIENCE)
        assert self._process.returncode == 0, errors


@contextlib.contextmanager
def worker(activity: str, folder: Path, *, clock_back: bool) -> Iterator[Worker]:
    made = Worker(activity, folder, clock_back=clock_back)
    try:
        yield made
        made.end()
    finally:
        made._process.kill()
        made._process.communicate()


@contextlib.contextmanager
def ground(stage: Path, place: Path, behind: Path, fault: str) -> Iterator[None]:
    """Lay the stage out on the kind of disk the fault needs."""
    with contextlib.ExitStack() as stack:
        if MOUNTS and fault == "disk full":
            stack.enter_context(grounds.small_disk(place, size="24m"))
            shutil.copytree(stage, place, dirs_exist_ok=True)
        elif MOUNTS and fault == "removed":
            shutil.copytree(stage, behind)
            place.mkdir()
            subprocess.run(["mount", "--bind", behind, place], check=True)
            stack.callback(subprocess.run, ["umount", "-l", place], check=False)
        else:
            shutil.copytree(stage, place)
        yield


@contextlib.contextmanager
def standing_in_the_way(fault: str, activity: str, place: Path, behind: Path, pid: int) -> Iterator[None]:
    path = place / "workspaces" / f"{WORKSPACE.get(activity, 'KG-911')}.kgdesk"
    closed = place / "out" if activity in grounds.OUTSIDE else path.parent
    with contextlib.ExitStack() as stack:
        match fault:
            case "disk full" if MOUNTS:
                stack.enter_context(grounds.filled(place))
            case "disk full":
                stack.enter_context(grounds.injected(pid, "pwrite64:error=ENOSPC"))
            case "I/O error":
                failing = ("pwrite64:error=EIO", "fdatasync:error=EIO", "fsync:error=EIO")
                stack.enter_context(grounds.injected(pid, *failing))
            case "slow disk":
                slow = ("fdatasync:delay_exit=150000", "fsync:delay_exit=150000")
                stack.enter_context(grounds.injected(pid, *slow))
            case "read-only":
                stack.enter_context(grounds.closed_to_writing(closed, mounts=MOUNTS))
            case "removed":
                stack.enter_context(grounds.pulled_out(place, mounts=MOUNTS, behind=behind))
            case "second program":
                stack.enter_context(grounds.held_by_another(path))
        yield


def skip_what_cannot_be_made(activity: str, fault: str) -> None:
    if fault in {"I/O error", "slow disk"} and not TRACES:
        pytest.skip("strace is not installed or may not look on")
    if fault == "disk full" and not MOUNTS and (not TRACES or activity not in STAYS_OPEN):
        pytest.skip("a full disk needs to be mounted, which takes root")


@pytest.mark.timeout(300)
@pytest.mark.parametrize(("activity", "fault"), CELLS)
def test_one_sentence_nothing_lost_and_work_goes_on(
    stage: Path, tmp_path: Path, activity: str, fault: str, record_cell: "dict[str, str]"
) -> None:
    skip_what_cannot_be_made(activity, fault)
    place, behind = tmp_path / "place", tmp_path / "behind"
    path = place / "workspaces" / f"{WORKSPACE.get(activity, 'KG-911')}.kgdesk"
    with ground(stage, place, behind, fault), worker(activity, place, clock_back=fault == "clock back") as process:
        if fault not in grounds.EARLY:
            assert process.say("prepare") == {"outcome": "done"}
        before = independent.rows(path)
        with standing_in_the_way(fault, activity, place, behind, process.pid):
            answer = process.say("act")
        record_cell[activity, fault] = answer["outcome"]  # type: ignore[index]
        told_well(answer, activity, fault)
        kept(before, path, activity)
        process.say("right clock")
        if answer["outcome"] != "done":
            assert process.say("act") == {"outcome": "done"}, "work goes on"
            kept(before, path, activity)
    # the ground may be gone with its mount: what was left there was looked at above


def told_well(answer: dict[str, str], activity: str, fault: str) -> None:
    if answer["outcome"] == "done":
        assert (activity, fault) in HARMLESS
        return
    assert answer["outcome"] in TOLD[fault], answer
    for text in (answer["sentence"], answer["english"]):
        assert "\n" not in text
        assert "{" not in text
        assert text.endswith((".", ")"))


def kept(before: set[str], path: Path, activity: str) -> None:
    """What was there is there, whole, whoever asks."""
    missing = before - independent.rows(path)
    if activity == "restore":  # puts another file there; what was there lies among the copies
        copies = list((path.parent / f"{path.stem}-sao-luu").glob("*.kgdesk"))
        missing = set.intersection(missing, *(missing - independent.rows(item) for item in copies))
    assert missing == set()
    assert independent.troubles(path) == []
    if activity != "migration":  # the old fixture's plan is a stub
        assert doctor(path).healthy
