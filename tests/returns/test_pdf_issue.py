"""Number and date that are filled after the head has signed: the same print, and nothing else passes."""

import io
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from kgdesk.domain.errors import Fault
from kgdesk.domain.return_document import Issue
from kgdesk.returns.canonical import to_bytes
from kgdesk.returns.pdf_compare import foreign_fonts, page_differences
from kgdesk.returns.pdf_embedded import read_issue
from kgdesk.returns.pdf_issue import FilledIssue, fields_of, issue_of
from kgdesk.returns.pdf_return import PdfReturn, write_pdf
from kgdesk.signing.pdf import fill_fields, prepare_fields
from tests.samples import sample_return

OPEN = FilledIssue(None, "BC-UBND", None)
FILLED = FilledIssue(412, "BC-UBND", date(2024, 12, 18))
UNNUMBERED = sample_return(issue=Issue(None, "BC-UBND", "Phú Quốc", date(2024, 12, 17)))


@pytest.fixture(scope="module")
def pdf() -> PdfReturn:
    return write_pdf(UNNUMBERED, canonical=to_bytes(UNNUMBERED), annex_name=None, annex_sha256=None)


@pytest.fixture(scope="module")
def prepared(pdf: PdfReturn) -> bytes:
    return prepare_fields(pdf.data, pdf.boxes, text_fields=fields_of(pdf.lines, OPEN))


@pytest.fixture(scope="module")
def filled(pdf: PdfReturn, prepared: bytes) -> bytes:
    return fill_fields(prepared, fields_of(pdf.lines, FILLED))


def text_of(data: bytes) -> str:
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True)
    return " ".join(done.stdout.decode("utf-8").split())


def differences(data: bytes, pdf: PdfReturn) -> tuple[int, ...]:
    return page_differences(data, pdf.data, boxes=pdf.boxes.values(), lines=pdf.lines)


