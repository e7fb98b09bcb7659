"""Making and opening a workspace, and every way in which that fails."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kgdesk.domain.errors import Fault
from kgdesk.messages import say
from kgdesk.store import meta, plans
from kgdesk.store.connection import Store
from tests.store.bench import Bench

HOLD = """
import sys, time
from pathlib import Path
from kgdesk.store.connection import Store
store = Store.open(Path(sys.argv[1]))
print("open", flush=True)
time.sleep(60)
"""


def fault_of_opening(path: Path, *, read_only: bool = False) -> Fault:
    with pytest.raises(Fault) as caught:
        Store.open(path, read_only=read_only)
    for lang in ("vi", "en"):
        assert str(path) in say(caught.value.code, lang, **caught.value.params)
    return caught.value


def test_a_new_workspace_is_private_whole_and_leaves_nothing_beside_it(closed_workspace: Path) -> None:
    assert [item.name for item in closed_workspace.parent.iterdir()] == [closed_workspace.name]
    if os.name == "posix":
        assert stat.S_IMODE(closed_workspace.stat().st_mode) == 0o600
    with Store.open(closed_workspace) as store:
        assert meta.get(store, "unit") == "KG-911"
        installed, document = plans.current(store)
        assert (installed.code, installed.digest, document) == ("T", "d" * 64, b'{"plan": "tiny"}')
        assert store.read_one("PRAGMA journal_mode")[0] == "wal"  # type: ignore[index]
        assert store.read_one("PRAGMA synchronous")[0] == 2  # type: ignore[index]


@pytest.mark.parametrize("name", ["Phú Quốc 50% #1?.kgdesk", "a&mode=ro.kgdesk", "'; DROP TABLE.kgdesk"])
def test_any_name_a_person_gives_is_opened(closed_workspace: Path, name: str) -> None:
    path = closed_workspace.rename(closed_workspace.with_name(name))
    with Store.open(path) as store:
        assert meta.get(store, "unit") == "KG-911"
    with Store.open(path, read_only=True) as store:
        assert meta.get(store, "unit") == "KG-911"
    assert [item.name for item in path.parent.iterdir()] == [name]


def test_an_existing_file_is_never_replaced(closed_workspace: Path) -> None:
    before = closed_workspace.read_bytes()
    with pytest.raises(Fault) as caught:
        Store.create(closed_workspace, unit="KG", actor="x", at=datetime.now(UTC))
    assert caught.value.code == "workspace.exists"
    assert closed_workspace.read_bytes() == before


def test_a_creation_that_fails_leaves_no_file(tmp_path: Path) -> None:
    def fail(_: object) -> None:
        raise ValueError("no plan")

    with pytest.raises(ValueError, match="no plan"):
        Store.create(tmp_path / "a.kgdesk", unit="KG", actor="x", at=datetime.now(UTC), fill=fail)
    assert not list(tmp_path.iterdir())


def test_missing_and_folder(tmp_path: Path) -> None:
    assert fault_of_opening(tmp_path / "no.kgdesk").code == "workspace.missing"
    assert fault_of_opening(tmp_path).code == "workspace.is_folder"


@pytest.mark.parametrize("content", [b"PK\x03\x04 a workbook" * 20, b"short", "tiếng Việt".encode() * 50])
def test_another_file_is_not_a_workspace(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.kgdesk"
    path.write_bytes(content)
    assert fault_of_opening(path).code == "workspace.not_a_workspace"
    assert path.read_bytes() == content


def test_another_programs_database_is_not_a_workspace(tmp_path: Path) -> None:
    path = tmp_path / "a.kgdesk"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (x)")
    connection.close()
    assert fault_of_opening(path).code == "workspace.not_a_workspace"


@pytest.mark.parametrize("kept", [0, 50, 4096, 20_000, -1])
def test_a_file_cut_short_is_damaged(closed_workspace: Path, kept: int) -> None:
    closed_workspace.write_bytes(closed_workspace.read_bytes()[:kept])
    assert fault_of_opening(closed_workspace).code == "workspace.damaged"


def test_a_scrambled_page_is_damaged_and_says_so_where_it_is_met(closed_workspace: Path) -> None:
    data = bytearray(closed_workspace.read_bytes())
    data[100:4096] = os.urandom(3996)
    closed_workspace.write_bytes(data)
    assert fault_of_opening(closed_workspace).code == "workspace.damaged"


def test_a_newer_workspace_is_not_touched(closed_workspace: Path) -> None:
    connection = sqlite3.connect(closed_workspace)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = closed_workspace.read_bytes()
    fault = fault_of_opening(closed_workspace)
    assert (fault.code, fault.params["found"]) == ("workspace.newer", 99)
    assert closed_workspace.read_bytes() == before
    assert [item.name for item in closed_workspace.parent.iterdir()] == [closed_workspace.name]


def test_a_second_process_is_told_and_a_killed_one_leaves_no_lock(closed_workspace: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(closed_workspace)], stdout=subprocess.PIPE, text=True
    ) as holder:
        try:
            assert holder.stdout is not None
            assert holder.stdout.readline() == "open\n"
            assert fault_of_opening(closed_workspace).code == "workspace.in_use"
            with Store.open(closed_workspace, read_only=True) as reader:  # looking is allowed
                assert meta.get(reader, "unit") == "KG-911"
        finally:
            holder.kill()
    with Store.open(closed_workspace) as store:
        assert meta.get(store, "unit") == "KG-911"


def test_the_same_process_cannot_open_it_twice(closed_workspace: Path) -> None:
    with Store.open(closed_workspace):
        assert fault_of_opening(closed_workspace).code == "workspace.in_use"
    with Store.open(closed_workspace):
        pass
    assert [item.name for item in closed_workspace.parent.iterdir()] == [closed_workspace.name]


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
@pytest.mark.parametrize("protected", ["file", "folder"])
def test_a_write_protected_place_is_read_only_but_readable(
    closed_workspace: Path, tmp_path_factory: pytest.TempPathFactory, protected: str
) -> None:
    folder = tmp_path_factory.mktemp("open")
    path = Path(shutil.copy(closed_workspace, folder / "a.kgdesk"))
    path.chmod(0o444 if protected == "file" else 0o666)
    folder.chmod(0o555 if protected == "folder" else 0o777)
    parents = list(folder.parents)[:-2]
    before = {item: item.stat().st_mode for item in parents}
    is_root = os.geteuid() == 0
    try:
        if is_root:  # root may write anywhere: become somebody
            for item in parents:
                item.chmod(before[item] | 0o055)
            os.seteuid(65534)
        assert fault_of_opening(path).code == "workspace.read_only"
        with Store.open(path, read_only=True) as store:
            assert meta.get(store, "unit") == "KG-911"
    finally:
        if is_root:
            os.seteuid(0)
        for item, mode in before.items():
            item.chmod(mode)
        folder.chmod(0o755)


def test_a_reader_cannot_write(closed_workspace: Path) -> None:
    with (
        Store.open(closed_workspace, read_only=True) as store,
        pytest.raises(Fault, match="read_only"),
        store.transaction(actor="x", action="y", at=datetime.now(UTC)),
    ):
        pass


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER evil AFTER INSERT ON journal BEGIN SELECT 1; END",
        "CREATE VIEW evil AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n",
        "DROP TRIGGER observation_no_update",
        "DROP VIEW current_observation",
        "DROP TABLE accepted_warning",
    ],
)
def test_a_file_with_foreign_or_missing_parts_is_damaged(bench: Bench, statement: str) -> None:
    bench.store.close()
    connection = sqlite3.connect(bench.path)
    connection.execute(statement)
    connection.commit()
    connection.close()
    for read_only in (False, True):
        with pytest.raises(Fault) as raised:
            Store.open(bench.path, read_only=read_only)
        assert raised.value.code == "workspace.damaged"


def test_a_pipe_is_no_workspace(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.kgdesk")
    with pytest.raises(Fault) as raised:
        Store.open(tmp_path / "a.kgdesk")
    assert raised.value.code == "workspace.not_a_workspace"
