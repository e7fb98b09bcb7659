"""Numbers as Vietnamese offices write and paste them.

Written form: dots between thousands, a comma before decimals (`1.234,5`). Both habits arrive mixed
in real texts (`68.436 tỷ`, `6.02%`), so a lone mark before exactly three digits is never guessed:
`3.485` and `3,485` each come back as `Ambiguous` with both readings, and the person chooses.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum

MAX_LENGTH = 60  # characters of one cell; a longer text is prose or an attack
MAX_DIGITS = 24  # leaves four digits of the 28-digit arithmetic for sums over many units


class NotNumberReason(StrEnum):
    """Why a text is no number; the sentence stands under `number.<reason>`."""

    WORDS = "words"  # letters: `5 tỷ`, `abc`
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
    """A number with one reading. `percent` says that a per cent sign followed; `value` is as typed (7,5 % is 7.5)."""

    value: Decimal
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Two readings, thousands first whatever the mark (`3.485` and `3,485`: 3485, then 3.485)."""

    candidates: tuple[Decimal, Decimal]
    mark: str
    percent: bool = False

    @property
    def vietnamese(self) -> Decimal:
        """The reading of someone who keeps to the Vietnamese form; to be offered first, never taken silently."""
        return self.candidates[0] if self.mark == "." else self.candidates[1]


@dataclass(frozen=True, slots=True)
class Blank:
    """Nothing is written; not the same as zero."""


@dataclass(frozen=True, slots=True)
class NotNumber:
    """A text that is no number, and why."""

    reason: NotNumberReason

    @property
    def code(self) -> str:
        """The code of its sentence in `resources/messages/number.json`; the blank is `{text}`."""
        return f"number.{self.reason}"


NumberReading = Number | Ambiguous | Blank | NotNumber

# Only these are folded: a general NFKC would turn `10²` into 102 and `½` into 1/2.
_FOLDED = {0xFF10 + digit: str(digit) for digit in range(10)}
_FOLDED |= dict.fromkeys(map(ord, "\u2212\u2010\u2011\u2012\u2013\u2014\ufe63\uff0d"), "-")
_FOLDED |= dict.fromkeys(
    map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\r\n"), " "
)
_FOLDED |= {0xFF0E: ".", 0xFF0C: ",", 0xFF0B: "+", 0xFF05: "%", 0xFF08: "(", 0xFF09: ")"}
_FOLDED |= dict.fromkeys((0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF), "")  # invisible marks that come with pasted cells

_GROUPED = {mark: re.compile(rf"[1-9][0-9]{{0,2}}(?:{re.escape(mark)}[0-9]{{3}})+") for mark in "., "}
_EXPONENT = re.compile(r"[+-]?[0-9][0-9.,]*[eE][+-]?[0-9]+")


def read_number(text: str) -> NumberReading:
    """Read one cell.

    - Both marks present: the last one is the decimal mark (`1.234,5`, `1,234.5`).
    - A mark twice or more: thousands, in groups of exactly three (`1.234.567`).
    - One mark before exactly three digits, after one to three digits that do not begin with 0, or
      after digits grouped by spaces: ambiguous (`3.485`, `68,436`, `1 234.567`).
    - Any other single mark: decimals (`0.125`, `1234,567`, `6.02`, `,5`).
    - Spaces of every width group thousands; brackets and every kind of dash make it negative.
    - Full-width digits are folded, digits of other scripts and exponents refused.
    """
    if len(text) > MAX_LENGTH:
        return NotNumber(NotNumberReason.TOO_LONG) if text.strip() else Blank()
    folded = text.translate(_FOLDED).strip()
    if not folded:
        return Blank()
    refused = _refusal(folded)
    return _read_signed(folded) if refused is None else NotNumber(refused)


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
    text = f"{_shown(value, places):,f}"
    return text.translate({ord(","): ".", ord("."): ","})


def write_for_entry(value: Decimal) -> str:
    """Write a number for a cell that will be read again: no thousands marks, and never ambiguous.

    `read_number` gives back exactly this value: 3485 is `3485`, and 3.485 is `3,4850`.
    """
    text = f"{_shown(value, None):f}".replace(".", ",")
    return f"{text}0" if isinstance(read_number(text), Ambiguous) else text


def _shown(value: Decimal, places: int | None) -> Decimal:
    if not value.is_finite():
        raise ValueError(f"{value} is no figure")
    if places is not None:
        digits = max(value.adjusted(), 0) + places + 2
        value = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, Context(prec=digits))
    return value or value.copy_abs()
