"""Unicode that looks right and is not: marks apart from their letters, letters of other scripts, invisible signs.

`tidy` is for text that is Unicode already; legacy text goes through `legacy_text.suggest` first, whose bytes
include the soft hyphen and the no-break space. Where the tone stands (`hòa`, `hoà`) is the writer's affair.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from kgdesk.domain.legacy_text_syllables import is_syllable
from kgdesk.domain.legacy_text_tables import BREVE, CIRCUMFLEX, HORN, TONES


class TextRepair(StrEnum):
    """What was put right."""

    COMPOSED = "composed"  # letters and marks joined; Windows-1258 and Mac files keep them apart
    MARKS = "marks"  # a mark in the wrong order, written twice, or on nothing
    SPACES = "spaces"  # no-break and other odd spaces
    INVISIBLE = "invisible"  # zero-width signs, soft hyphens, byte order marks
    LOOK_ALIKE = "look_alike"  # a Cyrillic, Greek or Icelandic letter in a Latin word


@dataclass(frozen=True, slots=True)
class TidyText:
    """A text as it stood, as it should stand (NFC), and what was done to it, in the order of `TextRepair`."""

    before: str
    after: str
    repairs: tuple[TextRepair, ...] = ()


_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_MARKED = re.compile("(\\w)([\u0300-\u036f]+)")
_STRAY = re.compile("(?<![\\w\u0300-\u036f])[\u0300-\u036f]+")
_WORD = re.compile(r"[^\W\d_]+")
_TWINS = str.maketrans("АВЕКМНОРСТХаеорсухіІјЈѕЅΑΒΕΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTXaeopcyxiIjJsSABEHIKMNOPTYXo")
_ETH = str.maketrans("ÐðƉɖ", "ĐđĐđ")
_QUALITIES = CIRCUMFLEX + BREVE + HORN


def tidy(text: str) -> TidyText:
    """Put right what is sure: the words stay the same words to the eye."""
    steps = (
        (TextRepair.INVISIBLE, lambda item: _INVISIBLE.sub("", item)),
        (TextRepair.SPACES, lambda item: _SPACES.sub(" ", item)),
        (TextRepair.MARKS, _marks_ordered),
        (TextRepair.COMPOSED, lambda item: unicodedata.normalize("NFC", item)),
        (TextRepair.LOOK_ALIKE, lambda item: _WORD.sub(lambda found: _latin(found.group()), item)),
    )
    after, repairs = text, set()
    for repair, step in steps:
        changed = step(after)
        if changed != after:
            repairs.add(repair)
        after = changed
    return TidyText(text, after, tuple(item for item in TextRepair if item in repairs))


def _marks_ordered(text: str) -> str:
    """Put the mark of the vowel before the tone, once each, and drop marks that stand on no letter."""
    return _MARKED.sub(lambda found: _ordered(found.group(1), found.group(2)), _STRAY.sub("", text))


def _ordered(letter: str, marks: str) -> str:
    if letter.isdigit() or letter == "_":
        return letter
    whole = unicodedata.normalize("NFD", letter) + marks
    base, rest = whole[0], "".join(dict.fromkeys(whole[1:]))
    if set(rest) - set(_QUALITIES) - set(TONES):
        return letter + marks
    ordered = sorted(rest, key=lambda mark: mark not in _QUALITIES)
    joined = unicodedata.normalize("NFC", base + "".join(ordered))
    # What comes out as it would have anyway was in order.
    return letter + marks if joined == unicodedata.normalize("NFC", letter + marks) else joined


def _latin(word: str) -> str:
    """Write a word in Latin letters where only twins of them stand beside real ones, or Đ was written as eth."""
    plain = word.translate(_TWINS)
    if plain != word and not (_has_latin(word) and all(map(_is_latin, plain))):
        return word
    barred = plain.translate(_ETH)
    return barred if is_syllable(barred) or (barred.isupper() and barred != plain) else plain


def _has_latin(word: str) -> bool:
    return any(map(_is_latin, word))


def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN")
