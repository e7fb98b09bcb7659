"""What befell a file on its way is recognised by the file alone, and nothing whole is called damaged."""

import base64
import quopri
import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from kgdesk.consolidation.damaged_file import damage_of

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\nxref\n0 1\n" + b"x" * 40 + b"\nstartxref\n30\n%%EOF\n"


def package(*names: str, stored: bytes = b"x") -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, stored)
    return buffer.getvalue()


def compound(*streams: str) -> bytes:
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + b"".join(s.encode("utf-16-le") + bytes(8) for s in streams)
    )


BOOK = package("[Content_Types].xml", "xl/workbook.xml")
MAIL = b"Received: from mail\r\nFrom: a@b.vn\r\nSubject: Bao cao\r\nMIME-Version: 1.0\r\n\r\nxin chao\r\n"
PART = b"Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(PDF)

CASES = {
    "verify.empty": (b"", b"\0" * 4096, b"\r\n"),
    "verify.truncated": (
        b"%",
        b"%PD",
        b"PK\x03",
        PDF[:60],
        PDF[:-3],
        PDF[:60] + bytes(500),  # a download that stopped leaves zeros
        PDF[40:],  # the beginning is lost
        PDF + b"2 0 obj\n<<",  # an update without its end
        PDF.replace(b"startxref\n30", b"startxref\n99999"),
        PDF.replace(b"<<>>", b"<</ByteRange [0 20 40 9999]>>"),
        BOOK[:-1],
        BOOK[:40],
        BOOK[:30] + BOOK[50:],  # a piece is lost
        BOOK[50:],
        BOOK[:60] + bytes(900),
    ),
    "verify.encoded": (
        base64.encodebytes(PDF),
        base64.b64encode(BOOK),
        b"\r\n" + base64.encodebytes(BOOK),
        quopri.encodestring(PDF.replace(b"x" * 40, b"\xe2\xe3" * 20)),
        quopri.encodestring(BOOK),
        PART,
        b"begin 644 KG-911.pdf\nM)5!$1BTQ\n`\nend\n",
    ),
    "verify.mail": (MAIL, compound("__properties_version1.0")),
    "verify.signed_mail": (
        bytes.fromhex("308006092a864886f70d010702a080") + b"x" * 200,
        b"-----BEGIN PKCS7-----\nMIAG\n",
    ),
    "verify.winmail": (struct.pack("<IH", 0x223E9F78, 1) + b"x" * 99,),
    "verify.web_page": (
        b"<!DOCTYPE html><html><body>Login</body></html>",
        b"\xef\xbb\xbf\r\n<HTML><head>",
        b'<?xml version="1.0"?>\n<!-- saved from url --><html xmlns="x">',
    ),
    "verify.locked_workbook": (compound("EncryptionInfo", "EncryptedPackage"),),
    "verify.locked_pdf": (PDF.replace(b"xref\n0 1", b"xref\n0 1 /Encrypt 5 0 R"),),
    "verify.old_excel": (compound("Workbook"), compound("Book")),
    "verify.old_office": (compound("WordDocument"), package("[Content_Types].xml", "word/document.xml")),
    "verify.opendocument": (package("mimetype", stored=b"application/vnd.oasis.opendocument.spreadsheet"),),
    "verify.binary_workbook": (package("[Content_Types].xml", "xl/workbook.bin"),),
    "verify.archive": (package("KG-911.pdf", "KG-911.xlsx"), b"Rar!\x1a\x07\x00", b"7z\xbc\xaf\x27\x1c\x00"),
    "verify.picture": (b"\xff\xd8\xff\xe0JFIF", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*"),
    "": (
        PDF,
        PDF + b"\r\n\r\n",
        PDF + b"ads appended by a gateway",
        BOOK,
        b"hello",
        b"From: nobody",
        b'{"schema": "kgdesk-return"}',
        bytes.fromhex("3082010a02820101"),
        quopri.encodestring(b"xin ch\xe0o"),
    ),
}


# Numbered: some files hold the time they were made at, and workers must name the tests alike.
@pytest.mark.parametrize(
    ("code", "data"),
    [
        pytest.param(code, data, id=f"{code}-{number}")
        for code, files in CASES.items()
        for number, data in enumerate(files)
    ],
)
def test_each_is_told_apart(code: str, data: bytes) -> None:
    assert damage_of(data) == code


def test_no_file_of_the_demonstration_is_damaged(demo: Path) -> None:
    files = [*demo.glob("returns/*"), *demo.glob("receipts/*.pdf"), *demo.glob("report/*.[px]*")]
    assert len(files) > 12
    assert {damage_of(path.read_bytes()) for path in files} == {""}
