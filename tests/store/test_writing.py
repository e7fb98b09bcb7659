"""Transactions, the append-only tables, the journal and what tampering it finds."""

import hashlib
import sqlite3
import threading
import unicodedata
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from kgdesk.domain.enrolment import Enrolment
from kgdesk.domain.errors import Fault
from kgdesk.domain.escalation import Escalation, EscalationState
from kgdesk.domain.narrative import Narrative, TaskProgress
from kgdesk.domain.observation import FigureStatus, Observation, ValueState
from kgdesk.domain.place import Place, PlaceKind
from kgdesk.domain.receipt import Decision
from kgdesk.domain.verdict import ReturnIdentity
from kgdesk.messages import say
from kgdesk.store import (
    accepted_warnings,
    attachments,
    comments,
    enrolments,
    escalations,
    extensions,
    health,
    journal,
    letters,
    meta,
    narratives,
    observations,
    outbox,
    receipts,
    revocations,
    runs,
    sealed,
)
from kgdesk.store.connection import Store
from kgdesk.store.observations import Cell
from tests.store.bench import AT, Bench, slip_in, tamper

SCAN = hashlib.sha256(b"%PDF-1.7").hexdigest()
CELL = Cell("KG-911", "I01", "2024")


def figure(value: str, **more: object) -> Observation:
    return Observation(*CELL, value=Decimal(value), **more)  # type: ignore[arg-type]


def test_a_figure_comes_back_exactly_with_who_when_and_why(bench: Bench) -> None:
    with bench.write() as transaction:
        first = observations.put(transaction, figure("7.240"))
    with bench.write() as transaction:
        observations.put(transaction, figure("7.25", status=FigureStatus.OFFICIAL), reason="Cục Thống kê sửa")
    old, new = observations.history(bench.store, CELL)
    assert old.observation is not None
    assert (str(old.observation.value), old.key, old.previous_key) == ("7.240", first, None)
    assert (new.previous_key, new.reason, new.recorded_by) == (first, "Cục Thống kê sửa", "Lê Thị Hoa")
    assert new.recorded_at == AT
    assert observations.current(bench.store, "KG-911", "2024") == {"I01": new}


@pytest.mark.parametrize(
    ("written", "stored"),
    [("0.1", "0.1"), ("1E+3", "1000"), ("-0", "0"), ("123456789012345678901234.5", "123456789012345678901234.5")],
)
def test_figures_are_text_decimals_in_the_file(bench: Bench, written: str, stored: str) -> None:
    with bench.write() as transaction:
        observations.put(transaction, figure(written))
    assert bench.store.read("SELECT value, typeof(value) FROM observation")[0][:] == (stored, "text")


@pytest.mark.parametrize("written", ["NaN", "Infinity", "1E+1000000"])
def test_what_is_no_figure_is_not_stored(bench: Bench, written: str) -> None:
    with pytest.raises(ValueError, match="not a figure"), bench.write() as transaction:
        observations.put(transaction, figure(written))
    assert observations.history(bench.store, CELL) == ()


def test_text_is_composed_before_it_is_stored(bench: Bench) -> None:
    decomposed = unicodedata.normalize("NFD", "Ước tính của huyện đảo")
    with bench.write() as transaction:
        observations.put(transaction, figure("1", note=decomposed, source=decomposed), reason=decomposed)
        narratives.put(transaction, Narrative("KG-911", "T1", "2024", results=decomposed))
    newest = observations.newest(bench.store, CELL)
    assert newest is not None
    assert newest.observation is not None
    composed = unicodedata.normalize("NFC", decomposed)
    assert {newest.observation.note, newest.observation.source, newest.reason} == {composed}
    assert narratives.current(bench.store, "KG-911", "2024")["T1"].narrative.results == composed


def test_zero_missing_not_available_and_not_applicable_stay_four_things(bench: Bench) -> None:
    states = {"2021": figure("0"), "2022": None}
    states["2023"] = Observation("KG-911", "I01", "2023", state=ValueState.NOT_AVAILABLE, note="chưa có")
    states["2024"] = Observation("KG-911", "I01", "2024", state=ValueState.NOT_APPLICABLE, note="không có rừng")
    with bench.write() as transaction:
        for period, observation in states.items():
            if observation is not None:
                observations.put(transaction, Observation(**{**_fields(observation), "period": period}))
    found = observations.latest_for(bench.store, "KG-911", list(states))
    assert found["2021"]["I01"].value == 0
    assert found["2022"] == {}
    assert found["2023"]["I01"].state is ValueState.NOT_AVAILABLE
    assert found["2024"]["I01"].state is ValueState.NOT_APPLICABLE


def _fields(observation: Observation) -> dict[str, object]:
    return {name: getattr(observation, name) for name in Observation.__dataclass_fields__}


