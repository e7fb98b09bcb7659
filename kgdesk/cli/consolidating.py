"""Commands of the unit that receives: `intake`, `status`, `compare`, `accept`, `send-back`, `consolidate`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgdesk.cli.opening import add_period, add_workspace, period_of, tell_person, workspace_of
from kgdesk.cli.output import Output
from kgdesk.cli.passwords import add_password_options, mail_password_of, password_of
from kgdesk.cli.progress_line import ProgressLine
from kgdesk.cli.stocktaking import add_matrix_options, print_matrix
from kgdesk.cli.usage_texts import help_text
from kgdesk.domain.errors import Fault
from kgdesk.domain.receipt import Decision
from kgdesk.domain.return_cycle import IntakeOutcome
from kgdesk.messages import say

if TYPE_CHECKING:
    from kgdesk.operations.intake import IntakeResult
    from kgdesk.operations.workspace import Workspace

DONE, ANSWER_IS_NO = 0, 1
_GOOD = {IntakeOutcome.TAKEN_IN, IntakeOutcome.COMPANION, IntakeOutcome.DUPLICATE, IntakeOutcome.LEFT_OUT}


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the six commands."""
    intake = commands.add_parser("intake", parents=[shared], help=help_text("intake"))
    add_workspace(intake)
    intake.add_argument("paths", type=Path, nargs="*", metavar="PATH")
    intake.add_argument("--imap", nargs="?", const="", metavar="URL", help=help_text("imap"))
    intake.add_argument("--imap-again", action="store_true", help=help_text("imap_again"))
    intake.add_argument("--mark-seen", action="store_true", help=help_text("mark_seen"))
    intake.add_argument("--mail-ca", default="", metavar="FILE", help=help_text("mail_ca"))
    add_password_options(intake)
    intake.add_argument("--trust", type=Path, metavar="FILE_OR_DIR", help=help_text("trust"))
    intake.add_argument("--dry-run", action="store_true", help=help_text("dry_run"))
    intake.set_defaults(run=_intake)

    status = commands.add_parser("status", parents=[shared], help=help_text("status"))
    add_workspace(status)
    add_period(status)
    add_matrix_options(status)
    status.set_defaults(run=_status)

    compare = commands.add_parser("compare", parents=[shared], help=help_text("compare"))
    add_workspace(compare)
    compare.add_argument("wanted", metavar="RETURN", help=help_text("return"))
    compare.add_argument("held", nargs="?", metavar="RETURN", help=help_text("compare_with"))
    compare.set_defaults(run=_compare)

    for name, decision in (("accept", Decision.ACCEPTED), ("send-back", Decision.SENT_BACK)):
        review = commands.add_parser(name, parents=[shared], help=help_text(name.replace("-", "_")))
        add_workspace(review)
        review.add_argument("wanted", metavar="RETURN", help=help_text("return"))
        review.add_argument("--comment", action="append", default=[], metavar="CELL=TEXT", help=help_text("comment"))
        review.add_argument("--note", default="", metavar="TEXT", help=help_text("note"))
        review.add_argument("--key", required=True, metavar="K", help=help_text("key"))
        add_password_options(review)
        review.add_argument("--seal-image", type=Path, metavar="PNG", help=help_text("seal_image"))
        review.add_argument("--clock-is-right", action="store_true", help=help_text("clock_is_right"))
        review.add_argument("-o", "--output", type=Path, required=True, metavar="DIR")
        review.set_defaults(run=_review, decision=decision)

    consolidate = commands.add_parser("consolidate", parents=[shared], help=help_text("consolidate"))
    add_workspace(consolidate)
    add_period(consolidate)
    consolidate.add_argument("-o", "--output", type=Path, metavar="DIR", help=help_text("report_folder"))
    consolidate.add_argument("--format", default="xlsx,pdf,docx", metavar="F", help=help_text("report_format"))
    consolidate.add_argument("--explain", metavar="INDICATOR", help=help_text("explain"))
    consolidate.set_defaults(run=_consolidate)


