"""What the tests of returns start from."""

import pytest

from kgdesk.domain.provincial_report import ProvincialReport
from kgdesk.domain.return_document import ReturnDocument
from tests.samples import sample_report, sample_return


@pytest.fixture
def document() -> ReturnDocument:
    return sample_return()


@pytest.fixture
def report() -> ProvincialReport:
    return sample_report()
