"""The list of attached files as a model."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from kgdesk.desk.widgets.attachment_list import AttachmentModel, size_text
from kgdesk.domain.place import Place, PlaceKind
from kgdesk.operations.attachments import Attachment


def attachment(key: int) -> Attachment:
    place = Place(PlaceKind.TASK, "A1.1")
    at = datetime(2024, 12, 18, 2, 30, tzinfo=UTC)
    return Attachment(key, "2024", place, f"tệp {key}.pdf", "application/pdf", 1_500_000, "ab" * 32, at, "An")


def test_the_model_keeps_the_rules_of_models(qtbot: QtBot) -> None:  # noqa: ARG001 - an application is needed
    model = AttachmentModel("vi")
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert tester is not None
    model.put([attachment(1), attachment(2)])
    model.put([attachment(2)])
    assert model.index(0, 0).data() == "tệp 2.pdf  ·  1,5 MB"
    told = model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "An, 18/12/2024 09:30" in told
    assert "ab" * 32 in told
    model.put([])
    assert model.rowCount() == 0


@pytest.mark.parametrize(("size", "text"), [(1, "1 kB"), (999_999, "999 kB"), (10_000_000, "10,0 MB")])
def test_sizes_are_said_as_the_limits_are(size: int, text: str) -> None:
    assert size_text(size, "vi") == text
