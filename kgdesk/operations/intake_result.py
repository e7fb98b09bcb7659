"""What became of one file that was handed in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kgdesk.domain.receipt import Receipt
from kgdesk.domain.return_cycle import IntakeOutcome
from kgdesk.domain.verdict import Verdict


@dataclass(frozen=True, slots=True)
class IntakeResult:
    """What became of one file. `reason` and `params` make the sentence; `verdict` None: not even read.

    `file` is where it lies, or container and name for what came in one; `origin` then tells of the container.
    `receipt` is there where the file answers a return of this unit.
    """

    file: Path
    outcome: IntakeOutcome
    reason: str
    params: dict[str, object]
    verdict: Verdict | None = None
    unit: str = ""
    period: str = ""
    revision: int = 0
    received_key: int | None = None
    sha256: str = ""
    origin: Mapping[str, object] = field(default_factory=dict)
    receipt: Receipt | None = None
