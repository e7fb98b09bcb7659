"""Commands for spreadsheets: `record` reads a table, `form` makes blank forms, `collect` reads them back."""

import argparse
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgdesk.cli.opening import add_period, add_workspace, period_of, workspace_of
from kgdesk.cli.output import Output
from kgdesk.cli.unlocking import unlock_found
from kgdesk.cli.usage_texts import help_text
from kgdesk.domain.errors import Fault
from kgdesk.messages import say

if TYPE_CHECKING:
    from kgdesk.operations.collect import FormReport
    from kgdesk.operations.record_report import Answers, RecordReport, RowReport

DONE, ANSWER_IS_NO = 0, 1
_FIGURES = ("value", "numerator", "denominator")
_COLUMNS = (*_FIGURES, "measure", "source", "note")


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add `record`, `form` and `collect`."""
    record = commands.add_parser("record", parents=[shared], help=help_text("record"))
    add_workspace(record)
    add_period(record)
    record.add_argument("file", type=Path, metavar="FILE")
    record.add_argument("--dry-run", action="store_true", help=help_text("dry_run"))
    record.add_argument("--table", type=int, default=1, metavar="N", help=help_text("record_table"))
    add_answers(record)
    record.set_defaults(run=_record)

    form = commands.add_parser("form", parents=[shared], help=help_text("form"))
    add_workspace(form)
    add_period(form)
    form.add_argument("--unit", nargs="+", action="extend", default=[], metavar="CODE", help=help_text("form_unit"))
    form.add_argument("-o", "--output", type=Path, required=True, metavar="DIR")
    form.set_defaults(run=_form)

    collect = commands.add_parser("collect", parents=[shared], help=help_text("collect"))
    add_workspace(collect)
    collect.add_argument("files", type=Path, nargs="+", metavar="FILE")
    collect.add_argument("--into", type=Path, metavar="FILE_OR_DIR", help=help_text("collect_into"))
    collect.add_argument("--older", action="store_true", help=help_text("collect_older"))
    collect.add_argument("--dry-run", action="store_true", help=help_text("dry_run"))
    add_answers(collect)
    collect.set_defaults(run=_collect)


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
    if report.written:
        saved = sum(row.outcome.value == "saved" for row in report.rows)
        output.say("cli.record.done", rows=saved, file=args.file)
    else:
        output.say("cli.record.not_written", rows=len(report.rows), file=args.file)
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


def _print_row(row: "RowReport", output: Output, **more: object) -> None:
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
        **more,
    )


def _form(args: argparse.Namespace, output: Output) -> int:
    from kgdesk.operations.form import write_forms

    with workspace_of(args, read_only=True) as workspace:
        made = write_forms(workspace, period_of(args), args.output, units=args.unit)
    for item in made:
        output.text(f"  {item.path}")
        output.earlier([item.earlier])
        output.record(
            unit=item.unit,
            name=item.name_vi,
            file=item.path,
            indicators=item.indicators,
            tasks=item.tasks,
            earlier=item.earlier,
        )
    output.say("cli.form.done", count=len(made), folder=args.output)
    return DONE


def _collect(args: argparse.Namespace, output: Output) -> int:
    from kgdesk.operations.collect import collect_forms

    if (args.choose or args.leave_out) and len(args.files) > 1:
        raise Fault("cli.collect.one_at_a_time")
    answers = {path: answers_of(args) for path in args.files}
    with workspace_of(args) as workspace:
        reports = collect_forms(
            workspace, args.files, into=args.into, dry_run=args.dry_run, older=args.older, reason=args.reason,
            answers=answers, unlock=partial(unlock_found, args),
        ).result  # fmt: skip
    for report in reports:
        _print_form(report, output)
    return DONE if all(item.outcome.value in _GOOD_FORMS for item in reports) else ANSWER_IS_NO


_GOOD_FORMS = frozenset({"collected", "readable", "unchanged", "duplicate"})


def _print_form(report: "FormReport", output: Output) -> None:
    message = say(report.code, output.lang, **report.params)
    remarks = [say(item.code, output.lang, **item.params) for item in report.remarks]
    output.text(f"{report.file}: {message}")
    for text in remarks:
        output.text(f"  - {text}")
    for row in report.rows:
        if row.outcome.value != "skipped" or row.code == "record.hidden_row":
            _print_row(row, output, file=report.file)
    output.record(
        file=report.file,
        outcome=report.outcome,
        message=message,
        unit=report.unit,
        period=report.period,
        workspace=report.workspace,
        remarks=remarks,
    )
