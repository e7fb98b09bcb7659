"""What is killed: one thing a person does, as a row of steps each of which is told once it is done.

An activity can be done again where a kill left it; then it does what is missing, as a person would.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kgdesk.domain.period import Period
from kgdesk.operations.demo_keys import PASSWORD

Tell = Callable[[str], None]
PERIOD = Period.parse("2024")
OUT = "out"  # the folder of a scene that exports go to
START = datetime(2024, 12, 20, 1, 0, tzinfo=UTC)
ACTOR = "Người thử"


class Ticking:
    """A clock that moves on by a second whenever it is asked: equal work tells equal times."""

    def __init__(self, start: datetime = START) -> None:
        self._now = start

    def __call__(self) -> datetime:
        self._now += timedelta(seconds=1)
        return self._now


def step(tell: Tell, label: str, deed: Callable[[], object]) -> None:
    """Do something that commits, then say so. Sabotage changes this very function."""
    deed()
    tell(label)


class Activity:
    """One activity. A scene is a folder of its own that `prepare` fills and `perform` works in.

    `main` is the workspace that is written. `order` says what may be seen first when killed between record and files:
    the record ("record") or the files ("files").
    """

    name = ""
    words = ""  # in a table, English
    main = "unit.kgdesk"
    order = "record"
    exact = False  # outputs are the same bytes every time
    share = 1.0  # of the kills, beside the others

    def prepare(self, demo: Path, scene: Path) -> None:
        """Fill a scene from a demonstration; done once, then copied."""
        raise NotImplementedError

    def perform(self, scene: Path, tell: Tell) -> None:
        """Do it, in a process of its own."""
        raise NotImplementedError

    def examine(self, scene: Path, told: list[str]) -> list[str]:  # noqa: ARG002 - for those that look closer
        """Say what is wrong beyond what holds for all; `scene` is a copy that may be opened."""
        return []

    def finished(self, scene: Path) -> list[str]:  # noqa: ARG002 - as above
        """Say what is missing after it was done to the end."""
        return []


@dataclass(frozen=True, slots=True)
class DemoPlaces:
    """Where things lie in a demonstration."""

    folder: Path

    def workspace(self, unit: str) -> Path:
        """A unit's workspace."""
        return self.folder / "workspaces" / f"{unit}.kgdesk"

    def key(self, unit: str) -> Path:
        """A unit's key."""
        return self.folder / "keys" / f"{unit}.p12"


__all__ = ["ACTOR", "OUT", "PASSWORD", "PERIOD", "START", "Activity", "DemoPlaces", "Tell", "Ticking", "step"]
