"""The canonical document: one content, one sequence of bytes; anything else is refused."""

import json
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgdesk.domain.errors import Fault
from kgdesk.domain.return_document import Correction, ReturnDocument
from kgdesk.domain.written_text import clean_text
from kgdesk.messages import say
from kgdesk.returns import canonical
from kgdesk.returns.canonical_json import MAX_FIGURE, dump, plain_decimal
from tests.samples import corrected_return, large_return, sample_return


def test_reads_back_what_it_wrote(document: ReturnDocument) -> None:
    assert canonical.from_bytes(canonical.to_bytes(document)) == document
    large = large_return()
    assert canonical.from_bytes(canonical.to_bytes(large)) == large


def test_form_of_the_bytes(document: ReturnDocument) -> None:
    data = canonical.to_bytes(document)
    tree = json.loads(data)
    assert list(tree) == sorted(tree)
    assert tree["schema"] == "kgdesk-return"
    assert tree["schema_version"] == 1
    assert tree["sealed_at"] == "2024-12-18T02:15:30Z"
    assert tree["issue"]["day"] == "2024-12-18"
    assert tree["lines"][2]["value"] == "8013.4075"
    assert "Phú Quốc".encode() in data
    assert b'": ' not in data


def test_equal_documents_give_equal_bytes(document: ReturnDocument) -> None:
    first, *others = document.lines
    twin = replace(document, lines=(replace(first, previous=Decimal("7.91200")), *others))
    assert twin == document
    assert canonical.to_bytes(twin) == canonical.to_bytes(document)


def test_decomposed_text_is_written_composed(document: ReturnDocument) -> None:
    twin = replace(document, unit_name_vi=unicodedata.normalize("NFD", document.unit_name_vi))
    assert twin != document
    assert canonical.to_bytes(twin) == canonical.to_bytes(document)


def test_clean_text_drops_what_misleads() -> None:
    assert clean_text("a\r\nb\rc\x00\u202ed\ufeff") == "a\nb\ncd"


def test_plain_decimal_has_no_exponent() -> None:
    assert plain_decimal(Decimal("1E+3")) == "1000"
    assert plain_decimal(Decimal("-0.00")) == "0"
    assert plain_decimal(Decimal("12.50")) == "12.5"
    with pytest.raises(ValueError, match="finite"):
        plain_decimal(Decimal("NaN"))


Change = Callable[[dict[str, Any]], object]

ALTERED: dict[str, tuple[Change, str]] = {
    "unknown key": (lambda tree: tree.update(colour="red"), "colour"),
    "unknown key inside": (lambda tree: tree["issue"].update(x=1), "issue.x"),
    "missing key": (lambda tree: tree.pop("revision"), "revision"),
    "text for a number": (lambda tree: tree.update(revision="1"), "revision"),
    "true for a number": (lambda tree: tree.update(revision=True), "revision"),
    "number for a figure": (lambda tree: tree["lines"][0].update(value=9), "lines[0].value"),
    "exponent": (lambda tree: tree["lines"][0].update(value="1E3"), "lines[0].value"),
    "trailing zero": (lambda tree: tree["lines"][0].update(value="9.40"), "lines[0].value"),
    "not a number": (lambda tree: tree["lines"][1].update(value="NaN"), "lines[1].value"),
    "Arabic digits": (lambda tree: tree["lines"][1].update(value="١٢"), "lines[1].value"),
    "unknown word": (lambda tree: tree["lines"][3].update(judgement="fine"), "lines[3].judgement"),
    "word of the wrong type": (lambda tree: tree["lines"][3].update(judgement=[]), "lines[3].judgement"),
    "no such day": (lambda tree: tree["issue"].update(day="2024-02-30"), "issue.day"),
    "local time": (lambda tree: tree.update(sealed_at="2024-12-18T09:15:30+07:00"), "sealed_at"),
    "decomposed": (lambda tree: tree.update(sealed_by="Le\u0302"), "sealed_by"),
    "hidden direction": (lambda tree: tree.update(sealed_by="\u202elan"), "sealed_by"),
    "too long": (lambda tree: tree.update(sealed_by="x" * 40_000), "sealed_by"),
    "object for a list": (lambda tree: tree.update(lines={}), "lines"),
    "row given twice": (lambda tree: tree["lines"].append(tree["lines"][0]), "lines[16].indicator"),
    "figure of another unit": (
        lambda tree: tree["lines"][0]["observation"].update(unit="KG-912"),
        "lines[0].observation",
    ),
    "narrative of another period": (
        lambda tree: tree["narratives"][1]["narrative"].update(period="2023"),
        "narratives[1].narrative",
    ),
    "escalation of another unit": (lambda tree: tree["escalations"][0].update(unit="KG"), "escalations[0].unit"),
    "shown and reported figure differ": (lambda tree: tree["lines"][2].update(value="9"), "lines[2].value"),
    "value without a figure": (lambda tree: tree["lines"][8].update(value="9"), "lines[8].value"),
    "figure that is said not to be": (
        lambda tree: tree["lines"][8]["observation"].update(numerator="9"),
        "lines[8].observation",
    ),
    "no corrections, and said so": (lambda tree: tree.update(corrections=[]), "corrections"),
    "corrections of a first revision": (
        lambda tree: tree.update(corrections=[{"indicator": "KT08", "reason": "x"}]),
        "corrections[0]",
    ),
    "no period": (lambda tree: tree.update(period="2024-Q5"), "period"),
    "revision without its predecessor": (lambda tree: tree.update(revision=2), "revision"),
    "no digest": (lambda tree: tree["plan"].update(digest="AB" * 32), "plan.digest"),
    "other schema": (lambda tree: tree.update(schema="kgdesk-plan"), "schema"),
    "no version": (lambda tree: tree.update(schema_version=0), "schema_version"),
}


