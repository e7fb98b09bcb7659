"""Zip files that every program reads alike (APPNOTE 6.3.10): local headers equal the directory, no byte is left over.

Programs differ in what they believe when a zip contradicts itself: a signature checked over one reading says
nothing about another. Here there is one reading or none.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from kgdesk.signing.opc_irregular import Irregular

MAX_FILE = 30_000_000  # bytes
MAX_PARTS = 200
MAX_PART = 40_000_000  # bytes, unpacked
MAX_TOTAL = 80_000_000
MAX_RATIO = 200  # unpacked over packed; repetitive sheets reach about 40
ANY_RATIO = 200_000  # parts up to this size may have any ratio

STORED, DEFLATED = 0, 8
LOCAL = struct.Struct("<4s5H3I2H")
CENTRAL = struct.Struct("<4s6H3I5H2I")
END = struct.Struct("<4s4H2IH")
DESCRIPTOR = struct.Struct("<4s3I")
LOCAL_MARK, CENTRAL_MARK, END_MARK, DESCRIPTOR_MARK = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"PK\x07\x08"

# Our own extra field: CRC-32 of the packed bytes. Deflate has many spellings of one content; this holds ours fast.
PACKED_CHECK = 0x474B
# Extra fields without influence on the reading: times, owners, padding of Excel, the mark of Java archives.
_HARMLESS = {0x5455, 0x7855, 0x7875, 0x000A, 0xA220, 0xCAFE}
_DEFLATE_LEVEL, _DESCRIPTOR_FOLLOWS, _UTF8 = 0x6, 0x8, 0x800
NEWEST = 20  # version needed: deflate and folders; nothing else is used here
_NAME = re.compile(rb"[A-Za-z0-9_][A-Za-z0-9_.-]*(?:/[A-Za-z0-9_][A-Za-z0-9_.-]*|/\.rels)*|_rels/\.rels")
_TYPES_NAME = b"[Content_Types].xml"
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the zip: `packed` as it stands, `content` unpacked and checked against its CRC."""

    name: str
    method: int
    crc: int
    packed: bytes = field(repr=False)
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Header:
    """A line of the central directory; `common` are the fields that the local header must repeat."""

    common: tuple[int, ...]
    crc: int
    packed_size: int
    size: int
    offset: int
    name: bytes
    extra: bytes
    maker: tuple[int, int, int]

    @property
    def flags(self) -> int:
        return self.common[1]

    @property
    def method(self) -> int:
        return self.common[2]


def is_zip(data: bytes) -> bool:
    """Whether the bytes end like a zip, regular or not."""
    return data.rfind(END_MARK, max(0, len(data) - 70_000)) >= 0


def read_zip(data: bytes) -> tuple[Entry, ...]:
    """Unpack all files in their order; raises Irregular for whatever could be read in two ways, or is too large."""
    if len(data) > MAX_FILE:
        raise Irregular("file too large")
    headers, directory_at = _directory(data)
    _check_limits(headers)
    entries = []
    place = 0
    for header in headers:
        if header.offset != place:
            raise Irregular("gap or overlap between files")
        start = _local(data, header)
        end = start + header.packed_size
        packed = data[start:end]
        entries.append(_entry(header, packed))
        place = _after_descriptor(data, header, end)
    if place != directory_at:
        raise Irregular("bytes before the directory")
    return tuple(entries)


def _directory(data: bytes) -> tuple[list[_Header], int]:
    """Read the central directory: it must fill the file from its offset to the end record."""
    end_at = len(data) - END.size
    if end_at < 0 or data[end_at : end_at + 4] != END_MARK:
        raise Irregular("end record is not the end")
    _, disk, first_disk, here, total, size, offset, comment = END.unpack_from(data, end_at)
    if disk or first_disk or comment or here != total or offset + size != end_at or not 0 < total <= MAX_PARTS:
        raise Irregular("end record")
    headers = []
    place = offset
    for _ in range(total):
        header, place = _header(data, place, end_at)
        headers.append(header)
    if place != end_at:
        raise Irregular("directory has a remainder")
    return headers, offset


def _header(data: bytes, place: int, limit: int) -> tuple[_Header, int]:
    if place + CENTRAL.size > limit:
        raise Irregular("directory cut short")
    (mark, made, needed, flags, method, time, day, crc, packed_size, size, name_size, extra_size, comment, disk, inner,
     outer, offset) = CENTRAL.unpack_from(data, place)  # fmt: skip
    name_at = place + CENTRAL.size
    end = name_at + name_size + extra_size
    if mark != CENTRAL_MARK or comment or disk or end > limit:
        raise Irregular("directory line")
    common = (needed, flags, method, time, day)
    name, extra = data[name_at : name_at + name_size], data[name_at + name_size : end]
    return _Header(common, crc, packed_size, size, offset, name, extra, (made, inner, outer)), end


