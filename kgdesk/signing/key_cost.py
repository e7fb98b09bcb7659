"""How much work a PKCS#12 file asks for before it says whether the password fits: a file may ask for hours.

Sources: RFC 7292 section 4 and appendix B (rounds), RFC 8018 (PBES2, PBKDF2), RFC 7914 (scrypt: cost, block size).
"""

from collections.abc import Iterator
from typing import Any

from kgdesk.domain.errors import Fault

MOST_ROUNDS = 10_000_000  # programs of today write 2,048 to 600,000; as many take some seconds
MOST_SCRYPT = 256_000_000  # bytes that scrypt fills


def ensure_affordable(data: bytes, name: str) -> None:
    """Raise Fault `key.too_costly` for a file that asks for more rounds or memory than any program writes.

    What is no PKCS#12 file passes: opening it says what it is. Rounds that stand only inside the encrypted part
    are not seen; there the maker must know the password.
    """
    from asn1crypto.pkcs12 import Pfx

    try:
        costs = list(_costs(Pfx.load(data, strict=True)))
    except (ValueError, TypeError, KeyError, RecursionError, OverflowError):
        return
    if any(cost > most for cost, most in costs):
        raise Fault("key.too_costly", file=name)


def _costs(found: Any) -> Iterator[tuple[int, int]]:
    """Give rounds or bytes, each with the most there may be."""
    mac = found["mac_data"]
    if mac.native is not None:
        yield abs(int(mac["iterations"].native)), MOST_ROUNDS
    for content in found.authenticated_safe:
        kind = content["content_type"].native
        if kind == "encrypted_data":
            yield from _of_algorithm(content["content"]["encrypted_content_info"]["content_encryption_algorithm"])
        elif kind == "data":
            yield from _of_bags(content["content"].native)


def _of_bags(data: bytes) -> Iterator[tuple[int, int]]:
    from asn1crypto.pkcs12 import SafeContents

    for bag in SafeContents.load(data):
        if bag["bag_id"].native == "pkcs8_shrouded_key_bag":
            yield from _of_algorithm(bag["bag_value"]["encryption_algorithm"])


def _of_algorithm(algorithm: Any) -> Iterator[tuple[int, int]]:
    told = algorithm["parameters"].native or {}
    derived = told.get("key_derivation_func")
    rounds = derived["parameters"] if derived else told
    if "iterations" in rounds:
        yield abs(int(rounds["iterations"])), MOST_ROUNDS
    if "iteration_count" in rounds:
        yield abs(int(rounds["iteration_count"])), MOST_ROUNDS
    if "cost_parameter" in rounds:
        yield 128 * abs(int(rounds["cost_parameter"])) * abs(int(rounds["block_size"])), MOST_SCRYPT
