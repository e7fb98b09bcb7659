"""Breaking text into lines: own wrapping, since a Paragraph object per cell doubles the time of a table."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kgdesk.returns.pdf_fonts import REGULAR, composed, text_width

_DASHES = {"-", "–", "—"}
_SLACK = 0.01  # points: a text is never broken by the rounding of its own width
_NARROWEST = 0.18  # of the size: narrower than any letter of Times, so that no line is cut short


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style."""

    text: str
    font: str = REGULAR


@dataclass(frozen=True, slots=True)
class Line:
    """One line as runs, blanks between words inside them (`gaps` of them); `width` in points without stretching."""

    runs: tuple[Run, ...]
    width: float
    gaps: int


def wrap(text: str, *, font: str, size: float, width: float) -> list[str]:
    """Break plain text into lines no wider than `width` points; a word wider than that is cut. Newlines are kept."""
    lines: list[str] = []
    for piece in text.split("\n"):
        lines.extend(_wrap_piece(composed(piece), font, size, width) or [""])
    return lines if lines != [""] else []


def _wrap_piece(text: str, font: str, size: float, width: float) -> list[str]:
    if text_width(text, font, size) <= width + _SLACK:
        line = " ".join(_split(text))
        return [line] if line else []
    space = text_width(" ", font, size)
    lines: list[str] = []
    current: list[str] = []
    used = 0.0
    for word in _fitting(_split(text), font, size, width):
        extent = text_width(word, font, size)
        if current and used + space + extent > width + _SLACK:
            lines.append(" ".join(current))
            current, used = [word], extent
        else:
            used += extent + (space if current else 0.0)
            current.append(word)
    if current:
        lines.append(" ".join(current))
    return lines


def _split(text: str) -> list[str]:
    """Words; the blank that does not break stays inside its word, a lone dash stays with the word before it."""
    words: list[str] = []
    for word in text.split(" "):
        if word in _DASHES and words:
            words[-1] = f"{words[-1]} {word}"
        elif word:
            words.append(word)
    return words


def _fitting(words: Iterable[str], font: str, size: float, width: float) -> Iterator[str]:
    """Give the words; those wider than a line are cut into pieces that fit, after a slash or hyphen if there is one."""
    most = int((width + _SLACK) / (size * _NARROWEST)) + 1  # letters that could stand in a line at all
    for word in words:
        rest = word
        while len(rest) > most or (len(rest) > 1 and text_width(rest, font, size) > width + _SLACK):
            count = min(len(rest) - 1, most)
            while count > 1 and text_width(rest[:count], font, size) > width + _SLACK:
                count -= 1
            joint = max(rest.rfind(mark, 0, count) for mark in "/-") + 1
            count = joint or count
            yield rest[:count]
            rest = rest[count:]
        yield rest


def wrap_evenly(text: str, *, font: str, size: float, width: float) -> list[str]:
    """Break a heading into as few lines as fit, of widths as equal as words allow."""
    if "\n" in text:
        return [line for part in text.split("\n") for line in wrap_evenly(part, font=font, size=size, width=width)]
    lines = wrap(text, font=font, size=size, width=width)
    if len(lines) < 2:  # noqa: PLR2004 - one line needs no evening
        return lines
    narrow, wide = max(text_width(word, font, size) for word in _split(composed(text))), width
    while wide - narrow > 1.0:
        middle = (narrow + wide) / 2
        if len(wrap(text, font=font, size=size, width=middle)) > len(lines):
            narrow = middle
        else:
            wide = middle
    return wrap(text, font=font, size=size, width=wide)


def wrap_runs(runs: Sequence[Run], *, size: float, width: float, indent: float = 0.0) -> list[Line]:
    """Break text of several styles into lines; the first line is `indent` points shorter."""
    lines: list[Line] = []
    words: list[Run] = []
    used, room = 0.0, width - indent
    for word in _words(runs, size, width):
        extent = text_width(word.text, word.font, size)
        gap = text_width(" ", words[-1].font, size) if words else 0.0
        if words and used + gap + extent > room + _SLACK:
            lines.append(_line(words, used))
            words, used, room, gap = [], 0.0, width, 0.0
        words.append(word)
        used += gap + extent
    if words:
        lines.append(_line(words, used))
    return lines


def _words(runs: Sequence[Run], size: float, width: float) -> Iterator[Run]:
    for run in runs:
        for word in _fitting(_split(composed(run.text)), run.font, size, width / 2):
            yield Run(word, run.font)


def _line(words: Sequence[Run], width: float) -> Line:
    """Join neighbours of one style, blanks included."""
    merged: list[Run] = []
    for position, word in enumerate(words):
        blank = " " if position + 1 < len(words) else ""
        if merged and merged[-1].font == word.font:
            merged[-1] = Run(merged[-1].text + word.text + blank, word.font)
        else:
            merged.append(Run(word.text + blank, word.font))
    return Line(tuple(merged), width, sum(run.text.count(" ") for run in merged))
