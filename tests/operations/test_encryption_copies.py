"""What becomes of files beside a workspace that is encrypted, and of links to it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kgdesk.domain.kept_copy import CopyReason, copies_folder
from kgdesk.domain.period import Period
from kgdesk.operations.copies import take_copy
from kgdesk.operations.encryption import (
    CopyFate,
    change_password,
    decrypt,
    encrypt,
    forget_keys,
    is_encrypted,
    settle_copies,
)
from kgdesk.operations.entry import CellField, record_cell
from kgdesk.operations.maintenance import restore
from kgdesk.operations.workspace import Workspace, open_workspace
from kgdesk.store.locking import FileLock
from tests.operations.conftest import STARTED

PASSWORD = "gió mùa đông bắc 2024"


@pytest.fixture(autouse=True)
def no_keys() -> Iterator[None]:
    forget_keys()
    yield
    forget_keys()


@pytest.fixture
def path(district: Workspace) -> Path:
    """A closed workspace with a figure."""
    record_cell(district, period=Period.parse("2024"), indicator="KT08", field=CellField.VALUE, text="42")
    district.close()
    return district.path


def work_on(path: Path, text: str) -> None:
    with open_workspace(path, actor="Trần Văn An") as workspace:
        record_cell(workspace, period=Period.parse("2024"), indicator="KT08", field=CellField.VALUE, text=text)


def test_work_that_is_in_no_other_file_is_not_deleted(path: Path) -> None:
    beside = path.with_name("KG-911-cua-An.kgdesk")
    beside.write_bytes(path.read_bytes())
    work_on(beside, "43")
    past = take_copy(path, CopyReason.ASKED, clock=lambda: STARTED)
    newer = take_copy(path, CopyReason.ASKED, clock=lambda: STARTED + timedelta(hours=1))
    work_on(newer, "44")
    done = encrypt(path, PASSWORD, actor="x")
    assert {beside, past, newer} <= set(done.copies)
    settled = settle_copies(path, done.copies, CopyFate.DELETE)
    assert past in settled
    assert not past.exists()
    assert beside.exists()
    assert newer.exists()
    assert not list(copies_folder(path).glob(f"{past.name}*"))


def test_another_workspace_beside_keeps_its_password_and_its_readers(path: Path) -> None:
    beside = path.with_name("KG-911-cua-An.kgdesk")
    named = path.with_name("KG-911-20241210-080000.kgdesk")
    upgraded = path.with_name(f"{path.name}.v1.bak")
    for item in (beside, named, upgraded):
        item.write_bytes(path.read_bytes())
    within = take_copy(path, CopyReason.ASKED, clock=lambda: STARTED)
    done = encrypt(path, PASSWORD, actor="x")
    assert {beside, named, upgraded, within} <= set(done.copies)
    assert set(settle_copies(path, done.copies, CopyFate.CONVERT)) == {named, upgraded, within}
    assert not is_encrypted(beside)
    assert is_encrypted(within)


def test_a_copy_that_somebody_works_in_is_not_deleted(path: Path) -> None:
    past = take_copy(path, CopyReason.ASKED, clock=lambda: STARTED)
    done = encrypt(path, PASSWORD, actor="x")
    lock = FileLock(past)
    try:
        with pytest.raises(Exception, match="in_use"):
            settle_copies(path, (past,), CopyFate.DELETE)
    finally:
        lock.release()
    assert past in done.copies
    assert past.exists()


def test_plain_copies_are_named_readable_or_not(path: Path) -> None:
    folder = copies_folder(path)
    damaged = take_copy(path, CopyReason.ASKED, clock=lambda: STARTED)
    damaged.write_bytes(damaged.read_bytes()[:5000])
    unfinished = folder / ".KG-911-20241210-090000.kgdesk.aabbccdd.new"
    log = folder / "KG-911-20241210-080000.kgdesk-wal"
    aside = path.with_name("KG-911-tep-roi") / "bao-cao.pdf"
    aside.parent.mkdir()
    for item in (unfinished, log, aside):
        item.write_bytes(b"SQLite format 3\0 42")
    done = encrypt(path, PASSWORD, actor="x")
    assert {damaged, unfinished, log, aside} <= set(done.copies)
    for fate in (CopyFate.CONVERT, CopyFate.DELETE):
        assert damaged not in settle_copies(path, done.copies, fate)
    assert all(item.exists() for item in (damaged, unfinished, log, aside))


def test_through_a_link_the_file_itself_is_changed(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "links" / "so.kgdesk"
    link.parent.mkdir()
    link.symlink_to(path)
    copy = take_copy(path, CopyReason.ASKED, clock=lambda: STARTED)
    encrypt(link, PASSWORD, actor="x")
    assert is_encrypted(path)
    change_password(link, PASSWORD + " khác", actor="x")
    decrypt(link, actor="x")
    assert not is_encrypted(path)
    before = path.stat().st_ino
    restore(copy, link)
    assert path.stat().st_ino != before
    assert link.is_symlink()
    assert link.readlink() == path
