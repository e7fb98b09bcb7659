"""Commands over many periods and units: `status --matrix`, `grant`, `series`."""

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgdesk.cli.opening import add_period, add_workspace, period_of, workspace_of
from kgdesk.cli.output import Output
from kgdesk.cli.usage_texts import help_text
from kgdesk.domain.errors import Fault
from kgdesk.domain.period import Period, PeriodKind
from kgdesk.domain.reporting_unit import SplitBasis
from kgdesk.messages import say

if TYPE_CHECKING:
    from kgdesk.domain.expected_return import Inventory, UnitRank
    from kgdesk.domain.succession_figures import UnitSeries
    from kgdesk.operations.workspace import Workspace

DONE, ANSWER_IS_NO = 0, 1
_CELL, _NAME = 14, 44


def add_commands(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add `grant` and `series`; `status` gets its options from `add_matrix_options`."""
    grant = commands.add_parser("grant", parents=[shared], help=help_text("grant"))
    add_workspace(grant)
    grant.add_argument("unit", metavar="UNIT", help=help_text("grant_unit"))
    add_period(grant)
    day = grant.add_mutually_exclusive_group(required=True)
    day.add_argument("--until", metavar="DAY", help=help_text("grant_until"))
    day.add_argument("--take-back", action="store_true", help=help_text("grant_take_back"))
    grant.add_argument("--reason", required=True, metavar="TEXT", help=help_text("grant_reason"))
    grant.set_defaults(run=_grant)

    series = commands.add_parser("series", parents=[shared], help=help_text("series"))
    add_workspace(series)
    series.add_argument("indicator", metavar="INDICATOR", help=help_text("series_indicator"))
    series.add_argument("--unit", metavar="CODE", help=help_text("series_unit"))
    way = series.add_mutually_exclusive_group()
    way.add_argument("--as-reported", action="store_true", help=help_text("series_as_reported"))
    way.add_argument("--on-map", metavar="DAY", help=help_text("series_on_map"))
    bases = [item.value for item in SplitBasis if item is not SplitBasis.NONE]
    series.add_argument("--basis", choices=bases, help=help_text("series_basis"))
    series.set_defaults(run=_series)


def add_matrix_options(status: argparse.ArgumentParser) -> None:
    """Let `status` look at all periods of a year, or of several."""
    status.add_argument("--matrix", action="store_true", help=help_text("matrix"))
    status.add_argument("--last-year", type=int, metavar="YEAR", help=help_text("matrix_last_year"))
    kinds = [item.value for item in PeriodKind]
    status.add_argument("--kind", action="append", default=[], choices=kinds, help=help_text("matrix_kind"))
    status.add_argument("-o", "--output", type=Path, action="append", default=[], metavar="FILE",
                        help=help_text("matrix_output"))  # fmt: skip


def print_matrix(args: argparse.Namespace, output: Output) -> int:
    """Print units by periods, extensions and the ranking; write the files that are asked for."""
    from kgdesk.operations.inventory import inventory, ranking
    from kgdesk.operations.inventory_words import write_inventory

    kinds = tuple(PeriodKind(item) for item in args.kind)
    with workspace_of(args, read_only=True) as workspace:
        stock = inventory(workspace, first_year=period_of(args).year, last_year=args.last_year, kinds=kinds)
        if not stock.cells:
            output.say("inventory.nobody")
            return DONE
        ranks = ranking(workspace, stock)
        files = [write_inventory(workspace, stock, ranks, path, lang=args.lang) for path in args.output]
    _print_cells(stock, output)
    _print_ranks(ranks, output)
    for file in files:
        output.say("inventory.written", file=file.path)
        output.earlier([file.earlier])
        output.record(file=file.path, earlier=file.earlier)
    return DONE


def _print_cells(stock: "Inventory", output: Output) -> None:
    from kgdesk.operations.inventory_words import cell_words, legend, mark, unit_name

    lang = output.lang
    heads = "".join(f"{period.code:<{_CELL}}" for period in stock.periods)
    output.text(f"{'':<10} {'':<{_NAME}} {heads}".rstrip())
    for unit in stock.units:
        name = unit_name(unit, lang)[:_NAME]
        cells = "".join(f"{mark(stock.cell(unit.code, period), lang):<{_CELL}}" for period in stock.periods)
        output.text(f"{unit.code:<10} {name:<{_NAME}} {cells}".rstrip())
    output.text(legend(lang))
    for cell in stock.cells.values():
        if cell.extension is not None:
            words = "; ".join(cell_words(cell, lang))
            output.text(f"* {unit_name(cell.unit, lang)}, {cell.period.label(lang)}: {words}")
        output.record(
            unit=cell.unit.code,
            period=cell.period.code,
            closes=cell.closes,
            due=cell.due,
            deadline=cell.deadline,
            standing=cell.standing,
            required=cell.required,
            on_time=cell.on_time,
            late_days=cell.late_days,
            first_at=cell.first_at,
            revision=cell.revision or None,
            superseded=cell.superseded,
            sent_back=cell.sent_back,
            extension=cell.extension,
        )


def _print_ranks(ranks: "tuple[UnitRank, ...]", output: Output) -> None:
    from kgdesk.operations.inventory_words import formula, rank_words

    if not ranks:
        return
    output.say("inventory.ranking")
    for item in ranks:
        output.text(f"  {rank_words(item, output.lang)}")
        output.record(
            place=item.place,
            unit=item.unit.code,
            points=item.points,
            counted=item.counted,
            on_time=item.on_time,
            late=item.late,
            missing=item.missing,
            late_days=item.late_days,
            sent_back=item.sent_back,
            blocking=item.blocking,
            unchecked=item.unchecked,
        )
    output.text(formula(output.lang))


def _grant(args: argparse.Namespace, output: Output) -> int:
    from kgdesk.operations.inventory import grant_extension, take_back_extension
    from kgdesk.operations.inventory_words import unit_name

    period = period_of(args)
    with workspace_of(args) as workspace:
        if args.take_back:
            cell = take_back_extension(workspace, args.unit, period, reason=args.reason).result
        else:
            until = day_of(args.until)
            cell = grant_extension(workspace, args.unit, period, until=until, reason=args.reason).result
    code = "inventory.taken_back" if cell.extension is None else "inventory.granted"
    name = unit_name(cell.unit, output.lang)
    output.say(
        code, unit=name, period=period.label(output.lang), until=cell.deadline, due=cell.due, reason=args.reason.strip()
    )
    output.record(unit=args.unit, period=period.code, due=cell.due, deadline=cell.deadline, extension=cell.extension)
    return DONE


def day_of(text: str) -> date:
    """Read a day as people write it; raises Fault `succession.bad_day`."""
    parts = text.strip().split("/")
    try:
        return date.fromisoformat(text.strip()) if len(parts) == 1 else date(*(int(item) for item in reversed(parts)))
    except (TypeError, ValueError):
        raise Fault("succession.bad_day", text=text) from None


def _series(args: argparse.Namespace, output: Output) -> int:
    from kgdesk.operations.unit_series import inherited, inherited_words, today_of, unit_series

    basis = None if args.basis is None else SplitBasis(args.basis)
    with workspace_of(args, read_only=True) as workspace:
        day = None if args.as_reported else today_of(workspace) if args.on_map is None else day_of(args.on_map)
        found = unit_series(workspace, args.indicator, unit=args.unit, on_map=day, basis=basis)
        _print_series(workspace, found, output)
        if args.unit is not None and day is not None:
            for item in inherited(workspace, args.unit, args.indicator, on=day):
                output.text(inherited_words(workspace.plan, item, output.lang))
                output.record(inherited=item)
    return DONE if all(item.difference.is_zero for item in found.balances) else ANSWER_IS_NO


def _print_series(workspace: "Workspace", found: "UnitSeries", output: Output) -> None:
    from kgdesk.operations.unit_series import balance_words, figure_words, name_of, row_name, rows_of, unplaced_words

    plan, lang = workspace.plan, output.lang
    indicator = plan.indicator(found.indicator)
    periods, rows = rows_of(found)
    if not periods:
        output.say("succession.nothing", indicator=found.indicator)
        return
    output.text(f"{'':<10} {'':<{_NAME}} {''.join(f'{code:>{_CELL}}' for code in periods)}")
    for row in rows:
        shown = (figure_words(indicator, row, code, lang) for code in periods)
        name = row_name(plan, row, lang)
        output.text(f"{row.unit:<10} {name:<{_NAME}} {''.join(f'{text:>{_CELL}}' for text in shown)}".rstrip())
        for code, units in row.missing.items():
            names = ", ".join(name_of(plan, unit, lang) for unit in units)
            output.text("  " + say("succession.missing", lang, unit=name_of(plan, row.unit, lang),
                                   period=Period.parse(code).label(lang), units=names))  # fmt: skip
    for item in found.figures:
        output.record(day=found.day, unit=item.unit, period=item.period, figure=item.figure, leads=item.leads,
                      observation=item.observation, divided=item.divided, missing=item.missing,
                      sources=item.sources)  # fmt: skip
    for gone in found.unplaced:
        text = unplaced_words(plan, gone, indicator, lang)
        output.text(f"- {text}")
        output.record(unplaced=gone, message=text)
    for balance in found.balances:
        output.text(balance_words(indicator, balance, lang))
        output.record(balance=balance, difference=balance.difference)
