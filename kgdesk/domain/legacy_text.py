"""Vietnamese text in the encodings from before Unicode: known by its font, else by its contents, and read.

`suggest` never changes anything by itself: it says what a text would become, how that was decided and how
sure it is; the person decides. Text that is right as it stands gets no suggestion.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from kgdesk.domain.legacy_text_evidence import Evidence, weigh
from kgdesk.domain.legacy_text_tables import CONTROLS, FROM_CP1258, TCVN3, TCVN3_CODES, TONES, VNI, VNI_CODES


class LegacyEncoding(StrEnum):
    """What a text was written in."""

    TCVN3 = "tcvn3"
    VNI = "vni"
    UTF8 = "utf8"  # Unicode whose bytes some program took for Windows-1252: `Viá»‡t`


class DecidedBy(StrEnum):
    """What told the encoding."""

    FONT = "font"
    CONTENT = "content"
    NONE = "none"


class Certainty(StrEnum):
    """How sure it is. What is likely may be offered, but never for many cells by one click."""

    CERTAIN = "certain"
    LIKELY = "likely"


@dataclass(frozen=True, slots=True)
class LegacyReading:
    """A text as it stood (`before`) and as it reads (`after`, NFC).

    Where nothing was found, `decided_by` is NONE, `encoding` and `certainty` are None and `after` is `before`.
    `score` is the share of marked words that are Vietnamese only when converted, 0 to 1.
    """

    before: str
    after: str
    encoding: LegacyEncoding | None = None
    decided_by: DecidedBy = DecidedBy.NONE
    certainty: Certainty | None = None
    score: float = 0.0


_TABLES: dict[LegacyEncoding, dict[str, str]] = {LegacyEncoding.TCVN3: TCVN3, LegacyEncoding.VNI: VNI}
_UNCHANGED = {
    item: frozenset(letter for shown, letter in table.items() if shown == letter) for item, table in _TABLES.items()
}
_TCVN3_LETTERS = {ord(shown): letter for shown, letter in TCVN3.items()}
_WRITTEN = {
    LegacyEncoding.TCVN3: {ord(letter): shown for letter, shown in TCVN3_CODES.items()},
    LegacyEncoding.VNI: {ord(letter): shown for letter, shown in VNI_CODES.items()},
}
_VNI_PAIRS = re.compile("|".join(sorted(map(re.escape, VNI), key=len, reverse=True)))
_TCVN3_FONT = re.compile(r"@?\.vn", re.IGNORECASE)
_VNI_FONT = re.compile(r"@?(?i:vni)([-_ ]|(?=[A-Z]))")
_CAPITALS_FONT = re.compile(r"h( *(bold|italic|regular|đậm|nghiêng))*$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_SMALL = re.compile("[a-z]")
_TONED = "".join(letter for letter in TCVN3.values() if set(unicodedata.normalize("NFD", letter)) & set(TONES))
_PAIR = re.compile(f"([AĂÂEÊIOÔƠUƯY])([{_TONED}])")


def encoding_of_font(font: str | None) -> tuple[LegacyEncoding, bool] | None:
    """Tell a legacy font by its name, and whether it draws small letters as capitals (`.VnTimeH`).

    `VnTime` without the dot is another family with other codes, hence unknown here.
    """
    name = (font or "").strip()
    if _TCVN3_FONT.match(name):
        return LegacyEncoding.TCVN3, bool(_CAPITALS_FONT.search(name))
    return (LegacyEncoding.VNI, False) if _VNI_FONT.match(name) else None


def decode(text: str, encoding: LegacyEncoding, *, capitals: bool = False) -> str:
    """Read `text`, the bytes of `encoding` as Windows-1252 or Latin-1 shows them; the answer is NFC.

    What the table does not know stays. `capitals` is for the fonts of capitals: everything is raised.
    ValueError where UTF8 is asked for and the bytes are none.
    """
    if encoding is LegacyEncoding.UTF8:
        return unicodedata.normalize("NFC", _bytes_of(text).decode("utf-8"))
    plain = text.translate(CONTROLS)
    if encoding is LegacyEncoding.TCVN3:
        letters = _capitals_restored(plain.replace("\u03bc", "\u00b5").translate(_TCVN3_LETTERS))
    else:
        letters = _VNI_PAIRS.sub(lambda found: VNI[found.group()], plain)
    return unicodedata.normalize("NFC", letters.upper() if capitals else letters)


def encode(text: str, encoding: LegacyEncoding) -> str:
    """Write `text` as `encoding` was written; TCVN3 loses the case of capitals with a tone. For checks only."""
    composed = unicodedata.normalize("NFC", text)
    if encoding is LegacyEncoding.UTF8:
        return "".join(CONTROLS.get(byte, chr(byte)) for byte in composed.encode())
    return composed.translate(_WRITTEN[encoding])


def read_legacy(text: str, font: str | None = None) -> LegacyReading:
    """Say what `text` is and what it reads; `font` is the name of the cell's font, where one is known."""
    known = encoding_of_font(font)
    found = None if known is None else _by_font(text, known[0], capitals=known[1])
    return found or _by_content(text) or LegacyReading(text, text)


def suggest(text: str, font: str | None = None) -> LegacyReading | None:
    """Offer a conversion, or None where the text is to stay as it is."""
    reading = read_legacy(text, font)
    return None if reading.encoding is None else reading


