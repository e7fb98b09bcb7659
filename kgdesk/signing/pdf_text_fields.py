"""Text fields for number and date: they stand in the document before the head signs, the records clerk fills them.

Decree 30/2020/ND-CP has the head sign first; certified for filling of fields only (DocMDP 2), the document
then takes number and date, and nothing else. A field covers a whole line and its look is a page that the
caller has set, so no reader needs to draw it anew (no NeedAppearances).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any

from kgdesk.domain.errors import Fault
from kgdesk.signing.boxes import SignatureBox

if TYPE_CHECKING:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

PRINTED = 4  # the annotation flag Print alone: shown and printed


@dataclass(frozen=True, slots=True)
class TextField:
    """A line that may still be filled: `text` is its value, `appearance` a one-page PDF of the box's size."""

    name: str
    title_vi: str
    box: SignatureBox
    text: str
    appearance: bytes = field(repr=False)


def add_text_fields(writer: "IncrementalPdfFileWriter", fields: Iterable[TextField]) -> None:
    """Add the fields to pages and form. Raises Fault `signature.bad_appearance`."""
    from pyhanko.pdf_utils import generic

    wanted = tuple(fields)
    if not wanted:
        return
    form = _form(writer)
    name = generic.pdf_name
    for item in wanted:
        page = writer.find_page_for_modification(item.box.page)[0]
        look = _appearance(writer, item)
        edges = (item.box.left, item.box.bottom, item.box.right, item.box.top)
        widget = generic.DictionaryObject(
            {
                name("/Type"): name("/Annot"),
                name("/Subtype"): name("/Widget"),
                name("/FT"): name("/Tx"),
                name("/T"): generic.pdf_string(item.name),
                name("/TU"): generic.TextStringObject(item.title_vi),
                name("/V"): generic.TextStringObject(item.text),
                name("/DA"): generic.pdf_string(_default_look(writer, form, look)),
                name("/F"): generic.NumberObject(PRINTED),
                name("/Rect"): generic.ArrayObject([generic.FloatObject(round(edge, 3)) for edge in edges]),
                name("/P"): page,
                name("/AP"): generic.DictionaryObject({name("/N"): look}),
            }
        )
        reference = writer.add_object(widget)
        form["/Fields"].append(reference)
        writer.register_annotation(page, reference)
    writer.update_container(form["/Fields"])
    writer.update_container(form)


def fill_text_fields(writer: "IncrementalPdfFileWriter", fields: Iterable[TextField]) -> None:
    """Give fields that stand in the form their value and look; nothing else is touched.

    Raises Fault `signature.field_missing`, `signature.bad_appearance`.
    """
    from pyhanko.pdf_utils import generic

    present = {str(known["/T"]): known for known in _text_fields(writer)}
    for item in fields:
        if item.name not in present:
            raise Fault("signature.field_missing", role=item.title_vi)
        widget = present[item.name]
        widget["/V"] = generic.TextStringObject(item.text)
        widget["/AP"] = generic.DictionaryObject({generic.pdf_name("/N"): _appearance(writer, item)})
        writer.update_container(widget)


def _text_fields(writer: "IncrementalPdfFileWriter") -> list[Any]:
    root = writer.root
    if "/AcroForm" not in root or "/Fields" not in root["/AcroForm"]:
        return []
    found = [reference.get_object() for reference in root["/AcroForm"]["/Fields"]]
    return [item for item in found if "/FT" in item and item["/FT"] == "/Tx" and "/T" in item]


def _form(writer: "IncrementalPdfFileWriter") -> Any:
    from pyhanko.pdf_utils import generic

    root = writer.root
    if "/AcroForm" not in root:
        fields = generic.DictionaryObject({generic.pdf_name("/Fields"): generic.ArrayObject()})
        root[generic.pdf_name("/AcroForm")] = writer.add_object(fields)
        writer.update_root()
    return root["/AcroForm"]


def _appearance(writer: "IncrementalPdfFileWriter", item: TextField) -> Any:
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        return writer.import_page_as_xobject(PdfFileReader(BytesIO(item.appearance)))
    except Exception as error:
        raise Fault("signature.bad_appearance") from error


def _default_look(writer: "IncrementalPdfFileWriter", form: Any, look: Any) -> str:
    """Name the font of the appearance for readers that ask; it enters the form's resources (ISO 32000-1, 12.7.3.3)."""
    from pyhanko.pdf_utils import generic

    fonts = look.get_object()["/Resources"]["/Font"]
    label = min(fonts.keys())
    if "/DR" not in form:
        fonts_of_form = generic.DictionaryObject({generic.pdf_name("/Font"): generic.DictionaryObject()})
        form[generic.pdf_name("/DR")] = fonts_of_form
    resources = form["/DR"]
    own = generic.pdf_name(f"/KGDesk{len(resources['/Font'])}")
    resources["/Font"][own] = fonts.raw_get(label)
    writer.update_container(form)
    return f"{own} 0 Tf 0 g"
