"""Seal, verify, intake, review, consolidation: through the operations, on the demonstration."""

import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest

from kgdesk.domain.errors import Cancelled, Fault
from kgdesk.domain.observation import Observation
from kgdesk.domain.period import Period
from kgdesk.domain.receipt import Decision
from kgdesk.domain.return_cycle import FilingState, IntakeOutcome
from kgdesk.domain.verdict import Fact, VerdictWord
from kgdesk.operations.consolidate import consolidate, write_report
from kgdesk.operations.demo import PASSWORD, PERIOD
from kgdesk.operations.entry import record_observation
from kgdesk.operations.intake import IntakeResult, take_in
from kgdesk.operations.review import ReviewRequest, review_return
from kgdesk.operations.seal import SealRequest, preview_return, seal_return
from kgdesk.operations.status import filing_status
from kgdesk.operations.verify import explain_verdict, verify_file
from kgdesk.operations.workspace import Workspace, open_workspace
from kgdesk.store import received_files

NOW = datetime(2024, 12, 23, 8, 0, tzinfo=UTC)


def _open(folder: Path, unit: str) -> Workspace:
    return open_workspace(folder / "workspaces" / f"{unit}.kgdesk", actor="Nguyễn Thị Thử", clock=lambda: NOW)


@pytest.fixture
def phu_quoc(demo_copy: Path) -> Iterator[Workspace]:
    with _open(demo_copy, "KG-911") as workspace:
        yield workspace


@pytest.fixture
def province(demo_copy: Path) -> Iterator[Workspace]:
    with _open(demo_copy, "KG") as workspace:
        yield workspace


def _request(folder: Path, /, unit: str = "KG-911", **changes: object) -> SealRequest:
    request = SealRequest(
        period=PERIOD,
        key=folder / "keys" / f"{unit}.p12",
        password=PASSWORD,
        folder=folder / "out",
        head_name="Trần Minh Khoa",
    )
    return replace(request, **changes)  # type: ignore[arg-type]


def _correct(workspace: Workspace, value: str = "1500") -> None:
    unit = workspace.unit.code
    record_observation(
        workspace, Observation(unit, "KT08", "2024", value=Decimal(value)), reason="Cơ quan thuế báo lại"
    )


def _one(workspace: Workspace, path: Path) -> IntakeResult:
    return take_in(workspace, [path]).result[0]


# --- sealing


def test_sealing_again_without_a_change_exports_the_same_return(demo_copy: Path, phu_quoc: Workspace) -> None:
    made = seal_return(phu_quoc, _request(demo_copy, number=911, folder=demo_copy / "again")).result
    assert made.document is not None
    again = seal_return(phu_quoc, _request(demo_copy, number=911, folder=demo_copy / "again2")).result
    assert again.repeated
    assert again.digest == made.digest
    first, second = (demo_copy / name / f"KG-911_2024_r{made.document.revision}.xlsx" for name in ("again", "again2"))
    assert _unsigned_parts(first) == _unsigned_parts(second)


