"""Which key of a token to sign with, and the certificate that belongs to it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kgdesk.domain.errors import Fault
from kgdesk.signing.names import read_names
from kgdesk.signing.token_list import StoredCertificate, attribute, certificates_on, is_authority
from kgdesk.signing.token_secret import modulus_of
from kgdesk.signing.token_uri import TokenUri
from kgdesk.signing.trust import usage_problem

if TYPE_CHECKING:
    from pkcs11 import Session


@dataclass(frozen=True, slots=True)
class KeyPair:
    """A private key (its handle) with its certificate, and the other certificates on the token (DER)."""

    key: Any = field(repr=False)
    certificate: bytes = field(repr=False)
    others: tuple[bytes, ...] = field(repr=False)
    asks_each_time: bool  # the token wants its PIN for each signature


def choose_pair(session: "Session", wanted: TokenUri, name: str) -> KeyPair:
    """Choose the pair the URI names, or the only one that may sign documents.

    Raises Fault `token.no_key`, `token.no_certificate`, `token.several_keys` (listing them).
    """
    stored = certificates_on(session)
    keys = _signing_keys(session)
    if not keys:
        raise Fault("token.no_key", token=name)
    own = [certificate for certificate in stored if not is_authority(certificate.der)]
    pairs = [(key, certificate) for key in keys for certificate in own if _belong_together(key, certificate, own)]
    if not pairs:
        raise Fault("token.no_certificate", token=name)
    fitting = _newest_of_each(pair for pair in pairs if _fits(pair, wanted))
    if not fitting:
        raise Fault("token.no_such_key", token=name, keys=_listed(pairs))
    if len(fitting) > 1 and wanted.identifier is None and wanted.label is None:
        fitting = [pair for pair in fitting if usage_problem(pair[1].der) is None] or fitting
    if len(fitting) > 1:
        raise Fault("token.several_keys", token=name, keys=_listed(fitting))
    key, chosen = fitting[0]
    others = tuple(each.der for each in stored if each.der != chosen.der)
    return KeyPair(key, chosen.der, others, _flag(key, "ALWAYS_AUTHENTICATE", absent=False))


def _signing_keys(session: "Session") -> list[Any]:
    from pkcs11 import Attribute, ObjectClass

    found = session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY})
    return [key for key in found if _flag(key, "SIGN", absent=True)]


def _flag(key: Any, name: str, *, absent: bool) -> bool:
    from pkcs11 import Attribute

    value = attribute(key, Attribute[name])
    return absent if value is None else bool(value)


def _identifier(key: Any) -> bytes:
    from pkcs11 import Attribute

    return attribute(key, Attribute.ID) or b""


def _label(key: Any) -> str:
    from pkcs11 import Attribute

    return attribute(key, Attribute.LABEL) or ""


def _belong_together(key: Any, certificate: StoredCertificate, all_own: list[StoredCertificate]) -> bool:
    """By CKA_ID, as the standard has it; by the RSA modulus where a maker left the two without a common one."""
    identifier = _identifier(key)
    if any(each.identifier == identifier for each in all_own):
        return certificate.identifier == identifier
    modulus = modulus_of(certificate.der)
    return modulus is not None and modulus == attribute(key, _modulus())


def _modulus() -> Any:
    from pkcs11 import Attribute

    return Attribute.MODULUS


def _newest_of_each(pairs: Iterable[tuple[Any, StoredCertificate]]) -> list[tuple[Any, StoredCertificate]]:
    """Of several certificates for one key keep the newest: a renewal leaves the old one beside it."""
    found: dict[Any, tuple[Any, StoredCertificate]] = {}
    for pair in sorted(pairs, key=lambda pair: read_names(pair[1].der).not_before):
        found[pair[0].handle] = pair
    return list(found.values())


def _fits(pair: tuple[Any, StoredCertificate], wanted: TokenUri) -> bool:
    key, certificate = pair
    if wanted.identifier is not None and certificate.identifier != wanted.identifier:
        return False
    return wanted.label is None or wanted.label in {certificate.label, _label(key)}


def _listed(pairs: list[tuple[Any, StoredCertificate]]) -> str:
    """Name each pair by what tells it apart."""
    return "; ".join(
        f"{read_names(certificate.der).common_name or certificate.label}"
        f" (id={''.join(f'%{byte:02X}' for byte in certificate.identifier)})"
        for _, certificate in pairs
    )
