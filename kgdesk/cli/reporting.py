"""Commands of the unit that reports what it consolidated: `letters`, `adopt`."""

import argparse
from decimal import Decimal
from pathlib import Path
from typing import Any

from kgdesk.cli.opening import add_period, add_workspace, period_of, workspace_of
from kgdesk.cli.output import Output
from kgdesk.cli.progress_line import ProgressLine
from kgdesk.cli.usage_texts import help_text
from kgdesk.domain.official_letter import LetterKind

DONE = 0
_KINDS = {"reminder": LetterKind.REMINDER, "send-back": LetterKind.SEND_BACK}


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the two commands."""
    letters = commands.add_parser("letters", parents=[shared], help=help_text("letters"))
    add_workspace(letters)
    add_period(letters)
    letters.add_argument("--kind", choices=tuple(_KINDS), help=help_text("letters_kind"))
    letters.add_argument("--unit", action="append", default=[], metavar="CODE", help=help_text("letters_unit"))
    letters.add_argument("--number", type=int, metavar="N", help=help_text("letters_number"))
    letters.add_argument("--symbol", default="", metavar="S", help=help_text("letters_symbol"))
    letters.add_argument("-o", "--output", type=Path, required=True, metavar="DIR", help=help_text("letters_folder"))
    letters.set_defaults(run=_letters)

    adopt = commands.add_parser("adopt", parents=[shared], help=help_text("adopt"))
    add_workspace(adopt)
    add_period(adopt)
    adopt.add_argument("--reason", default="", metavar="TEXT", help=help_text("adopt_reason"))
    adopt.set_defaults(run=_adopt)


def _letters(args: argparse.Namespace, output: Output) -> int:
    from kgdesk.operations.inventory_words import unit_name
    from kgdesk.operations.letters import LettersRequest, make_letters

    period = period_of(args)
    kinds = tuple(LetterKind) if args.kind is None else (_KINDS[args.kind],)
    request = LettersRequest(period, args.output, kinds, args.unit, args.number, args.symbol)
    with workspace_of(args) as workspace:
        made = make_letters(workspace, request, progress=ProgressLine(quiet=args.json)).result
        plan = workspace.plan
    for item in made:
        letter = item.letter
        # in English the unit's own name; in Vietnamese the one the letter is addressed to
        name = unit_name(plan.unit(letter.unit), output.lang) if output.lang == "en" else letter.to_vi
        output.say(
            f"letter.made.{letter.kind.value}",
            unit=name,
            ordinal=letter.ordinal,
            days=Decimal(letter.late_days),
            revision=letter.revision,
            comments=len(letter.comments),
            file=item.files[0],
        )
        if not item.address:
            output.say("letter.no_address", unit=name)
        if item.repeated:
            output.say("letter.repeated")
        output.earlier(item.earlier)
        output.record(
            unit=letter.unit,
            kind=letter.kind,
            ordinal=letter.ordinal,
            late_days=letter.late_days,
            revision=letter.revision,
            address=item.address,
            repeated=item.repeated,
            files=item.files,
            earlier=item.earlier,
        )
    if not made:
        output.say("letter.none", period=period.label(args.lang))
    return DONE


def _adopt(args: argparse.Namespace, output: Output) -> int:
    from kgdesk.operations.adopt import adopt_run
    from kgdesk.operations.consolidate import consolidate

    with workspace_of(args) as workspace:
        run = consolidate(workspace, period_of(args)).result
        adoption = adopt_run(workspace, run, reason=args.reason).result
    output.say(
        "adopt.done" if adoption.taken else "adopt.nothing",
        count=len(adoption.taken),
        number=run.number,
        returns=adoption.returns,
        units=adoption.units,
    )
    for line in adoption.left_out:
        output.text(f"  {line.message(args.lang)}")
    output.record(
        run=run.number,
        taken=adoption.taken,
        unchanged=adoption.unchanged,
        left_out=[item.indicator for item in adoption.left_out],
        returns=adoption.returns,
        units=adoption.units,
    )
    return DONE
