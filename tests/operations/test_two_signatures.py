"""The head signs, the records clerk numbers and signs after: two people, two keys, one file."""

import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from kgdesk.domain.errors import Fault
from kgdesk.domain.return_cycle import IntakeOutcome
from kgdesk.domain.verdict import Fact, VerdictWord
from kgdesk.messages import say
from kgdesk.operations.demo import HAND, PASSWORD, PERIOD, SEAL
from kgdesk.operations.intake import take_in
from kgdesk.operations.seal import SealRequest, seal_return
from kgdesk.operations.verify import verify_file
from kgdesk.operations.workspace import Workspace, open_workspace
from kgdesk.returns.pdf_embedded import read_issue
from kgdesk.returns.pdf_issue import FilledIssue

NOW = datetime(2024, 12, 20, 3, 0, tzinfo=UTC)
DAY = date(2024, 12, 21)


@pytest.fixture
def ask(demo_copy: Path) -> Callable[..., SealRequest]:
    """Make requests of both people: `ask("head")`, `ask("agency", number=41)`."""
    keys = demo_copy / "keys"

    def request(role: str, **changes: object) -> SealRequest:
        made = SealRequest(
            period=PERIOD,
            key=keys / "KG-911.p12",
            password=PASSWORD,
            folder=demo_copy / "out",
            role=role,
            head_name="Trần Minh Khoa",
            head_image=keys / HAND,
            seal_image=keys / SEAL,
        )
        return replace(made, **changes)  # type: ignore[arg-type]

    return request


def test_the_head_signs_and_the_agency_numbers_and_signs(
    demo_copy: Path, phu_quoc: Workspace, ask: Callable[..., SealRequest]
) -> None:
    trust = demo_copy / "keys" / "ca.pem"
    sealed = seal_return(phu_quoc, ask("head")).result
    path = next(path for path in sealed.files if path.suffix == ".pdf")
    assert sealed.document is not None
    waiting = verify_file(path, trust=trust)
    assert (waiting.word, waiting.consistency) == (VerdictWord.INVALID, Fact.PASSED)
    assert "signer_missing" in waiting.reasons
    made = seal_return(phu_quoc, ask("agency", number=41, symbol="BC-UBND", day=DAY)).result
    assert made.files == (path, path.with_suffix(".xlsx"))
    annex = verify_file(path.with_suffix(".xlsx"), trust=trust)
    assert annex.word is VerdictWord.VALID
    assert made.digest == sealed.digest
    verdict = verify_file(path, trust=trust)
    assert verdict.word is VerdictWord.VALID
    assert [signer.role for signer in verdict.signers] == ["head", "agency"]
    assert read_issue(path.read_bytes()) == FilledIssue(41, "BC-UBND", DAY)
    shown = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True).stdout.decode()
    assert "Số: 41/BC-UBND" in shown
    assert "ngày 21 tháng 12 năm 2024" in shown
    assert phu_quoc.store.read("SELECT action FROM journal ORDER BY seq DESC LIMIT 1")[0]["action"] == "countersign"


def test_the_consolidator_takes_the_numbered_return_in(
    demo_copy: Path, phu_quoc: Workspace, ask: Callable[..., SealRequest]
) -> None:
    seal_return(phu_quoc, ask("head"))
    made = seal_return(phu_quoc, ask("agency", number=41, day=DAY)).result
    path = demo_copy / "workspaces" / "KG.kgdesk"
    clock = NOW + timedelta(hours=2)
    with open_workspace(path, actor="Tổng hợp", clock=lambda: clock) as province:
        outcome = take_in(province, list(made.files)).result[0].outcome
    assert outcome in {IntakeOutcome.TAKEN_IN, IntakeOutcome.HELD}


def test_a_number_known_before_stays(demo_copy: Path, phu_quoc: Workspace, ask: Callable[..., SealRequest]) -> None:
    sealed = seal_return(phu_quoc, ask("head", number=40, day=DAY)).result
    refused("seal.already_numbered", lambda: seal_return(phu_quoc, ask("agency", number=41)))
    seal_return(phu_quoc, ask("agency"))
    path = next(path for path in sealed.files if path.suffix == ".pdf")
    assert verify_file(path, trust=demo_copy / "keys" / "ca.pem").word is VerdictWord.VALID
    assert read_issue(path.read_bytes()) is None


def test_one_key_without_a_number_leaves_the_number_open(
    demo_copy: Path, phu_quoc: Workspace, ask: Callable[..., SealRequest]
) -> None:
    sealed = seal_return(phu_quoc, ask("both", day=DAY)).result
    path = next(path for path in sealed.files if path.suffix == ".pdf")
    assert verify_file(path, trust=demo_copy / "keys" / "ca.pem").word is VerdictWord.VALID
    issue = read_issue(path.read_bytes())
    assert issue is not None
    assert (issue.number, issue.day) == (None, DAY)


def refused(code: str, act: Callable[[], object]) -> None:
    with pytest.raises(Fault) as caught:
        act()
    assert caught.value.code == code
    assert say(code, "vi", **caught.value.params)


def test_what_the_agency_does_not_sign(demo_copy: Path, phu_quoc: Workspace, ask: Callable[..., SealRequest]) -> None:
    sealed = seal_return(phu_quoc, ask("head")).result
    path = next(path for path in sealed.files if path.suffix == ".pdf")
    signed = path.read_bytes()
    refused("seal.number_needed", lambda: seal_return(phu_quoc, ask("agency")))
    refused("seal.bad_symbol", lambda: seal_return(phu_quoc, ask("agency", number=1, symbol="BC UBND")))
    refused("seal.head_file_missing", lambda: seal_return(phu_quoc, ask("agency", number=1, folder=demo_copy / "none")))
    assert path.read_bytes() == signed
    seal_return(phu_quoc, ask("agency", number=1))
    refused("seal.head_file_refused", lambda: seal_return(phu_quoc, ask("agency", number=2)))
    for other in (signed + b"\n", signed.replace(b"/F 4", b"/F 6")):
        assert other != signed
        path.write_bytes(other)
        refused("seal.head_file_refused", lambda: seal_return(phu_quoc, ask("agency", number=1)))
    path.write_bytes((demo_copy / "returns" / "KG-912_2024_r1.pdf").read_bytes())
    refused("seal.head_file_refused", lambda: seal_return(phu_quoc, ask("agency", number=1)))


def test_nothing_sealed_nothing_signed(demo_copy: Path, ask: Callable[..., SealRequest]) -> None:
    path = demo_copy / "workspaces" / "KG.kgdesk"
    with open_workspace(path, actor="Tổng hợp", clock=lambda: NOW) as workspace:
        refused("seal.nothing_sealed", lambda: seal_return(workspace, ask("agency", number=1)))


def test_by_the_command_line(demo_copy: Path, kgdesk: Callable[..., object]) -> None:
    keys, out = demo_copy / "keys", demo_copy / "out"
    start = ("seal", demo_copy / "workspaces" / "KG-911.kgdesk", "--period", "2024", "--key", keys / "KG-911.p12")
    end = ("--password-env", "KGDESK_TEST_PASSWORD", "-o", out)
    head = kgdesk(*start, "--role", "head", "--head-image", keys / HAND, *end)
    assert head.code == 0, head  # type: ignore[attr-defined]
    number = ("--number", "7", "--date", "2024-12-21", "--seal-image", keys / SEAL)
    agency = kgdesk(*start, "--role", "agency", *number, *end)
    assert agency.code == 0, agency  # type: ignore[attr-defined]
    path = next(out.glob("*.pdf"))
    assert read_issue(path.read_bytes()).number == 7  # type: ignore[union-attr]
