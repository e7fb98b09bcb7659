"""The workbook beside the pages: written from the same document, signed by the agency once it is numbered."""

from datetime import date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from kgdesk.domain.return_document import ReturnDocument
from kgdesk.operations.seal_judging import ensure_verifiable

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
    *,
    key: "SigningKey",
    at: datetime,
    number: int | None,
    symbol: str,
    day: date,
) -> bytes:
    """Sign the workbook for the agency; number, symbol and day stand in the comment, where Excel shows them.

    Raises Fault `seal.own_check` where it does not pass as a receiver judges it, and those of signing.
    """
    from kgdesk.signing import workbook

    numbered = f"{number or ''}/{symbol}, {day:%d/%m/%Y}"
    signed = workbook.sign_workbook(data, key=key, role=ANNEX_ROLES[0], at=at, comment_vi=numbered)
    ensure_verifiable(signed, "annex.xlsx", ANNEX_ROLES, at=at)
    return signed
