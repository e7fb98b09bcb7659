"""The code at the head of a mail's subject: `[KGDESK KG-911 2024 r1]`. For people and their filters; never believed."""

import re
from dataclasses import dataclass

_CODE = re.compile(r"\[KGDESK ([A-Z0-9-]{1,20}) ([0-9A-Z-]{4,8}) r([1-9][0-9]{0,3})\]")


@dataclass(frozen=True, slots=True)
class SubjectCode:
    """Which return a mail says it is about."""

    unit: str
    period: str
    revision: int

    def __str__(self) -> str:
        return f"[KGDESK {self.unit} {self.period} r{self.revision}]"


def code_in(subject: str) -> SubjectCode | None:
    """Find the code in a subject, also behind `Re:` and `Fwd:`; None where there is none."""
    found = _CODE.search(subject)
    return None if found is None else SubjectCode(found[1], found[2], int(found[3]))
