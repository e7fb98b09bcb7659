"""Commands of the unit that reports: `record`, `check`, `seal`, and those for forms."""

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from kgdesk.cli import tables
from kgdesk.cli.opening import add_period, add_workspace, period_of, tell_person, workspace_of
from kgdesk.cli.output import Output
from kgdesk.cli.passwords import add_password_options, password_of
from kgdesk.cli.stocktaking import day_of
from kgdesk.cli.usage_texts import help_text
from kgdesk.domain.findings import Finding, Severity
from kgdesk.messages import say

DONE, ANSWER_IS_NO = 0, 1


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add `check` and `seal`, and before them the commands for spreadsheets."""
    tables.add_commands(commands, shared)

    check = commands.add_parser("check", parents=[shared], help=help_text("check"))
    add_workspace(check)
    add_period(check)
    check.set_defaults(run=_check)

    seal = commands.add_parser("seal", parents=[shared], help=help_text("seal"))
    add_workspace(seal)
    add_period(seal)
    seal.add_argument("--key", required=True, metavar="K", help=help_text("key"))
    add_password_options(seal)
    seal.add_argument("--role", choices=("head", "agency", "both"), default="both", help=help_text("role"))
    seal.add_argument("--number", type=int, metavar="N", help=help_text("number"))
    seal.add_argument("--symbol", default="", metavar="S", help=help_text("symbol"))
    seal.add_argument("--date", metavar="D", help=help_text("date"))
    seal.add_argument("--head-name", default="", metavar="NAME", help=help_text("head_name"))
    seal.add_argument("--head-image", type=Path, metavar="PNG", help=help_text("head_image"))
    seal.add_argument("--seal-image", type=Path, metavar="PNG", help=help_text("seal_image"))
    seal.add_argument("--timestamp-url", default="", metavar="URL", help=help_text("seal_timestamp_url"))
    seal.add_argument("--clock-is-right", action="store_true", help=help_text("clock_is_right"))
    seal.add_argument("--format", default="xlsx,pdf", metavar="F", help=help_text("format"))
    seal.add_argument("-o", "--output", type=Path, required=True, metavar="DIR")
    seal.set_defaults(run=_seal)


def _check(args: argparse.Namespace, output: Output) -> int:
    from kgdesk.operations.check import check_period

    with workspace_of(args, read_only=True) as workspace:
        findings = check_period(workspace, period_of(args))
        _list(workspace, findings, output)
    blocking = sum(item.severity is Severity.BLOCK for item in findings)
    output.say("cli.check.summary", total=len(findings), blocking=blocking)
    return ANSWER_IS_NO if blocking else DONE


def _list(workspace: Any, findings: tuple[Finding, ...], output: Output) -> None:
    from kgdesk.operations.check import describe

    for item in findings:
        text = describe(workspace, item, output.lang)
        output.text(
            f"[{say(f'cli.severity.{item.severity.value}', output.lang)}] {text.place}: {text.message} {text.remedy}"
        )
        output.record(
            code=item.code,
            rule=item.rule,
            severity=item.severity,
            indicator=item.indicator,
            task=item.task,
            place=text.place,
            message=text.message,
            remedy=text.remedy,
        )


def _seal(args: argparse.Namespace, output: Output) -> int:
    from kgdesk.operations.seal import SealRequest, seal_return

    request = SealRequest(
        period=period_of(args),
        key=args.key,
        password=password_of(args, lang=args.lang),
        folder=args.output,
        role=args.role,
        number=args.number,
        symbol=args.symbol,
        day=_day(args.date),
        head_name=args.head_name,
        head_image=args.head_image,
        seal_image=args.seal_image,
        clock_confirmed=args.clock_is_right,
        timestamp_url=args.timestamp_url,
        formats=tuple(part.strip() for part in args.format.split(",") if part.strip()),
    )
    with workspace_of(args) as workspace:
        sealed = seal_return(workspace, request).result
        if sealed.blocking:
            _list(workspace, sealed.blocking, output)
            output.say("cli.seal.blocked", blocking=len(sealed.blocking))
            return ANSWER_IS_NO
    assert sealed.document is not None  # noqa: S101 - nothing blocks, so there is one
    output.say("cli.seal.repeated" if sealed.repeated else "cli.seal.done", revision=sealed.document.revision)
    for path in sealed.files:
        output.text(f"  {path}")
    output.record(
        unit=sealed.document.unit,
        period=sealed.document.period,
        revision=sealed.document.revision,
        digest=sealed.digest,
        repeated=sealed.repeated,
        files=sealed.files,
        **tell_person(args, output),
    )
    return DONE


def _day(text: str | None) -> date | None:
    return None if text is None else day_of(text)
