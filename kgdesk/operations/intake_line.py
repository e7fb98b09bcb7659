"""Files on their way through intake: in the order they came, a few looked at ahead, the rest not even read yet."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kgdesk.messages import printable
from kgdesk.operations.intake_result import IntakeResult
from kgdesk.operations.judge_worker import Task
from kgdesk.operations.judging import Judges, Ticket

if TYPE_CHECKING:
    from kgdesk.consolidation.examination import Examination
    from kgdesk.mail.opened import Opened

_AHEAD = 2  # files read beyond those that are being looked at


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file with its bytes; hashed before anything else. `opened` says that it came out of a container."""

    file: Path
    data: bytes = field(repr=False)
    sha256: str
    origin: Mapping[str, object] = field(default_factory=dict)
    opened: bool = False
    optional: bool = False  # a letter of a mailbox: that it carries nothing is no fault


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to do when everything before it is settled."""

    settle: Callable[[], object]
    name: str = ""


Step = Candidate | IntakeResult | Mark
Looked = tuple[Step, "Examination | Opened | None"]


@dataclass(slots=True)
class _Waiting:
    step: Step
    ticket: Ticket | None = None
    asks: bool | None = None  # None: nobody has looked yet whether it is known


class IntakeLine:
    """Draws steps from `source`, has candidates looked at unless `known` says that it is not needed."""

    def __init__(
        self,
        source: Iterator[Step],
        judges: Judges,
        *,
        known: Callable[[Candidate], bool],
        clock: Callable[[], datetime],
    ) -> None:
        self._source = source
        self._judges = judges
        self._known = known
        self._clock = clock
        self._waiting: deque[_Waiting] = deque()
        self._ended = False

    def put_first(self, steps: Iterable[Step]) -> None:
        """Let what came out of a container go before the rest."""
        self._waiting.extendleft(_Waiting(step) for step in reversed(list(steps)))

    def walk(self, look_up: Callable[[str], object]) -> Iterator[Looked]:
        """Give each step with what was seen; `look_up` is called with the name at the head, and may raise to stop."""
        while True:
            self._fill()
            if not self._waiting:
                return
            head = self._waiting[0]
            look_up(_name(head.step))
            if head.asks and (head.ticket is None or not head.ticket.done):
                self._judges.pump()
                continue
            self._waiting.popleft()
            yield head.step, None if head.ticket is None else head.ticket.answer

    def _fill(self) -> None:
        while not self._ended and len(self._waiting) < self._judges.width + _AHEAD:
            step = next(self._source, None)
            if step is None:
                self._ended = True
            else:
                self._waiting.append(_Waiting(step))
        for waiting in self._waiting:
            step = waiting.step
            if waiting.asks is None:
                waiting.asks = isinstance(step, Candidate) and not self._known(step)
            if waiting.asks and waiting.ticket is None and isinstance(step, Candidate) and self._judges.has_room:
                task = Task(step.data, printable(step.file.name), self._clock(), opens=not step.opened)
                waiting.ticket = self._judges.start(task)


def _name(step: Step) -> str:
    return step.name if isinstance(step, Mark) else step.file.name
