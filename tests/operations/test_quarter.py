"""A quarter asks for less than the year: the return has lines for what is asked, and for what was answered anyway."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from kgdesk.domain.observation import Observation
from kgdesk.domain.period import Period
from kgdesk.operations.draft import default_issue, draft_document
from kgdesk.operations.entry import record_observation
from kgdesk.operations.workspace import Workspace, open_workspace

QUARTER = Period.parse("2024-Q4")
NOW = datetime(2024, 12, 20, 3, 0, tzinfo=UTC)


@pytest.fixture
def unit(demo_copy: Path) -> Iterator[Workspace]:
    path = demo_copy / "workspaces" / "KG-911.kgdesk"
    with open_workspace(path, actor="Nguyễn Thị Thử", clock=lambda: NOW) as workspace:
        yield workspace


def lines_of(workspace: Workspace, period: Period) -> set[str]:
    document = draft_document(
        workspace,
        period,
        at=NOW,
        revision=1,
        replaces=None,
        issue=default_issue(workspace, NOW.date()),
        head_name="",
        expected_signers=("agency",),
    )
    return {line.indicator for line in document.lines}


def test_a_return_has_no_line_for_what_another_period_asks(unit: Workspace) -> None:
    asked = {item.code for item in unit.indicators(QUARTER)}
    elsewhere = unit.plan.not_asked_in(QUARTER.kind)
    assert lines_of(unit, QUARTER) == asked - elsewhere
    assert "XH01" in asked & elsewhere
    record_observation(
        unit, Observation("KG-911", "XH01", QUARTER.code, numerator=Decimal(25), denominator=Decimal(42))
    )
    assert lines_of(unit, QUARTER) == (asked - elsewhere) | {"XH01"}
    assert lines_of(unit, Period.parse("2024")) == asked
