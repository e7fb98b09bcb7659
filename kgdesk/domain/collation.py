"""The order of Vietnamese names: as in the alphabet, with the tones as a second look, numbers by their value.

The alphabet is a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y; f j w z stand where Latin has them.
Words that differ in their tones only follow the dictionaries: ngang, huyền, hỏi, ngã, sắc, nặng. As in CLDR and
in the locale vi_VN of the C library, tones decide only where all letters of both texts are equal, and the case
of the letters only where the tones are too.
"""

import unicodedata
from collections.abc import Iterator

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PLACE = {letter: place for place, letter in enumerate(_LETTERS)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}  # huyền, hỏi, ngã, sắc, nặng
_MADE = {
    ("a", "\u0306"): "ă",
    ("a", "\u0302"): "â",
    ("e", "\u0302"): "ê",
    ("o", "\u0302"): "ô",
    ("o", "\u031b"): "ơ",
    ("u", "\u031b"): "ư",
}
_SPACE, _SIGN, _NUMBER, _LETTER, _OTHER = range(5)  # what a text is made of, in this order

_Primary = tuple[int, int, str]
CollationKey = tuple[tuple[_Primary, ...], tuple[int, ...], tuple[int, ...], str]


def collation_key(text: str) -> CollationKey:
    """Give the key by which a text is sorted: `sorted(names, key=collation_key)`.

    Composed and decomposed Unicode get equal keys but for the text itself, which decides last.
    """
    primary: list[_Primary] = []
    tones: list[int] = []
    cases: list[int] = []
    for item in _elements(text.strip()):
        weight, tone, case = item
        primary.append(weight)
        tones.append(tone)
        cases.append(case)
    return tuple(primary), tuple(tones), tuple(cases), unicodedata.normalize("NFC", text)


def _elements(text: str) -> Iterator[tuple[_Primary, int, int]]:
    """Split into letters with their tone and case, numbers, spaces and signs."""
    decomposed = unicodedata.normalize("NFD", text)
    place, end = 0, len(decomposed)
    while place < end:
        char = decomposed[place]
        stop = place + 1
        if char.isspace():
            while stop < end and decomposed[stop].isspace():
                stop += 1
            yield (_SPACE, 0, ""), 0, 0
        elif char.isdecimal():
            while stop < end and decomposed[stop].isdecimal():
                stop += 1
            digits = "".join(str(unicodedata.decimal(digit)) for digit in decomposed[place:stop]).lstrip("0")
            yield (_NUMBER, len(digits), digits), 0, stop - place
        else:
            while stop < end and unicodedata.combining(decomposed[stop]):
                stop += 1
            yield _letter(char, decomposed[place + 1 : stop])
        place = stop


def _letter(char: str, marks: str) -> tuple[_Primary, int, int]:
    small = char.lower()
    tone = 0
    for mark in marks:
        if mark in _TONES:
            tone = _TONES[mark]
        else:
            small = _MADE.get((small, mark), small)
    case = int(char != char.lower())
    if small in _PLACE:
        return (_LETTER, _PLACE[small], ""), tone, case
    if char.isalpha():
        return (_OTHER, 0, small), tone, case
    return (_SIGN, 0, char), tone, case
