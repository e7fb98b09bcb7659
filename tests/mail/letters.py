"""Letters as people, programs and attackers make them."""

import base64
import io
import struct
import zipfile
from collections.abc import Callable

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\nbody of a return\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(60)
HEAD = (
    b"Received: from a by b; Tue, 17 Dec 2024 08:00:00 +0700\r\nFrom: Van thu <vt@donvi.example>\r\n"
    b"To: nhan@tinh.example\r\nSubject: Bao cao\r\nMessage-ID: <1@donvi.example>\r\n"
    b"Date: Tue, 17 Dec 2024 08:00:00 +0700\r\nMIME-Version: 1.0\r\n"
)


def b64(data: bytes) -> bytes:
    return base64.encodebytes(data).replace(b"\n", b"\r\n")


def piece(data: bytes, *lines: bytes, cte: bytes = b"base64") -> bytes:
    body = b64(data) if cte == b"base64" else data
    return b"\r\n".join(lines) + b"\r\nContent-Transfer-Encoding: " + cte + b"\r\n\r\n" + body


def attachment(data: bytes, name: bytes = b"KG-911_2024_r1.pdf", kind: bytes = b"application/pdf") -> bytes:
    return piece(data, b"Content-Type: " + kind, b'Content-Disposition: attachment; filename="' + name + b'"')


TEXT = b"Content-Type: text/plain; charset=utf-8\r\n\r\nK\xc3\xadnh g\xe1\xbb\xadi\r\n"


def mixed(*parts: bytes, kind: bytes = b"mixed", boundary: bytes = b"b1", head: bytes = HEAD) -> bytes:
    body = b"".join(b"--" + boundary + b"\r\n" + part + b"\r\n" for part in parts)
    return (
        head + b"Content-Type: multipart/" + kind + b'; boundary="' + boundary + b'"\r\n\r\n'
        + body + b"--" + boundary + b"--\r\n"
    )  # fmt: skip


