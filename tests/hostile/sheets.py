"""Spreadsheets as attackers build them: .xlsx, .ods, .xls and text."""

import io
import re
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

from tests.hostile.case import Case, cases
from tests.hostile.zips import bombs, parts_of, wanderers, zipped

Maker = Callable[[], bytes]
SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
_MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_LAUGHS = b"<!DOCTYPE x [" + b'<!ENTITY l0 "ha">' + b"".join(
    b'<!ENTITY l%d "%s">' % (number, b"&l%d;" % (number - 1) * 10) for number in range(1, 10)
) + b"]>"  # fmt: skip
_OUTSIDE = b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/evil.dtd">'
_FILE = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


@cache
def table() -> bytes:
    """A sound table: with it a hostile part is the only fault of a file."""
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["Mã chỉ tiêu", "Giá trị", "Ghi chú"])
    book.active.append(["grdp_growth", 7.5, "ước"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@cache
def base() -> dict[str, bytes]:
    return parts_of(table())


def with_part(part: str, content: bytes) -> bytes:
    return zipped({**base(), part: content})


def sheet(body: bytes, *, head: bytes = b"", tail: bytes = b"") -> bytes:
    """A worksheet of rows, within the file's other parts."""
    xml = (
        b'<?xml version="1.0"?>'
        + head
        + b"<worksheet "
        + _MAIN
        + b"><sheetData>"
        + body
        + b"</sheetData>"
        + tail
        + b"</worksheet>"
    )
    return with_part(SHEET, xml)


def _cell(value: bytes, kind: bytes = b"n", place: bytes = b"B2") -> bytes:
    return b'<row r="2"><c r="' + place + b'" t="' + kind + b'"><v>' + value + b"</v></c></row>"


def _declared(part: str, declaration: bytes, use: bytes = b"") -> bytes:
    content = re.sub(rb"^<\?xml[^>]*\?>\s*", b"", base()[part])
    inside = content.replace(b"<v>", b"<v>" + use, 1) if use else content
    return with_part(part, b'<?xml version="1.0"?>' + declaration + inside)


def _wide(text: bytes) -> bytes:
    return text.decode().encode("utf-16")


def _shared_bomb() -> bytes:
    strings = b"<sst " + _MAIN + b"><si><t>" + b"A" * 20_000_000 + b"</t></si></sst>"
    rows = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (row, row) for row in range(1, 150_000))
    xml = b"<worksheet " + _MAIN + b"><sheetData>" + rows + b"</sheetData></worksheet>"
    return zipped({**base(), STRINGS: strings, SHEET: xml})


def _sparse() -> bytes:
    return sheet(
        b"".join(b'<row r="%d"><c r="XFD%d"><v>1</v></c></row>' % (row, row) for row in range(1, 1_048_576, 9))
    )


def _full(rows: int) -> bytes:
    return sheet(b"".join(b'<row r="%d">%s</row>' % (row, b"<c><v>1</v></c>" * 40) for row in range(1, rows)))


def _many_sheets() -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    for number in range(180):
        book.create_sheet(f"s{number}").append(["Mã chỉ tiêu", "Giá trị"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


_XML: list[tuple[str, Maker]] = [
    ("billion-laughs", partial(_declared, SHEET, _LAUGHS, b"&l9;")),
    ("billion-laughs-utf16", lambda: with_part(SHEET, _wide(_LAUGHS + b"<worksheet>&l9;</worksheet>"))),
    ("laughs-in-styles", partial(_declared, "xl/styles.xml", _LAUGHS)),
    ("laughs-in-relations", partial(_declared, "xl/_rels/workbook.xml.rels", _LAUGHS)),
    ("outer-dtd", partial(_declared, SHEET, _OUTSIDE)),
    ("outer-entity", partial(_declared, SHEET, _FILE, b"&e;")),
    ("deep-xml", lambda: sheet(b"<a>" * 200_000 + b"</a>" * 200_000)),
    ("open-tags", lambda: sheet(b"<a>" * 300_000)),
    ("endless-attributes", lambda: sheet(b"<row " + b" ".join(b'a%d="1"' % n for n in range(300_000)) + b"/>")),
    ("wrong-encoding", lambda: with_part(SHEET, b'<?xml version="1.0" encoding="utf-7"?><worksheet/>')),
    ("not-xml", lambda: with_part(SHEET, bytes(range(256)) * 100)),
    ("empty-sheet", lambda: with_part(SHEET, b"")),
    ("millions-of-elements", lambda: sheet(b"<a/>" * 3_000_000)),
    ("sheet-missing", lambda: zipped({name: data for name, data in base().items() if name != SHEET})),
    ("no-relations", lambda: zipped({name: data for name, data in base().items() if not name.endswith(".rels")})),
]  # fmt: skip
_CELLS: list[tuple[str, Maker]] = [
    ("far-cells", _sparse),
    ("too-many-cells", lambda: _full(9_000)),
    ("shared-string-bomb", _shared_bomb),
    ("merged-everywhere", lambda: sheet(_cell(b"1"), tail=b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')),
    ("merged-many", lambda: sheet(_cell(b"1"), tail=b"<mergeCells>" + b'<mergeCell ref="A1:Z999"/>' * 20_000 + b"</mergeCells>")),
    ("linked-everywhere", lambda: sheet(_cell(b"1"), tail=b'<hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>')),
    ("million-digits", lambda: sheet(_cell(b"9" * 1_000_000))),
    ("row-number-huge", lambda: sheet(b'<row r="99999999999999999999"><c><v>1</v></c></row>')),
    ("row-number-negative", lambda: sheet(b'<row r="-5"><c r="A-5"><v>1</v></c></row>')),
    ("place-nonsense", lambda: sheet(_cell(b"1", place=b"ZZZZZZ99999999"))),
    ("shared-index-out", lambda: sheet(_cell(b"99999999", b"s"))),
    ("shared-index-minus", lambda: sheet(_cell(b"-7", b"s"))),
    ("style-out", lambda: sheet(b'<row r="2"><c r="A2" s="99999"><v>1</v></c></row>')),
    ("number-is-text", lambda: sheet(_cell(b"abc"))),
]  # fmt: skip
_READABLE: list[tuple[str, Maker]] = [
    ("dimension-lies", lambda: with_part(SHEET, base()[SHEET].replace(b'ref="A1:C2"', b'ref="A1:XFD1048576"'))),
    ("validated-everywhere", lambda: sheet(_cell(b"1"), tail=b"<dataValidations>" + b'<dataValidation sqref="A1:XFD1048576"/>' * 5000 + b"</dataValidations>")),
    ("columns-everywhere", lambda: with_part(SHEET, base()[SHEET].replace(b"<sheetData>", b"<cols>" + b'<col min="1" max="16384" hidden="1"/>' * 500 + b"</cols><sheetData>"))),
    ("exponent", lambda: sheet(_cell(b"1e999999999"))),
    ("exponent-small", lambda: sheet(_cell(b"1e-999999999"))),
    ("infinity", lambda: sheet(_cell(b"inf"))),
    ("nan", lambda: sheet(_cell(b"nan"))),
    ("date-of-no-calendar", lambda: sheet(_cell(b"1e300", b"d"))),
    ("huge-text", lambda: sheet(b'<row r="2"><c r="B2" t="inlineStr"><is><t>' + b"A" * 9_000_000 + b"</t></is></c></row>")),
    ("many-sheets", _many_sheets),
    ("xinclude", lambda: sheet(_cell(b"1") + b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>')),
    ("outer-relation", lambda: with_part("xl/worksheets/_rels/sheet1.xml.rels", b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink" Target="http://127.0.0.1:9/x.xlsx" TargetMode="External"/></Relationships>')),
    ("conditional-everywhere", lambda: sheet(_cell(b"1"), tail=b'<conditionalFormatting sqref="A1:XFD1048576"><cfRule type="expression" priority="1"><formula>1</formula></cfRule></conditionalFormatting>' * 2000)),
    ("shared-formula", lambda: sheet(b'<row r="2"><c r="B2"><f t="shared" si="0" ref="B2:XFD1048576">1+1</f><v>2</v></c></row>')),
    ("array-formula", lambda: sheet(b'<row r="2"><c r="B2"><f t="array" ref="B2:XFD1048576">1+1</f><v>2</v></c></row>')),
]  # fmt: skip

_ODS_NAMES = (
    b'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    b'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    b'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def ods(rows: bytes, head: bytes = b"") -> bytes:
    from kgdesk.returns.tabular_ods import MIME

    content = b'<?xml version="1.0"?>' + head + b"<office:document-content " + _ODS_NAMES + (
        b'><office:body><office:spreadsheet><table:table table:name="a">' + rows
        + b"</table:table></office:spreadsheet></office:body></office:document-content>"
    )  # fmt: skip
    stream = io.BytesIO()
    import zipfile

    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), MIME)
        archive.writestr("content.xml", content)
    return stream.getvalue()


def _ods_row(cell: bytes, row: bytes = b"") -> bytes:
    return b"<table:table-row " + row + b">" + cell + b"</table:table-row>"


_TEXT_CELL = b'<table:table-cell %s office:value-type="string"><text:p>%s</text:p></table:table-cell>'
_BILLION = b'table:number-columns-repeated="999999999"'
_ODS: list[tuple[str, Maker]] = [
    ("repeated-cells", lambda: ods(_ods_row(_TEXT_CELL % (_BILLION, b"x"), b'table:number-rows-repeated="999999999"'))),
    ("spaces", lambda: ods(_ods_row(_TEXT_CELL % (b"", b'a<text:s text:c="999999999"/>b')))),
    ("spaces-many", lambda: ods(_ods_row(_TEXT_CELL % (b"", b'a<text:s text:c="9999"/>' * 100_000)))),
    ("spans", lambda: ods(_ods_row(_TEXT_CELL % (b'table:number-columns-spanned="999999999" table:number-rows-spanned="999999999"', b"x")))),
    ("count-nonsense", lambda: ods(_ods_row(_TEXT_CELL % (b'table:number-columns-repeated="-1"', b"x")))),
    ("count-digits", lambda: ods(_ods_row(_TEXT_CELL % (b'table:number-columns-repeated="' + b"9" * 6000 + b'"', b"x")))),
    ("value-digits", lambda: ods(_ods_row(b'<table:table-cell office:value-type="float" office:value="' + b"9" * 1_000_000 + b'"/>'))),
    ("value-exponent", lambda: ods(_ods_row(b'<table:table-cell office:value-type="float" office:value="1e999999999"/>'))),
    ("value-nan", lambda: ods(_ods_row(b'<table:table-cell office:value-type="float" office:value="NaN"/>'))),
    ("laughs", lambda: ods(b"&l9;", _LAUGHS)),
    ("deep", lambda: ods(b"<table:table-row>" * 100_000)),
    ("no-content", lambda: ods(b"").replace(b"content.xml", b"kontent.xml")),
]  # fmt: skip
_CSV: list[tuple[str, Maker]] = [
    ("one-line", lambda: b"a;" * 4_900_000),
    ("one-field", lambda: b"a" * 9_900_000),
    ("quote-never-ends", lambda: b'indicator;value\n"' + b"a\n" * 4_000_000),
    ("quotes", lambda: b'"' * 9_000_000),
    ("nuls", lambda: b"\x00" * 1_000_000),
    ("utf16-odd", lambda: b"\xff\xfe" + b"a\x00;" * 1001),
    ("utf16-surrogates", lambda: b"\xff\xfe" + b"\x00\xd8" * 5000),
    ("utf32", lambda: "indicator;value\n".encode("utf-32")),
    ("bytes", lambda: bytes(range(1, 256)) * 4000),
    ("too-large", lambda: b"a;b\n" * 3_000_000),
    ("only-breaks", lambda: b"\r" * 9_000_000),
    ("empty", lambda: b""),
]
_CSV_READABLE: list[tuple[str, Maker]] = [
    ("million-digits", lambda: b"indicator;value\ngrdp_growth;" + b"9" * 100_000 + b"\n"),
    ("marks-without-end", ("indicator;value\ngrdp_growth;e" + "\u0301" * 60_000).encode),
    ("old-letters", lambda: b"indicator;value;note\n" + b"grdp_growth;1;t\xfbng tr\xad\xebng \xae\n" * 15_000),
]


def _old(change: Callable[[bytearray], object]) -> Maker:
    def make() -> bytes:
        data = bytearray(next(FIXTURES.rglob("*.xls")).read_bytes())
        change(data)
        return bytes(data)

    return make


def _cycle(data: bytearray) -> None:
    """Let the chain of sectors run in a circle."""
    data[512:1024] = b"\x00\x00\x00\x00" * 128


def _wild(data: bytearray) -> None:
    for place in range(512, len(data), 37):
        data[place] ^= 0x5A


def _huge_sector(data: bytearray) -> None:
    data[30:32] = b"\x1f\x00"


def _many_sectors(data: bytearray) -> None:
    data[44:48] = b"\xff\xff\xff\x7f"


_XLS: list[tuple[str, Maker]] = [
    ("circle", _old(_cycle)),
    ("wild", _old(_wild)),
    ("sector-size", _old(_huge_sector)),
    ("sector-count", _old(_many_sectors)),
    ("header-only", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)),
    ("half", _old(lambda data: data.__delitem__(slice(len(data) // 2, None)))),
]


@cache
def annex() -> dict[str, bytes]:
    from kgdesk.returns.workbook import write_workbook
    from tests.samples import sample_return

    return parts_of(write_workbook(sample_return()))


def _annexed(make: Maker) -> bytes:
    """Put the hostile parts into the annex of a return, which gets past the first door."""
    hostile = {name: content for name, content in parts_of(make()).items() if base().get(name) != content}
    return zipped({**annex(), **hostile})


def table_cases() -> list[Case]:
    """Give all cases of the readers of tables and forms."""
    found: list[Case] = []
    for reader in ("table", "form"):
        found += cases(reader, "xlsx", [*bombs(base(), SHEET), *wanderers(base()), *_XML, *_CELLS])
        found += cases(reader, "xlsx", _READABLE, refused=False)
    annexed: list[tuple[str, Maker]] = [
        (f"annex-{what}", partial(_annexed, make)) for what, make in [*_XML, *_CELLS, *_READABLE]
    ]
    found += cases("return", "xlsx", [*bombs(base(), SHEET), *wanderers(base()), *annexed])
    found += cases("table", "ods", _ODS, refused=False)
    found += cases("table", "csv", _CSV)
    found += cases("table", "csv", _CSV_READABLE, refused=False)
    found += cases("table", "xls", _XLS, refused=False)
    found += cases("plan-workbook", "xlsx", [*bombs(base(), SHEET), *_XML, *_CELLS[:3]])
    return found
