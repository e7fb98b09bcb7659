#!/usr/bin/env python3
"""Read the data of a KGDesk return (.xlsx or .pdf) with nothing but Python.

    python3 -I read_canonical.py KG-911_2024_r1.pdf [FILE...]

It needs neither KGDesk nor any library: whoever doubts the program, or no longer has it, still has the
figures. What it does: takes the canonical document (JSON) out of the file, checks that it is in the one
form it may have, computes its SHA-256 and shows who reports what for which period.

What it does NOT do: it checks NO signature and NO certificate, it does not compare the data with the
visible pages or cells, and it does not read number and date filled in after the head signed. Somebody who
changed the file could have changed what this program prints. docs/check-without-kgdesk.md says how to check
the signatures with other programs; `kgdesk verify` does all of it.

Limits: PDFs as KGDesk writes them (plain objects, Flate streams); not those locked, or saved again by
programs that pack objects into streams. Exit code 0: read; 1: read, and something does not agree; 2: not read.
"""

import binascii
import hashlib
import json
import re
import sys
import unicodedata
import zipfile
import zlib
from pathlib import Path
from xml.parsers import expat

MOST = 4_000_000  # bytes of a document; KGDesk writes and reads no longer ones
PART = "customXml/item1.xml"
NAME = b"kgdesk-return.json"
STATES = {
    "figure": "",
    "not_available": "… (chưa có số liệu)",
    "not_applicable": "x (không áp dụng)",
}
STATUS = {"estimate": "ước", "preliminary": "sơ bộ", "official": "chính thức", "restated": "điều chỉnh"}
WARNING = (
    "CHÚ Ý: chương trình này KHÔNG kiểm tra chữ ký số, chứng thư số, cũng không so với trang in hay ô bảng tính.\n"
    "NOTE: no signature or certificate was checked, nor the pages or cells. See docs/check-without-kgdesk.md."
)


class UnreadableError(Exception):
    """The file is no return that can be read here; says why."""


def document_of(data: bytes) -> bytes:
    """Take the canonical document out of a workbook or a PDF."""
    if data.startswith(b"PK"):
        return from_workbook(data)
    if data[:1024].find(b"%PDF-") >= 0:
        return from_pdf(data)
    raise UnreadableError("not a workbook and not a PDF")


def from_workbook(data: bytes) -> bytes:
    """Read the custom XML part; it must be there once."""
    import io

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        entries = [entry for entry in package.infolist() if entry.filename == PART]
        if len(entries) != 1:
            raise UnreadableError(f"{len(entries)} parts {PART}, one expected")
        if entries[0].file_size > 4 * MOST:
            raise UnreadableError("the document is too large")
        return text_of_element(package.read(entries[0]))


def text_of_element(xml: bytes) -> bytes:
    """Text of the root element; entities and document types are refused."""
    pieces: list[str] = []

    def refuse(*_: object) -> None:
        raise UnreadableError("the part declares a document type")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.CharacterDataHandler = pieces.append
    parser.Parse(xml, True)
    return "".join(pieces).encode()


def from_pdf(data: bytes) -> bytes:
    """Find the file specification of that name, follow it to the stream; of several revisions the last counts."""
    if b"%%EOF" not in data[-1024:]:
        raise UnreadableError("the file was cut off")
    found: dict[bytes, bytes] = {}
    for spec in re.finditer(rb"\d+ 0 obj\s*<<([^\0]{1,4000}?)>>\s*endobj", data):
        if not re.search(rb"/Type */Filespec", spec[1]) or NAME not in spec[1]:
            continue
        stream = re.search(rb"/EF *<<[^>]*/F +(\d+) +0 +R", spec[1])
        if stream is not None:
            found[stream[1]] = stream_of(data, stream[1])
    contents = set(found.values())
    if len(contents) != 1:
        raise UnreadableError(f"{len(contents)} different documents {NAME.decode()}, one expected")
    return contents.pop()


