"""A merged range over a billion cells is refused before anything believes it."""

import io
import zipfile

import pytest

from kgdesk.domain.errors import Fault
from kgdesk.domain.return_document import ReturnDocument
from kgdesk.returns import tabular, workbook
from kgdesk.returns.workbook_extent import check_extent

BOMB = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'


def _with_merge(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet1.xml"):
                content = content.replace(b"</sheetData>", b"</sheetData>" + BOMB)
            new.writestr(name, content)
    return out.getvalue()


def test_a_return_is_refused(document: ReturnDocument) -> None:
    with pytest.raises(Fault) as raised:
        workbook.differences(_with_merge(workbook.write_workbook(document)), document)
    assert raised.value.code == "return.hostile"


def test_a_table_of_values_is_refused(document: ReturnDocument) -> None:
    with pytest.raises(Fault) as raised:
        tabular.read_rows(_with_merge(workbook.write_workbook(document)), "x.xlsx")
    assert raised.value.code == "return.hostile"


@pytest.mark.parametrize(
    "form", [b"<mergeCell ref='a1:xfd1048576'/>", b'<x:mergeCell foo="1" ref = "$A$1:$XFD$1048576"/>']
)
def test_other_spellings_are_seen_too(form: bytes) -> None:
    with pytest.raises(Fault):
        check_extent({"xl/worksheets/sheet1.xml": form}, file="x")


def test_what_offices_merge_is_fine() -> None:
    check_extent({"xl/worksheets/sheet1.xml": b'<mergeCell ref="A1:M1"/>' * 500}, file="x")
