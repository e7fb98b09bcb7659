"""What the words of a text say for and against an encoding."""

import re
from collections.abc import Callable, Container
from dataclasses import dataclass

from kgdesk.domain.legacy_text_syllables import is_syllable
from kgdesk.domain.legacy_text_tables import TCVN3

_SIGNS = "".join(letter for letter in TCVN3 if not letter.isalnum())
_TOKEN = re.compile(rf"(?:[^\W_]|[{re.escape(_SIGNS)}])+")
_ABBREVIATION = re.compile("[A-ZĐ]{1,8}")
# What stands in words of units and foreign tongues by right: `µm`, `N·m`, `où`, `tôt`.
_INNOCENT = re.compile("µ[A-Za-z]*|[A-Za-z]·[A-Za-z]+|où|tôt", re.IGNORECASE)
# What hardly stands in a word of another tongue: a sign, a capital after a small letter, VNI's marks behind a vowel.
_STRONG = re.compile(
    rf".*([{re.escape(_SIGNS)}]|[a-z][Æ-ß]|[aeouyôö][øåäõãâ]|[AEOUYÔÖ][ØÅÄÕÃÂ]|[öÖ][ôÔ]|^[ñÑ][aeiouyAEIOUY])"
)
_ALONE = frozenset("đĐ")  # what may stand alone though it is no syllable: the sign of the currency, an abbreviation
_MISSES_ALLOWED = 20  # one marked word in so many may be a name or a slip
_PLAIN_SHARE = 0.6  # of the unmarked words in small letters that must be Vietnamese syllables for certainty

_SOME, _MANY = 3, 4  # different hits that tell, and prove, whatever stands between them (English, file names)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Counts over the words that hold a character of the encoding, and over the unmarked ones.

    `hits` counts different words that are syllables only when converted, `right_already` words that are
    syllables as they stand (and converted, too), `misses` words that are none when converted.
    """

    hits: int = 0
    strong: int = 0  # hits as no other tongue writes words: `D©n`, `HuyÖn`, `laø`
    right_already: int = 0
    misses: int = 0
    plain_share: float = 1.0

    @property
    def score(self) -> float:
        """The share of marked words that only the conversion makes Vietnamese."""
        total = self.hits + self.right_already + self.misses
        return self.hits / total if total else 0.0

    @property
    def is_clean(self) -> bool:
        """Whether the conversion turns every marked word into a syllable and some word needs it."""
        return bool(self.hits) and not self.misses

    @property
    def tells(self) -> bool:
        """Whether the contents alone are worth an offer: no word against it, and more than a weak word or two."""
        few = self.misses * _MISSES_ALLOWED <= self.hits
        weak = self.hits + self.right_already < _SOME and not self.strong
        company = self.plain_share >= _PLAIN_SHARE or self.hits >= _SOME
        return bool(self.hits) and few and not weak and self.hits * 3 >= self.right_already and company

    @property
    def proves(self) -> bool:
        """Whether the contents leave no doubt: two marked words, one of them strong, or many."""
        strong = bool(self.strong) and self.hits + self.right_already > 1
        return (
            self.tells and (strong or self.hits >= _MANY) and (self.plain_share >= _PLAIN_SHARE or self.hits >= _MANY)
        )


def weigh(text: str, convert: Callable[[str], str], *, unchanged: Container[str]) -> Evidence:
    """Weigh every word of `text` as it stands against what `convert` makes of it.

    `unchanged` are the letters that the encoding shows as themselves: they speak neither for nor against it.
    """
    hits: set[str] = set()
    misses = right_already = 0
    plain: list[bool] = []
    for word in _TOKEN.findall(text):
        after = convert(word)
        if _is_abbreviation(word, after):
            continue
        if len(word) == 1 and after != word:
            misses += not (is_syllable(after) or after in _ALONE)
        elif after == word:
            plain.extend(_plain_vote(word))
            misses += _is_unread(word, unchanged)
        elif not is_syllable(after):
            misses += 1
        elif is_syllable(word):
            right_already += 1
        elif not _INNOCENT.fullmatch(word):
            hits.add(word)
    strong = sum(bool(_STRONG.match(word)) for word in hits)
    share = sum(plain) / len(plain) if plain else 1.0
    return Evidence(len(hits), strong, right_already, misses, share)


def _is_abbreviation(word: str, after: str) -> bool:
    """`H§ND` for HĐND: capitals that are no syllable say nothing either way."""
    return word != after and bool(_ABBREVIATION.fullmatch(after)) and not is_syllable(after)


def _is_unread(word: str, unchanged: Container[str]) -> bool:
    """Whether a letter in `word` is no code of the encoding; the signs of ordinals are no letters."""
    return any(
        letter.isalpha() and not letter.isascii() and letter not in unchanged and letter not in "ªº" for letter in word
    )


def _plain_vote(word: str) -> tuple[bool, ...]:
    """Small ASCII words are counted: English and French ones are seldom syllables."""
    return (is_syllable(word),) if len(word) > 1 and word.isascii() and word.isalpha() and not word.isupper() else ()
