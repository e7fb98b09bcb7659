"""A receipt between two offices: sent back, seen at the cells, corrected, accepted; one check phrase on both sides."""

from pathlib import Path

from kgdesk.domain.place import Place, PlaceKind
from kgdesk.domain.receipt import Decision
from kgdesk.domain.return_cycle import IntakeOutcome
from kgdesk.messages import say
from kgdesk.operations.comments import RemarkKind, add_comment, thread
from kgdesk.operations.compare import compare_returns
from kgdesk.operations.demo import PASSWORD, PERIOD
from kgdesk.operations.home import home
from kgdesk.operations.intake import take_in
from kgdesk.operations.receipt_in import comments_on, take_receipt
from kgdesk.operations.review import ReceiptFile, ReviewRequest, review_return
from kgdesk.operations.seal import SealRequest, seal_return
from kgdesk.operations.verify import verify_file
from kgdesk.operations.workspace import Workspace
from kgdesk.returns.canonical import journal_mark
from kgdesk.returns.receipt_phrase import check_phrase, is_check_phrase
from kgdesk.store import journal, sealed
from tests.operations.after_demo import change

UNIT = "KG-911"
CELL = Place(PlaceKind.INDICATOR, "KT08")


def decide(
    folder: Path, receiver: Workspace, revision: int, decision: Decision, comments: tuple[tuple[str, str], ...] = ()
) -> ReceiptFile:
    wanted = f"{UNIT}_2024_r{revision}"
    key = folder / "keys" / "KG.p12"
    request = ReviewRequest(wanted, decision, key, PASSWORD, folder / "post", comments, note="chỉ để nội bộ")
    return review_return(receiver, request).result


def test_from_sending_back_to_acceptance(demo_copy: Path, phu_quoc: Workspace, province: Workspace) -> None:
    # sent back, with a remark at a cell and one on the whole
    remarks = (("KT08", "Thiếu thu từ xuất nhập khẩu"), ("", "Ghi rõ nguồn số liệu"))
    newest = journal.head(province.store)
    given = decide(demo_copy, province, 1, Decision.SENT_BACK, remarks)
    assert given.receipt.journal == journal_mark(newest)  # cutting records off later shows on paper
    assert verify_file(given.path, trust=demo_copy / "keys" / "ca.pem").kind == "receipt"
    before = home(phu_quoc, PERIOD).own
    assert before.answer is not Decision.SENT_BACK  # nobody knows until the receipt is here
    got = take_receipt(phu_quoc, given.path, trust=demo_copy / "keys" / "ca.pem").result
    latest = sealed.latest(phu_quoc.store, UNIT, PERIOD.code)
    assert latest is not None

    # what is read over the telephone is the same on both sides, and belongs to the digest each side has itself
    assert given.receipt.phrase == got.receipt.phrase == check_phrase(latest.digest)
    assert len(got.receipt.phrase.replace("-", "")) == 12
    assert is_check_phrase(got.receipt.phrase.lower())

    # the remarks stand at their places, the state on the first page; the internal note did not travel
    assert comments_on(phu_quoc, PERIOD) == {"KT08": (remarks[0][1],), "": (remarks[1][1],)}
    told = thread(phu_quoc, PERIOD, CELL)
    assert [(item.kind, item.text) for item in told.remarks] == [(RemarkKind.RECEIPT, remarks[0][1])]
    assert not told.resolved
    own = home(phu_quoc, PERIOD)
    assert own.own.answer is Decision.SENT_BACK
    assert any("trả lại" in say(item.code, **item.params) for item in own.sentences)
    assert "chỉ để nội bộ".encode() not in given.path.read_bytes()

    # answered at the cell, corrected, filed again: compared with what was sent back, then accepted
    add_comment(phu_quoc, PERIOD, CELL, "Đã bổ sung")
    change(phu_quoc)
    request = SealRequest(PERIOD, demo_copy / "keys" / f"{UNIT}.p12", PASSWORD, demo_copy / "again", formats=("pdf",))
    (again,) = seal_return(phu_quoc, request).result.files
    (taken,) = take_in(province, [again]).result
    assert (taken.outcome, taken.reason) == (IntakeOutcome.TAKEN_IN, "intake.replaces")
    cells = {item.place.code: item.reason for item in compare_returns(province, f"{UNIT}_2024_r2").changed}
    assert cells["KT08"] == "Cơ quan thuế báo lại"
    accepted = decide(demo_copy, province, 2, Decision.ACCEPTED)
    take_receipt(phu_quoc, accepted.path, trust=demo_copy / "keys" / "ca.pem")
    own = home(phu_quoc, PERIOD)
    assert (own.own.revision, own.own.answer) == (2, Decision.ACCEPTED)
    assert comments_on(phu_quoc, PERIOD) == {}
    assert accepted.receipt.phrase != given.receipt.phrase  # another return, another phrase
