"""Certificates and servers for the tests of mail."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.mail.servers import Certificate, Dovecot, make_certificate, need_dovecot, start_dovecot


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return make_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def dovecot(tmp_path: Path, certificate: Certificate) -> Iterator[Dovecot]:
    need_dovecot()
    server = start_dovecot(tmp_path / "dovecot", certificate)
    yield server
    server.stop()
    assert server.process.stderr is not None
    server.process.stderr.close()
