"""What is missing and what is next."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from kgdesk.domain.escalation import Escalation
from kgdesk.domain.narrative import Narrative
from kgdesk.domain.period import Period
from kgdesk.domain.receipt import Decision
from kgdesk.domain.return_cycle import FilingState
from kgdesk.domain.verdict import ReturnIdentity
from kgdesk.messages import say
from kgdesk.operations.entry import CellField, record_cell
from kgdesk.operations.escalation import record_escalation
from kgdesk.operations.home import HomeSummary, home
from kgdesk.operations.narrative import record_narrative
from kgdesk.operations.sealed_files import last_sealed
from kgdesk.operations.undo import undo
from kgdesk.operations.workspace import Workspace
from kgdesk.store import receipts, sealed
from tests.operations.after_demo import change

YEAR = Period.parse("2024")
PAGES = {"entry", "narrative", "escalations", "checks", "seal", "intake", "filing", "consolidation"}


def codes(summary: HomeSummary) -> list[str]:
    for sentence in summary.sentences:
        assert sentence.page in PAGES
        for lang in ("vi", "en"):
            assert "{" not in say(sentence.code, lang, **sentence.params)
    return [sentence.code.removeprefix("home.") for sentence in summary.sentences]


def seal(workspace: Workspace) -> None:
    with workspace.transaction("seal") as transaction:
        sealed.put(
            transaction,
            sealed.SealedReturn(
                "KG-911", "2024", 1, "a" * 64, None, workspace.clock(), "Hoa", 1, "BC", date(2024, 12, 12), (), ()
            ),
            document=b"{}",
        )


def answer(workspace: Workspace, decision: Decision) -> None:
    identity = ReturnIdentity("KG-911", "2024", 1, "a" * 64)
    kept = receipts.KeptReceipt(
        receipts.Direction.GOT, identity, decision, workspace.clock(), "Bình", "ABCD", (), decision.value.ljust(64, "0")
    )
    with workspace.transaction("receipt") as transaction:
        receipts.put(transaction, kept, content=b"%PDF")


def test_an_empty_period_says_all_that_is_missing(district: Workspace) -> None:
    summary = home(district, YEAR)
    assert (summary.figures_done, summary.figures_total) == (0, len(district.indicators(YEAR)))
    assert summary.narratives_total == len(district.tasks(YEAR))
    assert summary.due is not None
    assert summary.days_left == (summary.due - date(2024, 12, 10)).days
    found = codes(summary)
    assert found[:2] == ["due", "figures_missing"]
    assert "narratives_missing" in found
    assert found[-1] in {"not_sealed", "cannot_seal"}
    assert "returns_in" not in found


def test_what_is_done_is_counted(district: Workspace) -> None:
    record_cell(district, period=YEAR, indicator="KT08", field=CellField.VALUE, text="42")
    record_cell(district, period=YEAR, indicator="XH06", field=CellField.VALUE, text="x")
    record_cell(district, period=YEAR, indicator="KT09", field=CellField.NOTE, text="đang chờ")
    record_cell(district, period=YEAR, indicator="XH12", field=CellField.NUMERATOR, text="90")
    record_narrative(district, Narrative("KG-911", district.tasks(YEAR)[0].code, "2024", "Xong"))
    record_escalation(district, Escalation("K", "KG-911", "2024", date(2024, 12, 1), "a", "b", "c", "d"))
    summary = home(district, YEAR)
    assert (summary.figures_done, summary.narratives_done, summary.open_escalations) == (2, 1, 1)
    assert "escalations" in codes(summary)


def test_the_own_return_is_only_received_when_a_receipt_says_so(district: Workspace) -> None:
    seal(district)
    assert codes(home(district, YEAR))[-1] == "sealed"
    answer(district, Decision.TAKEN_IN)
    assert codes(home(district, YEAR))[-1] == "taken_in"
    answer(district, Decision.SENT_BACK)
    assert codes(home(district, YEAR))[-1] == "sent_back"
    record_cell(district, period=YEAR, indicator="KT08", field=CellField.VALUE, text="42")
    assert codes(home(district, YEAR))[-1] == "changed"


def test_a_late_return_is_said_to_be_late(district: Workspace) -> None:
    district.clock = lambda: datetime(2025, 1, 20, tzinfo=UTC)
    summary = home(district, YEAR)
    assert summary.days_left is not None
    assert summary.days_left < 0
    assert codes(summary)[0] == "late"


def test_the_province_sees_what_the_units_owe(open_for: Callable[[str], Workspace]) -> None:
    province = open_for("KG")
    summary = home(province, YEAR)
    assert summary.filings.get(FilingState.EXPECTED, 0) >= 15
    assert "returns_in" in codes(summary)
    province.clock = lambda: datetime(2025, 1, 20, tzinfo=UTC)
    assert "returns_late" in codes(home(province, YEAR))


def test_what_was_taken_back_is_no_change(phu_quoc: Workspace) -> None:
    def told() -> tuple[bool, bool]:
        known = last_sealed(phu_quoc, YEAR)
        assert known is not None
        return home(phu_quoc, YEAR).own.changed, known.changed

    task = phu_quoc.tasks(YEAR)[0].code
    steps: tuple[Callable[[], object], ...] = (
        lambda: change(phu_quoc),
        lambda: record_narrative(phu_quoc, Narrative("KG-911", task, "2024", "Viết lại")),
        lambda: record_escalation(phu_quoc, Escalation("Mới", "KG-911", "2024", date(2024, 12, 1), "a", "b", "c", "d")),
    )
    assert told() == (False, False)
    for step in steps:
        step()
        assert told() == (True, True)
        undo(phu_quoc, YEAR)
        assert told() == (False, False)
    change(phu_quoc)
    assert told() == (True, True)
