"""A comparison of two returns in words."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from kgdesk.domain.numbers import write_number
from kgdesk.domain.period import Period
from kgdesk.messages import say
from kgdesk.operations.compare import ComparedPlace, ReturnComparison
from kgdesk.operations.decisions import DecisionMade
from kgdesk.operations.part_words import value_text

_PLACES = 1


def comparison_text(found: ReturnComparison, decided: Iterable[DecisionMade], lang: str) -> Iterator[str]:
    """Say in lines what differs, and who decided so far."""
    yield heading(found, lang)
    for item in decided:
        word = say(f"compare.decision.{item.decision.value}", lang)
        yield say("compare.decided", lang, by=item.by, at=item.at, decision=word, note=item.note).rstrip()
    if not found.changed:
        yield say("compare.nothing", lang)
        return
    yield say("compare.summary", lang, changed=len(found.changed), unchanged=len(found.places) - len(found.changed))
    for place in found.changed:
        yield from _place(place, lang)


def heading(found: ReturnComparison, lang: str) -> str:
    """Say which returns are compared."""
    return say(
        "compare.heading",
        lang,
        unit=found.new.unit_name_vi,
        period=Period.parse(found.new.period).label(lang),
        new=found.new.revision,
        held=found.held.revision,
        state=say(f"compare.state.{found.held.state.value}", lang),
        ancestor=found.ancestor.revision,
    )


def _place(item: ComparedPlace, lang: str) -> Iterator[str]:
    name = item.name_vi if lang == "vi" else item.name_en
    change = change_text(item.change_percent, lang)
    yield f"{item.place.written}  {name}  {say(f'compare.standing.{item.standing.value}', lang)}  {change}".rstrip()
    yield "    " + say("compare.held", lang, text=value_text(item.held, lang))
    yield "    " + say("compare.new", lang, text=value_text(item.new, lang))
    if item.ancestor != item.held:
        yield "    " + say("compare.ancestor", lang, text=value_text(item.ancestor, lang))
    if item.place.noun == "cell":
        yield "    " + reason_text(item, lang)


def reason_text(item: ComparedPlace, lang: str) -> str:
    """Say why a figure was changed, or that its unit did not say."""
    return say("compare.reason", lang, text=item.reason) if item.reason else say("compare.no_reason", lang)


def change_text(change: Decimal | None, lang: str) -> str:
    """Write a change in per cent with its sign: `+5,2%`; empty where there is none to tell."""
    if change is None:
        return ""
    rounded = round(change, _PLACES)
    if not rounded:  # a change too small to show is still a change
        return "≈ 0%" if change else "0%"
    sign = "+" if change > 0 else "−"
    figure = write_number(abs(rounded), _PLACES) if lang == "vi" else f"{abs(rounded):,.{_PLACES}f}"
    return f"{sign}{figure}%"
