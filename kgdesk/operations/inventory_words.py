"""The inventory in words: marks of cells, what stands behind a mark, and the sheet that is printed."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from kgdesk.domain.errors import Fault
from kgdesk.domain.expected_return import HERE, ExpectedReturn, Inventory, Standing, UnitRank, Weights
from kgdesk.domain.inventory_sheet import InventorySheet, YearMatrix
from kgdesk.domain.numbers import write_number
from kgdesk.domain.period import Period
from kgdesk.domain.reporting_unit import ReportingUnit, UnitLevel
from kgdesk.domain.return_document import Issue
from kgdesk.messages import VIETNAM, say
from kgdesk.operations.draft import SYMBOL
from kgdesk.operations.exporting import WrittenFile, export
from kgdesk.operations.workspace import Workspace

_MARKS = {
    "vi": {
        Standing.NOT_DUE: "–",
        Standing.DUE_SOON: "…",
        Standing.MISSING: "Thiếu",
        Standing.RECEIVED: "Nhận",
        Standing.HELD: "Giữ",
        Standing.ACCEPTED: "Duyệt",
        Standing.SENT_BACK: "Trả",
    },
    "en": {
        Standing.NOT_DUE: "–",
        Standing.DUE_SOON: "…",
        Standing.MISSING: "Missing",
        Standing.RECEIVED: "In",
        Standing.HELD: "Held",
        Standing.ACCEPTED: "OK",
        Standing.SENT_BACK: "Back",
    },
}


def mark(cell: ExpectedReturn | None, lang: str = "vi") -> str:
    """Write a cell shortly: mark, days late, a star where more time was granted; empty where nothing is asked."""
    if cell is None:
        return ""
    days = f" +{cell.late_days}" if cell.late_days else ""
    return f"{_MARKS[lang][cell.standing]}{days}{'*' if cell.extension is not None else ''}"


def legend(lang: str = "vi") -> str:
    """Say what the marks mean."""
    marks = "; ".join(f"{_MARKS[lang][item]}: {say(f'inventory.standing.{item.value}', lang)}" for item in Standing)
    return say("inventory.legend", lang, marks=marks)


def cell_words(cell: ExpectedReturn, lang: str = "vi") -> tuple[str, ...]:
    """Say all that is known of a cell, a clause each."""
    return tuple(_clauses(cell, lang))


def _clauses(cell: ExpectedReturn, lang: str) -> Iterator[str]:
    yield say(f"inventory.standing.{cell.standing.value}", lang)
    if cell.late_days:
        yield say("inventory.late", lang, days=Decimal(cell.late_days))
    elif cell.standing in HERE:
        yield say("inventory.on_time", lang)
    if cell.extension is not None:
        known = cell.extension
        yield say("inventory.extended", lang, until=known.until, reason=known.reason, by=known.granted_by)
    if cell.superseded:
        yield say("inventory.superseded", lang, count=cell.superseded)
    if cell.sent_back:
        yield say("inventory.times_sent_back", lang, count=cell.sent_back)


def short_period(period: Period, lang: str = "vi") -> str:
    """Name a period under its year's heading: `Quý III`, `6 tháng đầu năm`, `Cả năm`."""
    if period.months == 12:  # noqa: PLR2004 - a year
        return say("inventory.whole_year", lang)
    text = period.label(lang)
    for ending in (f" năm {period.year}", f" of {period.year}", f" {period.year}"):
        text = text.removesuffix(ending)
    return text


def rank_words(item: UnitRank, lang: str = "vi") -> str:
    """Say a unit's place with what makes its points."""
    return say(
        "inventory.rank_line",
        lang,
        place=item.place,
        unit=unit_name(item.unit, lang),
        points=_points(item, lang),
        on_time=item.on_time,
        counted=item.counted,
        late_days=item.late_days,
        missing=item.missing,
        sent_back=item.sent_back,
        blocking=item.blocking,
    )


def formula(lang: str = "vi", weights: Weights | None = None) -> str:
    """Say how points are made."""
    known = Weights() if weights is None else weights
    return say("inventory.formula", lang, **{name: getattr(known, name) for name in Weights.__dataclass_fields__})


