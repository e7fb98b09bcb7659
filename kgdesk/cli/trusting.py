"""Commands about whom to believe: `trust`, and the tokens people sign with: `token`."""

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kgdesk.cli.extending import show_problems
from kgdesk.cli.opening import add_workspace, workspace_of
from kgdesk.cli.output import Output
from kgdesk.cli.usage_texts import help_text
from kgdesk.domain.enrolment import ROLES, Enrolment
from kgdesk.domain.errors import Fault
from kgdesk.messages import VIETNAM, say

DONE, ANSWER_IS_NO = 0, 1


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add `trust add | remove | list | update | enrol | withdraw` and `token list`."""
    trust = commands.add_parser("trust", help=help_text("trust_commands"))
    actions = trust.add_subparsers(metavar="ACTION", required=True)
    add = _action(actions, shared, "add", _add)
    add.add_argument("files", type=Path, nargs="+", metavar="FILE")
    remove = _action(actions, shared, "remove", _remove)
    remove.add_argument("fingerprint", metavar="FINGERPRINT", help=help_text("fingerprint"))
    _action(actions, shared, "list", _list)
    update = _action(actions, shared, "update", _update)
    update.add_argument("files", type=Path, nargs="*", metavar="FILE", help=help_text("update_files"))
    enrol = _action(actions, shared, "enrol", _enrol)
    enrol.add_argument("certificate", type=Path, metavar="CERT")
    enrol.add_argument("--unit", required=True, metavar="CODE", help=help_text("unit"))
    enrol.add_argument("--role", required=True, choices=ROLES, help=help_text("enrol_role"))
    enrol.add_argument("--fingerprint", required=True, metavar="HEX", help=help_text("fingerprint"))
    enrol.add_argument("--from", dest="start", metavar="D", help=help_text("enrol_from"))
    enrol.add_argument("--replaces", default="", metavar="HEX", help=help_text("replaces"))
    withdraw = _action(actions, shared, "withdraw", _withdraw)
    withdraw.add_argument("fingerprint", metavar="FINGERPRINT", help=help_text("fingerprint"))
    withdraw.add_argument("--unit", required=True, metavar="CODE", help=help_text("unit"))
    withdraw.add_argument("--role", default="", choices=ROLES, help=help_text("enrol_role"))
    withdraw.add_argument("--since", metavar="D", help=help_text("withdraw_since"))
    withdraw.add_argument("--reason", default="", metavar="TEXT", help=help_text("reason"))

    token = commands.add_parser("token", help=help_text("token_commands"))
    tokens = token.add_subparsers(metavar="ACTION", required=True)
    listing = tokens.add_parser("list", parents=[shared], help=help_text("token_list"))
    listing.add_argument("--module", type=Path, action="append", default=[], metavar="FILE", help=help_text("module"))
    listing.set_defaults(run=_tokens)


def _action(actions: Any, shared: argparse.ArgumentParser, name: str, run: Any) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = actions.add_parser(name, parents=[shared], help=help_text(f"trust_{name}"))
    add_workspace(parser)
    parser.set_defaults(run=run)
    return parser


def _add(args: argparse.Namespace, output: Output) -> int:
    from kgdesk.operations.trust import add_trust

    with workspace_of(args) as workspace:
        for path in args.files:
            added = add_trust(workspace, path).result
            for item in added.certificates:
                code = "cli.trust.believed" if item.is_new else "cli.trust.believed_before"
                output.say(code, name=item.name, fingerprint=item.fingerprint)
                output.record(file=path, authority=item.name, fingerprint=item.fingerprint, new=item.is_new)
            for each in added.lists:
                code = "cli.trust.list_taken" if each.is_newest else "cli.trust.list_older"
                output.say(code, issuer=each.issuer, date=each.this_update, revoked=each.revoked)
                output.record(file=path, **_list_facts(each))
    return DONE


def _remove(args: argparse.Namespace, output: Output) -> int:
    from kgdesk.operations.trust import forget

    with workspace_of(args) as workspace:
        gone = forget(workspace, args.fingerprint).result
    output.say("cli.trust.removed", name=gone.name, fingerprint=gone.fingerprint)
    output.record(authority=gone.name, fingerprint=gone.fingerprint, removed=True)
    return DONE


def _list(args: argparse.Namespace, output: Output) -> int:
    from kgdesk.operations.trust import trust_overview

    with workspace_of(args, read_only=True) as workspace:
        overview = trust_overview(workspace)
        now = workspace.clock()
    if not overview.anchors:
        output.say("cli.trust.empty")
    for item in overview.anchors:
        output.say("cli.trust.anchor", name=item.name, date=item.not_after, fingerprint=item.fingerprint)
        output.record(
            authority=item.name, fingerprint=item.fingerprint, added_at=item.added_at, not_after=item.not_after
        )
    for each in (item for item in overview.lists if item.is_newest):
        overdue = each.next_update is not None and each.next_update < now
        shown = {"issuer": each.issuer, "date": each.this_update, "revoked": each.revoked}
        if overdue:
            output.say("cli.trust.list_overdue", **shown, due=each.next_update)
        else:
            output.say("cli.trust.list", **shown)
        output.record(**_list_facts(each), overdue=overdue)
    for binding in overview.enrolments:
        _show_enrolment(binding, output)
    return DONE


def _update(args: argparse.Namespace, output: Output) -> int:
    from kgdesk.operations.online import update_lists

    with workspace_of(args) as workspace:
        fetched = update_lists(workspace, args.files).result
    for item in fetched.lists:
        code = "cli.trust.list_fetched" if item.is_new else "cli.trust.list_fetched_before"
        output.say(code, issuer=item.issuer, date=item.this_update, revoked=item.revoked)
        output.record(
            revocation_list=item.issuer,
            this_update=item.this_update,
            next_update=item.next_update,
            revoked=item.revoked,
            new=item.is_new,
        )
    show_problems(fetched.problems, output)
    return ANSWER_IS_NO if fetched.problems else DONE


def _list_facts(item: Any) -> dict[str, object]:
    return {
        "revocation_list": item.issuer,
        "this_update": item.this_update,
        "next_update": item.next_update,
        "revoked": item.revoked,
        "newest": item.is_newest,
    }


def _show_enrolment(item: Enrolment, output: Output) -> None:
    output.say(
        "cli.trust.enrolment" if item.valid_to is None else "cli.trust.enrolment_ended",
        unit=item.unit,
        role=_role(item, output.lang),
        name=item.name,
        start=item.valid_from,
        end=item.valid_to,
        fingerprint=item.fingerprint,
    )
    output.record(enrolment=item)


def _role(item: Enrolment, lang: str) -> str:
    return say(f"cli.trust.role.{item.role}", lang)


def _enrol(args: argparse.Namespace, output: Output) -> int:
    from kgdesk.operations.enrolment import EnrolRequest, enrol

    request = EnrolRequest(
        args.certificate, args.unit, args.role, args.fingerprint, _start_of(args.start), args.replaces
    )
    with workspace_of(args) as workspace:
        made = enrol(workspace, request).result
        unit = workspace.plan.unit(made.unit).name_vi
    output.say("cli.trust.enrolled", name=made.name, unit=unit, role=_role(made, output.lang))
    output.record(enrolment=made)
    return DONE


def _withdraw(args: argparse.Namespace, output: Output) -> int:
    from kgdesk.operations.enrolment import withdraw

    with workspace_of(args) as workspace:
        ended = withdraw(
            workspace,
            args.fingerprint,
            unit=args.unit,
            role=args.role,
            reason=args.reason,
            since=_start_of(args.since),
        ).result
    for item in ended:
        output.say(
            "cli.trust.withdrawn", name=item.name, unit=item.unit, role=_role(item, output.lang), end=item.valid_to
        )
        output.record(enrolment=item)
    return DONE


def _start_of(text: str | None) -> datetime | None:
    """Give the first moment of a day in Vietnam, in UTC."""
    if text is None:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=VIETNAM).astimezone(UTC)
    except ValueError:
        raise Fault("cli.bad_date", text=text) from None


def _tokens(args: argparse.Namespace, output: Output) -> int:
    from kgdesk.operations.tokens import plugged_in

    found = plugged_in(args.module)
    for item in found.tokens:
        pin = say(f"token.pin.{item.pin.value}", output.lang)
        output.say("cli.token.one", label=item.label, serial=item.serial, maker=item.manufacturer, pin=pin)
        for each in (certificate for certificate in item.certificates if not certificate.is_authority):
            shown = {"name": each.common_name, "date": each.not_after, "fingerprint": each.fingerprint}
            output.text("  " + say("cli.token.certificate", output.lang, **shown))
            output.text(f"    --key '{each.uri}'")
        output.record(token=item)
    for module, fault in found.failed:
        output.fault(fault)
        output.record(module=module, failed=fault.code)
    if not found.tokens:
        output.fault(Fault("token.none" if found.modules else "token.no_module"))
    return DONE if found.tokens else ANSWER_IS_NO
