"""Reads the Markdown that the guide is written in: headings, paragraphs, lists, tables, code, pictures.

Nothing else is needed and nothing else is accepted: what cannot be printed is told, not guessed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_INLINE = re.compile(r"\*\*(?P<bold>.+?)\*\*|\*(?P<italic>[^*]+?)\*|`(?P<code>[^`]+)`|\[(?P<link>[^\]]+)\]\([^)]*\)")
_PICTURE = re.compile(r"!\[(?P<caption>[^\]]*)\]\((?P<path>[^)]+)\)$")
_NUMBERED = re.compile(r"(?P<number>\d+)\. (?P<text>.+)$")
_BEGINS = re.compile(r"```|#|\||!\[|\d+\. |- ")
_RULE = re.compile(r"\|[-| :]+\|$")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one style: `plain`, `bold`, `italic` or `code`."""

    text: str
    style: str = "plain"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the chapter's title."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list; `mark` is its number with a full stop, or a bullet."""

    mark: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by its file name, with what stands under it."""

    name: str
    caption: str


@dataclass(frozen=True, slots=True)
class Code:
    """Lines that stand as they are."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its titles and rows of cells."""

    titles: tuple[tuple[Span, ...], ...]
    rows: tuple[tuple[tuple[Span, ...], ...], ...]


Block = Heading | Paragraph | Item | Picture | Code | Grid


def spans(text: str) -> tuple[Span, ...]:
    """Take the styles out of a line."""
    found: list[Span] = []
    at = 0
    for match in _INLINE.finditer(text):
        if match.start() > at:
            found.append(Span(text[at : match.start()]))
        style, inner = next((name, value) for name, value in match.groupdict().items() if value is not None)
        found.append(Span(inner, "plain" if style == "link" else style))
        at = match.end()
    if at < len(text):
        found.append(Span(text[at:]))
    return tuple(found)


def blocks(text: str) -> Iterator[Block]:
    """Read a chapter."""
    lines = text.splitlines()
    while lines:
        line = lines.pop(0)
        if not line.strip():
            continue
        if line.startswith("```"):
            yield Code(tuple(_until(lines, "```")))
        elif line.startswith("#"):
            marks, _, title = line.partition(" ")
            yield Heading(len(marks), title)
        elif line.startswith("|"):
            yield _grid([line, *_while(lines, "|")])
        elif match := _PICTURE.match(line):
            yield Picture(match["path"].rpartition("/")[2], match["caption"])
        elif match := _NUMBERED.match(line):
            yield Item(f"{match['number']}.", spans(_joined(match["text"], lines)))
        elif line.startswith("- "):
            yield Item("•", spans(_joined(line[2:], lines)))
        elif line.startswith((" ", ">", "<", "+")):
            raise ValueError(f"not printed by the guide: {line}")
        else:
            yield Paragraph(spans(_joined(line, lines)))


def _joined(text: str, lines: list[str]) -> str:
    """Take the lines that go on with a paragraph."""
    while lines and lines[0].strip() and not _BEGINS.match(lines[0]):
        text += " " + lines.pop(0).strip()
    return text


def _until(lines: list[str], end: str) -> Iterator[str]:
    while lines and not lines[0].startswith(end):
        yield lines.pop(0)
    if lines:
        lines.pop(0)


def _while(lines: list[str], start: str) -> Iterator[str]:
    while lines and lines[0].startswith(start):
        yield lines.pop(0)


def _grid(lines: list[str]) -> Grid:
    rows = [
        tuple(
            spans(cell.strip().replace("\0", "|")) for cell in line.strip().replace("\\|", "\0").strip("|").split("|")
        )
        for line in lines
        if not _RULE.match(line)
    ]
    return Grid(rows[0], tuple(rows[1:]))