def zipped(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in files:
            archive.writestr(zipfile.ZipInfo(name), data, compress_type=method)
    return stream.getvalue()


def workbook() -> bytes:
    return zipped(("[Content_Types].xml", b"<Types/>"), ("_rels/.rels", b"<r/>"), ("xl/workbook.xml", b"<w/>"))


def locked(data: bytes) -> bytes:
    """Set the mark of encryption in both headers of a zip with one member."""
    found = bytearray(data)
    found[6] |= 1
    at = found.rindex(b"PK\x01\x02")
    found[at + 8] |= 1
    return bytes(found)


def lying_about_size(data: bytes) -> bytes:
    """Say in the directory that the member is tiny."""
    found = bytearray(data)
    at = found.rindex(b"PK\x01\x02")
    found[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(found)


def forwarded(inner: bytes) -> bytes:
    return mixed(TEXT, b"Content-Type: message/rfc822\r\n\r\n" + inner, boundary=b"outer")


def nested(levels: int) -> bytes:
    letter = mixed(attachment(PDF))
    for number in range(levels):
        letter = mixed(TEXT, b"Content-Type: message/rfc822\r\n\r\n" + letter, boundary=b"n%d" % number)
    return letter


def deep_multiparts(levels: int) -> bytes:
    inner = attachment(PDF)
    for number in range(levels):
        mark = b"d%d" % number
        inner = (
            b'Content-Type: multipart/mixed; boundary="' + mark + b'"\r\n\r\n--' + mark + b"\r\n"
            + inner + b"\r\n--" + mark + b"--\r\n"
        )  # fmt: skip
    return HEAD + inner


def zip_in_zip(levels: int) -> bytes:
    data = zipped(("a.pdf", PDF))
    for number in range(levels):
        data = zipped((f"{number}.zip", data))
    return data


def _bounce() -> bytes:
    status = b"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\nAction: failed\r\n"
    original = b"Content-Type: message/rfc822\r\n\r\n" + mixed(attachment(PDF), boundary=b"orig")
    return mixed(TEXT, status, original, kind=b'report; report-type="delivery-status"')


def _same_name(data: bytes, name: str, count: int) -> bytes:
    return zipped(*((name, data + bytes([number])) for number in range(count)))


# What is handed in -> names of the files that come out, codes that are told.
Case = tuple[Callable[[], bytes], list[str], list[str]]
ONE = ["KG-911_2024_r1.pdf"]
CASES: dict[str, Case] = {
    "plain attachment": (lambda: mixed(TEXT, attachment(PDF)), ONE, []),
    "only a file and no multipart": (lambda: HEAD + attachment(PDF), ONE, []),
    "unix line ends": (lambda: mixed(TEXT, attachment(PDF)).replace(b"\r\n", b"\n"), ONE, []),
    "mac line ends": (lambda: mixed(TEXT, attachment(PDF)).replace(b"\r\n", b"\r"), ONE, []),
    "mark of byte order and blank lines first": (lambda: b"\xef\xbb\xbf\r\n\r\n" + mixed(attachment(PDF)), ONE, []),
    "mailbox line first": (lambda: b"From vt@donvi Tue Dec 17 08:00:00 2024\r\n" + mixed(attachment(PDF)), ONE, []),
    "no end mark": (lambda: mixed(attachment(PDF)).removesuffix(b"--b1--\r\n"), ONE, []),
    "quoted-printable": (
        lambda: mixed(piece(b"%PDF-1.7=0A=25=25EOF=0A", b'Content-Type: application/pdf; name="a.pdf"',
                            cte=b"quoted-printable")), ["a.pdf"], []),
    "binary": (lambda: mixed(piece(PDF, b'Content-Type: application/pdf; name="a.pdf"', cte=b"binary")), ["a.pdf"], []),
    "unknown encoding": (
        lambda: mixed(piece(PDF, b'Content-Type: application/pdf; name="a.pdf"', cte=b"8-bit-ish")), ["a.pdf"], []),
    "base64 with rubbish in it": (
        lambda: mixed(attachment(PDF).replace(b"\r\n\r\n", b"\r\n\r\n!!..\r\n", 1)), ONE, []),
    "declared as text": (lambda: mixed(attachment(PDF, kind=b"text/plain; charset=koi8-nonsense")), ONE, []),
    "declared as picture, no name": (
        lambda: mixed(piece(PDF, b"Content-Type: image/png")), ["2"], []),
    "name only, wrong ending": (lambda: mixed(attachment(PDF, name=b"baocao.dat")), ["baocao.dat"], []),
    "no name at all": (lambda: mixed(piece(PDF, b"Content-Type: application/pdf")), ["2.pdf"], []),
    "name in RFC 2047": (
        lambda: mixed(attachment(PDF, name="=?utf-8?B?{}?=".format(
            base64.b64encode("Báo cáo.pdf".encode()).decode()).encode())), ["Báo cáo.pdf"], []),
    "name in RFC 2231": (
        lambda: mixed(piece(PDF, b"Content-Type: application/pdf",
                            b"Content-Disposition: attachment; filename*=UTF-8''B%C3%A1o%20c%C3%A1o.pdf")),
        ["Báo cáo.pdf"], []),
    "name in pieces": (
        lambda: mixed(piece(PDF, b"Content-Type: application/pdf",
                            b'Content-Disposition: attachment; filename*0="bao"; filename*1="cao.pdf"')),
        ["baocao.pdf"], []),
    "name in raw UTF-8": (lambda: mixed(attachment(PDF, name="Báo cáo.pdf".encode())), ["Báo cáo.pdf"], []),
    "name in a charset that is none": (
        lambda: mixed(attachment(PDF, name=b"=?x-nonsense?B?YWJj?=.pdf")), ["abc.pdf"], []),
    "name that is a path": (lambda: mixed(attachment(PDF, name=b"../../etc/cron.d/a.pdf")), ["a.pdf"], []),
    "name that is a Windows path": (lambda: mixed(attachment(PDF, name=rb"..\\..\\Windows\\a.pdf")), ["a.pdf"], []),
    "name of dots": (lambda: mixed(attachment(PDF, name=b"..")), ["2.pdf"], []),
    "name that turns the reading round": (
        lambda: mixed(attachment(PDF, name="a\u202efdp.exe".encode())), ["a\ufffdfdp.exe"], []),
    "two files and a workbook": (
        lambda: mixed(attachment(workbook(), b"b.xlsx"), attachment(PDF, b"b.pdf")), ["b.pdf", "b.xlsx"], []),
    "signature picture beside": (lambda: mixed(attachment(PDF), attachment(PNG, b"logo.png", b"image/png")), ONE, []),
    "Word letter beside": (
        lambda: mixed(attachment(PDF), attachment(zipped(("[Content_Types].xml", b""), ("word/document.xml", b"")),
                                                  b"cv.docx")), ONE, ["mail.left_out"]),
    "text file beside": (
        lambda: mixed(attachment(PDF), attachment(b"ghi chu", b"a.txt", b"text/plain")), ONE, ["mail.left_out"]),
    "no attachment": (lambda: HEAD + TEXT, [], ["mail.nothing_attached"]),
    "no body": (lambda: HEAD + b"\r\n", [], ["mail.nothing_attached"]),
    "only pictures": (
        lambda: mixed(TEXT, attachment(PNG, b"a.png", b"image/png")), [], ["mail.only_pictures"]),
    "winmail": (
        lambda: mixed(attachment(b"\x78\x9f\x3e\x22" + bytes(30), b"winmail.dat", b"application/ms-tnef")),
        ["winmail.dat"], []),
    "opaque signature": (
        lambda: HEAD + piece(b"\x30\x82\x01\x00" + bytes.fromhex("06092a864886f70d010702") + bytes(40),
                             b'Content-Type: application/pkcs7-mime; name="smime.p7m"'), ["smime.p7m"], []),
    "detached signature": (
        lambda: mixed(attachment(PDF), piece(b"\x30\x80", b"Content-Type: application/pkcs7-signature"),
                      kind=b'signed; protocol="application/pkcs7-signature"'), ONE, []),
    "PGP": (
        lambda: mixed(piece(b"Version: 1", b"Content-Type: application/pgp-encrypted"),
                      piece(b"-----BEGIN PGP MESSAGE-----", b'Content-Type: application/octet-stream; name="a.asc"')),
        [], ["mail.encrypted", "mail.encrypted"]),
    "forwarded": (lambda: forwarded(mixed(attachment(PDF))), ONE, []),
    "forwarded in base64": (
        lambda: mixed(piece(mixed(attachment(PDF), boundary=b"x"), b"Content-Type: message/rfc822")), ONE, []),
    "letter as a file": (
        lambda: mixed(attachment(mixed(attachment(PDF), boundary=b"x"), b"thu.eml", b"application/octet-stream")),
        ONE, []),
    "forwarded too often": (lambda: nested(6), [], ["mail.too_deep"]),
    "hundreds of layers": (lambda: deep_multiparts(900), [], ["mail.too_deep"]),
    "a few layers": (lambda: deep_multiparts(20), ONE, []),
    "bounce": (_bounce, [], ["mail.bounce"]),
    "a piece of a letter": (
        lambda: HEAD + b'Content-Type: message/partial; id="1"; number=1; total=3\r\n\r\nabc', [], ["mail.partial"]),
    "a file elsewhere": (
        lambda: mixed(b'Content-Type: message/external-body; access-type=URL; URL="http://x/"\r\n\r\n'
                      b"Content-Type: application/pdf\r\n\r\n"), [], ["mail.external"]),
    "multipart without parts": (
        lambda: HEAD + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\nnothing here', [], ["mail.no_parts"]),
    "multipart without boundary": (
        lambda: HEAD + b"Content-Type: multipart/mixed\r\n\r\n--b\r\nx", [], ["mail.no_parts"]),
    "headers without end": (lambda: HEAD + b"X-A: " + b"a" * 500_000 + b"\r\n\r\n", [], ["mail.broken"]),
    "type that is nonsense": (
        lambda: HEAD + b'Content-Type: ;;;===""\r\nContent-Disposition: ;filename="\r\n\r\n' + PDF, ["1"], []),
    "zip": (lambda: zipped(("a.pdf", PDF), ("b.xlsx", workbook())), ["a.pdf", "b.xlsx"], []),
    "zip in a letter": (lambda: mixed(attachment(zipped(("a.pdf", PDF)), b"a.zip", b"application/zip")), ["a.pdf"], []),
    "zip with folders and system files": (
        lambda: zipped(("Tháng 12/", b""), ("Tháng 12/a.pdf", PDF), ("__MACOSX/._a.pdf", b"x"), (".DS_Store", b"x")),
        ["a.pdf"], []),
    "zip with names that are paths": (
        lambda: zipped(("../../../tmp/a.pdf", PDF), ("/etc/b.pdf", PDF + b"2"), ("C:\\c.pdf", PDF + b"3")),
        ["a.pdf", "b.pdf", "c.pdf"], []),
    "zip with a password": (lambda: locked(zipped(("a.pdf", PDF))), [], ["mail.zip_locked"]),
    "zip within a zip": (lambda: zip_in_zip(1), ["a.pdf"], []),
    "zip within a zip within a zip": (lambda: zip_in_zip(2), [], ["mail.too_deep"]),
    "bomb": (lambda: zipped(("a.pdf", bytes(50_000_000))), [], ["mail.part_too_large"]),
    "bomb that lies about its size": (
        lambda: lying_about_size(zipped(("a.pdf", bytes(1_500_000)))), [], ["mail.zip_member_broken"]),
    "too many members": (lambda: zipped(*((f"{n}.pdf", b"x") for n in range(1001))), [], ["mail.zip_many"]),
    "nothing in the zip": (zipped, [], ["mail.nothing_attached"]),
    "texts in the zip": (lambda: zipped(("a.txt", b"x")), [], ["mail.left_out", "mail.nothing_attached"]),
    "damaged member": (
        lambda: zipped(("a.pdf", PDF * 9), method=zipfile.ZIP_STORED).replace(b"body", b"bady", 1), [],
        ["mail.zip_member_broken"]),
    "same name twice": (lambda: zipped(("x/a.pdf", PDF), ("y/a.pdf", PDF + b"2")), ["a.pdf", "a.pdf"], []),
    "name in UTF-8 without saying so": (
        lambda: zipped(("B_o.pdf", PDF)).replace(b"B_o.pdf", "Bá.pdf".encode()), ["Bá.pdf"], []),
    "rar": (lambda: mixed(attachment(b"Rar!\x1a\x07" + bytes(40), b"a.rar")), ["a.rar"], []),
}  # fmt: skip
