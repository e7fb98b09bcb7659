"""OPC packages (ECMA-376 part 2) as plain dictionaries, part name to bytes.

Equal parts give equal bytes; reading keeps limits that hold before anything is unpacked. Readers of signatures are
stricter (`signing.opc_zip`): here workbooks of any spreadsheet program are read.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from kgdesk.domain.errors import Fault
from kgdesk.signing.opc_zip import ANY_RATIO, MAX_FILE, MAX_PART, MAX_PARTS, MAX_RATIO, MAX_TOTAL

_NAME = re.compile(r"[A-Za-z0-9_\[\]][A-Za-z0-9_.\[\] ()-]*(?:/[A-Za-z0-9_.\[\] ()-]+)*")
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_ENCRYPTED = 0x1
_END_RECORD = b"PK\x05\x06"
_END_LENGTH = 22


def write_package(parts: Mapping[str, bytes | Iterator[bytes]]) -> bytes:
    """Pack the parts, whole or in blocks: sorted, one fixed time, nothing of the machine in the headers."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts):
            entry = zipfile.ZipInfo(name, _FIXED_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            content = parts[name]
            with archive.open(entry, "w") as part:
                for block in (content,) if isinstance(content, bytes) else content:
                    part.write(block)
    return buffer.getvalue()


def read_package(data: bytes, file: str, *, folders: bool = False) -> dict[str, bytes]:
    """Unpack a package; `file` is the name sentences show. `folders` passes over empty folders (OpenDocument has them).

    Raises Fault `return.too_large` (limit in MB), `return.not_a_return` for what is no package,
    `return.unreadable` for a damaged one, `return.hostile` (cause) for one built to mislead.
    """
    if len(data) > MAX_FILE:
        raise Fault("return.too_large", file=file, limit=MAX_FILE // 1_000_000)
    if not data.startswith(b"PK\x03\x04"):
        raise Fault("return.not_a_return", file=file)
    if data[-_END_LENGTH : -_END_LENGTH + 4] != _END_RECORD:
        raise Fault("return.unreadable", file=file, place="zip", cause="end of the package")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [item for item in archive.infolist() if not (folders and _is_folder(item))]
            for cause in _dangers(entries):
                raise Fault("return.hostile", file=file, cause=cause)
            return {entry.filename: _unpack(archive, entry, file) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OverflowError) as error:
        raise Fault("return.unreadable", file=file, place="zip", cause=str(error)) from error


def _is_folder(entry: zipfile.ZipInfo) -> bool:
    return entry.filename.endswith("/") and not entry.file_size


def _dangers(entries: list[zipfile.ZipInfo]) -> list[str]:
    """Name what in the directory is no part of an honest package, before any part is unpacked."""
    dangers = []
    names = [entry.filename.lower() for entry in entries]
    if len(entries) > MAX_PARTS:
        dangers.append(f"{len(entries)} parts")
    if len(set(names)) != len(names):
        dangers.append("two parts of one name")
    if entries and min(entry.header_offset for entry in entries) != 0:
        dangers.append("data before the package")
    if sum(entry.file_size for entry in entries) > MAX_TOTAL:
        dangers.append("too much to unpack")
    for entry in entries[:MAX_PARTS]:
        dangers.extend(f"{entry.filename[:60]!r}: {cause}" for cause in _entry_dangers(entry))
    return dangers


def _entry_dangers(entry: zipfile.ZipInfo) -> list[str]:
    dangers = []
    if (
        not _NAME.fullmatch(entry.filename)
        or ".." in entry.filename.split("/")
        or entry.orig_filename != entry.filename
    ):
        dangers.append("odd name")
    if entry.flag_bits & _ENCRYPTED:
        dangers.append("encrypted")
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        dangers.append("unknown compression")
    if entry.file_size > MAX_PART:
        dangers.append("part too large")
    if entry.file_size > max(ANY_RATIO, entry.compress_size * MAX_RATIO):
        dangers.append("compressed beyond belief")
    return dangers


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, file: str) -> bytes:
    with archive.open(entry) as stream:
        content = stream.read(entry.file_size + 1)
    if len(content) != entry.file_size:
        raise Fault("return.hostile", file=file, cause=f"{entry.filename!r}: not as long as it says")
    return content
