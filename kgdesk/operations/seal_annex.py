"""The workbook beside the pages: written from the same document, signed by the agency once it is numbered."""

from datetime import date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from kgdesk.domain.errors import Fault
from kgdesk.domain.return_document import ReturnDocument
from kgdesk.domain.verdict import Fact

if TYPE_CHECKING:
    from kgdesk.signing.keys import SigningKey

ANNEX_ROLES = ("agency",)  # Decree 30/2020: an annex in a file of its own carries the agency's signature alone


def write_annex(document: ReturnDocument) -> tuple[bytes, str]:
    """Write the workbook without a signature; gives its bytes and the SHA-256 that the pages vouch for."""
    from kgdesk.returns import workbook

    data = workbook.write_workbook(document)
    return data, sha256(data).hexdigest()


def sign_annex(
    data: bytes,
    document: ReturnDocument,
    *,
    key: "SigningKey",
    at: datetime,
    number: int | None,
    symbol: str,
    day: date,
) -> bytes:
    """Sign the workbook for the agency and read it back as strictly as a receiver does, trust apart.

    Number, symbol and day stand in the signature's comment, where Excel shows them. Raises Fault
    `seal.own_check` and those of signing.
    """
    from kgdesk.returns import workbook as annex
    from kgdesk.signing import trust, workbook

    numbered = f"{number or ''}/{symbol}, {day:%d/%m/%Y}"
    signed = workbook.sign_workbook(data, key=key, role=ANNEX_ROLES[0], at=at, comment_vi=numbered)
    facts = workbook.inspect_workbook(signed, anchors=trust.TrustAnchors.empty(), at=at, expected_roles=ANNEX_ROLES)
    if (facts.integrity, facts.coverage) != (Fact.PASSED, Fact.PASSED):
        raise Fault("seal.own_check", reason=", ".join(facts.reasons))
    if annex.differences(signed, document):
        raise Fault("seal.own_check", reason="verify.cells_differ")
    return signed
