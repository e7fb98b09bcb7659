"""Threads at cells, tasks and the whole return."""

import unicodedata
from datetime import UTC, datetime

import pytest

from kgdesk.domain.changes import ChangeSet
from kgdesk.domain.errors import Fault
from kgdesk.domain.period import Period
from kgdesk.domain.place import Place, PlaceKind
from kgdesk.domain.receipt import CellComment, Decision
from kgdesk.domain.verdict import ReturnIdentity
from kgdesk.messages import say
from kgdesk.operations.comments import (
    TEXT_LIMIT,
    RemarkKind,
    add_comment,
    reopen_thread,
    resolve_thread,
    thread,
    threads,
)
from kgdesk.operations.workspace import Workspace
from kgdesk.store import journal, receipts

YEAR = Period.parse("2024")
CELL = Place(PlaceKind.INDICATOR, "KT08")
RETURN = Place(PlaceKind.RETURN)


def take_receipt(
    workspace: Workspace, *comments: tuple[str, str], direction: str = "got", unit: str = "KG-911"
) -> None:
    """Keep a receipt as taking it in does."""
    kept = receipts.KeptReceipt(
        receipts.Direction(direction),
        ReturnIdentity(unit, "2024", 1, "a" * 64),
        Decision.SENT_BACK,
        datetime(2024, 1, 1, tzinfo=UTC),  # the receiver's clock is wrong: the journal orders
        "Lê Văn Thành",
        "ABCD-EFGH-JKMN",
        tuple(CellComment(code, "", text) for code, text in comments),
        str(len(comments)) * 64,
    )
    with workspace.transaction("receipt") as transaction:
        receipts.put(transaction, kept, content=b"%PDF")


def test_a_thread_keeps_who_said_what_in_order(district: Workspace) -> None:
    outcome = add_comment(district, YEAR, CELL, unicodedata.normalize("NFD", "  Số này lấy ở đâu?\n"))
    assert outcome.changes == ChangeSet(comments=True)
    district.actor = "Trần Văn An"
    found = add_comment(district, YEAR, CELL, "Kho bạc, ngày 30/11").result
    assert [(item.kind, item.text, item.by) for item in found.remarks] == [
        (RemarkKind.SAID, "Số này lấy ở đâu?", "Lê Thị Hoa"),
        (RemarkKind.SAID, "Kho bạc, ngày 30/11", "Trần Văn An"),
    ]
    assert found.remarks[0].at < found.remarks[1].at
    assert not found.resolved
    assert thread(district, YEAR, CELL) == found
    assert thread(district, Period.parse("2023"), CELL).remarks == ()
    assert journal.verify_chain(district.store) is None


def test_a_settled_thread_opens_again_with_the_next_word(district: Workspace) -> None:
    add_comment(district, YEAR, RETURN, "Thiếu phụ lục")
    assert resolve_thread(district, YEAR, RETURN, text="Đã bổ sung").result.resolved
    assert not resolve_thread(district, YEAR, RETURN).changes
    assert not reopen_thread(district, YEAR, RETURN).result.resolved
    assert not reopen_thread(district, YEAR, RETURN).changes
    resolve_thread(district, YEAR, RETURN)
    assert not add_comment(district, YEAR, RETURN, "Còn thiếu một trang").result.resolved


def test_what_the_receiver_says_stands_in_the_same_thread(district: Workspace) -> None:
    add_comment(district, YEAR, CELL, "Đã đối chiếu")
    resolve_thread(district, YEAR, CELL)
    take_receipt(district, ("KT08", "Lệch số kho bạc"), ("", "Thiếu phụ lục"))
    found = thread(district, YEAR, CELL)
    assert [item.kind for item in found.remarks] == [RemarkKind.SAID, RemarkKind.RESOLVED, RemarkKind.RECEIPT]
    assert (found.remarks[-1].text, found.remarks[-1].by, found.remarks[-1].revision) == (
        "Lệch số kho bạc",
        "Lê Văn Thành",
        1,
    )
    assert not found.resolved
    assert thread(district, YEAR, RETURN).remarks[0].text == "Thiếu phụ lục"
    assert resolve_thread(district, YEAR, CELL).result.resolved


def test_receipts_we_gave_and_those_of_others_are_no_talk_of_ours(district: Workspace) -> None:
    take_receipt(district, ("KT08", "của mình viết"), direction="given")
    take_receipt(district, ("KT08", "của đơn vị khác"), ("KT09", "cũng vậy"), unit="KG-904")
    assert threads(district, YEAR) == ()


def test_the_newest_thread_comes_first(district: Workspace) -> None:
    task = Place(PlaceKind.TASK, district.tasks(YEAR)[0].code)
    for place in (CELL, task, RETURN, CELL):
        add_comment(district, YEAR, place, "nhắc")
    assert [item.place for item in threads(district, YEAR)] == [CELL, RETURN, task]


@pytest.mark.parametrize(
    ("place", "text", "code"),
    [
        (CELL, " \n", "comment.empty"),
        (CELL, "a" * (TEXT_LIMIT + 1), "comment.too_long"),
        (Place(PlaceKind.INDICATOR, "Z9"), "a", "entry.not_asked"),
        (Place(PlaceKind.TASK, "Z9"), "a", "entry.task_not_asked"),
        (Place(PlaceKind.RETURN, "Z9"), "a", "comment.no_such_place"),
        (Place(PlaceKind.ESCALATION, "KG-911-2024-1"), "a", "comment.no_such_place"),
    ],
)
def test_what_cannot_be_said_is_refused(district: Workspace, place: Place, text: str, code: str) -> None:
    with pytest.raises(Fault) as caught:
        add_comment(district, YEAR, place, text)
    assert caught.value.code == code
    for lang in ("vi", "en"):
        assert say(code, lang, **caught.value.params)
    assert threads(district, YEAR) == ()


def test_nothing_said_cannot_be_settled(district: Workspace) -> None:
    with pytest.raises(Fault, match=r"comment\.nothing_said"):
        resolve_thread(district, YEAR, CELL)
