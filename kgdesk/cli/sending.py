"""`send`: the outbox on the command line."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgdesk.cli.opening import add_period, add_workspace, period_of, workspace_of
from kgdesk.cli.output import Output
from kgdesk.cli.passwords import add_password_options, mail_password_of
from kgdesk.cli.usage_texts import help_text
from kgdesk.domain.errors import Fault
from kgdesk.domain.period import Period

if TYPE_CHECKING:
    from kgdesk.operations.mail_settings import MailSettings
    from kgdesk.operations.outbox import OutItem
    from kgdesk.operations.workspace import Workspace

DONE, ANSWER_IS_NO = 0, 1


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add `send`."""
    send = commands.add_parser("send", parents=[shared], help=help_text("send"))
    add_workspace(send)
    add_period(send)
    way = send.add_mutually_exclusive_group()
    way.add_argument("--eml", type=Path, metavar="DIR", help=help_text("send_eml"))
    way.add_argument("--save", type=Path, metavar="DIR", help=help_text("send_save"))
    way.add_argument("--smtp", action="store_true", help=help_text("send_smtp"))
    send.add_argument("--receipts", action="store_true", help=help_text("send_receipts"))
    send.add_argument("--again", action="store_true", help=help_text("send_again"))
    send.add_argument("--to", metavar="ADDRESS", help=help_text("send_to"))
    send.add_argument("--from", dest="sender", metavar="ADDRESS", help=help_text("send_from"))
    send.add_argument("--host", metavar="HOST", help=help_text("send_host"))
    send.add_argument("--port", type=int, metavar="N", help=help_text("send_port"))
    send.add_argument("--security", choices=("starttls", "tls", "none"), help=help_text("send_security"))
    send.add_argument("--user", metavar="NAME", help=help_text("send_user"))
    send.add_argument("--mail-ca", metavar="FILE", help=help_text("mail_ca"))
    send.add_argument("--remember", action="store_true", help=help_text("send_remember"))
    add_password_options(send)
    send.set_defaults(run=_send)


def _send(args: argparse.Namespace, output: Output) -> int:
    period = period_of(args)
    acts = bool(args.smtp or args.eml or args.save or args.remember)
    with workspace_of(args, read_only=not acts) as workspace:
        settings = _settings(workspace, args)
        items = _items(workspace, period, receipts=args.receipts)
        if not acts or (args.remember and not (args.smtp or args.eml or args.save)):
            for item in items:
                _print(item, output)
            return DONE
        password = mail_password_of(args, lang=args.lang) if args.smtp and settings.user else ""
        good = [_one(workspace, item, args, output, settings=settings, password=password) for item in items]
    return DONE if all(good) else ANSWER_IS_NO


def _settings(workspace: "Workspace", args: argparse.Namespace) -> "MailSettings":
    """What is kept, with what the call says instead; kept in turn where that is asked."""
    from kgdesk.operations.mail_settings import keep_mail_settings, mail_settings

    said = {
        "host": args.host,
        "port": args.port,
        "security": args.security,
        "user": args.user,
        "sender": args.sender,
        "to": args.to,
        "authority": args.mail_ca,
    }
    settings = replace(mail_settings(workspace), **{name: value for name, value in said.items() if value is not None})
    return keep_mail_settings(workspace, settings).result if args.remember else settings


def _items(workspace: "Workspace", period: Period, *, receipts: bool) -> "tuple[OutItem, ...]":
    from kgdesk.operations.outbox import ItemKind, outbox_items

    wanted = ItemKind.RECEIPT if receipts else ItemKind.RETURN
    items = tuple(item for item in outbox_items(workspace, period) if item.kind is wanted)
    if not items:
        raise Fault("outbox.no_receipts" if receipts else "outbox.nothing", period=period.label())
    return items


def _one(
    workspace: "Workspace",
    item: "OutItem",
    args: argparse.Namespace,
    output: Output,
    *,
    settings: "MailSettings",
    password: str,
) -> bool:
    """Send one item the way that was asked. Of several receipts, one that fails does not stop the others."""
    from kgdesk.operations.outbox import ItemKind
    from kgdesk.operations.send import hand_over, make_mail, save_files

    if args.receipts and not args.again and item.state.value == "handed_over":
        _print(item, output)
        return True
    try:
        if args.smtp:
            sent = hand_over(workspace, item.key, settings, password).result
        elif args.eml:
            to = settings.to if item.kind is ItemKind.RETURN else ""
            sent = make_mail(workspace, item.key, args.eml, to=to, sender=settings.sender).result
        else:
            sent = save_files(workspace, item.key, args.save).result
    except Fault as fault:
        if not args.receipts:
            raise
        output.fault(fault)
        return False
    _print(sent.item, output, files=sent.paths, earlier=sent.earlier)
    return True


def _print(item: "OutItem", output: Output, files: tuple[Path, ...] = (), earlier: tuple[Path, ...] = ()) -> None:
    from kgdesk.operations.outbox import state_sentence

    told = state_sentence(item, output.lang)
    output.text(f"{item.stem}: {told}")
    for path in files:
        output.text(f"  {path}")
    output.earlier(earlier)
    output.record(
        kind=item.kind,
        unit=item.unit.code,
        period=item.period.code,
        revision=item.revision,
        digest=item.digest,
        state=item.state,
        at=item.at,
        to=item.address,
        where=item.where,
        message=told,
        files=files,
        earlier=earlier,
    )
