"""What the signatures of a PDF prove, and what they leave out.

pyHanko compares the revisions between signatures; what it tolerates is refused here: bytes after the last
signature, filled padding, irregular byte ranges, a signature that was cut off.
"""

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from kgdesk.domain.errors import Fault
from kgdesk.domain.verdict import Fact, SignatureFacts
from kgdesk.signing.certificate_facts import worst
from kgdesk.signing.cms_form import is_plain_token
from kgdesk.signing.cms_inspection import DAMAGED, CmsFacts, inspect_cms, stamp_doubt
from kgdesk.signing.pdf_coverage import Part, coverage
from kgdesk.signing.quiet import silence_libraries
from kgdesk.signing.reasons import Reason
from kgdesk.signing.roles import AGENCY, FIELD_OF_ROLE, ROLE_OF_FIELD
from kgdesk.signing.trust import TrustAnchors

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

# More signatures than any return has: each costs a comparison of revisions.
MOST_SIGNATURES = 16
MOST_FIELDS = 500


def inspect_pdf(
    data: bytes, *, anchors: TrustAnchors, at: datetime, expected_roles: tuple[str, ...] = ()
) -> SignatureFacts:
    """Check every signature in a PDF at the moment `at`; `expected_roles` must have signed.

    An unsigned PDF has no signers and undecided facts. Raises Fault `signature.unreadable` when the bytes are
    no PDF, or one that is encrypted or broken; nothing else, whatever the bytes are.
    """
    silence_libraries()
    reader, regular = _open(data)
    fields = _signature_fields(reader)
    signed = [field for field in fields if field[1] is not None]
    if not signed:
        return _unsigned(expected_roles)
    if len(signed) > MOST_SIGNATURES:
        return _facts([(DAMAGED, Part.unreadable(""))], [Reason.STRUCTURE_IRREGULAR], data)
    checked = _check_all(reader, data, signed, anchors, at)
    extra = [] if regular else [Reason.STRUCTURE_IRREGULAR]
    return _facts(checked, extra + _missing(fields, expected_roles), data)


