"""One cell of a plan table: text to value by the kind of its column."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from kgdesk.domain.errors import Fault
from kgdesk.domain.numbers import Ambiguous, Number, read_number, write_for_entry
from kgdesk.domain.period import Period
from kgdesk.domain.written_text import clean_text
from kgdesk.returns.canonical_json import MAX_INTEGER
from kgdesk.returns.plan_sheets import CellKind, Column

MAX_CELL = 4_000  # characters of one cell
_CODE = re.compile(r"\*|@?[A-Za-z0-9][A-Za-z0-9._-]{0,39}", re.ASCII)
_SPAN = re.compile(r"([12]\d{3})(?:\s*[-–]\s*([12]\d{3}))?", re.ASCII)
_FLAGS = {"yes": True, "có": True, "true": True, "1": True, "no": False, "không": False, "false": False, "0": False}


class CellProblemError(ValueError):
    """A cell that cannot be read; `code` and `params` go into a `PlanProblem`."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def read_cell(column: Column, text: str) -> object:
    """Read one cell; an empty optional cell is None. Raises CellProblemError."""
    cleaned = clean_text(text).strip()
    if not cleaned:
        if column.optional:
            return None
        raise CellProblemError("plan.cell_missing")
    if len(cleaned) > MAX_CELL:
        raise CellProblemError("plan.cell_too_long", limit=MAX_CELL)
    return _READERS[column.kind](column, cleaned)


def _code(_column: Column, text: str) -> str:
    if not _CODE.fullmatch(text):
        raise CellProblemError("plan.bad_code", text=text)
    return text


def _codes(column: Column, text: str) -> tuple[str, ...]:
    parts = tuple(part.strip() for part in text.split(";") if part.strip())
    return tuple(_code(column, part) for part in parts)


def _number(_column: Column, text: str) -> Decimal:
    match read_number(text):
        case Number(value=value, percent=False):
            return value
        case Ambiguous(candidates=(first, second)):
            written = write_for_entry(first), write_for_entry(second)
            raise CellProblemError("plan.ambiguous_number", text=text, first=written[0], second=written[1])
        case _:
            raise CellProblemError("plan.bad_number", text=text)


def _integer(_column: Column, text: str) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > len(str(MAX_INTEGER)):
        raise CellProblemError("plan.bad_integer", text=text)
    return int(text)


def _date(_column: Column, text: str) -> date:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day of a document has no time zone
        except ValueError:
            continue
    raise CellProblemError("plan.bad_date", text=text)


def _word(column: Column, text: str) -> object:
    if column.words is None:
        raise TypeError(f"column {column.code} has no words")
    try:
        return column.words(text.lower())
    except ValueError:
        allowed = ", ".join(column.words)
        raise CellProblemError("plan.bad_word", text=text, allowed=allowed) from None


def _words(column: Column, text: str) -> tuple[object, ...]:
    parts = (part.strip() for part in text.split(";"))
    return tuple(dict.fromkeys(_word(column, part) for part in parts if part))


def _flag(_column: Column, text: str) -> bool:
    try:
        return _FLAGS[text.lower()]
    except KeyError:
        raise CellProblemError("plan.bad_word", text=text, allowed="yes, no") from None


def _span(_column: Column, text: str) -> str:
    match = _SPAN.fullmatch(text)
    if match is None or (match[2] and match[2] <= match[1]):
        raise CellProblemError("plan.bad_span", text=text)
    return f"{match[1]}-{match[2]}" if match[2] else match[1]


def _period(column: Column, text: str) -> str:
    if _SPAN.fullmatch(text):
        return _span(column, text)
    try:
        return Period.parse(text).code
    except Fault:
        raise CellProblemError("plan.bad_period", text=text) from None


_READERS: dict[CellKind, Callable[[Column, str], object]] = {
    CellKind.TEXT: lambda _column, text: text,
    CellKind.CODE: _code,
    CellKind.CODES: _codes,
    CellKind.NUMBER: _number,
    CellKind.INTEGER: _integer,
    CellKind.DATE: _date,
    CellKind.WORD: _word,
    CellKind.WORDS: _words,
    CellKind.FLAG: _flag,
    CellKind.SPAN: _span,
    CellKind.PERIOD: _period,
}
