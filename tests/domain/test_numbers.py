from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgdesk.domain.number_repairs import NumberRepair
from kgdesk.domain.numbers import (
    Ambiguous,
    Blank,
    NotNumber,
    NotNumberReason,
    Number,
    read_number,
    write_for_entry,
    write_number,
)
from kgdesk.messages import say

figures = (
    st.decimals(min_value=-(10**15), max_value=10**15, places=4)
    | st.decimals(min_value=-(10**6), max_value=10**6, allow_nan=False, allow_infinity=False, places=3)
    | st.integers(-(10**20), 10**20).map(Decimal)
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234,5", "1234.5"),
        ("1234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("1.234.567,891", "1234567.891"),
        ("1,234,567.891", "1234567.891"),
        ("1.234,567", "1234.567"),
        ("0.125", "0.125"),
        ("0,125", "0.125"),
        ("1234.567", "1234.567"),
        ("6.02", "6.02"),
        ("116,64", "116.64"),
        ("3,4850", "3.485"),
        (",5", "0.5"),
        ("012", "12"),
        ("0", "0"),
        ("-0", "0"),
        ("68 436", "68436"),
        ("68\u00a0436,5", "68436.5"),
        ("68\u202f436", "68436"),
        ("68\u2009436\u2009000", "68436000"),
        ("  42\t", "42"),
        ("+7,5", "7.5"),
        ("-7,5", "-7.5"),
        ("\u22127,5", "-7.5"),
        ("\u2013 7,5", "-7.5"),
        ("(1.234,5)", "-1234.5"),
        ("１２，５", "12.5"),
    ],
)
def test_reads_what_can_only_mean_one_number(text: str, value: str) -> None:
    assert read_number(text) == Number(Decimal(value))


@pytest.mark.parametrize("text", ["", "   ", "\u00a0", "\t\r\n", "\ufeff", " " * 500])
def test_nothing_written_is_blank_and_not_zero(text: str) -> None:
    assert read_number(text) == Blank()


@pytest.mark.parametrize(
    ("text", "thousands", "decimals"),
    [
        ("3.485", "3485", "3.485"),
        ("3,485", "3485", "3.485"),
        ("68.436", "68436", "68.436"),
        ("267.128", "267128", "267.128"),
        ("-3.485", "-3485", "-3.485"),
        ("(3.485)", "-3485", "-3.485"),
        ("1.000", "1000", "1.000"),
        ("1 234.567", "1234567", "1234.567"),
    ],
)
def test_a_lone_mark_before_three_digits_is_asked_about(text: str, thousands: str, decimals: str) -> None:
    reading = read_number(text)
    assert isinstance(reading, Ambiguous)
    assert reading.candidates == (Decimal(thousands), Decimal(decimals))


def test_the_vietnamese_reading_is_offered_first_but_not_taken() -> None:
    dot, comma = read_number("3.485"), read_number("3,485")
    assert isinstance(dot, Ambiguous)
    assert isinstance(comma, Ambiguous)
    assert dot.vietnamese == 3485
    assert comma.vietnamese == Decimal("3.485")


@pytest.mark.parametrize(("text", "value"), [("7,5%", "7.5"), ("7,5 %", "7.5"), ("(7,5%)", "-7.5"), ("(7,5)%", "-7.5")])
def test_a_per_cent_sign_is_remembered(text: str, value: str) -> None:
    assert read_number(text) == Number(Decimal(value), percent=True)


def test_a_per_cent_sign_does_not_settle_what_is_ambiguous() -> None:
    reading = read_number("3.485%")
    assert isinstance(reading, Ambiguous)
    assert reading.percent


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("năm tỷ", NotNumberReason.WORDS),
        ("khoảng 5", NotNumberReason.WORDS),
        ("8h30", NotNumberReason.WORDS),
        ("1.23.456 tỷ", NotNumberReason.WORDS),
        ("5 tỷ", NotNumberReason.MEASURE),
        ("68.436 tỷ", NotNumberReason.MEASURE),
        ("12,5 km2", NotNumberReason.MEASURE),
        ("1.234.567 người", NotNumberReason.MEASURE),
        ("7,5 phần trăm", NotNumberReason.MEASURE),
        ("31/12/2024", NotNumberReason.DATE),
        ("31.12.2024", NotNumberReason.DATE),
        ("1-2-2024", NotNumberReason.DATE),
        ("2024-12-31", NotNumberReason.DATE),
        ("12/2024", NotNumberReason.DATE),
        ("1,5-2", NotNumberReason.RANGE),
        ("1,5 \u2013 2", NotNumberReason.RANGE),
        ("2020-2025", NotNumberReason.RANGE),
        ("~5", NotNumberReason.ABOUT),
        ("\u2248 5", NotNumberReason.ABOUT),
        ("<3", NotNumberReason.BOUND),
        ("≥ 8", NotNumberReason.BOUND),
        (">=8", NotNumberReason.BOUND),
        ("1.2E+05", NotNumberReason.EXPONENT),
        ("NaN", NotNumberReason.WORDS),
        ("Infinity", NotNumberReason.WORDS),
        ("10²", NotNumberReason.SYMBOLS),
        ("½", NotNumberReason.SYMBOLS),
        ("٤٢", NotNumberReason.SYMBOLS),
        ("1/2", NotNumberReason.SYMBOLS),
        ("1_000", NotNumberReason.SYMBOLS),
        (",", NotNumberReason.SYMBOLS),
        ("1e5", NotNumberReason.EXPONENT),
        ("1,5E+05", NotNumberReason.EXPONENT),
        ("=A1+2", NotNumberReason.FORMULA),
        ("#DIV/0!", NotNumberReason.SHEET_ERROR),
        ("-", NotNumberReason.DASH),
        ("\u2014", NotNumberReason.DASH),
        ("...", NotNumberReason.DASH),
        ("1.23.456", NotNumberReason.GROUPING),
        ("1.2345,6", NotNumberReason.GROUPING),
        ("1,234.5,6", NotNumberReason.GROUPING),
        ("0.125.000", NotNumberReason.GROUPING),
        ("1 23", NotNumberReason.GROUPING),
        ("1.234 567", NotNumberReason.GROUPING),
        ("..5", NotNumberReason.GROUPING),
        ("--5", NotNumberReason.SIGN),
        ("5-3", NotNumberReason.RANGE),
        ("5--3", NotNumberReason.SIGN),
        ("(-5)", NotNumberReason.SIGN),
        ("(5", NotNumberReason.SIGN),
        ("5%%", NotNumberReason.SIGN),
        ("12,", NotNumberReason.UNFINISHED),
        ("9" * 25, NotNumberReason.TOO_LONG),
        ("1" * 100_000, NotNumberReason.TOO_LONG),
    ],
)
def test_refuses_with_a_reason_and_a_sentence(text: str, reason: NotNumberReason) -> None:
    reading = read_number(text)
    assert reading == NotNumber(reason)
    assert isinstance(reading, NotNumber)
    assert say(reading.code, "vi", text=text[:20]) != say(reading.code, "en", text=text[:20])


