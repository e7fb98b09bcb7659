"""`db/schema.sql`, the migrations and files written by older versions agree."""

import re
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from kgdesk.domain.errors import Fault
from kgdesk.files import schema_file
from kgdesk.store import attachments, escalations, header, journal, meta, migrations, undo_steps
from kgdesk.store.connection import Store
from tests.store.bench import AT
from tests.store.make_fixture import write

FIXTURES = Path(__file__).parent / "fixtures"
NEXT = header.VERSION + 1
BOOKKEEPING = "_sqlite_migrations"  # sqlite-utils' own table in files that were ever upgraded


def schema_of(connection: sqlite3.Connection) -> set[tuple[str, str, str]]:
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
    return {
        (row[0], row[1], re.sub(r"\s*([(),])\s*|\s+", _tight, re.sub(r"--.*", "", row[3])).strip())
        for row in rows
        if row[2] != BOOKKEEPING
    }


def _tight(found: re.Match[str]) -> str:
    """Keep signs and single spaces: a column that was added later stands behind another blank."""
    return found[1] or " "


def test_oldest_file_with_all_migrations_equals_the_schema(tmp_path: Path) -> None:
    fresh = sqlite3.connect(":memory:")
    fresh.executescript(schema_file().read_text(encoding="utf-8"))
    path = Path(shutil.copy(FIXTURES / "workspace-1.kgdesk", tmp_path / "a.kgdesk"))
    migrations.upgrade(path)
    old = sqlite3.connect(path)
    assert schema_of(old) == schema_of(fresh)
    assert old.execute("PRAGMA user_version").fetchone()[0] == header.VERSION
    old.close()
    fresh.close()


@pytest.mark.parametrize("name", sorted(item.name for item in FIXTURES.glob("*.kgdesk")))
def test_files_of_older_versions_open_with_all_they_hold(tmp_path: Path, name: str) -> None:
    path = Path(shutil.copy(FIXTURES / name, tmp_path / "a.kgdesk"))
    with Store.open(path) as store:
        assert meta.get(store, "unit") == "KG-911"
        assert journal.verify_chain(store) is None


def test_what_version_2_wrote_can_be_worked_on_and_nothing_of_it_taken_back(tmp_path: Path) -> None:
    path = Path(shutil.copy(FIXTURES / "workspace-2.kgdesk", tmp_path / "a.kgdesk"))
    with Store.open(path) as store:
        assert undo_steps.next_undo(store, "KG-911", "2024") is None
        assert escalations.current(store, "KG-911") == ()
        with store.transaction(actor="Hoa", action="test", at=AT) as transaction:
            write(transaction)
        step = undo_steps.next_undo(store, "KG-911", "2024")
        assert step is not None
        assert undo_steps.changes_of(store, step.key)[0].place == "I01"
        assert attachments.of_period(store, "KG-911", "2024")[0].name == "Quyết định.pdf"
        assert [item.key for item in escalations.current(store, "KG-911")] == ["KG-911-2024-1"]
        assert journal.verify_chain(store) is None


def test_steps_and_version_move_together() -> None:
    assert sorted(migrations.STEPS) == list(range(2, header.VERSION + 1))


def test_every_table_is_strict() -> None:
    connection = sqlite3.connect(":memory:")
    connection.executescript(schema_file().read_text(encoding="utf-8"))
    rows = connection.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
    assert {name for name, strict in rows if not strict} == {"sqlite_schema"}
    connection.close()


def test_an_older_file_is_upgraded_once_with_a_copy_kept(
    closed_workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def step(database: Any) -> None:
        database["workspace"].insert({"key": "upgraded", "value": "yes"})

    monkeypatch.setattr(migrations, "STEPS", {NEXT: step})
    for module in ("header", "connection", "creation"):
        monkeypatch.setattr(f"kgdesk.store.{module}.VERSION", NEXT)
    with pytest.raises(Fault, match=r"workspace\.older"):
        Store.open(closed_workspace, read_only=True)
    for _ in range(2):
        with Store.open(closed_workspace) as store:
            assert meta.get(store, "upgraded") == "yes"
    assert header.check_header(closed_workspace) == NEXT
    (copy,) = closed_workspace.with_name("a-sao-luu").iterdir()
    assert copy.name.endswith("-truoc-khi-nang-cap.kgdesk")
    kept = sqlite3.connect(copy)
    assert kept.execute("PRAGMA user_version").fetchone()[0] == NEXT - 1
    kept.close()


def test_a_file_that_calls_itself_older_than_it_is_is_damaged(closed_workspace: Path) -> None:
    connection = sqlite3.connect(closed_workspace)
    connection.execute(f"PRAGMA user_version = {header.VERSION - 1}")
    connection.close()
    with pytest.raises(Fault, match=r"workspace\.damaged"):
        Store.open(closed_workspace)
    assert header.check_header(closed_workspace) == header.VERSION - 1


def test_a_failed_step_leaves_the_file_at_the_version_before(closed_workspace: Path) -> None:
    def step(database: Any) -> None:
        database["workspace"].insert({"key": "half", "value": "done"})
        raise ValueError("broken step")

    with pytest.raises(ValueError, match="broken step"):
        migrations.upgrade(closed_workspace, steps={NEXT: step})
    with Store.open(closed_workspace) as store:
        assert meta.get(store, "half") is None
