"""Commands for spreadsheets: `record` reads a table of one's own."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgdesk.cli.opening import add_period, add_workspace, period_of, workspace_of
from kgdesk.cli.output import Output
from kgdesk.cli.usage_texts import help_text
from kgdesk.domain.errors import Fault
from kgdesk.messages import say

if TYPE_CHECKING:
    from kgdesk.operations.record_report import Answers, RecordReport, RowReport

DONE, ANSWER_IS_NO = 0, 1
_FIGURES = ("value", "numerator", "denominator")
_COLUMNS = (*_FIGURES, "measure", "source", "note")


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add `record`."""
    record = commands.add_parser("record", parents=[shared], help=help_text("record"))
    add_workspace(record)
    add_period(record)
    record.add_argument("file", type=Path, metavar="FILE")
    record.add_argument("--dry-run", action="store_true", help=help_text("dry_run"))
    record.add_argument("--table", type=int, default=1, metavar="N", help=help_text("record_table"))
    add_answers(record)
    record.set_defaults(run=_record)


def add_answers(parser: argparse.ArgumentParser) -> None:
    """Let a command take the decisions after a dry run."""
    parser.add_argument("--choose", action="append", default=[], metavar="ROW=TEXT", help=help_text("record_choose"))
    parser.add_argument("--leave-out", action="append", default=[], type=int, metavar="ROW",
                        help=help_text("record_leave_out"))  # fmt: skip
    parser.add_argument("--reason", default="", metavar="TEXT", help=help_text("record_reason"))


def answers_of(args: argparse.Namespace, *, table: int = 0) -> "Answers":
    """Read the decisions: `12=3485`, `12.numerator=3485`; raises Fault `record.bad_choice`."""
    from kgdesk.operations.record_report import Answers

    texts: dict[tuple[int, str], str] = {}
    for choice in args.choose:
        place, mark, text = choice.partition("=")
        row, _, column = place.partition(".")
        if not mark or not row.strip().isdigit() or (column and column.strip() not in _COLUMNS):
            raise Fault("record.bad_choice", text=choice)
        texts[int(row), column.strip() or "value"] = text.strip()
    return Answers(table, texts, frozenset(args.leave_out))


def _record(args: argparse.Namespace, output: Output) -> int:
    from kgdesk.operations.record import record_file

    period, answers = period_of(args), answers_of(args, table=args.table - 1)
    with workspace_of(args) as workspace:
        report = record_file(
            workspace, args.file, period=period, dry_run=args.dry_run, reason=args.reason, answers=answers
        ).result
    print_report(report, output)
    output.say("cli.record.done" if report.written else "cli.record.not_written", rows=len(report.rows), file=args.file)
    return DONE if report.accepted else ANSWER_IS_NO


def print_report(report: "RecordReport", output: Output) -> None:
    """Print the tables found, the remarks and every row; in JSON the tables and remarks come last, as one object."""
    lang = output.lang
    remarks = [say(item.code, lang, **item.params) for item in report.remarks]
    for text in remarks:
        output.text(text)
    if len(report.tables) > 1:
        for number, item in enumerate(report.tables, 1):
            output.say("record.table_line", number=number, sheet=item.sheet, first=item.top, last=item.last,
                       rows=item.rows, known=item.known)  # fmt: skip
    for row in report.rows:
        _print_row(row, output)
    output.record(tables=report.tables, table=report.table + 1, remarks=remarks, written=report.written)


def _print_row(row: "RowReport", output: Output) -> None:
    message = say(row.code, output.lang, **row.params)
    repairs = [say(item.code, output.lang, **item.params) for item in row.repairs]
    output.say("cli.record.row", row=row.row, indicator=row.indicator, message=message)
    for text in repairs:
        output.text(f"  - {text}")
    for question in row.questions:
        hints = (f"--choose {row.row}.{question.column}={option}" for option in question.options)
        output.text("  ? " + "; ".join(hints))
    output.record(
        row=row.row,
        indicator=row.indicator,
        outcome=row.outcome,
        message=message,
        repairs=repairs,
        questions=row.questions,
    )
