"""Series of the demonstration's province, as reported and on the map after the mergers of 2025."""

from datetime import date
from decimal import Decimal

import pytest

from kgdesk.domain.errors import Fault
from kgdesk.operations.unit_series import (
    balance_words,
    inherited,
    inherited_words,
    rows_of,
    unit_series,
    unplaced_words,
)
from kgdesk.operations.workspace import Workspace

TODAY = date(2025, 7, 1)


def test_both_series_have_the_same_total_and_say_what_is_not_placed(province: Workspace) -> None:
    indicator = province.plan.indicator("XH03")
    reported, mapped = unit_series(province, "XH03"), unit_series(province, "XH03", on_map=TODAY)
    assert [item.reported for item in mapped.balances] == [item.placed for item in reported.balances]
    assert all(item.difference.is_zero for item in mapped.balances)
    assert {"AG-PQ", "AG-TC"} <= {item.unit for item in mapped.figures}
    told = [unplaced_words(province.plan, item, indicator) for item in mapped.unplaced]
    assert told
    assert all("chưa chuyển được" in text for text in told)
    assert all("khớp nhau" in balance_words(indicator, item) for item in mapped.balances)


def test_rows_keep_units_and_the_lead_apart(province: Workspace) -> None:
    periods, rows = rows_of(unit_series(province, "KT08"))
    assert periods == ("2024",)
    districts = [row for row in rows if not row.whole]
    assert {row.unit for row in districts} <= {unit.code for unit in province.plan.units}
    assert sum((row.figures["2024"] or Decimal(0) for row in districts), Decimal(0)) > 0
    _periods, mapped = rows_of(unit_series(province, "XH03", on_map=TODAY))
    assert next(row for row in mapped if row.unit == "AG-PQ").divided == {"2024"}


def test_one_units_series_and_a_districts_own(province: Workspace, phu_quoc: Workspace) -> None:
    assert {item.unit for item in unit_series(province, "KT08", unit="KG-911").figures} == {"KG-911"}
    assert {item.unit for item in unit_series(phu_quoc, "XH03", on_map=TODAY).figures} == {"AG-PQ", "AG-TC"}
    with pytest.raises(Fault, match="no_unit"):
        unit_series(province, "KT08", unit="KG-000")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_inherited_targets_name_their_document(province: Workspace, lang: str) -> None:
    (found,) = [item for item in inherited(province, "AG", "KT08", on=TODAY) if item.former[0].kind == "resolution"]
    text = inherited_words(province.plan, found, lang)
    assert "535/NQ-HĐND" in text
    assert "An Giang" in text
