"""A revision held place by place against the return that counts now and against what both came from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kgdesk.domain.errors import Fault
from kgdesk.domain.figure import ARITHMETIC
from kgdesk.domain.indicator import running_name
from kgdesk.domain.part import (
    BOXES,
    CellEntry,
    MatterEntry,
    PartContents,
    PartPlace,
    PlaceNoun,
    TextEntry,
    figure_of_observation,
    matter_of_escalation,
    text_of_narrative,
)
from kgdesk.domain.return_cycle import ReceivedState
from kgdesk.domain.return_document import ReturnDocument, ReturnLine
from kgdesk.domain.three_way import Comparison, Standing, compare
from kgdesk.messages import say
from kgdesk.operations import part_content
from kgdesk.operations.received_file import received_document
from kgdesk.operations.review import find_received
from kgdesk.operations.seal_request import file_stem
from kgdesk.operations.workspace import Workspace

if TYPE_CHECKING:
    from kgdesk.store.received import ReceivedReturn


@dataclass(frozen=True, slots=True)
class ComparedReturn:
    """One side of a comparison: which received return it is and where it stands."""

    key: int
    unit: str
    unit_name_vi: str
    period: str
    revision: int
    digest: str
    state: ReceivedState

    @property
    def name(self) -> str:
        """How the command line names it: `KG-911_2024_r2`."""
        return file_stem(self.unit, self.period, self.revision)


@dataclass(frozen=True, slots=True)
class ComparedPlace:
    """One place of the return.

    `held` counts now, `new` is what came, `ancestor` what both came from; each a `PartFigure`, a text, a
    progress, a percentage or a `PartMatter`, None where nothing stands. `standing` names the held
    side `mine`. Of figures, `held_value` and `new_value` are what the lines show (computed from a pair)
    with `decimals`, `change_percent` the new one against the held one (None where there is nothing to
    compare), `reason` what the sender gave for the change.
    """

    place: PartPlace
    standing: Standing
    name_vi: str
    name_en: str
    ancestor: Any
    held: Any
    new: Any
    held_value: Decimal | None
    new_value: Decimal | None
    decimals: int
    change_percent: Decimal | None
    reason: str

    @property
    def changed(self) -> bool:
        """Whether what came differs from what counts."""
        return self.standing in {Standing.THEIRS, Standing.MINE, Standing.CONFLICT}


@dataclass(frozen=True, slots=True)
class ReturnComparison:
    """Two returns of a unit for a period; `ancestor` is one of them or an earlier one. Places in plan order."""

    held: ComparedReturn
    new: ComparedReturn
    ancestor: ComparedReturn
    places: tuple[ComparedPlace, ...]

    @property
    def changed(self) -> tuple[ComparedPlace, ...]:
        """The places where what came differs from what counts."""
        return tuple(item for item in self.places if item.changed)


def compare_returns(workspace: Workspace, new: str, held: str | None = None) -> ReturnComparison:
    """Compare a received return with another of its unit and period; without `held` with the one that counts.

    Both are named by file stem or by digits of the digest. Raises Fault `review.no_return`,
    `review.several`, `compare.alone`, `compare.not_alike`.
    """
    came = find_received(workspace, new)
    return _compared(workspace, came, _counting(workspace, came) if held is None else find_received(workspace, held))


def compare_with_counting(workspace: Workspace, key: int) -> ReturnComparison | None:
    """Compare a received return, named by its key, with the one that counts; None where it is the only one."""
    from kgdesk.store import received

    came = received.get(workspace.store, key)
    if came is None:
        raise Fault("review.no_return", wanted=str(key))
    try:
        return _compared(workspace, came, _counting(workspace, came))
    except Fault as fault:
        if fault.code == "compare.alone":
            return None
        raise


def _counting(workspace: Workspace, came: "ReceivedReturn") -> "ReceivedReturn":
    """Find what a return is held against: what is in force, else the nearest revision before it, else any other."""
    from kgdesk.store import received

    others = [item for item in received.of_unit(workspace.store, came.unit, came.period) if item.key != came.key]
    if not others:
        raise Fault("compare.alone", wanted=file_stem(came.unit, came.period, came.revision))
    in_force = [item for item in others if item.state in received.IN_FORCE]
    before = [item for item in others if item.revision < came.revision]
    return (in_force or before or others)[-1]  # they come by revision


def _compared(workspace: Workspace, came: "ReceivedReturn", counting: "ReceivedReturn") -> ReturnComparison:
    if (came.unit, came.period) != (counting.unit, counting.period) or came.key == counting.key:
        raise Fault(
            "compare.not_alike",
            new=file_stem(came.unit, came.period, came.revision),
            held=file_stem(counting.unit, counting.period, counting.revision),
        )
    came_line, counting_line = _line(workspace, came), _line(workspace, counting)
    root = _ancestor(came_line, counting_line)
    new, held, ancestor = (_of(item, came_line | counting_line) for item in (came, counting, root))
    compared = compare(_values(ancestor), _values(held), _values(new), order=_order(new, held))
    reasons = _reasons(came_line, until=root.digest)
    return ReturnComparison(
        held=_side(held, counting),
        new=_side(new, came),
        ancestor=_side(ancestor, root),
        places=tuple(_place(workspace, item, held=held, new=new, reasons=reasons) for item in compared),
    )


_Line = dict[str, tuple["ReceivedReturn", ReturnDocument]]  # by digest, the newest first


def _line(workspace: Workspace, newest: "ReceivedReturn") -> _Line:
    """Follow what each revision says it replaces, as far as the revisions are here; itself first."""
    from kgdesk.store import received

    line: _Line = {}
    current: ReceivedReturn | None = newest
    while current is not None and current.digest not in line:
        document = received_document(workspace, current.key)
        line[current.digest] = current, document
        current = None if document.replaces is None else received.by_digest(workspace.store, document.replaces)
    return line


def _ancestor(came: _Line, counting: _Line) -> "ReceivedReturn":
    """Find what both came from: the nearest revision in both lines; strangers are held against what counts."""
    common = next((digest for digest in came if digest in counting), None)
    return (counting[common] if common is not None else next(iter(counting.values())))[0]


def _of(item: "ReceivedReturn", known: _Line) -> ReturnDocument:
    return known[item.digest][1]


def _side(document: ReturnDocument, item: "ReceivedReturn") -> ComparedReturn:
    return ComparedReturn(
        item.key, item.unit, document.unit_name_vi, item.period, item.revision, item.digest, item.state
    )


def _values(document: ReturnDocument) -> dict[PartPlace, Any]:
    """Spread what a return says over its places."""
    return part_content.values(
        PartContents(
            cells=tuple(CellEntry(line.indicator, figure_of_observation(line.observation)) for line in document.lines),
            texts=tuple(
                TextEntry(entry.narrative.task, text_of_narrative(entry.narrative, chosen=True))
                for entry in document.narratives
            ),
            matters=tuple(MatterEntry(matter_of_escalation(item)) for item in document.escalations),
        )
    )


def _order(new: ReturnDocument, held: ReturnDocument) -> Iterable[PartPlace]:
    for document in (new, held):
        yield from (PartPlace(PlaceNoun.CELL, line.indicator) for line in document.lines)
        for entry in document.narratives:
            yield from (PartPlace(PlaceNoun.TEXT, entry.narrative.task, box) for box in BOXES)


def _reasons(line: _Line, *, until: str) -> Mapping[str, str]:
    """Why figures were changed on the way from the ancestor, by indicator; the newest word counts."""
    told: dict[str, str] = {}
    for digest, (_, document) in line.items():
        if digest == until:
            break
        for item in document.corrections:
            told.setdefault(item.indicator, item.reason)
    return told


def _place(
    workspace: Workspace,
    item: Comparison[PartPlace, Any],
    *,
    held: ReturnDocument,
    new: ReturnDocument,
    reasons: Mapping[str, str],
) -> ComparedPlace:
    place = item.key
    lines = [_line_of(document, place) for document in (held, new)]
    values = [None if line is None else line.value for line in lines]
    name_vi, name_en = _names(workspace, item, new, held)
    return ComparedPlace(
        place=place,
        standing=item.standing,
        name_vi=name_vi,
        name_en=name_en,
        ancestor=item.base,
        held=item.mine,
        new=item.theirs,
        held_value=values[0],
        new_value=values[1],
        decimals=max((line.places for line in lines if line is not None), default=0),
        change_percent=change_percent(*values),
        reason=reasons.get(place.code, "") if place.noun is PlaceNoun.CELL else "",
    )


def _line_of(document: ReturnDocument, place: PartPlace) -> ReturnLine | None:
    if place.noun is not PlaceNoun.CELL:
        return None
    return next((line for line in document.lines if line.indicator == place.code), None)


def change_percent(old: Decimal | None, new: Decimal | None) -> Decimal | None:
    """Give the new figure against the old one in per cent (`5` is five more in a hundred); None without a base."""
    if old is None or new is None or not old:
        return None
    return ARITHMETIC.multiply(ARITHMETIC.divide(ARITHMETIC.subtract(new, old), abs(old)), Decimal(100))


def _names(
    workspace: Workspace, item: Comparison[PartPlace, Any], new: ReturnDocument, held: ReturnDocument
) -> tuple[str, str]:
    """Name a place as the documents do; in English as the plan does, where it knows the place."""
    place, plan = item.key, workspace.plan
    if place.noun is PlaceNoun.MATTER:
        matter: Any = item.theirs or item.mine or item.base
        words = matter.matter.split("\n")[0]
        return say("part.matter", "vi", matter=words), say("part.matter", "en", matter=words)
    if place.noun is PlaceNoun.CELL:
        line = _line_of(new, place) or _line_of(held, place)
        vi = place.code if line is None else f"{line.ordinal}. {running_name(line.name_vi, line.measure_vi)}"
        known = next((each for each in plan.indicators if each.code == place.code), None)
        return vi, vi if known is None else f"{known.ordinal}. {known.name_en}"
    entry = next(
        (each for document in (new, held) for each in document.narratives if each.narrative.task == place.code), None
    )
    task = next((each for each in plan.tasks if each.code == place.code), None)
    heading_vi = place.code if entry is None else entry.heading_vi
    return _boxed(place, heading_vi, "vi"), _boxed(place, heading_vi if task is None else task.heading_en, "en")


def _boxed(place: PartPlace, heading: str, lang: str) -> str:
    box = say(f"part.box.{place.box}", lang)
    return f"{box[:1].upper()}{box[1:]}: {heading}"
