"""The fixed parts of an administrative document (Decree 30/2020/ND-CP, Annex I, parts I to III).

Letterhead, title, addressee, legal bases, heading of an annex; the end of the document is in `pdf_closing`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from kgdesk.domain.return_document import Issue
from kgdesk.returns.pdf_fonts import BOLD, ITALIC, REGULAR, text_width
from kgdesk.returns.pdf_issue import (
    ANNEX_FIELD,
    DAY_FIELD,
    NUMBER_FIELD,
    IssueLine,
    date_text,
    number_text,
    reserve,
)
from kgdesk.returns.pdf_page import BODY, BODY_SIZE, CENTRED, LEADING, Pages, Style, TakesParagraphs

COUNTRY, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
COUNTRY_SIZE, BODY_NAME_SIZE, NUMBER_SIZE, MOTTO_SIZE = 13, 13, 13, 14
COLUMN_GAP = 8  # between the two columns, in points
RULE_SHARE = 0.4  # of the text's width: between a third and a half
_COMMITTEE = "ỦY BAN NHÂN DÂN"
COMPOUND = "kinh tế - xã hội"  # kept on one line of a title


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who issues a document, and its number, place and date."""

    superior_vi: str
    issuer_vi: str
    issue: Issue


def issuer_name(issuer_vi: str, unit_name_vi: str) -> str:
    """Write the issuer as it stands in a sentence: `Ủy ban nhân dân thành phố Phú Quốc`, `Sở Y tế`."""
    if issuer_vi.upper().startswith(_COMMITTEE):
        return f"Ủy ban nhân dân {unit_name_vi[:1].lower()}{unit_name_vi[1:]}"
    return unit_name_vi


def issuer_among(issuer_vi: str, names: Iterable[str]) -> str:
    """Write a body given in capitals as it stands in a sentence, by finding it among units' names.

    Capitals do not tell which words keep theirs, so a body that is not among `names` stays as it is.
    """
    wanted = issuer_vi.upper()
    for name in names:
        if wanted in {name.upper(), f"{_COMMITTEE} {name.upper()}"}:
            return issuer_name(issuer_vi, name)
    return issuer_vi


def signing_post(issuer_vi: str, post_vi: str) -> str:
    """Write the post above the name; a People's Committee is signed for on behalf of the body (`TM.`)."""
    post = post_vi.upper()
    if issuer_vi.upper().startswith(_COMMITTEE) and not post.startswith(("TM.", "KT.", "TL.", "TUQ.")):
        return f"TM. {_COMMITTEE}\n{post}"
    return post


def draw_letterhead(pages: Pages, head: Letterhead, *, open_lines: bool = False) -> tuple[IssueLine, ...]:
    """Set the two columns: who issues and the number, the country and the date.

    With `open_lines` number and date are not set; the lines that wait for them are returned.
    """
    start, issue = pages.y, head.issue
    place = f"{issue.place}, " if issue.place else ""
    center, width = draw_issuer(pages, superior=head.superior_vi, issuer=head.issuer_vi)
    pages.y -= 6
    lines = []
    if open_lines:
        lines.append(
            reserve(pages, NUMBER_FIELD, "Số: {number}", issue, font=REGULAR, size=13, center=center, width=width)
        )
    else:
        pages.y -= NUMBER_SIZE * LEADING
        pages.canvas.setFont(REGULAR, NUMBER_SIZE)
        pages.canvas.drawCentredString(center, pages.y + NUMBER_SIZE * 0.22, f"Số: {number_text(issue)}")
    lowest, pages.y = pages.y, start
    center, width = draw_country(pages)
    pages.y -= 6
    if open_lines:
        lines.append(
            reserve(pages, DAY_FIELD, place + "{day}", issue, font=ITALIC, size=13, center=center, width=width)
        )
    else:
        pages.centred_lines(place + date_text(issue.day), font=ITALIC, size=13, center=center, width=width)
    pages.y = min(lowest, pages.y)
    return tuple(lines)


