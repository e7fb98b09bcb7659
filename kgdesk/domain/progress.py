"""How long work tells how far it is, and how it is stopped."""

from typing import Protocol


class Progress(Protocol):
    """Receives the steps of long work; raises `Cancelled` from `step` to stop it."""

    def step(self, done: int, total: int, name: str) -> None:
        """Report `done` of `total` pieces; `name` is what is being worked on, for people."""


class Silent:
    """The progress nobody watches."""

    def step(self, done: int, total: int, name: str) -> None:
        """Ignore the step."""
