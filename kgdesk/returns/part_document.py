"""A part as a document: canonical JSON, published as `resources/schemas/part-1.schema.json`.

It is read as strictly as a return: only what `to_bytes` writes, within the same limits.
"""

import hashlib
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from kgdesk.domain.errors import Fault
from kgdesk.domain.observation import ValueState
from kgdesk.domain.part import (
    CellEntry,
    EarlierFigure,
    MatterEntry,
    Part,
    PartAnswer,
    PartContents,
    PartFigure,
    PartMatter,
    PartRequest,
    TextEntry,
)
from kgdesk.domain.period import Period
from kgdesk.domain.person import LONGEST
from kgdesk.returns.canonical_json import MAX_TEXT, NotCanonicalError, decode, dump, encode, parse

SCHEMA = "kgdesk-part"
VERSION = 1
MAX_BYTES = 4_000_000
LONGEST_DIVISION = 120  # characters
_MOST_DIGITS, _MOST_DECIMALS = 16, 20  # before and after the comma, as in a return
_DIGEST_LENGTH = 64
_WHOLE = 100
_LONGEST_CODE = 60
_LONGEST_SIGNATURE = 2 * LONGEST + LONGEST_DIVISION  # a name that came out of a part of a part's unit


def to_bytes(part: Part) -> bytes:
    """Write the part; equal parts give equal bytes. Raises Fault `return.text_too_long`."""
    try:
        tree: dict[str, Any] = encode(part)
    except NotCanonicalError as error:
        raise Fault("return.text_too_long", place=error.place, limit=MAX_TEXT) from error
    return dump({"schema": SCHEMA, "schema_version": VERSION, **tree})


