"""`support-bundle`: what a helper from afar needs, without anybody's names or figures."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgdesk.cli.opening import person
from kgdesk.cli.output import Output
from kgdesk.cli.usage_texts import help_text
from kgdesk.domain.errors import Fault

if TYPE_CHECKING:
    from kgdesk.operations.workspace import Workspace

DONE = 0


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add `support-bundle`."""
    bundle = commands.add_parser("support-bundle", parents=[shared], help=help_text("support_bundle"))
    bundle.add_argument("workspace", type=Path, nargs="?", metavar="WORKSPACE", help=help_text("workspace"))
    bundle.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FILE.zip", help=help_text("support_output")
    )
    bundle.set_defaults(run=_bundle, may_stay_locked=True)


def _bundle(args: argparse.Namespace, output: Output) -> int:
    from kgdesk.operations.support import make_bundle
    from kgdesk.operations.workspace import utc_now

    workspace = _opened(args)
    try:
        path = make_bundle(args.output, at=utc_now(), workspace=workspace, settings={"language": args.lang})
    finally:
        if workspace is not None and not isinstance(workspace, Fault):
            workspace.close()
    output.say("support.made", file=path)
    output.record(file=path)
    return DONE


def _opened(args: argparse.Namespace) -> "Workspace | Fault | None":
    """Open the workspace for reading; that it does not open is what the helper wants to know."""
    from kgdesk.operations.workspace import open_workspace

    if args.workspace is None:
        return None
    try:
        return open_workspace(args.workspace, actor=person(args), read_only=True)
    except Fault as fault:
        if fault.code == "workspace.missing":
            raise
        return fault
