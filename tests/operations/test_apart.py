"""Whatever a file does to its reader, the program says so in a sentence and goes on."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from multiprocessing.context import SpawnProcess
from pathlib import Path

import pytest

from kgdesk.domain.errors import Fault
from kgdesk.domain.period import Period
from kgdesk.messages import say
from kgdesk.operations import apart, judge_worker, reading_worker
from kgdesk.operations.apart import read_apart
from kgdesk.operations.certificates import look_at_authorities, look_at_signers
from kgdesk.operations.collect import FormOutcome, collect_forms
from kgdesk.operations.intake import take_in
from kgdesk.operations.online import Asking
from kgdesk.operations.pack import build_pack, show_pack, update_pack
from kgdesk.operations.part_opening import read_part
from kgdesk.operations.receipt_in import take_receipt
from kgdesk.operations.record import record_file
from kgdesk.operations.seal_images import read_picture
from kgdesk.operations.trust import add_trust
from kgdesk.operations.verify import load_anchors, verify_file
from kgdesk.operations.workspace import Workspace, create_workspace
from kgdesk.returns.tabular import read_tables
from tests.operations import hostile_worker

AT = datetime(2024, 12, 20, 1, 0, tzinfo=UTC)
TABLE = b"indicator;value\ngrdp_growth;7,5\n"


@pytest.fixture
def hostile(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Readers of this test behave as the names of files say."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    reading_worker.dismiss()
    monkeypatch.setattr(judge_worker, "serve", hostile_worker.serve)
    yield
    reading_worker.dismiss()


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with create_workspace(tmp_path / "w.kgdesk", unit="KG-911", actor="x", clock=lambda: AT) as made:
        yield made


Call = Callable[[Workspace, Path], object]
CALLS: dict[str, tuple[str, Call]] = {
    "record": ("a.xlsx", lambda workspace, path: record_file(workspace, path, period=Period.parse("2024"))),
    "pack": ("a.kgplan", lambda _, path: show_pack(path)),
    "update": ("a.kgplan", update_pack),
    "plan workbook": ("a.xlsx", lambda _, path: build_pack(path, path.with_suffix(".out"))),
    "part": ("a.kgpart", lambda _, path: read_part(path)),
    "picture": ("a.png", lambda _, path: read_picture(path)),
    "signers": ("a.pdf", lambda _, path: look_at_signers(path)),
    "authorities": ("a.pem", look_at_authorities),
    "trust": ("a.pem", add_trust),
    "anchors": ("a.pem", lambda _, path: load_anchors(path)),
    "init": (
        "a.kgplan",
        lambda _, path: create_workspace(path.with_name("n.kgdesk"), unit="KG-911", actor="x", pack=path),
    ),
}


@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize("call", CALLS)
def test_a_file_that_kills_its_reader_is_told_by_name(call: str, workspace: Workspace, tmp_path: Path) -> None:
    name, read = CALLS[call]
    path = tmp_path / f"die-{name}"
    path.write_bytes(b"x")
    with pytest.raises(Fault) as caught:
        read(workspace, path)
    assert caught.value.code == "file.reader_died"
    assert path.name in say(caught.value.code, "vi", **caught.value.params)


@pytest.mark.usefixtures("hostile")
def test_forms_receipts_and_verdicts_end_in_their_own_words(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "die-a.pdf"
    path.write_bytes(b"%PDF-1.7\n")
    (report,) = collect_forms(workspace, [path]).result
    assert (report.outcome, report.code) == (FormOutcome.REFUSED, "file.reader_died")
    assert verify_file(path, at=AT).reasons == ("verify.checker_died",)
    asking = Asking(source=None)
    assert verify_file(path, at=AT, ask=asking).reasons == ("verify.checker_died",)
    with pytest.raises(Fault, match=r"receipt\.not_a_receipt"):
        take_receipt(workspace, path)


@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize(
    ("name", "code"), [("hang", "file.too_slow"), ("swallow", "file.too_heavy"), ("defect", "file.reader_died")]
)
def test_each_way_of_failing_has_a_sentence_and_the_next_file_is_read(
    name: str, code: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(apart, "SECONDS", 3.0 if name == "hang" else 60.0)
    with pytest.raises(Fault) as caught:
        read_apart(name, read_tables, TABLE, f"{name}.csv")
    assert caught.value.code == code
    monkeypatch.setattr(apart, "SECONDS", 60.0)
    assert read_apart("a", read_tables, TABLE, "a.csv")[0].rows[0].value == "7,5"
    log = tmp_path / "state" / "kgdesk" / "kgdesk.log"
    assert ("ZeroDivisionError" in log.read_text()) if name == "defect" else not log.exists()


def test_a_fault_of_a_reader_arrives_whole_and_its_process_stays() -> None:
    reading_worker.dismiss()
    with pytest.raises(Fault) as caught:
        read_apart("b.csv", read_tables, b"x", "b.csv")
    assert (caught.value.code, caught.value.params) == ("return.table_columns", {"file": "b.csv"})
    assert len(reading_worker.resting) == 1


def test_an_answer_that_would_fill_this_process_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_worker, "MOST_ANSWER", 100)
    with pytest.raises(Fault, match=r"file\.too_heavy"):
        read_apart("a.csv", read_tables, TABLE, "a.csv")


def test_where_no_process_can_be_started_the_system_is_blamed_and_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(24, "Too many open files")

    reading_worker.dismiss()
    monkeypatch.setattr(SpawnProcess, "start", refuse)
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7\n")
    with create_workspace(tmp_path / "w.kgdesk", unit="KG", actor="x", clock=lambda: AT) as province:
        for read in (lambda: read_apart(path, read_tables, TABLE, "a.csv"), lambda: take_in(province, [path])):
            with pytest.raises(Fault) as caught:
                read()
            assert caught.value.code == "file.no_reader"
            assert "Too many open files" in say(caught.value.code, "vi", **caught.value.params)
        assert province.store.read("SELECT 1 FROM received_file") == []
