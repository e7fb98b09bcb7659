"""Files that are no whole PDF and no whole package: what became of them on the way, as one code each.

Asked only about files that did not prove whole: what holds here never speaks against a good signature.
Marks are those of the formats' own descriptions: ISO 32000-1 7.5.5 (PDF), APPNOTE 6.3.10 4.3.16 (zip),
MS-CFB 2.2, MS-OFFCRYPTO 2.3.4.5 (locked workbook), MS-TNEF 2.1.3.2 (winmail.dat), RFC 5652 (CMS),
RFC 2045 6.7 and 6.8 (quoted-printable, base64), ODF 1.2 part 3 (OpenDocument).
"""

import re

TRUNCATED = "verify.truncated"
_HEAD = 4096  # bytes looked at for a mark at the beginning
_TAIL = 70_000  # bytes from the end within which a zip must name its end
_END = b"PK\x05\x06"
_END_LENGTH = 22
_PDF, _ZIP = b"%PDF-", b"PK\x03\x04"
_BYTE_RANGE = re.compile(rb"/ByteRange\s*\[\s*\d+\s+\d+\s+(\d{1,12})\s+(\d{1,12})\s*\]")
_START = re.compile(rb"startxref\s+(\d{1,12})\s+%%EOF")
_MAIL = re.compile(
    rb"^(?:Received|Return-Path|From|Subject|Message-ID|MIME-Version|Delivered-To|Content-Type"
    rb"|Content-Transfer-Encoding):[ \t]",
    re.MULTILINE | re.IGNORECASE,
)
_SIGNED_DATA = bytes.fromhex("06092a864886f70d0107")  # PKCS#7: signed (02), enveloped (03) and their like
_STARTS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ""),  # told apart by what is inside
    (b"\x78\x9f\x3e\x22", "verify.winmail"),
    (b"-----BEGIN PKCS7", "verify.signed_mail"),
    (b"-----BEGIN CMS", "verify.signed_mail"),
    (b"\xff\xd8\xff", "verify.picture"),
    (b"\x89PNG", "verify.picture"),
    (b"II*\x00", "verify.picture"),
    (b"MM\x00*", "verify.picture"),
    (b"Rar!", "verify.archive"),
    (b"7z\xbc\xaf\x27\x1c", "verify.archive"),
    (b"JVBERi0", "verify.encoded"),  # %PDF- in base64
    (b"UEsDBB", "verify.encoded"),  # a zip in base64
    (b"begin 6", "verify.encoded"),  # uuencode
    (b"=25PDF-", "verify.encoded"),
    (b"PK=03=04", "verify.encoded"),
)


def damage_of(data: bytes) -> str:
    """Say what a file is or lacks, as a code of a sentence; empty where nothing is recognised."""
    if not data.strip(b"\0 \t\r\n"):
        return "verify.empty"
    return _disguise(data) or _cut(data) or _other_package(data)


def _disguise(data: bytes) -> str:
    """Recognise what is something else altogether, or still in the wrapping of a mail."""
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    for mark, code in _STARTS:
        if head.startswith(mark):
            return code or _compound(data)
    if re.match(rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html)\b", head, re.IGNORECASE | re.DOTALL):
        return "verify.web_page"
    if head[:1] == b"\x30" and _SIGNED_DATA in data[:64]:
        return "verify.signed_mail"
    if head.startswith(_PDF):
        return "verify.encoded" if _quoted(data) else ""
    if len(_MAIL.findall(head)) >= 2:  # noqa: PLR2004 - one such line may stand in any text
        return "verify.encoded" if re.match(rb"(?i)content-|mime-", head) else "verify.mail"
    return ""


def _compound(data: bytes) -> str:
    """Tell apart what travels in the old containers of Office by the names of their streams."""
    if _stream(data, "EncryptedPackage"):
        return "verify.locked_workbook"
    if _stream(data, "__properties_version1.0"):
        return "verify.mail"
    return "verify.old_excel" if _stream(data, "Workbook") or _stream(data, "Book") else "verify.old_office"


def _stream(data: bytes, name: str) -> bool:
    return name.encode("utf-16-le") + b"\0\0" in data


def _quoted(data: bytes) -> bool:
    """Whether a PDF is still quoted-printable: plain letters only, and some of them written as =XX."""
    sample = data[:_HEAD]
    return sample.translate(None, bytes(range(32, 127)) + b"\r\n\t") == b"" and bool(
        re.search(rb"=(?:0[AD]|3D|[89A-F][0-9A-F])", sample)
    )


def _cut(data: bytes) -> str:
    """Recognise a beginning without its end, an end without its beginning, and what points past the end."""
    head = data[:1024]
    if _PDF in head:
        if re.search(rb"/Encrypt\s+(?:\d+\s+\d+\s+R|<<)", data):
            return "verify.locked_pdf"
        return TRUNCATED if _pdf_is_cut(data) else ""
    if data.startswith(_ZIP):
        return TRUNCATED if _zip_is_cut(data) else ""
    if _PDF.startswith(head) or _ZIP.startswith(head):
        return TRUNCATED
    tail = data.rstrip(b"\0 \t\r\n")
    without_beginning = tail.endswith(b"%%EOF") or data[-_END_LENGTH:].startswith(_END)
    return TRUNCATED if without_beginning and not data.startswith(b"PK") else ""


def _pdf_is_cut(data: bytes) -> bool:
    end = data.rfind(b"%%EOF")
    if end < 0:
        return True
    rest = data[end + 5 :].strip(b"\0 \t\r\n")
    if rest[:1].isdigit():  # an update that was begun and never ended
        return True
    if any(int(start) + int(length) > len(data) for start, length in _BYTE_RANGE.findall(data)):
        return True
    starts = _START.findall(data)
    return not rest and bool(starts) and int(starts[-1]) >= len(data)


def _zip_is_cut(data: bytes) -> bool:
    at = data.rfind(_END, max(0, len(data) - _TAIL))
    if at < 0 or at + _END_LENGTH > len(data):
        return True
    size, offset = (int.from_bytes(data[at + start : at + start + 4], "little") for start in (12, 16))
    return offset + size > at


def _other_package(data: bytes) -> str:
    """Recognise packages that are whole and of another program."""
    if not data.startswith(_ZIP):
        return ""
    if data[30:38] == b"mimetype" and b"application/vnd.oasis.opendocument" in data[38:100]:
        return "verify.opendocument"
    if b"xl/workbook.bin" in data:
        return "verify.binary_workbook"
    if b"word/document.xml" in data:
        return "verify.old_office"
    return "" if b"[Content_Types].xml" in data else "verify.archive"
