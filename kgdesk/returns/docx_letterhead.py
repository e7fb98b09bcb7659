"""The fixed parts of an administrative document in Word: letterhead, title, and the end with who signs."""

from collections.abc import Iterator

from kgdesk.returns.docx_xml import cell_xml, paragraph_xml, row_xml, rule_xml, table_xml
from kgdesk.returns.pdf_fonts import BOLD, BOLD_ITALIC, ITALIC, REGULAR, text_width
from kgdesk.returns.pdf_issue import date_text, number_text
from kgdesk.returns.pdf_letterhead import (
    BODY_NAME_SIZE,
    COLUMN_GAP,
    COMPOUND,
    COUNTRY,
    COUNTRY_SIZE,
    MOTTO,
    MOTTO_SIZE,
    NUMBER_SIZE,
    RULE_SHARE,
    Letterhead,
    country_width,
)
from kgdesk.returns.pdf_page import BODY_SIZE, MM
from kgdesk.returns.pdf_text import Run, wrap_evenly

_SUBJECT_SIZE = 12
_LIST_SIZE = 11
_TITLE_SHARE = 0.85  # of the text's width
_SIGNING_SHARE = 0.52
_HAND = 34 * MM  # between post and name: room for the hand and the seal


def letterhead_xml(head: Letterhead, *, width: float, subject: str = "") -> str:
    """Write who issues and the number on the left, the country, place and date on the right."""
    right = country_width()
    left = width - right - COLUMN_GAP
    place = f"{head.issue.place}, " if head.issue.place else ""
    issuing = [
        *([_centred(head.superior_vi.upper(), REGULAR, BODY_NAME_SIZE, left)] if head.superior_vi else []),
        *_over_line(head.issuer_vi.upper(), BODY_NAME_SIZE, left, share=RULE_SHARE),
        _centred(f"Số: {number_text(head.issue)}", REGULAR, NUMBER_SIZE, left, before=6),
    ]
    if subject:
        issuing.append(_centred(subject, REGULAR, _SUBJECT_SIZE, left))
    country = [
        _centred(COUNTRY, BOLD, COUNTRY_SIZE, right),
        *_over_line(MOTTO, MOTTO_SIZE, right, share=1.0),
        _centred(place + date_text(head.issue.day), ITALIC, NUMBER_SIZE, right, before=6),
    ]
    cells = cell_xml("".join(issuing), width=left + COLUMN_GAP) + cell_xml("".join(country), width=right)
    return table_xml((row_xml(cells, whole=True),), (left + COLUMN_GAP, right), padding=0)


def _centred(text: str, font: str, size: float, width: float, *, before: float = 0.0, keep: bool = False) -> str:
    """Write a heading in even lines."""
    lines = "\n".join(wrap_evenly(text, font=font, size=size, width=width))
    return paragraph_xml((Run(lines, font),), size=size, align="center", before=before, keep_next=keep)


def _over_line(text: str, size: float, width: float, *, share: float) -> Iterator[str]:
    lines = wrap_evenly(text, font=BOLD, size=size, width=width)
    yield _centred(text, BOLD, size, width)
    yield rule_xml(width=width, length=max(text_width(line, BOLD, size) for line in lines) * share)


def title_xml(kind: str, subject: str, *, width: float) -> Iterator[str]:
    """Write the type of the document in capitals, its subject, and the line under them."""
    subject = subject.replace(COMPOUND, COMPOUND.replace(" ", "\u00a0"))
    lines = wrap_evenly(subject, font=BOLD, size=BODY_SIZE, width=width * _TITLE_SHARE)
    yield _centred(kind.upper(), BOLD, BODY_SIZE, width, before=14, keep=True)
    yield _centred("\n".join(lines), BOLD, BODY_SIZE, width, keep=True)
    longest = max((text_width(line, BOLD, BODY_SIZE) for line in lines), default=0.0)
    yield rule_xml(width=width, length=longest * RULE_SHARE, drop=3)


def subject_xml(text: str, *, font: str, size: float, width: float) -> str:
    """Write a centred line of an annex's heading."""
    return _centred(text, font, size, width, keep=True)


def closing_xml(*, post: str, name: str, recipients: tuple[str, ...], width: float) -> str:
    """Write who receives copies on the left; post, room for the signature and name on the right."""
    left, right = width * (1 - _SIGNING_SHARE), width * _SIGNING_SHARE
    copies = [paragraph_xml((Run("Nơi nhận:", BOLD_ITALIC),), size=12)]
    for position, item in enumerate(recipients):
        end = "." if position + 1 == len(recipients) else ";"
        copies.append(paragraph_xml((Run(f"- {item}{end}"),), size=_LIST_SIZE))
    signing = _centred(post.upper(), BOLD, BODY_SIZE, right) + paragraph_xml(
        (Run(name, BOLD),), size=BODY_SIZE, align="center", before=_HAND
    )
    cells = cell_xml("".join(copies) if recipients else paragraph_xml((), size=2), width=left)
    return table_xml((row_xml(cells + cell_xml(signing, width=right), whole=True),), (left, right))
