"""Reading a workbook nobody has reason to trust: limits first, one reading only."""

import io
import struct
import warnings
import zipfile
from collections.abc import Callable

import openpyxl
import pytest

from kgdesk.domain.errors import Fault
from kgdesk.messages import say
from kgdesk.returns import package
from kgdesk.returns.workbook import read_document, write_workbook
from tests.samples import sample_return

Alter = Callable[..., bytes]
DATA = write_workbook(sample_return())
ITEM = "customXml/item1.xml"
OTHER = b'<document xmlns="urn:kgdesk:return:1">{}</document>'


def refused(data: bytes) -> str:
    with pytest.raises(Fault) as caught:
        read_document(data, "bao-cao.xlsx")
    for lang in ("vi", "en"):
        assert "bao-cao.xlsx" in say(caught.value.code, lang, **caught.value.params)
    return caught.value.code


def zipped(*entries: tuple[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", compression) as archive:
        warnings.simplefilter("ignore")  # zipfile remarks on two parts of one name
        for name, content in entries:
            archive.writestr(name, content)
    return buffer.getvalue()


def test_workbook_of_someone_else_is_no_return() -> None:
    buffer = io.BytesIO()
    openpyxl.Workbook().save(buffer)
    assert refused(buffer.getvalue()) == "return.not_a_return"


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"\xd0\xcf\x11\xe0" * 100, zipped(("a.txt", b"x"))])
def test_other_files_are_no_return(data: bytes) -> None:
    assert refused(data) == "return.not_a_return"


@pytest.mark.parametrize("cut", [1, 30, 5000])
def test_damaged_file_is_unreadable(cut: int) -> None:
    assert refused(DATA[:-cut]) == "return.unreadable"


def test_flipped_byte_is_unreadable() -> None:
    place = DATA.index(b"customXml/item1.xml") + 400
    assert refused(DATA[:place] + bytes([DATA[place] ^ 0xFF]) + DATA[place + 1 :]) == "return.unreadable"


def test_size_is_limited_before_unpacking() -> None:
    assert refused(b"PK\x03\x04" + b"\x00" * package.MAX_FILE) == "return.too_large"


HOSTILE: dict[str, bytes] = {
    "bomb": zipped(("xl/workbook.xml", b"<a/>"), (ITEM, b" " * 30_000_000)),
    "too many parts": zipped(*((f"xl/{number}.xml", b"") for number in range(300))),
    "one name twice": zipped(("xl/workbook.xml", b"<a/>"), ("xl/workbook.xml", b"<b/>")),
    "one name in two cases": zipped(("xl/workbook.xml", b"<a/>"), ("xl/Workbook.xml", b"<b/>")),
    "path upwards": zipped(("xl/workbook.xml", b"<a/>"), ("../x.xml", b"<b/>")),
    "path upwards inside": zipped(("xl/workbook.xml", b"<a/>"), ("xl/../x.xml", b"<b/>")),
    "path from the root": zipped(("/xl/workbook.xml", b"<a/>")),
    "drive": zipped(("C:x.xml", b"<a/>")),
    "odd letters": zipped(("xl/w\u200brkbook.xml", b"<a/>")),
    "unknown compression": zipped(("xl/workbook.xml", b"<a/>"), compression=zipfile.ZIP_LZMA),
    "data before": b"PK\x03\x04" + DATA,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_packages_are_refused(name: str) -> None:
    assert refused(HOSTILE[name]) == "return.hostile"


def test_data_after_the_package_is_refused() -> None:
    assert refused(DATA + b"PK") == "return.unreadable"


def test_encrypted_part_is_refused() -> None:
    start = DATA.rindex(b"PK\x01\x02")
    flags = struct.pack("<H", 1)
    assert refused(DATA[: start + 8] + flags + DATA[start + 10 :]) == "return.hostile"


def test_second_document_is_refused_wherever_it_stands(alter: Alter) -> None:
    assert refused(alter(DATA, add={"customXml/item2.xml": OTHER})) == "return.hostile"
    assert refused(alter(DATA, add={"xl/other.xml": OTHER})) == "return.hostile"
    assert refused(alter(DATA, add={"customXml/item2.xml": OTHER.decode().encode("utf-16")})) == "return.hostile"


def test_document_that_the_workbook_does_not_name_is_refused(alter: Alter) -> None:
    data = alter(DATA, "xl/_rels/workbook.xml.rels", "../customXml/item1.xml", "../customXml/item9.xml")
    assert refused(data) == "return.hostile"


def test_entities_are_refused(alter: Alter) -> None:
    doctype = '?>\n<!DOCTYPE document [<!ENTITY a "1">]><document'
    assert refused(alter(DATA, ITEM, "?>\n<document", doctype)) == "return.hostile"
    assert refused(alter(DATA, "xl/_rels/workbook.xml.rels", "?>\n", "?>\n<!DOCTYPE x>")) == "return.hostile"


def test_nested_xml_is_refused(alter: Alter) -> None:
    assert refused(alter(DATA, add={"customXml/item2.xml": b"<a>" * 5000})) == "return.hostile"


def test_elements_beside_the_text_are_refused(alter: Alter) -> None:
    assert refused(alter(DATA, ITEM, "</document>", "<x/></document>")) == "return.unreadable"


def test_broken_xml_is_unreadable(alter: Alter) -> None:
    assert refused(alter(DATA, ITEM, "</document>", "")) == "return.unreadable"


def test_document_of_another_program_beside_ours_is_left_alone(alter: Alter) -> None:
    data = alter(DATA, add={"customXml/item2.xml": b'<properties xmlns="urn:someone"/>'})
    assert read_document(data) == read_document(DATA)


def test_document_named_by_the_package_is_found(alter: Alter) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
    data = alter(DATA, "xl/_rels/workbook.xml.rels", "../customXml/item1.xml", "../customXml/item9.xml")
    relation = f'<Relationship Id="rId9" Type="{kind}" Target="../customXml/item1.xml"/></Relationships>'
    data = alter(data, "_rels/.rels", "</Relationships>", relation)  # as LibreOffice saves it
    assert read_document(data) == read_document(DATA)
