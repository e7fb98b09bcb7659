"""Packs, parts, pictures, keys, certificates, workspaces and clipboards as attackers build them."""

import base64
import json
import sqlite3
import struct
import tempfile
import zlib
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

from tests.hostile.case import Case, cases
from tests.hostile.zips import bombs, wanderers, zipped

Maker = Callable[[], bytes]

_JSON: list[tuple[str, Maker]] = [
    ("json-arrays-deep", lambda: b"[" * 5_000_000),
    ("json-objects-deep", lambda: b'{"a":' * 1_000_000),
    ("json-number-long", lambda: b'{"schema":"kgdesk-plan","schema_version":' + b"9" * 1_000_000 + b"}"),
    ("json-exponent", lambda: b'{"schema":"kgdesk-plan","schema_version":1e999999999}'),
    ("json-nan", lambda: b'{"schema":"kgdesk-plan","schema_version":NaN}'),
    ("json-infinity", lambda: b'{"schema":"kgdesk-plan","schema_version":-Infinity}'),
    ("json-twice", lambda: b'{"schema":"kgdesk-plan","schema":"kgdesk-plan"}'),
    ("json-many-twice", lambda: b"{" + b",".join(b'"%d":0' % (n % 200_000) for n in range(300_000)) + b"}"),
    ("json-surrogates", lambda: b'{"schema":"\\ud800"}'),
    ("json-not-utf8", lambda: b'{"schema":"\xff"}'),
    ("json-mark", lambda: b'\xef\xbb\xbf{"schema":"kgdesk-plan"}'),
    ("json-list", lambda: b"[1,2]"),
    ("json-null", lambda: b"null"),
    ("json-nothing", lambda: b""),
    ("json-long-list", lambda: b'{"schema":"kgdesk-plan","schema_version":2,"indicators":[' + b"{}," * 2_000_000 + b"{}]}"),
]  # fmt: skip


@cache
def plan_json() -> bytes:
    from kgdesk.returns import plan_default

    return plan_default.load()


def _figure(text: str) -> bytes:
    """The shipped plan with one figure of a target replaced."""
    tree = json.loads(plan_json())
    tree["targets"][0]["value"] = text
    return json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


_FIGURES: list[tuple[str, Maker]] = [
    ("figure-exponent", partial(_figure, "1e999999999")),
    ("figure-long", partial(_figure, "9" * 1_000_000)),
    ("figure-nan", partial(_figure, "NaN")),
    ("figure-other-digits", partial(_figure, "١٢٣")),
]


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width: int, height: int, *more: bytes, body: bytes | None = None) -> bytes:
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0))
    rows = zlib.compress(bytes((width * 4 + 1) * height)) if body is None else body
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def _flood() -> bytes:
    from tests.hostile.pages import flood

    return flood()


_PICTURES: list[tuple[str, Maker]] = [
    ("fifty-thousand-square", lambda: png(50_000, 50_000, body=zlib.compress(bytes(1000)))),
    ("text-flood", lambda: png(10, 10, _chunk(b"zTXt", b"a\x00\x00" + _flood()))),
    ("profile-flood", lambda: png(10, 10, _chunk(b"iCCP", b"a\x00\x00" + _flood()))),
    ("sides-negative", lambda: png(0xFFFFFFFF, 0xFFFFFFFF, body=b"")),
    ("sides-nothing", lambda: png(0, 0, body=b"")),
    ("cut-off", lambda: png(500, 500)[:120]),
    ("frames", lambda: png(10, 10, _chunk(b"acTL", struct.pack(">II", 0xFFFFFFFF, 0)))),
    ("jpeg-cut", lambda: b"\xff\xd8\xff\xe0" + bytes(300)),
    ("svg", lambda: b'<svg xmlns="http://www.w3.org/2000/svg" width="999999999"/>'),
    ("empty", lambda: b""),
]
_PICTURES_READABLE: list[tuple[str, Maker]] = [
    ("chunk-length", lambda: png(10, 10).replace(struct.pack(">I", 0) + b"IEND", b"\xff\xff\xff\xffIEND")),
    ("rows-flood", lambda: png(2000, 2000, body=_flood())),
]
_ATTACHED: list[tuple[str, Maker]] = [
    ("crowded", bombs({"[Content_Types].xml": b"<a/>", "word/document.xml": b"<a/>"}, "word/document.xml")[3][1]),
    ("endless", bombs({"[Content_Types].xml": b"<a/>", "word/document.xml": b"<a/>"}, "word/document.xml")[0][1]),
    ("zip-only-head", lambda: b"PK\x03\x04" + bytes(9_000_000)),
    ("comment-long", lambda: zipped({"a": b""})[:-2] + b"\xff\xff" + b"PK\x05\x06" * 16_000),
]  # fmt: skip


