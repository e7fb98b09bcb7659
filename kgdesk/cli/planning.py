"""Commands about workspaces and plan packs: `init`, `pack`."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgdesk.cli.opening import add_workspace, person, workspace_of
from kgdesk.cli.output import Output
from kgdesk.cli.passwords import add_password_options, password_of
from kgdesk.cli.protecting import show_code
from kgdesk.cli.unlocking import add_new_password, new_password
from kgdesk.cli.usage_texts import help_text
from kgdesk.domain.errors import Fault
from kgdesk.messages import say

if TYPE_CHECKING:
    from kgdesk.operations.workspace import Workspace

DONE, ANSWER_IS_NO = 0, 1


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add `init` and `pack template | build | show | update`."""
    init = commands.add_parser("init", parents=[shared], help=help_text("init"))
    add_workspace(init)
    init.add_argument("--unit", required=True, metavar="CODE", help=help_text("unit"))
    init.add_argument("--pack", type=Path, metavar="FILE", help=help_text("pack_file"))
    init.add_argument("--encrypt", action="store_true", help=help_text("init_encrypt"))
    add_new_password(init)
    init.set_defaults(run=_init)

    pack = commands.add_parser("pack", help=help_text("pack")).add_subparsers(metavar="ACTION", required=True)
    template = pack.add_parser("template", parents=[shared], help=help_text("pack_template"))
    template.add_argument("-o", "--output", type=Path, required=True, metavar="F.xlsx")
    template.add_argument("--empty", action="store_true", help=help_text("pack_empty"))
    template.set_defaults(run=_template)
    build = pack.add_parser("build", parents=[shared], help=help_text("pack_build"))
    build.add_argument("file", type=Path, metavar="F.xlsx")
    build.add_argument("-o", "--output", type=Path, required=True, metavar="F.kgplan")
    build.add_argument("--key", metavar="K", help=help_text("key"))
    add_password_options(build)
    build.set_defaults(run=_build)
    show = pack.add_parser("show", parents=[shared], help=help_text("pack_show"))
    show.add_argument("file", type=Path, nargs="?", metavar="F")
    show.add_argument("--history", action="store_true", help=help_text("pack_history"))
    show.set_defaults(run=_show)
    update = pack.add_parser("update", parents=[shared], help=help_text("pack_update"))
    add_workspace(update)
    update.add_argument("file", type=Path, metavar="F")
    update.add_argument("--unsigned", action="store_true", help=help_text("pack_unsigned"))
    update.set_defaults(run=_update)


def _init(args: argparse.Namespace, output: Output) -> int:
    workspace, code = _made(args)
    try:
        output.say("cli.init.done", file=args.workspace, unit=workspace.unit.name_vi, plan=workspace.plan.name_vi)
        if code:
            show_code(code, output)
        output.record(
            workspace=args.workspace,
            unit=workspace.unit.code,
            plan=workspace.plan.code,
            version=workspace.plan.version,
            **({"recovery_code": code} if code else {}),
        )
    finally:
        workspace.close()
    return DONE


def _made(args: argparse.Namespace) -> "tuple[Workspace, str]":
    """Make the workspace; gives its recovery code, too, '' where it is plain."""
    handed = args.new_password_env is not None or args.new_password_fd is not None
    if not args.encrypt and not handed:
        from kgdesk.operations.workspace import create_workspace

        return create_workspace(args.workspace, unit=args.unit, pack=args.pack, actor=person(args)), ""
    from kgdesk.operations.encryption import create_encrypted

    if args.workspace.exists():  # before somebody thinks of a password for nothing
        raise Fault("workspace.exists", file=args.workspace)
    return create_encrypted(args.workspace, new_password(args), unit=args.unit, pack=args.pack, actor=person(args))


def _template(args: argparse.Namespace, output: Output) -> int:
    from kgdesk.operations.pack import write_template

    written = write_template(args.output, empty=args.empty)
    output.say("cli.written", file=args.output)
    output.earlier([written.earlier])
    output.record(file=args.output, earlier=written.earlier)
    return DONE


