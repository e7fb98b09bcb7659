"""A round of the province: every file ends in its place, and the totals equal a recount in SQL.

The short form; `make province` plays all communes over five years.
"""

from collections import Counter
from dataclasses import replace

import pytest

from kgdesk.domain.return_cycle import IntakeOutcome
from tests.operations.province_recount import compared
from tests.operations.province_round import ISLANDS, PROVINCE, Fate, Played, ProvinceRound

pytestmark = pytest.mark.xdist_group("province")  # one worker, so that the round is played once


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """One year: all departments and districts, and some communes of the two island districts."""
    folder = tmp_path_factory.mktemp("province")
    return ProvinceRound(folder, below=ISLANDS, communes=3).play(("2024",))


def test_every_file_ends_where_it_has_to(played: Played) -> None:
    assert played.astray == []
    sent = Counter(item.fate for item in played.endings if item.receiver == PROVINCE)
    assert set(sent) == {fate.value for fate in Fate} - {Fate.SILENT.value}
    outcomes = Counter(item.found[0] for item in played.endings if item.receiver == PROVINCE)
    assert set(outcomes) == {
        IntakeOutcome.TAKEN_IN,
        IntakeOutcome.HELD,
        IntakeOutcome.REFUSED,
        IntakeOutcome.DUPLICATE,
    }


def test_every_total_equals_the_recount(played: Played) -> None:
    rows = compared(played)
    assert len(rows) == 3 * len(played.plan.indicators)
    assert [row for row in rows if row.found != row.wanted] == []
    of_province = [row.found for row in rows if row.receiver == PROVINCE]
    assert {item.chosen for item in of_province} == {"lead", "units"}
    assert any(item.missing for item in of_province)
    assert any(not item.complete for item in of_province)


def test_the_recount_notices_a_return_that_should_not_count(played: Played) -> None:
    """The comparison itself can fail: one document less, or another revision, changes totals."""
    fewer = replace(played, counted=[item for item in played.counted if item.unit != "KG-899"])
    assert any(row.found != row.wanted for row in compared(fewer))


def test_whoever_is_in_no_total_is_named_with_the_reason(played: Played) -> None:
    words = {
        Fate.SENT_BACK: "đã trả lại ngày",
        Fate.FORGED: "",  # whose it was cannot be said any more, or only as a claim
        Fate.WRONG_KEY: "bị từ chối: chữ ký hoặc nội dung không hợp lệ",
        Fate.SAVED_AGAIN: "bị từ chối: bảng tính đã bị lưu lại",
        Fate.CUT_OFF: "chưa nộp, quá hạn",
        Fate.UNKNOWN_SIGNER: "đang tạm giữ: chưa ghi nhận người ký",
        Fate.SILENT: "chưa nộp, quá hạn",
    }
    left_out = {key: fate for key, fate in played.fates.items() if fate in words}
    assert set(played.absent) == set(left_out)
    assert {key: words[fate] in played.absent[key] for key, fate in left_out.items()} == dict.fromkeys(left_out, True)


def test_lateness_is_counted_in_days(played: Played) -> None:
    late = {item.unit for item in played.endings if item.fate == Fate.LATE.value and item.receiver == PROVINCE}
    assert len(late) == 1
    assert all(played.late["2024", unit] > 0 for unit in late)


def test_districts_hand_on_the_totals_of_their_communes(played: Played) -> None:
    runs = dict(played.runs)
    for district in ISLANDS:
        own = next((item for item in played.counted if item.receiver == PROVINCE and item.unit == district), None)
        total = runs[district].line("KT08").roll_up.value
        assert total is not None
        if own is not None:
            assert f'"value":"{total.normalize():f}"'.encode() in own.document