def from_bytes(data: bytes, *, file: str = "part.json") -> Part:
    """Read a part; `file` is the name sentences show.

    Raises Fault `part.too_large` (limit in MB), `part.newer`, `part.unreadable` (place, cause).
    """
    if len(data) > MAX_BYTES:
        raise Fault("part.too_large", file=file, limit=MAX_BYTES // 1_000_000)
    try:
        return _read(data, file)
    except NotCanonicalError as error:
        raise Fault("part.unreadable", file=file, place=error.place or "part", cause=error.why) from error


def identity(request: PartRequest) -> str:
    """Give the identity of a part: SHA-256 over what was asked, the base included, 64 hex digits."""
    return hashlib.sha256(dump(encode(request))).hexdigest()


def answer_digest(answer: PartAnswer) -> str:
    """SHA-256 of an answer, 64 hex digits."""
    return hashlib.sha256(dump(encode(answer))).hexdigest()


def _read(data: bytes, file: str) -> Part:
    tree = parse(data)
    if not isinstance(tree, dict) or tree.pop("schema", None) != SCHEMA:
        raise NotCanonicalError("schema", f"not {SCHEMA}")
    version = tree.pop("schema_version", None)
    if type(version) is not int or version < 1:
        raise NotCanonicalError("schema_version", "not a version")
    if version > VERSION:
        raise Fault("part.newer", file=file, found=version, known=VERSION)
    part = decode(Part, tree)
    if to_bytes(part) != data:
        raise NotCanonicalError("part", "not in canonical form")
    for place, why in _contradictions(part):
        raise NotCanonicalError(place, why)
    return part


def _contradictions(part: Part) -> Iterator[tuple[str, str]]:
    request, answer = part.request, part.answer
    yield from _request_contradictions(request)
    yield from _contents_contradictions(request.base, "request.base")
    yield from _earlier_contradictions(request.earlier, request)
    if answer is None:
        return
    if answer.number < 1:
        yield "answer.number", "below 1"
    if answer.follows and not _is_digest(answer.follows):
        yield "answer.follows", "not a digest"
    if (answer.number == 1) != (not answer.follows):
        yield "answer.follows", "does not fit the number"
    yield from _too_long("answer.made_by", answer.made_by, LONGEST)
    yield from _contents_contradictions(answer.contents, "answer.contents")
    if tuple(item.indicator for item in answer.contents.cells) != request.indicators:
        yield "answer.contents.cells", "not the cells that were asked"
    if tuple(item.task for item in answer.contents.texts) != request.tasks:
        yield "answer.contents.texts", "not the tasks that were asked"


def _request_contradictions(request: PartRequest) -> Iterator[tuple[str, str]]:
    if not _is_period(request.period):
        yield "request.period", "not a period"
    if not _is_digest(request.plan_digest):
        yield "request.plan_digest", "not a digest"
    for name, limit in (("unit", 40), ("unit_name_vi", 300), ("division", LONGEST_DIVISION)):
        text = getattr(request, name)
        if not text.strip():
            yield f"request.{name}", "empty"
        yield from _too_long(f"request.{name}", text, limit)
    yield from _too_long("request.made_by", request.made_by, LONGEST)
    if not (request.base.cells or request.base.texts):
        yield "request.base", "asks for nothing"


def _contents_contradictions(contents: PartContents, place: str) -> Iterator[tuple[str, str]]:
    for name, codes in (
        ("cells", [item.indicator for item in contents.cells]),
        ("texts", [item.task for item in contents.texts]),
        ("matters", [item.matter.key for item in contents.matters]),
    ):
        if len(set(codes)) != len(codes):
            yield f"{place}.{name}", "given twice"
        if not all(code and len(code) <= _LONGEST_CODE for code in codes):
            yield f"{place}.{name}", "not a code"
    yield from _hands(contents, place)
    for number, cell in enumerate(contents.cells):
        if cell.figure is not None:
            yield from _figure_contradictions(cell.figure, f"{place}.cells[{number}]")
    for number, item in enumerate(contents.texts):
        if item.text.percent is not None and item.text.percent > _WHOLE:
            yield f"{place}.texts[{number}].percent", "above 100"
    for number, told in enumerate(contents.matters):
        yield from _matter_contradictions(told, f"{place}.matters[{number}]")


def _hands(contents: PartContents, place: str) -> Iterator[tuple[str, str]]:
    """Look at who wrote what and when."""
    entries: tuple[CellEntry | TextEntry | MatterEntry, ...] = (*contents.cells, *contents.texts, *contents.matters)
    for entry in entries:
        yield from _too_long(f"{place}.recorded_by", entry.recorded_by, _LONGEST_SIGNATURE)
        if entry.recorded_by and entry.recorded_at is None:
            yield f"{place}.recorded_at", "missing"


def _figure_contradictions(figure: PartFigure, place: str) -> Iterator[tuple[str, str]]:
    numbers = (figure.value, figure.numerator, figure.denominator)
    if figure.state is not ValueState.FIGURE and numbers != (None, None, None):
        yield place, "figures where none is said to be"
    if figure.value is not None and (figure.numerator, figure.denominator) != (None, None):
        yield place, "a rate beside the pair it is computed from"
    for number in numbers:
        if number is not None and not _is_countable(number):
            yield place, "a figure beyond measure"


def _is_countable(number: Decimal) -> bool:
    return not number or -_MOST_DECIMALS <= number.adjusted() < _MOST_DIGITS


def _matter_contradictions(told: MatterEntry, place: str) -> Iterator[tuple[str, str]]:
    matter: PartMatter = told.matter
    if not _is_period(matter.opened_period):
        yield f"{place}.opened_period", "not a period"
    for name in ("matter", "legal_limit", "proposal", "addressee"):
        if not getattr(matter, name).strip():
            yield f"{place}.{name}", "empty"


def _earlier_contradictions(earlier: tuple[EarlierFigure, ...], request: PartRequest) -> Iterator[tuple[str, str]]:
    asked = set(request.indicators)
    seen: set[tuple[str, str]] = set()
    for number, item in enumerate(earlier):
        place = f"request.earlier[{number}]"
        if item.indicator not in asked or not _is_period(item.period) or item.period == request.period:
            yield place, "of a cell or period that does not go with the part"
        if (item.indicator, item.period) in seen:
            yield place, "given twice"
        seen.add((item.indicator, item.period))
        yield from _figure_contradictions(item.figure, place)


def _too_long(place: str, text: str, limit: int) -> Iterator[tuple[str, str]]:
    if len(text) > limit:
        yield place, f"longer than {limit} characters"


def _is_period(text: str) -> bool:
    try:
        return Period.parse(text).code == text
    except Fault:
        return False


def _is_digest(text: str) -> bool:
    return len(text) == _DIGEST_LENGTH and set(text) <= set("0123456789abcdef")
