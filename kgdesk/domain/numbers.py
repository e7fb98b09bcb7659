"""Numbers as Vietnamese offices write and paste them.

Written form: dots between thousands, a comma before decimals (`1.234,5`). Both habits arrive mixed
in real texts (`68.436 tỷ`, `6.02%`), so a lone mark before exactly three digits is never guessed:
`3.485` and `3,485` each come back as `Ambiguous` with both readings, and the person chooses.
"""

import re
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum

from kgdesk.domain.number_repairs import NumberRepair, fold, repairs_in

MAX_LENGTH = 60  # characters of one cell; a longer text is prose or an attack
MAX_DIGITS = 24  # leaves four digits of the 28-digit arithmetic for sums over many units


class NotNumberReason(StrEnum):
    """Why a text is no number; the sentence stands under `number.<reason>`."""

    WORDS = "words"  # letters: `năm tỷ`, `abc`
    MEASURE = "measure"  # a number and its measure: `68.436 tỷ`, `12 ha`; which measure is a matter of the row
    DATE = "date"  # `31/12/2024`, `12/2024`, `2024-12-31`
    RANGE = "range"  # `1,5-2`: two numbers
    ABOUT = "about"  # `~5`: no figure of its own
    BOUND = "bound"  # `<3`, `≥ 8`: a limit, not a figure
    SYMBOLS = "symbols"  # signs that belong to no number: `1/2`, `12:30`
    EXPONENT = "exponent"  # `1E+05`: a spreadsheet hid digits
    FORMULA = "formula"  # `=A1+B1`
    SHEET_ERROR = "sheet_error"  # `#DIV/0!`
    DASH = "dash"  # `-` or `...` alone: zero, not available and not applicable are told apart
    GROUPING = "grouping"  # `1.23.456`
    SIGN = "sign"  # `--5`, `(-5)`
    UNFINISHED = "unfinished"  # `12,`
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class Number:
    """A number with one reading. `percent` says that a per cent sign followed; `value` is as typed (7,5 % is 7.5).

    Two numbers are equal whatever was repaired to read them.
    """

    value: Decimal
    percent: bool = False
    repairs: tuple[NumberRepair, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Two readings, thousands first whatever the mark (`3.485` and `3,485`: 3485, then 3.485)."""

    candidates: tuple[Decimal, Decimal]
    mark: str
    percent: bool = False
    repairs: tuple[NumberRepair, ...] = field(default=(), compare=False)

    @property
    def vietnamese(self) -> Decimal:
        """The reading of someone who keeps to the Vietnamese form; to be offered first, never taken silently."""
        return self.candidates[0] if self.mark == "." else self.candidates[1]


@dataclass(frozen=True, slots=True)
class Blank:
    """Nothing is written; not the same as zero."""


@dataclass(frozen=True, slots=True)
class NotNumber:
    """A text that is no number, and why.

    Where the reason is MEASURE, `within` is the number before the words and `words` are the words (`tỷ đồng`).
    """

    reason: NotNumberReason
    within: Number | Ambiguous | None = field(default=None, compare=False)
    words: str = field(default="", compare=False)

    @property
    def code(self) -> str:
        """The code of its sentence in `resources/messages/number.json`; the blank is `{text}`."""
        return f"number.{self.reason}"


NumberReading = Number | Ambiguous | Blank | NotNumber

_GROUPED = {mark: re.compile(rf"[1-9][0-9]{{0,2}}(?:{re.escape(mark)}[0-9]{{3}})+") for mark in "., "}
_MEASURED = re.compile(r"([-+(]?[0-9][0-9., ]*\)?)\s*([^\W\d_]\D*[23]?)")
_DATE = re.compile(r"[0-3]?\d([/.-])[01]?\d\1\d{4}|\d{4}([/-])[01]?\d(\2[0-3]?\d)?|[01]?\d/\d{4}")
_RANGE = re.compile(r"[0-9][0-9.,]* ?(?:-|\.\.+|…) ?[0-9][0-9.,]*%?")
_ABOUT, _BOUND = re.compile(r"[~≈±] ?[0-9]"), re.compile(r"(?:[<>≤≥]|=[<>]) ?=? ?[-+]?[0-9]")
_EXPONENT = re.compile(r"[+-]?[0-9][0-9.,]*[eE][+-]?[0-9]+")


def read_number(text: str) -> NumberReading:
    """Read one cell.

    - Both marks present: the last one is the decimal mark (`1.234,5`, `1,234.5`).
    - A mark twice or more: thousands, in groups of exactly three (`1.234.567`).
    - One mark before exactly three digits, after one to three digits that do not begin with 0, or
      after digits grouped by spaces: ambiguous (`3.485`, `68,436`, `1 234.567`).
    - Any other single mark: decimals (`0.125`, `1234,567`, `6.02`, `,5`).
    - Spaces of every width group thousands; brackets and every kind of dash make it negative.
    - Full-width digits and the apostrophe of a spreadsheet's text (`'1234`) are folded, digits of other
      scripts and exponents refused.
    - Dates, ranges, limits (`≥ 8`), estimates (`~5`) and numbers with their measure (`68.436 tỷ`) are refused,
      each with its own sentence.

    The answer names the repairs that reading took.
    """
    if len(text) > MAX_LENGTH:
        return NotNumber(NotNumberReason.TOO_LONG) if text.strip() else Blank()
    folded, repairs = fold(text)
    if not folded:
        return Blank()
    refused = _refusal(folded)
    if refused is NotNumberReason.WORDS:
        return _beside_measure(folded)
    if refused is not None:
        return NotNumber(refused)
    reading = _read_signed(folded)
    if isinstance(reading, NotNumber):
        return reading
    repairs |= repairs_in(folded)
    return replace(reading, repairs=tuple(item for item in NumberRepair if item in repairs))


def _beside_measure(text: str) -> NotNumber:
    """Tell a number with its measure (`68.436 tỷ`) from words, and keep both parts for a question."""
    found = _MEASURED.fullmatch(text)
    if found is None or _refusal(found.group(1).strip()) is not None:
        return NotNumber(NotNumberReason.WORDS)
    within = _read_signed(found.group(1).strip())
    if isinstance(within, NotNumber):
        return NotNumber(NotNumberReason.WORDS)
    return NotNumber(NotNumberReason.MEASURE, within, found.group(2))


def _read_signed(text: str) -> Number | Ambiguous | NotNumber:
    """Read a text of digits, marks, signs and spaces."""
    text, percent = _strip_percent(text)
    signed = _strip_sign(text)
    if signed is None:
        return NotNumber(NotNumberReason.SIGN)
    body, negative = signed
    readings = _readings(body)
    if isinstance(readings, NotNumberReason):
        return NotNumber(readings)
    values = [-item if negative and item else item for item in map(Decimal, readings)]
    if len(values) == 1:
        return Number(values[0], percent)
    return Ambiguous((values[0], values[1]), "." if "." in body else ",", percent)


def _refusal(text: str) -> NotNumberReason | None:
    """Refuse what holds anything but digits, marks, signs, spaces and a per cent sign."""
    strange = set(text) - set("0123456789.,+-()% ")
    digits = sum(map(str.isdigit, text))
    checks = (
        (text.startswith("="), NotNumberReason.FORMULA),
        (text.startswith("#"), NotNumberReason.SHEET_ERROR),
        (not set(text) - set("-.… "), NotNumberReason.DASH),
        (_EXPONENT.fullmatch(text), NotNumberReason.EXPONENT),
        (_DATE.fullmatch(text), NotNumberReason.DATE),
        (_RANGE.fullmatch(text), NotNumberReason.RANGE),
        (_ABOUT.match(text), NotNumberReason.ABOUT),
        (_BOUND.match(text), NotNumberReason.BOUND),
        (any(map(str.isalpha, strange)), NotNumberReason.WORDS),
        (strange or not digits, NotNumberReason.SYMBOLS),
        (digits > MAX_DIGITS, NotNumberReason.TOO_LONG),
    )
    return next((reason for failed, reason in checks if failed), None)


def _strip_percent(text: str) -> tuple[str, bool]:
    """Take one per cent sign off the end, outside or inside the brackets of a negative number."""
    if text.endswith("%"):
        return text[:-1].rstrip(), True
    if text.endswith("%)"):
        return f"{text[:-2].rstrip()})", True
    return text, False


def _strip_sign(text: str) -> tuple[str, bool] | None:
    """Separate the sign; None where it is written twice, in the middle or half (`--5`, `5-3`, `(5`)."""
    negative = False
    if text.startswith("(") and text.endswith(")"):
        text, negative = text[1:-1].strip(), True
    elif text[:1] in {"+", "-"}:
        text, negative = text[1:].lstrip(), text[0] == "-"
    return None if not text or set(text) & set("+-()%") else (text, negative)


def _readings(body: str) -> tuple[str, ...] | NotNumberReason:
    """Give one or two texts that Decimal reads, or why there is none; `body` holds digits, marks and spaces."""
    if body[-1] in ".,":
        return NotNumberReason.UNFINISHED
    dots, commas = body.count("."), body.count(",")
    if dots and commas:
        decimal_mark = max(".,", key=body.rfind)
        return _split(body, decimal_mark, group="," if decimal_mark == "." else ".")
    mark = "." if dots else ","
    if dots + commas > 1:
        return (body.replace(mark, ""),) if _GROUPED[mark].fullmatch(body) else NotNumberReason.GROUPING
    if dots + commas == 1:
        return _one_mark(body, mark)
    if " " in body:
        return (body.replace(" ", ""),) if _GROUPED[" "].fullmatch(body) else NotNumberReason.GROUPING
    return (body,)


def _one_mark(body: str, mark: str) -> tuple[str, ...] | NotNumberReason:
    """Read a body with a single mark: decimals, unless the mark may as well stand between thousands."""
    decimals = _split(body, mark, group=" ")
    if isinstance(decimals, NotNumberReason):
        return decimals
    if _GROUPED[mark].fullmatch(body) or (" " in body and _GROUPED[" "].fullmatch(body.replace(mark, " "))):
        return (body.replace(mark, "").replace(" ", ""), *decimals)
    return decimals


def _split(body: str, decimal_mark: str, *, group: str) -> tuple[str, ...] | NotNumberReason:
    """Read `body` with a known decimal mark and an optional mark between thousands."""
    if body.count(decimal_mark) != 1:
        return NotNumberReason.GROUPING
    whole, _, fraction = body.partition(decimal_mark)
    if not fraction.isdigit():
        return NotNumberReason.GROUPING
    if whole and not whole.isdigit() and not _GROUPED[group].fullmatch(whole):
        return NotNumberReason.GROUPING
    return (f"{whole.replace(group, '') or '0'}.{fraction}",)


def write_number(value: Decimal, places: int | None = None) -> str:
    """Write a number for people: `1.234,5`, never with an exponent, never `-0`.

    `places` fixes the decimals shown, halves away from zero; None shows all that are stored. The
    text may be ambiguous when read back (3485 is `3.485`); where it will be, use `write_for_entry`.
    """
    text = f"{rounded(value, places):,f}"
    return text.translate({ord(","): ".", ord("."): ","})


def write_for_entry(value: Decimal) -> str:
    """Write a number for a cell that will be read again: no thousands marks, and never ambiguous.

    `read_number` gives back exactly this value: 3485 is `3485`, and 3.485 is `3,4850`.
    """
    text = f"{rounded(value, None):f}".replace(".", ",")
    return f"{text}0" if isinstance(read_number(text), Ambiguous) else text


def rounded(value: Decimal, places: int | None) -> Decimal:
    """Round halves away from zero, as every figure is shown; `places` None only does away with `-0`."""
    if not value.is_finite():
        raise ValueError(f"{value} is no figure")
    if places is not None:
        digits = max(value.adjusted(), 0) + places + 2
        value = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, Context(prec=digits))
    return value or value.copy_abs()
