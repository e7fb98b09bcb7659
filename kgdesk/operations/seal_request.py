"""What is asked of sealing, and what comes of it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kgdesk.domain.findings import Finding
from kgdesk.domain.period import Period
from kgdesk.domain.return_document import ReturnDocument

ROLES = {"head": ("head",), "agency": ("agency",), "both": ("head", "agency")}
FORMATS = ("pdf", "xlsx")
HIGHEST_NUMBER = 99_999  # of an administrative document in a year


@dataclass(frozen=True, slots=True)
class SealRequest:
    """What the person who seals decides. `number` None leaves the number open; `day` None means today in Vietnam.

    Role `both` seals and signs twice with one key. Role `head` seals and signs for the head alone; role `agency`
    takes the file in `folder` that the head has signed, fills number and date, and signs for the agency.
    `key` is a PKCS#12 file with its `password`, or a PKCS#11 URI with the PIN. `head_image` and `seal_image` are
    transparent PNGs of the hand and the seal; nothing is drawn without them. `timestamp_url` names a service that
    proves the time of the agency's signature on the pages (RFC 3161); without it no network is used.
    `clock_confirmed` says that a person looked at a clock that seems to have been set back.
    """

    period: Period
    key: Path | str
    password: str
    folder: Path
    role: str = "both"
    number: int | None = None
    symbol: str = ""
    day: date | None = None
    head_name: str = ""
    formats: tuple[str, ...] = FORMATS
    head_image: Path | None = None
    seal_image: Path | None = None
    clock_confirmed: bool = False
    timestamp_url: str = ""


@dataclass(frozen=True, slots=True)
class SealedFiles:
    """What sealing made. With `blocking` findings nothing was made and nothing changed."""

    document: ReturnDocument | None
    digest: str
    files: tuple[Path, ...]
    blocking: tuple[Finding, ...] = ()
    repeated: bool = False  # the same sealed return, exported again


def file_stem(unit: str, period: str, revision: int) -> str:
    """The name of a return's files: ASCII, without the ending."""
    return f"{unit}_{period}_r{revision}"
