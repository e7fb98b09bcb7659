"""How many lines a text takes in a cell, so that rows are as high as their text in every program.

Excel does not measure rows that come with a height, LibreOffice does not measure those that come
without one: the height is therefore computed here, from the widths of Times New Roman (the
metrics Adobe published for Times, thousandths of the size). Deterministic, without any font file.
"""

import unicodedata
from functools import lru_cache
from itertools import chain

# Characters in code order from space to tilde.
_ASCII = (
    (250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278),
    (500,) * 10,
    (278, 278, 564, 564, 564, 444, 921),
    (722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889),
    (722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611),
    (333, 278, 333, 469, 500, 333),
    (444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778),
    (500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444),
    (480, 200, 480, 541),
)
_OTHER = 600
_WIDEST = 1000
_BOLD = 1.07  # bold is wider by about this much
_SLACK = 0.97  # programs break a little earlier than the sum of widths says
_PADDING_MM = 1.6  # a cell keeps this much free beside its text
_POINTS_PER_MM = 72 / 25.4
LINE_SPACING = 1.3  # height of a line over the size of its letters


class _Widths(dict[str, int]):
    """Widths by character; an accented letter is as wide as its base."""

    def __missing__(self, character: str) -> int:
        base = unicodedata.normalize("NFD", character)[0]
        width = self[base] if base != character else _OTHER
        self[character] = width
        return width


_WIDTHS = _Widths(zip(map(chr, range(0x20, 0x7F)), chain.from_iterable(_ASCII), strict=True))
_WIDTHS |= {"đ": 500, "Đ": 722, "ư": 560, "Ư": 790, "ơ": 520, "Ơ": 740, "–": 500, "≥": 549, "≤": 549, "…": 1000}
_SPACE = _WIDTHS[" "]


@lru_cache(maxsize=20_000)
def _word_width(word: str) -> int:
    return sum(map(_WIDTHS.__getitem__, word))


def wrap(text: str, *, width_mm: float, size: float, bold: bool = False) -> list[str]:
    """Break a text into the lines a cell of that width shows; letters of `size` points.

    Every line keeps what ended it (a space, a line end, nothing), so that joined they are the text.
    """
    room = (width_mm - _PADDING_MM) * _POINTS_PER_MM * _SLACK / size * 1000 / (_BOLD if bold else 1)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_wrap_paragraph(paragraph, room))
        lines[-1] += "\n"
    lines[-1] = lines[-1][:-1]
    return lines


def _wrap_paragraph(paragraph: str, room: float) -> list[str]:
    if len(paragraph) * _WIDEST <= room:
        return [paragraph]
    lines: list[str] = []
    line: list[str] = []
    used = 0.0
    for word in paragraph.split(" "):
        width = _word_width(word)
        if line and used + width > room:
            lines.append(" ".join(line) + " ")
            line, used = [], 0.0
        if width > room:  # longer than a line: broken anywhere
            *whole, word = _break_word(word, room)  # noqa: PLW2901 - what is left of it
            lines.extend(whole)
            width = _word_width(word)
        used += width + _SPACE
        line.append(word)
    lines.append(" ".join(line))
    return lines


def _break_word(word: str, room: float) -> list[str]:
    pieces, used = [""], 0.0
    for character in word:
        width = _WIDTHS[character]
        if pieces[-1] and used + width > room:
            pieces.append("")
            used = 0.0
        pieces[-1] += character
        used += width
    return pieces


def height(lines: int, size: float) -> float:
    """Height in points of a row that shows so many lines."""
    return round(lines * size * LINE_SPACING + 2, 1)
