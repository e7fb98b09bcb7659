"""What pasted numbers need before they can be read, so that a preview can list it. The reading is in `numbers`."""

import re
from enum import StrEnum


class NumberRepair(StrEnum):
    """What was done to read a text that is not written as `write_number` writes; to be listed in a preview.

    The sentence stands under `number.repair_<repair>`; the order here is the order of a list.
    """

    TEXT_MARK = "text_mark"  # `'1234`: the apostrophe with which a spreadsheet keeps a number as text
    INVISIBLE = "invisible"  # zero-width signs
    FULL_WIDTH = "full_width"  # digits and signs of East Asian keyboards
    SPACES = "spaces"  # spaces between the digits, of any width
    MINUS = "minus"  # a dash that is no minus of the keyboard
    BRACKETS = "brackets"  # `(1.234)` for a negative number
    ENGLISH_MARKS = "english_marks"  # `1,234.50`, `1,234,567`
    DECIMAL_DOT = "decimal_dot"  # `6.02`
    NO_ZERO = "no_zero"  # `,5`


# Only these are folded: a general NFKC would turn `10²` into 102 and `½` into 1/2.
_FULL_WIDTH = {0xFF10 + digit: str(digit) for digit in range(10)}
_FULL_WIDTH |= {0xFF0E: ".", 0xFF0C: ",", 0xFF0B: "+", 0xFF05: "%", 0xFF08: "(", 0xFF09: ")"}
_DASHES = dict.fromkeys(map(ord, "\u2212\u2010\u2011\u2012\u2013\u2014\ufe63\uff0d"), "-")
_SPACES = dict.fromkeys(
    map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\r\n"), " "
)
_INVISIBLE = dict.fromkeys((0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF), "")  # marks that come with pasted cells
_FOLDS = (
    (NumberRepair.INVISIBLE, _INVISIBLE),
    (NumberRepair.FULL_WIDTH, _FULL_WIDTH),
    (None, _SPACES),  # told by what they part
    (NumberRepair.MINUS, _DASHES),
)
_TEXT_MARK = re.compile("['\u2018\u2019](?=[-+(]?[0-9.,])")
_AMBIGUOUS_DOT = re.compile(r"[1-9][0-9]{0,2}( [0-9]{3})*\.[0-9]{3}")  # may be thousands: no dot is decided


def fold(text: str) -> tuple[str, set[NumberRepair]]:
    """Write every sign as a keyboard would; the repairs that this took."""
    repairs = set()
    for repair, table in _FOLDS:
        folded = text.translate(table)
        if repair is not None and folded != text:
            repairs.add(repair)
        text = folded
    text = text.strip()
    if _TEXT_MARK.match(text):
        return text[1:], repairs | {NumberRepair.TEXT_MARK}
    return text, repairs


def repairs_in(text: str) -> set[NumberRepair]:
    """What a folded text that was read differs in from the form that `write_number` gives."""
    body = text.strip("-+()% ")
    dots, commas = body.count("."), body.count(",")
    english = commas > 1 or (dots == 1 and commas == 1 and body.index(",") < body.index("."))
    found = {
        NumberRepair.SPACES: " " in body,
        NumberRepair.BRACKETS: text.startswith("("),
        NumberRepair.ENGLISH_MARKS: english,
        NumberRepair.DECIMAL_DOT: dots == 1 and not commas and not _AMBIGUOUS_DOT.fullmatch(body),
        NumberRepair.NO_ZERO: body.startswith((".", ",")),
    }
    return {repair for repair, needed in found.items() if needed}
