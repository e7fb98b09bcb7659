"""Tasks of the plan and what is narrated about them."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Task:
    """A node of Article 1.3; `parent` is None for the four groups; leaves are the single tasks."""

    code: str
    parent: str | None
    clause: str
    heading_vi: str
    heading_en: str


class TaskProgress(StrEnum):
    """Where a task stands."""

    NOT_STARTED = "not_started"
    ON_TRACK = "on_track"
    DELAYED = "delayed"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Narrative:
    """Progress on one task in one period, in three parts; `percent` is 0 to 100 or None."""

    unit: str
    task: str
    period: str
    results: str = ""
    difficulties: str = ""
    next_steps: str = ""
    progress: TaskProgress = TaskProgress.ON_TRACK
    percent: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written."""
        return not (self.results or self.difficulties or self.next_steps)
