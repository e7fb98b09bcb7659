"""The files of a run, by format: the report for people, the figures for other programs."""

from collections.abc import Iterator

from kgdesk.operations.consolidate import ConsolidationRun
from kgdesk.operations.workspace import Workspace

KNOWN = ("xlsx", "pdf", "docx", "datapackage", "sdmx-csv")


def files_of(workspace: Workspace, run: ConsolidationRun, formats: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """Give names (with a folder for the data package) and contents, one file at a time."""
    from kgdesk.operations.provincial_report import build_report
    from kgdesk.returns import (
        report_changes,
        report_docx,
        report_pdf,
        report_workbook,
        run_datapackage,
        run_sdmx,
    )

    report = build_report(workspace, run)
    stem = f"{workspace.unit.code}_{run.period.code}_run{run.number}"
    for wanted in formats:
        match wanted:
            case "xlsx":
                yield f"{stem}.xlsx", report_workbook.write_report(report)
            case "pdf":
                yield f"{stem}.pdf", report_pdf.write_report(report)
                if report.changes is not None:
                    yield f"{stem}_changes.pdf", report_changes.write_brief(report, report.changes)
            case "docx":
                yield f"{stem}.docx", report_docx.write_report(report)
            case "datapackage":
                for name, data in run_datapackage.write_datapackage(report, workspace.plan).items():
                    yield f"{stem}_datapackage/{name}", data
            case "sdmx-csv":
                yield f"{stem}_sdmx.csv", run_sdmx.write_sdmx_csv(report, workspace.plan, workspace.unit.code)
            case _:
                raise ValueError(wanted)
