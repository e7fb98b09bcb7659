"""Passwords come from an environment variable, a file descriptor or a prompt; never from an argument."""

import argparse
import getpass
import os
import sys

from kgdesk.cli.usage_texts import help_text
from kgdesk.domain.errors import Fault
from kgdesk.domain.token import is_token
from kgdesk.messages import say


def add_password_options(parser: argparse.ArgumentParser) -> None:
    """Give a command the two ways of handing over a password without typing it."""
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--password-env", metavar="NAME", help=help_text("password_env"))
    group.add_argument("--password-fd", metavar="N", type=int, help=help_text("password_fd"))


def password_of(args: argparse.Namespace, *, lang: str) -> str:
    """Fetch the key's password, or the token's PIN.

    Empty for a token where nobody can be asked: it may have a keypad of its own. Raises Fault
    `cli.no_password_env`, `cli.no_password_fd`, `cli.no_password` and those of finding a token.
    """
    handed = _handed_over(args)
    if handed is not None:
        return handed
    if is_token(args.key):
        return _pin_of(args.key, lang)
    if not sys.stdin.isatty():
        raise Fault("cli.no_password")
    return getpass.getpass(say("cli.ask_password", lang) + " ")


def mail_password_of(args: argparse.Namespace, *, lang: str) -> str:
    """Fetch the password of a mailbox. Raises Fault `cli.no_password_env`, `.no_password_fd`, `.no_mail_password`."""
    handed = _handed_over(args)
    if handed is not None:
        return handed
    if not sys.stdin.isatty():
        raise Fault("cli.no_mail_password")
    return getpass.getpass(say("cli.ask_mail_password", lang) + " ")


def _handed_over(args: argparse.Namespace) -> str | None:
    return read_secret(args.password_env, args.password_fd)


def read_secret(variable: str | None, descriptor: int | None) -> str | None:
    """Return what an environment variable or a file descriptor hands over; None where neither is named.

    Raises Fault `cli.no_password_env`, `cli.bad_password_env` (bytes that are no UTF-8), `cli.no_password_fd`.
    """
    if variable is not None:
        if variable not in os.environ:
            raise Fault("cli.no_password_env", name=variable)
        return _text_of(os.environ[variable], variable)
    if descriptor is not None:
        try:
            with os.fdopen(descriptor, "r", encoding="utf-8") as stream:
                return stream.readline().rstrip("\r\n")
        except (OSError, ValueError, TypeError, OverflowError):  # closed, not UTF-8, below zero, far too large
            raise Fault("cli.no_password_fd", number=descriptor) from None
    return None


def _text_of(value: str, variable: str) -> str:
    """Refuse a value that is no text: everything that follows encodes it, and a traceback would quote a part of it."""
    try:
        value.encode()
    except UnicodeEncodeError:
        raise Fault("cli.bad_password_env", name=variable) from None
    return value


def _pin_of(uri: str, lang: str) -> str:
    if not sys.stdin.isatty():
        return ""
    from kgdesk.operations.tokens import pin_prompt

    return getpass.getpass(pin_prompt(uri, lang) + " ")
