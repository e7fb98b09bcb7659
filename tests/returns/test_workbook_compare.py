"""What the eye sees against the document: every way of cheating is noticed, honest copies are not accused."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest

from kgdesk.domain.errors import Fault
from kgdesk.domain.return_document import ReturnDocument
from kgdesk.returns import canonical
from kgdesk.returns.workbook import CellDifference, differences, read_document, write_workbook
from tests.samples import sample_return

Alter = Callable[..., bytes]
SHEET = "xl/worksheets/sheet1.xml"
DATA = write_workbook(sample_return())


def resaved(change: Callable[[openpyxl.Workbook], object] = lambda _: None) -> bytes:
    """Save the workbook again as another program would: other parts, shared strings, document properties."""
    book = openpyxl.load_workbook(io.BytesIO(DATA))
    change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_what_was_written_agrees(document: ReturnDocument) -> None:
    assert differences(DATA, document) == ()


def test_file_saved_again_agrees(document: ReturnDocument) -> None:
    data = resaved()
    assert data != DATA
    assert differences(data, document) == ()


def test_other_compression_agrees(document: ReturnDocument) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(DATA)) as archive, zipfile.ZipFile(buffer, "w") as stored:
        for name in reversed(archive.namelist()):
            stored.writestr(name, archive.read(name))
    assert differences(buffer.getvalue(), document) == ()


def test_signed_file_agrees(document: ReturnDocument, alter: Alter) -> None:
    origin = (
        '<Relationship Id="rIdS" Target="_xmlsignatures/origin.sigs"'
        ' Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"/></Relationships>'
    )
    kind = '<Default Extension="sigs" ContentType="application/vnd.openxmlformats-package.digital-signature-origin"/>'
    data = alter(DATA, "_rels/.rels", "</Relationships>", origin, add={"_xmlsignatures/origin.sigs": b""})
    data = alter(data, "[Content_Types].xml", "<Override", f"{kind}<Override")
    assert differences(data, document) == ()


def test_other_document_is_told_cell_by_cell(document: ReturnDocument) -> None:
    first, *others = document.lines
    twin = replace(document, lines=(replace(first, previous=Decimal("7.8")), *others))
    found = differences(DATA, twin)
    assert CellDifference("Biểu chỉ tiêu", "F12", "7.8", "7.912") in found
    assert any("mã đối chiếu" in item.found for item in found)


def set_white(book: openpyxl.Workbook) -> None:
    book.active["H12"].font = openpyxl.styles.Font(color="FFFFFFFF")


def set_fill(book: openpyxl.Workbook) -> None:
    book.active["H12"].fill = openpyxl.styles.PatternFill("solid", fgColor="FF000000")


def hide_sheet(book: openpyxl.Workbook) -> None:
    book["Kiến nghị"].sheet_state = "hidden"


def add_rule(book: openpyxl.Workbook) -> None:
    rule = openpyxl.formatting.rule.CellIsRule(
        operator="greaterThan", formula=["0"], font=openpyxl.styles.Font(color="FFFFFFFF")
    )
    book.active.conditional_formatting.add("A1:M30", rule)


def comment(book: openpyxl.Workbook) -> None:
    book.active["H12"].comment = openpyxl.comments.Comment("Số thật là 42", "ai đó")


def link(book: openpyxl.Workbook) -> None:
    book.active["B12"].hyperlink = "https://example.org"


def name_something(book: openpyxl.Workbook) -> None:
    book.defined_names.add(openpyxl.workbook.defined_name.DefinedName("x", attr_text="1"))


CHEATS: dict[str, tuple[Callable[[openpyxl.Workbook], object], str]] = {
    "number": (lambda book: book.active.__setitem__("H12", 99.4), "H12"),
    "text": (lambda book: book.active.__setitem__("B12", "Giá trị khác"), "B12"),
    "number as text": (lambda book: book.active.__setitem__("H12", "9,40"), "H12"),
    "cell emptied": (lambda book: book.active.__setitem__("H12", None), "H12"),
    "cell added": (lambda book: book.active.__setitem__("P40", "thêm"), "P40"),
    "formula": (lambda book: book.active.__setitem__("H12", "=4212/3850"), "H12"),
    "row hidden": (lambda book: setattr(book.active.row_dimensions[14], "hidden", True), "row 14"),
    "row flattened": (lambda book: setattr(book.active.row_dimensions[14], "height", 0.5), "row 14"),
    "column hidden": (lambda book: setattr(book.active.column_dimensions["M"], "hidden", True), "column M"),
    "sheet hidden": (hide_sheet, ""),
    "sheet added": (lambda book: book.create_sheet("Biểu thật"), ""),
    "sheet removed": (lambda book: book.remove(book["Kiến nghị"]), ""),
    "format that hides": (lambda book: setattr(book.active["H12"], "number_format", ";;;"), "H12"),
    "format that shows another": (lambda book: setattr(book.active["H12"], "number_format", '"42"'), "H12"),
    "white letters": (set_white, "H12"),
    "black cell": (set_fill, "H12"),
    "conditional format": (add_rule, ""),
    "cells merged": (lambda book: book.active.merge_cells("H12:I12"), ""),
    "comment": (comment, "xl/comments/comment1.xml"),
    "link": (link, "xl/worksheets/_rels/sheet1.xml.rels"),
    "defined name": (name_something, "defined names"),
}


@pytest.mark.parametrize("name", CHEATS)
def test_cheating_in_a_saved_file_is_noticed_at_its_place(document: ReturnDocument, name: str) -> None:
    change, place = CHEATS[name]
    found = differences(resaved(change), document)
    assert place in {item.cell for item in found}


def test_one_changed_byte_of_a_cell_is_noticed(document: ReturnDocument, alter: Alter) -> None:
    data = alter(DATA, SHEET, "<v>8013.4075</v>", "<v>8013.4076</v>")
    assert differences(data, document) == (CellDifference("Biểu chỉ tiêu", "H14", "8013.4075", "8013.4076"),)


MAIN_AGAIN = (
    '<Relationship Id="x" Target="xl/styles.xml"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
PARTS: dict[str, tuple[str, str, str, dict[str, bytes]]] = {
    "drawing": (SHEET, "</worksheet>", '<drawing r:id="rId1" xmlns:r="urn:r"/></worksheet>', {}),
    "alternate content": (SHEET, "<sheetData>", '<sheetData><x:y xmlns:x="urn:x"/>', {}),
    "part of any name": ("", "", "", {"xl/drawings/drawing1.xml": b"<a/>"}),
    "macros": ("", "", "", {"xl/vbaProject.bin": b"\x00"}),
    "other custom part": ("", "", "", {"customXml/item2.xml": b"<a/>"}),
    "cell given twice": (SHEET, '<c r="H12"', '<c r="H12"><v>1</v></c><c r="H12"', {}),
    "second main document": (
        "_rels/.rels",
        "</Relationships>",
        MAIN_AGAIN,
        {},
    ),
    "letters of several looks": (
        "",
        "",
        "",
        {"xl/sharedStrings.xml": b'<sst xmlns="urn:m"><si><r><rPr/><t>a</t></r></si></sst>'},
    ),
}


@pytest.mark.parametrize("name", PARTS)
def test_foreign_parts_are_noticed(document: ReturnDocument, alter: Alter, name: str) -> None:
    part, old, new, add = PARTS[name]
    assert differences(alter(DATA, part, old, new, add=add), document)


def test_entities_are_refused(document: ReturnDocument, alter: Alter) -> None:
    bomb = '?>\n<!DOCTYPE a [<!ENTITY b "bbbb">]><worksheet'
    data = alter(DATA, SHEET, "?>\n<worksheet", bomb)
    with pytest.raises(Fault) as caught:
        differences(data, document)
    assert caught.value.code == "return.hostile"


def test_far_cell_does_not_balloon(document: ReturnDocument, alter: Alter) -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    found = differences(alter(DATA, SHEET, "</sheetData>", far), document)
    assert [item.cell for item in found] == ["XFD1048576"]


def test_row_numbers_of_the_sample_are_as_the_tests_say() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(DATA)).active
    assert re.match("Giá trị sản xuất công nghiệp", str(sheet["B12"].value))


def test_data_swapped_under_the_cells_is_noticed(document: ReturnDocument, alter: Alter) -> None:
    data = alter(DATA, "customXml/item1.xml", '"value":"8013.4075"', '"value":"9013.4075"')
    with pytest.raises(Fault):
        canonical.from_bytes(read_document(data))  # shown and imported value would differ
    data = alter(data, "customXml/item1.xml", '"value":"8013.4075"', '"value":"9013.4075"')
    swapped = canonical.from_bytes(read_document(data))
    assert swapped != document
    assert {item.cell for item in differences(data, swapped)} >= {"H14"}
