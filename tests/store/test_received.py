"""Received files and returns: kept as they came, found by state, their figures ready for totals."""

import sqlite3
from dataclasses import replace
from decimal import Decimal

import pytest

from kgdesk.domain.observation import FigureStatus, Observation, ValueState
from kgdesk.domain.return_cycle import IntakeOutcome, ReceivedState
from kgdesk.store import anchors, journal, received, received_files
from kgdesk.store.received import ReceivedReturn
from kgdesk.store.received_files import ReceivedFile
from tests.store.bench import AT, Bench, slip_in

FILE = ReceivedFile("f" * 64, "báo cáo.pdf", 4, AT, {"verdict": "valid"}, IntakeOutcome.TAKEN_IN)
RETURN = ReceivedReturn(
    "f" * 64, "KG-911", "2024", 1, "a" * 64, "d" * 64, ReceivedState.TAKEN_IN, "CN=UBND Phú Quốc", AT, annex="b" * 64
)
FIGURES = (
    Observation(
        "KG-911", "I01", "2024", numerator=Decimal("1.50"), denominator=Decimal(3), status=FigureStatus.OFFICIAL
    ),
    Observation("KG-911", "I02", "2024", state=ValueState.NOT_AVAILABLE),
)


def take_in(bench: Bench, received_return: ReceivedReturn = RETURN, document: bytes = b'{"a":1}') -> int:
    with bench.write("intake") as transaction:
        received_files.add(transaction, FILE, b"%PDF")
        return received.add(transaction, received_return, document=document, observations=FIGURES)


def test_a_file_is_kept_once_and_as_it_was(bench: Bench) -> None:
    with bench.write() as transaction:
        assert received_files.add(transaction, FILE, b"%PDF")
    with bench.write() as transaction:
        assert not received_files.add(transaction, replace(FILE, name="other.pdf"), b"%PDF")
    assert received_files.find(bench.store, FILE.sha256) == FILE
    assert received_files.content(bench.store, FILE.sha256) == b"%PDF"
    assert received_files.find(bench.store, "0" * 64) is None
    for change in ("UPDATE received_file SET content = x'00'", "DELETE FROM received_file"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"), bench.write() as transaction:
            slip_in(transaction, change)


def test_the_outcome_of_a_held_file_is_decided_later(bench: Bench) -> None:
    held = replace(FILE, outcome=IntakeOutcome.HELD, reason="intake.unknown_signer", params={"signer": "CN=Lạ"})
    with bench.write() as transaction:
        received_files.add(transaction, held, None)
    assert received_files.by_outcome(bench.store, IntakeOutcome.HELD) == (held,)
    with bench.write() as transaction:
        received_files.set_outcome(transaction, FILE.sha256, IntakeOutcome.REFUSED, reason="intake.refused", verdict={})
    assert received_files.by_outcome(bench.store, IntakeOutcome.HELD) == ()
    assert received_files.content(bench.store, FILE.sha256) is None


def test_a_return_comes_back_with_its_document_and_figures(bench: Bench) -> None:
    key = take_in(bench)
    kept = replace(RETURN, key=key)
    assert received.get(bench.store, key) == kept
    assert received.find(bench.store, unit="KG-911", period="2024", revision=1, digest="a" * 64) == kept
    assert received.of_unit(bench.store, "KG-911", "2024") == received.every(bench.store) == (kept,)
    assert received.by_digest(bench.store, "a" * 64) == received.by_annex(bench.store, "b" * 64) == kept
    assert received.by_annex(bench.store, "") is None
    assert list(received.documents(bench.store, "2024")) == [(kept, b'{"a":1}')]
    found = list(received.figures(bench.store, "2024"))
    assert [item.observation for item in found] == list(FIGURES)
    assert {(item.unit, item.revision, item.digest) for item in found} == {("KG-911", 1, "a" * 64)}
    assert received.periods(bench.store) == ("2024",)


def test_figures_come_in_batches_and_a_write_between_them_does_no_harm(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kgdesk.store.connection._BATCH", 2)
    for revision in range(1, 5):
        take_in(bench, replace(RETURN, revision=revision, digest=str(revision) * 64))
    seen = []
    for figure in received.figures(bench.store, "2024"):
        seen.append((figure.revision, figure.observation.indicator))
        with bench.write() as transaction:
            anchors.add(transaction, fingerprint=str(len(seen)) * 64, pem="PEM", name="x")
    assert seen == [(revision, code) for revision in range(1, 5) for code in ("I01", "I02")]


def test_the_same_return_twice_is_refused_by_the_file_itself(bench: Bench) -> None:
    take_in(bench)
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        take_in(bench)


def test_a_superseded_return_gives_no_figures_and_the_decision_is_kept(bench: Bench) -> None:
    first = take_in(bench)
    second = take_in(bench, replace(RETURN, revision=2, digest="b" * 64))
    with bench.write("review") as transaction:
        received.set_state(transaction, first, ReceivedState.SUPERSEDED)
        received.set_state(transaction, second, ReceivedState.ACCEPTED)
    assert {item.revision for item in received.figures(bench.store, "2024")} == {2}
    superseded = received.of_period(bench.store, "2024", [ReceivedState.SUPERSEDED])
    assert [(item.revision, item.decided_by, item.decided_at) for item in superseded] == [(1, "Lê Thị Hoa", AT)]
    assert len(received.of_period(bench.store, "2024")) == 2
    assert received.of_period(bench.store, "2023") == ()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE received_return SET document = x'00'",
        "UPDATE received_return SET revision = 9",
        "UPDATE received_return SET unit = 'KG'",
        "DELETE FROM received_return",
        "UPDATE received_figure SET value = '9'",
        "DELETE FROM received_figure",
    ],
)
def test_what_a_return_said_cannot_be_changed(bench: Bench, change: str) -> None:
    take_in(bench)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"), bench.write() as transaction:
        slip_in(transaction, change)


def test_anchors_come_and_go_and_the_journal_remembers(bench: Bench) -> None:
    with bench.write("trust.add") as transaction:
        assert anchors.add(transaction, fingerprint="1" * 64, pem="PEM", name="Ban Cơ yếu")
        assert not anchors.add(transaction, fingerprint="1" * 64, pem="PEM", name="Ban Cơ yếu")
    assert [item.name for item in anchors.every(bench.store)] == ["Ban Cơ yếu"]
    with bench.write("trust.remove") as transaction:
        assert anchors.remove(transaction, "1" * 64)
        assert not anchors.remove(transaction, "1" * 64)
    assert anchors.every(bench.store) == ()
    assert [item.action for item in journal.entries(bench.store, newest=2)] == ["trust.remove", "trust.add"]