def _iterations(count: int) -> bytes:
    from asn1crypto.pkcs12 import Pfx

    found = Pfx.load(sound_key())
    found["mac_data"]["iterations"] = count
    return bytes(found.dump(force=True))


@cache
def sound_key() -> bytes:
    from datetime import UTC, datetime

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption
    from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates

    secret = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "x")])
    made = x509.CertificateBuilder(
        name, name, secret.public_key(), 1, datetime(2024, 1, 1, tzinfo=UTC), datetime(2034, 1, 1, tzinfo=UTC)
    )
    certificate = made.sign(secret, hashes.SHA256())
    return serialize_key_and_certificates(b"x", secret, certificate, None, BestAvailableEncryption(b"kgdesk-demo"))


_KEYS: list[tuple[str, Maker]] = [
    ("rounds", partial(_iterations, 2_147_483_647)),
    ("rounds-negative", partial(_iterations, -1)),
    ("der-deep", lambda: b"\x30\x80" * 200_000),
    ("der-length", lambda: b"\x30\x84\xff\xff\xff\xff" + bytes(1000)),
    ("der-length-long", lambda: b"\x30\xff" + b"\xff" * 127),
    ("garbage", lambda: bytes(range(256)) * 3000),
    ("half", lambda: sound_key()[:300]),
    ("empty", lambda: b""),
]


def pem(kind: bytes, der: bytes) -> bytes:
    return b"-----BEGIN " + kind + b"-----\n" + base64.encodebytes(der) + b"-----END " + kind + b"-----\n"


@cache
def sound_certificate() -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding
    from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12

    found = load_pkcs12(sound_key(), b"kgdesk-demo").cert
    assert found is not None
    return found.certificate.public_bytes(Encoding.DER)


_CERTIFICATES: list[tuple[str, Maker]] = [
    ("der-deep", lambda: b"\x30\x80" * 200_000),
    ("der-length", lambda: b"\x30\x84\xff\xff\xff\xff" + bytes(1000)),
    ("pem-never-ends", lambda: b"-----BEGIN CERTIFICATE-----\n" + b"A" * 4_000_000),
    ("pem-only-begins", lambda: b"-----BEGIN CERTIFICATE-----\n" * 150_000),
    ("pem-lists-begin", lambda: b"-----BEGIN X509 CRL-----\n" * 150_000),
    ("pem-garbage", lambda: pem(b"CERTIFICATE", bytes(range(256)) * 100)),
    ("thousands", lambda: pem(b"CERTIFICATE", sound_certificate()) * 5000),
    ("garbage", lambda: bytes(range(256)) * 3000),
    ("empty", lambda: b""),
]


def _workspace(change: Callable[[sqlite3.Connection], object]) -> bytes:
    from datetime import UTC, datetime

    from kgdesk.operations.workspace import create_workspace

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.kgdesk"
        create_workspace(path, unit="KG-911", actor="x", clock=lambda: datetime(2024, 12, 1, tzinfo=UTC)).close()
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA writable_schema = ON")
        change(connection)
        connection.commit()
        connection.close()
        return path.read_bytes()


def _sql(*statements: str) -> Maker:
    def change(connection: sqlite3.Connection) -> None:
        for statement in statements:
            connection.execute(statement)

    return partial(_workspace, change)


def sound_workspace() -> bytes:
    return _workspace(lambda _: None)


