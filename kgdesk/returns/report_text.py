"""The provincial report from its letterhead to its last line, on whatever it is set."""

from kgdesk.domain.provincial_report import ProvincialReport
from kgdesk.messages import VIETNAM
from kgdesk.returns.canonical import short_digest
from kgdesk.returns.medium import Medium
from kgdesk.returns.pdf_letterhead import (
    Letterhead,
    draw_addressees,
    draw_legal_bases,
    issuer_among,
    signing_post,
)
from kgdesk.returns.pdf_return import legal_bases
from kgdesk.returns.pdf_words import lower_first
from kgdesk.returns.report_annexes import draw_annexes
from kgdesk.returns.report_body import draw_report_body


def report_issuer(report: ProvincialReport) -> str:
    """Name the issuing body as it stands in a sentence."""
    return issuer_among(report.issuer_vi, report.unit_names.values())


def report_title(report: ProvincialReport) -> str:
    """Name the document for the properties of its file."""
    return f"Báo cáo {lower_first(_subject(report))}"


def _subject(report: ProvincialReport) -> str:
    return f"Tình hình thực hiện {lower_first(report.plan_name_vi)}, {lower_first(report.period_label_vi)}"


def set_report(medium: Medium, report: ProvincialReport) -> None:
    """Set the whole report."""
    issuer, subject = report_issuer(report), _subject(report)
    medium.letterhead(Letterhead(report.superior_vi, report.issuer_vi, report.issue))
    medium.title(kind="Báo cáo", subject="\n".join(subject.rsplit(", ", 1)))
    draw_addressees(medium, (report.recipient_vi,))
    draw_legal_bases(medium, legal_bases("\n".join(report.legal_basis_vi)))
    medium.paragraph(f"{issuer} tổng hợp, báo cáo {lower_first(subject)} như sau:")
    draw_report_body(medium, report)
    medium.closing(
        f"Trên đây là báo cáo {lower_first(subject)}; {issuer} kính trình {report.recipient_vi} xem xét, chỉ đạo./.",
        post=signing_post(report.issuer_vi, report.head_post_vi),
        name=report.head_name,
        recipients=("Như trên", "Các đơn vị báo cáo", "Lưu: VT"),
    )
    draw_annexes(medium, report)
    moment = report.generated_at.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M:%S")
    run = f"Lần tổng hợp số {report.run_number}; mã đối chiếu: {short_digest(report.run_digest)}"
    if report.journal:
        run += f"; mục nhật ký: {report.journal}"
    medium.small_print((f"{run}; lập lúc {moment} (giờ Việt Nam).",))
