"""Mails and archives as attackers build them."""

import base64
from collections.abc import Callable

from tests.hostile.case import Case, cases
from tests.hostile.zips import bombs, nested, wanderers, zipped

Maker = Callable[[], bytes]
_HEAD = b"From: a@b.example\r\nMessage-ID: <1@b.example>\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
_MIXED = _HEAD + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
_FILES = {"KG-911_2024_r1.pdf": b"%PDF-1.7\n", "ghi-chu.txt": b"x" * 2000}


def _deep(kind: bytes) -> bytes:
    head = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(5000))
    return _HEAD + (head if kind == b"multipart" else b"Content-Type: message/rfc822\r\n\r\n" * 5000)


def _part(name: bytes, body: bytes, *, line: bytes = b"Content-Transfer-Encoding: base64") -> bytes:
    return b'--b\r\nContent-Type: application/pdf; name="' + name + b'"\r\n' + line + b"\r\n\r\n" + body + b"\r\n"


_LETTERS: list[tuple[str, Maker]] = [
    ("multiparts-deep", lambda: _deep(b"multipart")),
    ("letters-deep", lambda: _deep(b"letter")),
    ("ten-thousand-parts", lambda: _MIXED + b"".join(_part(b"%d.pdf" % n, b"JVBERi0xLjcK") for n in range(10_000)) + b"--b--\r\n"),
    ("headers-endless", lambda: _HEAD + b"X-A: " + b"a" * 30_000_000),
    ("headers-many", lambda: _HEAD + b"X-A: a\r\n" * 1_000_000 + b"\r\nx"),
    ("no-boundary", lambda: _HEAD + b"Content-Type: multipart/mixed\r\n\r\n--b\r\n\r\nx"),
    ("boundary-huge", lambda: _HEAD + b'Content-Type: multipart/mixed; boundary="' + b"b" * 300_000 + b'"\r\n\r\nx'),
    ("boundary-nonsense", lambda: _HEAD + b'Content-Type: multipart/mixed; boundary="\x00(*[["\r\n\r\n--\x00(*[[\r\n\r\nx'),
    ("base64-garbage", lambda: _MIXED + _part(b"a.pdf", b"\xff!=====" * 100_000) + b"--b--\r\n"),
    ("base64-lines", lambda: _MIXED + _part(b"a.pdf", b"\r\n" * 3_000_000) + b"--b--\r\n"),
    ("quoted-garbage", lambda: _MIXED + _part(b"a.pdf", b"=" * 3_000_000, line=b"Content-Transfer-Encoding: quoted-printable") + b"--b--\r\n"),
    ("uuencoded", lambda: _MIXED + _part(b"a.pdf", b"begin 644 a\r\n" + b"M" * 3_000_000, line=b"Content-Transfer-Encoding: x-uuencode") + b"--b--\r\n"),
    ("charset-nonsense", lambda: _HEAD.replace(b"x\r", b"=?hex?B?AAAA?= =?idna?Q?a=2e?= =?unicode_escape?Q?=5Cx?=\r") + b'Content-Type: text/plain; charset="\x00zip"\r\n\r\nx'),
    ("encoded-words", lambda: _HEAD.replace(b"Subject: x", b"Subject: " + b"=?utf-8?Q?" * 40_000) + b"\r\nx"),
    ("parameters-many", lambda: _HEAD + b"Content-Type: application/pdf" + b"".join(b';\r\n name*%d="a"' % n for n in range(20_000)) + b"\r\n\r\n%PDF-1.7"),
    ("parameters-twice", lambda: _HEAD + b"Content-Type: application/pdf" + b'; name="a"' * 30_000 + b"\r\n\r\n%PDF-1.7"),
    ("semicolons", lambda: _HEAD + b"Content-Type: " + b";" * 300_000 + b"\r\n\r\n%PDF-1.7"),
    ("quotes", lambda: _HEAD + b"Content-Type: a/b; c=" + b'"\\' * 150_000 + b"\r\n\r\n%PDF-1.7"),
    ("addresses", lambda: _HEAD.replace(b"a@b.example", b"<" * 100_000 + b"(" * 100_000) + b"\r\nx"),
    ("bare-returns", lambda: (_MIXED + _part(b"a.pdf", b"JVBERi0xLjcK")).replace(b"\r\n", b"\r")),
    ("external-body", lambda: _HEAD + b'Content-Type: message/external-body; access-type=local-file; name="/etc/passwd"\r\n\r\nx'),
    ("tnef", lambda: _MIXED + _part(b"winmail.dat", base64.b64encode(b"\x78\x9f\x3e\x22" + bytes(50)))),
    ("names-that-are-paths", lambda: _MIXED + _part(b"../../../etc/a.pdf", base64.b64encode(b"%PDF-1.7")) + _part(b"C:\\con.pdf", base64.b64encode(b"%PDF-1.7")) + b"--b--\r\n"),
    ("lone-surrogates", lambda: _HEAD.replace(b"x\r", b"\xed\xa0\x80\xff\r") + b'Content-Type: application/pdf; name="\xed\xa0\x80.pdf"\r\n\r\n%PDF-1.7'),
    ("only-boundaries", lambda: _MIXED + b"--b\r\n" * 500_000),
]  # fmt: skip


def multipart(files: dict[str, bytes]) -> bytes:
    """A sound letter with files."""
    parts = (_part(name.encode(), base64.encodebytes(content)) for name, content in files.items())
    return _MIXED + b"".join(parts) + b"--b--\r\n"


def letter_cases() -> list[Case]:
    """Give all cases of the readers of mails and archives."""
    archives = [*bombs(_FILES, "ghi-chu.txt"), *wanderers(_FILES), ("nested", lambda: nested(_FILES))]
    thousand = ("ten-thousand-files", lambda: zipped({f"{n}.pdf": b"%PDF-1.7" for n in range(10_000)}))
    return cases("mail", "eml", _LETTERS, refused=False) + cases("mail", "zip", [*archives, thousand], refused=False)
