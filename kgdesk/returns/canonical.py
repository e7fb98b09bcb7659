"""The canonical return document: the bytes that are signed, that travel, and that are imported.

Published as `resources/schemas/return-1.schema.json`. Readers accept every version up to `VERSION`.
"""

import hashlib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from kgdesk.domain.errors import Fault
from kgdesk.domain.judgement import Judgement
from kgdesk.domain.observation import Observation, ValueState
from kgdesk.domain.period import Period
from kgdesk.domain.return_document import ReturnDocument, ReturnLine
from kgdesk.returns.canonical_json import MAX_TEXT, NotCanonicalError, decode, dump, encode, parse

SCHEMA = "kgdesk-return"
VERSION = 1
MAX_BYTES = 4_000_000
_DIGEST_LENGTH = 64
_MOST_PLACES = 6
_MOST_DIGITS, _MOST_DECIMALS = 16, 20  # before and after the comma; a province counts in 10^15 đồng
_ROLES = {"head", "agency"}
# Characters of what is printed on one line; narratives and the like may be as long as a cell holds.
_SHORT = {"name_vi": 500, "measure_vi": 100, "ordinal": 20, "indicator": 40, "target_vi": 200, "annual_plan_vi": 200}
_SHORT_HEADING = {
    "unit": 40, "unit_name_vi": 300, "superior_vi": 300, "issuer_vi": 300, "head_post_vi": 200, "head_name": 200,
    "recipient_vi": 300, "period_label_vi": 100, "sealed_by": 300,
}  # fmt: skip
_FIELDS_OUTSIDE = {"schema", "schema_version"}


def to_bytes(document: ReturnDocument) -> bytes:
    """Write the document; equal documents give equal bytes. Texts are written in NFC, line ends as LF.

    Raises Fault `return.text_too_long` (place: how the text begins).
    """
    try:
        tree: dict[str, Any] = encode(document)
    except NotCanonicalError as error:
        raise Fault("return.text_too_long", place=error.place, limit=MAX_TEXT) from error
    return dump({"schema": SCHEMA, "schema_version": VERSION, **tree})


