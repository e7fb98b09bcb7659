"""Where an indicator is named in a Vietnamese text.

Letters are compared without marks and in small letters, because marks are set in two ways (`hóa`,
`hoá`) and are the first thing a hurried writer loses. Of names that overlap the longest counts.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kgdesk.domain.indicator import Indicator, running_name

_BRACKETS = re.compile(r"\([^)]*\)")
_LEAD = re.compile(r"^(?:toc do|ty le|ti le|so|huy dong) ")
_TAIL = re.compile(r" (?:giai doan [\d ]+|(?:tang )?binh quan(?: 5 nam)?|hang nam|da chieu)$")
_LEAST_WORDS, _LEAST_LETTERS = 2, 7
_SHARE_WORDS = ("co cau", "ty trong", "ti trong")  # a part of a structure is named so before it is counted
_BETWEEN = r"[\s,–-]+"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of `code` at `text[start:end]`."""

    start: int
    end: int
    code: str


@dataclass(frozen=True, slots=True)
class _Name:
    code: str
    pattern: re.Pattern[str]
    needed: tuple[str, ...]  # one of these stands in the same text, where any is given


def fold(text: str) -> str:
    """Small letters without marks, character by character, so that places stay the same."""
    return "".join(_base(letter) for letter in text)


@cache
def _base(letter: str) -> str:
    if letter in "đĐ":
        return "d"
    small = unicodedata.normalize("NFD", letter)[0].lower()
    return small if len(small) == 1 else letter


class Mentions:
    """The names of some indicators, ready to be looked for."""

    def __init__(self, indicators: Iterable[Indicator]) -> None:
        self._names = tuple(name for item in indicators for name in _names(item))

    def find(self, sentence: str) -> tuple[Mention, ...]:
        """Find the indicators named in a sentence, in reading order, none inside another."""
        folded = fold(sentence)
        found = sorted(
            (
                Mention(hit.start(), hit.end(), name.code)
                for name in self._names
                if not name.needed or any(word in folded for word in name.needed)
                for hit in name.pattern.finditer(folded)
            ),
            key=lambda item: (item.start - item.end, item.start),
        )
        kept: list[Mention] = []
        for item in found:
            if all(item.end <= other.start or item.start >= other.end for other in kept):
                kept.append(item)
        return tuple(sorted(kept, key=lambda item: item.start))


def _names(indicator: Indicator) -> Iterable[_Name]:
    """Give the distinctive part of a name; nothing where it is too short to be one."""
    name = _BRACKETS.sub(" ", running_name(indicator.name_vi, indicator.measure_vi)).partition("/")[0]
    head, colon, rest = name.partition(":")
    words = " ".join(re.findall(r"\w+", fold(unicodedata.normalize("NFC", rest if colon else head))))
    words = _LEAD.sub("", words)
    needed = (" ".join(fold(head).split()[:2]), *_SHARE_WORDS) if colon else ()
    for known in {words, _TAIL.sub("", words)}:
        if len(known.split()) >= _LEAST_WORDS and len(known) >= _LEAST_LETTERS:
            yield _Name(indicator.code, re.compile(rf"(?<!\w){_pattern(known)}(?!\w)"), needed)


def _pattern(words: str) -> str:
    """Let marks stand between the words, and a number be left out (`trên 1 vạn dân`, `trên vạn dân`)."""
    first, *others = words.split()
    return first + "".join(f"(?:{_BETWEEN}{word})?" if word.isdigit() else f"{_BETWEEN}{word}" for word in others)
