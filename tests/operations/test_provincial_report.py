"""What the provincial report says of itself: who writes to whom, when returns were due, which figures disagree."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kgdesk.domain.period import Period
from kgdesk.domain.provincial_report import ProvincialReport
from kgdesk.messages import say
from kgdesk.operations.consolidate import consolidate
from kgdesk.operations.demo import PERIOD
from kgdesk.operations.provincial_report import build_report
from kgdesk.operations.workspace import open_workspace
from tests.operations.after_demo import NOW


@pytest.fixture
def report(demo_copy: Path) -> Iterator[ProvincialReport]:
    path = demo_copy / "workspaces" / "KG.kgdesk"
    with open_workspace(path, actor="Nguyễn Thị Thử", clock=lambda: NOW) as province:
        yield build_report(province, consolidate(province, PERIOD).result)


def test_the_focal_point_of_the_day_reports_to_the_province(report: ProvincialReport) -> None:
    assert report.superior_vi == "ỦY BAN NHÂN DÂN TỈNH KIÊN GIANG"
    assert report.issuer_vi == "SỞ KẾ HOẠCH VÀ ĐẦU TƯ"
    assert (report.issue.symbol, report.head_post_vi) == ("BC-SKHĐT", "GIÁM ĐỐC")
    assert report.recipient_vi == "Ủy ban nhân dân tỉnh"


def test_each_level_has_its_own_day(report: ProvincialReport) -> None:
    assert report.due_vi == "19/12/2024 (cấp huyện), 20/12/2024 (sở, ngành)"


def test_figures_that_disagree_carry_their_measure_and_no_advice(report: ProvincialReport) -> None:
    sentences = "\n".join(report.discrepancies_vi)
    assert "tính ra năm 2023 là 14.549 tỷ đồng; số năm 2023 đã công bố là 15.120 tỷ đồng (chênh lệch 3,8%)" in sentences
    assert "Báo cáo giữ nguyên cả hai số theo nguồn đã công bố." in sentences
    assert "hãy" not in sentences.lower()


def test_advice_stays_with_whoever_works_with_the_figures() -> None:
    known = {"series": "S", "period": "2024", "value": 1, "rate": 2, "before": "2023", "implied": 3, "published": 4}
    known |= {"apart": 5, "measure": " tỷ đồng"}
    assert "hãy nêu nguồn" in say("vintage.chain_broken", **known)
    assert "hãy" not in say("vintage.chain_broken.report", **known)


def test_a_report_of_a_quarter_says_nothing_of_what_is_published_after_the_year(demo_copy: Path) -> None:
    with open_workspace(demo_copy / "workspaces" / "KG.kgdesk", actor="an", clock=lambda: NOW) as province:
        run = consolidate(province, PERIOD).result
        assert "đã công bố" in "\n".join(build_report(province, run).discrepancies_vi)
        quarter = build_report(province, replace(run, period=Period.parse("2024-Q3")))
    assert "đã công bố" not in "\n".join(quarter.discrepancies_vi)
