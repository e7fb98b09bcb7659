"""`kgdesk verify --online`, `trust update`, `extend`: the network is used when asked for, and only then."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kgdesk.operations.workspace import open_workspace
from kgdesk.signing import demo_authority
from kgdesk.signing.demo_authority import DemoAuthority
from kgdesk.store import revocations
from tests.signing.authority_server import Server, authority_server, crl, places, stamping
from tests.signing.signing_samples import PASSWORD, stamping_authority

Run = Callable[..., Any]
NOW = datetime.now(UTC).replace(microsecond=0)
KEY = ("--password-env", "KGDESK_TEST_KEY")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setenv("KGDESK_TEST_KEY", PASSWORD)
    monkeypatch.delenv("KGDESK_TIMESTAMP_URL", raising=False)
    with authority_server() as running:
        yield running


@pytest.fixture
def own(server: Server) -> DemoAuthority:
    made = demo_authority.create(at=NOW - timedelta(days=1))
    server.serve("/ca.crl", crl(made, at=NOW - timedelta(hours=1)))
    service = stamping_authority(made, at=NOW - timedelta(minutes=1))
    service.fixed_dt = None
    server.serve("/tsa", stamping(service))
    return made


@pytest.fixture
def sealed(kgdesk: Run, own: DemoAuthority, server: Server, tmp_path: Path) -> Path:
    """A return whose certificates say where the authority's list lies."""
    (tmp_path / "ca.pem").write_bytes(own.root_pem)
    (tmp_path / "key.p12").write_bytes(
        own.issue_pkcs12(
            unit_code="STC",
            unit_name="Sở Tài chính",
            role="agency",
            password=PASSWORD,
            extensions=places(list_url=server.url("/ca.crl")),
        )
    )
    rows = tmp_path / "rows.csv"
    rows.write_text("indicator,value,status,source\nKT08,16977,estimate,Kho bạc\n", encoding="utf-8")
    mine = tmp_path / "mine.kgdesk"
    assert kgdesk("init", mine, "--unit", "STC").code == 0
    assert kgdesk("record", mine, "--period", "2024", rows).code == 0
    words = ("seal", mine, "--period", "2024", "--key", tmp_path / "key.p12", *KEY, "-o", tmp_path / "out")
    assert kgdesk(*words).code == 0
    return tmp_path / "out" / "STC_2024_r1.pdf"


@pytest.fixture
def province(kgdesk: Run, sealed: Path, tmp_path: Path) -> Path:
    workspace = tmp_path / "province.kgdesk"
    assert kgdesk("init", workspace, "--unit", "KG").code == 0
    assert kgdesk("trust", "add", workspace, tmp_path / "ca.pem").code == 0
    assert sealed.exists()
    return workspace


def lists_kept(workspace: Path) -> int:
    with open_workspace(workspace, actor="x", read_only=True) as opened:
        return len(revocations.every(opened.store))


def test_nothing_asks_unless_told_to(kgdesk: Run, sealed: Path, province: Path, server: Server) -> None:
    assert kgdesk("verify", sealed, "--workspace", province).code == 0
    kgdesk("intake", province, sealed.parent)
    kgdesk("trust", "list", province)
    assert server.asked == []


def test_verify_online_judges_by_what_was_fetched_and_keeps_it(
    kgdesk: Run, sealed: Path, province: Path, server: Server, own: DemoAuthority
) -> None:
    files = (sealed, sealed.with_suffix(".xlsx"))
    good = kgdesk("verify", *files, "--workspace", province, "--online", "--json")
    assert [(row["verdict"], row["trust"]) for row in good.rows] == [("valid", "passed")] * 2
    assert (good.code, server.asked, lists_kept(province)) == (0, ["/ca.crl"], 1)
    server.serve("/ca.crl", crl(own, *(item["serial"] for item in good.rows[0]["signers"]), at=NOW))
    revoked = kgdesk("verify", *files, "--workspace", province, "--online", "--json")
    assert (revoked.code, [row["verdict"] for row in revoked.rows]) == (1, ["invalid"] * 2)
    assert kgdesk("verify", sealed, "--workspace", province).code == 1  # offline it is still known
    assert kgdesk("doctor", province).code == 0


