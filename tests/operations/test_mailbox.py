"""Reading a mailbox on a real server: resumed where it stopped, each letter its own outcomes, nothing marked."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kgdesk.domain.errors import Cancelled, Fault
from kgdesk.domain.return_cycle import IntakeOutcome
from kgdesk.mail.imap import Mailbox
from kgdesk.operations.intake import IntakeResult
from kgdesk.operations.mailbox import take_in_mailbox
from kgdesk.operations.trust import believe
from kgdesk.operations.workspace import Workspace, create_workspace, open_workspace
from kgdesk.store import received_files
from tests.mail.letters import HEAD, TEXT, attachment, mixed
from tests.mail.servers import PASSWORD, Certificate, Dovecot, make_certificate, need_dovecot, start_dovecot

NOW = datetime(2024, 12, 20, 1, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return make_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def dovecot(tmp_path: Path, certificate: Certificate) -> Iterator[Dovecot]:
    need_dovecot()
    server = start_dovecot(tmp_path / "dovecot", certificate)
    yield server
    server.stop()
    assert server.process.stderr is not None
    server.process.stderr.close()


@pytest.fixture
def province(demo_copy: Path) -> Iterator[Workspace]:
    pack = demo_copy / "plan" / "nq535.kgplan"
    with create_workspace(demo_copy / "fresh.kgdesk", unit="KG", actor="x", pack=pack, clock=lambda: NOW) as fresh:
        believe(fresh, demo_copy / "keys" / "ca.pem")
        yield fresh


def _letter(demo: Path, unit: str) -> bytes:
    paths = [demo / "returns" / f"{unit}_2024_r1{ending}" for ending in (".pdf", ".xlsx")]
    return mixed(TEXT, *(attachment(path.read_bytes(), path.name.encode()) for path in paths))


def _read(workspace: Workspace, server: Dovecot, certificate: Certificate, **more: object) -> tuple[IntakeResult, ...]:
    authority = str(certificate.authority)
    return take_in_mailbox(workspace, server.url, PASSWORD, authority=authority, **more).result  # type: ignore[arg-type]


def _count(results: tuple[IntakeResult, ...]) -> dict[str, int]:
    outcomes = [item.outcome.value for item in results]
    return {name: outcomes.count(name) for name in set(outcomes)}


def test_only_what_came_since_is_read(
    demo_copy: Path, province: Workspace, dovecot: Dovecot, certificate: Certificate
) -> None:
    dovecot.put(_letter(demo_copy, "KG-911"))
    dovecot.put(HEAD + TEXT)
    first = _read(province, dovecot, certificate)
    assert _count(first) == {"taken_in": 1, "companion": 1, "left_out": 1}
    kept = received_files.find(province.store, first[0].sha256)
    assert kept is not None
    assert str(kept.origin["mailbox"]).endswith("/INBOX")
    assert _read(province, dovecot, certificate) == ()
    dovecot.put(_letter(demo_copy, "KG-912"))
    assert _count(_read(province, dovecot, certificate)) == {"taken_in": 1, "companion": 1}
    assert len(_read(province, dovecot, certificate, again=True)) == 5
    assert dovecot.flags() == {""}


def test_stopped_in_the_middle_it_goes_on_from_there(
    demo_copy: Path, province: Workspace, dovecot: Dovecot, certificate: Certificate
) -> None:
    class StopsInTheSecond:
        def step(self, done: int, total: int, name: str) -> None:  # noqa: ARG002 - the protocol's
            if done == 4:  # both files of the first letter and its mark, and the pages of the second
                raise Cancelled

    for unit in ("KG-911", "KG-912", "CTK"):
        dovecot.put(_letter(demo_copy, unit))
    with pytest.raises(Cancelled):
        _read(province, dovecot, certificate, progress=StopsInTheSecond())
    again = _read(province, dovecot, certificate)
    assert again[0].file.parent.name == "2.eml" or again[0].outcome is IntakeOutcome.DUPLICATE
    assert province.store.read("SELECT count(*) FROM received_return")[0][0] == 3
    assert province.store.read("SELECT count(*) FROM received_file")[0][0] == 6


def test_a_mailbox_numbered_anew_is_read_anew_and_nothing_is_taken_twice(
    demo_copy: Path, province: Workspace, dovecot: Dovecot, certificate: Certificate
) -> None:
    dovecot.put(_letter(demo_copy, "KG-911"))
    _read(province, dovecot, certificate)
    key = next(row[0] for row in province.store.read("SELECT key FROM workspace WHERE key LIKE 'mailbox:%'"))
    from kgdesk.store import meta

    with province.transaction("test") as transaction:
        meta.put(transaction, key, '{"validity": 1, "uid": 999}')
    assert _count(_read(province, dovecot, certificate)) == {"duplicate": 2}


def test_a_dry_run_remembers_nothing(
    demo_copy: Path, province: Workspace, dovecot: Dovecot, certificate: Certificate
) -> None:
    dovecot.put(_letter(demo_copy, "KG-911"))
    assert _count(_read(province, dovecot, certificate, dry_run=True)) == {"taken_in": 1, "held": 1}
    assert _count(_read(province, dovecot, certificate)) == {"taken_in": 1, "companion": 1}


def test_a_line_that_breaks_keeps_what_was_read(
    demo_copy: Path,
    province: Workspace,
    dovecot: Dovecot,
    certificate: Certificate,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    honest = Mailbox.fetch

    def breaks(self: Mailbox, uid: int) -> bytes:
        if uid == 2:
            raise Fault("mail.hung_up", server="x")
        return honest(self, uid)

    for unit in ("KG-911", "KG-912"):
        dovecot.put(_letter(demo_copy, unit))
    with monkeypatch.context() as patch:
        patch.setattr(Mailbox, "fetch", breaks)
        results = _read(province, dovecot, certificate)
    assert _count(results) == {"taken_in": 1, "companion": 1, "refused": 1}
    assert results[-1].reason == "mail.hung_up"
    assert _count(_read(province, dovecot, certificate)) == {"taken_in": 1, "companion": 1}


def test_a_letter_too_large_is_told_and_passed(
    demo_copy: Path, province: Workspace, dovecot: Dovecot, certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Mailbox, "size", lambda _self, uid: 10**10 if uid == 1 else 5_000)
    dovecot.put(_letter(demo_copy, "KG-911"))
    dovecot.put(_letter(demo_copy, "KG-912"))
    results = _read(province, dovecot, certificate)
    assert results[0].reason == "mail.too_large"
    assert _count(results) == {"refused": 1, "taken_in": 1, "companion": 1}


def test_a_unit_fetches_its_receipt_by_command(
    kgdesk,  # noqa: ANN001
    demo_copy: Path,
    dovecot: Dovecot,
    certificate: Certificate,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KGDESK_MAIL_PASSWORD", PASSWORD)
    receipt = next((demo_copy / "receipts").glob("KG-911*_receipt.pdf")).read_bytes()
    dovecot.put(mixed(TEXT, attachment(receipt, b"bien-nhan.pdf")))
    path = demo_copy / "workspaces" / "KG-911.kgdesk"
    with open_workspace(path, actor="x", clock=lambda: NOW) as unit:
        believe(unit, demo_copy / "keys" / "ca.pem")
    words = ("intake", path, "--imap", dovecot.url, "--mail-ca", certificate.authority)
    got = kgdesk(*words, "--password-env", "KGDESK_MAIL_PASSWORD", "--json")
    assert (got.code, got.rows[0]["reason"]) == (0, "intake.receipt_accepted")
    wrong = kgdesk(*words, "--password-env", "KGDESK_TEST_PASSWORD")
    assert (wrong.code, wrong.err.count("\n")) == (2, 1)
