"""One CMS signature, whatever it stands in: are the bytes unchanged, who signed, is that believed, when."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from kgdesk.domain.verdict import Fact, Signer
from kgdesk.signing.certificate_facts import HASHES, SHORTEST, claimed_time, signer_of, trust_in
from kgdesk.signing.cms_form import is_plain, is_plain_token
from kgdesk.signing.quiet import silence_libraries
from kgdesk.signing.reasons import Reason
from kgdesk.signing.trust import TrustAnchors, context, stamp_problem

if TYPE_CHECKING:
    from asn1crypto.cms import SignedData
    from pyhanko.sign.validation.status import TimestampSignatureStatus

_MECHANISMS = {"rsassa_pkcs1v15", "rsassa_pss", "ecdsa"}


@dataclass(frozen=True, slots=True)
class CmsFacts:
    """Facts about one signature; `signer` is None when its certificate cannot be read."""

    integrity: Fact
    trust: Fact
    time: Fact
    signer: Signer | None
    reasons: tuple[Reason, ...]


DAMAGED = CmsFacts(Fact.FAILED, Fact.INDETERMINATE, Fact.INDETERMINATE, None, (Reason.SIGNATURE_DAMAGED,))


def inspect_cms(
    signed_data: "SignedData",
    *,
    digest: Callable[[str], bytes],
    claimed_at: datetime | None,
    role: str,
    anchors: TrustAnchors,
    at: datetime,
    existed_at: datetime | None = None,
) -> CmsFacts:
    """Check a detached signature over bytes whose `digest(hash_name)` the caller computes.

    `claimed_at` is the time claimed outside the CMS (None: only inside), `at` the moment of checking;
    `existed_at` is when the signature stood there, as a believed timestamp over all of it proves.
    Never raises on hostile content: what cannot be read is `DAMAGED`.
    """
    silence_libraries()
    try:
        return _inspect(
            signed_data,
            digest=digest,
            claimed_at=claimed_at,
            role=role,
            anchors=anchors,
            at=at,
            existed_at=existed_at,
        )
    except Exception:  # noqa: BLE001 - a hostile structure fails in many ways inside the libraries
        return DAMAGED


def _inspect(
    signed_data: "SignedData",
    *,
    digest: Callable[[str], bytes],
    claimed_at: datetime | None,
    role: str,
    anchors: TrustAnchors,
    at: datetime,
    existed_at: datetime | None,
) -> CmsFacts:
    from pyhanko.sign.general import extract_signer_info
    from pyhanko.sign.validation.generic_cms import extract_certs_for_validation, extract_self_reported_ts

    signer_info = extract_signer_info(signed_data)
    found = extract_certs_for_validation(signed_data)
    certificate: bytes = found.signer_cert.dump()
    others = tuple(other.dump() for other in found.other_certs)
    claimed = claimed_at or extract_self_reported_ts(signer_info)
    claimed = claimed.astimezone(UTC) if claimed else None

    if not is_plain(signed_data, signer_info, found.signer_cert, anchors.certificates):
        return DAMAGED
    integrity, reasons = _integrity(signed_data, signer_info, found.signer_cert, digest)
    time, proved, time_reasons = _time(signer_info, digest, claimed, anchors, at)
    if time is Fact.INDETERMINATE and existed_at is not None:
        # The signature stood there then, even when its own clock claims later.
        proved = existed_at
        if claimed_time(claimed, existed_at) is Reason.TIME_IN_FUTURE:
            time_reasons = (Reason.TIME_IN_FUTURE,)
        else:
            time, time_reasons = Fact.PASSED, ()
    moment = proved or min(claimed or at, at)
    trust, trust_reasons = trust_in(certificate, others, anchors, moment, None if proved else at)
    signer = signer_of(certificate, proved or claimed, role)
    return CmsFacts(integrity, trust, time, signer, (*reasons, *trust_reasons, *time_reasons))


def _integrity(
    signed_data: "SignedData", signer_info: Any, certificate: Any, digest: Callable[[str], bytes]
) -> tuple[Fact, tuple[Reason, ...]]:
    from asn1crypto import core
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity

    content = signed_data["encap_content_info"]
    if content["content_type"].native != "data" or content["content"] is not core.VOID:
        return Fact.FAILED, (Reason.SIGNATURE_DAMAGED,)
    if signer_info["signed_attrs"] is core.VOID or len(signed_data["signer_infos"]) != 1:
        return Fact.FAILED, (Reason.SIGNATURE_DAMAGED,)
    if not _strong(signer_info, certificate):
        return Fact.FAILED, (Reason.ALGORITHM_WEAK,)
    hash_name = signer_info["digest_algorithm"]["algorithm"].native
    intact, valid = validate_sig_integrity(signer_info, certificate, "data", digest(hash_name))
    if not valid:
        return Fact.FAILED, (Reason.SIGNATURE_FALSE,)
    if not intact:
        return Fact.FAILED, (Reason.CONTENT_CHANGED,)
    return Fact.PASSED, ()


def _strong(signer_info: Any, certificate: Any) -> bool:
    """Only what is known to be sound: SHA-2, RSA from 2048 bits, ECDSA from 256 bits."""
    mechanism = signer_info["signature_algorithm"]
    hash_name = signer_info["digest_algorithm"]["algorithm"].native
    public = certificate.public_key
    try:
        hashed_with = mechanism.hash_algo
    except ValueError:  # a bare `rsaEncryption` takes the digest algorithm's hash
        hashed_with = hash_name
    return (
        hash_name in HASHES
        and hashed_with in HASHES
        and mechanism.signature_algo in _MECHANISMS
        and public.bit_size >= SHORTEST.get(public.algorithm, 1 << 30)
    )


def _time(
    signer_info: Any, digest: Callable[[str], bytes], claimed: datetime | None, anchors: TrustAnchors, at: datetime
) -> tuple[Fact, datetime | None, tuple[Reason, ...]]:
    """Whether a timestamp proves the time, and which time it proves."""
    import asyncio

    from pyhanko.sign.validation.generic_cms import collect_timing_info

    timing = asyncio.run(collect_timing_info(signer_info, context(anchors, moment=at), raw_digest=digest))
    stamp = timing.get("timestamp_validity")
    if stamp is not None:
        if not (stamp.intact and stamp.valid and _tokens_plain(signer_info, anchors)):
            return Fact.FAILED, None, (Reason.TIMESTAMP_FALSE,)
        doubt = stamp_doubt(stamp, anchors, at)
        if doubt is None:
            return Fact.PASSED, stamp.timestamp.astimezone(UTC), ()
        return Fact.INDETERMINATE, None, (doubt,)
    return Fact.INDETERMINATE, None, (claimed_time(claimed, at),)


def stamp_doubt(stamp: "TimestampSignatureStatus", anchors: TrustAnchors, at: datetime) -> Reason | None:
    """Say why a sound timestamp proves nothing all the same; None when it does."""
    if not stamp.trusted or stamp.validation_path is None:
        return Reason.TIMESTAMP_UNTRUSTED
    return stamp_problem(stamp.validation_path, anchors, stamped=stamp.timestamp, at=at)


def _tokens_plain(signer_info: Any, anchors: TrustAnchors) -> bool:
    """Whether the timestamps in the signature leave nobody room to write."""
    tokens = [
        token["content"]
        for attribute in signer_info["unsigned_attrs"]
        if attribute["type"].native == "signature_time_stamp_token"
        for token in attribute["values"]
    ]
    return len(tokens) == 1 and is_plain_token(tokens[0], anchors.certificates)
