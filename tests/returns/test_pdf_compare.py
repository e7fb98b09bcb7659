"""Pages against data: whatever a reader could see otherwise is noticed."""

import io
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from kgdesk.domain.errors import Fault
from kgdesk.returns.canonical import to_bytes
from kgdesk.returns.pdf_compare import foreign_fonts, page_differences
from kgdesk.returns.pdf_return import PdfReturn, write_pdf
from kgdesk.signing.boxes import SignatureBox
from kgdesk.signing.pdf import prepare_fields
from tests.samples import sample_return


@pytest.fixture(scope="module")
def pdf() -> PdfReturn:
    document = sample_return()
    return write_pdf(document, canonical=to_bytes(document), annex_name=None, annex_sha256=None)


def altered(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    target = io.BytesIO()
    with pikepdf.Pdf.open(io.BytesIO(data)) as document:
        change(document)
        document.save(target)
    return target.getvalue()


def test_signature_fields_in_their_places_change_nothing(pdf: PdfReturn) -> None:
    updated = prepare_fields(pdf.data, pdf.boxes)
    assert page_differences(updated, pdf.data, boxes=pdf.boxes.values()) == ()
    assert foreign_fonts(updated, pdf.data) == ()


def test_a_signature_field_over_the_text_is_noticed(pdf: PdfReturn) -> None:
    updated = prepare_fields(pdf.data, {"head": SignatureBox(0, 100, 400, 500, 600)})
    assert page_differences(updated, pdf.data, boxes=pdf.boxes.values()) == (1,)
    assert page_differences(updated, pdf.data) == ()


def test_another_figure_is_found_on_its_pages(pdf: PdfReturn) -> None:
    document = sample_return(head_name="Trần Minh Khôi")
    other = write_pdf(document, canonical=to_bytes(sample_return()), annex_name=None, annex_sha256=None)
    assert page_differences(other.data, pdf.data) == (pdf.boxes["head"].page + 1,)


def _content(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[1]
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + b" 0 0 200 200 re f")


def _overlay(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].contents_add(b"1 1 1 rg 0 0 500 500 re f")


def _rotated(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].Rotate = 180


def _cropped_from_above(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        if page.obj.objgen != pdf.pages[1].obj.objgen:
            page.CropBox = page.MediaBox
    pdf.Root.Pages.CropBox = pikepdf.Array([0, 0, 100, 100])


def _annotation(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Rect=[0, 0, 9, 9], Contents="9")
    pdf.pages[1].Annots = pdf.make_indirect(pikepdf.Array([note]))


def _letters_swapped(pdf: pikepdf.Pdf) -> None:
    font = next(iter(pdf.pages[1].Resources.Font.values()))
    font.Encoding = pikepdf.Dictionary(Type=pikepdf.Name.Encoding, Differences=[49, pikepdf.Name("/nine")])


def _digits_widened(pdf: pikepdf.Pdf) -> None:
    font = next(iter(pdf.pages[1].Resources.Font.values()))
    font.Widths[ord("9")] = 0


def _letters_renamed(pdf: pikepdf.Pdf) -> None:
    font = next(iter(pdf.pages[1].Resources.Font.values()))
    font.ToUnicode = pdf.make_stream(font.ToUnicode.read_bytes().replace(b"<39> <0039>", b"<39> <0031>"))


@pytest.mark.parametrize(
    "change",
    [
        _digits_widened,
        _letters_renamed,
        _content,
        _overlay,
        _rotated,
        _cropped_from_above,
        _annotation,
        _letters_swapped,
    ],
)
def test_a_changed_page_is_named(pdf: PdfReturn, change: Callable[[pikepdf.Pdf], None]) -> None:
    assert 2 in page_differences(altered(pdf.data, change), pdf.data)


def test_pages_added_removed_and_swapped_are_named(pdf: PdfReturn) -> None:
    def swap(document: pikepdf.Pdf) -> None:
        document.pages.reverse()

    def pages_named(change: Callable[[pikepdf.Pdf], None]) -> set[int]:
        # 0 may be among them: the outline leads to another page then.
        return set(page_differences(altered(pdf.data, change), pdf.data)) - {0}

    with pikepdf.Pdf.open(io.BytesIO(pdf.data)) as opened:
        count = len(opened.pages)
    assert pages_named(lambda document: document.pages.append(document.pages[0])) == {count + 1}
    assert pages_named(lambda document: document.pages.remove(p=count)) == {count}
    assert pages_named(swap) == set(range(1, count + 1))


def test_what_runs_or_covers_the_document_is_noticed(pdf: PdfReturn) -> None:
    def action(document: pikepdf.Pdf) -> None:
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")

    def form(document: pikepdf.Pdf) -> None:
        document.Root.AcroForm = pikepdf.Dictionary(Fields=[], XFA=document.make_stream(b"<x/>"))

    assert page_differences(altered(pdf.data, action), pdf.data) == (0,)
    assert page_differences(altered(pdf.data, form), pdf.data) == (0,)


def test_another_font_program_is_named(pdf: PdfReturn) -> None:
    def change(document: pikepdf.Pdf) -> None:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/FontFile2") is not None:
                item.FontFile2.write(item.FontFile2.read_bytes() + b"\0")
                break

    data = altered(pdf.data, change)
    assert page_differences(data, pdf.data) == ()
    assert len(foreign_fonts(data, pdf.data)) == 1


def test_the_same_pages_in_another_face_are_the_same_pages(pdf: PdfReturn, tmp_path: Path) -> None:
    """A return sealed with Windows' Times New Roman is examined on Debian with Tinos: widths are equal."""
    script = """
import sys
from pathlib import Path
from kgdesk.returns import pdf_fonts
faces = [face for face in pdf_fonts.candidates() if all(path.is_file() for path in face.paths)]
pdf_fonts.candidates = lambda: faces[1:]
from kgdesk.returns.canonical import to_bytes
from kgdesk.returns.pdf_return import write_pdf
from tests.samples import sample_return
if len(faces) > 1:
    document = sample_return()
    written = write_pdf(document, canonical=to_bytes(document), annex_name=None, annex_sha256=None)
    Path(sys.argv[1]).write_bytes(written.data)
"""
    target = tmp_path / "other.pdf"
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", script, str(target)], check=True, cwd=root)
    if not target.exists():
        pytest.skip("only one face of these widths is installed here")
    data = target.read_bytes()
    assert page_differences(data, pdf.data) == ()
    assert len(foreign_fonts(data, pdf.data)) == 4


def test_what_is_no_pdf_is_refused(pdf: PdfReturn) -> None:
    with pytest.raises(Fault) as caught:
        page_differences(b"no", pdf.data)
    assert caught.value.code == "pdf.unreadable"


def test_a_later_revision_shows_what_it_replaces() -> None:
    first = sample_return()
    second = replace(first, revision=2, replaces="12" * 32)
    one = write_pdf(first, canonical=to_bytes(first), annex_name=None, annex_sha256=None)
    two = write_pdf(second, canonical=to_bytes(second), annex_name=None, annex_sha256=None)
    assert page_differences(two.data, one.data)
