"""Findings in words, and warnings that are let stand."""

import pytest

from kgdesk.domain.errors import Fault
from kgdesk.domain.findings import Severity
from kgdesk.domain.period import Period
from kgdesk.operations.check import (
    accept_warning,
    accepted_warnings,
    check_period,
    describe,
    rule_of,
    withdraw_acceptance,
)
from kgdesk.operations.entry import CellField, record_cell
from kgdesk.operations.workspace import Workspace

YEAR = Period.parse("2024")


def type_in(workspace: Workspace, period: str, indicator: str, **cells: str) -> None:
    for cell, text in cells.items():
        record_cell(workspace, period=Period.parse(period), indicator=indicator, field=CellField(cell), text=text)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_finding_says_where_what_and_what_to_do(district: Workspace, lang: str) -> None:
    type_in(district, "2024", "XH12", numerator="130", denominator="120")
    type_in(district, "2024", "KT08", value="42")
    found = check_period(district, YEAR)
    assert any(item.severity is Severity.BLOCK and item.indicator == "XH12" for item in found)
    for item in found:
        text = describe(district, item, lang)
        assert text.place
        assert text.message
        assert text.remedy
        assert "{" not in text.place + text.message + text.remedy
    place = next(describe(district, item, lang).place for item in found if item.indicator == "XH12")
    indicator = district.plan.indicator("XH12")
    assert place == f"{indicator.ordinal}. {indicator.name_vi if lang == 'vi' else indicator.name_en}"


def test_a_warning_is_accepted_with_a_reason_and_taken_back(district: Workspace) -> None:
    type_in(district, "2023", "KT08", value="10")
    type_in(district, "2024", "KT08", value="1000")  # a hundred times as much
    warning = next(
        item for item in check_period(district, YEAR) if item.severity is Severity.WARN and item.indicator == "KT08"
    )
    rule = rule_of(warning)
    accept_warning(district, YEAR, rule, "KT08", " thu tiền đất dự án lớn ")
    (accepted,) = accepted_warnings(district, YEAR)
    assert (accepted.rule, accepted.indicator, accepted.reason) == (rule, "KT08", "thu tiền đất dự án lớn")
    assert accepted.message_vi == describe(district, warning).message
    type_in(district, "2024", "KT08", value="11")  # the warning is over, so is its acceptance
    assert accepted_warnings(district, YEAR) == ()
    type_in(district, "2024", "KT08", value="900")  # a warning again, but of another figure
    assert accepted_warnings(district, YEAR) == ()
    type_in(district, "2024", "KT08", value="1000")
    type_in(district, "2024", "KT08", note="theo biên bản")
    assert [item.reason for item in accepted_warnings(district, YEAR)] == ["thu tiền đất dự án lớn"]
    assert withdraw_acceptance(district, YEAR, rule, "KT08").result == ()


@pytest.mark.parametrize(
    ("rule", "indicator", "reason", "code"),
    [
        ("R-X", "KT08", "", "entry.acceptance_needs_reason"),
        ("R-X", "KT08", "vì thế", "entry.no_such_warning"),
    ],
)
def test_only_a_standing_warning_is_accepted(
    district: Workspace, rule: str, indicator: str, reason: str, code: str
) -> None:
    with pytest.raises(Fault) as caught:
        accept_warning(district, YEAR, rule, indicator, reason)
    assert caught.value.code == code


def test_an_error_cannot_be_accepted_away(district: Workspace) -> None:
    type_in(district, "2024", "XH12", numerator="130", denominator="120")
    for item in check_period(district, YEAR):
        if item.severity is Severity.BLOCK:
            with pytest.raises(Fault, match="no_such_warning"):
                accept_warning(district, YEAR, rule_of(item), item.indicator, "cứ cho qua")
