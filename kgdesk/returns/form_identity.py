"""What a form says about itself: for which unit, period and plan it was made.

It stands as a line of small print on every sheet and as a defined name: both outlive Excel and LibreOffice,
which drop custom parts or hide nothing from whoever looks. Four digits at the end tell a line that was typed
or altered by hand; they prove nothing about who made the form.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

FORM_NAME = "KGDESK_FORM"
DIGEST_DIGITS = 16
_MARK = "KGDESK-FORM-1"
_LINE = re.compile(
    rf"{_MARK}\s+(?P<unit>[A-Za-z0-9_-]{{1,40}})\s+(?P<period>[A-Za-z0-9-]{{4,10}})\s+(?P<plan>[A-Za-z0-9_-]{{1,40}})"
    rf"\s+v(?P<version>\d{{1,6}})\s+(?P<digest>[0-9a-f]{{{DIGEST_DIGITS}}})\s+(?P<check>[0-9a-f]{{4}})(?![0-9a-f])"
)


@dataclass(frozen=True, slots=True)
class FormIdentity:
    """`digest` are the first sixteen digits of the plan document's SHA-256, in hex."""

    unit: str
    period: str
    plan: str
    version: int
    digest: str

    @property
    def line(self) -> str:
        """The line that is printed."""
        body = f"{_MARK} {self.unit} {self.period} {self.plan} v{self.version} {self.digest}"
        return f"{body} {_check(body)}"


def _check(body: str) -> str:
    return sha256(body.encode()).hexdigest()[:4]


def find_identities(texts: Iterable[str]) -> tuple[frozenset[FormIdentity], bool]:
    """Find the identities that stand in texts, and whether any was altered (its last four digits do not fit)."""
    found: set[FormIdentity] = set()
    altered = False
    for text in texts:
        if _MARK not in text:
            continue
        match = _LINE.search(text)
        if match is None:
            altered = True
            continue
        identity = FormIdentity(match["unit"], match["period"], match["plan"], int(match["version"]), match["digest"])
        if _check(identity.line.rpartition(" ")[0]) == match["check"]:
            found.add(identity)
        else:
            altered = True
    return frozenset(found), altered
