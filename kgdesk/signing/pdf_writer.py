"""Adding to a PDF without touching what stands there, and the same way each time."""

import hashlib
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from kgdesk.domain.errors import Fault
from kgdesk.signing.boxes import SignatureBox
from kgdesk.signing.quiet import silence_libraries

if TYPE_CHECKING:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.stamp import BaseStampStyle


def open_for_update(data: bytes, purpose: str) -> "IncrementalPdfFileWriter":
    """Open for an incremental update; `purpose` makes the new file identifier differ from other updates.

    Raises Fault `signature.unreadable` when the bytes are no PDF, or an encrypted one.
    """
    from pyhanko.pdf_utils import generic

    silence_libraries()
    try:
        writer: IncrementalPdfFileWriter = _writer_class()(BytesIO(data))
        encrypted = bool(writer.prev.encrypted)
    except Exception as error:
        raise Fault("signature.unreadable") from error
    if encrypted:
        raise Fault("signature.unreadable")
    digest = hashlib.sha256(purpose.encode() + data).digest()[:16]
    writer._document_id[1] = generic.ByteStringObject(digest)  # noqa: SLF001 - it is random otherwise
    return writer


@cache
def _writer_class() -> Any:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    class SteadyWriter(IncrementalPdfFileWriter):
        """Leaves the document's information and XMP alone: a signature is no new version of the text."""

        def _update_meta(self) -> None:
            return

    return SteadyWriter


def finished(writer: "IncrementalPdfFileWriter") -> bytes:
    """Give the original bytes and the update after them."""
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def rectangle(box: SignatureBox | None) -> tuple[float, float, float, float] | None:
    """Turn the box into what pyHanko wants; None for a field that is not shown."""
    return None if box is None else (box.left, box.bottom, box.right, box.top)


def stamp_style(appearance: bytes | None) -> "BaseStampStyle":
    """How the field looks: the first page of the PDF `appearance` stretched over it, or nothing at all.

    Raises Fault `signature.bad_appearance`. One per document: the page is copied into it.
    """
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.stamp import StaticStampStyle

    if appearance is None:
        return StaticStampStyle(border_width=0)
    try:
        reader = PdfFileReader(BytesIO(appearance))
        reader.find_page_for_modification(0)
    except Exception as error:
        raise Fault("signature.bad_appearance") from error
    style: BaseStampStyle = _page_style_class()(reader)
    return style


@cache
def _page_style_class() -> Any:
    from pyhanko.pdf_utils import content, generic, layout
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.pdf_utils.writer import BasePdfFileWriter
    from pyhanko.stamp import BaseStampStyle

    class PageStamp(content.AppearanceContent):
        """A page drawn as the whole appearance, under a fixed name: the library's own takes a random one."""

        def __init__(self, writer: BasePdfFileWriter, box: layout.BoxConstraints, reader: PdfFileReader) -> None:
            super().__init__(writer=writer, box=box)
            self._reader = reader

        def render(self) -> bytes:
            writer = self.writer
            if writer is None:
                raise RuntimeError("a stamp is drawn into a document")
            page = writer.import_page_as_xobject(self._reader)
            self.set_resource(content.ResourceType.XOBJECT, generic.pdf_name("/Page"), page)
            left, bottom, right, top = (float(edge) for edge in page.get_object()["/BBox"])
            across, up = self.box.width / (right - left), self.box.height / (top - bottom)
            return b"q %g 0 0 %g %g %g cm /Page Do Q" % (across, up, 0 - left * across, 0 - bottom * up)

    class PageStampStyle(BaseStampStyle):
        """Makes the stamp for one document."""

        def __init__(self, reader: PdfFileReader) -> None:
            super().__init__(border_width=0)
            object.__setattr__(self, "reader", reader)

        def create_stamp(
            self,
            writer: BasePdfFileWriter,
            box: layout.BoxConstraints,
            text_params: dict[str, str],  # noqa: ARG002 - the library passes it
        ) -> Any:
            return PageStamp(writer, box, self.reader)  # type: ignore[attr-defined]

    return PageStampStyle
