"""The answer to a matter: which document gave it, of which day, and what it says.

The document is the first line of the answer, as an office would write it, so that whoever reads the
matter anywhere reads it too: `Văn bản số 123/UBND-TH ngày 05/02/2024`.
"""

import re
from dataclasses import dataclass
from datetime import date

_FIRST_LINE = re.compile(
    r"Văn bản(?: số (?P<number>\S(?:[^\n]*?\S)??))?(?: ngày (?P<day>\d{2})/(?P<month>\d{2})/(?P<year>\d{4}))?"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """Number and symbol of the document (`123/UBND-TH`), its day, and what was decided."""

    number: str = ""
    day: date | None = None
    text: str = ""


def read_answer(stored: str) -> Answer:
    """Take the document out of a stored answer; one without is all text."""
    first, _, rest = stored.partition("\n")
    found = _FIRST_LINE.fullmatch(first.strip())
    if found is None or (found["number"] is None and found["day"] is None):
        return Answer(text=stored.strip())
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"])) if found["day"] else None
    except ValueError:
        return Answer(text=stored.strip())
    return Answer(found["number"] or "", day, rest.strip())


def write_answer(answer: Answer) -> str:
    """Put document and text together; without a document only the text."""
    number = " ".join(answer.number.split())
    parts = [f" số {number}" if number else "", f" ngày {answer.day:%d/%m/%Y}" if answer.day else ""]
    first = f"Văn bản{''.join(parts)}" if any(parts) else ""
    return "\n".join(part for part in (first, answer.text.strip()) if part)
