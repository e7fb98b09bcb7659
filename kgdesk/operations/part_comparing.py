"""A part that came back, held cell by cell against what stands now and what stood when it was given out."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from kgdesk.domain.errors import Fault
from kgdesk.domain.escalation import EscalationState
from kgdesk.domain.indicator import EntryForm, Indicator
from kgdesk.domain.part import (
    BOXES,
    PartAnswer,
    PartContents,
    PartFigure,
    PartPlace,
    PartRequest,
    PlaceNoun,
)
from kgdesk.domain.period import Period
from kgdesk.domain.three_way import Comparison, Side, Standing, compare
from kgdesk.operations import part_content
from kgdesk.operations.part_opening import read_part
from kgdesk.operations.part_words import place_name
from kgdesk.operations.workspace import Workspace
from kgdesk.returns import part_document
from kgdesk.returns.canonical_json import NotCanonicalError, decode, parse
from kgdesk.store import parts, sealed

_YES_NO = {0, 1}


@dataclass(frozen=True, slots=True)
class PartDifference:
    """One place where a side changed. `name_vi`, `name_en` name it; the division's hand is `recorded_by`.

    `sealed` says that the cell stands in a sealed return: taking it needs a reason.
    """

    place: PartPlace
    standing: Standing
    name_vi: str
    name_en: str
    base: Any
    mine: Any
    theirs: Any
    recorded_by: str
    recorded_at: datetime | None
    sealed: bool

    @property
    def usual_side(self) -> Side | None:
        """Whose value is to stand when nobody chooses; None: somebody has to, and mine stays until then."""
        return Comparison(self.place, self.base, self.mine, self.theirs, self.standing).usual_side


@dataclass(frozen=True, slots=True)
class PartComparison:
    """What came back. `differences` are the places where any side changed, in plan order; `unchanged` counts the rest.

    `taken_at` is when this very answer was taken before, None the first time.
    """

    request: PartRequest
    answer: PartAnswer
    differences: tuple[PartDifference, ...]
    unchanged: int
    taken_at: datetime | None
    compared: tuple[Comparison[PartPlace, Any], ...]
    given: parts.GivenPart
    digest: str

    @property
    def period(self) -> Period:
        """The period of the part."""
        return Period.parse(self.request.period)

    def of(self, *standings: Standing) -> tuple[PartDifference, ...]:
        """Pick the differences of a kind."""
        return tuple(item for item in self.differences if item.standing in standings)


def compare_part(workspace: Workspace, path: Path, *, period: Period | None = None) -> PartComparison:
    """Read a part that came back and compare it; nothing is written.

    `period` is the one that is open, where only its parts are wanted. Raises Fault `part.only_whole`,
    `part.not_answered`, `part.other_unit`, `part.other_period`, `part.other_plan`, `part.not_ours`,
    `part.older_answer`, `part.unfit`, and those of reading the file.
    """
    workspace.ensure_whole()
    part = read_part(path).part
    request, answer = part.request, part.answer
    if answer is None:
        raise Fault("part.not_answered", file=path, division=request.division)
    _check_belongs(workspace, request, path, period)
    given = parts.given(workspace.store, part_document.identity(request))
    if given is None:
        raise Fault("part.not_ours", file=path, division=request.division)
    _check_fit(workspace, request, answer, path)
    digest = part_document.answer_digest(answer)
    base = _ancestor(given, request, answer, digest, path)
    compared = _compared(workspace, request, answer, base)
    taken = next((item for item in given.taken if item.digest == digest), None)
    return PartComparison(
        request=request,
        answer=answer,
        differences=_differences(workspace, request, answer, compared),
        unchanged=sum(item.standing is Standing.UNCHANGED for item in compared) + _blank(request, compared),
        taken_at=None if taken is None else datetime.fromisoformat(taken.at),
        compared=compared,
        given=given,
        digest=digest,
    )


def _check_belongs(workspace: Workspace, request: PartRequest, path: Path, period: Period | None) -> None:
    if request.unit != workspace.unit.code:
        raise Fault("part.other_unit", file=path, unit_name=request.unit_name_vi, own_name=workspace.unit.name_vi)
    theirs = Period.parse(request.period)
    if period is not None and theirs != period:
        raise Fault("part.other_period", file=path, period=theirs.code, shown=period.code)
    if request.plan_digest != workspace.plan_digest:
        raise Fault(
            "part.other_plan",
            file=path,
            version=request.plan_version,
            own=workspace.plan.version,
            plan=request.plan_code,
        )


def _ancestor(
    given: parts.GivenPart, request: PartRequest, answer: PartAnswer, digest: str, path: Path
) -> PartContents:
    """Choose what both sides last had in common: the answer before, once it was taken, else what was given out."""
    if not given.taken:
        return request.base
    last = given.taken[-1]
    if digest != last.digest and any(item.digest == digest for item in given.taken):
        raise Fault("part.older_answer", file=path, number=answer.number, newer=last.number, division=given.division)
    if last.digest not in {digest, answer.follows}:
        return request.base  # another copy of the part was filled in as well, or an answer between was never taken
    try:
        return decode(PartContents, parse(given.ancestor.encode()))
    except NotCanonicalError as error:
        raise Fault("workspace.damaged", file=path, cause=f"part {given.identity[:12]}") from error


def _compared(
    workspace: Workspace, request: PartRequest, answer: PartAnswer, base: PartContents
) -> tuple[Comparison[PartPlace, Any], ...]:
    old, theirs = part_content.values(base), part_content.values(answer.contents)
    keys = {place.code for place in (*old, *theirs) if place.noun is PlaceNoun.MATTER}
    mine = part_content.values(
        part_content.contents(
            workspace,
            Period.parse(request.period),
            indicators=request.indicators,
            tasks=request.tasks,
            matters=keys,
        )
    )
    return compare(old, mine, theirs, order=_order(request))


def _order(request: PartRequest) -> tuple[PartPlace, ...]:
    cells = (PartPlace(PlaceNoun.CELL, code) for code in request.indicators)
    return (*cells, *(PartPlace(PlaceNoun.TEXT, code, box) for code in request.tasks for box in BOXES))


def _blank(request: PartRequest, compared: tuple[Comparison[PartPlace, Any], ...]) -> int:
    """Count the cells that are empty on all sides: nobody changed them either."""
    return len(set(request.indicators) - {item.key.code for item in compared if item.key.noun is PlaceNoun.CELL})


def _differences(
    workspace: Workspace,
    request: PartRequest,
    answer: PartAnswer,
    compared: tuple[Comparison[PartPlace, Any], ...],
) -> tuple[PartDifference, ...]:
    hands = part_content.hands(answer.contents)
    latest = sealed.latest(workspace.store, workspace.unit.code, request.period)
    locked = latest.indicators if latest is not None else ()
    found = []
    for item in compared:
        if item.standing is Standing.UNCHANGED:
            continue
        place = item.key
        by, at = hands.get((place.noun, place.code), ("", None))
        matter = (item.theirs or item.mine or item.base) if place.noun is PlaceNoun.MATTER else None
        vi, en = (place_name(workspace, place, matter, lang) for lang in ("vi", "en"))
        found.append(
            PartDifference(
                place=place,
                standing=item.standing,
                name_vi=vi,
                name_en=en,
                base=item.base,
                mine=item.mine,
                theirs=item.theirs,
                recorded_by=by,
                recorded_at=at,
                sealed=place.noun is PlaceNoun.CELL and place.code in locked,
            )
        )
    return tuple(found)


def _check_fit(workspace: Workspace, request: PartRequest, answer: PartAnswer, path: Path) -> None:
    """Refuse an answer that says what no entry of this unit could say."""
    period = Period.parse(request.period)
    asked = {item.code: item for item in workspace.indicators(period)}
    tasks = {item.code for item in workspace.tasks(period)}
    for cell in answer.contents.cells:
        if cell.indicator not in asked or not _fits(asked[cell.indicator], cell.figure):
            raise Fault("part.unfit", file=path, place=cell.indicator)
    for code in request.tasks:
        if code not in tasks:
            raise Fault("part.unfit", file=path, place=code)
    known = {task.code for task in workspace.plan.tasks}
    for told in answer.contents.matters:
        matter = told.matter
        unanswered = matter.state is EscalationState.ANSWERED and not matter.answer.strip()
        if unanswered or (matter.task is not None and matter.task not in known):
            raise Fault("part.unfit", file=path, place=matter.key)


def _fits(indicator: Indicator, figure: PartFigure | None) -> bool:
    """Whether a figure has the form in which the indicator is entered."""
    if figure is None:
        return True
    if not indicator.is_pair and (figure.numerator, figure.denominator) != (None, None):
        return False
    return indicator.entry is not EntryForm.BOOLEAN or figure.value is None or figure.value in _YES_NO
