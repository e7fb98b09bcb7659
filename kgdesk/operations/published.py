"""Published figures as they were printed, and what the program's own arithmetic finds wrong with them."""

from dataclasses import dataclass

from kgdesk.domain.plan import Plan, PublishedFigure
from kgdesk.domain.vintages import contradictions
from kgdesk.messages import is_known, say


@dataclass(frozen=True, slots=True)
class KnownContradiction:
    """Published figures that cannot all be true, in one sentence; `indicator` None where it is none of the plan's."""

    indicator: str | None
    period: str
    sentence: str


def published_of(plan: Plan, indicator: str) -> tuple[PublishedFigure, ...]:
    """List what was published for an indicator, in the order of the history (vintages as they appeared)."""
    return tuple(figure for figure in plan.history if figure.indicator == indicator)


def series_name(plan: Plan, series: str, indicator: str | None, lang: str = "vi") -> str:
    """Name a series as people do: the indicator's name, else the catalogue's; an unknown series by its code."""
    if indicator is not None:
        found = plan.indicator(indicator)
        return found.name_en if lang == "en" else found.name_vi
    code = f"series.{series}"
    return say(code, lang) if is_known(code) else series


def known_contradictions(plan: Plan, lang: str = "vi") -> tuple[KnownContradiction, ...]:
    """Find the contradictions of a plan's history and say them."""
    found = []
    for item in contradictions(plan.history):
        series = series_name(plan, item.series, item.indicator, lang)
        found.append(
            KnownContradiction(item.indicator, item.period, say(item.code, lang, **{**item.params, "series": series}))
        )
    return tuple(found)