def _unsigned_parts(path: Path) -> dict[str, bytes]:
    """Everything of a workbook but its signatures, which alone may differ."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist() if not name.startswith("_xmlsignatures/sig")}


def test_a_changed_figure_makes_the_next_revision_which_names_its_ancestor(
    demo_copy: Path, phu_quoc: Workspace
) -> None:
    before = seal_return(phu_quoc, _request(demo_copy)).result
    _correct(phu_quoc)
    after = seal_return(phu_quoc, _request(demo_copy)).result
    assert before.document is not None
    assert after.document is not None
    assert after.document.revision == before.document.revision + 1
    assert after.document.replaces == before.digest


def test_changing_a_sealed_figure_needs_a_reason(phu_quoc: Workspace) -> None:
    with pytest.raises(Fault) as raised:
        record_observation(phu_quoc, Observation("KG-911", "KT08", "2024", value=Decimal(1)))
    assert raised.value.code == "entry.reason_needed"


def test_a_blocking_finding_seals_nothing(demo_copy: Path, phu_quoc: Workspace) -> None:
    wrong = Observation("KG-911", "XH12", "2024", numerator=Decimal(200), denominator=Decimal(100))
    record_observation(phu_quoc, wrong, reason="thử")
    made = seal_return(phu_quoc, _request(demo_copy)).result
    assert {item.indicator for item in made.blocking} == {"XH12"}
    assert made.files == ()
    assert not (demo_copy / "out").exists()


def test_wrong_password_seals_nothing(demo_copy: Path, phu_quoc: Workspace) -> None:
    with pytest.raises(Fault) as raised:
        seal_return(phu_quoc, _request(demo_copy, password="sai"))
    assert raised.value.code == "key.wrong_password"
    assert not (demo_copy / "out").exists()


def test_files_that_cannot_be_written_leave_a_return_that_can_be_exported_again(
    demo_copy: Path, phu_quoc: Workspace
) -> None:
    _correct(phu_quoc)
    (demo_copy / "out").write_text("a file where the folder should be")
    with pytest.raises(Fault) as raised:
        seal_return(phu_quoc, _request(demo_copy))
    assert raised.value.code == "seal.not_written"
    made = seal_return(phu_quoc, _request(demo_copy, folder=demo_copy / "elsewhere")).result
    assert made.repeated
    assert all(path.exists() for path in made.files)


def test_preview_shows_the_pages_and_records_nothing(phu_quoc: Workspace) -> None:
    before = phu_quoc.store.read("SELECT count(*) FROM journal")[0][0]
    assert preview_return(phu_quoc, period=PERIOD).startswith(b"%PDF")
    assert phu_quoc.store.read("SELECT count(*) FROM journal")[0][0] == before


# --- verdicts


def test_untouched_return_is_valid_with_its_time_only_claimed(demo: Path) -> None:
    verdict = verify_file(demo / "returns" / "KG-911_2024_r1.pdf", trust=demo / "keys" / "ca.pem")
    assert verdict.word is VerdictWord.VALID
    assert verdict.time is Fact.INDETERMINATE
    assert verdict.authority is Fact.PASSED
    assert explain_verdict(verdict).headline == "Chữ ký hợp lệ, thời điểm ký chưa được chứng thực."


def test_without_an_anchor_nothing_is_trusted(demo: Path) -> None:
    verdict = verify_file(demo / "returns" / "KG-911_2024_r1.pdf")
    assert (verdict.word, verdict.trust) == (VerdictWord.INDETERMINATE, Fact.INDETERMINATE)


def test_another_units_key_has_no_authority(
    demo_copy: Path, phu_quoc: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kgdesk.operations.own_key.ensure_own", lambda *_: None)  # a program that does not look
    seal_return(phu_quoc, _request(demo_copy, unit="KG-912"))
    pages = next((demo_copy / "out").glob("*.pdf"))
    verdict = verify_file(pages, trust=demo_copy / "keys" / "ca.pem")
    assert verdict.authority is Fact.FAILED
    assert verdict.word is VerdictWord.INVALID
    assert "verify.wrong_signer" in verdict.reasons


@pytest.mark.parametrize("place", [0.1, 0.3, 0.5, 0.7, 0.95])
def test_one_flipped_byte_is_never_valid(demo: Path, tmp_path: Path, place: float) -> None:
    data = bytearray((demo / "returns" / "KG-911_2024_r1.pdf").read_bytes())
    data[int(len(data) * place)] ^= 1
    forged = tmp_path / "forged.pdf"
    forged.write_bytes(data)
    verdict = verify_file(forged, trust=demo / "keys" / "ca.pem")
    assert verdict.word in {VerdictWord.INVALID, VerdictWord.UNREADABLE}
    assert explain_verdict(verdict).reasons


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.7\n", b"PK\x03\x04", b"PK" + b"\0" * 100])
def test_what_is_no_return_is_unreadable_with_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.bin"
    path.write_bytes(content)
    verdict = verify_file(path)
    assert verdict.word is VerdictWord.UNREADABLE
    assert str(path) in " ".join(explain_verdict(verdict).reasons) or explain_verdict(verdict).reasons


def test_workbook_is_signed_by_the_agency_as_the_pages_are(demo: Path) -> None:
    verdict = verify_file(demo / "returns" / "KG-911_2024_r1.xlsx", trust=demo / "keys" / "ca.pem")
    assert (verdict.word, verdict.consistency, verdict.authority) == (VerdictWord.VALID, Fact.PASSED, Fact.PASSED)
    assert [signer.role for signer in verdict.signers] == ["agency"]


def test_a_workbook_saved_again_has_lost_its_signature(demo: Path, tmp_path: Path) -> None:
    import openpyxl

    saved = tmp_path / "again.xlsx"
    openpyxl.load_workbook(demo / "returns" / "KG-911_2024_r1.xlsx").save(saved)
    verdict = verify_file(saved, trust=demo / "keys" / "ca.pem")
    assert verdict.word in {VerdictWord.UNSIGNED, VerdictWord.INVALID, VerdictWord.UNREADABLE}
    assert explain_verdict(verdict).headline


def test_receipt_and_plan_pack_are_recognised(demo: Path) -> None:
    receipt = verify_file(demo / "receipts" / "KG-911_2024_r1_receipt.pdf", trust=demo / "keys")
    pack = verify_file(demo / "plan" / "nq535.kgplan")
    assert (receipt.kind, receipt.word) == ("receipt", VerdictWord.VALID)
    assert (pack.kind, pack.word) == ("kgplan", VerdictWord.UNSIGNED)


# --- intake


def test_the_same_bytes_are_noticed(demo_copy: Path, province: Workspace) -> None:
    assert _one(province, demo_copy / "returns" / "KG-911_2024_r1.pdf").outcome is IntakeOutcome.DUPLICATE


def test_a_revision_that_follows_waits_after_acceptance(
    demo_copy: Path, phu_quoc: Workspace, province: Workspace
) -> None:
    _correct(phu_quoc)
    seal_return(phu_quoc, _request(demo_copy))
    result = _one(province, next((demo_copy / "out").glob("*.pdf")))
    assert (result.outcome, result.reason) == (IntakeOutcome.HELD, "intake.after_acceptance")
    states = {row.unit.code: row for row in filing_status(province, PERIOD)}
    arrival = states["KG-911"].arrival
    assert arrival is not None
    assert arrival.revision == 1


def test_the_workbook_of_a_held_return_waits_with_it_and_is_its_annex_once_decided(
    demo_copy: Path, phu_quoc: Workspace, province: Workspace
) -> None:
    _correct(phu_quoc)
    seal_return(phu_quoc, _request(demo_copy))
    pages, annex = (demo_copy / "out" / f"KG-911_2024_r2.{ending}" for ending in ("pdf", "xlsx"))
    found = take_in(province, [annex, pages]).result
    assert {(item.outcome, item.reason) for item in found} == {
        (IntakeOutcome.HELD, "intake.after_acceptance"),
        (IntakeOutcome.HELD, "intake.companion_held"),
    }
    assert _one(province, annex).reason == "intake.companion_held"  # alone and again: the same answer
    review_return(
        province,
        ReviewRequest("KG-911_2024_r2", Decision.ACCEPTED, demo_copy / "keys" / "KG.p12", PASSWORD, demo_copy / "post"),
    )
    kept = received_files.find(province.store, sha256(annex.read_bytes()).hexdigest())
    assert kept is not None
    assert (kept.outcome, kept.reason) == (IntakeOutcome.COMPANION, "intake.companion")


def test_another_file_of_the_same_name_is_not_overwritten_and_nothing_is_sealed(
    demo_copy: Path, phu_quoc: Workspace
) -> None:
    _correct(phu_quoc)
    other = demo_copy / "out" / "KG-911_2024_r2.xlsx"
    other.parent.mkdir()
    other.write_bytes(b"somebody else's")
    with pytest.raises(Fault, match=r"seal\.in_the_way"):
        seal_return(phu_quoc, _request(demo_copy))
    assert [item.name for item in other.parent.iterdir()] == [other.name]
    assert other.read_bytes() == b"somebody else's"
    other.unlink()
    sealed = seal_return(phu_quoc, _request(demo_copy)).result
    assert sealed.document is not None
    assert sealed.document.revision == 2  # the one in the way took no number
    again = seal_return(phu_quoc, _request(demo_copy)).result  # signed anew, over its own files
    assert (again.repeated, again.files) == (True, sealed.files)


def test_the_agency_does_not_overwrite_another_workbook(demo_copy: Path, phu_quoc: Workspace) -> None:
    _correct(phu_quoc)
    request = _request(demo_copy)
    seal_return(phu_quoc, replace(request, role="head"))
    other = demo_copy / "out" / "KG-911_2024_r2.xlsx"
    other.write_bytes(b"somebody else's")
    with pytest.raises(Fault, match=r"seal\.in_the_way"):
        seal_return(phu_quoc, replace(request, role="agency", number=41))
    assert other.read_bytes() == b"somebody else's"


def test_a_revision_replaces_what_was_sent_back_and_changes_the_total(
    demo_copy: Path, phu_quoc: Workspace, province: Workspace
) -> None:
    request = ReviewRequest(
        "KG-911_2024_r1",
        Decision.SENT_BACK,
        demo_copy / "keys" / "KG.p12",
        PASSWORD,
        demo_copy / "receipts",
        [("XH06", "Xem lại")],
    )
    review_return(province, request)
    unit = phu_quoc.unit.code
    record_observation(phu_quoc, Observation(unit, "XH06", "2024", value=Decimal(5000)), reason="Rà soát lại")
    seal_return(phu_quoc, _request(demo_copy, number=911))
    result = _one(province, next((demo_copy / "out").glob("*.pdf")))
    assert (result.outcome, result.reason) == (IntakeOutcome.TAKEN_IN, "intake.replaces")
    run = consolidate(province, PERIOD).result
    inputs = {figure.unit: figure for figure in run.line("XH06").roll_up.inputs}
    assert (inputs[unit].revision, inputs[unit].observation.value) == (2, Decimal(5000))


def test_a_workbook_is_taken_only_with_pages_that_vouch_for_it(demo_copy: Path, province: Workspace) -> None:
    pages, annex = (demo_copy / "returns" / f"KG-912_2024_r1.{ending}" for ending in ("pdf", "xlsx"))
    forged = demo_copy / "forged.xlsx"
    forged.write_bytes(annex.read_bytes() + b"\0")
    assert pages.exists()
    result = _one(province, forged)
    assert result.outcome is IntakeOutcome.REFUSED


def test_a_dry_run_writes_nothing(demo_copy: Path, phu_quoc: Workspace, province: Workspace) -> None:
    _correct(phu_quoc)
    seal_return(phu_quoc, _request(demo_copy))
    before = province.store.read("SELECT count(*) FROM journal")[0][0]
    results = take_in(province, [demo_copy / "out"], dry_run=True).result
    assert len(results) == 2
    assert province.store.read("SELECT count(*) FROM journal")[0][0] == before


def test_a_district_takes_nothing_in(demo_copy: Path, phu_quoc: Workspace) -> None:
    with pytest.raises(Fault) as raised:
        take_in(phu_quoc, [demo_copy / "returns"])
    assert raised.value.code == "intake.not_a_consolidator"


def test_a_missing_file_is_one_result_and_the_rest_goes_on(demo_copy: Path, province: Workspace) -> None:
    results = take_in(province, [demo_copy / "nowhere.pdf", demo_copy / "returns" / "STC_2024_r1.pdf"]).result
    assert {item.reason for item in results} == {"file.missing", "intake.same_file"}


def test_cancelling_keeps_what_is_done(demo_copy: Path) -> None:
    class StopsAfterTwo:
        def step(self, done: int, total: int, name: str) -> None:  # noqa: ARG002 - the protocol's
            if done == 2:
                raise Cancelled

    from kgdesk.operations.trust import believe
    from kgdesk.operations.workspace import create_workspace

    path = demo_copy / "fresh.kgdesk"
    with create_workspace(
        path, unit="KG", actor="x", pack=demo_copy / "plan" / "nq535.kgplan", clock=lambda: NOW
    ) as fresh:
        believe(fresh, demo_copy / "keys" / "ca.pem")
        with pytest.raises(Cancelled):
            take_in(fresh, [demo_copy / "returns"], progress=StopsAfterTwo())
        states = [row.state for row in filing_status(fresh, PERIOD)]
        assert states.count(FilingState.RECEIVED) == 2
        results = take_in(fresh, [demo_copy / "returns"]).result
        outcomes = [item.outcome for item in results]
        assert outcomes.count(IntakeOutcome.DUPLICATE) == 2
        assert outcomes.count(IntakeOutcome.TAKEN_IN) == 4
        assert outcomes.count(IntakeOutcome.COMPANION) == 6


# --- review


def test_a_receipt_says_who_what_and_a_phrase(demo_copy: Path, province: Workspace) -> None:
    request = ReviewRequest(
        "SYT_2024_r1", Decision.ACCEPTED, demo_copy / "keys" / "KG.p12", PASSWORD, demo_copy / "receipts"
    )
    made = review_return(province, request).result
    assert len(made.receipt.phrase.replace("-", "").replace(" ", "")) == 12
    verdict = verify_file(made.path, trust=demo_copy / "keys" / "ca.pem")
    assert verdict.word is VerdictWord.VALID
    assert {row.unit.code: row.state for row in filing_status(province, PERIOD)}["SYT"] is FilingState.ACCEPTED


@pytest.mark.parametrize(("wanted", "code"), [("KG-999_2024_r1", "review.no_return"), ("", "review.no_return")])
def test_reviewing_what_is_not_there(demo_copy: Path, province: Workspace, wanted: str, code: str) -> None:
    request = ReviewRequest(wanted, Decision.ACCEPTED, demo_copy / "keys" / "KG.p12", PASSWORD, demo_copy)
    with pytest.raises(Fault) as raised:
        review_return(province, request)
    assert raised.value.code == code


# --- consolidation


def test_the_same_inputs_give_the_same_run_and_the_same_bytes(demo_copy: Path, province: Workspace) -> None:
    first = consolidate(province, PERIOD).result
    again = consolidate(province, PERIOD)
    assert (again.result.number, again.result.digest) == (first.number, first.digest)
    assert not again.changes
    one = [item.path.read_bytes() for item in write_report(province, first, demo_copy / "one")]
    two = [item.path.read_bytes() for item in write_report(province, again.result, demo_copy / "two")]
    assert one == two


def test_totals_equal_an_independent_recomputation(demo: Path, province: Workspace) -> None:
    """The same sums in plain SQL over the districts' own workspaces."""
    import sqlite3

    run = consolidate(province, PERIOD).result
    part = whole = Decimal(0)
    for unit in ("KG-904", "KG-911", "KG-912"):
        connection = sqlite3.connect(f"file:{demo}/workspaces/{unit}.kgdesk?mode=ro", uri=True)
        row = connection.execute(
            "SELECT numerator, denominator FROM observation"
            " WHERE indicator = 'XH01' AND period = '2024' ORDER BY id DESC"
        ).fetchone()
        connection.close()
        part, whole = part + Decimal(row[0]), whole + Decimal(row[1])
    assert run.line("XH01").value == part / whole * 100


def test_no_returns_no_run(province: Workspace) -> None:
    with pytest.raises(Fault) as raised:
        consolidate(province, Period.parse("2023"))
    assert raised.value.code == "consolidate.nothing"


def test_a_file_name_proves_nothing_and_spoils_nothing(demo: Path, tmp_path: Path) -> None:
    shutil.copy(demo / "returns" / "CTK_2024_r1.pdf", tmp_path / "renamed by a mail program (1).pdf")
    verdict = verify_file(tmp_path / "renamed by a mail program (1).pdf", trust=demo / "keys" / "ca.pem")
    assert verdict.word is VerdictWord.VALID