def test_a_cleared_cell_keeps_its_history(bench: Bench) -> None:
    with bench.write() as transaction:
        observations.put(transaction, figure("5"))
    with bench.write() as transaction:
        observations.clear(transaction, CELL, reason="nhập nhầm dòng")
    assert observations.current(bench.store, "KG-911", "2024")["I01"].observation is None
    assert [item.observation and item.observation.value for item in observations.history(bench.store, CELL)] == [
        5,
        None,
    ]
    assert observations.latest_for(bench.store, "KG-911", ["2024"]) == {"2024": {}}


@pytest.mark.parametrize(
    "statement", ["UPDATE {} SET entry = 1", "DELETE FROM {}", "REPLACE INTO {0} SELECT * FROM {0}"]
)
@pytest.mark.parametrize("table", journal.APPEND_ONLY)
def test_what_was_written_cannot_be_changed(bench: Bench, table: str, statement: str) -> None:
    _write_one_of_each(bench)
    with pytest.raises(sqlite3.IntegrityError, match=f"append-only: {table}"), bench.write() as transaction:
        slip_in(transaction, statement.format(table))


def test_every_table_with_a_journal_entry_is_append_only_and_in_the_digest(bench: Bench) -> None:
    tables = bench.store.read(
        "SELECT t.name FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c"
        " WHERE t.type = 'table' AND c.name = 'entry'"
    )
    assert sorted(row[0] for row in tables) == sorted(journal.APPEND_ONLY)


def test_writing_needs_a_transaction(bench: Bench) -> None:
    with pytest.raises(RuntimeError, match="outside a transaction"):
        bench.store.read("INSERT INTO workspace (key, value) VALUES ('a', 'b')")
    with bench.write():
        pass
    with pytest.raises(RuntimeError, match="outside a transaction"):
        bench.store.read("DELETE FROM trust_anchor")


def test_transactions_do_not_nest_and_the_outer_one_is_undone(bench: Bench) -> None:
    with pytest.raises(RuntimeError, match="do not nest"), bench.write() as transaction:  # noqa: PT012 - the order matters
        observations.put(transaction, figure("1"))
        with bench.write():
            pass
    assert observations.history(bench.store, CELL) == ()
    with bench.write() as transaction:
        observations.put(transaction, figure("2"))


def test_a_failure_leaves_nothing_behind_not_even_a_journal_row(bench: Bench) -> None:
    before = journal.entries(bench.store)
    with pytest.raises(Fault, match=r"file\.missing"), bench.write() as transaction:  # noqa: PT012 - the order matters
        observations.put(transaction, figure("1"))
        raise Fault("file.missing", file="x")
    assert observations.history(bench.store, CELL) == ()
    assert journal.entries(bench.store) == before


def test_unknown_codes_are_refused_by_the_file_itself(bench: Bench) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"), bench.write() as transaction:
        observations.put(transaction, Observation("KG-911", "I99", "2024", value=Decimal(1)))


def test_one_journal_row_per_transaction_and_none_for_an_empty_one(bench: Bench) -> None:
    with bench.write("entry.record") as transaction:
        observations.put(transaction, figure("1"))
        observations.put(transaction, Observation("KG-911", "I02", "2024", value=Decimal(2)))
        transaction.subject = "2024"
        transaction.detail["cells"] = ["I01", "I02"]
    with bench.write("entry.record"):
        pass
    newest, created = journal.entries(bench.store)
    assert (newest.seq, newest.action, newest.subject, newest.detail) == (
        2,
        "entry.record",
        "2024",
        {"cells": ["I01", "I02"]},
    )
    assert (created.action, created.subject) == ("workspace.create", "KG-911")
    assert newest.at - created.at == timedelta(0)


def test_a_full_disk_loses_the_change_and_nothing_else(bench: Bench) -> None:
    with bench.write() as transaction:
        observations.put(transaction, figure("1"))
    pages = bench.store.read("PRAGMA page_count")[0][0]
    bench.store.read(f"PRAGMA max_page_count = {pages}")  # SQLite then answers as on a full disk
    with pytest.raises(Fault) as caught, bench.write() as transaction:
        observations.put(transaction, figure("2", note="dài " * 20_000))
    assert caught.value.code == "workspace.disk_full"
    assert len(observations.history(bench.store, CELL)) == 1
    bench.store.read(f"PRAGMA max_page_count = {pages + 100}")  # room again
    with bench.write() as transaction:
        observations.put(transaction, figure("3"))
    assert len(observations.history(bench.store, CELL)) == 2
    assert journal.verify_chain(bench.store) is None


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("SQLITE_IOERR_FSYNC", "workspace.io_error"),
        ("SQLITE_CORRUPT_INDEX", "workspace.damaged"),
        ("SQLITE_READONLY_DBMOVED", "workspace.read_only"),
        ("SQLITE_BUSY_SNAPSHOT", "workspace.in_use"),
    ],
)
def test_what_the_disk_does_is_told_by_its_cause(bench: Bench, name: str, code: str) -> None:
    error = sqlite3.OperationalError("as SQLite words it")
    error.sqlite_errorname = name
    with pytest.raises(Fault) as caught, bench.write():
        raise error
    assert (caught.value.code, caught.value.params["cause"]) == (code, name)
    for lang in ("vi", "en"):
        assert str(bench.path) in say(code, lang, **caught.value.params)


