"""What is done with a signed file when there is a network: `extend`."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgdesk.cli.opening import person
from kgdesk.cli.output import Output
from kgdesk.cli.usage_texts import help_text
from kgdesk.domain.errors import Fault
from kgdesk.messages import say

if TYPE_CHECKING:
    from kgdesk.operations.workspace import Workspace

DONE, CANNOT = 0, 2


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add `extend`."""
    extend = commands.add_parser("extend", parents=[shared], help=help_text("extend"))
    extend.add_argument("files", type=Path, nargs="+", metavar="FILE")
    extend.add_argument("--trust", type=Path, metavar="FILE_OR_DIR", help=help_text("trust"))
    extend.add_argument("--workspace", type=Path, metavar="W", help=help_text("verify_workspace"))
    extend.add_argument("--timestamp-url", default="", metavar="URL", help=help_text("timestamp_url"))
    extend.add_argument("-o", "--output", type=Path, required=True, metavar="DIR")
    extend.set_defaults(run=_extend)


def _extend(args: argparse.Namespace, output: Output) -> int:
    from kgdesk.operations.extend import Extender, extend_files

    with workspace_or_none(args) as workspace:
        extender = Extender(args.output, url=args.timestamp_url, trust=args.trust, workspace=workspace)
        results = extend_files(args.files, extender)
    code = DONE
    problems: list[Fault] = []
    for path, item in zip(args.files, results, strict=True):
        if isinstance(item, Fault):
            output.fault(item)
            output.record(file=path, failed=item.code, message=say(item.code, output.lang, **item.params))
            code = CANNOT
            continue
        problems += item.problems
        output.say("cli.extend.done", file=item.path, lists=item.lists, answers=item.answers)
        output.record(file=path, extended=item.path, verdict=item.verdict.word, lists=item.lists, answers=item.answers)
    show_problems(problems, output)
    return code


@contextmanager
def workspace_or_none(args: argparse.Namespace) -> Iterator["Workspace | None"]:
    """Open the workspace that keeps what is fetched, where one is given."""
    from kgdesk.operations.workspace import open_workspace

    if args.workspace is None:
        yield None
        return
    with open_workspace(args.workspace, actor=person(args)) as workspace:
        yield workspace


def show_problems(problems: "list[Fault] | tuple[Fault, ...]", output: Output) -> None:
    """Say once who did not answer, or not usably: a line each, in JSON an object each."""
    for problem in {(item.code, str(item.params)): item for item in problems}.values():
        message = say(problem.code, output.lang, **problem.params)
        output.say("cli.online.problem", message=message)
        output.record(problem=problem.code, message=message)