def suggest_block(texts: Sequence[str], fonts: Sequence[str | None] | None = None) -> list[LegacyReading | None]:
    """Offer conversions for cells that were pasted or read together, one answer per text.

    A cell too short to tell by itself (`X·`, `sè`) is likely in the encoding of the cells around it, provided
    that some of them are certain, that all certain ones agree and that no cell holds Unicode Vietnamese.
    """
    names = list(fonts) if fonts is not None else [None] * len(texts)
    answers = [suggest(text, font) for text, font in zip(texts, names, strict=True)]
    certain = {item.encoding for item in answers if item is not None and item.certainty is Certainty.CERTAIN}
    if len(certain) != 1 or any(_is_unicode(text) for text in texts):
        return answers
    encoding = certain.pop()
    return [answer or _beside(text, encoding) for text, answer in zip(texts, answers, strict=True)]


def _by_font(text: str, encoding: LegacyEncoding, *, capitals: bool) -> LegacyReading | None:
    """Believe the font, unless the words are Vietnamese already: an old font often stays on new text."""
    shown = text
    if encoding is LegacyEncoding.VNI and _is_unicode(text):
        shown = _as_cp1252(text)
    if _is_unicode(shown):
        return None
    evidence = _weigh(shown, encoding)
    after = decode(shown, encoding, capitals=capitals)
    if after == text or (shown != text and not evidence.is_clean):
        return None
    if evidence.misses and evidence.misses > evidence.hits and evidence.right_already:
        return None
    sure = evidence.hits >= evidence.misses and (bool(evidence.hits) or not evidence.right_already)
    certainty = Certainty.CERTAIN if sure else Certainty.LIKELY
    return LegacyReading(text, after, encoding, DecidedBy.FONT, certainty, evidence.score)


def _by_content(text: str) -> LegacyReading | None:
    if text.isascii():
        return None
    misread = _misread_utf8(text)
    if misread is not None:
        return LegacyReading(text, misread, LegacyEncoding.UTF8, DecidedBy.CONTENT, Certainty.CERTAIN, 1.0)
    if _is_unicode(text):
        return None
    weighed = [(item, _weigh(text, item)) for item in _TABLES]
    encoding, evidence = max(weighed, key=lambda pair: (pair[1].tells, pair[1].hits, -pair[1].misses))
    others = [other for item, other in weighed if item is not encoding]
    if not evidence.tells or any(other.tells or (other.is_clean and not evidence.proves) for other in others):
        return None
    certainty = Certainty.CERTAIN if evidence.proves else Certainty.LIKELY
    return LegacyReading(text, decode(text, encoding), encoding, DecidedBy.CONTENT, certainty, evidence.score)


def _beside(text: str, encoding: LegacyEncoding | None) -> LegacyReading | None:
    if encoding is None or encoding not in _TABLES or text.isascii():
        return None
    evidence = _weigh(text, encoding)
    if evidence.misses or not (evidence.hits or evidence.right_already):
        return None
    after = decode(text, encoding)
    return LegacyReading(text, after, encoding, DecidedBy.CONTENT, Certainty.LIKELY, evidence.score)


def _weigh(text: str, encoding: LegacyEncoding) -> Evidence:
    return weigh(text, partial(decode, encoding=encoding), unchanged=_UNCHANGED[encoding])


def _is_unicode(text: str) -> bool:
    """Whether a letter or mark stands in `text` that no byte of Windows-1252 shows."""
    return any(
        (letter.isalpha() or unicodedata.combining(letter)) and letter not in _WESTERN
        for letter in text
        if letter > "\xff"
    )


_WESTERN = frozenset("ŒœŠšŽžŸƒˆªº\u03bc")  # what Windows-1252 shows beyond Latin-1, and the micro sign's twin


def _as_cp1252(text: str) -> str:
    """Show again as Windows-1252 what was shown as Windows-1258; what is no such byte stays."""
    return "".join(_cp1258_letter(letter) for letter in text)


def _cp1258_letter(letter: str) -> str:
    if letter <= "\xff" and letter not in FROM_CP1258:
        return letter
    parts = [letter] if letter in FROM_CP1258 else list(unicodedata.normalize("NFD", letter))
    return "".join(FROM_CP1258.get(part, part) for part in parts)


def _bytes_of(text: str) -> bytes:
    return b"".join(letter.encode("cp1252") if letter > "\x9f" else letter.encode("latin-1") for letter in text)


def _misread_utf8(text: str) -> str | None:
    """The text that these characters are the UTF-8 bytes of; None where they are none or only signs."""
    try:
        after = decode(text, LegacyEncoding.UTF8)
    except ValueError:
        return None
    letters = [letter for letter in after if letter.isalpha() and not letter.isascii()]
    return after if letters and all(unicodedata.name(letter, "").startswith("LATIN") for letter in letters) else None


def _capitals_restored(text: str) -> str:
    """Raise what TCVN3 could not write large: `TØNH` is TỈNH, in lines of capitals and in single words.

    Some converters wrote a capital before the small letter instead (`Aµ` for À); Vietnamese never does.
    """
    paired = _PAIR.sub(lambda found: _raised_pair(found.group(1), found.group(2)), text)
    words = _WORD.findall(paired)
    if any(sum(map(str.isupper, word)) > 1 for word in words) and not _SMALL.search(paired):
        return paired.upper()
    return _WORD.sub(lambda found: _raised_word(found.group()), paired)


def _raised_pair(capital: str, toned: str) -> str:
    marks = unicodedata.normalize("NFD", toned)
    plain = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in TONES))
    return toned.upper() if plain == capital.lower() else capital + toned


def _raised_word(word: str) -> str:
    capitals = sum(map(str.isupper, word))
    return word.upper() if capitals > 1 and not _SMALL.search(word) else word
