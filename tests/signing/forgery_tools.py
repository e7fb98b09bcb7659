"""Tools of a forger: packages taken apart and put together, signatures made anew, zips that contradict themselves."""

import base64
import hashlib
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from lxml import etree

from kgdesk.signing.demo_authority import DemoAuthority
from kgdesk.signing.keys import Mechanism, SigningKey
from kgdesk.signing.opc_package import read_package
from kgdesk.signing.opc_signature_writer import _raw, signature_xml
from kgdesk.signing.opc_words import DSIG, HASHES
from kgdesk.signing.opc_xml import canonical
from kgdesk.signing.opc_zip_writer import make_entry, write_zip
from kgdesk.signing.workbook import _prepared, _written

SIG = "_xmlsignatures/sig1.xml"
SHEET = "xl/worksheets/sheet1.xml"
ROOT_RELS = "_rels/.rels"
BOOK_RELS = "xl/_rels/workbook.xml.rels"
TYPES = "[Content_Types].xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
EVIL_SHEET = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    b'<c r="A1" t="inlineStr"><is><t>forged</t></is></c></row></sheetData></worksheet>'
)


@dataclass(frozen=True)
class Honest:
    """What a forger starts from: workbooks honestly signed, and keys he may hold. `key` signed `signed`."""

    plain: bytes
    signed: bytes
    both: bytes
    other: bytes
    key: SigningKey
    head: SigningKey
    authority: DemoAuthority
    outsider: SigningKey
    keys: Mapping[str, SigningKey] = field(default_factory=dict)


Forger = Callable[[Honest], bytes]


@dataclass(frozen=True)
class Forgery:
    """One way of cheating; `expected` are the roles that the checker waits for."""

    name: str
    family: str
    make: Forger
    both: bool = False


FORGERIES: dict[str, Forgery] = {}


def forgery(family: str, *, both: bool = False) -> Callable[[Forger], Forger]:
    """Register a forger under its own name; `both` when it works on the workbook with two signatures."""

    def register(make: Forger) -> Forger:
        add(make.__name__, family, make, both=both)
        return make

    return register


def add(name: str, family: str, make: Forger, *, both: bool = False) -> None:
    assert name not in FORGERIES
    FORGERIES[name] = Forgery(name, family, make, both)


