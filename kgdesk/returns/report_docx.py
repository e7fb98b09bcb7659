"""The provincial report as a Word document: the text, tables and charts of the PDF, to be worked on."""

from kgdesk.domain.provincial_report import ProvincialReport
from kgdesk.returns.docx_medium import DocxMedium
from kgdesk.returns.report_text import report_issuer, report_title, set_report


def write_report(report: ProvincialReport) -> bytes:
    """Write the report; equal reports give equal bytes on one computer. Raises Fault `pdf.no_font`."""
    document = DocxMedium(title=report_title(report), author=report_issuer(report), at=report.generated_at)
    set_report(document, report)
    return document.finish()
