"""Workspaces, their copies, what is saved of them and keys are their owner's alone."""

import os
import stat
from pathlib import Path

import pytest

from kgdesk.domain.kept_copy import CopyReason
from kgdesk.operations.copies import take_copy
from kgdesk.operations.maintenance import backup, restore
from kgdesk.operations.salvage import salvage

pytestmark = pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(autouse=True)
def open_handed() -> object:
    """Whatever the person's own mask lets through."""
    before = os.umask(0)
    yield
    os.umask(before)


def test_keys_of_the_demonstration_are_their_owners_alone(demo: Path) -> None:
    keys = list((demo / "keys").rglob("*.p12"))
    assert keys
    assert {mode(item) for item in keys} == {0o600}
    assert {mode(item) for item in (demo / "workspaces").glob("*.kgdesk")} == {0o600}
    assert mode(demo / "returns" / "KG-911_2024_r1.pdf") == 0o644  # made to be handed on


def test_copies_and_what_is_brought_back_or_saved_are_too(demo_copy: Path, tmp_path: Path) -> None:
    path = demo_copy / "workspaces" / "KG-911.kgdesk"
    path.chmod(0o644)  # as a file manager may have left it
    copy = take_copy(path, CopyReason.WORK)
    asked = backup(path, tmp_path / "out")
    kept = restore(asked, path)
    assert kept is not None
    saved = salvage(path, tmp_path / "moi.kgdesk", actor="x")
    assert {mode(item) for item in (copy, asked, kept, path, saved.target, saved.report)} == {0o600}
    assert {mode(copy.parent), mode(asked.parent)} == {0o700}


def test_a_log_that_is_kept_with_a_damaged_file_is_too(demo_copy: Path, tmp_path: Path) -> None:
    path = demo_copy / "workspaces" / "KG-911.kgdesk"
    copy = backup(path, tmp_path / "out")
    path.write_bytes(bytes(8192))
    log = path.with_name(f"{path.name}-wal")
    log.write_bytes(b"x" * 5000)
    kept = restore(copy, path)
    assert kept is not None
    assert {mode(item) for item in kept.parent.iterdir()} == {0o600}
