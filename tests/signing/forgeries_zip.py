"""Zips that contradict themselves: each hides other content from one program than from the next."""

import struct
import zlib
from dataclasses import replace

from tests.signing.forgery_tools import (
    EVIL_SHEET,
    SHEET,
    Forger,
    Honest,
    RawFile,
    RawZip,
    add,
    changed,
    forgery,
    raw,
)

FAMILY = "zip parser differences"
_EVIL = RawFile(SHEET.encode(), EVIL_SHEET)


def _whole(**changes: object) -> Forger:
    return lambda honest: replace(raw(honest.signed), **changes).build()  # type: ignore[arg-type]


def _sheet(**changes: object) -> Forger:
    return lambda honest: changed(raw(honest.signed), SHEET, **changes).build()


def _with(*files: RawFile) -> Forger:
    def make(honest: Honest) -> bytes:
        archive = raw(honest.signed)
        return replace(archive, files=archive.files + files).build()

    return make


for _name, _make in {
    "zip_prefix": _whole(prefix=b"MZ stub"),
    "zip_prefix_with_shifted_offsets": _whole(prefix=b"MZ stub", shift=7),
    "zip_suffix": _whole(suffix=b"more"),
    "zip_comment": _whole(comment=b"a comment"),
    "zip_suffix_as_comment": _whole(comment=b"PK\5\6" + bytes(18)),
    "zip_bytes_before_directory": _whole(before_directory=b"hidden"),
    "zip_bytes_before_end": _whole(before_end=b"hidden"),
    "zip_count_too_small": lambda honest: _fewer(honest, 1),
    "zip_count_too_large": lambda honest: _fewer(honest, -1),
    "zip_other_disk": _whole(disk=1),
    "zip_gap_between_files": _sheet(gap=b"hidden"),
    "zip_local_file_unlisted": _with(replace(_EVIL, listed=False)),
    "zip_duplicate_name_last": _with(_EVIL),
    "zip_duplicate_name_in_other_case": _with(replace(_EVIL, name=b"XL/Worksheets/Sheet1.xml")),
    "zip_name_with_backslashes": _with(replace(_EVIL, name=b"xl\\worksheets\\sheet1.xml")),
    "zip_name_with_leading_slash": _with(replace(_EVIL, name=b"/xl/worksheets/sheet1.xml")),
    "zip_name_with_dots": _with(replace(_EVIL, name=b"xl/../xl/worksheets/sheet1.xml")),
    "zip_name_with_null": _with(replace(_EVIL, name=b"xl/worksheets/sheet1.xml\0.txt")),
    "zip_name_with_blank": _with(replace(_EVIL, name=b"xl/worksheets/sheet1.xml ")),
    "zip_name_with_trailing_dot": _with(replace(_EVIL, name=b"xl/worksheets/sheet1.xml.")),
    "zip_name_percent_encoded": _with(replace(_EVIL, name=b"xl/worksheets/sheet%31.xml")),
    "zip_name_in_utf8": _with(replace(_EVIL, name="xl/worksheets/sheet１.xml".encode(), flags=0x800)),
    "zip_piece_of_a_part": _with(replace(_EVIL, name=b"xl/worksheets/sheet1.xml/[0].last.piece")),
    "zip_folder_entry": _with(RawFile(b"xl/", b"", method=0)),
    "zip_content_types_in_other_case": _with(RawFile(b"[content_types].xml", b"<Types/>")),
    "zip_empty_name": _with(RawFile(b"", b"x")),
    "zip_local_name_differs": _sheet(local_name=b"xl/worksheets/sheet9.xml"),
    "zip_local_flags_differ": _sheet(local_flags=0x800),
    "zip_local_time_differs": _sheet(local_time=77),
    "zip_local_size_differs": _sheet(local_size=5),
    "zip_local_extra_differs": _sheet(local_extra=struct.pack("<2H4s", 0x4B47, 4, b"abcd")),
    "zip_wrong_checksum": _sheet(crc=7),
    "zip_wrong_size": _sheet(size=7),
    "zip_encrypted_flag": _sheet(flags=1),
    "zip_patched_data_flag": _sheet(flags=0x20),
    "zip_descriptor_flag_without_descriptor": _sheet(flags=8),
    "zip_descriptor_that_lies": _sheet(flags=8, descriptor=struct.pack("<4s3I", b"PK\7\10", 1, 2, 3)),
    "zip_unknown_method": _sheet(method=12),
    "zip_needs_newer_version": _sheet(needed=45),
    "zip_bytes_after_the_packed_ones": _sheet(tail=b"more"),
    "zip_comment_of_a_file": _sheet(comment=b"note"),
    "zip_made_by_another_system": _sheet(made=0x0314),
    "zip64_extra": _sheet(extra=struct.pack("<2H2Q", 1, 16, 5, 5)),
    "zip_unicode_path_extra": _sheet(extra=struct.pack("<2HBI", 0x7075, 9, 1, zlib.crc32(SHEET.encode())) + b"evil"),
    "zip_strong_encryption_extra": _sheet(extra=struct.pack("<2H7s", 0x9901, 7, b"\2\0AE\3\10\0")),
    "zip_extra_cut_short": _sheet(extra=b"\1"),
    "zip_check_of_packed_bytes_false": _sheet(extra=struct.pack("<2H4s", 0x474B, 4, b"abcd")),
}.items():
    add(_name, FAMILY, _make)


def _fewer(honest: Honest, missing: int) -> bytes:
    archive = raw(honest.signed)
    return replace(archive, count=len(archive.files) - missing).build()


@forgery(FAMILY)
def zip_duplicate_name_first(honest: Honest) -> bytes:
    archive = raw(honest.signed)
    return replace(archive, files=(_EVIL, *archive.files)).build()


@forgery(FAMILY)
def zip_second_archive_appended(honest: Honest) -> bytes:
    return honest.signed + honest.plain


@forgery(FAMILY)
def zip_second_archive_before(honest: Honest) -> bytes:
    return honest.plain + honest.signed


@forgery(FAMILY)
def zip64_end_records(honest: Honest) -> bytes:
    locator = struct.pack("<4sIQI", b"PK\6\7", 0, 0, 1)
    record = struct.pack("<4sQ2H2I4Q", b"PK\6\6", 44, 45, 45, 0, 0, 1, 1, 46, 0)
    return replace(raw(honest.signed), before_end=record + locator).build()


@forgery(FAMILY)
def zip_files_overlap(honest: Honest) -> bytes:
    """A stored file that contains, as its content, the local header of another."""
    archive = raw(honest.signed)
    inner = RawZip((_EVIL,)).build()
    return replace(archive, files=(*archive.files, RawFile(b"xl/inner.bin", inner, method=0, size=5))).build()


@forgery(FAMILY)
def zip_parts_stored_under_a_lying_method(honest: Honest) -> bytes:
    data = bytearray(honest.signed)
    place = data.index(b"PK\3\4")
    data[place + 8 : place + 10] = b"\0\0"
    return bytes(data)


@forgery(FAMILY)
def zip_truncated(honest: Honest) -> bytes:
    return honest.signed[: len(honest.signed) * 2 // 3]
