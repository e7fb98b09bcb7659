"""Matters beyond the unit's authority."""

from dataclasses import replace
from datetime import date

import pytest

from kgdesk.domain.changes import ChangeSet
from kgdesk.domain.errors import Fault
from kgdesk.domain.escalation import Escalation, EscalationState
from kgdesk.domain.period import Period
from kgdesk.messages import say
from kgdesk.operations.escalation import escalation_history, escalations, next_key, open_escalations, record_escalation
from kgdesk.operations.workspace import Workspace

MATTER = Escalation(
    "KG-911-2024-1",
    "KG-911",
    "2024",
    date(2024, 11, 20),
    "Thiếu vốn đối ứng",
    "Luật Đầu tư công",
    "Bổ sung 20 tỷ",
    "UBND tỉnh",
)


def test_a_matter_is_carried_over_until_it_is_answered(district: Workspace) -> None:
    assert record_escalation(district, MATTER).changes == ChangeSet(escalations=True)
    assert not record_escalation(district, MATTER).changes
    assert open_escalations(district) == (MATTER,)
    answered = replace(MATTER, state=EscalationState.ANSWERED, answer="Đồng ý")
    record_escalation(district, answered)
    assert open_escalations(district) == ()
    assert escalations(district) == (answered,)


def test_keys_are_never_given_twice(district: Workspace) -> None:
    period = Period.parse("2024")
    assert next_key(district, period) == MATTER.key
    record_escalation(district, MATTER)
    assert next_key(district, period) == "KG-911-2024-2"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"proposal": " "}, "entry.escalation_incomplete"),
        ({"state": EscalationState.ANSWERED}, "entry.escalation_needs_answer"),
        ({"task": "Z.9"}, "plan.no_task"),
        ({"opened_period": "hôm qua"}, "period.unreadable"),
    ],
)
def test_an_incomplete_matter_is_refused(district: Workspace, change: dict[str, object], code: str) -> None:
    with pytest.raises(Fault) as caught:
        record_escalation(district, replace(MATTER, **change))  # type: ignore[arg-type]
    assert caught.value.code == code
    assert say(code, "vi", **caught.value.params)
    assert escalations(district) == ()


def test_every_revision_of_a_matter_can_be_read_again(district: Workspace) -> None:
    record_escalation(district, MATTER)
    answered = replace(MATTER, state=EscalationState.ANSWERED, answer="Văn bản số 5/TB ngày 02/01/2025\nĐồng ý")
    record_escalation(district, answered)
    first, second = escalation_history(district, MATTER.key)
    assert (first.escalation, second.escalation) == (MATTER, answered)
    assert first.recorded_by == "Lê Thị Hoa"
    assert first.recorded_at < second.recorded_at


def test_what_was_opened_later_is_no_part_of_an_earlier_return(district: Workspace) -> None:
    later = replace(MATTER, key="KG-911-2025-Q1-1", opened_period="2025-Q1", opened_on=date(2025, 3, 1))
    record_escalation(district, MATTER)
    record_escalation(district, later)
    assert open_escalations(district, Period.parse("2024")) == (MATTER,)
    assert open_escalations(district, Period.parse("2025-Q1")) == (MATTER, later)
    assert open_escalations(district, Period.parse("2023")) == ()
    assert open_escalations(district, Period.parse("2024-M11")) == ()
    assert open_escalations(district, Period.parse("2024-Q4")) == (MATTER,)  # raised before the quarter closed
