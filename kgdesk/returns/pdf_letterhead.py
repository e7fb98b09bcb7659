"""The fixed parts of an administrative document (Decree 30/2020/ND-CP, Annex I, parts I to III).

Letterhead, title, addressee, legal bases, heading of an annex; the end of the document is in `pdf_closing`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kgdesk.domain.return_document import Issue
from kgdesk.returns.pdf_fonts import BOLD, ITALIC, REGULAR, text_width
from kgdesk.returns.pdf_page import BODY, BODY_SIZE, CENTRED, LEADING, Pages, Style

COUNTRY, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
_COUNTRY_SIZE, _BODY_NAME_SIZE, _NUMBER_SIZE = 13, 13, 13
_RULE_SHARE = 0.4  # of the text's width: between a third and a half
_COMMITTEE = "ỦY BAN NHÂN DÂN"
_COMPOUND = "kinh tế - xã hội"  # kept on one line of a title
_BLANK_NUMBER = "\u00a0" * 10


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


def number_text(issue: Issue) -> str:
    """`05/BC-UBND`; blanks stand for a number that is not given yet. Numbers below 10 get a zero."""
    number = _BLANK_NUMBER if issue.number is None else f"{issue.number:02d}"
    return f"{number}/{issue.symbol}"


def date_text(day: date) -> str:
    """`ngày 05 tháng 01 năm 2025`: days below 10 and the months 1 and 2 get a zero."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)  # noqa: PLR2004 - the rule's own figure
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def draw_letterhead(pages: Pages, head: Letterhead) -> None:
    """Set the two columns: who issues and the number, the country and the date."""
    start = pages.y
    center = draw_issuer(pages, superior=head.superior_vi, issuer=head.issuer_vi)
    pages.y -= 6 + _NUMBER_SIZE * LEADING
    pages.canvas.setFont(REGULAR, _NUMBER_SIZE)
    pages.canvas.drawCentredString(center, pages.y + _NUMBER_SIZE * 0.22, f"Số: {number_text(head.issue)}")
    lowest, pages.y = pages.y, start
    center, width = draw_country(pages)
    pages.y -= 6
    place = f"{head.issue.place}, {date_text(head.issue.day)}" if head.issue.place else date_text(head.issue.day)
    pages.centred_lines(place, font=ITALIC, size=13, center=center, width=width)
    pages.y = min(lowest, pages.y)


def draw_country(pages: Pages) -> tuple[float, float]:
    """Set the country's name and motto in the right column; returns the column's centre and width."""
    width = _country_width()
    center = pages.right - width / 2
    pages.centred_lines(COUNTRY, font=BOLD, size=_COUNTRY_SIZE, center=center, width=width)
    extent = pages.centred_lines(MOTTO, font=BOLD, size=14, center=center, width=width)
    pages.rule(center=center, length=extent)
    return center, width


def draw_issuer(pages: Pages, *, superior: str, issuer: str) -> float:
    """Set the issuing body in the left column, the one above it first; returns the column's centre."""
    width = pages.text_width - _country_width() - 8
    center, size = pages.left + width / 2, _BODY_NAME_SIZE
    if superior:
        pages.centred_lines(superior.upper(), font=REGULAR, size=size, center=center, width=width)
    extent = pages.centred_lines(issuer.upper(), font=BOLD, size=size, center=center, width=width)
    pages.rule(center=center, length=extent * _RULE_SHARE)
    return center


def _country_width() -> float:
    return text_width(COUNTRY, BOLD, _COUNTRY_SIZE) + 2


def draw_title(pages: Pages, *, kind: str, subject: str) -> None:
    """Set the type of the document in capitals, its subject, and the line under them."""
    pages.y -= 14
    center = (pages.left + pages.right) / 2
    pages.centred_lines(kind.upper(), font=BOLD, size=14, center=center, width=pages.text_width)
    subject = subject.replace(_COMPOUND, _COMPOUND.replace(" ", "\u00a0"))
    extent = pages.centred_lines(subject, font=BOLD, size=14, center=center, width=pages.text_width * 0.85)
    pages.rule(center=center, length=extent * _RULE_SHARE, drop=3)
    pages.y -= 8


def draw_addressees(pages: Pages, names: tuple[str, ...]) -> None:
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


def draw_legal_bases(pages: Pages, bases: tuple[str, ...]) -> None:
    """Set what the document rests on: italic, a semicolon after each and a full stop after the last."""
    for position, basis in enumerate(bases):
        end = "." if position + 1 == len(bases) else ";"
        pages.paragraph(basis.rstrip(" .;") + end, BODY, font=ITALIC)


def draw_annex_heading(pages: Pages, *, label: str, title: str, attached_to: str) -> None:
    """Set the heading of an annex: label and title bold and centred, what it belongs to in italic."""
    center = (pages.left + pages.right) / 2
    pages.centred_lines(label, font=BOLD, size=14, center=center, width=pages.text_width)
    pages.centred_lines(title.upper(), font=BOLD, size=14, center=center, width=pages.text_width)
    pages.centred_lines(f"({attached_to})", font=ITALIC, size=14, center=center, width=pages.text_width)
    pages.y -= 8
