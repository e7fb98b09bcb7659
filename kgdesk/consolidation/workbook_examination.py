"""Looking at a workbook: the annex of a return, as it was sealed or saved again by another program."""

from datetime import datetime
from typing import TYPE_CHECKING

from kgdesk.consolidation.examined import Examination, consistent, identity_of, other_layout, with_facts
from kgdesk.consolidation.saved_again import saved_by, shows_a_return, with_saving
from kgdesk.domain.errors import Fault
from kgdesk.domain.return_document import LAYOUT
from kgdesk.domain.verdict import Fact, FileKind, SignatureFacts, Verdict

if TYPE_CHECKING:
    from kgdesk.signing.trust import TrustAnchors

_ANNEX_ROLES = ("agency",)  # Decree 30/2020: an annex in a file of its own carries the agency's signature alone


def examine_workbook(data: bytes, name: str, digest: str, *, anchors: "TrustAnchors", at: datetime) -> Examination:
    """Judge a workbook; raises Fault for one that was never a return, or cannot be read."""
    from kgdesk.returns import canonical, workbook
    from kgdesk.returns.package import read_package
    from kgdesk.returns.workbook_read import document_in
    from kgdesk.signing.workbook import inspect_workbook

    parts = read_package(data, name)
    program = saved_by(parts, name)
    try:
        inside = document_in(parts, name)
    except Fault as fault:
        if fault.code != "return.not_a_return" or not shows_a_return(parts, name):
            raise
        facts = inspect_workbook(data, anchors=anchors, at=at, expected_roles=_ANNEX_ROLES)
        if _whole(facts):
            raise
        return Examination(with_saving(with_facts(Verdict(name, FileKind.XLSX), facts), facts, program or ""), digest)
    document = canonical.from_bytes(inside, file=name)
    facts = inspect_workbook(data, anchors=anchors, at=at, expected_roles=_ANNEX_ROLES)
    verdict = with_facts(Verdict(name, FileKind.XLSX, identity=identity_of(document, inside)), facts)
    if document.layout != LAYOUT:
        verdict = other_layout(verdict)
    else:
        same = not workbook.differences(data, document, name)
        verdict = consistent(verdict, same=same, reason="verify.cells_differ")
    if program is not None and not _whole(facts):
        verdict = with_saving(verdict, facts, program)
    return Examination(verdict, digest, document, inside)


def _whole(facts: SignatureFacts) -> bool:
    return facts.integrity is Fact.PASSED and facts.coverage is Fact.PASSED
