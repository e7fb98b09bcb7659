"""Packages that can be understood in two ways are none, signed or not: no signature could help."""

import pytest

from kgdesk.domain.errors import Fault
from kgdesk.signing.opc_irregular import Irregular
from kgdesk.signing.opc_package import read_package
from kgdesk.signing.workbook import sign_workbook
from tests.signing.forgery_tools import (
    BOOK_RELS,
    EVIL_SHEET,
    OFFICE,
    ROOT_RELS,
    SPREADSHEET,
    TYPES,
    related,
    typed,
    unpack,
    with_parts,
)
from tests.signing.signing_samples import AT
from tests.signing.workbook_forgeries import honest

_SHEET9 = "xl/worksheets/sheet9.xml"
_EMPTY = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
_BOOK2 = typed("xl/book2.xml", f"{SPREADSHEET}.sheet.main+xml")
_MAIN, _OUT = f"{OFFICE}/officeDocument", ' TargetMode="External"'
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"


@pytest.mark.parametrize(
    ("rule", "added", "edits"),
    [
        ("nothing refers to", {_SHEET9: EVIL_SHEET}, [typed(_SHEET9, f"{SPREADSHEET}.worksheet+xml")]),
        ("one main document", {"xl/book2.xml": b"<x/>"}, [_BOOK2, related(ROOT_RELS, _MAIN, "xl/book2.xml")]),
        ("one main document", {"xl/book2.xml": b"<x/>"}, [_BOOK2, related(ROOT_RELS, _STRICT, "xl/book2.xml")]),
        ("two functions", {}, [related(ROOT_RELS, f"{OFFICE}/customXml", "xl/workbook.xml")]),
        ("leads to no part", {}, [related(BOOK_RELS, f"{OFFICE}/worksheet", "worksheets/sheet8.xml")]),
        ("leads to no part", {}, [related(BOOK_RELS, f"{OFFICE}/worksheet", "_rels/workbook.xml.rels")]),
        ("outside the package", {}, [related(BOOK_RELS, f"{OFFICE}/worksheet", "../../x.xml")]),
        ("content outside", {}, [related(BOOK_RELS, f"{OFFICE}/worksheet", "http://a/", more=_OUT)]),
        ("not there", {"xl/_rels/nobody.xml.rels": _EMPTY}, []),
        ("no place for relationships", {"xl/other.rels": _EMPTY}, []),
        ("a part under a part", {f"{_SHEET9}/x.xml": b"<x/>", _SHEET9: EVIL_SHEET}, [
            typed(_SHEET9, f"{SPREADSHEET}.worksheet+xml"),
            related(BOOK_RELS, f"{OFFICE}/worksheet", f"/{_SHEET9}"),
            related(BOOK_RELS, f"{OFFICE}/customXml", f"/{_SHEET9}/x.xml", "rId98"),
        ]),
        ("type of a part that is not there", {}, [typed("xl/no.xml", "a/b")]),
        ("content type for nothing", {}, [(TYPES, "</Types>", '<Default Extension="exe" ContentType="a/b"/></Types>')]),
        ("no content type", {"xl/x.bin": b""}, [related(BOOK_RELS, f"{OFFICE}/printerSettings", "x.bin")]),
    ],
)  # fmt: skip
def test_irregular_package(rule: str, added: dict[str, bytes], edits: list[tuple[str, str, str]]) -> None:
    data = with_parts(honest().plain, added, *edits)
    with pytest.raises(Irregular, match=rule):
        read_package(data)
    with pytest.raises(Fault):
        sign_workbook(data, key=honest().key, role="agency", at=AT)


def test_regular_package() -> None:
    package = read_package(honest().both)
    assert set(package.parts) == set(unpack(honest().both)) - {TYPES}
    assert package.signature_parts == ("_xmlsignatures/sig1.xml", "_xmlsignatures/sig2.xml")
    assert read_package(honest().plain).signature_parts == ()


def test_a_hyperlink_is_the_one_way_out() -> None:
    link = related(BOOK_RELS, f"{OFFICE}/hyperlink", "https://kiengiang.gov.vn/", more=_OUT)
    (line,) = [
        each for each in read_package(with_parts(honest().plain, {}, link)).relations[BOOK_RELS] if not each.part
    ]
    assert line.target == "https://kiengiang.gov.vn/"
