"""Returns that come in letters and archives: each file its own outcome, kept as it came, with where it came from."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kgdesk.domain.return_cycle import IntakeOutcome
from kgdesk.operations.intake import take_in, take_in_answers
from kgdesk.operations.receipt_in import newest_answer
from kgdesk.operations.workspace import Workspace, create_workspace, open_workspace
from kgdesk.store import received_files
from tests.mail.letters import HEAD, PNG, TEXT, attachment, forwarded, mixed, zipped

NOW = datetime(2024, 12, 20, 1, 0, tzinfo=UTC)


@pytest.fixture
def province(demo_copy: Path) -> Iterator[Workspace]:
    from kgdesk.operations.trust import believe

    pack = demo_copy / "plan" / "nq535.kgplan"
    with create_workspace(demo_copy / "fresh.kgdesk", unit="KG", actor="x", pack=pack, clock=lambda: NOW) as fresh:
        believe(fresh, demo_copy / "keys" / "ca.pem")
        yield fresh


def _letter(demo: Path, stem: str = "KG-911_2024_r1") -> bytes:
    files = (demo / "returns" / f"{stem}{ending}" for ending in (".xlsx", ".pdf"))
    return mixed(TEXT, *(attachment(path.read_bytes(), path.name.encode()) for path in files))


def _write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_a_letter_with_both_files_is_a_return_and_its_annex(demo_copy: Path, province: Workspace) -> None:
    path = _write(demo_copy / "thu.eml", _letter(demo_copy))
    pages, annex = take_in(province, [path]).result
    assert (pages.outcome, annex.outcome) == (IntakeOutcome.TAKEN_IN, IntakeOutcome.COMPANION)
    assert pages.file == path / "KG-911_2024_r1.pdf"
    kept = received_files.find(province.store, pages.sha256)
    assert kept is not None
    assert (kept.origin["name"], kept.origin["from"]) == ("thu.eml", "Van thu <vt@donvi.example>")
    content = received_files.content(province.store, pages.sha256)
    assert content == (demo_copy / "returns" / "KG-911_2024_r1.pdf").read_bytes()
    again = take_in(province, [path]).result
    assert {item.outcome for item in again} == {IntakeOutcome.DUPLICATE}


def test_one_good_and_one_bad_file_of_a_letter_are_told_apart(demo_copy: Path, province: Workspace) -> None:
    good = (demo_copy / "returns" / "KG-912_2024_r1.pdf").read_bytes()
    bad = (demo_copy / "returns" / "CTK_2024_r1.pdf").read_bytes()[:-3000]
    letter = mixed(attachment(bad, b"bad.pdf"), attachment(good, b"good.pdf"), attachment(PNG, b"a.png", b"image/png"))
    results = {item.file.name: item for item in take_in(province, [_write(demo_copy / "a.eml", letter)]).result}
    assert results["good.pdf"].outcome is IntakeOutcome.TAKEN_IN
    assert results["bad.pdf"].outcome is IntakeOutcome.REFUSED
    assert "a.png" not in results


def test_archives_forwarded_letters_and_files_beside_go_together(demo_copy: Path, province: Workspace) -> None:
    folder = demo_copy / "in"
    folder.mkdir()
    returns = demo_copy / "returns"
    names = [f"STC_2024_r1{ending}" for ending in (".pdf", ".xlsx")]
    _write(folder / "b.zip", zipped(*((f"x/{name}", (returns / name).read_bytes()) for name in names)))
    _write(folder / "c.eml", forwarded(_letter(demo_copy)))
    _write(folder / "SYT.xlsx", (returns / "SYT_2024_r1.xlsx").read_bytes())
    _write(folder / "d.eml", mixed(attachment((returns / "SYT_2024_r1.pdf").read_bytes())))
    results = take_in(province, [folder]).result
    outcomes = [item.outcome for item in results]
    assert outcomes.count(IntakeOutcome.TAKEN_IN) == outcomes.count(IntakeOutcome.COMPANION) == 3
    assert len(outcomes) == 6


def test_a_letter_without_a_return_says_so(demo_copy: Path, province: Workspace) -> None:
    nothing = _write(demo_copy / "a.eml", HEAD + TEXT)
    pictures = _write(demo_copy / "b.eml", mixed(TEXT, attachment(PNG, b"a.png", b"image/png")))
    results = take_in(province, [nothing, pictures]).result
    assert [item.reason for item in results] == ["mail.nothing_attached", "mail.only_pictures"]
    assert {item.outcome for item in results} == {IntakeOutcome.REFUSED}


def test_a_dry_run_of_a_letter_writes_nothing(demo_copy: Path, province: Workspace) -> None:
    before = province.store.read("SELECT count(*) FROM journal")[0][0]
    results = take_in(province, [_write(demo_copy / "a.eml", _letter(demo_copy))], dry_run=True).result
    assert results[0].outcome is IntakeOutcome.TAKEN_IN
    assert province.store.read("SELECT count(*) FROM journal")[0][0] == before


def test_a_unit_finds_its_receipt_in_a_letter_and_nothing_else_is_taken(demo_copy: Path) -> None:
    from kgdesk.domain.period import Period
    from kgdesk.operations.trust import believe

    receipt = next((demo_copy / "receipts").glob("KG-911*_receipt.pdf")).read_bytes()
    strange = (demo_copy / "returns" / "KG-912_2024_r1.pdf").read_bytes()
    letter = mixed(TEXT, attachment(receipt, b"bien-nhan.pdf"), attachment(strange, b"other.pdf"))
    path = _write(demo_copy / "a.eml", letter)
    with open_workspace(demo_copy / "workspaces" / "KG-911.kgdesk", actor="x", clock=lambda: NOW) as unit:
        believe(unit, demo_copy / "keys" / "ca.pem")
        unit.store.read("SELECT 1")
        first = {item.file.name: item for item in take_in_answers(unit, [path]).result}
        assert first["bien-nhan.pdf"].receipt is not None
        assert first["other.pdf"].reason == "receipt.not_a_receipt"
        assert newest_answer(unit, Period.parse("2024")) is not None
        again = {item.file.name: item for item in take_in_answers(unit, [path]).result}
        assert again["bien-nhan.pdf"].outcome is IntakeOutcome.DUPLICATE