def altered(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    target = io.BytesIO()
    with pikepdf.Pdf.open(io.BytesIO(data)) as document:
        change(document)
        document.save(target)
    return target.getvalue()


def test_dots_wait_for_number_and_date(prepared: bytes, pdf: PdfReturn) -> None:
    text = text_of(prepared)
    assert "Số: ....../BC-UBND" in text
    assert "Phú Quốc, ngày ... tháng ... năm ..." in text
    assert "(Kèm theo Báo cáo số ....../BC-UBND ngày ... tháng ... năm ... của" in text
    assert read_issue(prepared) == OPEN
    assert differences(prepared, pdf) == ()


def test_filled_it_prints_as_if_the_number_had_been_known(filled: bytes, pdf: PdfReturn, tmp_path: Path) -> None:
    known = replace(UNNUMBERED, issue=Issue(412, "BC-UBND", "Phú Quốc", date(2024, 12, 18)))
    # The data of the open one, for its digest is printed.
    numbered = write_pdf(known, canonical=to_bytes(UNNUMBERED), annex_name=None, annex_sha256=None)
    assert numbered.lines == ()
    assert read_issue(filled) == FILLED
    assert differences(filled, pdf) == ()
    assert foreign_fonts(filled, pdf.data, lines=pdf.lines) == ()
    pictures = []
    for name, data in (("filled", filled), ("numbered", numbered.data)):
        (tmp_path / name).write_bytes(data)
        subprocess.run(["pdftoppm", "-r", "50", tmp_path / name, tmp_path / name], check=True)
        pictures.append([path.read_bytes() for path in sorted(tmp_path.glob(f"{name}-*.ppm"))])
    assert len(pictures[0]) > 3
    assert pictures[0] == pictures[1]


def test_the_date_alone_may_be_filled(prepared: bytes, pdf: PdfReturn) -> None:
    dated = FilledIssue(None, "BC-UBND", date(2025, 2, 5))
    data = fill_fields(prepared, fields_of(pdf.lines, dated))
    assert differences(data, pdf) == ()
    assert read_issue(data) == dated
    assert "ngày 05 tháng 02 năm 2025" in text_of(data)


def test_a_document_with_a_number_has_nothing_to_fill() -> None:
    document = sample_return()
    data = write_pdf(document, canonical=to_bytes(document), annex_name=None, annex_sha256=None)
    assert data.lines == ()
    assert read_issue(data.data) is None


def test_the_preview_prints_dots_without_fields() -> None:
    canonical = to_bytes(UNNUMBERED)
    preview = write_pdf(UNNUMBERED, canonical=canonical, annex_name=None, annex_sha256=None, open_lines=False)
    assert "Số: ....../BC-UBND" in text_of(preview.data)


def test_lines_that_are_missing_are_noticed(pdf: PdfReturn) -> None:
    first, annex = pdf.lines[0].box.page + 1, pdf.lines[-1].box.page + 1
    assert differences(prepare_fields(pdf.data, pdf.boxes), pdf) == (first, annex)


def _widget(document: pikepdf.Pdf, name: str) -> pikepdf.Object:
    return next(item for item in document.Root.AcroForm.Fields if str(item.T) == name)


def _other_value(document: pikepdf.Pdf) -> None:
    _widget(document, "KGDesk-Number").V = "Số: 413/BC-UBND"


def _other_look(document: pikepdf.Pdf) -> None:
    look = _widget(document, "KGDesk-Number").AP.N
    look.write(look.read_bytes().replace(b"0 g", b"1 g"))


def _other_frame(document: pikepdf.Pdf) -> None:
    _widget(document, "KGDesk-Number").AP.N.BBox = pikepdf.Array([0, 0, 50, 20])


def _stretched(document: pikepdf.Pdf) -> None:
    _widget(document, "KGDesk-Number").AP.N.Matrix = pikepdf.Array([2, 0, 0, 1, 0, 0])


def _moved(document: pikepdf.Pdf) -> None:
    _widget(document, "KGDesk-Number").Rect[1] = 20


def _hidden(document: pikepdf.Pdf) -> None:
    _widget(document, "KGDesk-Number").F = 6


def _action(document: pikepdf.Pdf) -> None:
    _widget(document, "KGDesk-Number").AA = pikepdf.Dictionary()


def _drawn_by_the_reader(document: pikepdf.Pdf) -> None:
    document.Root.AcroForm.NeedAppearances = True


def _states(document: pikepdf.Pdf) -> None:
    look = _widget(document, "KGDesk-Number").AP
    look.D = look.N


def _foreign_field(document: pikepdf.Pdf) -> None:
    field = pikepdf.Dictionary(FT=pikepdf.Name.Tx, T="Note", V="x")
    document.Root.AcroForm.Fields.append(document.make_indirect(field))


def _annex_disagrees(document: pikepdf.Pdf) -> None:
    _widget(document, "KGDesk-Annex").V = str(_widget(document, "KGDesk-Annex").V).replace("412", "413")


def _covering(document: pikepdf.Pdf) -> None:
    document.pages[0].Annots.append(_widget(document, "KGDesk-Number"))


@pytest.mark.parametrize(
    "change",
    [
        _other_value,
        _other_look,
        _other_frame,
        _stretched,
        _moved,
        _hidden,
        _action,
        _drawn_by_the_reader,
        _states,
        _foreign_field,
        _annex_disagrees,
        _covering,
    ],
)
def test_what_is_not_filled_by_us_is_noticed(
    filled: bytes, pdf: PdfReturn, change: Callable[[pikepdf.Pdf], None]
) -> None:
    assert differences(altered(filled, lambda _: None), pdf) == ()
    assert differences(altered(filled, change), pdf) != ()


def test_the_same_number_in_another_font_is_noticed(filled: bytes, pdf: PdfReturn) -> None:
    def change(document: pikepdf.Pdf) -> None:
        font = next(iter(_widget(document, "KGDesk-Number").AP.N.Resources.Font.values()))
        font.FontDescriptor.FontFile2.write(font.FontDescriptor.FontFile2.read_bytes() + b"\0")

    data = altered(filled, change)
    assert differences(data, pdf) == ()
    assert len(foreign_fonts(data, pdf.data, lines=pdf.lines)) == 1


@pytest.mark.parametrize("number", ["Số: 4/BC", "Số: 12 /BC", "Số: 12/", "412/BC-UBND", "Số: 412", "Số: ٤١٢/BC"])
def test_numbers_our_writer_does_not_write(number: str) -> None:
    with pytest.raises(ValueError, match="number"):
        issue_of({"KGDesk-Number": number, "KGDesk-Day": "ngày ... tháng ... năm ..."})


@pytest.mark.parametrize("day", ["", "ngày 31 tháng 2 năm 2025", "18/12/2024"])
def test_days_that_are_none(day: str) -> None:
    with pytest.raises(ValueError, match=r"da[ty]"):
        issue_of({"KGDesk-Number": "Số: 12/BC", "KGDesk-Day": day})


def test_a_symbol_too_long_for_its_line_is_refused(pdf: PdfReturn) -> None:
    with pytest.raises(Fault) as caught:
        fields_of(pdf.lines, FilledIssue(1, "BC-" + "UBND" * 14, date(2024, 12, 18)))
    assert caught.value.code == "pdf.line_too_long"


def test_equal_values_give_equal_bytes(filled: bytes, prepared: bytes, pdf: PdfReturn) -> None:
    assert fill_fields(prepared, fields_of(pdf.lines, FILLED)) == filled
