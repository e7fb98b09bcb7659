"""What opening a mail or an archive gives: files as they came, and what is to be told about the rest."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Part:
    """A file out of a container. `trail` names the containers on the way to it, the outermost left out.

    `name` is what the sender called it, harmless to show and never used as a path.
    """

    name: str
    data: bytes
    trail: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """Something in a container that is no file to judge. `code` and `params` make the sentence.

    `refused` says that a file may be lost in it; else it was left out on purpose.
    """

    name: str
    code: str
    params: Mapping[str, object] = field(default_factory=dict)
    refused: bool = True


@dataclass(frozen=True, slots=True)
class Opened:
    """All of one container. Sender, subject, date and id are what the mail says of itself: shown, never believed."""

    parts: tuple[Part, ...] = ()
    told: tuple[Told, ...] = ()
    sender: str = ""
    subject: str = ""
    date: str = ""
    message_id: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """What is not opened: sizes in bytes, unpacked; `depth` counts mails within mails, `archives` zips within zips."""

    container: int = 128_000_000
    part: int = 64_000_000
    total: int = 256_000_000
    parts: int = 1_000
    depth: int = 4
    archives: int = 2
    ratio: int = 400  # how many times smaller a packed file may be
    headers: int = 400_000
    structures: int = 100  # multiparts and mails in one mail


class Budget:
    """Counts what one container may still give out, however deep it lies."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._parts = limits.parts
        self._bytes = limits.total

    @property
    def room(self) -> int:
        """How many bytes the next part may have."""
        return max(0, min(self.limits.part, self._bytes))

    def take(self, size: int) -> bool:
        """Whether a part of that size may still come; counts it."""
        self._parts -= 1
        if self._parts < 0 or size > self.room:
            return False
        self._bytes -= size
        return True

    @property
    def spent(self) -> bool:
        """Whether nothing more is opened."""
        return self._parts <= 0 or self._bytes <= 0