def unpack(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(parts: Mapping[str, bytes]) -> bytes:
    return write_zip([make_entry(name, content) for name, content in parts.items()])


def edited(data: bytes, part: str, old: str, new: str) -> bytes:
    """Replace once in a part; the old text must be there."""
    parts = unpack(data)
    content = parts[part]
    assert old.encode() in content, (part, old)
    parts[part] = content.replace(old.encode(), new.encode(), 1)
    return pack(parts)


def with_parts(data: bytes, added: Mapping[str, bytes], *edits: tuple[str, str, str]) -> bytes:
    """Add or replace parts, then replace texts once each."""
    parts = unpack(data) | dict(added)
    for part, old, new in edits:
        assert old.encode() in parts[part], (part, old)
        parts[part] = parts[part].replace(old.encode(), new.encode(), 1)
    return pack(parts)


def typed(name: str, kind: str) -> tuple[str, str, str]:
    """An edit that gives a part a content type."""
    return (TYPES, "</Types>", f'<Override PartName="/{name}" ContentType="{kind}"/></Types>')


def related(part: str, kind: str, target: str, identifier: str = "rId99", more: str = "") -> tuple[str, str, str]:
    """An edit that adds a relationship."""
    line = f'<Relationship Id="{identifier}" Type="{kind}" Target="{target}"{more}/>'
    return (part, "</Relationships>", f"{line}</Relationships>")


def sealed_again(xml: bytes, key: SigningKey, method: str = "") -> bytes:
    """Compute all digests of SignedInfo and the value anew, as a signer who signs what he is given."""
    root = etree.fromstring(xml)
    info = root.find(f"{{{DSIG}}}SignedInfo")
    ids = {element.get("Id"): element for element in root.iter() if element.get("Id")}
    for reference in info.findall(f"{{{DSIG}}}Reference"):
        target = ids.get(reference.get("URI", "")[1:])
        kind = HASHES.get(reference.find(f"{{{DSIG}}}DigestMethod").get("Algorithm"), "sha1")
        if target is not None:
            digest = hashlib.new(kind, canonical(target), usedforsecurity=False).digest()
            reference.find(f"{{{DSIG}}}DigestValue").text = base64.b64encode(digest).decode()
    if method:
        info.find(f"{{{DSIG}}}SignatureMethod").set("Algorithm", method)
    value = key.secret.sign(canonical(info), key.hash_name)
    if key.mechanism is Mechanism.ECDSA:
        value = _raw(value, key.bits)
    root.find(f"{{{DSIG}}}SignatureValue").text = base64.b64encode(value).decode()
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def sloppy(honest: Honest, *edits: tuple[str, str]) -> bytes:
    """Sign, with the trusted key itself, a signature part that somebody prepared: nothing may be left out even so."""
    parts = unpack(honest.signed)
    xml = parts[SIG].decode()
    for old, new in edits:
        assert old in xml, old
        xml = xml.replace(old, new)
    parts[SIG] = sealed_again(xml.encode(), honest.key)
    return pack(parts)


def forced(data: bytes, *, key: SigningKey, role: str, at: datetime) -> bytes:
    """Sign as the program does, without its refusal of keys that may not sign."""
    package = read_package(data)
    prepared, part = _prepared(package)
    return _written(prepared, package, part, signature_xml(prepared, key=key, role=role, at=at, comment=""))


def in_signature(old: str, new: str) -> Forger:
    return lambda honest: edited(honest.signed, SIG, old, new)


def sloppily(old: str, new: str) -> Forger:
    return lambda honest: sloppy(honest, (old, new))


def in_part(part: str, old: str, new: str) -> Forger:
    return lambda honest: edited(honest.signed, part, old, new)


def cut(text: str, start: str, end: str) -> str:
    """The text from `start` up to and including the next `end`."""
    first = text.index(start)
    return text[first : text.index(end, first) + len(end)]


def signature_of(honest: Honest) -> str:
    return unpack(honest.signed)[SIG].decode()


@dataclass(frozen=True)
class RawFile:
    """One file of a zip, every header field free; None: the honest value."""

    name: bytes
    content: bytes
    local_name: bytes | None = None
    method: int = 8
    flags: int = 0
    local_flags: int | None = None
    crc: int | None = None
    size: int | None = None
    local_size: int | None = None
    extra: bytes = b""
    local_extra: bytes | None = None
    tail: bytes = b""
    descriptor: bytes = b""
    needed: int = 20
    time: int = 0
    local_time: int | None = None
    listed: bool = True
    comment: bytes = b""
    gap: bytes = b""
    made: int = 20


@dataclass(frozen=True)
class RawZip:
    """A zip with everything free that a parser could look at."""

    files: tuple[RawFile, ...]
    prefix: bytes = b""
    before_directory: bytes = b""
    before_end: bytes = b""
    comment: bytes = b""
    suffix: bytes = b""
    count: int | None = None
    disk: int = 0
    shift: int = 0

    def build(self) -> bytes:
        body, directory = bytearray(self.prefix), bytearray()
        for each in self.files:
            body += each.gap
            offset = len(body) - self.shift
            packed = _deflated(each.content) if each.method == 8 else each.content
            packed += each.tail
            crc = zlib.crc32(each.content) if each.crc is None else each.crc
            size = len(each.content) if each.size is None else each.size
            local_name = each.name if each.local_name is None else each.local_name
            local_extra = each.extra if each.local_extra is None else each.local_extra
            local_flags = each.flags if each.local_flags is None else each.local_flags
            local_time = each.time if each.local_time is None else each.local_time
            local_size = size if each.local_size is None else each.local_size
            body += struct.pack(
                "<4s5H3I2H", b"PK\3\4", each.needed, local_flags, each.method, local_time, 0x21, crc, len(packed),
                local_size, len(local_name), len(local_extra),
            )  # fmt: skip
            body += local_name + local_extra + packed + each.descriptor
            if each.listed:
                directory += struct.pack(
                    "<4s6H3I5H2I", b"PK\1\2", each.made, each.needed, each.flags, each.method, each.time, 0x21, crc,
                    len(packed), size, len(each.name), len(each.extra), len(each.comment), 0, 0, 0, offset,
                )  # fmt: skip
                directory += each.name + each.extra + each.comment
        body += self.before_directory
        count = sum(each.listed for each in self.files) if self.count is None else self.count
        end = struct.pack(
            "<4s4H2IH", b"PK\5\6", self.disk, self.disk, count, count, len(directory), len(body) - self.shift,
            len(self.comment),
        )  # fmt: skip
        return bytes(body + directory + self.before_end + end + self.comment + self.suffix)


def raw(data: bytes) -> RawZip:
    """The honest workbook as a raw zip."""
    return RawZip(tuple(RawFile(name.encode(), content) for name, content in unpack(data).items()))


def changed(archive: RawZip, name: str, **changes: object) -> RawZip:
    """The zip with fields of one file changed."""
    assert any(each.name == name.encode() for each in archive.files)
    return replace(
        archive,
        files=tuple(
            replace(each, **changes) if each.name == name.encode() else each  # type: ignore[arg-type]
            for each in archive.files
        ),
    )


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()
