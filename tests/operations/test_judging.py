"""A file that hangs, kills or fills its judge is refused with a sentence, and the others go on."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kgdesk.consolidation.examination import Examination
from kgdesk.domain.errors import Cancelled
from kgdesk.domain.return_cycle import IntakeOutcome
from kgdesk.mail.opened import Opened
from kgdesk.operations import judge_worker, judging, reading_worker
from kgdesk.operations.intake import take_in
from kgdesk.operations.intake_words import first_sentence, what_to_do
from kgdesk.operations.judge_worker import Task
from kgdesk.operations.judging import Judges, Ticket
from kgdesk.operations.workspace import Workspace, create_workspace
from kgdesk.signing.trust import TrustAnchors
from tests.operations import hostile_worker

NOW = datetime(2024, 12, 20, 1, 0, tzinfo=UTC)
LETTER = b"From: a@b.example\r\nMessage-ID: <1@b.example>\r\nSubject: x\r\n\r\nChao\r\n"


@pytest.fixture
def hostile(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Workers of this test behave as the names of files say."""
    judging.dismiss()
    monkeypatch.setattr(judge_worker, "serve", hostile_worker.serve)
    yield
    judging.dismiss()


def _look(judges: Judges, *names: str, data: bytes = b"%PDF-1.7\nnothing") -> list[Ticket]:
    found = []
    for name in names:
        while not judges.has_room:
            judges.pump()
        found.append(judges.start(Task(data, name, NOW)))
    while not all(item.done for item in found):
        judges.pump()
    return found


def _reason(ticket: Ticket) -> str:
    assert isinstance(ticket.answer, Examination)
    assert ticket.answer.verdict.unreadable
    return ticket.answer.verdict.reasons[0]


@pytest.mark.usefixtures("hostile")
def test_each_way_of_failing_ends_in_a_reason_of_its_own_and_the_next_file_is_judged() -> None:
    with Judges(TrustAnchors.empty(), None, (), workers=2, seconds=10) as judges:
        tickets = _look(judges, "die.pdf", "swallow.pdf", "defect.pdf", "hang.pdf", "good.pdf")
        reasons = [_reason(item) for item in tickets]
    assert reasons[:4] == ["verify.checker_died", "verify.too_heavy", "verify.checker_died", "verify.too_slow"]
    assert reasons[4] not in reasons[:4]


_HANGS = """
import sys, time
from datetime import UTC, datetime
from kgdesk.operations import judge_worker, judging
from kgdesk.operations.judge_worker import Task
from kgdesk.signing.trust import TrustAnchors
from tests.operations import hostile_worker
if __name__ == "__main__":
    judge_worker.serve = hostile_worker.serve
    judges = judging.Judges(TrustAnchors.empty(), None, (), workers=1)
    judges.start(Task(b"%PDF-1.7", "hang.pdf", datetime.now(UTC)))
    print(next(iter(judges._busy)).process.pid, flush=True)
    time.sleep(600)
"""


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks at processes the Linux way")
def test_a_judge_that_hangs_does_not_outlive_whoever_asked(tmp_path: Path) -> None:
    script = tmp_path / "asks.py"
    script.write_text(_HANGS)
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, cwd=root, env={**os.environ, "PYTHONPATH": str(root)}
    ) as asking:
        assert asking.stdout is not None
        worker = int(asking.stdout.readline())
        time.sleep(3)  # let it begin
        asking.kill()
    for _ in range(200):
        state = Path(f"/proc/{worker}/stat")
        if not state.exists() or ") Z" in state.read_text():
            return
        time.sleep(0.05)
    os.kill(worker, signal.SIGKILL)
    pytest.fail("the judge is still there")


def test_a_letter_is_opened_and_what_came_out_of_one_is_not() -> None:
    with Judges(TrustAnchors.empty(), None, (), workers=1) as judges:
        (opened,) = _look(judges, "a.eml", data=LETTER)
        assert isinstance(opened.answer, Opened)
        judged = judges.start(Task(LETTER, "a.eml", NOW, opens=False))
        while not judged.done:
            judges.pump()
    assert _reason(judged) == "verify.mail"


def test_what_judging_needs_reaches_a_worker_that_worked_for_another() -> None:
    judging.dismiss()  # those of the tests before
    for _ in range(2):
        with Judges(TrustAnchors.empty(), None, (), workers=1) as judges:
            assert _look(judges, "a.pdf")[0].done
    assert len(reading_worker.resting) == 1


@pytest.fixture
def province(demo_copy: Path) -> Iterator[Workspace]:
    from kgdesk.operations.trust import believe

    pack = demo_copy / "plan" / "nq535.kgplan"
    with create_workspace(demo_copy / "fresh.kgdesk", unit="KG", actor="x", pack=pack, clock=lambda: NOW) as fresh:
        believe(fresh, demo_copy / "keys" / "ca.pem")
        yield fresh


@pytest.mark.usefixtures("hostile")
def test_an_intake_goes_on_past_what_kills_its_judge(demo_copy: Path, province: Workspace) -> None:
    folder = demo_copy / "returns"
    (folder / "A_die.pdf").write_bytes(b"%PDF-1.7\n1")
    (folder / "L_swallow.pdf").write_bytes(b"%PDF-1.7\n2")
    results = {item.file.name: item for item in take_in(province, [folder]).result}
    assert results["A_die.pdf"].outcome is results["L_swallow.pdf"].outcome is IntakeOutcome.REFUSED
    assert "A_die.pdf" in what_to_do(results["A_die.pdf"], "vi")
    assert "bộ nhớ" in what_to_do(results["L_swallow.pdf"], "vi")
    assert first_sentence(results["A_die.pdf"], "en")
    assert sum(item.outcome is IntakeOutcome.TAKEN_IN for item in results.values()) == 6
    assert sum(item.outcome is IntakeOutcome.COMPANION for item in results.values()) == 6


@pytest.mark.usefixtures("hostile")
def test_stopping_does_not_wait_for_a_judge_that_hangs(demo_copy: Path, province: Workspace) -> None:
    class StopsSoon:
        steps = 0

        def step(self, done: int, total: int, name: str) -> None:  # noqa: ARG002 - the protocol's
            self.steps += 1
            if self.steps > 5:
                raise Cancelled

    hanging = demo_copy / "hang.pdf"
    hanging.write_bytes(b"%PDF-1.7\n")
    with pytest.raises(Cancelled):
        take_in(province, [hanging], progress=StopsSoon())
    assert province.store.read("SELECT count(*) FROM received_file")[0][0] == 0


def test_results_keep_the_order_of_the_files_whatever_takes_longer(demo_copy: Path, province: Workspace) -> None:
    small = [demo_copy / f"{number:02}.pdf" for number in range(6)]
    for number, path in enumerate(small):
        path.write_bytes(b"%PDF-1.7\n" + bytes([number]))
    paths = [demo_copy / "returns" / "KG-911_2024_r1.pdf", *small]
    results = take_in(province, paths).result
    assert [item.file for item in results] == sorted(paths, key=str)


def test_the_same_bytes_twice_in_one_go_are_taken_once(demo_copy: Path, province: Workspace) -> None:
    pages = demo_copy / "returns" / "KG-911_2024_r1.pdf"
    twin = demo_copy / "twin.pdf"
    twin.write_bytes(pages.read_bytes())
    outcomes = [item.outcome for item in take_in(province, [pages, twin]).result]
    assert outcomes == [IntakeOutcome.TAKEN_IN, IntakeOutcome.DUPLICATE]
