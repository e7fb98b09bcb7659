"""The limit of a reader's memory: what Windows is asked for, and what happens where it cannot be had."""

import ctypes
from collections.abc import Iterator
from pathlib import Path

import pytest

from kgdesk.operations import judge_worker, reading_worker
from kgdesk.operations.apart import read_apart
from kgdesk.operations.windows_job import BasicLimits, ExtendedLimits, limits
from tests.operations import hostile_worker


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """Readers of this test have no limit, as where the system refuses it."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr(judge_worker, "serve", hostile_worker.serve_unlimited)
    reading_worker.dismiss()
    reading_worker._keep_once.cache_clear()
    yield tmp_path / "state" / "kgdesk" / "kgdesk.log"
    reading_worker.dismiss()


def test_structures_lie_in_memory_as_windows_of_64_bits_has_them() -> None:
    assert ctypes.sizeof(BasicLimits) == 64
    assert ctypes.sizeof(ExtendedLimits) == 144
    places = {name: getattr(BasicLimits, name).offset for name, _ in BasicLimits._fields_}
    assert (places["flags"], places["processes"], places["affinity"], places["scheduling"]) == (16, 40, 48, 60)
    assert (ExtendedLimits.process_memory.offset, ExtendedLimits.peak_job_memory.offset) == (112, 136)


def test_windows_is_asked_for_as_many_bytes_as_linux() -> None:
    asked = limits(judge_worker.MEMORY)
    assert asked.process_memory == judge_worker.MEMORY
    assert asked.basic.flags == 0x100 | 0x400 | 0x2000


def test_a_reader_without_its_limit_reads_and_the_log_says_so_once(log: Path) -> None:
    for _ in range(2):
        assert read_apart("a", len, "abc") == 3
        reading_worker.dismiss()
    (line,) = log.read_text().splitlines()
    assert line == "a reader works without a limit of memory: OSError: refused"


def test_a_reader_with_its_limit_is_refused_more(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    reading_worker.dismiss()
    with pytest.raises(Exception, match=r"file\.too_heavy"):
        read_apart("a", eval, f"len(bytearray({judge_worker.MEMORY}))")
    assert not (tmp_path / "kgdesk").exists()