def _build(args: argparse.Namespace, output: Output) -> int:
    from kgdesk.operations.pack import build_pack

    password = password_of(args, lang=args.lang) if args.key is not None else ""
    try:
        built = build_pack(args.file, args.output, key=args.key, password=password)
    except Fault as fault:
        if fault.code == "plan.rejected":
            _list_problems(fault, output)
        raise
    output.say("cli.pack.built", file=args.output, indicators=len(built.plan.indicators), digest=built.digest[:16])
    output.earlier([built.earlier])
    output.record(
        file=args.output,
        plan=built.plan.code,
        version=built.plan.version,
        digest=built.digest,
        signed=built.signed,
        earlier=built.earlier,
    )
    return DONE


def _list_problems(fault: Any, output: Output) -> None:
    """Every problem with sheet, row, column and remedy, before the one sentence on stderr."""
    for problem in fault.params.get("problems", ()):
        where = {"sheet": problem.sheet, "row": problem.row, "column": problem.column}
        output.text(problem.text(output.lang))
        output.record(**where, code=problem.code, message=problem.text(output.lang))


def _show(args: argparse.Namespace, output: Output) -> int:
    from kgdesk.operations.pack import show_pack

    summary = show_pack(args.file)
    plan = summary.plan
    if args.history:
        _show_history(plan, output)
        return DONE
    output.text(f"{plan.code} v{plan.version}: {plan.name_en if output.lang == 'en' else plan.name_vi}")
    counts = {
        "indicators": len(plan.indicators),
        "targets": len(plan.targets),
        "tasks": len(plan.leaf_tasks),
        "units": len(plan.units),
        "assignments": len(plan.assignments),
        "rules": len(plan.rules),
        "history": len(plan.history),
    }
    output.say("cli.pack.counts", **counts)
    output.say("cli.pack.signed" if summary.signed else "cli.pack.unsigned")
    for indicator in plan.indicators:
        name = indicator.name_en if output.lang == "en" else indicator.name_vi
        output.text(f"  {indicator.ordinal:>5}  {indicator.code:<6} {name}")
    output.record(
        plan=plan.code, version=plan.version, name=plan.name_vi, digest=summary.digest, signed=summary.signed, **counts
    )
    return DONE


def _show_history(plan: Any, output: Output) -> None:
    """Every published figure with its source, then the contradictions among them."""
    from kgdesk.operations.published import known_contradictions, series_name

    for figure in plan.history:
        value = f"{figure.low:f}" if figure.low == figure.high else f"{figure.low:f}-{figure.high:f}"
        kind = say(f"cli.published.{figure.kind.value}", output.lang)
        name = series_name(plan, figure.series, figure.indicator, output.lang)
        output.text(f"{name}, {figure.period}, {kind}: {value} {figure.measure}")
        output.text(f"    {figure.source} {figure.note} {figure.flag_vi}".rstrip())
        output.record(figure=figure)
    for item in known_contradictions(plan, output.lang):
        output.text(f"! {item.sentence}")
        output.record(contradiction=item)


def _update(args: argparse.Namespace, output: Output) -> int:
    from kgdesk.operations.pack import update_pack

    with workspace_of(args) as workspace:
        summary = update_pack(workspace, args.file, unsigned=args.unsigned).result
    output.say("cli.pack.updated", file=args.workspace, plan=summary.plan.code, version=summary.plan.version)
    if summary.signed:
        output.say("cli.pack.signed_by" if summary.proved else "cli.pack.signer_unproved", signer=summary.signer)
    else:
        output.say("cli.pack.unsigned")
    output.record(
        workspace=args.workspace,
        plan=summary.plan.code,
        version=summary.plan.version,
        digest=summary.digest,
        signed=summary.signed,
        signer=summary.signer,
        proved=summary.proved,
    )
    return DONE
