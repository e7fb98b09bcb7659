"""Extending a signed return: validation data and a timestamp over HTTP, valid afterwards here and elsewhere."""

import asyncio
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from asn1crypto.tsp import TimeStampReq
from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.pdf_embedded import async_validate_pdf_signature, async_validate_pdf_timestamp
from pyhanko.sign.validation.settings import KeyUsageConstraints

from kgdesk.domain.errors import Fault
from kgdesk.domain.verdict import Fact, VerdictWord
from kgdesk.messages import say
from kgdesk.operations.extend import Extended, Extender, extend_files
from kgdesk.operations.online import Asking
from kgdesk.operations.verify import verify_file
from kgdesk.returns.canonical import to_bytes
from kgdesk.returns.pdf_return import write_pdf
from kgdesk.signing import demo_authority
from kgdesk.signing.demo_authority import DemoAuthority
from kgdesk.signing.pdf import prepare_fields, sign_pdf
from kgdesk.signing.revocation_sources import Online
from tests.returns.pdfa_rules import problems
from tests.samples import sample_return
from tests.signing.authority_server import DAY, Server, authority_server, crl, ocsp_answer, places, stamping
from tests.signing.signing_samples import make_key, stamping_authority

NOW = datetime(2025, 1, 10, 8, 30, tzinfo=UTC)
LATER = NOW + timedelta(minutes=3)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.delenv("KGDESK_TIMESTAMP_URL", raising=False)


@pytest.fixture(scope="module")
def own() -> DemoAuthority:
    return demo_authority.create(at=NOW)


@pytest.fixture(scope="module")
def server(own: DemoAuthority) -> Iterator[Server]:
    with authority_server() as running:
        service = stamping_authority(own, at=NOW, extensions=places(list_url=running.url("/ca.crl")))
        running.serve("/tsa", stamping(service))
        running.serve("/ca.crl", crl(own, at=NOW - timedelta(hours=1)))
        yield running


@pytest.fixture(scope="module")
def signed(own: DemoAuthority, server: Server) -> bytes:
    """A return signed by head and agency, whose certificates say where to ask."""
    document = sample_return()
    pages = write_pdf(document, canonical=to_bytes(document), annex_name="a.xlsx", annex_sha256="0" * 64)
    data = prepare_fields(pages.data, pages.boxes)
    for role, urls in (("head", {"ocsp_url": server.url("/ocsp")}), ("agency", {"list_url": server.url("/ca.crl")})):
        key = make_key(own, role, extensions=places(**urls))
        if role == "head":
            server.serve("/ocsp", ocsp_answer(own, key.certificate, at=NOW))
        data = sign_pdf(data, key=key, role=role, at=NOW, place_vi="Phú Quốc", reason_vi="Ký báo cáo")
    return data


@pytest.fixture
def given(signed: bytes, tmp_path: Path, own: DemoAuthority) -> Path:
    (tmp_path / "ca.pem").write_bytes(own.root_pem)
    path = tmp_path / "in" / "KG-911_2024_r1.pdf"
    path.parent.mkdir()
    path.write_bytes(signed)
    return path


def extender(given: Path, server: Server, path: str = "/tsa", **options: object) -> Extender:
    folder = given.parent.parent
    options = {"url": server.url(path), "trust": folder / "ca.pem", "clock": lambda: LATER, **options}
    return Extender(folder / "out", source=Online(seconds=2), **options)  # type: ignore[arg-type]


def refused(maker: Extender, given: Path) -> str:
    """Extend what must be refused with one sentence; nothing may be written."""
    with pytest.raises(Fault) as caught:
        maker.extend(given)
    assert all(say(caught.value.code, lang, **caught.value.params) for lang in ("vi", "en"))
    assert not (given.parent.parent / "out" / given.name).exists()
    return caught.value.code


def test_the_copy_is_valid_with_its_time_proved_and_the_original_untouched(
    given: Path, server: Server, signed: bytes
) -> None:
    made = extender(given, server).extend(given)
    assert given.read_bytes() == signed
    assert made.path.read_bytes().startswith(signed)
    assert (made.lists, made.answers, made.problems) == (1, 1, ())
    trust = given.parent.parent / "ca.pem"
    before, after = (verify_file(path, trust=trust, at=LATER) for path in (given, made.path))
    assert (before.word, before.time) == (VerdictWord.VALID, Fact.INDETERMINATE)
    assert (after.word, after.time, after.reasons) == (VerdictWord.VALID, Fact.PASSED, ())
    assert {signer.signed_at for signer in after.signers} == {NOW + timedelta(minutes=1)}


