"""In which order the report shows matters beyond authority: by who decides, the longest waiting first."""

from collections.abc import Iterable

from kgdesk.domain.collation import collation_key
from kgdesk.domain.provincial_report import ReportEscalation
from kgdesk.returns.pdf_words import roman

_MOST_NUMERALS = 10


def by_addressee(escalations: Iterable[ReportEscalation]) -> tuple[tuple[str, tuple[ReportEscalation, ...]], ...]:
    """Group the matters by addressee: whoever keeps somebody waiting longest comes first, and in each the oldest."""
    groups: dict[str, list[ReportEscalation]] = {}
    for item in escalations:
        groups.setdefault(" ".join(item.escalation.addressee.rstrip(".").split()), []).append(item)
    ordered = sorted(groups.items(), key=lambda pair: (-max(item.age_days for item in pair[1]), collation_key(pair[0])))
    return tuple((addressee, tuple(sorted(items, key=_by_age))) for addressee, items in ordered)


def _by_age(item: ReportEscalation) -> tuple[object, ...]:
    return -item.age_days, collation_key(item.unit_name_vi), item.escalation.key


def roman_or_number(number: int) -> str:
    """Roman numerals up to ten, then Arabic ones."""
    return roman(number) if number <= _MOST_NUMERALS else str(number)
