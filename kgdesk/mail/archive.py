"""Opening a zip of files: names are never paths, sizes are counted while unpacking, nothing is written anywhere."""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator

from kgdesk.mail.names import file_name
from kgdesk.mail.opened import Budget, Part, Told

_LOCKED = 0x1
_UTF8 = 0x800
_BLOCK = 1 << 20
_SMALL = 1_000_000  # bytes below which no ratio is suspicious
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    struct.error,
    UnicodeError,
)


class TooLargeError(Exception):
    """A member is larger than it may be, whatever the archive says of it."""


def open_archive(data: bytes, name: str, budget: Budget, trail: tuple[str, ...]) -> Iterator[Part | Told]:
    """Give the files of an archive one by one; ends early, and says so, where the archive asks for too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > budget.limits.parts:
                yield Told(name, "mail.zip_many", {"name": name, "limit": budget.limits.parts})
                return
            yield from _members(archive, members, name, budget, trail)
    except _BROKEN:
        yield Told(name, "mail.zip_broken", {"name": name})


def _members(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], name: str, budget: Budget, trail: tuple[str, ...]
) -> Iterator[Part | Told]:
    for number, member in enumerate(members, start=1):
        shown = file_name(_name(member), f"{number}")
        if member.filename.endswith("/") or _is_of_no_one(member, shown):
            continue
        if budget.spent:
            yield Told(name, "mail.too_much", {"name": name})
            return
        params = {"name": shown, "archive": name}
        if member.flag_bits & _LOCKED:
            yield Told(shown, "mail.zip_locked", params)
            continue
        try:
            content = _unpack(archive, member, budget)
        except TooLargeError:
            yield Told(shown, "mail.part_too_large", {"name": shown, "limit": budget.limits.part // 1_000_000})
        except _BROKEN:
            yield Told(shown, "mail.zip_member_broken", params)
        else:
            yield Part(shown, content, trail)


def _is_of_no_one(member: zipfile.ZipInfo, shown: str) -> bool:
    """Whether a member was put there by a system, not by a person."""
    return (
        member.filename.startswith("__MACOSX/") or shown.startswith(("._", "~$")) or shown in {".DS_Store", "Thumbs.db"}
    )


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: Budget) -> bytes:
    """Unpack no more than there is room for; raises TooLargeError."""
    room = budget.room
    packed = max(member.compress_size, 1)
    if member.file_size > room or (member.file_size > _SMALL and member.file_size // packed > budget.limits.ratio):
        budget.take(0)
        raise TooLargeError
    found = bytearray()
    with archive.open(member) as stream:
        while block := stream.read(_BLOCK):
            found += block
            if len(found) > room:
                raise TooLargeError
    if not budget.take(len(found)):
        raise TooLargeError
    return bytes(found)


def _name(member: zipfile.ZipInfo) -> str:
    """Read a name that was written as UTF-8 without saying so, as many packers in Vietnam do."""
    if member.flag_bits & _UTF8:
        return member.filename
    try:
        return member.orig_filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return member.filename
