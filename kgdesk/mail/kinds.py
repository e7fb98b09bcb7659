"""What bytes are, by their own marks; names and declared types are only a second opinion.

Marks: ISO 32000-1 7.5.2, APPNOTE 6.3.10, MS-CFB 2.2, MS-TNEF 2.1.3.2, RFC 5652, RFC 5322.
"""

import io
import re
import struct
import zipfile
from enum import StrEnum

_HEADER = re.compile(rb"^[!-9;-~]{1,70}:[ \t]?", re.MULTILINE)
_KNOWN = re.compile(
    rb"^(Received|Return-Path|From|To|Subject|Date|Message-ID|MIME-Version|Delivered-To|X-[a-z-]+|DKIM-Signature"
    rb"|Content-Type|Content-Transfer-Encoding):",
    re.MULTILINE | re.IGNORECASE,
)
_OF_A_LETTER = re.compile(rb"^(Received|Return-Path|From|Delivered-To|Message-ID):", re.MULTILINE | re.IGNORECASE)
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"RIFF")
_SIGNED_DATA = bytes.fromhex("06092a864886f70d0107")
_TO_JUDGE = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x78\x9f\x3e\x22", b"-----BEGIN PKCS7", b"-----BEGIN CMS")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b")
_WRITTEN = (".docx", ".doc", ".pptx", ".ppt", ".odt", ".odp", ".rtf")
_MEANT = (".pdf", ".xlsx", ".xls", ".xlsm", ".p7m")


class Kind(StrEnum):
    """What to do with a file."""

    MAIL = "mail"  # to be opened
    ZIP = "zip"  # to be opened
    JUDGED = "judged"  # may be a return, or was meant to be one
    PICTURE = "picture"
    OTHER = "other"


def kind_of(data: bytes, name: str = "") -> Kind:
    """Say what a file is; a workbook and a plan pack are zips, but no archives of files."""
    head = data[:8192]
    ending = name.lower().strip()
    if data.startswith(b"PK"):
        return _package(data, ending)
    if is_mail(data):
        return Kind.MAIL
    if b"%PDF-" in head[:1024] or head.startswith((*_TO_JUDGE, *_ARCHIVES)):
        return Kind.OTHER if ending.endswith(_WRITTEN) and b"%PDF-" not in head[:1024] else Kind.JUDGED
    if head[:1] == b"\x30" and _SIGNED_DATA in head[:64]:
        return Kind.OTHER if ending.endswith(".p7s") else Kind.JUDGED
    if ending.endswith(_MEANT):
        return Kind.JUDGED
    return Kind.PICTURE if head.startswith(_PICTURES) else Kind.OTHER


def is_mail(data: bytes) -> bool:
    """Whether bytes begin as a letter does: header lines, and one that only a letter has."""
    head = data[:8192].removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n \t").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if head.startswith(b"From "):  # the line before a letter in an old mailbox file
        head = head.partition(b"\n")[2]
    block = head.partition(b"\n\n")[0]
    if not _HEADER.match(block):
        return False
    return len(_KNOWN.findall(block)) >= 2 and _OF_A_LETTER.search(block) is not None  # noqa: PLR2004 - one may be chance


def _package(data: bytes, ending: str) -> Kind:
    """Tell archives of files from packages that are one file; what is no whole zip is judged, which says so."""
    if data[30:39] == b"plan.json":
        return Kind.JUDGED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, OSError, struct.error):
        return Kind.JUDGED
    if "[Content_Types].xml" in names or "mimetype" in names:
        written = ending.endswith(_WRITTEN) and not any(name.startswith("xl/") for name in names)
        return Kind.OTHER if written else Kind.JUDGED
    return Kind.ZIP
