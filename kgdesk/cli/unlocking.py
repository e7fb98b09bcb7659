"""The password of an encrypted workspace: its options, on every command, and asking before the command begins."""

import argparse
import getpass
import sys
from pathlib import Path

from kgdesk.cli.passwords import read_secret
from kgdesk.cli.usage_texts import help_text
from kgdesk.domain.errors import Fault
from kgdesk.messages import say

_PLACES = ("copy", "workspace", "into")  # arguments that may name an encrypted file


def add_unlocking(parser: argparse.ArgumentParser) -> None:
    """Give a command the two ways of handing over the workspace's password or recovery code without typing it."""
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--workspace-password-env", metavar="NAME", help=help_text("workspace_password_env"))
    group.add_argument("--workspace-password-fd", metavar="N", type=int, help=help_text("workspace_password_fd"))


def add_new_password(parser: argparse.ArgumentParser) -> None:
    """Give a command the two ways of handing over a new password without typing it."""
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--new-password-env", metavar="NAME", help=help_text("new_password_env"))
    group.add_argument("--new-password-fd", metavar="N", type=int, help=help_text("new_password_fd"))


def unlock_named(args: argparse.Namespace) -> None:
    """Unlock the encrypted files that a command names, before it begins.

    What was handed over is for the first of them; another one is asked for where somebody can be asked. A copy that is
    brought back needs its own password only: what it replaces may be damaged past opening.
    Raises Fault `encryption.no_password`, `.wrong_password`, `.wrong_code`, `.code_slip`, `cli.no_password_env`,
    `cli.no_password_fd`.
    """
    if getattr(args, "salvage", False):  # a damaged file is tried page by page: see `secret_of_damaged`
        return
    named = [path for name in _PLACES if isinstance(path := getattr(args, name, None), Path) and path.is_file()]
    if not named:
        return
    from kgdesk.operations.encryption import is_locked, unlock

    locked = [path for path in named if is_locked(path)]
    if not locked:
        return
    handed = _handed_over(args)
    if handed is None and getattr(args, "may_stay_locked", False):  # that nobody can open it is worth telling, too
        return
    replaced = getattr(args, "copy", None) is not None
    for path in locked:
        if not is_locked(path):  # the same key as the one before
            continue
        if replaced and path == args.workspace:
            _unlock_replaced(args, path, handed)
            continue
        if handed is not None and (path is locked[0] or not sys.stdin.isatty()):
            unlock(path, handed)
        else:
            unlock(path, _asked(path, args.lang))


def _unlock_replaced(args: argparse.Namespace, path: Path, handed: str | None) -> None:
    """What is brought back takes over the encryption of what it replaces; a slip must not make it plain."""
    from kgdesk.operations.encryption import is_encrypted, unlock

    careless = args.plain or is_encrypted(args.copy)
    if handed is None and not careless and sys.stdin.isatty():
        handed = _asked(path, args.lang)
    if handed is None:
        return
    try:
        unlock(path, handed)
    except Fault:
        if not careless:
            raise


def unlock_found(args: argparse.Namespace, path: Path) -> None:
    """Unlock a file that a command comes upon at its work, such as one in a folder.

    What was handed over is tried first. Raises what `unlock_named` does.
    """
    from kgdesk.operations.encryption import is_locked, unlock

    if not is_locked(path):
        return
    handed = _handed_over(args)
    if handed is not None:
        try:
            unlock(path, handed)
        except Fault:
            if not sys.stdin.isatty():
                raise
        else:
            return
    unlock(path, _asked(path, args.lang))


def secret_of_damaged(args: argparse.Namespace) -> str | None:
    """Fetch password or recovery code of a damaged file, which may not even look encrypted any more; None for none.

    Raises Fault `cli.no_password_env`, `cli.no_password_fd`.
    """
    from kgdesk.operations.encryption import is_encrypted

    handed = _handed_over(args)
    if handed is None and is_encrypted(args.workspace) and sys.stdin.isatty():
        return _asked(args.workspace, str(args.lang))
    return handed


def _handed_over(args: argparse.Namespace) -> str | None:
    """Fetch what was handed over; a descriptor gives it once."""
    if not hasattr(args, "workspace_secret"):
        args.workspace_secret = read_secret(args.workspace_password_env, args.workspace_password_fd)
    secret: str | None = args.workspace_secret
    return secret


def _asked(path: Path, lang: str) -> str:
    if not sys.stdin.isatty():
        raise Fault("encryption.no_password", file=path)
    return getpass.getpass(say("encryption.ask", lang, file=path) + " ")


def new_password(args: argparse.Namespace) -> str:
    """Fetch a new password for the workspace; typed ones are asked for twice.

    Raises Fault `encryption.no_new_password`, `.not_same`, `cli.no_password_env`, `cli.no_password_fd`.
    """
    from kgdesk.operations.encryption import SHORTEST_PASSWORD

    handed = read_secret(args.new_password_env, args.new_password_fd)
    if handed is not None:
        return handed
    if not sys.stdin.isatty():
        raise Fault("encryption.no_new_password", file=args.workspace)
    asked = say("encryption.ask_new", args.lang, file=args.workspace, least=SHORTEST_PASSWORD)
    typed = getpass.getpass(asked + " ")
    if getpass.getpass(say("encryption.ask_again", args.lang) + " ") != typed:
        raise Fault("encryption.not_same")
    return typed
