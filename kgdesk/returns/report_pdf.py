"""The provincial report as PDF, in the layout of Decree 30/2020/ND-CP."""

from kgdesk.domain.provincial_report import ProvincialReport
from kgdesk.messages import VIETNAM
from kgdesk.returns.canonical import short_digest
from kgdesk.returns.pdf_attach import attach
from kgdesk.returns.pdf_closing import draw_closing
from kgdesk.returns.pdf_letterhead import (
    Letterhead,
    draw_addressees,
    draw_legal_bases,
    draw_letterhead,
    draw_title,
    issuer_among,
    signing_post,
)
from kgdesk.returns.pdf_page import Pages
from kgdesk.returns.pdf_return import PdfReturn, legal_bases
from kgdesk.returns.pdf_words import lower_first
from kgdesk.returns.report_pdf_annexes import draw_annexes
from kgdesk.returns.report_pdf_body import draw_report_body


def write_report(report: ProvincialReport) -> bytes:
    """Write the report; equal reports give equal bytes on one computer. Raises Fault `pdf.no_font`."""
    return write_signable_report(report).data


def write_signable_report(report: ProvincialReport) -> PdfReturn:
    """Write the report and say where its signatures go. Raises Fault `pdf.no_font`."""
    issuer = issuer_among(report.issuer_vi, report.unit_names.values())
    plan, period = lower_first(report.plan_name_vi), lower_first(report.period_label_vi)
    subject = f"Tình hình thực hiện {plan}, {period}"
    pages = Pages(title=f"Báo cáo {lower_first(subject)}", author=issuer)
    draw_letterhead(pages, Letterhead(report.superior_vi, report.issuer_vi, report.issue))
    draw_title(pages, kind="Báo cáo", subject=f"Tình hình thực hiện {plan}\n{period}")
    draw_addressees(pages, (report.recipient_vi,))
    draw_legal_bases(pages, legal_bases("\n".join(report.legal_basis_vi)))
    pages.paragraph(f"{issuer} tổng hợp, báo cáo {lower_first(subject)} như sau:")
    draw_report_body(pages, report)
    boxes = draw_closing(
        pages,
        f"Trên đây là báo cáo {lower_first(subject)}; {issuer} kính trình {report.recipient_vi} xem xét, chỉ đạo./.",
        post=signing_post(report.issuer_vi, report.head_post_vi),
        name=report.head_name,
        recipients=("Như trên", "Các đơn vị báo cáo", "Lưu: VT"),
    )
    draw_annexes(pages, report)
    moment = report.generated_at.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M:%S")
    run = f"Lần tổng hợp số {report.run_number}; mã đối chiếu: {short_digest(report.run_digest)}"
    pages.small_print((f"{run}; lập lúc {moment} (giờ Việt Nam).",))
    return PdfReturn(attach(pages.finish(), (), at=report.generated_at), boxes)