def _open(data: bytes) -> tuple["PdfFileReader", bool]:
    """Make a reader, and say whether the file keeps the rules; a signed file that does not is refused later."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    for strict in (True, False):
        try:
            reader = PdfFileReader(BytesIO(data), strict=strict)
            if reader.encrypted:
                break
            reader.root["/Pages"]  # a file without pages is no document
        except Exception:  # noqa: BLE001, S112 - hostile bytes fail in many ways inside the library
            continue
        return reader, strict
    raise Fault("signature.unreadable")


def _signature_fields(reader: "PdfFileReader") -> list[tuple[str, Any, Any]]:
    """Name, value (None: not signed) and field of each signature field."""
    from pyhanko.sign.fields import enumerate_sig_fields

    try:
        _ensure_small_form(reader)
        return list(enumerate_sig_fields(reader))
    except Exception as error:
        raise Fault("signature.unreadable") from error


def _ensure_small_form(reader: "PdfFileReader") -> None:
    """Count the fields before the library walks them: kids that are shared make a tree without end of a few."""
    form = _entry(reader.root, "/AcroForm") or {}
    level = list(_entry(form, "/Fields") or ())
    seen = 0
    while level:
        seen += len(level)
        if seen > MOST_FIELDS:
            raise ValueError("too many fields")
        level = [kid for field in level for kid in _entry(field.get_object(), "/Kids") or ()]


def _entry(item: Any, key: str) -> Any:
    """Look an entry up and follow its reference; None where there is none."""
    return item[key] if key in item else None  # noqa: SIM401 - the library's `get` gives the reference itself


def _check_all(
    reader: "PdfFileReader", data: bytes, signed: list[tuple[str, Any, Any]], anchors: TrustAnchors, at: datetime
) -> list[tuple[CmsFacts, Part]]:
    """Check the timestamps over the file first: they prove when the signatures before them stood there."""
    checked: list[tuple[CmsFacts, Part]] = []
    proofs: list[tuple[int, datetime]] = []
    rest: list[tuple[EmbeddedPdfSignature, Part, datetime | None]] = []
    for field in signed:
        try:
            embedded, part, claimed, timestamp = _look(reader, data, field)
        except Exception:  # noqa: BLE001 - as above
            checked.append((DAMAGED, Part.unreadable(field[0])))
            continue
        if not timestamp:
            rest.append((embedded, part, claimed))
            continue
        facts, moment = _document_timestamp(embedded, anchors, at)
        checked.append((facts, part))
        if moment is not None and part.problem is None:
            proofs.append((part.end, moment))
    for embedded, part, claimed in rest:
        facts = inspect_cms(
            embedded.signed_data,
            digest=embedded.compute_digest,
            claimed_at=claimed,
            role=ROLE_OF_FIELD.get(part.name, ""),
            anchors=anchors,
            at=at,
            existed_at=min((moment for end, moment in proofs if end > part.end), default=None),
        )
        checked.append((facts, part))
    return checked


def _look(
    reader: "PdfFileReader", data: bytes, field: tuple[str, Any, Any]
) -> tuple["EmbeddedPdfSignature", Part, datetime | None, bool]:
    """Read one signature: itself, what it covers, the time claimed, whether it is a timestamp; may raise anything."""
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

    name = field[0]
    embedded = EmbeddedPdfSignature(reader, field[2], name)
    part = Part.of(embedded, data, last_word=ROLE_OF_FIELD.get(name) == AGENCY)
    timestamp = embedded.sig_object_type == "/DocTimeStamp"
    return embedded, part, _aware(embedded.self_reported_timestamp), timestamp


def _document_timestamp(
    embedded: "EmbeddedPdfSignature", anchors: TrustAnchors, at: datetime
) -> tuple[CmsFacts, datetime | None]:
    """Check a timestamp over the file; the moment is None unless it is believed. It has no signer."""
    import asyncio

    from pyhanko.sign.validation.pdf_embedded import async_validate_pdf_timestamp

    from kgdesk.signing.trust import context

    try:
        plain = is_plain_token(embedded.signed_data, anchors.certificates)
        status = asyncio.run(async_validate_pdf_timestamp(embedded, context(anchors, moment=at), skip_diff=True))
        doubt = stamp_doubt(status, anchors, at)
    except Exception:  # noqa: BLE001 - as above
        return DAMAGED, None
    if not (status.intact and status.valid and plain):
        return CmsFacts(Fact.FAILED, Fact.PASSED, Fact.FAILED, None, (Reason.TIMESTAMP_FALSE,)), None
    if doubt is None:
        moment = status.timestamp.astimezone(UTC)
        return CmsFacts(Fact.PASSED, Fact.PASSED, Fact.PASSED, None, ()), moment
    return CmsFacts(Fact.PASSED, Fact.PASSED, Fact.INDETERMINATE, None, (doubt,)), None


def _aware(claimed: datetime | None) -> datetime | None:
    """Drop a claimed time without a zone: it is no point in time."""
    return claimed if claimed is not None and claimed.tzinfo is not None else None


def _missing(fields: list[tuple[str, Any, Any]], expected_roles: tuple[str, ...]) -> list[Reason]:
    """Cutting a signature off leaves no trace in the mathematics: only the expectation shows it.

    Nor does it say no when somebody else signs on top: fields may be filled under such a signature.
    """
    signed = [name for name, value, _ in fields if value is not None]
    reasons = []
    if any(FIELD_OF_ROLE[role] not in signed for role in expected_roles):
        reasons.append(Reason.SIGNER_MISSING)
    if not expected_roles and any(name in ROLE_OF_FIELD and value is None for name, value, _ in fields):
        reasons.append(Reason.SIGNER_PENDING)
    if len(signed) != len(set(signed)):
        reasons.append(Reason.SIGNER_REPEATED)
    if not set(signed).isdisjoint(ROLE_OF_FIELD) and any(_is_foreign(name, value) for name, value, _ in fields):
        reasons.append(Reason.SIGNER_UNEXPECTED)
    return reasons


def _is_foreign(name: str, value: Any) -> bool:
    """Whether a signature, timestamps apart, stands in a field that is nobody's in our forms."""
    if value is None or name in ROLE_OF_FIELD:
        return False
    try:
        return bool(value.get_object().get("/Type") != "/DocTimeStamp")
    except Exception:  # noqa: BLE001 - as above
        return True


def _facts(checked: list[tuple[CmsFacts, Part]], extra: list[Reason], data: bytes) -> SignatureFacts:
    ordered = sorted(checked, key=lambda pair: pair[1].end)
    facts = [pair[0] for pair in ordered]
    covered, reasons = coverage([pair[1] for pair in ordered], extra, data)
    found = [reason for fact in facts for reason in fact.reasons] + reasons
    return SignatureFacts(
        integrity=worst([fact.integrity for fact in facts]),
        coverage=covered,
        trust=worst([fact.trust for fact in facts]),
        time=worst([fact.time for fact in facts]),
        signers=tuple(fact.signer for fact in facts if fact.signer is not None),
        reasons=tuple(dict.fromkeys(reason.value for reason in found)),
    )


def _unsigned(expected_roles: tuple[str, ...]) -> SignatureFacts:
    reasons = [Reason.UNSIGNED] + ([Reason.SIGNER_MISSING] if expected_roles else [])
    undecided = Fact.INDETERMINATE
    return SignatureFacts(
        integrity=undecided,
        coverage=Fact.FAILED if expected_roles else undecided,
        trust=undecided,
        time=undecided,
        signers=(),
        reasons=tuple(reason.value for reason in reasons),
    )
