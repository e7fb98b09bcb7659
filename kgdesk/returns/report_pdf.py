"""The provincial report as PDF, in the layout of Decree 30/2020/ND-CP."""

from kgdesk.domain.provincial_report import ProvincialReport
from kgdesk.returns.pdf_attach import attach
from kgdesk.returns.pdf_medium import PdfMedium
from kgdesk.returns.pdf_return import PdfReturn
from kgdesk.returns.report_text import report_issuer, report_title, set_report


def write_report(report: ProvincialReport) -> bytes:
    """Write the report; equal reports give equal bytes on one computer. Raises Fault `pdf.no_font`."""
    return write_signable_report(report).data


def write_signable_report(report: ProvincialReport) -> PdfReturn:
    """Write the report and say where its signatures go. Raises Fault `pdf.no_font`."""
    pages = PdfMedium(title=report_title(report), author=report_issuer(report))
    set_report(pages, report)
    return PdfReturn(attach(pages.finish(), (), at=report.generated_at), pages.boxes)
