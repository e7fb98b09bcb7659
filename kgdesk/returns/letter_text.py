"""Official letters (công văn) in the layout of Decree 30/2020/ND-CP: their words, on whatever they are set."""

from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal

from kgdesk.domain.numbers import write_number
from kgdesk.domain.official_letter import LetterKind, OfficialLetter
from kgdesk.messages import VIETNAM
from kgdesk.returns.docx_medium import DocxMedium
from kgdesk.returns.medium import Medium
from kgdesk.returns.pdf_attach import attach
from kgdesk.returns.pdf_issue import date_text
from kgdesk.returns.pdf_letterhead import Letterhead, draw_addressees, signing_post
from kgdesk.returns.pdf_medium import PdfMedium
from kgdesk.returns.pdf_page import Style
from kgdesk.returns.pdf_table import Column, Row
from kgdesk.returns.pdf_words import lower_first

_ORDINALS = ("", "nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
LAST_WARNING = 3  # from this reminder on the body above is told
_WHOLE = "Toàn bộ báo cáo"
_OVER_TABLE = Style(keep=60)


def write_pdf(letter: OfficialLetter) -> bytes:
    """Write the letter as PDF; equal letters give equal bytes on one computer. Raises Fault `pdf.no_font`."""
    pages = PdfMedium(title=letter_subject(letter), author=letter.head.issuer_name_vi)
    set_letter(pages, letter)
    return attach(pages.finish(), (), at=letter_moment(letter))


def write_docx(letter: OfficialLetter) -> bytes:
    """Write the letter for Word; equal letters give equal bytes. Raises Fault `pdf.no_font`."""
    document = DocxMedium(title=letter_subject(letter), author=letter.head.issuer_name_vi, at=letter_moment(letter))
    set_letter(document, letter)
    return document.finish()


def letter_moment(letter: OfficialLetter) -> datetime:
    """The one time in a letter's files: the morning of its day."""
    return datetime.combine(letter.head.issue.day, time(8), VIETNAM)


def letter_subject(letter: OfficialLetter) -> str:
    """Say what a letter is about, without `V/v`."""
    period = lower_first(letter.period_label_vi)
    if letter.kind is LetterKind.SEND_BACK:
        return f"trả lại báo cáo {period} để bổ sung, chỉnh sửa"
    return f"đôn đốc gửi báo cáo {period} (lần {letter.ordinal})"


def set_letter(medium: Medium, letter: OfficialLetter) -> None:
    """Set the letter from its letterhead to who signs."""
    head = letter.head
    medium.letterhead(Letterhead(head.superior_vi, head.issuer_vi, head.issue), subject=f"V/v {letter_subject(letter)}")
    medium.space(12)
    draw_addressees(medium, (letter.to_vi,))
    *sentences, last = letter_sentences(letter)
    if letter.kind is LetterKind.SEND_BACK and letter.comments:
        for sentence in sentences[:-1]:
            medium.paragraph(sentence)
        _draw_comments(medium, letter, sentences[-1])
    else:
        for sentence in sentences:
            medium.paragraph(sentence)
    told = letter.kind is LetterKind.REMINDER and letter.ordinal >= LAST_WARNING and head.above_vi
    medium.closing(
        last,
        post=signing_post(head.issuer_vi, head.head_post_vi),
        name="",
        recipients=("Như trên", *((f"{head.above_vi} (để báo cáo)",) if told else ()), "Lưu: VT"),
    )


def letter_sentences(letter: OfficialLetter) -> tuple[str, ...]:
    """The paragraphs of a letter, the closing one last."""
    kind = _send_back if letter.kind is LetterKind.SEND_BACK else _reminder
    return tuple(kind(letter))


def comment_rows(letter: OfficialLetter) -> tuple[tuple[str, str, str], ...]:
    """Number, place and text of each remark of a letter that sends a return back."""
    return tuple(
        (str(number), item.name_vi or item.indicator or _WHOLE, item.text)
        for number, item in enumerate(letter.comments, start=1)
    )


def mail_paragraphs(letter: OfficialLetter) -> tuple[str, ...]:
    """The letter's words for a mail, where the remarks stand as lines instead of a table."""
    *sentences, last = letter_sentences(letter)
    remarks = "\n".join(f"{number}. {place}: {text}" for number, place, text in comment_rows(letter))
    shown = (remarks,) if letter.kind is LetterKind.SEND_BACK and remarks else ()
    return (*sentences, *shown, last)


def _reminder(letter: OfficialLetter) -> Iterator[str]:
    issuer, period = letter.head.issuer_name_vi, lower_first(letter.period_label_vi)
    due = "" if letter.due is None else f", {letter.to_vi} gửi báo cáo {period} chậm nhất là {date_text(letter.due)}"
    yield f"Thực hiện chế độ báo cáo về {lower_first(letter.plan_name_vi)}{due}."
    before = ""
    if letter.reminded_on is not None:
        number = _ordinal(letter.ordinal - 1)
        before = f"{issuer} đã có văn bản đôn đốc lần thứ {number} vào {date_text(letter.reminded_on)}. "
    late = write_number(Decimal(letter.late_days))
    yield (
        f"{before}Đến {date_text(letter.head.issue.day)}, đã quá hạn {late} ngày, {issuer} "
        f"{'vẫn ' if before else ''}chưa nhận được báo cáo của {letter.to_vi}."
    )
    if letter.ordinal >= LAST_WARNING:
        above = letter.head.above_vi or "cấp có thẩm quyền"
        yield (
            f"Đây là lần đôn đốc thứ {_ordinal(letter.ordinal)}. Sau thời hạn nêu tại văn bản này, {issuer} tổng hợp "
            f"danh sách đơn vị không gửi báo cáo, trình {above} xem xét, chỉ đạo."
        )
    yield (
        f"{issuer} đề nghị {letter.to_vi} khẩn trương hoàn thành, ký số và gửi báo cáo trước "
        f"{date_text(letter.answer_by)}; trường hợp có khó khăn, vướng mắc, đề nghị thông báo ngay để phối hợp "
        "xử lý./."
    )


def _send_back(letter: OfficialLetter) -> Iterator[str]:
    issuer, period = letter.head.issuer_name_vi, lower_first(letter.period_label_vi)
    came = "" if letter.received_at is None else f", nhận {_day_of(letter.received_at)}"
    yield (
        f"{issuer} đã xem xét báo cáo {period} của {letter.to_vi} (lần báo cáo {letter.revision}, mã đối chiếu "
        f"{letter.short_digest}{came})."
    )
    if letter.comments:
        yield "Qua rà soát, báo cáo còn những nội dung cần bổ sung, chỉnh sửa như sau:"
    else:
        yield "Qua rà soát, báo cáo cần được bổ sung, chỉnh sửa theo ý kiến nêu tại biên nhận gửi kèm."
    yield (
        f"{issuer} trả lại báo cáo nêu trên, đề nghị {letter.to_vi} rà soát, chỉnh sửa, ký số và gửi báo cáo lần "
        f"{letter.revision + 1} trước {date_text(letter.answer_by)}./."
    )


def _draw_comments(medium: Medium, letter: OfficialLetter, introduction: str) -> None:
    medium.paragraph(introduction, _OVER_TABLE)
    medium.space(6)
    columns = (Column("STT", 11, "center"), Column("Chỉ tiêu, nội dung", 56), Column("Ý kiến", 98))
    medium.table(
        columns,
        [Row(cells) for cells in comment_rows(letter)],
        size=12,
    )


def _ordinal(number: int) -> str:
    return _ORDINALS[number] if number < len(_ORDINALS) else str(number)


def _day_of(moment: datetime) -> str:
    day: date = moment.astimezone(VIETNAM).date()
    return date_text(day)
