"""The general assessment: how many indicators are exceeded, met, not yet met, without figures, and which they are."""

from collections.abc import Sequence
from dataclasses import dataclass

from kgdesk.domain.indicator import running_name
from kgdesk.domain.judgement import Judgement
from kgdesk.domain.provincial_report import ReportLine
from kgdesk.returns.pdf_words import JUDGEMENTS

NONE = "Không có"
# In the order leaders ask: kept, on the way, not kept, unknown.
ORDER = (
    Judgement.EXCEEDED,
    Judgement.MET,
    Judgement.ON_TRACK,
    Judgement.BEHIND,
    Judgement.NOT_MET,
    Judgement.NO_DATA,
    Judgement.INCOMPLETE,
    Judgement.NOT_APPLICABLE,
    Judgement.NO_TARGET,
)
ALWAYS = frozenset(ORDER[:6])


@dataclass(frozen=True, slots=True)
class Assessed:
    """The indicators of one judgement, by name with their printed number."""

    label_vi: str
    names_vi: tuple[str, ...]

    @property
    def names_text(self) -> str:
        """All names in one text."""
        return "; ".join(self.names_vi) or NONE


def assessment(lines: Sequence[ReportLine]) -> tuple[Assessed, ...]:
    """Sort the indicators by judgement; what always is asked about stands there with nothing too."""
    found = []
    for judgement in ORDER:
        named = named_lines([line for line in lines if line.judgement is judgement])
        if named or judgement in ALWAYS:
            found.append(Assessed(JUDGEMENTS[judgement], named))
    return tuple(found)


def named_lines(lines: Sequence[ReportLine]) -> tuple[str, ...]:
    """Name indicators as they stand alone, each with its printed number."""
    return tuple(f"({line.ordinal}) {running_name(line.name_vi, line.measure_vi)}" for line in lines)
