"""The day of issue is Vietnam's, in the preview as in the signing; whoever receives is the focal point of that day."""

import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kgdesk.domain.period import Period
from kgdesk.operations.demo_keys import PASSWORD
from kgdesk.operations.outbox import outbox_items
from kgdesk.operations.seal import SealRequest, preview_return, seal_return
from kgdesk.operations.workspace import open_workspace

PERIOD = Period.parse("2024")
EVENING = datetime(2024, 12, 19, 18, 0, tzinfo=UTC)  # the 20th in Vietnam


def text_of(data: bytes) -> str:
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True)
    return " ".join(done.stdout.decode("utf-8").split())


def test_the_preview_shows_the_day_that_is_signed(demo_copy: Path) -> None:
    path = demo_copy / "workspaces" / "KG-911.kgdesk"
    with open_workspace(path, actor="an", clock=lambda: EVENING) as workspace:
        assert "ngày 20 tháng 12 năm 2024" in text_of(preview_return(workspace, period=PERIOD))
        request = SealRequest(PERIOD, demo_copy / "keys" / "KG-911.p12", PASSWORD, demo_copy / "out")
        document = seal_return(workspace, request).result.document
    assert document is not None
    assert document.issue.day == date(2024, 12, 20)


@pytest.mark.parametrize(
    ("day", "name", "address"),
    [
        (date(2025, 2, 28), "Sở Kế hoạch và Đầu tư", "skhdt@kiengiang.example"),
        (date(2026, 11, 25), "Sở Tài chính", "stc@kiengiang.example"),
    ],
)
def test_a_return_goes_to_whoever_is_focal_point_when_it_is_issued(
    demo_copy: Path, day: date, name: str, address: str
) -> None:
    path = demo_copy / "workspaces" / "KG-911.kgdesk"
    with open_workspace(path, actor="an", clock=lambda: EVENING) as workspace:
        assert outbox_items(workspace, PERIOD)[0].address == "skhdt@kiengiang.example"
        request = SealRequest(PERIOD, demo_copy / "keys" / "KG-911.p12", PASSWORD, demo_copy / "out", day=day)
        document = seal_return(workspace, request).result.document
        waiting = outbox_items(workspace, PERIOD)[0]
    assert document is not None
    assert document.recipient_vi == waiting.receiver_vi == name
    assert waiting.address == address
