"""What a killed copy leaves is tidied by the next one; what is kept before a restore is a file of its own."""

import os
import time
from datetime import UTC, datetime
from pathlib import Path

from kgdesk.operations.maintenance import backup, restore
from kgdesk.operations.workspace import create_workspace

NOW = datetime(2024, 12, 20, 1, 0, tzinfo=UTC)
DAY = 86_400


def _workspace(folder: Path) -> Path:
    path = folder / "unit.kgdesk"
    create_workspace(path, unit="KG-911", actor="Người thử", clock=lambda: NOW).close()
    return path


def _left(path: Path, *, age: float) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"half")
    then = time.time() - age
    os.utime(path, (then, then))
    return path


def test_copies_take_away_what_a_killed_copy_left_long_ago(tmp_path: Path) -> None:
    path, folder = _workspace(tmp_path), tmp_path / "copies"
    old = _left(folder / ".unit-20241101-080000-tu-dong.kgdesk.0123abcd.new", age=2 * DAY)
    journal = _left(folder / ".unit-20241101-080000.kgdesk.0123abcd.new-journal", age=2 * DAY)
    at_work = _left(folder / ".unit-20241219-080000.kgdesk.0123abcd.new", age=60)
    other = _left(folder / ".notes.new", age=2 * DAY)
    backup(path, folder, clock=lambda: NOW)
    assert [item.exists() for item in (old, journal, at_work, other)] == [False, False, True, True]


def test_making_a_workspace_takes_away_what_a_killed_attempt_left(tmp_path: Path) -> None:
    left = _left(tmp_path / ".unit.kgdesk.0123abcd.new-wal", age=0)
    _workspace(tmp_path)
    assert not left.exists()


def test_what_is_kept_before_a_restore_is_no_second_name_of_the_workspace(tmp_path: Path) -> None:
    path = _workspace(tmp_path)
    copy = backup(path, tmp_path / "copies", clock=lambda: NOW)
    before = path.read_bytes()
    seen = path.stat().st_ino
    kept = restore(copy, path, clock=lambda: NOW)
    assert kept is not None
    assert kept.read_bytes() == before
    assert kept.stat().st_ino != seen


def test_a_restore_leaves_nothing_of_the_logs_beside_the_restored_file(tmp_path: Path) -> None:
    path = _workspace(tmp_path)
    copy = backup(path, tmp_path / "copies", clock=lambda: NOW)
    _left(tmp_path / ".unit.kgdesk.restored-journal", age=0)
    _left(tmp_path / "unit.kgdesk-journal", age=0)
    restore(copy, path, clock=lambda: NOW)
    assert sorted(item.name for item in tmp_path.glob("*unit.kgdesk*")) == ["unit.kgdesk"]
    assert not list(tmp_path.glob(".unit.kgdesk*"))