def _intake(args: argparse.Namespace, output: Output) -> int:
    from kgdesk.operations.intake_words import first_sentence, what_to_do

    if not args.paths and args.imap is None:
        raise Fault("cli.intake.nothing_named")
    with workspace_of(args) as workspace:
        if not workspace.consolidates and args.imap is None and not any(map(_holds_files, args.paths)):
            return _receipts(workspace, args, output)
        results = (*_from_paths(workspace, args), *_from_mailbox(workspace, args))
    for item in results:
        message, more = first_sentence(item, args.lang), what_to_do(item, args.lang)
        outcome = say(f"intake.outcome.{item.outcome.value}", args.lang)
        output.text(f"{item.file}: {outcome}. {message}")
        if more:
            output.text(f"  - {more}")
        verdict = None if item.verdict is None else item.verdict.word
        output.record(
            file=item.file,
            outcome=item.outcome,
            reason=item.reason,
            message=" ".join(filter(None, (message, more))),
            verdict=verdict,
            reasons=() if item.verdict is None else item.verdict.reasons,
            unit=item.unit,
            period=item.period,
            revision=item.revision,
            sha256=item.sha256,
            origin=item.origin,
        )
    taken = sum(item.outcome is IntakeOutcome.TAKEN_IN for item in results)
    output.say("cli.intake.summary", files=len(results), taken=taken)
    return DONE if all(item.outcome in _GOOD for item in results) else ANSWER_IS_NO


def _holds_files(path: Path) -> bool:
    return path.suffix.lower() in {".eml", ".zip"}


def _from_paths(workspace: "Workspace", args: argparse.Namespace) -> "tuple[IntakeResult, ...]":
    from kgdesk.operations.intake import take_in, take_in_answers

    if not args.paths:
        return ()
    take = take_in if workspace.consolidates else take_in_answers
    progress = ProgressLine(quiet=args.json)
    return take(workspace, args.paths, trust=args.trust, dry_run=args.dry_run, progress=progress).result


def _from_mailbox(workspace: "Workspace", args: argparse.Namespace) -> "tuple[IntakeResult, ...]":
    from kgdesk.operations.mail_settings import mail_settings
    from kgdesk.operations.mailbox import take_in_mailbox

    if args.imap is None:
        return ()
    known = mail_settings(workspace)
    return take_in_mailbox(
        workspace,
        args.imap or known.mailbox,
        mail_password_of(args, lang=args.lang),
        authority=args.mail_ca or known.authority,
        trust=args.trust,
        dry_run=args.dry_run,
        again=args.imap_again,
        mark_seen=args.mark_seen,
        progress=ProgressLine(quiet=args.json),
    ).result


def _receipts(workspace: Any, args: argparse.Namespace, output: Output) -> int:
    """Take in what a unit with nobody below receives: receipts for its own returns."""
    from kgdesk.operations.receipt_in import take_receipt

    for path in args.paths:
        got = take_receipt(workspace, path, trust=args.trust).result
        comments = [{"indicator": item.indicator, "text": item.text} for item in got.receipt.comments]
        output.say(f"cli.receipt.{got.receipt.decision.value}", file=path, revision=got.receipt.identity.revision)
        for item in got.receipt.comments:
            output.text(f"  {item.name_vi or item.indicator}: {item.text}")
        output.record(
            file=path,
            decision=got.receipt.decision,
            revision=got.receipt.identity.revision,
            phrase=got.receipt.phrase,
            comments=comments,
        )
    return DONE


def _status(args: argparse.Namespace, output: Output) -> int:
    if args.matrix:
        return print_matrix(args, output)
    from kgdesk.operations.status import filing_status

    with workspace_of(args, read_only=True) as workspace:
        rows = filing_status(workspace, period_of(args))
    counts: dict[str, int] = {}
    for row in rows:
        state = say(f"status.state.{row.state.value}", args.lang)
        counts[state] = counts.get(state, 0) + 1
        name = row.unit.name_en if args.lang == "en" else row.unit.name_vi
        due = "" if row.due is None else f"{row.due:%d/%m/%Y}"
        revision = "" if row.arrival is None else f"r{row.arrival.revision}"
        output.text(f"{row.unit.code:<10} {name:<40} {due:<11} {state:<14} {revision}".rstrip())
        output.record(
            unit=row.unit.code,
            name=name,
            due=row.due,
            state=row.state,
            late_days=row.late_days,
            revision=None if row.arrival is None else row.arrival.revision,
            received_at=None if row.arrival is None else row.arrival.received_at,
        )
    if not rows:
        output.say("cli.status.nobody")
    output.text("; ".join(f"{state}: {count}" for state, count in counts.items()))
    return DONE


