"""What several commands share: arguments for workspace and period, and the workspace itself."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kgdesk.cli.usage_texts import help_text
from kgdesk.domain.period import Period

if TYPE_CHECKING:
    from kgdesk.cli.output import Output
    from kgdesk.operations.workspace import Workspace


def add_workspace(parser: argparse.ArgumentParser) -> None:
    """Give a command its workspace."""
    parser.add_argument("workspace", type=Path, metavar="WORKSPACE", help=help_text("workspace"))


def add_period(parser: argparse.ArgumentParser) -> None:
    """Give a command its period; read later, so that a bad one is one sentence."""
    parser.add_argument("--period", required=True, metavar="P", help=help_text("period"))


def period_of(args: argparse.Namespace) -> Period:
    """Read the period; raises Fault `period.unreadable`."""
    return Period.parse(args.period)


def person(args: argparse.Namespace) -> str:
    """Name whoever works here: `--actor`, else `KGDESK_ACTOR`, else the login."""
    from kgdesk.operations.people import actor_name

    return actor_name(args.actor)


def tell_person(args: argparse.Namespace, output: "Output") -> dict[str, object]:
    """Say in a line when the login stands as a name on what was signed; give both facts for `--json`."""
    from kgdesk.operations.people import is_named

    named, name = is_named(args.actor), person(args)
    if not named:
        output.say("cli.login_as_name", name=name)
    return {"actor": name, "actor_is_login": not named}


@contextmanager
def workspace_of(args: argparse.Namespace, *, read_only: bool = False) -> Iterator["Workspace"]:
    """Open the command's workspace for as long as it is needed; reading works beside an open desk.

    The first command of a day that writes leaves a copy behind it. Where that cannot be made, a line on stderr
    says so: what the command was asked for is done.
    """
    from kgdesk.operations.workspace import open_workspace

    workspace = open_workspace(args.workspace, actor=person(args), read_only=read_only)
    try:
        yield workspace
    finally:
        workspace.close()
    if not read_only:
        _copy_daily(args)


def _copy_daily(args: argparse.Namespace) -> None:
    from kgdesk.cli.output import Output
    from kgdesk.domain.errors import Fault
    from kgdesk.domain.kept_copy import CopyReason
    from kgdesk.operations.copies import DAILY, copy_if_changed

    try:
        copy_if_changed(args.workspace, CopyReason.COMMAND, after=DAILY)
    except Fault as fault:
        Output(as_json=args.json, lang=args.lang).fault(fault)
