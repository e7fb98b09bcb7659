"""The return as a workbook: the official annex for people, the canonical document inside for programs."""

from kgdesk.domain.return_document import ReturnDocument
from kgdesk.returns import canonical
from kgdesk.returns.workbook_compare import CellDifference, differences
from kgdesk.returns.workbook_package import write_workbook_package
from kgdesk.returns.workbook_read import read_document
from kgdesk.returns.workbook_sheets import return_sheets
from kgdesk.returns.workbook_styles import StyleTable

__all__ = ["CellDifference", "differences", "read_document", "write_workbook"]


def write_workbook(document: ReturnDocument) -> bytes:
    """Write the annex; equal documents give equal bytes."""
    payload, styles = canonical.to_bytes(document), StyleTable()
    return write_workbook_package(return_sheets(document, canonical.digest(payload), styles), styles, payload)
