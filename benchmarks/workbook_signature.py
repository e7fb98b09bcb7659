"""Signing and checking a workbook against the bare mathematics, and against LibreOffice and Apache POI."""

import io
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from kgdesk.domain.verdict import Fact
from kgdesk.returns import canonical
from kgdesk.returns.workbook import read_document, write_workbook
from kgdesk.signing import demo_authority, keys
from kgdesk.signing.demo_authority import DemoAuthority, KeyKind
from kgdesk.signing.keys import SigningKey
from kgdesk.signing.trust import TrustAnchors
from kgdesk.signing.workbook import inspect_workbook, sign_workbook

_AT = datetime(2025, 1, 10, 8, 30, tzinfo=UTC)
_UNCOUNTED = 2
_KINDS = (KeyKind.RSA_2048, KeyKind.EC_P256)


def measure(rounds: int) -> None:
    """Print medians of interleaved runs, on the first return of the demonstration."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plain = _demo_return(folder)
        print(f"return of {len(plain)} bytes, {len(_unzip(plain))} parts")
        authority = demo_authority.create(at=_AT, kind=KeyKind.RSA_2048)
        revocations = authority.revocation_list(("1",), at=_AT)
        anchors = TrustAnchors.from_pem(authority.root_pem, revocations)
        for kind in _KINDS:
            key = _key(authority, kind)
            signed = sign_workbook(plain, key=key, role="agency", at=_AT)
            strangers = _by_strangers(plain, authority, kind, rounds * 10 + _UNCOUNTED)
            _compare(kind.value, rounds * 10, _sides(plain, signed, strangers, key, anchors))
            if kind is KeyKind.RSA_2048:
                _peers(folder, signed, authority, revocations, rounds * 10)


def demo(folder: Path) -> Path:
    """Make the demonstration in a folder; gives its root."""
    command = [sys.executable, "-m", "kgdesk", "demo", str(folder / "demo"), "--json"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return folder / "demo"


def _demo_return(folder: Path) -> bytes:
    """Make the return without signatures, whether the demonstration signs workbooks or not."""
    book = demo(folder) / "returns" / "KG-911_2024_r1.xlsx"
    return write_workbook(canonical.from_bytes(read_document(book.read_bytes())))


def _key(authority: DemoAuthority, kind: KeyKind) -> SigningKey:
    names = {"unit_code": "KG-911", "unit_name": "Phú Quốc", "role": "agency"}
    store = authority.issue_pkcs12(**names, password="bench", kind=kind)  # noqa: S106 - a key of a minute
    return keys.load_pkcs12(store, "bench", "bench.p12")


def _by_strangers(plain: bytes, authority: DemoAuthority, kind: KeyKind, count: int) -> Iterator[bytes]:
    """Sign the workbook with as many keys: an intake sees most certificates for the first time."""
    books = [sign_workbook(plain, key=_key(authority, kind), role="agency", at=_AT) for _ in range(count)]
    return iter(books)


def _unzip(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _sides(
    plain: bytes, signed: bytes, strangers: Iterator[bytes], key: SigningKey, anchors: TrustAnchors
) -> dict[str, Callable[[], object]]:
    value = key.secret.sign(plain, "sha256")
    check = checker(key)

    def floor() -> None:
        for content in _unzip(signed).values():
            sha256(content).digest()
        check(value, plain)

    def verify(book: bytes = signed) -> None:
        facts = inspect_workbook(book, anchors=anchors, at=_AT + timedelta(hours=1), expected_roles=("agency",))
        if (facts.integrity, facts.coverage, facts.trust) != (Fact.PASSED,) * 3:
            raise RuntimeError("the workbook is not valid")

    def verify_without_chain() -> None:
        facts = inspect_workbook(signed, anchors=TrustAnchors.empty(), at=_AT + timedelta(hours=1))
        if (facts.integrity, facts.coverage) != (Fact.PASSED,) * 2:
            raise RuntimeError("the workbook is not whole")

    def sign_floor() -> None:
        for content in _unzip(plain).values():
            sha256(content).digest()
        key.secret.sign(plain, "sha256")

    return {
        "floor of checking: unzip, SHA-256 of all parts, one signature": floor,
        "KGDesk checks: package, manifest, XAdES, chain, revocation": verify,
        "KGDesk checks the same of a signer never seen before": lambda: verify(next(strangers)),
        "KGDesk checks without authorities, as Apache POI does": verify_without_chain,
        "floor of signing: unzip, SHA-256 of all parts, one signature": sign_floor,
        "KGDesk signs": lambda: sign_workbook(plain, key=key, role="agency", at=_AT),
    }


def checker(key: SigningKey) -> Callable[[bytes, bytes], None]:
    """Give the bare check of a signature value over bytes, with the key's public half already read."""
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
    from cryptography.hazmat.primitives.hashes import SHA256

    public = x509.load_der_x509_certificate(key.certificate).public_key()
    if isinstance(public, rsa.RSAPublicKey):
        return lambda value, data: public.verify(value, data, padding.PKCS1v15(), SHA256())
    if isinstance(public, ec.EllipticCurvePublicKey):
        return lambda value, data: public.verify(value, data, ec.ECDSA(SHA256()))
    raise TypeError(public)


def _compare(title: str, rounds: int, sides: dict[str, Callable[[], object]]) -> None:
    times: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(rounds + _UNCOUNTED):
        for name, run in sides.items():
            started = time.perf_counter()
            run()
            if number >= _UNCOUNTED:  # the first runs import what they need
                times[name].append((time.perf_counter() - started) * 1000)
    floor = 0.0
    for name, values in times.items():
        middle = statistics.median(values)
        floor = middle if name.startswith("floor") else floor
        print(f"{title:<9} {name:<62} median {middle:7.2f} ms  min {min(values):7.2f}  ratio {middle / floor:5.2f}")


def _peers(folder: Path, signed: bytes, authority: DemoAuthority, revocations: bytes, rounds: int) -> None:
    """Ask the other programs about the same file; both keep running between the checks."""
    from tests.interop import libreoffice, poi

    book = folder / "signed.xlsx"
    book.write_bytes(signed)
    if absent := poi.missing():
        print(f"Apache POI left out, not installed: {absent} (make interop)")
    else:
        first, *rest = poi.Poi(folder).times(book, rounds)
        _print_peer("Apache POI, the first file: digests and signatures, no chain", [first])
        _print_peer("Apache POI, after 500 files", rest)
        root, lists = folder / "root.pem", folder / "lists.pem"
        root.write_bytes(authority.root_pem)
        lists.write_bytes(revocations)
        first, *rest = poi.Poi(folder).times(book, rounds, root=root, lists=lists)
        _print_peer("Apache POI with Java's PKIX: chain, revocation list, 1st file", [first])
        _print_peer("Apache POI with Java's PKIX, after 500 files", rest)
    if absent := libreoffice.missing():
        print(f"LibreOffice left out, not installed: {absent} (make interop)")
        return
    with libreoffice.libreoffice(folder / "office", root=authority.root_pem) as office:
        if office.answer(book) != "valid":
            raise RuntimeError("LibreOffice does not find the workbook valid")
        office.ask("time", 200, book)
        _print_peer("LibreOffice, after 200 files: digests, signatures, chain", office.ask("time", rounds, book))


def _print_peer(name: str, values: list[float]) -> None:
    print(f"{'rsa-2048':<9} {name:<62} median {statistics.median(values):7.2f} ms  min {min(values):7.2f}")
