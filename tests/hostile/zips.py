"""Zip archives as attackers build them."""

import io
import struct
import zipfile
from collections.abc import Callable, Mapping
from functools import partial

Maker = Callable[[], bytes]
_CENTRAL = b"PK\x01\x02"


def zipped(parts: Mapping[str, bytes], *, level: int = 6) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, compress_type=zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def endless(base: Mapping[str, bytes], part: str, *, megabytes: int = 500, block: bytes = b" ") -> bytes:
    """Pack a part that unpacks to very much, without ever holding it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in base.items():
            if name != part:
                archive.writestr(name, content)
        filling = (block * 1_000_000)[:1_000_000]
        with archive.open(part, "w", force_zip64=True) as member:
            member.write(base.get(part, b""))
            for _ in range(megabytes):
                member.write(filling)
    return stream.getvalue()


def lying(base: Mapping[str, bytes], part: str, *, megabytes: int = 300) -> bytes:
    """As `endless`, but the directory says that it is small."""
    found = bytearray(endless(base, part, megabytes=megabytes))
    at = -1
    while (at := found.find(_CENTRAL, at + 1)) >= 0:
        length = struct.unpack_from("<H", found, at + 28)[0]
        if found[at + 46 : at + 46 + length] == part.encode():
            struct.pack_into("<I", found, at + 24, 1000)
    return bytes(found)


def overlapping(base: Mapping[str, bytes], *, count: int = 150) -> bytes:
    """Many names for one packed part, as in zip bombs that need no nesting."""
    whole = zipped({**base, "kernel.xml": b"<a/>" + b" " * 30_000_000}, level=9)
    end = whole.rindex(b"PK\x05\x06")
    size, offset = struct.unpack_from("<II", whole, end + 12)
    directory = whole[offset : offset + size]
    at = directory.rindex(_CENTRAL)
    kernel = directory[at:]
    fake = [kernel.replace(b"kernel.xml", f"k{number:05d}.xml"[:10].encode()) for number in range(count)]
    body = directory + b"".join(fake)
    total = len(base) + 1 + count
    tail = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, total, total, len(body), offset, 0)
    return whole[:offset] + body + tail


def crowded(base: Mapping[str, bytes], *, count: int = 60_000) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in base.items():
            archive.writestr(name, content)
        for number in range(count):
            archive.writestr(f"n/{number}.xml", b"")
    return stream.getvalue()


def nested(base: Mapping[str, bytes], *, depth: int = 40) -> bytes:
    inner = zipped({"a.txt": b"0" * 1_000_000})
    for number in range(depth):
        inner = zipped({f"{number}.zip": inner, "more.zip": inner} if number < 8 else {f"{number}.zip": inner})
    return zipped({**base, "inner.zip": inner})


def spoilt(base: Mapping[str, bytes], old: bytes, new: bytes) -> bytes:
    data = zipped(base)
    assert old in data
    return data.replace(old, new)


def flagged(base: Mapping[str, bytes]) -> bytes:
    """A member marked as encrypted that is not."""
    data = bytearray(zipped(base))
    data[6] |= 1
    at = data.find(_CENTRAL)
    data[at + 8] |= 1
    return bytes(data)


def method(base: Mapping[str, bytes], number: int) -> bytes:
    data = bytearray(zipped(base))
    struct.pack_into("<H", data, 8, number)
    struct.pack_into("<H", data, data.find(_CENTRAL) + 10, number)
    return bytes(data)


def bombs(base: Mapping[str, bytes], part: str) -> list[tuple[str, Maker]]:
    """Give what any package or archive may be made into."""
    first = next(iter(base))
    return [
        ("endless-part", partial(endless, base, part)),
        ("lying-size", partial(lying, base, part)),
        ("overlapping", partial(overlapping, base)),
        ("crowded", partial(crowded, base)),
        ("flagged-encrypted", partial(flagged, base)),
        ("unknown-method", partial(method, base, 98)),
        ("lzma-method", partial(method, base, 14)),
        ("cut-off", lambda: zipped(base)[:-30]),
        ("no-directory", lambda: zipped(base).replace(_CENTRAL, b"PK\x01\x03")),
        ("offset-beyond", lambda: _offset(base, 0x7FFFFFFF)),
        ("name-cut", lambda: spoilt(base, first.encode(), b"\x00" * len(first))),
    ]


def wanderers(base: Mapping[str, bytes]) -> list[tuple[str, Maker]]:
    """Give names that would be paths elsewhere."""
    names = ("../../etc/evil.xml", "/etc/evil.xml", "C:\\evil.xml", "a\\..\\..\\evil.xml", "xl/./../../evil.xml")
    return [(f"path-{number}", partial(zipped, {**base, name: b"<a/>"})) for number, name in enumerate(names)] + [
        ("same-name-twice", partial(_twice, base))
    ]


def _twice(base: Mapping[str, bytes]) -> bytes:
    first = next(iter(base))
    other = first[:-1] + "~"
    return zipped({**base, other: b"<other/>"}).replace(other.encode(), first.encode())


def _offset(base: Mapping[str, bytes], value: int) -> bytes:
    data = bytearray(zipped(base))
    struct.pack_into("<I", data, data.find(_CENTRAL) + 42, value)
    return bytes(data)