@pytest.mark.parametrize("name", ALTERED)
def test_altered_twin_is_refused_at_its_place(document: ReturnDocument, name: str) -> None:
    change, place = ALTERED[name]
    tree = json.loads(canonical.to_bytes(document))
    change(tree)
    with pytest.raises(Fault) as caught:
        canonical.from_bytes(dump(tree), file="KG-911_2024_r1.xlsx")
    assert caught.value.code == "return.unreadable"
    assert caught.value.params["place"] == place
    assert "KG-911_2024_r1.xlsx" in say(caught.value.code, **caught.value.params)


def _text(document: ReturnDocument) -> str:
    return canonical.to_bytes(document).decode()


BYTES: dict[str, Callable[[ReturnDocument], bytes]] = {
    "empty": lambda _: b"",
    "not UTF-8": lambda _: b"\xff\xfe",
    "cut off": lambda document: canonical.to_bytes(document)[:-1],
    "something after": lambda document: canonical.to_bytes(document) + b" ",
    "spaces": lambda document: json.dumps(json.loads(_text(document)), ensure_ascii=False, sort_keys=True).encode(),
    "escapes": lambda document: json.dumps(json.loads(_text(document)), sort_keys=True, separators=(",", ":")).encode(),
    "key given twice": lambda document: _text(document).replace('{"acc', '{"revision":1,"acc', 1).encode(),
    "float": lambda document: _text(document).replace('"revision":1', '"revision":1.0').encode(),
    "NaN": lambda document: _text(document).replace('"revision":1', '"revision":NaN').encode(),
    "endless digits": lambda document: _text(document).replace('"revision":1', '"revision":' + "9" * 9999).encode(),
    "too deep": lambda _: b"[" * 200_000,
    "too deep inside": lambda document: _text(document).replace('"revision":1', '"revision":' + "[" * 99_999).encode(),
    "a list": lambda _: b"[]",
    "lone surrogate": lambda document: _text(document).replace("nguyen", "\\ud800").encode(),
}


@pytest.mark.parametrize("name", BYTES)
def test_other_bytes_are_refused(document: ReturnDocument, name: str) -> None:
    with pytest.raises(Fault) as caught:
        canonical.from_bytes(BYTES[name](document))
    assert caught.value.code == "return.unreadable"


def test_newer_version_asks_for_an_update(document: ReturnDocument) -> None:
    tree = json.loads(canonical.to_bytes(document)) | {"schema_version": 2, "colour": "red"}
    with pytest.raises(Fault) as caught:
        canonical.from_bytes(dump(tree))
    assert caught.value.code == "return.newer"
    assert "phiên bản 2" in say("return.newer", **caught.value.params)


def test_size_is_limited_before_anything_is_read() -> None:
    with pytest.raises(Fault) as caught:
        canonical.from_bytes(b"x" * (canonical.MAX_BYTES + 1))
    assert caught.value.code == "return.too_large"