def draw_country(pages: Pages) -> tuple[float, float]:
    """Set the country's name and motto in the right column; returns the column's centre and width."""
    width = country_width()
    center = pages.right - width / 2
    pages.centred_lines(COUNTRY, font=BOLD, size=COUNTRY_SIZE, center=center, width=width)
    extent = pages.centred_lines(MOTTO, font=BOLD, size=MOTTO_SIZE, center=center, width=width)
    pages.rule(center=center, length=extent)
    return center, width


def draw_issuer(pages: Pages, *, superior: str, issuer: str) -> tuple[float, float]:
    """Set the issuing body in the left column, the one above it first; returns the column's centre and width."""
    (center, width), size = issuer_column(pages), BODY_NAME_SIZE
    if superior:
        pages.centred_lines(superior.upper(), font=REGULAR, size=size, center=center, width=width)
    extent = pages.centred_lines(issuer.upper(), font=BOLD, size=size, center=center, width=width)
    pages.rule(center=center, length=extent * RULE_SHARE)
    return center, width


def issuer_column(pages: Pages) -> tuple[float, float]:
    """Give centre and width of the column the issuing body, the number and the subject of a letter stand in."""
    width = pages.text_width - country_width() - COLUMN_GAP
    return pages.left + width / 2, width


def country_width() -> float:
    """Width of the column the country's name stands in, in points."""
    return text_width(COUNTRY, BOLD, COUNTRY_SIZE) + 2


def draw_title(pages: Pages, *, kind: str, subject: str) -> None:
    """Set the type of the document in capitals, its subject, and the line under them."""
    pages.y -= 14
    center = (pages.left + pages.right) / 2
    pages.centred_lines(kind.upper(), font=BOLD, size=14, center=center, width=pages.text_width)
    subject = subject.replace(COMPOUND, COMPOUND.replace(" ", "\u00a0"))
    extent = pages.centred_lines(subject, font=BOLD, size=14, center=center, width=pages.text_width * 0.85)
    pages.rule(center=center, length=extent * RULE_SHARE, drop=3)
    pages.y -= 8


def draw_addressees(pages: TakesParagraphs, names: tuple[str, ...]) -> None:
    """Set `Kính gửi`: one on the same line with a full stop, several as a list."""
    label = "Kính gửi: "
    if len(names) == 1:
        pages.paragraph(f"{label}{names[0]}.", CENTRED)
        return
    indent = text_width(label, REGULAR, BODY_SIZE) + 60
    pages.paragraph(label, Style(align="left", indent=60))
    for position, name in enumerate(names):
        end = "." if position + 1 == len(names) else ";"
        pages.paragraph(f"- {name}{end}", Style(align="left", indent=indent, gap=2))


def draw_legal_bases(pages: TakesParagraphs, bases: tuple[str, ...]) -> None:
    """Set what the document rests on: italic, a semicolon after each and a full stop after the last."""
    for position, basis in enumerate(bases):
        end = "." if position + 1 == len(bases) else ";"
        pages.paragraph(basis.rstrip(" .;") + end, BODY, font=ITALIC)


def draw_annex_heading(
    pages: Pages, *, label: str, title: str, attached_to: str, open_issue: Issue | None = None
) -> tuple[IssueLine, ...]:
    """Set the heading of an annex: label and title bold and centred, what it belongs to in italic.

    With `open_issue` the last line waits for number and date: `attached_to` then has `{number}` and `{day}`.
    """
    center = (pages.left + pages.right) / 2
    pages.centred_lines(label, font=BOLD, size=14, center=center, width=pages.text_width)
    pages.centred_lines(title.upper(), font=BOLD, size=14, center=center, width=pages.text_width)
    lines: tuple[IssueLine, ...] = ()
    text = f"({attached_to})"
    if open_issue is None:
        pages.centred_lines(text, font=ITALIC, size=14, center=center, width=pages.text_width)
    else:
        width = pages.text_width
        lines = (reserve(pages, ANNEX_FIELD, text, open_issue, font=ITALIC, size=14, center=center, width=width),)
    pages.y -= 8
    return lines
