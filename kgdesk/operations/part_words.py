"""What a part says at one place, in words."""

from decimal import Decimal
from typing import Any

from kgdesk.domain.indicator import running_name
from kgdesk.domain.narrative import TaskProgress
from kgdesk.domain.numbers import write_number
from kgdesk.domain.observation import ValueState
from kgdesk.domain.part import PartFigure, PartMatter, PartPlace, PlaceNoun
from kgdesk.messages import say
from kgdesk.operations.workspace import Workspace


def place_name(workspace: Workspace, place: PartPlace, matter: PartMatter | None, lang: str = "vi") -> str:
    """Name a place as a list shows it: the indicator, task and box, or how the matter begins."""
    english = lang == "en"
    match place.noun:
        case PlaceNoun.CELL:
            item = workspace.plan.indicator(place.code)
            name = item.name_en if english else running_name(item.name_vi, item.measure_vi)
            return f"{item.ordinal}. {name}"
        case PlaceNoun.TEXT:
            task = workspace.plan.task(place.code)
            heading = task.heading_en if english else task.heading_vi
            box = say(f"part.box.{place.box}", lang)  # first: names of tasks are long and begin alike
            return f"{box[:1].upper()}{box[1:]}: {heading}"
        case PlaceNoun.MATTER:
            words = matter.matter.split("\n")[0] if matter is not None else place.code
            return say("part.matter", lang, matter=words)


def value_text(value: Any, lang: str = "vi") -> str:
    """Write a value of a place: a figure with its status and source, a text, a matter."""
    match value:
        case None:
            return say("part.empty", lang)
        case PartFigure():
            return _figure(value, lang)
        case PartMatter():
            return _matter(value, lang)
        case TaskProgress():
            return say(f"part.progress.{value.value}", lang)
        case int():
            return f"{value}%"
        case _:
            return str(value)


def _figure(figure: PartFigure, lang: str) -> str:
    if figure.state is not ValueState.FIGURE:
        said = say(f"part.state.{figure.state.value}", lang)
    elif figure.numerator is not None or figure.denominator is not None:
        said = f"{_number(figure.numerator, lang)} / {_number(figure.denominator, lang)}"
    else:
        said = _number(figure.value, lang)
    if figure.state is ValueState.FIGURE:
        said += f" ({say(f'part.status.{figure.status.value}', lang)})"
    more = [say("part.source", lang, text=figure.source)] if figure.source else []
    more += [say("part.note", lang, text=figure.note)] if figure.note else []
    return " · ".join((said, *more))


def _number(number: Decimal | None, lang: str) -> str:
    if number is None:
        return "—"
    return write_number(number) if lang == "vi" else f"{number:,f}"


def _matter(matter: PartMatter, lang: str) -> str:
    parts = [matter.matter, matter.legal_limit, matter.proposal, matter.addressee]
    if matter.decision_wanted_by is not None:
        parts.append(say("part.wanted_by", lang, day=matter.decision_wanted_by))
    if matter.answer:
        parts.append(matter.answer)
    parts.append(say(f"part.matter_state.{matter.state.value}", lang))
    return " · ".join(parts)
