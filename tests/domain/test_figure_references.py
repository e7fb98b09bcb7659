"""References to cells in a text: found, resolved, never losing what stands around them."""

import unicodedata
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgdesk.domain.figure_references import (
    FigureSheet,
    Missing,
    QuotableFigure,
    Reference,
    find_references,
    resolve,
    written_reference,
)
from kgdesk.returns import plan_default, plan_document

PLAN = plan_document.from_bytes(plan_default.load())
REVENUE = QuotableFigure(
    PLAN.indicator("KT08"),
    value=Decimal(16977),
    plan_text="16.900",
    percent_of_plan=Decimal("100.4556"),
    last_year=Decimal("15120.25"),
    percent_of_last_year=Decimal("112.3"),
    previous=Decimal("15120.25"),
    by_period={"2023": Decimal("15120.25"), "2024-Q1": Decimal(4000)},
)
SHEET = FigureSheet(
    {
        "KT08": REVENUE,
        "KT10": QuotableFigure(PLAN.indicator("KT10")),
        "XH11": QuotableFigure(PLAN.indicator("XH11"), value=Decimal(1)),
    }
)


@pytest.mark.parametrize(
    ("token", "shown"),
    [
        ("{KT08}", "16.977,0"),
        ("{kt08}", "16.977,0"),
        ("{ KT08 }", "16.977,0"),
        ("{KT08:2023}", "15.120,3"),
        ("{KT08:2024-q1}", "4.000,0"),
        ("{KT08:KH}", "16.900"),
        ("{KT08:%kh}", "100,46%"),
        ("{KT08:CK}", "15.120,3"),
        ("{KT08:%CK}", "112,30%"),
        ("{KT08:KT}", "15.120,3"),
        ("{XH11}", "đạt"),
    ],
)
def test_every_part_is_written_as_a_person_reads_it(token: str, shown: str) -> None:
    assert resolve(f"Thu đạt {token} tỷ", SHEET.quote).text == f"Thu đạt {shown} tỷ"


@pytest.mark.parametrize(
    ("token", "why"),
    [
        ("{KT10}", Missing.EMPTY),
        ("{KT08:2019}", Missing.EMPTY),
        ("{KT10:%KH}", Missing.EMPTY),
        ("{KT99}", Missing.NO_INDICATOR),
        ("{KT08:XYZ}", Missing.NO_PART),
    ],
)
def test_what_has_no_figure_says_why_and_is_never_sealed_as_a_blank(token: str, why: Missing) -> None:
    resolved = resolve(f"Đạt {token}.", SHEET.quote)
    assert [reason for _, reason in resolved.missing] == [why]
    assert resolved.text == f"Đạt [chưa có số liệu: {token.strip('{}')}]."


@pytest.mark.parametrize("text", ["{}", "{ }", "{một câu}", "{KT08", "KT08}", "{1}", "{KT08:}", "{KT08 KT10}"])
def test_other_braces_are_just_braces(text: str) -> None:
    assert find_references(text) == ()
    assert resolve(text, SHEET.quote).text == text


@pytest.mark.parametrize(
    ("code", "part", "words"),
    [
        ("KT08", "", "{KT08} tỷ đồng"),
        ("KT08", "%KH", "{KT08:%KH}"),
        ("KT10", "", "{KT10}%"),
        ("KT10", "2023", "{KT10:2023}%"),
        ("XH11", "", "{XH11}"),
    ],
)
def test_the_picker_writes_the_measure_after_the_reference(code: str, part: str, words: str) -> None:
    assert written_reference(PLAN.indicator(code), part) == words


def test_a_reference_follows_its_cell() -> None:
    later = FigureSheet({"KT08": replace(REVENUE, value=Decimal("17001.5"))})
    assert resolve("{KT08}", later.quote).text == "17.001,5"


PLAIN = st.text(alphabet=st.characters(blacklist_characters="{}", blacklist_categories=("Cs",)), max_size=30)
REFERENCES = st.builds(
    Reference,
    st.sampled_from(["KT08", "KT04a", "XH11", "X.1-b_2"]),
    st.sampled_from(["", "KH", "%KH", "CK", "%CK", "KT", "2023", "2024-Q3", "2024-9M"]),
)


@settings(max_examples=100)
@given(st.lists(st.tuples(PLAIN, REFERENCES), max_size=6), PLAIN)
def test_references_are_found_where_they_were_put(pairs: list[tuple[str, Reference]], tail: str) -> None:
    text = "".join(before + reference.token for before, reference in pairs) + tail
    placed = find_references(text)
    assert [item.reference for item in placed] == [reference for _, reference in pairs]
    assert [text[item.start : item.end] for item in placed] == [reference.token for _, reference in pairs]
    assert resolve(text, lambda _: "#").text == "".join(f"{before}#" for before, _ in pairs) + tail
    assert resolve(text, lambda reference: reference.token).text == text


@settings(max_examples=50)
@given(PLAIN, REFERENCES, PLAIN)
def test_composing_the_text_leaves_its_references(before: str, reference: Reference, after: str) -> None:
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFD", before + reference.token + after))
    assert reference in [item.reference for item in find_references(text)]