def test_another_thread_waits_for_the_transaction(bench: Bench) -> None:
    seen: list[int] = []
    reader = threading.Thread(target=lambda: seen.append(len(observations.history(bench.store, CELL))))
    with bench.write() as transaction:
        observations.put(transaction, figure("1"))
        reader.start()
        reader.join(0.05)
        assert seen == []
        observations.put(transaction, figure("2"))
    reader.join()
    assert seen == [2]


def _write_one_of_each(bench: Bench) -> None:
    identity = ReturnIdentity("KG-911", "2024", 1, "a" * 64)
    at = datetime(2024, 12, 12, tzinfo=UTC)
    with bench.write() as transaction:
        observations.put(transaction, figure("1"))
        narratives.put(
            transaction, Narrative("KG-911", "T1", "2024", results="Xong", progress=TaskProgress.DONE, percent=100)
        )
        escalations.put(transaction, Escalation("K1", "KG-911", "2024", date(2024, 12, 1), "a", "b", "c", "d"))
        accepted_warnings.put(transaction, unit="KG-911", period="2024", rule="R1", indicator="I01", reason="mưa bão")
        sealed.put(
            transaction,
            sealed.SealedReturn(
                "KG-911", "2024", 1, "a" * 64, None, at, "Hoa", 5, "BC-UBND", date(2024, 12, 12), ("I01",),
                (sealed.SealedFile("KG-911_2024_r1.pdf", "b" * 64),),
            ),
            document=b"{}",
        )  # fmt: skip
        outbox.keep_signed(transaction, "a" * 64, {"KG-911_2024_r1.pdf": b"%PDF"}, roles=("head",))
        outbox.put(
            transaction, outbox.OutEvent(outbox.ItemKind.RETURN, "a" * 64, "KG-911", "2024", 1, outbox.OutStep.SAVED)
        )
        enrolments.put(transaction, Enrolment("e" * 64, "KG-911", "head", "Trần Minh Khoa", at), certificate=b"der")
        revocations.add(transaction, revocations.KeptRevocationList("f" * 64, "CN=CA", "1", at, None, 2, b"crl"))
        receipts.put(
            transaction,
            receipts.KeptReceipt(
                receipts.Direction.GOT, identity, Decision.ACCEPTED, at, "Bình", "ABCD-EFGH", (), "c" * 64
            ),
            content=b"%PDF",
        )
        task = Place(PlaceKind.TASK, "T1")
        comments.put(transaction, unit="KG-911", period="2024", place=task, kind="said", text="Xem lại")
        attachments.keep_content(transaction, SCAN, b"%PDF-1.7", media_type="application/pdf")
        attachments.put(transaction, unit="KG-911", period="2024", place=task, sha256=SCAN, name="Quyết định.pdf")
        extensions.put(transaction, unit="KG-911", period="2024", until=date(2025, 1, 3), reason="bão")
        letters.put(transaction, letters.KeptLetter("KG-911", "2024", "reminder", 1, "", date(2024, 12, 20)))
        runs.put(transaction, period="2024", inputs=(identity,), results=[b"[", b"]"], digest="e" * 64)


def test_everything_written_comes_back(bench: Bench) -> None:
    _write_one_of_each(bench)
    store = bench.store
    page = narratives.current(store, "KG-911", "2024")["T1"]
    assert (page.narrative.percent, page.narrative.progress, page.recorded_by) == (100, TaskProgress.DONE, "Lê Thị Hoa")
    latest = sealed.latest(store, "KG-911", "2024")
    assert latest is not None
    assert (latest.indicators, latest.files[0].name, latest.number) == (("I01",), "KG-911_2024_r1.pdf", 5)
    assert sealed.document(store, latest.digest) == b"{}"
    assert sealed.every(store, "KG-911") == (latest,)
    assert receipts.of_return(store, "KG-911", "2024")[0].decision == "accepted"
    assert receipts.content(store, "c" * 64) == b"%PDF"
    assert runs.every(store, "2024") == runs.every(store) == (runs.get(store, 1),)
    assert runs.results(store, 1) == b"[]"
    assert [item.text for item in comments.of_period(store, "KG-911", "2024")] == ["Xem lại"]
    kept = attachments.of_period(store, "KG-911", "2024")[0]
    assert (kept.name, kept.size, kept.media_type, kept.added_by) == (
        "Quyết định.pdf",
        8,
        "application/pdf",
        "Lê Thị Hoa",
    )
    assert attachments.content(store, SCAN) == b"%PDF-1.7"
    assert [item.reason for item in accepted_warnings.current(store, "KG-911", "2024")] == ["mưa bão"]
    assert journal.verify_chain(store) is None