def from_bytes(data: bytes, *, file: str = "document.json") -> ReturnDocument:
    """Read a document; refuses whatever `to_bytes` would not have written.

    `file` is the name that sentences show. Raises Fault `return.too_large` (limit in MB),
    `return.newer` (found, known), `return.unreadable` (place, cause).
    """
    if len(data) > MAX_BYTES:
        raise Fault("return.too_large", file=file, limit=MAX_BYTES // 1_000_000)
    try:
        return _read(data, file)
    except NotCanonicalError as error:
        raise Fault("return.unreadable", file=file, place=error.place or "document", cause=error.why) from error


def _read(data: bytes, file: str) -> ReturnDocument:
    tree = parse(data)
    _check_version(tree, file)
    # One document has one form: a second spelling of the same content would carry a second digest.
    if dump(tree) != data:
        raise NotCanonicalError("document", "not in canonical form")
    document = decode(ReturnDocument, {name: tree[name] for name in tree.keys() - _FIELDS_OUTSIDE})
    for place, why in _contradictions(document):
        raise NotCanonicalError(place, why)
    return document


def digest(data: bytes) -> str:
    """SHA-256 of the canonical bytes, 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


def short_digest(full: str) -> str:
    """Shorten a digest for paper: its first 16 hex digits in groups of four, `1a2b 3c4d 5e6f 7a8b`."""
    return " ".join(full[start : start + 4] for start in range(0, 16, 4))


def journal_mark(head: tuple[int, str] | None) -> str:
    """Write a journal record for paper, `21 · 1a2b 3c4d 5e6f 7a8b`: it stands for all that was written before it."""
    return "" if head is None else f"{head[0]} · {short_digest(head[1])}"


def _check_version(tree: Any, file: str) -> None:
    if not isinstance(tree, dict) or tree.get("schema") != SCHEMA:
        raise NotCanonicalError("schema", f"not {SCHEMA}")
    version = tree.get("schema_version")
    if type(version) is not int or version < 1:
        raise NotCanonicalError("schema_version", "not a version")
    if version > VERSION:
        raise Fault("return.newer", file=file, found=version, known=VERSION)


def _contradictions(document: ReturnDocument) -> Iterator[tuple[str, str]]:
    """Places where the document contradicts itself: figures of another unit or period, rows given twice."""
    yield from _identity(document)
    seen: set[str] = set()
    for number, line in enumerate(document.lines):
        place = f"lines[{number}]"
        if line.indicator in seen:
            yield f"{place}.indicator", "given twice"
        seen.add(line.indicator)
        found = line.observation
        expected = (document.unit, line.indicator, document.period)
        if found is not None and (found.unit, found.indicator, found.period) != expected:
            yield f"{place}.observation", "of another unit, indicator or period"
        yield from _figure_contradictions(line, place)
        yield from _beyond_measure(line, place)
        yield from _too_long(line, _SHORT, f"{place}.")
        if line.judgement is Judgement.NOT_DUE:
            yield f"{place}.judgement", "of totals only"
        if line.places > _MOST_PLACES:
            yield f"{place}.places", "more decimals than a table shows"
    for number, entry in enumerate(document.narratives):
        if (entry.narrative.unit, entry.narrative.period) != (document.unit, document.period):
            yield f"narratives[{number}].narrative", "of another unit or period"
    yield from _correction_contradictions(document, seen)
    for number, escalation in enumerate(document.escalations):
        if escalation.unit != document.unit:
            yield f"escalations[{number}].unit", "of another unit"


def _correction_contradictions(document: ReturnDocument, lines: set[str]) -> Iterator[tuple[str, str]]:
    """A correction is of a line of this document, said once, with a reason, and never in a first revision."""
    said: set[str] = set()
    for number, item in enumerate(document.corrections):
        place = f"corrections[{number}]"
        if document.replaces is None:
            yield place, "in a document that replaces none"
        if item.indicator not in lines or item.indicator in said:
            yield f"{place}.indicator", "not a line, or given twice"
        if not item.reason.strip():
            yield f"{place}.reason", "empty"
        said.add(item.indicator)


def _figure_contradictions(line: ReturnLine, place: str) -> Iterator[tuple[str, str]]:
    """Hold what is shown (`value`) against what is imported (`observation`), as far as that needs no plan."""
    found = line.observation
    if found is None or found.state is not ValueState.FIGURE:
        if line.value is not None:
            yield f"{place}.value", "a value where no figure was reported"
        if found is not None and (found.value, found.numerator, found.denominator) != (None, None, None):
            yield f"{place}.observation", "figures where none is said to be"
    elif found.numerator is None and found.denominator is None and found.value != line.value:
        yield f"{place}.value", "not the figure that was reported"


def _beyond_measure(line: ReturnLine, place: str) -> Iterator[tuple[str, str]]:
    """Refuse figures that no office counts and no table shows: they would only break the arithmetic of totals."""
    found = line.observation
    figures = () if found is None else (found.value, found.numerator, found.denominator)
    for figure in (*figures, line.value, line.previous, line.same_period):
        if figure is not None and figure and not -_MOST_DECIMALS <= figure.adjusted() < _MOST_DIGITS:
            yield place, "a figure beyond measure"
    pair = found is not None and found.numerator and found.denominator
    if found is not None and pair and _orders_apart(found) >= _MOST_DIGITS:
        yield place, "a rate beyond measure"


def _orders_apart(found: Observation) -> int:
    """How many powers of ten the numerator lies above the denominator."""
    numerator, denominator = found.numerator or Decimal(1), found.denominator or Decimal(1)
    return numerator.adjusted() - denominator.adjusted()


def _identity(document: ReturnDocument) -> Iterator[tuple[str, str]]:
    try:
        if Period.parse(document.period).code != document.period:
            yield "period", "not in its written form"
    except Fault:
        yield "period", "not a period"
    if not document.unit:
        yield "unit", "empty"
    yield from _too_long(document, _SHORT_HEADING, "")
    if not set(document.expected_signers) <= _ROLES or len(set(document.expected_signers)) < len(
        document.expected_signers
    ):
        yield "expected_signers", "not head and agency"
    if document.revision < 1 or (document.revision == 1) != (document.replaces is None):
        yield "revision", "does not fit what it replaces"
    for place, value in (("plan.digest", document.plan.digest), ("replaces", document.replaces)):
        if value is not None and not _is_digest(value):
            yield place, "not a digest"


def _too_long(holder: object, limits: Mapping[str, int], prefix: str) -> Iterator[tuple[str, str]]:
    for name, limit in limits.items():
        if len(getattr(holder, name)) > limit:
            yield f"{prefix}{name}", f"longer than {limit} characters"


def _is_digest(text: str) -> bool:
    return len(text) == _DIGEST_LENGTH and set(text) <= set("0123456789abcdef")
