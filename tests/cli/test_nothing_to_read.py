"""Empty folders, empty files, names that are taken by something else: exit 2 and a sentence on stderr."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kgdesk import __version__

Run = Callable[..., Any]


@pytest.mark.parametrize("unit", ["KG", "KG-911"])
def test_an_empty_folder_is_told_alike_by_verify_and_intake(
    kgdesk: Run, demo_copy: Path, tmp_path: Path, unit: str
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    workspace = demo_copy / "workspaces" / f"{unit}.kgdesk"
    for answer in (kgdesk("verify", empty), kgdesk("intake", workspace, empty)):
        assert (answer.code, answer.out) == (2, "")
        assert str(empty) in answer.err


def test_an_empty_file_is_told_on_stderr_too(kgdesk: Run, demo: Path, tmp_path: Path) -> None:
    path = tmp_path / "empty.pdf"
    path.touch()
    answer = kgdesk("verify", path, demo / "returns" / "KG-911_2024_r1.pdf", "--json")
    assert answer.code == 2
    assert len(answer.rows) == 2
    assert answer.err.startswith(f"kgdesk: Không đọc được {path}")


@pytest.mark.parametrize("words", [("--version", "--json"), ("--json", "--version")])
def test_the_version_is_json_where_json_is_asked_for(kgdesk: Run, words: tuple[str, str]) -> None:
    answer = kgdesk(*words)
    assert (answer.code, answer.rows) == (0, [{"program": "KGDesk", "version": __version__}])
    assert kgdesk("--version").out.strip() == f"KGDesk {__version__}"


def test_a_report_says_what_stands_where_it_is_to_be_written(kgdesk: Run, demo_copy: Path, tmp_path: Path) -> None:
    call = ("consolidate", demo_copy / "workspaces" / "KG.kgdesk", "--period", "2024", "--format", "xlsx", "-o")
    file = tmp_path / "file"
    file.touch()
    answer = kgdesk(*call, file)
    assert answer.code == 2
    assert answer.err.startswith(f"kgdesk: {file} là tệp, không phải thư mục")
    (made,) = kgdesk(*call, tmp_path / "out", "--json").rows[0]["files"]
    Path(made).unlink()
    Path(made).mkdir()
    answer = kgdesk(*call, tmp_path / "out")
    assert answer.code == 2
    assert "đã có thư mục cùng tên" in answer.err


def test_a_link_to_itself_is_told_in_the_readers_language(kgdesk: Run, tmp_path: Path) -> None:
    link = tmp_path / "a.pdf"
    link.symlink_to(link)
    assert "trỏ vòng" in kgdesk("verify", link).err
