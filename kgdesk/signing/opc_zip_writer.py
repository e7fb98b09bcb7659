"""Zip files written so that every program reads them alike, and damage shows."""

import struct
import zlib

from kgdesk.signing.opc_zip import (
    CENTRAL,
    CENTRAL_MARK,
    DEFLATED,
    END,
    END_MARK,
    LOCAL,
    LOCAL_MARK,
    NEWEST,
    PACKED_CHECK,
    STORED,
    Entry,
)

_CHECK = struct.Struct("<2HI")
_FIRST_DAY = 0x21  # 1 January 1980, the first day there is


def make_entry(name: str, content: bytes) -> Entry:
    """Pack one file."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    packed = packer.compress(content) + packer.flush()
    if not content:
        return Entry(name, STORED, 0, b"", b"")
    return Entry(name, DEFLATED, zlib.crc32(content), packed, content)


def write_zip(entries: list[Entry]) -> bytes:
    """Write files in the given order: one fixed time, nothing of the machine, no streams packed anew."""
    body, directory = bytearray(), bytearray()
    for entry in entries:
        name = entry.name.encode("ascii")
        extra = _CHECK.pack(PACKED_CHECK, 4, zlib.crc32(entry.packed))
        common = (NEWEST, 0, entry.method, 0, _FIRST_DAY)
        told = (entry.crc, len(entry.packed), len(entry.content), len(name), len(extra))
        directory += CENTRAL.pack(CENTRAL_MARK, NEWEST, *common, *told, 0, 0, 0, 0, len(body)) + name + extra
        body += LOCAL.pack(LOCAL_MARK, *common, *told) + name + extra + entry.packed
    end = END.pack(END_MARK, 0, 0, len(entries), len(entries), len(directory), len(body), 0)
    return bytes(body + directory + end)
