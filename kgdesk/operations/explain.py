"""A total opened to its explanation: rule, inputs, missing, source."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from kgdesk.domain.indicator import TotalSource, UnitRule
from kgdesk.domain.numbers import write_number
from kgdesk.domain.observation import FigureStatus
from kgdesk.domain.provincial_report import ReportLine
from kgdesk.domain.roll_up import UnitFigure
from kgdesk.messages import say
from kgdesk.operations.absence import Absence, absence_words, absences
from kgdesk.operations.consolidate import ConsolidationRun
from kgdesk.operations.workspace import Workspace


def explain(workspace: Workspace, run: ConsolidationRun, indicator: str, lang: str = "vi") -> tuple[str, ...]:
    """Say in lines how a total came about, and why those who are missing are. Raises Fault `plan.no_indicator`."""
    line = run.line(indicator)
    absent = absences(workspace, run.period) if line.roll_up.missing else {}
    return tuple(_lines(workspace, line, lang, absent))


def _lines(workspace: Workspace, line: ReportLine, lang: str, absent: Mapping[str, Absence]) -> Iterator[str]:
    total = line.roll_up
    indicator = workspace.plan.indicator(line.indicator)
    name, measure = (indicator.name_en, indicator.measure_en) if lang == "en" else (line.name_vi, line.measure_vi)
    value = "—" if total.value is None else _number(total.value, line.places, lang)
    yield say("explain.total", lang, indicator=line.indicator, name=name, value=value, measure=measure)
    yield say(f"explain.rule.{total.rule.value}", lang)
    if not line.is_due:
        yield say("explain.not_due", lang)
        return
    if total.source is not None:
        yield say(f"explain.source.{total.source.value}", lang)
    for figure in total.inputs:
        yield _input(workspace, figure, line, lang)
    if total.numerator is not None and total.denominator is not None:
        yield say(
            "explain.pair",
            lang,
            numerator=_number(total.numerator, None, lang),
            denominator=_number(total.denominator, None, lang),
        )
    if total.lead is not None:
        lead = "—" if total.lead_value is None else _number(total.lead_value, line.places, lang)
        yield say("explain.lead", lang, unit=_name(workspace, total.lead.unit, lang), value=lead)
    yield from _difference(line, lang)
    for key in ("missing", "not_available", "not_applicable", "estimates"):
        units = getattr(total, key)
        if units:
            names = ", ".join(
                _name(workspace, code, lang)
                + (f" ({absence_words(absent[code], lang)})" if key == "missing" and code in absent else "")
                for code in units
            )
            yield say(f"explain.{key}", lang, count=len(units), units=names)
    yield from _estimated(line, lang)
    by_lead = total.source is TotalSource.LEAD and total.missing
    complete = "explain.complete_by_lead" if by_lead else "explain.complete"
    yield say(complete if total.complete else "explain.incomplete", lang)


def _difference(line: ReportLine, lang: str) -> Iterator[str]:
    """Say how far two reports of the same thing are apart: the units' together and the lead agency's."""
    total = line.roll_up
    if total.units_value is None or total.lead_value is None or total.difference is None:
        return
    yield say(
        "explain.difference" if round(total.difference, line.places) else "explain.agree",
        lang,
        units=_number(total.units_value, line.places, lang),
        lead=_number(total.lead_value, line.places, lang),
        apart=_number(abs(total.difference), line.places, lang),
    )


def _estimated(line: ReportLine, lang: str) -> Iterator[str]:
    """Say how much of a sum is only estimated."""
    total = line.roll_up
    if total.rule is not UnitRule.SUM or total.source is not TotalSource.UNITS or not total.estimates:
        return
    parts = [item.observation.value for item in total.inputs if item.observation.status is FigureStatus.ESTIMATE]
    known = [part for part in parts if part is not None]
    if known and len(known) == len(parts) and total.value is not None:
        yield say(
            "explain.estimated_part",
            lang,
            part=_number(sum(known, Decimal(0)), line.places, lang),
            value=_number(total.value, line.places, lang),
        )


def _input(workspace: Workspace, figure: UnitFigure, line: ReportLine, lang: str) -> str:
    observation = figure.observation
    if observation.numerator is not None and observation.denominator is not None:
        shown = f"{_number(observation.numerator, None, lang)} / {_number(observation.denominator, None, lang)}"
    else:
        shown = "—" if observation.value is None else _number(observation.value, line.places, lang)
    return say(
        "explain.input",
        lang,
        unit=_name(workspace, figure.unit, lang),
        value=shown,
        revision=figure.revision,
        digest=figure.digest[:16],
    )


def _name(workspace: Workspace, code: str, lang: str) -> str:
    if not workspace.plan.has_unit(code):
        return code
    unit = workspace.plan.unit(code)
    return unit.name_en if lang == "en" else unit.name_vi


def _number(value: Decimal, places: int | None, lang: str) -> str:
    if lang == "en":
        return f"{value:,f}" if places is None else f"{value:,.{places}f}"
    return write_number(value, places)
