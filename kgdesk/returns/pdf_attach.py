"""Putting data files into a PDF so that equal input gives equal bytes (ISO 32000-2, 7.11.4 and 14.13)."""

import io
from dataclasses import dataclass
from datetime import UTC, datetime

from kgdesk.returns.pdf_archival import make_archival


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside a PDF; `description` is what a reader shows beside its name."""

    name: str
    data: bytes
    description: str


def attach(pages: bytes, attachments: tuple[Attachment, ...], *, at: datetime) -> bytes:
    """Embed the files as data of the whole document (AFRelationship Data, Root/AF) and make it PDF/A-3b.

    `at` dates files and document.
    """
    from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, String

    moment = String(at.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ"))
    with Pdf.open(io.BytesIO(pages)) as pdf:
        make_archival(pdf, at=at)
        specs = []
        for item in sorted(attachments, key=lambda item: item.name):
            stream = pdf.make_stream(item.data)
            stream.Type = Name.EmbeddedFile
            stream.Subtype = Name("/application/json")
            stream.Params = Dictionary(Size=len(item.data), ModDate=moment)
            spec = Dictionary(
                Type=Name.Filespec,
                F=String(item.name),
                UF=String(item.name),
                Desc=String(item.description),
                AFRelationship=Name.Data,
                EF=Dictionary(F=stream, UF=stream),
            )
            specs.append((String(item.name), pdf.make_indirect(spec)))
        if specs:
            pdf.Root.Names = Dictionary(
                EmbeddedFiles=Dictionary(Names=Array([part for pair in specs for part in pair]))
            )
            pdf.Root.AF = Array([spec for _, spec in specs])
        target = io.BytesIO()
        pdf.save(
            target,
            deterministic_id=True,
            compress_streams=True,
            min_version="1.7",
            object_stream_mode=ObjectStreamMode.disable,  # every signer and reader takes the plain form
        )
    return target.getvalue()
