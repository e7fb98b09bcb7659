"""Commands for several people: `part` (a return divided among divisions) and `people` (who did what)."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgdesk.cli.opening import add_period, add_workspace, period_of, person, workspace_of
from kgdesk.cli.output import Output
from kgdesk.cli.usage_texts import help_text
from kgdesk.domain.errors import Fault
from kgdesk.domain.indicator import IndicatorGroup
from kgdesk.domain.period import Period
from kgdesk.domain.three_way import Side, Standing
from kgdesk.messages import VIETNAM, say

if TYPE_CHECKING:
    from kgdesk.operations.part_comparing import PartComparison, PartDifference

DONE, ANSWER_IS_NO = 0, 1


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add `part` with its five commands, and `people`."""
    part = commands.add_parser("part", help=help_text("part"))
    inner = part.add_subparsers(metavar=help_text("command"), required=True)
    _add_export(inner, shared)

    opening = inner.add_parser("open", parents=[shared], help=help_text("part_open"))
    opening.add_argument("file", type=Path, metavar="FILE")
    opening.add_argument("-o", "--output", type=Path, required=True, metavar="WORKSPACE")
    opening.set_defaults(run=_open)

    returning = inner.add_parser("return", parents=[shared], help=help_text("part_return"))
    add_workspace(returning)
    returning.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    returning.set_defaults(run=_return)

    taking = inner.add_parser("take", parents=[shared], help=help_text("part_take"))
    add_workspace(taking)
    taking.add_argument("file", type=Path, metavar="FILE")
    taking.add_argument("--period", metavar="P", help=help_text("period"))
    taking.add_argument("--dry-run", action="store_true", help=help_text("part_dry_run"))
    taking.add_argument("--accept", nargs="+", default=[], metavar="CELL", help=help_text("part_accept"))
    taking.add_argument("--keep", nargs="+", default=[], metavar="CELL", help=help_text("part_keep"))
    taking.add_argument("--reason", default="", metavar="TEXT", help=help_text("record_reason"))
    taking.set_defaults(run=_take)

    listing = inner.add_parser("list", parents=[shared], help=help_text("part_list"))
    add_workspace(listing)
    listing.set_defaults(run=_list)

    people = commands.add_parser("people", parents=[shared], help=help_text("people"))
    add_workspace(people)
    people.add_argument("--period", metavar="P", help=help_text("period"))
    people.add_argument("--date", metavar="D", help=help_text("people_date"))
    people.set_defaults(run=_people)


def _add_export(inner: Any, shared: argparse.ArgumentParser) -> None:
    export = inner.add_parser("export", parents=[shared], help=help_text("part_export"))
    add_workspace(export)
    add_period(export)
    export.add_argument("--to", required=True, metavar="NAME", help=help_text("part_to"))
    export.add_argument("--indicator", nargs="+", default=[], metavar="CODE", help=help_text("part_indicator"))
    export.add_argument("--group", nargs="+", default=[], metavar="GROUP", help=help_text("part_group"))
    export.add_argument("--task", nargs="+", default=[], metavar="CODE", help=help_text("part_task"))
    export.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    export.set_defaults(run=_export)


def _export(args: argparse.Namespace, output: Output) -> int:
    from kgdesk.operations.part_giving import give_part

    groups = [_group(text) for text in args.group]
    with workspace_of(args) as workspace:
        request = give_part(
            workspace,
            args.output,
            period=period_of(args),
            division=args.to,
            indicators=args.indicator,
            groups=groups,
            tasks=args.task,
        ).result
    output.say(
        "part.given",
        file=args.output,
        division=request.division,
        cells=len(request.indicators),
        tasks=len(request.tasks),
        period=request.period,
    )
    output.record(
        file=args.output,
        division=request.division,
        period=request.period,
        indicators=request.indicators,
        tasks=request.tasks,
    )
    return DONE


def _group(text: str) -> IndicatorGroup:
    try:
        return IndicatorGroup(text)
    except ValueError:
        raise Fault("part.unknown_group", group=text, groups=", ".join(IndicatorGroup)) from None


def _open(args: argparse.Namespace, output: Output) -> int:
    from kgdesk.operations.part_opening import open_part

    with open_part(args.file, args.output, actor=person(args)) as workspace:
        request = workspace.part
        assert request is not None  # noqa: S101 - it was just made of one
        output.say(
            "part.opened",
            file=args.output,
            division=request.division,
            cells=len(request.indicators),
            tasks=len(request.tasks),
            period=request.period,
        )
        output.record(workspace=args.output, division=request.division, period=request.period)
    return DONE


def _return(args: argparse.Namespace, output: Output) -> int:
    from kgdesk.operations.part_opening import return_part

    with workspace_of(args) as workspace:
        answer = return_part(workspace, args.output).result
        division = workspace.part.division if workspace.part is not None else ""
    output.say("part.returned", file=args.output, number=answer.number, division=division)
    output.record(file=args.output, number=answer.number, division=division)
    return DONE


