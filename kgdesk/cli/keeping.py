"""Commands about files: `verify`, `demo`."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgdesk.cli.extending import show_problems
from kgdesk.cli.opening import person
from kgdesk.cli.output import Output
from kgdesk.cli.progress_line import ProgressLine
from kgdesk.cli.usage_texts import help_text
from kgdesk.domain.errors import Fault
from kgdesk.domain.verdict import Verdict, VerdictWord

if TYPE_CHECKING:
    from kgdesk.operations.verify import Judged
    from kgdesk.operations.workspace import Workspace

DONE, ANSWER_IS_NO, CANNOT = 0, 1, 2


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the two commands."""
    verify = commands.add_parser("verify", parents=[shared], help=help_text("verify"))
    verify.add_argument("files", type=Path, nargs="+", metavar="FILE")
    verify.add_argument("--trust", type=Path, metavar="FILE_OR_DIR", help=help_text("trust"))
    verify.add_argument("--workspace", type=Path, metavar="W", help=help_text("verify_workspace"))
    verify.add_argument("--online", action="store_true", help=help_text("online"))
    verify.set_defaults(run=_verify)

    demo = commands.add_parser("demo", parents=[shared], help=help_text("demo"))
    demo.add_argument("folder", type=Path, metavar="DIR")
    demo.add_argument("--units", type=int, default=6, metavar="N", help=help_text("demo_units"))
    demo.add_argument("--seed", type=int, default=535, metavar="S", help=help_text("demo_seed"))
    demo.set_defaults(run=_demo)


def _verify(args: argparse.Namespace, output: Output) -> int:
    from contextlib import ExitStack

    from kgdesk.operations.verify import verify_files
    from kgdesk.operations.workspace import open_workspace

    with ExitStack() as stack:
        workspace = None
        if args.workspace is not None:
            # online it keeps the lists that are fetched
            workspace = open_workspace(args.workspace, actor=person(args), read_only=not args.online)
            stack.callback(workspace.close)
        if args.online:
            judged, problems = _verify_online(args, workspace)
        else:
            judged, problems = verify_files(args.files, trust=args.trust, workspace=workspace), ()
    for item in judged:
        _show(item.verdict, output)
    show_problems(problems, output)
    for item in judged:
        if item.fault is not None:
            raise item.fault
        if item.verdict.unreadable:
            raise Fault("cli.verify.unreadable", file=item.path)
    return max(_code(item.verdict) for item in judged)


def _verify_online(
    args: argparse.Namespace, workspace: "Workspace | None"
) -> tuple[tuple["Judged", ...], tuple[Fault, ...]]:
    from kgdesk.operations.online import Asking, keep_lists
    from kgdesk.operations.verify import verify_files

    ask = Asking()
    judged = verify_files(args.files, trust=args.trust, workspace=workspace, ask=ask)
    if workspace is not None:
        keep_lists(workspace, ask.evidence.lists)
    return judged, ask.evidence.problems


def _code(verdict: Verdict) -> int:
    from kgdesk.operations.verdict_words import is_mixed

    if verdict.word is VerdictWord.UNREADABLE:
        return CANNOT
    return DONE if verdict.word is VerdictWord.VALID and not is_mixed(verdict) else ANSWER_IS_NO


def _show(verdict: Verdict, output: Output) -> None:
    from kgdesk.operations.verdict_words import FACTS, explain_verdict

    text = explain_verdict(verdict, output.lang)
    output.text(f"{verdict.file}: {text.headline}")
    if not verdict.unreadable:
        for name, state in text.facts:
            output.text(f"  {name}: {state}")
    for reason in text.reasons:
        output.text(f"  - {reason}")
    identity = verdict.identity
    found = None
    if identity is not None:
        found = {
            "unit": identity.unit,
            "period": identity.period,
            "revision": identity.revision,
            "digest": identity.digest,
        }
    output.record(
        file=verdict.file,
        kind=verdict.kind,
        verdict=verdict.word,
        **{name: getattr(verdict, name) for name in FACTS},
        signers=[
            {
                "subject": item.subject,
                "issuer": item.issuer,
                "serial": item.serial,
                "signed_at": item.signed_at,
                "role": item.role,
            }
            for item in verdict.signers
        ],
        reasons=verdict.reasons,
        **{"return": found},
    )


def own_program() -> str:
    """How this program is called from anywhere, also where it is on no PATH."""
    called = Path(sys.argv[0])
    if called.stem == "kgdesk":
        return str(called)
    beside = Path(sys.executable).with_name("kgdesk.exe" if sys.platform == "win32" else "kgdesk")
    return str(beside) if beside.exists() else f"{sys.executable} -m kgdesk"


def _demo(args: argparse.Namespace, output: Output) -> int:
    from kgdesk.operations.demo import run_demo
    from kgdesk.operations.demo_keys import PASSWORD

    made = run_demo(args.folder, units=args.units, seed=args.seed, progress=ProgressLine(quiet=args.json))
    output.say("cli.demo.done", units=len(made.units))
    program = own_program()
    output.say("cli.demo.returns", file=made.returns)
    for path in made.report:
        output.say("cli.demo.report", file=path)
    output.say("cli.demo.receipts", file=made.receipts)
    output.say("cli.demo.authority", file=made.authority)
    output.say("cli.demo.keys", password=PASSWORD, file=made.authority.parent)
    output.say("cli.demo.clerk", program=program, file=made.province.with_name(f"{made.units[0]}.kgdesk"))
    output.say("cli.demo.province", program=program, file=made.province)
    if made.kept is not None:
        output.say("cli.demo.kept", file=made.kept)
    output.record(
        folder=made.folder,
        units=made.units,
        returns=made.returns,
        receipts=made.receipts,
        report=made.report,
        authority=made.authority,
        workspace=made.province,
    )
    return DONE
