"""Signatures that stand beside a file: CMS with CAdES attributes (ETSI EN 319 122-1), for plan packs."""

from datetime import datetime

from kgdesk.domain.errors import Fault
from kgdesk.domain.verdict import Fact, SignatureFacts
from kgdesk.messages import VIETNAM
from kgdesk.signing.cms_inspection import inspect_cms
from kgdesk.signing.cms_signer import cms_signer
from kgdesk.signing.keys import SigningKey, ensure_usable
from kgdesk.signing.reasons import Reason
from kgdesk.signing.trust import TrustAnchors

# A signature with its chain takes a few kilobytes: what is larger is something else.
LARGEST = 1_000_000


def sign(data: bytes, *, key: SigningKey, at: datetime) -> bytes:
    """Make a DER `ContentInfo` over `data`, which it does not contain; `at` is the time claimed.

    Raises the Faults of `keys.ensure_usable`.
    """
    import asyncio

    from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes

    ensure_usable(key, at)
    # asyncio.run, not the library's own wrapper: it closes its loop whatever happens.
    signature: bytes = asyncio.run(
        cms_signer(key).async_sign_general_data(
            data,
            key.hash_name,
            detached=True,
            signed_attr_settings=PdfCMSSignedAttributes(signing_time=at.astimezone(VIETNAM).replace(microsecond=0)),
        )
    ).dump()
    return signature


def inspect(data: bytes, signature: bytes, *, anchors: TrustAnchors, at: datetime) -> SignatureFacts:
    """Check `signature` over `data` at the moment `at`. It covers all of `data`, or nothing.

    Raises Fault `signature.unreadable_detached` when `signature` is no CMS signature; nothing else, whatever the bytes.
    """
    from asn1crypto.cms import ContentInfo

    if len(signature) > LARGEST:
        raise Fault("signature.unreadable_detached")
    try:
        message = ContentInfo.load(signature, strict=True)
        kind = message["content_type"].native
        signed_data = message["content"]
        signed_data["signer_infos"].native  # noqa: B018 - asn1crypto reads late: read now
    except Exception as error:
        raise Fault("signature.unreadable_detached") from error
    if kind != "signed_data":
        raise Fault("signature.unreadable_detached")
    facts = inspect_cms(
        signed_data,
        digest=lambda hash_name: _digest(data, hash_name),
        claimed_at=None,
        role="",
        anchors=anchors,
        at=at,
    )
    covered = Fact.PASSED if facts.integrity is Fact.PASSED else Fact.FAILED
    return SignatureFacts(
        integrity=facts.integrity,
        coverage=covered,
        trust=facts.trust,
        time=facts.time,
        signers=(facts.signer,) if facts.signer else (),
        reasons=tuple(Reason(reason).value for reason in facts.reasons),
    )


def _digest(data: bytes, hash_name: str) -> bytes:
    import hashlib

    return hashlib.new(hash_name, data).digest()