def _spoil_plan(connection: sqlite3.Connection) -> None:
    """Write over the plan, past the triggers that keep it."""
    kept = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'plan'"
    ).fetchall()
    for name, _ in kept:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("UPDATE plan SET document = ?", (b"[" * 100_000,))
    for _, sql in kept:
        connection.execute(sql)


def _flipped() -> bytes:
    data = bytearray(_workspace(lambda _: None))
    for place in range(5000, len(data), 911):
        data[place] ^= 0xA5
    return bytes(data)


def _page(data: bytes) -> bytes:
    """Let the root of the schema point to itself."""
    changed = bytearray(data)
    changed[100:112] = b"\x05\x00\x00\x00\x01\x0f\xfb\x00\x00\x00\x00\x01"
    return bytes(changed)


_EVIL = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM n) SELECT count(*) FROM n"
_WORKSPACES: list[tuple[str, Maker]] = [
    ("no-database", lambda: b"x" * 5000),
    ("empty-database-head", lambda: b"SQLite format 3\x00" + bytes(84)),
    ("trigger", _sql("CREATE TRIGGER evil AFTER INSERT ON journal BEGIN DELETE FROM observation; END")),
    ("view", _sql(f"CREATE VIEW evil AS {_EVIL}")),
    ("table-gone", _sql("DROP TABLE comment")),
    ("table-is-view", _sql("ALTER TABLE comment RENAME TO other", f"CREATE VIEW comment AS {_EVIL}")),
    ("schema-nonsense", _sql("UPDATE sqlite_schema SET sql = 'CREATE TABLE comment(' WHERE name = 'comment'")),
    ("pages-flipped", _flipped),
    ("root-points-to-itself", lambda: _page(_workspace(lambda _: None))),
    ("cut-off", lambda: _workspace(lambda _: None)[:8192]),
    ("newer", _sql("PRAGMA user_version = 999")),
    ("version-negative", _sql("PRAGMA user_version = -1")),
    ("plan-garbage", partial(_workspace, _spoil_plan)),
]  # fmt: skip
_WORKSPACES_READABLE: list[tuple[str, Maker]] = [
    ("check-costs", _sql("ALTER TABLE comment ADD COLUMN evil TEXT CHECK (length(randomblob(900000000)) > 0)")),
    ("column-costs", _sql("ALTER TABLE comment ADD COLUMN evil TEXT AS (hex(randomblob(900000000)))")),
    ("tables-many", _sql(*(f"CREATE TABLE t{n}(a)" for n in range(3000)))),
]  # fmt: skip