@pytest.mark.parametrize(
    ("text", "value", "repairs"),
    [
        ("1.234,5", "1234.5", ""),
        ("116,64%", "116.64", ""),
        ("-5", "-5", ""),
        ("1.234.567", "1234567", ""),
        ("6.02%", "6.02", "decimal_dot"),
        ("1 234,5", "1234.5", "spaces"),
        ("1\u00a0234,5", "1234.5", "spaces"),
        ("1\u2009234,5", "1234.5", "spaces"),
        ("1,234.50", "1234.5", "english_marks"),
        ("1,234,567", "1234567", "english_marks"),
        ("(1.234,5)", "-1234.5", "brackets"),
        ("\u22125", "-5", "minus"),
        ("'1234", "1234", "text_mark"),
        ("\u2019-1234,5", "-1234.5", "text_mark"),
        ("１２，５", "12.5", "full_width"),
        ("\u200b12,5\ufeff", "12.5", "invisible"),
        (",5", "0.5", "no_zero"),
        ("\u2212 .5", "-0.5", "minus decimal_dot no_zero"),
    ],
)
def test_the_repairs_that_reading_took_are_named(text: str, value: str, repairs: str) -> None:
    reading = read_number(text)
    assert isinstance(reading, Number)
    assert reading.value == Decimal(value)
    assert " ".join(reading.repairs) == repairs


def test_the_repairs_of_a_question_are_named_too() -> None:
    reading = read_number("'(3.485)")
    assert isinstance(reading, Ambiguous)
    assert reading.repairs == (NumberRepair.TEXT_MARK, NumberRepair.BRACKETS)


@pytest.mark.parametrize("repair", NumberRepair)
def test_every_repair_has_a_sentence(repair: NumberRepair) -> None:
    assert "6.02" in say(f"number.repair_{repair}", "vi", text="6.02")


def test_a_measure_is_kept_beside_its_number_and_never_dropped_silently() -> None:
    money, doubt = read_number("5,5 tỷ đồng"), read_number("68.436 tỷ")
    assert isinstance(money, NotNumber)
    assert isinstance(doubt, NotNumber)
    assert (money.within, money.words) == (Number(Decimal("5.5")), "tỷ đồng")
    assert isinstance(doubt.within, Ambiguous)


@given(st.text(max_size=80) | st.text(alphabet="0123456789.,-+()% eE", max_size=20))
def test_any_text_gets_an_answer(text: str) -> None:
    reading = read_number(text)
    if isinstance(reading, Number):
        assert reading.value.is_finite()


@given(figures)
def test_what_is_written_reads_back_or_is_asked_about(value: Decimal) -> None:
    reading = read_number(write_number(value))
    if isinstance(reading, Ambiguous):
        assert value in reading.candidates
        assert reading.vietnamese == value
    else:
        assert reading == Number(value)


@given(figures)
def test_what_is_written_for_a_cell_reads_back_without_a_question(value: Decimal) -> None:
    assert read_number(write_for_entry(value)) == Number(value)


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        ("1234.5", None, "1.234,5"),
        ("1E+3", None, "1.000"),
        ("1E-7", None, "0,0000001"),
        ("0", None, "0"),
        ("-0", None, "0"),
        ("2.345", 2, "2,35"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("-0.04", 1, "0,0"),
        ("73645", 0, "73.645"),
        ("99.999", 2, "100,00"),
        ("123456789012345678901234567890.5", 0, "123.456.789.012.345.678.901.234.567.891"),
    ],
)
def test_writes_the_vietnamese_form(value: str, places: int | None, text: str) -> None:
    assert write_number(Decimal(value), places) == text


def test_writing_what_is_no_figure_is_a_defect() -> None:
    with pytest.raises(ValueError, match="no figure"):
        write_number(Decimal("NaN"))


def test_the_question_about_an_ambiguous_number_names_both_readings() -> None:
    reading = read_number("3.485")
    assert isinstance(reading, Ambiguous)
    first, second = reading.candidates
    assert "3.485" in say(
        "number.ambiguous", "vi", text="3.485", first=write_number(first), second=write_number(second, 3)
    )