def test_verify_online_says_who_did_not_answer(kgdesk: Run, sealed: Path, server: Server, tmp_path: Path) -> None:
    server.answers.clear()
    told = kgdesk("verify", sealed, "--trust", tmp_path / "ca.pem", "--online", "--json")
    assert (told.code, [row.get("verdict") or row["problem"] for row in told.rows]) == (
        1,
        ["indeterminate", "online.http_error"],
    )
    assert server.url("/ca.crl") in kgdesk("verify", sealed, "--trust", tmp_path / "ca.pem", "--online").out
    assert kgdesk("verify", sealed, "--trust", tmp_path / "ca.pem").code == 0


def test_trust_update(kgdesk: Run, sealed: Path, province: Path, server: Server, tmp_path: Path) -> None:
    nowhere = kgdesk("trust", "update", province)
    assert (nowhere.code, nowhere.err.count("\n"), server.asked) == (2, 1, [])
    first = kgdesk("trust", "update", province, sealed, "--json")
    assert (first.code, [row["new"] for row in first.rows], lists_kept(province)) == (0, [True], 1)
    again = kgdesk("trust", "update", province, sealed, "--json")
    assert (again.code, [row["new"] for row in again.rows], lists_kept(province)) == (0, [False], 1)
    server.answers.clear()
    failed = kgdesk("trust", "update", province, sealed, "--json")
    assert (failed.code, [row["problem"] for row in failed.rows]) == (1, ["online.http_error"])
    assert kgdesk("trust", "update", province, tmp_path / "none.pdf").code == 2


def test_trust_update_asks_where_enrolled_certificates_say(
    kgdesk: Run, sealed: Path, province: Path, server: Server
) -> None:
    from kgdesk.signing.certificate_file import read_certificates

    fingerprint = read_certificates(sealed.read_bytes(), "x")[0][1].fingerprint
    words = ("--unit", "STC", "--role", "agency", "--fingerprint", fingerprint)
    assert kgdesk("trust", "enrol", province, sealed, *words).code == 0
    assert kgdesk("trust", "update", province).code == 0
    assert (server.asked, lists_kept(province)) == (["/ca.crl"], 1)


def test_extend(kgdesk: Run, sealed: Path, province: Path, server: Server, tmp_path: Path) -> None:
    words = ("--timestamp-url", server.url("/tsa"), "-o", tmp_path / "kept", "--json")
    made = kgdesk("extend", sealed, "--workspace", province, *words)
    assert made.code == 0, made
    assert (made.rows[0]["verdict"], made.rows[0]["lists"]) == ("valid", 1)
    assert lists_kept(province) == 1
    copy = tmp_path / "kept" / sealed.name
    row = kgdesk("verify", copy, "--workspace", province, "--json").rows[0]
    assert (row["verdict"], row["time"]) == ("valid", "passed")
    taken = kgdesk("intake", province, copy, "--json")
    assert taken.rows[0]["outcome"] in {"taken_in", "held"}
    again = kgdesk("extend", sealed, sealed.with_suffix(".xlsx"), "--trust", tmp_path / "ca.pem", *words)
    assert (again.code, [row["failed"] for row in again.rows]) == (2, ["extend.exists", "extend.not_pdf"])


def test_extend_without_a_service_is_one_sentence(kgdesk: Run, sealed: Path, tmp_path: Path) -> None:
    for extra in ((), ("--timestamp-url", "file:///etc/passwd")):
        answer = kgdesk("extend", sealed, "-o", tmp_path / "kept", *extra)
        assert (answer.code, answer.err.count("\n"), answer.out) == (2, 1, "")


def test_the_agencys_signature_may_be_stamped_while_it_is_made(
    kgdesk: Run, sealed: Path, server: Server, tmp_path: Path
) -> None:
    words = ("--key", tmp_path / "key.p12", *KEY, "-o", tmp_path / "stamped", "--timestamp-url", server.url("/tsa"))
    assert kgdesk("seal", tmp_path / "mine.kgdesk", "--period", "2024", *words).code == 0
    row = kgdesk("verify", tmp_path / "stamped" / sealed.name, "--trust", tmp_path / "ca.pem", "--json").rows[0]
    assert (row["verdict"], row["coverage"]) == ("valid", "passed")
    assert server.asked
    server.serve("/tsa", b"garbage")
    failed = kgdesk("seal", tmp_path / "mine.kgdesk", "--period", "2024", *words[:-3], tmp_path / "none", *words[-2:])
    assert (failed.code, failed.err.count("\n"), (tmp_path / "none").exists()) == (2, 1, False)
