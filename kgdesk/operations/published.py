"""Published figures as they were printed, and what the program's own arithmetic finds wrong with them."""

from dataclasses import dataclass

from kgdesk.domain.indicator import running_name
from kgdesk.domain.plan import Plan, PublishedFigure
from kgdesk.domain.vintages import contradictions
from kgdesk.messages import is_known, say


@dataclass(frozen=True, slots=True)
class KnownContradiction:
    """Published figures that cannot all be true; `indicator` None where it is none of the plan's.

    `sentence` tells whoever works with the figures what to do; `report_sentence` is for a document
    that others read: what stands there, and what the report makes of it.
    """

    indicator: str | None
    period: str
    sentence: str
    report_sentence: str


def published_of(plan: Plan, indicator: str) -> tuple[PublishedFigure, ...]:
    """List what was published for an indicator, in the order of the history (vintages as they appeared)."""
    return tuple(figure for figure in plan.history if figure.indicator == indicator)


def series_name(plan: Plan, series: str, indicator: str | None, lang: str = "vi") -> str:
    """Name a series as people do: the indicator's name, else the catalogue's; an unknown series by its code."""
    if indicator is not None:
        found = plan.indicator(indicator)
        return found.name_en if lang == "en" else running_name(found.name_vi, found.measure_vi)
    code = f"series.{series}"
    return say(code, lang) if is_known(code) else series


def known_contradictions(plan: Plan, lang: str = "vi") -> tuple[KnownContradiction, ...]:
    """Find the contradictions of a plan's history and say them."""
    found = []
    for item in contradictions(plan.history):
        params = {**item.params, "series": series_name(plan, item.series, item.indicator, lang)}
        if "other" in params:
            params["other"] = series_name(plan, str(params["other"]), None, lang)
        sentence, report = (say(code, lang, **params) for code in (item.code, f"{item.code}.report"))
        found.append(KnownContradiction(item.indicator, item.period, sentence, report))
    return tuple(found)
