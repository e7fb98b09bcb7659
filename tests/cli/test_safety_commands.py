"""`backup`, `restore` and `doctor` beyond their plainest use."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kgdesk.operations.copies import list_copies
from tests.store.bench import tamper

Run = Callable[..., object]


@pytest.fixture
def workspace(demo_copy: Path) -> Path:
    return demo_copy / "workspaces" / "KG-911.kgdesk"


def figures(tmp_path: Path, value: int) -> Path:
    path = tmp_path / f"{value}.csv"
    path.write_text(f"indicator,value,reason\nKT08,{value},Cục Thống kê sửa\n", encoding="utf-8")
    return path


def test_copies_are_listed_with_what_they_hold(kgdesk: Run, workspace: Path) -> None:
    assert "Chưa có bản sao nào" in kgdesk("backup", workspace, "--list").out
    made = kgdesk("backup", workspace, "--json").rows[0]["file"]
    (row,) = kgdesk("backup", workspace, "--list", "--json").rows
    assert (row["file"], row["reason"], row["readable"], row["figures"], row["sealed"]) == (made, "asked", True, 50, 1)
    told = kgdesk("backup", workspace, "--list").out
    assert "do người dùng sao lưu" in told
    assert "50 số liệu" in told
    Path(str(made)).write_bytes(b"SQLite format 3\0")
    assert "Bản sao này bị hỏng" in kgdesk("backup", workspace, "--list").out


def test_copies_are_listed_of_workspaces_only(kgdesk: Run, workspace: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.kgdesk"
    other.write_text("hello")
    for path in (other, tmp_path / "none.kgdesk", tmp_path):
        answer = kgdesk("backup", path, "--list")
        assert (answer.code, answer.out) == (2, "")
        assert str(path) in answer.err
    kgdesk("backup", workspace)
    workspace.write_text("overwritten")  # then, above all, the copies are wanted
    assert kgdesk("backup", workspace, "--list").code == 0


def test_the_first_command_of_a_day_that_writes_leaves_a_copy_and_reading_leaves_none(
    kgdesk: Run, workspace: Path, tmp_path: Path
) -> None:
    assert kgdesk("status", workspace, "--period", "2024").code in {0, 1}
    assert list_copies(workspace) == ()
    for value in (1, 2):
        kgdesk("record", workspace, "--period", "2024-M07", figures(tmp_path, value))
    assert [item.reason.name for item in list_copies(workspace)] == ["COMMAND"]


def test_a_copy_that_cannot_be_made_is_one_line_and_the_command_is_done(
    kgdesk: Run, workspace: Path, tmp_path: Path
) -> None:
    workspace.with_name("KG-911-sao-luu").write_text("not a folder")
    answer = kgdesk("record", workspace, "--period", "2024-M07", figures(tmp_path, 1))
    assert answer.code in {0, 1}
    assert len(answer.err.splitlines()) == 1
    assert "KG-911-sao-luu" in answer.err


def test_a_recovery_says_first_what_it_would_take(kgdesk: Run, workspace: Path, tmp_path: Path) -> None:
    copy = kgdesk("backup", workspace, "-o", tmp_path / "out", "--json").rows[0]["file"]
    assert "không mất gì" in kgdesk("restore", workspace, copy, "--dry-run").out
    assert kgdesk("trust", "add", workspace, workspace.parents[1] / "keys" / "ca.pem").code == 0
    (row,) = kgdesk("restore", workspace, copy, "--dry-run", "--json").rows
    assert (row["comparison"], row["lost"]["entries"]) == ("loss", 1)


def test_what_can_be_read_is_saved(kgdesk: Run, workspace: Path, tmp_path: Path) -> None:
    data = bytearray(workspace.read_bytes())
    data[:4096] = bytes(4096)
    workspace.write_bytes(data)
    assert kgdesk("doctor", workspace).code == 2
    answer = kgdesk("doctor", workspace, "--salvage", "-o", tmp_path / "moi.kgdesk", "--json")
    assert (answer.code, answer.rows[0]["complete"]) == (0, True)
    assert kgdesk("doctor", tmp_path / "moi.kgdesk").code == 0
    del data[len(data) // 2 :]
    workspace.write_bytes(data)
    answer = kgdesk("doctor", workspace, "--salvage")
    assert answer.code == 1
    assert "KG-911-cuu.kgdesk" in answer.out
    assert workspace.with_name("KG-911-cuu-cuu-du-lieu.txt").exists()
    assert kgdesk("doctor", workspace.with_name("KG-911-cuu.kgdesk")).code == 0
    again = kgdesk("doctor", workspace, "--salvage", "-o", tmp_path / "moi.kgdesk")
    assert (again.code, len(again.err.splitlines())) == (2, 1)


def test_a_doubtful_figure_is_named_when_the_rest_is_saved(kgdesk: Run, workspace: Path, tmp_path: Path) -> None:
    tamper(workspace, "DROP TRIGGER observation_no_update", "UPDATE observation SET value = '43' WHERE id = 7")
    answer = kgdesk("doctor", workspace, "--salvage", "-o", tmp_path / "moi.kgdesk")
    assert answer.code == 1, answer
    assert "nhập số liệu" in answer.out
