"""What every test stands on: no screen, and one demonstration made once."""

import gc
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.softhsm import SoftHsm

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def rubbish_goes_on_this_thread() -> Iterator[None]:
    """Tests of the desk leave the automatic collector off (decision 29): ask its question after each test."""
    yield
    collecting = sys.modules.get("kgdesk.desk.collecting")
    if collecting is not None and not gc.isenabled():
        collecting.look()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration with six units; read it, never write into it (`demo_copy` is for that)."""
    from kgdesk.operations.demo import run_demo

    folder = tmp_path_factory.mktemp("demo")
    run_demo(folder)
    return folder


@pytest.fixture
def demo_copy(demo: Path, tmp_path: Path) -> Path:
    """A copy of the demonstration that a test may change."""
    import shutil

    return Path(shutil.copytree(demo, tmp_path / "demo"))


@pytest.fixture
def soft_hsm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "SoftHsm":
    """An empty SoftHSM of the test's own."""
    from tests import softhsm

    if softhsm.MODULE is None:
        pytest.skip("softhsm2 is not installed")
    monkeypatch.setenv("SOFTHSM2_CONF", "")  # put back after the test
    return softhsm.SoftHsm(tmp_path / "softhsm")


@pytest.fixture
def kgdesk(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> "Callable[..., Answer]":
    """Run the command line in this process: `kgdesk("verify", path)`."""
    from kgdesk.__main__ import main

    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("KGDESK_TEST_PASSWORD", "kgdesk-demo")

    def call(*words: object) -> Answer:
        capfd.readouterr()
        try:
            code = main([str(word) for word in words])
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = capfd.readouterr()
        return Answer(code, out, err)

    return call


class Answer:
    """What a command said; `rows` are its JSON lines."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def rows(self) -> list[dict[str, object]]:
        import json

        return [json.loads(line) for line in self.out.splitlines()]

    def __repr__(self) -> str:
        return f"exit {self.code}\n{self.out}\n{self.err}"