def test_escalations_keep_their_order_through_revisions(bench: Bench) -> None:
    first = Escalation("K1", "KG-911", "2023", date(2023, 5, 1), "a", "b", "c", "d")
    second = Escalation("K2", "KG-911", "2024", date(2024, 5, 1), "e", "f", "g", "h", date(2024, 9, 1), "T1")
    answered = Escalation(
        "K1", "KG-911", "2023", date(2023, 5, 1), "a", "b", "c", "d", state=EscalationState.ANSWERED, answer="Đồng ý"
    )
    for item in (first, second, answered):
        with bench.write() as transaction:
            escalations.put(transaction, item)
    assert escalations.current(bench.store, "KG-911") == (answered, second)
    assert tuple(item.escalation for item in escalations.history(bench.store, "KG-911", "K1")) == (first, answered)


def test_an_acceptance_can_be_taken_back(bench: Bench) -> None:
    for reason in ("mưa bão", ""):
        with bench.write() as transaction:
            accepted_warnings.put(transaction, unit="KG-911", period="2024", rule="R1", indicator=None, reason=reason)
    assert accepted_warnings.current(bench.store, "KG-911", "2024") == ()


TAMPERINGS = {
    "figure": ("DROP TRIGGER observation_no_update", "UPDATE observation SET value = '9' WHERE value = '2'", 3),
    "figure removed": ("DROP TRIGGER observation_no_delete", "DELETE FROM observation WHERE value = '2'", 3),
    "actor": ("DROP TRIGGER journal_no_update", "UPDATE journal SET actor = 'Ai đó' WHERE seq = 2", 2),
    "detail": ("DROP TRIGGER journal_no_update", "UPDATE journal SET detail = '{}' WHERE seq = 5", 5),
    "journal row removed": ("DROP TRIGGER journal_no_delete", "DELETE FROM journal WHERE seq = 3", 3),
    "last journal row removed": ("DROP TRIGGER journal_no_delete", "DELETE FROM journal WHERE seq = 5", 5),
    "figure slipped in": (
        "SELECT 1",
        (
            "INSERT INTO observation SELECT 99, unit, 'I02', period, state, '8', NULL, NULL, status, source, note,"
            " recorded_at, recorded_by, reason, NULL, 2 FROM observation WHERE id = 1"
        ),
        2,
    ),
}


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_tampering_is_found_and_named(bench: Bench, tampering: str) -> None:
    for value in ("1", "2", "3"):
        with bench.write() as transaction:
            observations.put(transaction, figure(value))
    with bench.write() as transaction:
        meta.put(transaction, "head_name", "Trần Văn An")
        narratives.put(transaction, Narrative("KG-911", "T1", "2024", results="Xong"))
    assert journal.verify_chain(bench.store) is None
    bench.store.close()
    unlock, change, seq = TAMPERINGS[tampering]
    tamper(bench.path, unlock, change)
    with Store.open(bench.path, read_only=True) as store:
        assert journal.verify_chain(store) == seq


def test_a_copy_is_whole_while_the_workspace_is_open(bench: Bench, tmp_path: Path) -> None:
    with bench.write() as transaction:
        observations.put(transaction, figure("42"))
    bench.store.copy_to(tmp_path / "copy.kgdesk")
    with Store.open(tmp_path / "copy.kgdesk") as copy:
        assert observations.history(copy, CELL) == observations.history(bench.store, CELL)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE attachment_content SET content = x'00'",
        "UPDATE attachment_content SET sha256 = 'a', content = NULL",
        "DELETE FROM attachment_content",
    ],
)
def test_the_bytes_of_a_file_are_its_own_or_none(bench: Bench, change: str) -> None:
    _write_one_of_each(bench)
    with pytest.raises(sqlite3.IntegrityError, match="append-only: attachment_content"), bench.write() as transaction:
        slip_in(transaction, change)


def test_spoiled_bytes_of_a_file_are_named(bench: Bench) -> None:
    _write_one_of_each(bench)
    assert "attachment_content" not in " ".join(health.spoiled_documents(bench.store))
    bench.store.close()
    tamper(
        bench.path,
        "DROP TRIGGER attachment_content_fixed",
        "UPDATE attachment_content SET content = CAST('%PDF-1.8' AS BLOB)",
    )
    with Store.open(bench.path) as store:
        assert f"attachment_content {SCAN[:12]}" in health.spoiled_documents(store)
