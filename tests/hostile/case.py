"""One hostile file: which reader gets it, what it is called, how its bytes are made."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    """`refused` says that a reader must not take it for sound; else it may be read or refused, as long as it ends."""

    reader: str
    name: str
    make: Callable[[], bytes]
    refused: bool = True


def cases(
    reader: str, ending: str, makers: Iterable[tuple[str, Callable[[], bytes]]], *, refused: bool = True
) -> list[Case]:
    """Give the cases of one reader, each file called after what is wrong with it."""
    return [Case(reader, f"{what}.{ending}", make, refused) for what, make in makers]
