"""Figures from a table the clerk made: all of it, or nothing and a list of what is wrong."""

from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

from kgdesk.domain.changes import Outcome
from kgdesk.domain.errors import Fault
from kgdesk.domain.period import Period, PeriodKind
from kgdesk.files import read_bytes
from kgdesk.messages import printable
from kgdesk.operations.apart import read_apart
from kgdesk.operations.entry import record_observations
from kgdesk.operations.periods import ensure_reports
from kgdesk.operations.record_names import IndicatorNames
from kgdesk.operations.record_report import (
    IN_THE_WAY,
    Answers,
    Note,
    Question,
    RecordReport,
    RowOutcome,
    RowReport,
    TableSummary,
)
from kgdesk.operations.record_rows import RowReader, as_saved
from kgdesk.operations.workspace import Workspace
from kgdesk.returns import tabular
from kgdesk.returns.tabular import TableRead

__all__ = [
    "IN_THE_WAY", "Answers", "Note", "Question", "RecordReport", "RowOutcome", "RowReport", "TableSummary",
    "record_file",
]  # fmt: skip

_WORDS = ("thực hiện", "ước thực hiện", "ước", "ước TH", "TH", "ƯTH", "UTH", "kết quả", "số liệu", "kết quả thực hiện")
_NAMED_ROWS = 20  # of hidden ones, in a sentence


def record_file(
    workspace: Workspace,
    path: Path,
    *,
    period: Period,
    dry_run: bool = False,
    reason: str = "",
    answers: Answers | None = None,
) -> Outcome[RecordReport]:
    """Read a spreadsheet or text and save its figures in one transaction, one step; one bad row and nothing is saved.

    The file is only read. `answers` are what the person decided after a dry run. Raises the Faults of reading the
    file and its tables (`file.*`, `return.table_*`), `record.no_such_table`, `period.unit_ended`.
    """
    ensure_reports(workspace.unit, period)
    answers = answers or Answers()
    reader = RowReader(workspace, period, reason=reason, answers=answers)
    data = read_bytes(path, limit=tabular.MAX_BYTES)
    tables = read_apart(
        path.name,
        tabular.read_tables,
        data,
        path.name,
        is_known=reader.names.knows,
        more_values=value_headings(period),
    )
    table = _chosen(tables, answers.table, path)
    plans = reader.read(table.rows)
    reports = tuple(plan.report for plan in plans)
    accepted = not any(report.outcome in IN_THE_WAY for report in reports)
    found = RecordReport(
        reports, accepted, written=False, tables=tuple(map(_summary, tables)), table=answers.table,
        remarks=_remarks(tables, answers.table),
    )  # fmt: skip
    new = [plan.after for plan in plans if plan.after is not None]
    if dry_run or not accepted or not new:
        return Outcome(found)
    detail = {"file": printable(path.name), "sha256": sha256(data).hexdigest(), "sheet": table.sheet}
    changes = record_observations(
        workspace, period, new, reason=reason, action="entry.record_file", detail=detail
    ).changes
    rows = tuple(as_saved(plan) for plan in plans)
    return Outcome(RecordReport(rows, accepted, bool(changes), found.tables, found.table, found.remarks), changes)


def known_names(workspace: Workspace, period: Period) -> IndicatorNames:
    """Give the names under which a table may speak of what the unit is asked."""
    return IndicatorNames(workspace.indicators(period))


def value_headings(period: Period) -> tuple[str, ...]:
    """List the headings that mean this period's figure beside the usual ones: `Ước thực hiện năm 2024`, `ƯTH 6 tháng`.

    Those that name the year come first; the others are right wherever no other year stands above them.
    """
    dated = [period.label("vi")]
    if period.kind is PeriodKind.YEAR:
        dated.append(str(period.year))
    undated = _UNDATED[period.kind](period)
    return (
        *(f"{word} {name}" for name in (*dated, *undated) for word in _WORDS),
        *dated,
        period.label("en"),
        *(undated if period.kind is not PeriodKind.YEAR else ()),
    )


_UNDATED: dict[PeriodKind, Callable[[Period], tuple[str, ...]]] = {
    PeriodKind.YEAR: lambda _: ("cả năm", "năm nay", "năm báo cáo"),
    PeriodKind.HALF: lambda period: ("6 tháng đầu năm", "6 tháng") if period.index == 1 else ("6 tháng cuối năm",),
    PeriodKind.NINE_MONTHS: lambda _: ("9 tháng", "9 tháng đầu năm"),
    PeriodKind.QUARTER: lambda period: (f"quý {period.label().split()[1]}", f"quý {period.index}"),
    PeriodKind.MONTH: lambda period: (f"tháng {period.index}", f"tháng {period.index:02d}"),
}


def _chosen(tables: Sequence[TableRead], position: int, path: Path) -> TableRead:
    if not 0 <= position < len(tables):
        raise Fault("record.no_such_table", file=path, count=len(tables))
    table = tables[position]
    if table.twice:
        raise Fault("return.table_column_twice", file=path.name, column=table.twice[0])
    return table


def _summary(table: TableRead) -> TableSummary:
    return TableSummary(table.sheet, table.top, table.last, len(table.rows), table.known, hidden=table.hidden_sheet)


def _remarks(tables: Sequence[TableRead], position: int) -> tuple[Note, ...]:
    """Say which table was read where there were several, and what the file hides."""
    table = tables[position]
    where: dict[str, object] = {"sheet": table.sheet, "first": table.top, "last": table.last}
    remarks = []
    if len(tables) > 1:
        remarks.append(Note("record.table_chosen", {**where, "others": len(tables) - 1}))
    if table.hidden_sheet:
        remarks.append(Note("record.table_hidden", where))
    hidden = tuple(item.sheet for item in tables if item.hidden_sheet and item is not table)
    if hidden:
        remarks.append(Note("record.hidden_sheets", {"sheets": tuple(dict.fromkeys(hidden))}))
    if table.hidden_rows:
        named = tuple(map(str, table.hidden_rows[:_NAMED_ROWS]))
        remarks.append(Note("record.hidden_rows", {"count": len(table.hidden_rows), "rows": named}))
    if table.hidden_columns:
        remarks.append(Note("record.hidden_columns", {"columns": table.hidden_columns}))
    return tuple(remarks)