def test_answer_list_and_certificates_stand_in_the_file(given: Path, server: Server, own: DemoAuthority) -> None:
    made = extender(given, server).extend(given)
    store = PdfFileReader(BytesIO(made.path.read_bytes())).root["/DSS"]
    assert [len(store[name]) for name in ("/OCSPs", "/CRLs", "/Certs")] == [1, 1, 4]
    assert store["/CRLs"][0].get_object().data == crl_at(server)
    assert own.certificate in {item.get_object().data for item in store["/Certs"]}


def crl_at(server: Server) -> bytes:
    answer = server.answers["/ca.crl"](b"")
    assert isinstance(answer, bytes)
    return answer


def test_it_stays_an_archival_file_and_others_call_it_valid(given: Path, server: Server) -> None:
    made = extender(given, server).extend(given)
    assert problems(made.path.read_bytes()) == []
    if shutil.which("pdfsig") is None:
        pytest.skip("pdfsig (poppler-utils) is not installed")
    said = subprocess.run(["pdfsig", "-nocert", made.path], capture_output=True, text=True, check=True).stdout
    # poppler 22.12 does not know timestamps over a document, and leaves the third unverified
    assert said.count("Signature is Valid.") == 2, said
    assert said.count("Signature has not yet been verified.") == said.count("Signature Type: unknown") == 1, said
    assert "Total document signed" in said.rpartition("Signature #")[2]


def test_pyhanko_finds_all_it_needs_in_the_file(given: Path, server: Server, own: DemoAuthority) -> None:
    made = extender(given, server).extend(given)
    reader = PdfFileReader(BytesIO(made.path.read_bytes()))
    settings = {"trust_roots": [Certificate.load(own.certificate)], "revocation_mode": "hard-fail", "moment": LATER}
    context = DocumentSecurityStore.read_dss(reader).as_validation_context({**settings, "allow_fetching": False})
    usage = KeyUsageConstraints(key_usage={"digital_signature"})
    for embedded in reader.embedded_regular_signatures:
        assert asyncio.run(async_validate_pdf_signature(embedded, context, key_usage_settings=usage)).bottom_line
    (stamp,) = reader.embedded_timestamp_signatures
    status = asyncio.run(async_validate_pdf_timestamp(stamp, context))
    assert (status.trusted, status.coverage.name) == (True, "ENTIRE_FILE")


def test_it_holds_when_the_certificates_are_revoked_later(given: Path, server: Server, own: DemoAuthority) -> None:
    made = extender(given, server).extend(given)
    serials = [signer.serial for signer in made.verdict.signers]
    (given.parent.parent / "later").mkdir()
    (given.parent.parent / "later" / "ca.pem").write_bytes(own.root_pem)
    (given.parent.parent / "later" / "ca.crl").write_bytes(crl(own, *serials, at=NOW + DAY))
    after = {
        path: verify_file(path, trust=given.parent.parent / "later", at=NOW + 2 * DAY) for path in (given, made.path)
    }
    assert [item.word for item in after.values()] == [VerdictWord.INVALID, VerdictWord.VALID]


def test_it_may_be_extended_again(given: Path, server: Server) -> None:
    once = extender(given, server).extend(given)
    moved = given.parent / "again.pdf"
    moved.write_bytes(once.path.read_bytes())
    again = extender(given, server).extend(moved)
    assert (again.verdict.word, again.verdict.time) == (VerdictWord.VALID, Fact.PASSED)


def test_a_service_that_nobody_here_believes_is_refused(given: Path, server: Server) -> None:
    server.serve("/stranger", stamping(stamping_authority(demo_authority.create(at=NOW, name="Khác"), at=NOW)))
    assert refused(extender(given, server, "/stranger"), given) == "extend.untrusted"


def test_services_that_do_not_stamp(given: Path, server: Server, own: DemoAuthority) -> None:
    good = server.answers["/tsa"]

    def other_digest(body: bytes) -> bytes:
        request = TimeStampReq.load(body)
        request["message_imprint"]["hashed_message"] = b"\0" * 32
        answer = good(request.dump(force=True))
        assert isinstance(answer, bytes)
        return answer

    def other_nonce(body: bytes) -> bytes:
        request = TimeStampReq.load(body)
        request["nonce"] = 1
        answer = good(request.dump(force=True))
        assert isinstance(answer, bytes)
        return answer

    rejection = bytes.fromhex("30053003020102")  # PKIStatus 2 and no token
    cases = {
        "online.timestamp_refused": lambda _: rejection,
        "online.too_large": lambda _: b"\x30" * 300_000,
        "online.http_error": lambda _: (401, {}, b""),
        "online.redirected": lambda _: (307, {"Location": "/tsa"}, b""),
    }
    unusable = [other_digest, other_nonce, lambda _: b"garbage", lambda _: b"", lambda _: rejection[:-1]]
    for code, answer in [*cases.items(), *(("online.timestamp_unusable", each) for each in unusable)]:
        server.serve("/bad", answer)
        assert refused(extender(given, server, "/bad"), given) == code
    revoked = stamping_authority(own, at=NOW)
    server.serve("/revoked", stamping(revoked))
    taken_back = crl(own, f"{revoked.tsa_cert.serial_number:x}", at=NOW)
    (given.parent.parent / "ca.pem").unlink()
    trust = given.parent.parent / "trust"
    trust.mkdir()
    (trust / "ca.pem").write_bytes(own.root_pem)
    (trust / "ca.crl").write_bytes(taken_back)
    assert refused(extender(given, server, "/revoked", trust=trust), given) == "extend.untrusted"


