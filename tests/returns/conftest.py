"""What the tests of returns start from."""

import io
import zipfile
from collections.abc import Callable, Mapping

import pytest

from kgdesk.domain.provincial_report import ProvincialReport
from kgdesk.domain.return_document import ReturnDocument
from kgdesk.returns.package import write_package
from tests.samples import sample_report, sample_return

Alter = Callable[..., bytes]


@pytest.fixture
def document() -> ReturnDocument:
    return sample_return()


@pytest.fixture
def report() -> ProvincialReport:
    return sample_report()


@pytest.fixture
def alter() -> Alter:
    """Change a package: `alter(data, part, old, new)` replaces text once in a part, `add` adds parts."""

    def change(
        data: bytes, part: str = "", old: str = "", new: str = "", *, add: Mapping[str, bytes] | None = None
    ) -> bytes:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        if part:
            assert old in parts[part].decode(), f"{old} does not stand in {part}"
            parts[part] = parts[part].decode().replace(old, new, 1).encode()
        return write_package(parts | dict(add or {}))

    return change
