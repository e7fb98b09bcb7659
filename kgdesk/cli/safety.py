"""Commands about safety: `backup`, `restore`, `doctor`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgdesk.cli.opening import add_workspace, person
from kgdesk.cli.output import Output
from kgdesk.cli.unlocking import secret_of_damaged
from kgdesk.cli.usage_texts import help_text
from kgdesk.domain.errors import Fault
from kgdesk.messages import say

if TYPE_CHECKING:
    from kgdesk.operations.copies import CopyFacts

DONE, ANSWER_IS_NO = 0, 1


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the three commands."""
    backup = commands.add_parser("backup", parents=[shared], help=help_text("backup"))
    add_workspace(backup)
    backup.add_argument("-o", "--output", type=Path, metavar="DIR", help=help_text("backup_output"))
    backup.add_argument("--list", action="store_true", help=help_text("backup_list"))
    backup.set_defaults(run=_backup)
    restore = commands.add_parser("restore", parents=[shared], help=help_text("restore"))
    add_workspace(restore)
    restore.add_argument("copy", type=Path, metavar="COPY")
    restore.add_argument("--dry-run", action="store_true", help=help_text("restore_dry_run"))
    restore.add_argument("--plain", action="store_true", help=help_text("restore_plain"))
    restore.set_defaults(run=_restore)
    doctor = commands.add_parser("doctor", parents=[shared], help=help_text("doctor"))
    add_workspace(doctor)
    doctor.add_argument("--salvage", action="store_true", help=help_text("salvage"))
    doctor.add_argument("-o", "--output", type=Path, metavar="NEW.kgdesk", help=help_text("salvage_output"))
    doctor.set_defaults(run=_doctor)


def _backup(args: argparse.Namespace, output: Output) -> int:
    if args.list:
        return _list(args, output)
    from kgdesk.domain.kept_copy import CopyReason
    from kgdesk.operations.copies import take_copy
    from kgdesk.operations.maintenance import backup

    own_folder = args.output is None
    path = take_copy(args.workspace, CopyReason.ASKED) if own_folder else backup(args.workspace, args.output)
    output.say("cli.backup.done", file=path)
    output.record(file=path)
    return DONE


def _list(args: argparse.Namespace, output: Output) -> int:
    from kgdesk.domain.kept_copy import copies_folder
    from kgdesk.operations.copies import describe, ensure_workspace, list_copies

    found = list_copies(args.workspace)
    if not found:  # copies are listed whatever became of the workspace
        ensure_workspace(args.workspace)
    folder = copies_folder(args.workspace)
    output.say("copy.folder" if found else "copy.none", folder=folder)
    for item in found:
        _show_copy(describe(item), output)
    return DONE


def _show_copy(facts: "CopyFacts", output: Output) -> None:
    from kgdesk.operations.copies import problem_of, reason_of, size_of

    held, params = facts.contents, {"file": facts.copy.path.name, "at": facts.copy.at, "size": size_of(facts.size)}
    reason = reason_of(facts.copy.reason, output.lang)
    if held is None:
        output.say("copy.line_bad", reason=reason, problem=problem_of(facts, output.lang), **params)
    else:
        output.say(
            "copy.line", reason=reason, figures=held.figures, last_at=held.last_at, last_by=held.last_by, **params
        )
    output.record(
        file=facts.copy.path,
        at=facts.copy.at,
        reason=facts.copy.reason.name.lower(),
        size=facts.size,
        readable=held is not None,
        figures=held and held.figures,
        periods=held and held.periods,
        sealed=held and held.sealed,
        entries=held and held.entries,
        last_at=held and held.last_at,
        last_by=held and held.last_by,
    )


def _restore(args: argparse.Namespace, output: Output) -> int:
    if args.dry_run:
        from kgdesk.operations.copies import compare

        compared = compare(args.copy, args.workspace)
        output.say(compared.code, **compared.params)
        output.record(comparison=compared.code.partition(".")[2], lost=compared.lost)
        return DONE
    from kgdesk.operations.encryption import is_encrypted, is_locked
    from kgdesk.operations.maintenance import restore

    encrypted = is_encrypted(args.workspace)
    if is_locked(args.workspace) and not is_encrypted(args.copy) and not args.plain:
        raise Fault("encryption.would_be_plain", file=args.workspace, copy=args.copy)
    kept = restore(args.copy, args.workspace, actor=person(args))
    output.say("cli.restore.done" if kept is None else "cli.restore.kept", file=args.workspace, kept=kept or "")
    if encrypted and not is_encrypted(args.workspace):  # nobody knows the password of the one before
        output.say("encryption.restored_plain", file=args.workspace)
    output.record(workspace=args.workspace, kept=kept, encrypted=is_encrypted(args.workspace))
    return DONE


def _doctor(args: argparse.Namespace, output: Output) -> int:
    if args.salvage:
        return _salvage(args, output)
    from kgdesk.operations.maintenance import doctor

    report = doctor(args.workspace)
    for fact in report.facts:
        output.say(fact.code, **fact.params)
        output.record(fact=fact.name, passed=fact.passed, message=say(fact.code, output.lang, **fact.params))
    return DONE if report.healthy else ANSWER_IS_NO


def _salvage(args: argparse.Namespace, output: Output) -> int:
    """Exit 0 when nothing is missing or doubtful, 1 when something is: it stands in the report."""
    from kgdesk.operations.salvage import free_target, salvage, sentence

    target = args.output or free_target(args.workspace)
    secret = secret_of_damaged(args)
    saved = salvage(args.workspace, target, actor=person(args), secret=secret, lang=output.lang)
    output.say("salvage.done", file=saved.target, report=saved.report, rows=saved.kept)
    for finding in saved.findings:
        output.text(sentence(finding, output.lang))
    output.record(workspace=saved.target, report=saved.report, complete=saved.complete, kept=saved.kept)
    return DONE if saved.complete else ANSWER_IS_NO