_HTML: list[tuple[str, Maker]] = [
    ("brackets", lambda: b"<t" + b"<" * 3_000_000),
    ("tables-deep", lambda: b"<table><tr><td>" * 100_000),
    ("spans", lambda: b"<table>" + b'<tr><td colspan="999999999" rowspan="999999999">x</td></tr>' * 3000 + b"</table>"),
    ("span-digits", lambda: b'<table><tr><td colspan="' + b"9" * 6000 + b'">x</td></tr></table>'),
    ("columns", lambda: b'<table><col span="999999999">' + b'<col span="500">' * 20_000 + b"<tr><td>x</td></tr></table>"),
    ("cells", lambda: b"<table>" + b"<tr>" + b"<td>1</td>" * 1_000_000 + b"</tr></table>"),
    ("rows", lambda: b"<table>" + b"<tr><td>1</td></tr>" * 200_000 + b"</table>"),
    ("comments", lambda: b"<table>" + b"<!--" * 500_000),
    ("comments-whole", lambda: b"<table>" + b"<!-- -->" * 300_000 + b"<tr><td>1</td></tr></table>"),
    ("declarations", lambda: b"<table><![CDATA[" * 50_000),
    ("entities", lambda: b"<table><tr><td>" + b"&#x110000;&#99999999999999999999;&lt" * 50_000 + b"</td></tr></table>"),
    ("rules", lambda: b"<table><style>" + b".a{" * 300_000 + b"</style><tr><td>1</td></tr></table>"),
    ("rules-open", lambda: b"<table><style>" + b".a" * 300_000 + b"</style><tr><td class=a>1</td></tr></table>"),
    ("styles", lambda: b'<table><tr><td style="' + b"font-family:" * 100_000 + b'">1</td></tr></table>'),
    ("classes", lambda: b"<table><style>.a{x:y}</style><tr>" + b'<td class="' + b"a " * 200_000 + b'">1</td></tr></table>'),
    ("numbers", lambda: b'<table><tr><td x:num="' + b"9" * 100_000 + b'">1</td><td sdval="1e999999999">1</td><td x:num="nan">1</td></tr></table>'),
    ("text-only", lambda: b"<table><tr><td>" + b"a\n " * 1_000_000 + b"</td></tr></table>"),
    ("lists-deep", lambda: b"<ul><li>" * 50_000 + b"x"),
    ("attributes", lambda: b"<table " + b"a=b " * 500_000 + b"><tr><td>1</td></tr></table>"),
    ("quotes", lambda: b"<table a='" * 200_000),
]  # fmt: skip
_TEXTS: list[tuple[str, Maker]] = [
    ("tabs", lambda: b"\t" * 5_000_000),
    ("breaks", lambda: b"\n" * 5_000_000),
    ("quotes", lambda: b'"' * 5_000_000),
    ("quoted-cells", lambda: b'"a""b"\t' * 500_000),
    ("one-cell", lambda: b"a" * 5_000_000),
    ("digits", lambda: b"9" * 1_000_000),
    ("points", lambda: b"1.234.567" * 100_000),
    ("marks", ("e" + "\u0301" * 200_000).encode),
    ("nuls", lambda: b"\x00" * 1_000_000),
]
_XML: list[tuple[str, Maker]] = [
    ("laughs", lambda: b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'),
    ("deep", lambda: b"<a>" * 200_000 + b"</a>" * 200_000),
    ("index", lambda: b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table>' + b'<Row ss:Index="999999"><Cell ss:Index="999999"><Data ss:Type="Number">1</Data></Cell></Row>' * 3000 + b"</Table></Worksheet></Workbook>"),
    ("merges", lambda: b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table>' + b'<Row><Cell ss:MergeAcross="999999" ss:MergeDown="999999"><Data ss:Type="Number">1e999999999</Data></Cell></Row>' * 3000 + b"</Table></Worksheet></Workbook>"),
    ("number", lambda: b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table><Row><Cell><Data ss:Type="Number">' + b"9" * 1_000_000 + b"</Data></Cell></Row></Table></Worksheet></Workbook>"),
]  # fmt: skip


def _packed(name: str, content: Maker) -> Maker:
    return lambda: zipped({name: content()})


def other_cases() -> list[Case]:
    """Give all cases of the other readers."""
    plan = {"plan.json": plan_json()}
    part = {"part.json": b"{}", "plan.json": plan_json()}
    documents = [*_JSON, *_FIGURES]
    found = cases("pack", "kgplan", [*bombs(plan, "plan.json"), *wanderers(plan)])
    found += cases("pack", "kgplan", [(name, _packed("plan.json", make)) for name, make in documents])
    found += cases("part", "kgpart", [*bombs(part, "part.json"), *wanderers(part)])
    found += cases("part", "kgpart", [(name, _packed("part.json", make)) for name, make in _JSON])
    found += cases("return", "kgplan", [(name, _packed("plan.json", make)) for name, make in documents])
    found += cases("picture", "png", _PICTURES)
    found += cases("picture", "png", _PICTURES_READABLE, refused=False)
    found += cases("attachment", "docx", _ATTACHED, refused=False)
    found += cases("key", "p12", _KEYS)
    found += cases("certificate", "pem", _CERTIFICATES, refused=False)
    found += cases("authority", "pem", _CERTIFICATES)
    found += cases("revocation-list", "crl", _CERTIFICATES, refused=False)
    found += cases("workspace", "kgdesk", _WORKSPACES)
    found += cases("workspace", "kgdesk", _WORKSPACES_READABLE, refused=False)
    found += cases("clipboard-table", "html", _HTML, refused=False)
    found += cases("clipboard-text", "html", _HTML, refused=False)
    found += cases("clipboard-plain", "txt", _TEXTS, refused=False)
    found += cases("clipboard-xml", "xml", _XML, refused=False)
    return found