def unit_name(unit: ReportingUnit, lang: str = "vi") -> str:
    """Name a unit in the language."""
    return unit.name_en if lang == "en" and unit.name_en else unit.name_vi


def rank_cells(item: UnitRank, lang: str = "vi") -> tuple[str, ...]:
    """Write a row of the ranking, one text for each of `inventory.rank_columns`."""
    numbers = (item.counted, item.on_time, item.late, item.missing, item.late_days, item.sent_back, item.blocking)
    return (
        str(item.place),
        unit_name(item.unit, lang),
        _points(item, lang),
        *(_count(number, lang) for number in numbers),
    )


def _count(number: int, lang: str) -> str:
    return write_number(Decimal(number)) if lang == "vi" else f"{number:,}"


def _points(item: UnitRank, lang: str) -> str:
    return f"{item.points:.1f}" if lang == "en" else write_number(item.points, 1)


def inventory_sheet(
    workspace: Workspace, stock: Inventory, ranks: tuple[UnitRank, ...], lang: str = "vi"
) -> InventorySheet:
    """Make what is printed of an inventory."""
    at = workspace.clock().replace(microsecond=0)
    today = at.astimezone(VIETNAM).date()
    unit = workspace.unit
    focal = workspace.plan.focal_unit(today) if unit.level is UnitLevel.PROVINCE else None
    issuer = unit if focal is None else focal
    years = sorted({period.year for period in stock.periods})
    named = (
        say("inventory.year", lang, first=years[0])
        if len(years) == 1
        else say("inventory.years", lang, first=years[0], last=years[-1])
    )
    number, name = say("inventory.columns", lang).split("|")
    return InventorySheet(
        superior_vi=issuer.superior_vi,
        issuer_vi=issuer.issuer_vi,
        issuer_name_vi=issuer.name_vi,
        issue=Issue(None, SYMBOL.format(symbol=issuer.symbol), issuer.place_vi, today),
        made_at=at,
        title=say("inventory.title", lang, years=named),
        about=workspace.plan.name_en if lang == "en" else workspace.plan.name_vi,
        unit_columns=(number, name),
        years=tuple(_year(stock, year, lang) for year in years),
        legend=legend(lang),
        granted=tuple(
            f"{unit_name(cell.unit, lang)}, {cell.period.label(lang)}: {_extended(cell, lang)}"
            for cell in stock.cells.values()
            if cell.extension is not None
        ),
        ranking_title=say("inventory.ranking", lang),
        ranking_columns=tuple(say("inventory.rank_columns", lang).split("|")),
        ranking=tuple(rank_cells(item, lang) for item in ranks),
        formula=formula(lang),
    )


def _extended(cell: ExpectedReturn, lang: str) -> str:
    known = cell.extension
    return (
        ""
        if known is None
        else say("inventory.extended", lang, until=known.until, reason=known.reason, by=known.granted_by)
    )


def _year(stock: Inventory, year: int, lang: str) -> YearMatrix:
    periods = [period for period in stock.periods if period.year == year]
    rows = (
        (unit_name(unit, lang), tuple(mark(stock.cell(unit.code, period), lang) for period in periods))
        for unit in stock.units
    )
    return YearMatrix(
        str(year), tuple(short_period(item, lang) for item in periods), tuple(row for row in rows if any(row[1]))
    )


def write_inventory(
    workspace: Workspace,
    stock: Inventory,
    ranks: tuple[UnitRank, ...],
    path: Path,
    *,
    lang: str = "vi",
    overwrite: bool = False,
) -> WrittenFile:
    """Write the inventory as .xlsx or .pdf, by the ending; another file there is kept beside but for `overwrite`.

    Raises Fault `inventory.unknown_format`, `.nobody` and those of the disk.
    """
    from kgdesk.files import write_atomically
    from kgdesk.returns import inventory_pdf, inventory_workbook

    makers = {".xlsx": inventory_workbook.write_inventory, ".pdf": inventory_pdf.write_inventory}
    maker = makers.get(path.suffix.lower())
    if maker is None:
        raise Fault("inventory.unknown_format", file=path)
    if not stock.cells:
        raise Fault("inventory.nobody")
    data = maker(inventory_sheet(workspace, stock, ranks, lang))
    if not overwrite:
        return export(path, data)
    write_atomically(path, data)
    return WrittenFile(path)
