"""Matters beyond authority: how old they are, and the document that answered them."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgdesk.domain.escalation import Escalation, EscalationState, by_age
from kgdesk.domain.escalation_answer import Answer, read_answer, write_answer

MATTER = Escalation(
    key="KG-911-2023-1",
    unit="KG-911",
    opened_period="2023",
    opened_on=date(2023, 12, 1),
    matter="m",
    legal_limit="l",
    proposal="p",
    addressee="a",
    decision_wanted_by=date(2024, 2, 1),
)


def test_age_counts_from_the_opening_and_lateness_from_the_day_that_was_wanted() -> None:
    assert MATTER.age_days(date(2023, 12, 1)) == 0
    assert MATTER.age_days(date(2024, 2, 11)) == 72
    assert MATTER.age_days(date(2023, 11, 1)) == 0
    assert MATTER.overdue_days(date(2024, 2, 1)) == 0
    assert MATTER.overdue_days(date(2024, 2, 11)) == 10
    assert replace(MATTER, decision_wanted_by=None).overdue_days(date(2025, 1, 1)) == 0
    assert replace(MATTER, state=EscalationState.ANSWERED).overdue_days(date(2025, 1, 1)) == 0


def test_what_waits_longest_stands_first() -> None:
    younger = replace(MATTER, key="y", opened_on=date(2024, 3, 1))
    closed = replace(MATTER, key="c", opened_on=date(2022, 1, 1), state=EscalationState.ANSWERED)
    withdrawn = replace(MATTER, key="w", opened_on=date(2024, 6, 1), state=EscalationState.WITHDRAWN)
    assert [item.key for item in by_age([closed, younger, withdrawn, MATTER])] == [MATTER.key, "y", "w", "c"]


@pytest.mark.parametrize(
    ("answer", "stored"),
    [
        (Answer("123/UBND-TH", date(2024, 2, 5), "Đồng ý."), "Văn bản số 123/UBND-TH ngày 05/02/2024\nĐồng ý."),
        (Answer("123/UBND-TH", None, "Đồng ý."), "Văn bản số 123/UBND-TH\nĐồng ý."),
        (Answer("", date(2024, 2, 5), "Đồng ý."), "Văn bản ngày 05/02/2024\nĐồng ý."),
        (Answer("", None, "Đồng ý."), "Đồng ý."),
        (Answer("5/TB", None, ""), "Văn bản số 5/TB"),
        (Answer(), ""),
    ],
)
def test_the_document_of_an_answer_is_its_first_line(answer: Answer, stored: str) -> None:
    assert write_answer(answer) == stored
    assert read_answer(stored) == answer


@pytest.mark.parametrize(
    "text", ["Văn bản", "Văn bản của tỉnh đã đồng ý", "Đồng ý tại văn bản số 5", "Văn bản số 5 ngày 31/02/2024"]
)
def test_other_first_lines_are_text(text: str) -> None:
    assert read_answer(text).text == text or read_answer(text).number.startswith("5 ngày")


NUMBER = st.from_regex(r"[0-9]{1,5}/[A-ZĐ]{2,8}(-[A-Z]{1,4})?", fullmatch=True)


@settings(max_examples=100)
@given(
    st.one_of(st.just(""), NUMBER),
    st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2100, 1, 1))),
    st.text(alphabet="Đồng ý .\nxă", max_size=30).map(str.strip),
)
def test_an_answer_comes_back_as_it_was_written(number: str, day: date | None, text: str) -> None:
    answer = Answer(number, day, text)
    assert read_answer(write_answer(answer)) == answer