def stream_of(data: bytes, number: bytes) -> bytes:
    """Inflate the last version of an object that is a stream."""
    heads = list(re.finditer(rb"(?:^|[\r\n])" + number + rb" 0 obj\s*(<<.*?>>)\s*stream\r?\n", data, re.DOTALL))
    if not heads:
        raise UnreadableError(f"object {number.decode()} is missing")
    head = heads[-1]
    length = re.search(rb"/Length +(\d+)(?! +\d+ +R)", head[1])
    if length is None:
        raise UnreadableError("a stream without a length of its own")
    raw = data[head.end() : head.end() + int(length[1])]
    if b"/FlateDecode" not in head[1]:
        return raw
    inflater = zlib.decompressobj()
    whole = inflater.decompress(raw, MOST + 1)
    if len(whole) > MOST:
        raise UnreadableError("the document is too large")
    return whole


def spaced(digest: str) -> str:
    """The short digest as it stands at the foot of the printed pages."""
    return " ".join(digest[start : start + 4] for start in range(0, 16, 4))


def shown(text: str) -> str:
    """A text of the file without control characters: it must not write over the screen."""
    return "".join(letter if letter.isprintable() else " " for letter in str(text))


def figure(line: dict) -> str:
    """What was reported of an indicator, with numerator and denominator where there are any."""
    seen = line.get("observation")
    if seen is None:
        return "(trống)"
    state = STATES.get(str(seen.get("state", "figure")), str(seen.get("state")))
    parts = [state] if state else []
    if seen.get("value") is not None:
        parts.append(str(seen["value"]))
    if seen.get("numerator") is not None or seen.get("denominator") is not None:
        parts.append(f"{seen.get('numerator')} / {seen.get('denominator')}")
    status = seen.get("status")
    return " ".join([*parts, f"({STATUS.get(str(status), status)})" if status else ""]).strip()


def show(path: Path) -> bool:
    """Print one return; returns whether the document has the form it must have."""
    data = document_of(path.read_bytes())
    tree = json.loads(data)
    if not isinstance(tree, dict) or tree.get("schema") != "kgdesk-return":
        raise UnreadableError("the document is no return of KGDesk")
    if tree.get("schema_version") != 1:
        raise UnreadableError(f"version {tree.get('schema_version')} of the document is not known here")
    again = json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    one_form = again == data and unicodedata.is_normalized("NFC", data.decode())
    digest = hashlib.sha256(data).hexdigest()
    print(f"Tệp:        {path.name}")
    print(f"Đơn vị:     {shown(tree['unit_name_vi'])} ({shown(tree['unit'])})")
    print(f"Kỳ:         {shown(tree['period_label_vi'])} ({shown(tree['period'])}), lần {tree['revision']}")
    print(f"Lập lúc:    {shown(tree['sealed_at'])}, {shown(tree['sealed_by'])}")
    print(f"Gói:        {shown(tree['plan']['code'])}, phiên bản {tree['plan']['version']}")
    print(f"SHA-256:    {digest}")
    print(f"Mã đối chiếu (in trên trang): {spaced(digest)}")
    print(f"Dạng chuẩn: {'đúng' if one_form else 'SAI: tệp không do KGDesk ghi nguyên như vậy'}")
    for line in tree["lines"]:
        print(f"  {shown(line['indicator']):8} {shown(line['name_vi'])[:60]:60} {shown(figure(line))}")
    print(f"Thuyết minh: {len(tree['narratives'])} nhiệm vụ. Kiến nghị: {len(tree['escalations'])}.")
    return one_form


def main() -> int:
    """Show the files named on the command line."""
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    if len(sys.argv) < 2:  # noqa: PLR2004 - the program's own name
        print(__doc__)
        return 2
    worst = 0
    for name in sys.argv[1:]:
        try:
            worst = max(worst, 0 if show(Path(name)) else 1)
        except (UnreadableError, OSError, ValueError, KeyError, zipfile.BadZipFile, zlib.error, binascii.Error,
                expat.ExpatError, TypeError, AttributeError, RecursionError) as error:  # fmt: skip
            print(f"{name}: không đọc được / not read: {type(error).__name__}: {error}", file=sys.stderr)
            worst = 2
    print(WARNING)
    return worst


if __name__ == "__main__":
    sys.exit(main())
