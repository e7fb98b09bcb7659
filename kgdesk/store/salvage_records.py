"""Rows on the pages of a damaged database: cells, overflow, records.

Format: https://www.sqlite.org/fileformat2.html, sections 1.6 (b-tree pages) and 2.1 (records). Whatever is not as
the format says raises `UnreadableError`; nothing else is raised, whatever the bytes are.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from kgdesk.store.digests import Scalar
from kgdesk.store.salvage_pages import PageFile

TABLE_LEAF, TABLE_INNER, INDEX_LEAF, INDEX_INNER = 0x0D, 0x05, 0x0A, 0x02
_INNER = {TABLE_INNER, INDEX_INNER}
_KINDS = {TABLE_LEAF, TABLE_INNER, INDEX_LEAF, INDEX_INNER}
_MOST = 1_000_000_000  # bytes of a row; SQLite's own limit
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


class UnreadableError(Exception):
    """What stands here is no page, cell or record."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: `child` of inner pages, `rowid` of tables (0 in indexes), `payload` of what holds rows."""

    child: int
    rowid: int
    payload: bytes


def kind_of(pages: PageFile, number: int) -> int:
    """Give a page's kind; 0 where it is none that holds rows."""
    page = pages.page(number)
    start = 100 if number == 1 else 0
    return page[start] if len(page) > start and page[start] in _KINDS else 0


def last_child(pages: PageFile, number: int) -> int:
    """Give the right-most child of an inner page."""
    start = 100 if number == 1 else 0
    return int(struct.unpack_from(">I", pages.page(number), start + 8)[0])


def cells(pages: PageFile, number: int) -> Iterator[Cell | UnreadableError]:
    """Give the cells of a page in order; for one that cannot be read the error, and the next goes on."""
    page, start, kind = pages.page(number), 100 if number == 1 else 0, kind_of(pages, number)
    if not kind:
        yield UnreadableError(f"page {number}")
        return
    pointers = start + (12 if kind in _INNER else 8)
    count = struct.unpack_from(">H", page, start + 3)[0]
    if pointers + 2 * count > len(page):
        yield UnreadableError(f"page {number}")
        return
    for position in struct.unpack_from(f">{count}H", page, pointers):
        try:
            yield _cell(pages, page, position, kind)
        except (UnreadableError, struct.error, IndexError) as error:
            yield UnreadableError(str(error))


def _cell(pages: PageFile, page: bytes, position: int, kind: int) -> Cell:
    child = 0
    if kind in _INNER:
        child, position = struct.unpack_from(">I", page, position)[0], position + 4
        if kind == TABLE_INNER:
            return Cell(child, varint(page, position)[0], b"")
    length, position = varint(page, position)
    rowid = 0
    if kind == TABLE_LEAF:
        rowid, position = varint(page, position)
    if not 0 <= length <= _MOST:
        raise UnreadableError("length")
    return Cell(child, rowid, _payload(pages, page, position, length, table=kind == TABLE_LEAF))


def _payload(pages: PageFile, page: bytes, position: int, length: int, *, table: bool) -> bytes:
    usable = pages.usable
    most = usable - 35 if table else (usable - 12) * 64 // 255 - 23
    least = (usable - 12) * 32 // 255 - 23
    local = length
    if length > most:
        local = least + (length - least) % (usable - 4)
        local = least if local > most else local
    here = page[position : position + local]
    if len(here) < local:
        raise UnreadableError("cell past its page")
    if local == length:
        return here
    parts, missing, seen = [here], length - local, set()
    following = struct.unpack_from(">I", page, position + local)[0]
    while missing > 0:
        overflow = pages.page(following)
        if not overflow or following in seen or not pages.is_whole(following):
            raise UnreadableError("overflow")
        seen.add(following)
        pages.overflow.add(following)
        parts.append(overflow[4 : 4 + min(missing, usable - 4)])
        missing -= usable - 4
        following = struct.unpack_from(">I", overflow, 0)[0]
    return b"".join(parts)


def record(payload: bytes) -> list[Scalar]:
    """Read the columns of a record; raises UnreadableError."""
    try:
        return _record(payload)
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise UnreadableError("record") from error


def _record(payload: bytes) -> list[Scalar]:
    header, position = varint(payload, 0)
    if not 0 < header <= len(payload):
        raise UnreadableError("header")
    body, values = header, []
    while position < header:
        kind, position = varint(payload, position)
        value, body = _value(payload, kind, body)
        values.append(value)
    if position != header or body != len(payload):
        raise UnreadableError("lengths")
    return values


def _value(payload: bytes, kind: int, at: int) -> tuple[Scalar, int]:
    if kind in {0, 8, 9}:
        return (None, 0, 1)[kind and kind - 7], at
    if kind in _INTEGERS:
        end = at + _INTEGERS[kind]
    elif kind >= 12:  # noqa: PLR2004 - blobs are even, texts odd
        end = at + (kind - 12) // 2
    else:
        raise UnreadableError("type")  # no workspace holds floats
    content = payload[at:end]
    if len(content) != end - at:
        raise UnreadableError("value")
    if kind in _INTEGERS:
        return int.from_bytes(content, "big", signed=True), end
    return (content.decode() if kind % 2 else content), end


def varint(data: bytes, position: int) -> tuple[int, int]:
    """Read a number of one to nine bytes; gives it and the place behind it. Raises UnreadableError."""
    if position < 0:
        raise UnreadableError("position")
    value = 0
    for count in range(9):
        if position >= len(data):
            raise UnreadableError("number")
        byte = data[position]
        position += 1
        if count == 8:  # noqa: PLR2004 - the ninth byte is whole
            value = (value << 8) | byte
            break
        value = (value << 7) | (byte & 0x7F)
        if byte < 0x80:  # noqa: PLR2004 - the last one
            break
    return (value - 2**64 if value >= 2**63 else value), position
