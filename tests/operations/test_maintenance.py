"""Copies, bringing one back, and the doctor."""

import os
import stat
from pathlib import Path

import pytest

from kgdesk.domain.errors import Fault
from kgdesk.domain.period import Period
from kgdesk.messages import say
from kgdesk.operations.entry import CellField, cell_history, record_cell
from kgdesk.operations.maintenance import DoctorReport, backup, doctor, restore
from kgdesk.operations.workspace import Workspace, open_workspace
from tests.operations.conftest import STARTED
from tests.store.bench import tamper

YEAR = Period.parse("2024")


def type_in(workspace: Workspace, text: str) -> None:
    record_cell(workspace, period=YEAR, indicator="KT08", field=CellField.VALUE, text=text)


def figures(path: Path) -> list[object]:
    with open_workspace(path, actor="x") as workspace:
        history = cell_history(workspace, period=YEAR, indicator="KT08")
        return [item.observation and item.observation.value for item in history]


def said(report: DoctorReport) -> dict[str, bool]:
    for fact in report.facts:
        for lang in ("vi", "en"):
            assert "{" not in say(fact.code, lang, **fact.params)
    return {fact.name: fact.passed for fact in report.facts}


def test_a_backup_holds_everything_while_the_workspace_is_open(district: Workspace, tmp_path: Path) -> None:
    type_in(district, "42")
    copy = backup(district.path, tmp_path / "backups", clock=lambda: STARTED)
    assert copy.name == "KG-911-20241210-090000.kgdesk"
    assert [item.name for item in copy.parent.iterdir()] == [copy.name]
    if os.name == "posix":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert figures(copy) == [42]
    type_in(district, "43")  # the workspace is still writable
    with pytest.raises(Fault, match=r"workspace\.exists"):
        backup(district.path, tmp_path / "backups", clock=lambda: STARTED)


def test_a_spoiled_workspace_gives_no_backup_that_pretends_to_be_sound(district: Workspace, tmp_path: Path) -> None:
    type_in(district, "42")
    district.close()
    tamper(district.path, "DROP TRIGGER observation_no_update", "UPDATE observation SET value = '43'")
    with pytest.raises(Fault, match=r"workspace\.backup_bad"):
        backup(district.path, tmp_path / "backups")
    assert not list((tmp_path / "backups").iterdir())


def test_restoring_keeps_what_was_there(district: Workspace, tmp_path: Path) -> None:
    type_in(district, "42")
    copy = backup(district.path, tmp_path / "backups")
    type_in(district, "43")
    with pytest.raises(Fault, match=r"workspace\.in_use"):
        restore(copy, district.path)
    district.close()
    kept = restore(copy, district.path, clock=lambda: STARTED)
    assert kept is not None
    assert figures(district.path) == [42]
    assert figures(kept) == [42, 43]
    district.path.unlink()
    assert restore(copy, district.path) is None
    assert figures(district.path) == [42]


def test_a_log_left_by_a_crash_stays_with_the_file_that_is_set_aside(district: Workspace, tmp_path: Path) -> None:
    type_in(district, "42")
    copy = backup(district.path, tmp_path / "backups")
    type_in(district, "43")
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for item in district.path.parent.glob("KG-911.kgdesk*"):
        if item.is_file() and not item.name.endswith("-shm"):
            (crashed / item.name).write_bytes(item.read_bytes())
    assert (crashed / "KG-911.kgdesk-wal").stat().st_size > 0
    kept = restore(copy, crashed / "KG-911.kgdesk")
    assert kept is not None
    assert figures(kept) == [42, 43]
    assert figures(crashed / "KG-911.kgdesk") == [42]


def test_a_damaged_copy_replaces_nothing(district: Workspace, tmp_path: Path) -> None:
    copy = backup(district.path, tmp_path / "backups")
    copy.write_bytes(copy.read_bytes()[:9000])
    district.close()
    before = district.path.read_bytes()
    with pytest.raises(Fault, match=r"workspace\.damaged"):
        restore(copy, district.path)
    assert district.path.read_bytes() == before
    assert {item.name for item in tmp_path.iterdir()} == {"KG-911.kgdesk", "backups"}


@pytest.mark.parametrize(
    ("name", "content"),
    [("n.csv", b"indicator,value\n"), ("n.kgdesk", b"%PDF-1.7\n"), ("n.kgdesk", b"SQLite format 3\0" + bytes(84))],
    ids=("a table", "pages", "another database"),
)
def test_a_file_of_another_kind_is_not_replaced(district: Workspace, tmp_path: Path, name: str, content: bytes) -> None:
    copy = backup(district.path, tmp_path / "backups")
    target = tmp_path / "other" / name
    target.parent.mkdir()
    target.write_bytes(content)
    with pytest.raises(Fault, match=r"workspace\.not_a_workspace"):
        restore(copy, target)
    assert {item.name: item.read_bytes() for item in target.parent.iterdir()} == {name: content}


def test_the_doctor_finds_nothing_wrong_with_a_sound_file(district: Workspace) -> None:
    type_in(district, "42")
    report = doctor(district.path)
    assert report.healthy
    assert said(report) == dict.fromkeys(("structure", "references", "chain", "rows", "documents", "received"), True)


@pytest.mark.parametrize(
    ("fact", "statements"),
    [
        ("chain", ("DROP TRIGGER observation_no_update", "UPDATE observation SET value = '43'")),
        ("chain", ("DROP TRIGGER journal_no_update", "UPDATE journal SET at = '2020-01-01' WHERE seq = 1")),
        ("chain", ("DROP TRIGGER journal_no_update", "UPDATE journal SET detail = 'not json' WHERE seq = 2")),
        ("references", ("DELETE FROM indicator WHERE code = 'KT08'",)),
        ("documents", ("DROP TRIGGER plan_no_update", "UPDATE plan SET document = x'00'")),
    ],
)
def test_the_doctor_names_what_was_tampered_with(district: Workspace, fact: str, statements: tuple[str, ...]) -> None:
    type_in(district, "42")
    district.close()
    tamper(district.path, *statements)
    report = doctor(district.path)
    assert not report.healthy
    assert not said(report)[fact]
    assert said(report)["structure"]


def test_the_doctor_reports_damage_instead_of_failing(district: Workspace) -> None:
    type_in(district, "42")
    district.close()
    data = bytearray(district.path.read_bytes())
    pages = len(data) // 4096
    for page in range(2, pages):
        data[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    district.path.write_bytes(data)
    assert said(doctor(district.path)) == {"structure": False}
    district.path.write_bytes(bytes(data[:5000]))
    assert said(doctor(district.path)) == {"structure": False}


def test_the_doctor_cannot_examine_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Fault, match=r"workspace\.missing"):
        doctor(tmp_path / "no.kgdesk")