def _take(args: argparse.Namespace, output: Output) -> int:
    from kgdesk.operations.part_comparing import compare_part
    from kgdesk.operations.part_taking import places_named, take_part

    period = Period.parse(args.period) if args.period else None
    with workspace_of(args, read_only=args.dry_run) as workspace:
        comparison = compare_part(workspace, args.file, period=period)
        choices = dict.fromkeys(places_named(comparison, args.accept), Side.THEIRS)
        choices |= dict.fromkeys(places_named(comparison, args.keep), Side.MINE)
        taken = take_part(
            workspace, args.file, period=period, choices=choices, reason=args.reason, dry_run=args.dry_run
        ).result
    _show(taken.comparison, output)
    division = comparison.request.division
    if args.dry_run:
        output.say("part.would_take", count=len(taken.taken), division=division)
    elif taken.taken:
        output.say("part.taken", count=len(taken.taken), division=division)
    else:
        output.say("part.nothing_taken", division=division)
    sealed = sum(item.sealed and item.place in taken.taken for item in comparison.differences)
    if args.dry_run and sealed:
        output.say("part.needs_reason", count=sealed)
    if taken.undecided:
        output.say("part.undecided", count=len(taken.undecided))
    output.record(
        division=division,
        number=comparison.answer.number,
        written=not args.dry_run,
        taken_before=comparison.taken_at,
        taken=[place.written for place in taken.taken],
        undecided=[place.written for place in taken.undecided],
        unchanged=comparison.unchanged,
    )
    return ANSWER_IS_NO if taken.undecided else DONE


def _show(comparison: "PartComparison", output: Output) -> None:
    if comparison.taken_at is not None:
        output.say("part.taken_before", at=comparison.taken_at)
    output.say(
        "part.compared",
        division=comparison.request.division,
        number=comparison.answer.number,
        theirs=len(comparison.of(Standing.THEIRS)),
        mine=len(comparison.of(Standing.MINE)),
        same=len(comparison.of(Standing.SAME)),
        conflicts=len(comparison.of(Standing.CONFLICT)),
        unchanged=comparison.unchanged,
    )
    for item in comparison.differences:
        _show_difference(item, output)


def _show_difference(item: "PartDifference", output: Output) -> None:
    from kgdesk.operations.part_words import value_text

    lang = output.lang
    name = item.name_en if lang == "en" else item.name_vi
    texts = {side: value_text(getattr(item, side), lang) for side in ("base", "mine", "theirs")}
    output.say("part.line", standing=say(f"part.standing.{item.standing}", lang), place=item.place.written, name=name)
    for side, text in texts.items():
        by = item.recorded_by or "—"
        output.text("  " + say(f"part.line.{side}", lang, value=text, **({"by": by} if side == "theirs" else {})))
    output.record(
        place=item.place.written,
        noun=item.place.noun,
        name=name,
        standing=item.standing,
        recorded_by=item.recorded_by,
        sealed=item.sealed,
        **texts,
    )


def _list(args: argparse.Namespace, output: Output) -> int:
    from kgdesk.operations.part_giving import given_parts

    with workspace_of(args, read_only=True) as workspace:
        found = given_parts(workspace)
    for item in found:
        output.say(
            "part.listed",
            period=item.period,
            division=item.division,
            cells=len(item.indicators),
            tasks=len(item.tasks),
            answers=item.answers,
        )
        output.record(
            identity=item.identity,
            period=item.period,
            division=item.division,
            made_at=item.made_at,
            made_by=item.made_by,
            indicators=item.indicators,
            tasks=item.tasks,
            answers=item.answers,
        )
    if not found:
        output.say("part.none_given")
    return DONE


def _people(args: argparse.Namespace, output: Output) -> int:
    from datetime import date

    from kgdesk.operations.people import deeds_of_day

    try:
        day = None if args.date is None else date.fromisoformat(args.date)
    except ValueError:
        raise Fault("cli.bad_date", text=args.date) from None
    period = Period.parse(args.period) if args.period else None
    with workspace_of(args, read_only=True) as workspace:
        day = day or workspace.clock().astimezone(VIETNAM).date()
        deeds = deeds_of_day(workspace, day, period=period, lang=output.lang)
    for item in deeds:
        output.say(
            "person.line",
            first=item.first_at.astimezone(VIETNAM).strftime("%H:%M"),
            last=item.last_at.astimezone(VIETNAM).strftime("%H:%M"),
            person=item.person,
            words=item.words,
            times=item.times,
        )
        output.record(
            person=item.person, words=item.words, times=item.times, first_at=item.first_at, last_at=item.last_at
        )
    if not deeds:
        output.say("person.nobody")
    return DONE
