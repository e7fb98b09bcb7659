"""The end of an administrative document (Decree 30/2020/ND-CP, Annex I): last paragraph, recipients, signatures."""

from kgdesk.returns.pdf_fonts import BOLD, BOLD_ITALIC, REGULAR
from kgdesk.returns.pdf_page import BODY, BODY_SIZE, LEADING, MM, PARAGRAPH_GAP, Pages
from kgdesk.returns.pdf_text import Run, wrap, wrap_runs
from kgdesk.signing.boxes import SignatureBox

_SEAL = 34 * MM  # a square for the seal of a body, about its real size
_HAND = (54 * MM, 26 * MM)  # for the image of the handwritten signature
_SIGNING_SHARE = 0.52  # of the text's width, for post and name


def draw_closing(
    pages: Pages, text: str, *, post: str, name: str, recipients: tuple[str, ...]
) -> dict[str, SignatureBox]:
    """Set the last paragraph and the signature block on one page, so that no signature stands alone."""
    lines = len(wrap_runs((Run(text),), size=BODY_SIZE, width=pages.text_width, indent=BODY.indent))
    pages.need(lines * BODY_SIZE * LEADING + PARAGRAPH_GAP + _block_height(pages, post, recipients))
    pages.paragraph(text)
    return draw_signature_block(pages, post=post, name=name, recipients=recipients)


def _block_height(pages: Pages, post: str, recipients: tuple[str, ...]) -> float:
    lines = len(wrap(post.upper(), font=BOLD, size=BODY_SIZE, width=pages.text_width * _SIGNING_SHARE))
    signing = (lines + 1) * BODY_SIZE * LEADING + max(_HAND[1], _SEAL) + 12
    return 2 * PARAGRAPH_GAP + max(signing, (len(recipients) + 1) * 12 * LEADING)


def draw_signature_block(pages: Pages, *, post: str, name: str, recipients: tuple[str, ...]) -> dict[str, SignatureBox]:
    """Set `Nơi nhận` and the signature block side by side; returns the boxes `head` and `agency`.

    The head's signature goes between post and name; the seal covers the left third of it.
    """
    center = pages.left + pages.text_width * 0.74
    width = pages.text_width * _SIGNING_SHARE
    hand_width, hand_height = _HAND
    pages.need(_block_height(pages, post, recipients))
    pages.space(2 * PARAGRAPH_GAP)
    start = pages.y
    _draw_recipients(pages, recipients, width=pages.text_width * 0.45)
    lowest, pages.y = pages.y, start
    pages.centred_lines(post.upper(), font=BOLD, size=BODY_SIZE, center=center, width=width)
    pages.y -= 4
    top, height = pages.y, max(hand_height, _SEAL)
    middle = top - height / 2
    head = SignatureBox(
        pages.index,
        center - hand_width / 2,
        middle - hand_height / 2,
        center + hand_width / 2,
        middle + hand_height / 2,
    )
    edge = head.left + hand_width / 3
    agency = SignatureBox(pages.index, edge - _SEAL, middle - _SEAL / 2, edge, middle + _SEAL / 2)
    pages.y = top - height - 4
    pages.centred_lines(name, font=BOLD, size=BODY_SIZE, center=center, width=width)
    pages.y = min(lowest, pages.y)
    return {"head": head, "agency": agency}


def _draw_recipients(pages: Pages, recipients: tuple[str, ...], *, width: float) -> None:
    if not recipients:
        return
    pages.y -= 12 * LEADING
    pages.canvas.setFont(BOLD_ITALIC, 12)
    pages.canvas.drawString(pages.left, pages.y + 3, "Nơi nhận:")
    pages.canvas.setFont(REGULAR, 11)
    for position, name in enumerate(recipients):
        end = "." if position + 1 == len(recipients) else ";"
        for line in wrap(f"- {name}{end}", font=REGULAR, size=11, width=width):
            pages.y -= 11 * LEADING
            pages.canvas.drawString(pages.left, pages.y + 2.5, line)
