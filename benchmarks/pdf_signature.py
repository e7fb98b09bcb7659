"""Signing and checking a return's PDF against the bare mathematics, pyHanko as it comes, and pdfsig."""

import asyncio
import io
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from benchmarks.workbook_signature import checker
from kgdesk.consolidation.examination import examine
from kgdesk.domain.verdict import Fact, VerdictWord
from kgdesk.returns import canonical
from kgdesk.returns.pdf_embedded import read_embedded
from kgdesk.returns.pdf_issue import FilledIssue, fields_of
from kgdesk.returns.pdf_return import PdfReturn, write_pdf
from kgdesk.signing import demo_authority, keys
from kgdesk.signing.demo_authority import DemoAuthority, KeyKind
from kgdesk.signing.keys import SigningKey
from kgdesk.signing.pdf import inspect_pdf, prepare_fields, sign_pdf
from kgdesk.signing.trust import TrustAnchors

_AT = datetime(2025, 1, 10, 8, 30, tzinfo=UTC)
_LATER = _AT + timedelta(hours=1)
_DAY = date(2025, 1, 10)
_PASSWORD = "bench"  # noqa: S105 - a key of a minute
_KINDS = (KeyKind.RSA_2048, KeyKind.EC_P256)


@dataclass(frozen=True)
class _Case:
    """A return at each step, and who signs it."""

    pages: PdfReturn
    prepared: bytes
    head_signed: bytes
    both: bytes
    key: SigningKey
    store: bytes
    anchors: TrustAnchors

    def fields(self) -> tuple[object, ...]:
        """Number and date, as the records clerk gives them."""
        return fields_of(self.pages.lines, FilledIssue(41, "BC-UBND", _DAY))


def measure(rounds: int) -> None:
    """Print medians of interleaved runs, on the first return of the demonstration."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages, opened = _pages(folder)
        print(f"return of {len(pages.data)} bytes; signed by the head, then numbered and signed for the agency")
        authority = demo_authority.create(at=_AT, kind=KeyKind.RSA_2048)
        trust = _pdfsig_trust(folder, authority)
        for kind in _KINDS:
            case = _case(pages, opened, authority, kind)
            _compare(kind.value, rounds * 3, _sides(case, folder, trust))


def _pages(folder: Path) -> tuple[PdfReturn, bytes]:
    """Set the first return of the demonstration again, with the lines for number and date open."""
    from benchmarks.workbook_signature import demo

    book = demo(folder) / "returns" / "KG-911_2024_r1.pdf"
    document = canonical.from_bytes(read_embedded(book.read_bytes()).canonical)
    document = replace(document, issue=replace(document.issue, number=None))
    data = canonical.to_bytes(document)
    pages = write_pdf(document, canonical=data, annex_name=None, annex_sha256=None)
    opened = fields_of(pages.lines, FilledIssue(None, document.issue.symbol, None))
    return pages, prepare_fields(pages.data, pages.boxes, text_fields=opened)


def _case(pages: PdfReturn, prepared: bytes, authority: DemoAuthority, kind: KeyKind) -> _Case:
    names = {"unit_code": "KG-911", "unit_name": "Phú Quốc", "role": "agency"}
    store = authority.issue_pkcs12(**names, password=_PASSWORD, kind=kind)
    key = keys.load_pkcs12(store, _PASSWORD, "bench.p12")
    revocations = authority.revocation_list(("1",), at=_AT)
    anchors = TrustAnchors.from_pem(authority.root_pem, revocations)
    case = _Case(pages, prepared, b"", b"", key, store, anchors)
    case = replace(case, head_signed=_sign(case, prepared, "head"))
    return replace(case, both=_sign(case, case.head_signed, "agency"))


def _sign(case: _Case, data: bytes, role: str) -> bytes:
    fill = case.fields() if role == "agency" else ()
    return sign_pdf(data, key=case.key, role=role, at=_AT, place_vi="Phú Quốc", reason_vi="Năm 2024", fill=fill)  # type: ignore[arg-type]


def _sides(case: _Case, folder: Path, trust: list[str]) -> dict[str, Callable[[], object]]:
    one, both = case.head_signed, case.both
    stock = _stock_signer(case)
    return {
        "floor, one signature: SHA-256 of the file, one signature checked": _floor(case, one, 1),
        "KGDesk checks one signature: coverage, chain, revocation": _check(case, one, ("head",)),
        "pyHanko alone checks it: chain, revocation list": lambda: _stock_check(case, one),
        **_pdfsig(folder / "one.pdf", one, trust),
        "floor, two signatures": _floor(case, both, 2),
        "KGDesk checks both: what came between, chain, revocation": _check(case, both, ("head", "agency")),
        "pyHanko alone checks both: what came between, chain": lambda: _stock_check(case, both),
        **_pdfsig(folder / "both.pdf", both, trust),
        "KGDesk examines the whole return: pages set again, too": lambda: _examine(case, both),
        "floor of signing: SHA-256 of the file, one signature": lambda: case.key.secret.sign(one, "sha256"),
        "KGDesk signs for the head": lambda: _sign(case, case.prepared, "head"),
        "pyHanko alone signs the same, key held": lambda: _stock_sign(case.prepared, stock),
        "KGDesk fills number and date and signs for the agency": lambda: _sign(case, one, "agency"),
    }


def _floor(case: _Case, data: bytes, count: int) -> Callable[[], object]:
    value = case.key.secret.sign(data, "sha256")
    check = checker(case.key)  # hashes the data as well

    def run() -> None:
        for _ in range(count):
            check(value, data)

    return run


def _check(case: _Case, data: bytes, roles: tuple[str, ...]) -> Callable[[], object]:
    def run() -> None:
        facts = inspect_pdf(data, anchors=case.anchors, at=_LATER, expected_roles=roles)
        if (facts.integrity, facts.coverage, facts.trust) != (Fact.PASSED,) * 3:
            raise RuntimeError(facts.reasons)

    return run


def _examine(case: _Case, data: bytes) -> None:
    verdict = examine(data, "bench.pdf", anchors=case.anchors, at=_LATER).verdict
    if verdict.word is not VerdictWord.VALID:
        raise RuntimeError(verdict.reasons)


def _stock_signer(case: _Case) -> object:
    """The library's own signer, with the key read once: what a program without ours would keep."""
    from pyhanko.sign.signers import SimpleSigner

    with tempfile.NamedTemporaryFile(suffix=".p12") as file:
        file.write(case.store)
        file.flush()
        signer = SimpleSigner.load_pkcs12(file.name, passphrase=_PASSWORD.encode())
    if signer is None:
        raise RuntimeError("the library cannot read the key")
    return signer