def test_a_service_that_is_too_slow(given: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    from kgdesk.signing import http_timestamper

    def slow(_: bytes) -> bytes:
        server.stop.wait(20)
        return b""

    server.serve("/slow", slow)
    made = http_timestamper.http_timestamper(server.url("/slow"), seconds=0.3)
    monkeypatch.setattr("kgdesk.operations.extend.timestamper_at", lambda _: made)
    assert refused(extender(given, server, "/slow"), given) == "online.too_slow"
    server.stop.set()
    server.stop.clear()


def test_what_is_not_extended(given: Path, server: Server, own: DemoAuthority) -> None:
    folder = given.parent
    (folder / "a.xlsx").write_bytes(b"PK\3\4")
    (folder / "broken.pdf").write_bytes(given.read_bytes().replace(b"/Contents <3", b"/Contents <4", 1))
    document = sample_return()
    unsigned = write_pdf(document, canonical=to_bytes(document), annex_name="a.xlsx", annex_sha256="0" * 64)
    (folder / "unsigned.pdf").write_bytes(unsigned.data)
    names = {"a.xlsx": "extend.not_pdf", "broken.pdf": "extend.not_valid", "unsigned.pdf": "extend.not_valid"}
    for name, code in names.items():
        assert refused(extender(given, server), folder / name) == code
    server.serve("/ca.crl", crl(own, *serials(given), at=NOW - timedelta(hours=1)))
    assert refused(extender(given, server), given) == "extend.not_valid"
    server.serve("/ca.crl", crl(own, at=NOW - timedelta(hours=1)))
    stranger = folder.parent / "none.pem"
    stranger.write_bytes(demo_authority.create(at=NOW, name="Khác").root_pem)
    assert refused(extender(given, server, trust=stranger), given) == "extend.not_valid"


def serials(path: Path) -> list[str]:
    return [signer.serial for signer in verify_file(path, at=LATER).signers]


def test_nothing_is_overwritten_and_one_failure_does_not_stop_the_rest(given: Path, server: Server) -> None:
    maker = extender(given, server)
    first, second, missing = extend_files([given, given, given.with_name("none.pdf")], maker)
    assert isinstance(first, Extended)
    assert isinstance(second, Fault)
    assert isinstance(missing, Fault)
    assert (second.code, missing.code) == ("extend.exists", "file.missing")
    into_itself = Extender(given.parent, url=server.url("/tsa"), trust=given.parent.parent / "ca.pem")
    with pytest.raises(Fault, match=r"extend\.exists"):
        into_itself.extend(given)


def test_without_an_address_nothing_begins(given: Path, monkeypatch: pytest.MonkeyPatch, server: Server) -> None:
    with pytest.raises(Fault, match=r"extend\.no_timestamper"):
        Extender(given.parent)
    with pytest.raises(Fault, match=r"online\.bad_address"):
        Extender(given.parent, url="ftp://127.0.0.1/tsa")
    monkeypatch.setenv("KGDESK_TIMESTAMP_URL", server.url("/tsa"))
    assert Extender(given.parent)


def test_asking_before_the_verdict(given: Path, server: Server) -> None:
    trust = given.parent.parent / "ca.pem"
    ask = Asking(Online(seconds=2))
    verdict = verify_file(given, trust=trust, at=LATER, ask=ask)
    assert (verdict.word, ask.evidence.problems) == (VerdictWord.VALID, ())
    assert len(ask.evidence.lists) == 1
    taken = {path: server.answers.pop(path) for path in ("/ocsp", "/ca.crl")}
    ask = Asking(Online(seconds=2))
    verdict = verify_file(given, trust=trust, at=LATER, ask=ask)
    server.answers |= taken
    assert (verdict.word, [item.code for item in ask.evidence.problems]) == (
        VerdictWord.INDETERMINATE,
        ["online.http_error"] * 2,
    )
    assert "revocation_unknown" in verdict.reasons