def test_overlong_text_is_named_when_writing(document: ReturnDocument) -> None:
    with pytest.raises(Fault) as caught:
        canonical.to_bytes(replace(document, sealed_by="dài " * 10_000))
    assert caught.value.code == "return.text_too_long"
    assert "dài dài" in say(caught.value.code, **caught.value.params)


def test_digest_and_its_short_form() -> None:
    full = canonical.digest(b"")
    assert full == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert canonical.short_digest(full) == "e3b0 c442 98fc 1c14"


figures = st.none() | st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15).filter(
    lambda figure: len(f"{figure:f}") <= MAX_FIGURE
)
texts = st.text(max_size=80).map(clean_text)
moments = st.datetimes(min_value=datetime(2000, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the strategy adds the zone


@settings(max_examples=60, deadline=None)
@given(figure=figures, numerator=figures, text=texts, note=texts, moment=moments)
def test_any_content_survives(
    figure: Decimal | None, numerator: Decimal | None, text: str, note: str, moment: datetime
) -> None:
    document = sample_return()
    first, *others = document.lines
    assert first.observation is not None
    observation = replace(first.observation, numerator=numerator, note=note)
    changed = replace(
        document,
        lines=(replace(first, value=figure, name_vi=text, observation=observation), *others),
        sealed_at=moment,
        sealed_by=text,
    )
    data = canonical.to_bytes(changed)
    assert canonical.from_bytes(data) == changed
    assert canonical.to_bytes(canonical.from_bytes(data)) == data


@pytest.mark.parametrize(
    ("place", "change"),
    [
        ("expected_signers", {"expected_signers": ("boss",)}),
        ("expected_signers", {"expected_signers": ("head", "head")}),
        ("unit_name_vi", {"unit_name_vi": "x" * 5000}),
    ],
)
def test_what_no_program_of_ours_writes_is_refused(place: str, change: dict[str, Any]) -> None:
    with pytest.raises(Fault) as raised:
        canonical.from_bytes(canonical.to_bytes(replace(sample_return(), **change)))
    assert (raised.value.code, raised.value.params["place"]) == ("return.unreadable", place)


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("corrections[0].indicator", [("KT99", "x")]),
        ("corrections[1].indicator", [("KT08", "x"), ("KT08", "y")]),
        ("corrections[0].reason", [("KT08", " ")]),
    ],
)
def test_a_correction_is_of_a_line_and_says_why(place: str, told: list[tuple[str, str]]) -> None:
    document = replace(corrected_return(), corrections=tuple(Correction(*item) for item in told))
    with pytest.raises(Fault) as raised:
        canonical.from_bytes(canonical.to_bytes(document))
    assert raised.value.params["place"] == place


def test_corrections_travel_and_their_absence_changes_no_byte() -> None:
    document = corrected_return()
    assert canonical.from_bytes(canonical.to_bytes(document)) == document
    assert b"corrections" not in canonical.to_bytes(sample_return())


@pytest.mark.parametrize(
    "change",
    [
        {"places": 999_999},
        {"name_vi": "x" * 32_000},
        {"previous": Decimal(10) ** 30},
        {"previous": Decimal("1e-30")},
    ],
)
def test_a_line_that_no_table_holds_is_refused(change: dict[str, Any]) -> None:
    document = sample_return()
    lines = (replace(document.lines[0], **change), *document.lines[1:])
    with pytest.raises(Fault) as raised:
        canonical.from_bytes(canonical.to_bytes(replace(document, lines=lines)))
    assert raised.value.code == "return.unreadable"
    assert str(raised.value.params["place"]).startswith("lines[0]")


def test_a_pair_whose_rate_is_beyond_measure_is_refused() -> None:
    document = sample_return()
    at = next(n for n, line in enumerate(document.lines) if line.observation and line.observation.numerator)
    line = document.lines[at]
    assert line.observation is not None
    wild = replace(line.observation, numerator=Decimal(10) ** 14, denominator=Decimal("1e-10"))
    lines = (*document.lines[:at], replace(line, observation=wild), *document.lines[at + 1 :])
    with pytest.raises(Fault) as raised:
        canonical.from_bytes(canonical.to_bytes(replace(document, lines=lines)))
    assert raised.value.params["place"] == f"lines[{at}]"