def _stock_sign(data: bytes, signer: object) -> None:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata
    from pyhanko.sign.signers import sign_pdf as stock_sign

    meta = PdfSignatureMetadata(
        field_name="KGDesk-Head",
        md_algorithm="sha256",
        certify=True,
        docmdp_permissions=MDPPerm.FILL_FORMS,
        subfilter=SigSeedSubFilter.PADES,
    )
    stock_sign(IncrementalPdfFileWriter(io.BytesIO(data)), meta, signer, existing_fields_only=True)  # type: ignore[arg-type]


def _stock_check(case: _Case, data: bytes) -> None:
    from asn1crypto.crl import CertificateList
    from asn1crypto.x509 import Certificate
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation.pdf_embedded import async_validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    for embedded in PdfFileReader(io.BytesIO(data)).embedded_signatures:
        known = ValidationContext(
            trust_roots=[Certificate.load(der) for der in case.anchors.certificates],
            crls=[CertificateList.load(der) for der in case.anchors.revocation_lists],
            moment=_LATER,
            allow_fetching=False,
        )
        status = asyncio.run(async_validate_pdf_signature(embedded, known))
        if not (status.bottom_line and status.trusted):
            raise RuntimeError("the library does not find the signature valid")


def _pdfsig_trust(folder: Path, authority: DemoAuthority) -> list[str]:
    """Let pdfsig believe the authority where NSS's own tool can tell it; without, it looks at no chain."""
    if shutil.which("certutil") is None:
        return ["-nocert"]
    store = folder / "nss"
    store.mkdir()
    root = folder / "root.pem"
    root.write_bytes(authority.root_pem)
    subprocess.run(["certutil", "-N", "-d", f"sql:{store}", "--empty-password"], check=True)
    subprocess.run(["certutil", "-A", "-d", f"sql:{store}", "-n", "root", "-t", "C,C,C", "-i", str(root)], check=True)
    return ["-nssdir", f"sql:{store}"]


def _pdfsig(path: Path, data: bytes, trust: list[str]) -> dict[str, Callable[[], object]]:
    """Have pdfsig check a file; it is a program of its own, so its start counts. Nothing where it is not installed."""
    if shutil.which("pdfsig") is None:
        print("pdfsig left out, not installed: poppler-utils")
        return {}
    path.write_bytes(data)

    def run() -> None:
        done = subprocess.run(["pdfsig", *trust, str(path)], capture_output=True, text=True, check=False)
        if "Signature is Valid" not in done.stdout:
            raise RuntimeError(done.stdout + done.stderr)

    return {f"pdfsig checks {path.stem}, a new process each time": run}


def _compare(title: str, rounds: int, sides: dict[str, Callable[[], object]]) -> None:
    times: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(rounds + 2):
        for name, run in sides.items():
            started = time.perf_counter()
            run()
            if number > 1:  # the first runs import what they need
                times[name].append((time.perf_counter() - started) * 1000)
    floor = 0.0
    for name, values in times.items():
        middle = statistics.median(values)
        floor = middle if name.startswith("floor") else floor
        print(f"{title:<9} {name:<66} median {middle:7.2f} ms  min {min(values):7.2f}  ratio {middle / floor:6.1f}")