def _check_limits(headers: list[_Header]) -> None:
    """Look at names, kinds and sizes before anything is unpacked."""
    names = [header.name.lower() for header in headers]
    if len(set(names)) != len(names):
        raise Irregular("two files of one name")
    if len({header.maker for header in headers}) != 1:
        raise Irregular("files of several makers")
    if sum(header.size for header in headers) > MAX_TOTAL:
        raise Irregular("too much to unpack")
    for header in headers:
        if not _is_regular(header):
            raise Irregular("name, version, flags or method of a file")
        if header.size > MAX_PART or header.size > max(ANY_RATIO, header.packed_size * MAX_RATIO):
            raise Irregular("file too large or compressed beyond belief")


def _is_regular(header: _Header) -> bool:
    needed, flags, method, *_ = header.common
    known = _DEFLATE_LEVEL | _DESCRIPTOR_FOLLOWS | _UTF8
    named = header.name == _TYPES_NAME or (_NAME.fullmatch(header.name) is not None and b".." not in header.name)
    return (
        named
        and len(header.name) <= _LONGEST_NAME
        and not header.name.endswith(b".")
        and needed <= NEWEST
        and not flags & ~known
        and method in {STORED, DEFLATED}
        and not (method == STORED and flags & _DESCRIPTOR_FOLLOWS)
    )


def _local(data: bytes, header: _Header) -> int:
    """Compare the local header; gives the place of the packed bytes."""
    place = header.offset
    if place + LOCAL.size > len(data):
        raise Irregular("local header cut short")
    mark, *rest = LOCAL.unpack_from(data, place)
    common, sizes, (name_size, extra_size) = tuple(rest[:5]), tuple(rest[5:8]), rest[8:]
    name_at = place + LOCAL.size
    start: int = name_at + name_size + extra_size
    told = (header.crc, header.packed_size, header.size)
    allowed = {told, (0, 0, 0)} if header.flags & _DESCRIPTOR_FOLLOWS else {told}
    if mark != LOCAL_MARK or common != header.common or sizes not in allowed:
        raise Irregular("local header and directory differ")
    if data[name_at : name_at + name_size] != header.name:
        raise Irregular("two names for one file")
    extra = data[name_at + name_size : start]
    if extra != header.extra and _telling(extra) != _telling(header.extra):
        raise Irregular("two extra fields for one file")
    return start


def _telling(extra: bytes) -> list[tuple[int, bytes]]:
    """Give the extra fields that are no mere decoration: only ours may be among them."""
    found = []
    for kind, value in _fields(extra):
        if kind in _HARMLESS:
            continue
        if kind != PACKED_CHECK:
            raise Irregular("extra field that changes the reading")
        found.append((kind, value))
    return found


def _fields(extra: bytes) -> Iterator[tuple[int, bytes]]:
    place = 0
    while place < len(extra):
        if place + 4 > len(extra):
            raise Irregular("extra field cut short")
        kind, size = struct.unpack_from("<2H", extra, place)
        place += 4 + size
        if place > len(extra):
            raise Irregular("extra field cut short")
        yield kind, extra[place - size : place]


def _after_descriptor(data: bytes, header: _Header, end: int) -> int:
    if not header.flags & _DESCRIPTOR_FOLLOWS:
        return end
    told = DESCRIPTOR.pack(DESCRIPTOR_MARK, header.crc, header.packed_size, header.size)
    if data[end : end + DESCRIPTOR.size] != told:
        raise Irregular("data descriptor")
    return end + DESCRIPTOR.size


def _entry(header: _Header, packed: bytes) -> Entry:
    if len(packed) != header.packed_size:
        raise Irregular("packed bytes cut short")
    for _, value in _telling(header.extra):
        if value != struct.pack("<I", zlib.crc32(packed)):
            raise Irregular("packed bytes are not the ones that were written")
    content = packed if header.method == STORED else _inflate(packed, header.size)
    if len(content) != header.size or zlib.crc32(content) != header.crc:
        raise Irregular("size or checksum of a file")
    return Entry(header.name.decode("ascii"), header.method, header.crc, packed, content)


def _inflate(packed: bytes, size: int) -> bytes:
    """Unpack at most `size` bytes; the stream must end with its last byte."""
    stream = zlib.decompressobj(-15)
    try:
        content = stream.decompress(packed, size + 1)
    except zlib.error as error:
        raise Irregular("packed bytes") from error
    if not stream.eof or stream.unused_data:
        raise Irregular("packed bytes do not end where they should")
    return content
