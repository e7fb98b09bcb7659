"""What moved since the run before, and by whom: a part of the report, and a brief of one page."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kgdesk.domain.indicator import running_name
from kgdesk.domain.provincial_report import ProvincialReport
from kgdesk.domain.run_changes import IndicatorMove, MoveKind, RunChanges, UnitMove
from kgdesk.messages import VIETNAM
from kgdesk.returns.medium import Medium
from kgdesk.returns.pdf_attach import attach
from kgdesk.returns.pdf_medium import PdfMedium
from kgdesk.returns.pdf_page import Style
from kgdesk.returns.pdf_table import Column, Row
from kgdesk.returns.pdf_words import figure_text, lower_first, measure_text

TITLE = "Những thay đổi so với lần tổng hợp trước"
_NOTHING = "chưa có"
_MOST_UNITS = 6  # named beside one indicator
_OVER_TABLE = Style(keep=60)
_COLUMNS = (
    Column("Số", 12, "center"),
    Column("Chỉ tiêu", 52),
    Column("Lần trước", 26, "right"),
    Column("Lần này", 26, "right"),
    Column("Do đơn vị", 74),
)


def draw_changes(pages: Medium, report: ProvincialReport, changes: RunChanges) -> None:
    """Set sentences and the table of all that moved."""
    _draw(pages, report, changes, most=len(changes.moves))


def write_brief(report: ProvincialReport, changes: RunChanges) -> bytes:
    """Write the brief, one page: first what is shown otherwise than before; what does not fit is counted.

    Raises Fault `pdf.no_font`.
    """
    changes = replace(changes, moves=tuple(sorted(changes.moves, key=_looks_the_same)))
    for most in range(len(changes.moves), -1, -1):
        pages = PdfMedium(title=TITLE, author=report.issuer_vi)
        pages.title(kind=TITLE, subject=f"{report.plan_name_vi}\n{lower_first(report.period_label_vi)}")
        _draw(pages, report, changes, most=most)
        if pages.index == 0 or most == 0:
            break
    return attach(pages.finish(), (), at=report.generated_at)


def _looks_the_same(move: IndicatorMove) -> bool:
    before, after = (figure_text(value, move.measure_vi, move.places) for value in (move.before, move.after))
    return before == after


def _draw(pages: Medium, report: ProvincialReport, changes: RunChanges, *, most: int) -> None:
    for sentence in _sentences(report, changes):
        pages.paragraph(sentence, _OVER_TABLE)
    if not changes.moves:
        return
    pages.space(6)
    pages.table(_COLUMNS, [Row(_cells(move, report)) for move in changes.moves[:most]])
    if most < len(changes.moves):
        pages.note(f"Còn {len(changes.moves) - most} chỉ tiêu khác có thay đổi, nêu trong báo cáo đầy đủ.")


def _sentences(report: ProvincialReport, changes: RunChanges) -> Iterator[str]:
    def moment(at: object) -> str:
        return f"{at.astimezone(VIETNAM):%H:%M ngày %d/%m/%Y}"  # type: ignore[attr-defined]

    yield (
        f"So lần tổng hợp số {changes.number} (lúc {moment(changes.at)}) với lần số {changes.before_number} "
        f"(lúc {moment(changes.before_at)}): {len(changes.moves)}/{changes.indicators} chỉ tiêu có thay đổi."
    )
    for kind, words in (
        (MoveKind.NEW, "Báo cáo mới được đưa vào tổng hợp"),
        (MoveKind.REVISED, "Báo cáo được thay bằng lần sau"),
        (MoveKind.GONE, "Báo cáo không còn được tính"),
    ):
        units = [item for item in changes.returns if item.kind is kind]
        if units:
            yield f"- {words} ({len(units)}): {', '.join(_unit(item, report) for item in units)}."
    if not changes.moves:
        yield "Không có số liệu nào thay đổi."


def _unit(item: UnitMove, report: ProvincialReport) -> str:
    name = report.unit_names.get(item.unit, item.unit)
    if item.kind is MoveKind.REVISED:
        return f"{name} (lần {item.before_revision} thay bằng lần {item.revision})"
    return name


def _cells(move: IndicatorMove, report: ProvincialReport) -> tuple[str, ...]:
    measure = measure_text(move.measure_vi).strip()
    named = running_name(move.name_vi, move.measure_vi)
    return (
        move.ordinal,
        f"{named} ({measure})" if measure else named,
        figure_text(move.before, move.measure_vi, move.places) or _NOTHING,
        figure_text(move.after, move.measure_vi, move.places) or _NOTHING,
        _by(move, report),
    )


def _by(move: IndicatorMove, report: ProvincialReport) -> str:
    if not move.by:
        return "Cách tổng hợp hoặc gói chỉ tiêu thay đổi"
    pieces: list[str] = [_one(item, move, report) for item in move.by[:_MOST_UNITS]]
    return "; ".join(_with_rest(pieces, len(move.by) - len(pieces)))


def _one(item: UnitMove, move: IndicatorMove, report: ProvincialReport) -> str:
    name = report.unit_names.get(item.unit, item.unit)
    before, after = (
        figure_text(value, move.measure_vi, move.places) or _NOTHING for value in (item.before, item.after)
    )
    match item.kind:
        case MoveKind.NEW:
            return f"{name}: mới có {after}"
        case MoveKind.GONE:
            return f"{name}: bỏ {before}"
    revision = f" (lần {item.revision})" if item.revision != item.before_revision else ""
    return f"{name}{revision}: {before} thành {after}"


def _with_rest(pieces: Sequence[str], rest: int) -> list[str]:
    return [*pieces, *([f"và {rest} đơn vị khác"] if rest > 0 else [])]
