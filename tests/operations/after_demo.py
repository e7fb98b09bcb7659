"""The demonstration's workspaces, opened after it ended, under a clock that a test can turn."""

import itertools
from datetime import UTC, datetime
from decimal import Decimal

from kgdesk.domain.observation import Observation
from kgdesk.operations.entry import record_observation
from kgdesk.operations.workspace import Workspace

NOW = datetime(2024, 12, 23, 8, 0, tzinfo=UTC)
_values = itertools.count(1500)


class TurnedClock:
    """Stands where it is put."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


def change(workspace: Workspace) -> None:
    """Make the next seal a new revision."""
    observation = Observation(workspace.unit.code, "KT08", "2024", value=Decimal(next(_values)))
    record_observation(workspace, observation, reason="Cơ quan thuế báo lại")
