"""Commands about a workspace kept encrypted: `encrypt`, `rekey`, `decrypt`."""

import argparse
from typing import TYPE_CHECKING, Any

from kgdesk.cli.opening import add_workspace, person
from kgdesk.cli.output import Output
from kgdesk.cli.unlocking import add_new_password, new_password
from kgdesk.cli.usage_texts import help_text

if TYPE_CHECKING:
    from kgdesk.operations.encryption import Converted

DONE = 0


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the three commands."""
    for name, run in (("encrypt", _encrypt), ("rekey", _rekey), ("decrypt", _decrypt)):
        parser = commands.add_parser(name, parents=[shared], help=help_text(name))
        add_workspace(parser)
        if name != "decrypt":
            add_new_password(parser)
        parser.add_argument("--copies", choices=("keep", "convert", "delete"), default="keep", help=help_text("copies"))
        parser.set_defaults(run=run)


def _encrypt(args: argparse.Namespace, output: Output) -> int:
    from kgdesk.operations.encryption import Converted, encrypt, is_encrypted, other_copies

    if args.copies != "keep" and is_encrypted(args.workspace):  # the hint of an earlier call is followed
        done = Converted(args.workspace, "", other_copies(args.workspace))
    else:
        done = encrypt(args.workspace, new_password(args), actor=person(args))
        output.say("encryption.done", file=args.workspace)
        show_code(done.recovery_code, output)
        output.say("encryption.traces")
    return _finish(args, output, done, copy="encryption.copy_plain", hint="encryption.copies_hint")


def _rekey(args: argparse.Namespace, output: Output) -> int:
    from kgdesk.operations.encryption import change_password

    done = change_password(args.workspace, new_password(args), actor=person(args))
    output.say("encryption.changed", file=args.workspace)
    show_code(done.recovery_code, output)
    return _finish(args, output, done, copy="encryption.copy_other", hint="encryption.copies_old")


def _decrypt(args: argparse.Namespace, output: Output) -> int:
    from kgdesk.operations.encryption import decrypt

    done = decrypt(args.workspace, actor=person(args))
    output.say("encryption.removed", file=args.workspace)
    return _finish(args, output, done, copy="encryption.copy_encrypted", hint="encryption.copies_old")


def show_code(code: str, output: Output) -> None:
    """Show a recovery code, the only time, and what it is for."""
    from kgdesk.operations.workspace import utc_now

    output.say("encryption.code", recovery=code, at=utc_now())
    output.say("encryption.warning")


def _finish(args: argparse.Namespace, output: Output, done: "Converted", *, copy: str, hint: str) -> int:
    from kgdesk.operations.encryption import CopyFate, settle_copies

    output.record(workspace=args.workspace, recovery_code=done.recovery_code, copies=done.copies, fate=args.copies)
    fate = CopyFate(args.copies)
    if fate is CopyFate.KEEP:
        for item in done.copies:
            output.say(copy, file=item)
        if done.copies:
            output.say(hint)
        return DONE
    told = "encryption.copy_deleted" if fate is CopyFate.DELETE else "encryption.copy_converted"
    for item in done.copies:
        settled = settle_copies(args.workspace, (item,), fate)
        output.say(told if settled else "encryption.copy_left", file=item)
    return DONE
