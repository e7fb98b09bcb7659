"""What one signature of a package proves: digests, the signature itself, the list of parts, the signer."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from kgdesk.domain.verdict import Fact, Signer
from kgdesk.signing.certificate_facts import SHORTEST, all_vouched_for, claimed_time, signer_of, trust_in
from kgdesk.signing.names import quiet_certificates
from kgdesk.signing.opc_irregular import Irregular, Weak
from kgdesk.signing.opc_manifest import manifest_problems
from kgdesk.signing.opc_package import Package
from kgdesk.signing.opc_signature_reader import ReadSignature, read_signature
from kgdesk.signing.reasons import Reason
from kgdesk.signing.roles import FIELD_OF_ROLE
from kgdesk.signing.trust import TrustAnchors

_LONGEST_RSA = 8192
_CURVES = {"secp256r1", "secp384r1", "secp521r1"}
_UNCOVERED = {Reason.PART_UNSIGNED}


@dataclass(frozen=True, slots=True)
class OpcFacts:
    """Facts about one signature; `role` is empty when the signer claims none that is known here."""

    integrity: Fact
    coverage: Fact
    trust: Fact
    time: Fact
    signer: Signer | None
    role: str
    reasons: tuple[Reason, ...]


def _damaged(reason: Reason) -> OpcFacts:
    undecided = Fact.INDETERMINATE
    return OpcFacts(Fact.FAILED, Fact.FAILED, undecided, undecided, None, "", (reason,))


def inspect_signature(package: Package, part: str, *, anchors: TrustAnchors, at: datetime) -> OpcFacts:
    """Check one signature part at the moment `at`; never raises on hostile content."""
    try:
        return _inspect(package, read_signature(package.parts[part]), anchors, at)
    except Weak:
        return _damaged(Reason.ALGORITHM_WEAK)
    except Irregular:
        return _damaged(Reason.SIGNATURE_IRREGULAR)
    except Exception:  # noqa: BLE001 - hostile certificates fail in many ways inside the libraries
        return _damaged(Reason.SIGNATURE_DAMAGED)


def _inspect(package: Package, read: ReadSignature, anchors: TrustAnchors, at: datetime) -> OpcFacts:
    claims = read.claims
    problems = manifest_problems(read.manifest, package)
    integrity = [reason for reason in problems if reason not in _UNCOVERED]
    if _digest(claims.hash_name, read.certificate) != claims.certificate_digest:
        integrity.append(Reason.CERTIFICATE_REPLACED)
    if any(hashlib.new(each.hash_name, each.content).digest() != each.digest for each in read.digested):
        integrity.append(Reason.CONTENT_CHANGED)
    wrong = _signature_problem(read)
    if wrong is not None:
        integrity.append(wrong)
    role = claims.role if claims.role in FIELD_OF_ROLE else ""
    signer = signer_of(read.certificate, claims.signed_at, role)
    if int(signer.serial, 16) != claims.serial:
        integrity.append(Reason.CERTIFICATE_REPLACED)
    uncovered = [reason for reason in problems if reason in _UNCOVERED]
    moment = min(claims.signed_at, at)
    trust, trust_reasons = trust_in(read.certificate, claims.authorities, anchors, moment, at)
    if trust is Fact.PASSED and not all_vouched_for(read.certificate, claims.authorities, anchors):
        trust, trust_reasons = Fact.FAILED, (Reason.CHAIN_BROKEN,)
    reasons = (*integrity, *uncovered, *trust_reasons, claimed_time(claims.signed_at, at))
    return OpcFacts(
        integrity=Fact.FAILED if integrity else Fact.PASSED,
        # What a false signature lists is nobody's word.
        coverage=Fact.FAILED if uncovered or integrity else Fact.PASSED,
        trust=trust,
        time=Fact.INDETERMINATE,
        signer=signer,
        role=role,
        reasons=tuple(dict.fromkeys(reasons)),
    )


def _digest(hash_name: str, content: bytes) -> str:
    import base64

    return base64.b64encode(hashlib.new(hash_name, content).digest()).decode("ascii")


def _signature_problem(read: ReadSignature) -> Reason | None:
    """Check the value over SignedInfo with the key of the certificate."""
    from cryptography import x509
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

    with quiet_certificates():
        public = x509.load_der_x509_certificate(read.certificate).public_key()
    algorithm = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}[read.hash_name]
    try:
        if isinstance(public, rsa.RSAPublicKey) and read.mechanism == "rsa":
            if not SHORTEST["rsa"] <= public.key_size <= _LONGEST_RSA:
                return Reason.ALGORITHM_WEAK
            public.verify(read.value, read.signed_info, padding.PKCS1v15(), algorithm)
        elif isinstance(public, ec.EllipticCurvePublicKey) and read.mechanism == "ecdsa":
            if public.curve.name not in _CURVES:
                return Reason.ALGORITHM_WEAK
            public.verify(_der(read.value, public.key_size), read.signed_info, ec.ECDSA(algorithm))
        else:
            return Reason.SIGNATURE_FALSE
    except InvalidSignature:
        return Reason.SIGNATURE_FALSE
    return None


def _der(value: bytes, bits: int) -> bytes:
    """Turn r and s side by side into DER; raises Irregular for a wrong length."""
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

    size = (bits + 7) // 8
    if len(value) != 2 * size:
        raise Irregular("length of the signature value")
    return encode_dss_signature(int.from_bytes(value[:size], "big"), int.from_bytes(value[size:], "big"))
