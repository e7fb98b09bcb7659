"""What the tests of the store start from."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.bench import Bench, make


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    path = tmp_path / "a.kgdesk"
    with make(path) as store:
        yield Bench(path, store)


@pytest.fixture
def closed_workspace(tmp_path: Path) -> Path:
    path = tmp_path / "a.kgdesk"
    make(path).close()
    return path