def _compare(args: argparse.Namespace, output: Output) -> int:
    from kgdesk.operations.compare import compare_returns
    from kgdesk.operations.compare_words import comparison_text
    from kgdesk.operations.decisions import decisions_on

    with workspace_of(args, read_only=True) as workspace:
        found = compare_returns(workspace, args.wanted, args.held)
        decided = [item for side in (found.held, found.new) for item in decisions_on(workspace, side.digest)]
    for line in comparison_text(found, decided, args.lang):
        output.text(line)
    sides = {name: getattr(found, name) for name in ("held", "new", "ancestor")}
    output.record(
        **{
            name: {"return": side.name, "revision": side.revision, "digest": side.digest, "state": side.state}
            for name, side in sides.items()
        },
        unit=found.new.unit,
        period=found.new.period,
        changed=len(found.changed),
        unchanged=len(found.places) - len(found.changed),
        decisions=decided,
    )
    for item in found.changed:
        output.record(
            place=item.place.written,
            name=item.name_vi if args.lang == "vi" else item.name_en,
            standing=item.standing,
            held=item.held,
            new=item.new,
            ancestor=item.ancestor,
            change_percent=item.change_percent,
            reason=item.reason,
        )
    return DONE


def _review(args: argparse.Namespace, output: Output) -> int:
    from kgdesk.operations.review import ReviewRequest, review_return

    comments = [_comment(text) for text in args.comment]
    password = password_of(args, lang=args.lang)
    request = ReviewRequest(
        args.wanted,
        args.decision,
        args.key,
        password,
        args.output,
        comments,
        seal_image=args.seal_image,
        clock_confirmed=args.clock_is_right,
        note=args.note,
    )
    with workspace_of(args) as workspace:
        made = review_return(workspace, request).result
    output.say(f"cli.review.{args.decision.value}", wanted=args.wanted, phrase=made.receipt.phrase, file=made.path)
    output.earlier([made.earlier])
    output.record(
        decision=args.decision,
        phrase=made.receipt.phrase,
        file=made.path,
        digest=made.receipt.identity.digest,
        earlier=made.earlier,
        **tell_person(args, output),
    )
    return DONE


def _comment(text: str) -> tuple[str, str]:
    cell, mark, words = text.partition("=")
    if not mark or not words.strip():
        raise Fault("cli.bad_comment", text=text)
    return cell.strip(), words.strip()


def _consolidate(args: argparse.Namespace, output: Output) -> int:
    from kgdesk.operations.consolidate import consolidate, write_report
    from kgdesk.operations.explain import explain
    from kgdesk.operations.exporting import earlier_of

    if args.output is None and args.explain is None:
        raise Fault("cli.consolidate.nothing_asked")
    with workspace_of(args) as workspace:
        run = consolidate(workspace, period_of(args), progress=ProgressLine(quiet=args.json)).result
        lines = () if args.explain is None else explain(workspace, run, args.explain, args.lang)
        formats = tuple(dict.fromkeys(part.strip() for part in args.format.split(",") if part.strip()))
        files = () if args.output is None else write_report(workspace, run, args.output, formats=formats)
    for line in lines:
        output.text(line)
    output.say("cli.consolidate.done", number=run.number, returns=len(run.inputs), digest=run.digest[:16])
    for file in files:
        output.text(f"  {file.path}")
    earlier = earlier_of(files)
    output.earlier(earlier)
    output.record(
        run=run.number,
        digest=run.digest,
        returns=len(run.inputs),
        files=[file.path for file in files],
        earlier=earlier,
        explanation=lines,
    )
    if args.explain is not None:
        output.record(indicator=args.explain, total=run.line(args.explain).roll_up)
    return DONE
