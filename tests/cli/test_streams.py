"""What programs read is UTF-8; a standard input that nobody sits at is no terminal, whatever it says."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from kgdesk import files
from kgdesk.cli import streams
from kgdesk.cli.streams import prepare_streams
from kgdesk.domain.errors import Fault
from kgdesk.messages import say


class NamedTerminal(io.TextIOWrapper):
    """As the device NUL of Windows."""

    def isatty(self) -> bool:
        return True


def test_json_is_utf_8_whatever_the_system_would_write(tmp_path: Path) -> None:
    made = tmp_path / "sổ é.kgdesk"
    call = [sys.executable, "-m", "kgdesk", "init", str(made), "--unit", "KG-911", "--json"]
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    done = subprocess.run(call, capture_output=True, check=True, env=environment)
    assert str(made) in json.loads(done.stdout.decode("utf-8")).values()


@pytest.mark.parametrize(("platform", "written"), [("win32", "Sổ é"), ("linux", "S\\u1ed5 \xe9")])
def test_text_that_leaves_the_console_of_windows_is_too(
    platform: str, written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(kept, encoding="cp1252"))
    monkeypatch.setattr(streams, "sys", Other(platform))
    prepare_streams(as_json=False)
    sys.stdout.write("Sổ é")
    sys.stdout.flush()
    assert kept.getvalue() == written.encode("utf-8" if platform == "win32" else "cp1252")


@pytest.mark.parametrize("console", [True, False])
def test_nobody_is_asked_at_a_device_without_a_person(*, console: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", NamedTerminal(io.BytesIO()))
    monkeypatch.setattr(streams, "_is_console", lambda: console)
    prepare_streams(as_json=False)
    assert sys.stdin.isatty() is console


def test_a_closed_standard_input_is_an_empty_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    prepare_streams(as_json=False)
    assert (sys.stdin.isatty(), sys.stdin.read()) == (False, "")


def test_a_file_that_another_program_holds_on_windows_is_told_as_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Access is denied")

    path = tmp_path / "báo cáo.xlsx"
    path.write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", refuse)
    for platform, code in (("linux", "file.forbidden"), ("win32", "file.open_elsewhere")):
        monkeypatch.setattr(files, "sys", SimpleNamespace(platform=platform))
        with pytest.raises(Fault) as caught:
            files.write_atomically(path, b"new")
        assert caught.value.code == code
        assert path.name in say(code, "vi", **caught.value.params)
    assert [item.name for item in tmp_path.iterdir()] == [path.name]
    assert path.read_bytes() == b"old"


class Other:
    """The module `sys` of another system."""

    def __init__(self, platform: str) -> None:
        self.platform = platform

    def __getattr__(self, name: str) -> object:
        return getattr(sys, name)
