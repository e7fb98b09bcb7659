"""Updating and going back, as docs/installing.md describes it.

The newer program upgrades a workspace and keeps a copy; the older one refuses the upgraded file and opens the copy.
"""

import shutil
import sqlite3
from pathlib import Path

import pytest

from kgdesk.domain.errors import Fault
from kgdesk.store import connection, header
from kgdesk.store.connection import Store

OLD = Path(__file__).resolve().parents[1] / "store" / "fixtures" / "workspace-1.kgdesk"


def schema(path: Path) -> int:
    held = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return int(held.execute("PRAGMA user_version").fetchone()[0])
    finally:
        held.close()


def test_an_update_keeps_a_copy_with_which_one_can_go_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "của tôi.kgdesk"
    shutil.copyfile(OLD, path)
    Store.open(path).close()
    (copy,) = (tmp_path / "của tôi-sao-luu").iterdir()
    assert (schema(path), schema(copy)) == (header.VERSION, 1)

    # the program of before: it knows version 1 only
    for module in (header, connection):
        monkeypatch.setattr(module, "VERSION", 1)
    before = path.read_bytes()
    with pytest.raises(Fault) as refused:
        Store.open(path)
    assert refused.value.code == "workspace.newer"
    assert path.read_bytes() == before
    back = tmp_path / "trở lại.kgdesk"
    shutil.copyfile(copy, back)
    assert header.check_header(back) == 1  # may be opened

    monkeypatch.undo()  # and the newer program again
    Store.open(back).close()
    assert schema(back) == header.VERSION
