"""Zip archives of plans: read within limits before anything is trusted, written with fixed times."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_FILE_MODE = 0o100644 << 16
_UNIX = 3
_ENCRYPTED = 0x1


class ArchiveError(ValueError):
    """The bytes are no archive, or one that goes past the limits; the text says why."""


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """How large an archive may be: number of entries, bytes in all when unpacked, unpacked to packed."""

    entries: int
    total: int
    ratio: int = 200


def unpack(data: bytes, *, limits: ArchiveLimits) -> dict[str, bytes]:
    """Read every entry into memory; names are never used as paths. Raises ArchiveError."""
    if not data.startswith(b"PK\x03\x04"):
        raise ArchiveError("not a zip archive")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive.infolist(), limits)
            return {item.filename: archive.read(item) for item in archive.infolist()}
    except ArchiveError:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise ArchiveError("damaged zip archive") from error


def _check(entries: list[zipfile.ZipInfo], limits: ArchiveLimits) -> None:
    if len(entries) > limits.entries:
        raise ArchiveError(f"more than {limits.entries} entries")
    if len({item.filename for item in entries}) != len(entries):
        raise ArchiveError("two entries of one name")
    if sum(item.file_size for item in entries) > limits.total:
        raise ArchiveError(f"more than {limits.total // 1_000_000} MB when unpacked")
    for item in entries:
        if item.flag_bits & _ENCRYPTED:
            raise ArchiveError("encrypted entry")
        if item.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise ArchiveError("unknown compression")
        if item.file_size > limits.ratio * max(item.compress_size, 1):
            raise ArchiveError(f"an entry unpacks to more than {limits.ratio} times its size")


def pack(entries: Mapping[str, bytes]) -> bytes:
    """Write the entries in their order; the same entries always give the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in entries.items():
            info = zipfile.ZipInfo(name, _FIXED_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = _UNIX
            info.external_attr = _FILE_MODE
            archive.writestr(info, content)
    return stream.getvalue()
