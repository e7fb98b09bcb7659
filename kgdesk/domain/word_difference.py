"""What differs between two texts, word by word, as a reader sees it."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_PIECES = re.compile(r"\d+(?:[.,]\d+)*%?|\w+|\s+|[^\w\s]")
MOST_PIECES = 4_000  # of one text; longer ones are shown as all new, for the comparison grows with the square


class Kind(StrEnum):
    """What became of a piece."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words and what became of them."""

    kind: Kind
    text: str


def word_difference(before: str, after: str) -> tuple[Piece, ...]:
    """Compare two texts; same and removed pieces together are `before`, same and added ones `after`."""
    if not before or not after:
        return _pieces((Kind.REMOVED, before), (Kind.ADDED, after))
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    if max(len(old), len(new)) > MOST_PIECES:
        return _pieces((Kind.REMOVED, before), (Kind.ADDED, after))
    found: list[tuple[Kind, str]] = []
    for tag, old_start, old_end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append((Kind.SAME, "".join(old[old_start:old_end])))
        else:
            found.append((Kind.REMOVED, "".join(old[old_start:old_end])))
            found.append((Kind.ADDED, "".join(new[new_start:new_end])))
    return _pieces(*_joined(found))


def _joined(found: list[tuple[Kind, str]]) -> list[tuple[Kind, str]]:
    """Take a lone blank between two changes with them: `một hai` for `ba bốn` reads as one change."""
    joined: list[tuple[Kind, str]] = []
    removed = added = ""
    for position, (kind, text) in enumerate(found):
        lone = kind is Kind.SAME and text == " " and 0 < position < len(found) - 1
        if kind is Kind.REMOVED or lone:
            removed += text
        if kind is Kind.ADDED or lone:
            added += text
        if kind is Kind.SAME and not lone:
            joined += [(Kind.REMOVED, removed), (Kind.ADDED, added), (kind, text)]
            removed = added = ""
    return [*joined, (Kind.REMOVED, removed), (Kind.ADDED, added)]


def _pieces(*found: tuple[Kind, str]) -> tuple[Piece, ...]:
    return tuple(Piece(kind, text) for kind, text in found if text)
