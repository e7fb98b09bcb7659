"""Signatures in a PDF (PAdES, ETSI EN 319 142-1): the head certifies, the agency signs after.

B-B without a network; B-T with a `timestamper`; `extend` makes B-LT and B-LTA of a signed file.

Order of Decree 30/2020/ND-CP: the head signs first, with filling of fields still allowed; the records
clerk fills number and date and signs for the agency in an incremental update.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from kgdesk.domain.errors import Fault
from kgdesk.messages import VIETNAM
from kgdesk.signing.boxes import SignatureBox
from kgdesk.signing.keys import SigningKey, ensure_usable
from kgdesk.signing.pdf_extension import extend
from kgdesk.signing.pdf_inspection import inspect_pdf
from kgdesk.signing.pdf_text_fields import TextField, add_text_fields, fill_text_fields
from kgdesk.signing.pdf_writer import finished, open_for_update, rectangle, stamp_style
from kgdesk.signing.roles import AGENCY, FIELD_OF_ROLE, HEAD

if TYPE_CHECKING:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigFieldSpec
    from pyhanko.sign.signers import PdfSignatureMetadata
    from pyhanko.sign.timestamps import TimeStamper

__all__ = ["AGENCY", "HEAD", "TextField", "extend", "fill_fields", "inspect_pdf", "prepare_fields", "sign_pdf"]

_TITLES = {HEAD: "Chữ ký của thủ trưởng", AGENCY: "Chữ ký của cơ quan, tổ chức"}


def prepare_fields(
    data: bytes, boxes: Mapping[str, SignatureBox | None], *, text_fields: Iterable[TextField] = ()
) -> bytes:
    """Add the empty signature fields of the roles in `boxes` (None: not shown) and text fields, in one update.

    All must stand before the head signs, for no field may be added to a certified document.
    Raises Fault `signature.unreadable`, `signature.already_signed`, `signature.no_such_page`.
    """
    from pyhanko.sign.fields import append_signature_field

    writer = open_for_update(data, "fields")
    present = _fields(writer)
    if any(present.values()):
        raise Fault("signature.already_signed", role=_TITLES[HEAD])
    for role, box in boxes.items():
        if FIELD_OF_ROLE[role] not in present:
            _ensure_page(writer, box)
            append_signature_field(writer, _field_spec(role, box))
    wanted = tuple(text_fields)
    for item in wanted:
        _ensure_page(writer, item.box)
    add_text_fields(writer, wanted)
    return finished(writer)


def fill_fields(data: bytes, fields: Iterable[TextField]) -> bytes:
    """Fill text fields that `prepare_fields` has reserved, in an incremental update: number and date.

    The head may have signed; after the agency nothing can be filled. Raises Fault `signature.unreadable`,
    `signature.already_signed`, `signature.field_missing`, `signature.bad_appearance`.
    """
    writer = open_for_update(data, "values")
    if _fields(writer).get(FIELD_OF_ROLE[AGENCY]):
        raise Fault("signature.already_signed", role=_TITLES[AGENCY])
    fill_text_fields(writer, fields)
    return finished(writer)


def sign_pdf(
    data: bytes,
    *,
    key: SigningKey,
    role: str,
    box: SignatureBox | None = None,
    at: datetime,
    place_vi: str,
    reason_vi: str,
    appearance: bytes | None = None,
    timestamper: "TimeStamper | None" = None,
    fill: Iterable[TextField] = (),
) -> bytes:
    """Sign in the field of `role` (`head` or `agency`) and give back the whole file.

    `box` places the field when the document has none for the role; `appearance` is a one-page PDF that is
    drawn over the whole field; without one nothing is drawn. `at` is the time claimed; `timestamper` (PAdES
    B-T) has it proved; `fill` fills text fields in the same update. The head's signature certifies the document
    and allows filling of fields only.
    Raises Fault `signature.unreadable`, `signature.already_signed`, `signature.head_first`,
    `signature.field_missing` (signed document without the field), `signature.no_such_page`,
    `signature.bad_appearance`, `signature.failed` and those of `keys.ensure_usable`.
    """
    ensure_usable(key, at)
    writer = open_for_update(data, role)
    spec = _spec_for_signing(writer, role, box)
    style = stamp_style(appearance)
    fill_text_fields(writer, fill)
    meta = _meta(key, role, place_vi, reason_vi)
    return _sign(writer, key, role, at, spec=spec, style=style, meta=meta, timestamper=timestamper)


def _sign(
    writer: "IncrementalPdfFileWriter",
    key: SigningKey,
    role: str,
    at: datetime,
    *,
    spec: "SigFieldSpec | None",
    style: Any,
    meta: "PdfSignatureMetadata",
    timestamper: "TimeStamper | None",
) -> bytes:
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.general import SigningError
    from pyhanko.sign.signers import PdfSigner

    from kgdesk.signing.cms_signer import cms_signer

    class TimedSigner(PdfSigner):
        """Takes the time from the caller, not from the clock."""

        def init_signing_session(self, *arguments: Any, **options: Any) -> Any:
            session = super().init_signing_session(*arguments, **options)
            session.system_time = at.astimezone(VIETNAM)
            return session

    signer = TimedSigner(meta, cms_signer(key), stamp_style=style, new_field_spec=spec, timestamper=timestamper)
    try:
        output = signer.sign_pdf(writer, existing_fields_only=spec is None)
    except (SigningError, PdfError, ValueError) as error:
        raise Fault("signature.failed", role=_TITLES[role], cause=str(error)) from error
    signed: bytes = output.getvalue()
    return signed


def _meta(key: SigningKey, role: str, place_vi: str, reason_vi: str) -> "PdfSignatureMetadata":
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata

    return PdfSignatureMetadata(
        field_name=FIELD_OF_ROLE[role],
        md_algorithm=key.hash_name,
        location=place_vi or None,
        reason=reason_vi or None,
        name=key.signer_name,
        certify=role == HEAD,
        docmdp_permissions=MDPPerm.FILL_FORMS,
        subfilter=SigSeedSubFilter.PADES,
    )


def _spec_for_signing(writer: "IncrementalPdfFileWriter", role: str, box: SignatureBox | None) -> "SigFieldSpec | None":
    """None when the field stands ready; how to make it otherwise."""
    present = _fields(writer)
    title = _TITLES[role]
    if present.get(FIELD_OF_ROLE[role]):
        raise Fault("signature.already_signed", role=title)
    if role == HEAD and any(present.values()):
        raise Fault("signature.head_first")
    if FIELD_OF_ROLE[role] in present:
        return None
    if any(present.values()):
        raise Fault("signature.field_missing", role=title)
    _ensure_page(writer, box)
    return _field_spec(role, box)


def _fields(writer: "IncrementalPdfFileWriter") -> dict[str, bool]:
    """Names of the signature fields, and whether each is signed."""
    from pyhanko.sign.fields import enumerate_sig_fields

    try:
        return {name: value is not None for name, value, _ in enumerate_sig_fields(writer.prev)}
    except Exception as error:
        raise Fault("signature.unreadable") from error


def _field_spec(role: str, box: SignatureBox | None) -> "SigFieldSpec":
    from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, SigFieldSpec

    return SigFieldSpec(
        sig_field_name=FIELD_OF_ROLE[role],
        on_page=box.page if box else 0,
        box=rectangle(box),  # type: ignore[arg-type] # points may have fractions
        readable_field_name=_TITLES[role],
        # The agency's signature is the last word: number and date are locked with it.
        field_mdp_spec=FieldMDPSpec(FieldMDPAction.ALL) if role == AGENCY else None,
    )


def _ensure_page(writer: "IncrementalPdfFileWriter", box: SignatureBox | None) -> None:
    pages = int(writer.prev.root["/Pages"]["/Count"])
    if box is not None and not 0 <= box.page < pages:
        raise Fault("signature.no_such_page", page=box.page + 1, pages=pages)
