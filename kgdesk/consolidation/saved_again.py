"""Workbooks that a spreadsheet program saved again: who saved them, and whether they are ours still.

KGDesk writes no document properties, a spreadsheet program always does (ECMA-376 part 1, 22.2): they
tell an innocent saving from anything worse, and no more than that; what they say proves nothing.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from kgdesk.domain.errors import Fault
from kgdesk.domain.verdict import Fact, SignatureFacts, Verdict

SAVED_AGAIN, SAVED_BROKEN = "verify.saved_again", "verify.saved_again_broken"
_PROPERTIES = "docProps/app.xml"
_WORKBOOK = "xl/workbook.xml"
_LONGEST_NAME = 40
_ABOUT = re.compile("mã đối chiếu: (?:[0-9a-f]{4} ){3}[0-9a-f]{4}".encode())
# Looked for in the order given: openpyxl calls itself "Microsoft Excel Compatible / Openpyxl".
_PROGRAMS = (
    ("openpyxl", "openpyxl"),
    ("libreoffice", "LibreOffice"),
    ("collabora", "Collabora Office"),
    ("openoffice", "OpenOffice"),
    ("onlyoffice", "ONLYOFFICE"),
    ("wps", "WPS Office"),
    ("google", "Google Sheets"),
    ("excel", "Microsoft Excel"),
)
_BY_WORKBOOK = {"xl": "Microsoft Excel", "calc": "LibreOffice", "et": "WPS Office"}
_GONE = {"unsigned", "signer_missing"}


def saved_by(parts: Mapping[str, bytes], name: str) -> str | None:
    """Name the program that saved a workbook, '' for one that does not say; None where only KGDesk wrote."""
    said = _text_of(parts, _PROPERTIES, "Application", name) or ""
    for mark, program in _PROGRAMS:
        if mark in said.lower():
            return program
    if said.strip():
        return said.strip()[:_LONGEST_NAME]
    program = _BY_WORKBOOK.get(_app_name(parts, name).lower(), "")
    traces = ("docProps/", "xl/theme/", "xl/sharedStrings.xml")
    return program if program or any(part.startswith(traces) for part in parts) else None


def shows_a_return(parts: Mapping[str, bytes], name: str) -> bool:
    """Whether a workbook that carries no document was a return: its digest is printed, or it has our four sheets."""
    from kgdesk.returns.workbook_sheets import ESCALATIONS, INDICATORS, NARRATIVES, PAIRS

    if any(_ABOUT.search(content) for part, content in parts.items() if part.startswith("xl/")):
        return True
    return _sheet_names(parts, name) >= {INDICATORS, PAIRS, NARRATIVES, ESCALATIONS}


def is_saved_again(verdict: Verdict) -> bool:
    """Whether a verdict tells of a workbook saved again, with or without what is left of its signature."""
    return not {SAVED_AGAIN, SAVED_BROKEN}.isdisjoint(verdict.reasons)


def with_saving(verdict: Verdict, facts: SignatureFacts, program: str) -> Verdict:
    """Tell the saving instead of its consequences: no signature any more, or one that holds no longer."""
    params = {
        **verdict.params,
        "file": verdict.file,
        "program_vi": program or "một chương trình khác",
        "program_en": program or "another program",
    }
    if "unsigned" not in facts.reasons:
        return replace(verdict, reasons=(SAVED_BROKEN, *verdict.reasons), params=params)
    others = tuple(reason for reason in verdict.reasons if reason not in _GONE)
    return replace(verdict, coverage=Fact.INDETERMINATE, reasons=(SAVED_AGAIN, *others), params=params)


def _text_of(parts: Mapping[str, bytes], part: str, element: str, name: str) -> str | None:
    from kgdesk.returns.package_xml import read_elements

    try:
        elements = read_elements(parts.get(part, b"<none/>"), file=name, part=part)
    except Fault:
        return None
    return next((item.text for item in elements if item.name.rpartition("}")[2] == element), None)


def _app_name(parts: Mapping[str, bytes], name: str) -> str:
    return next((item.get("appName", "") for item in _attributes(parts, "fileVersion", name)), "")


def _sheet_names(parts: Mapping[str, bytes], name: str) -> set[str]:
    return {item.get("name", "") for item in _attributes(parts, "sheet", name)}


def _attributes(parts: Mapping[str, bytes], element: str, name: str) -> list[dict[str, str]]:
    from kgdesk.returns.package_xml import read_elements

    try:
        elements = read_elements(parts.get(_WORKBOOK, b"<none/>"), file=name, part=_WORKBOOK)
    except Fault:
        return []
    return [item.attributes for item in elements if item.name.rpartition("}")[2] == element]
