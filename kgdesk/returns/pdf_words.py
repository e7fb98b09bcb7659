"""Vietnamese words and figures as the pages print them."""

import re
from decimal import Decimal

from kgdesk.domain.indicator import IndicatorGroup
from kgdesk.domain.judgement import Judgement
from kgdesk.domain.narrative import TaskProgress
from kgdesk.domain.numbers import write_number
from kgdesk.domain.observation import FigureStatus, Observation, ValueState

PERCENT_PLACES = 2
YES_NO_MEASURE = "đạt/chưa đạt"

CORRECTED = "Điều chỉnh so với lần báo cáo trước. Lý do:"
GROUPS = {
    IndicatorGroup.ECONOMY: "Kinh tế",
    IndicatorGroup.SOCIETY: "Văn hóa - xã hội",
    IndicatorGroup.ENVIRONMENT: "Môi trường",
}
JUDGEMENTS = {
    Judgement.EXCEEDED: "Vượt",
    Judgement.MET: "Đạt",
    Judgement.ON_TRACK: "Đúng tiến độ",
    Judgement.BEHIND: "Chậm tiến độ",
    Judgement.NOT_MET: "Không đạt",
    Judgement.NO_DATA: "Chưa có số liệu",
    Judgement.NOT_APPLICABLE: "Không áp dụng",
    Judgement.INCOMPLETE: "Chưa đủ số liệu",
    Judgement.NO_TARGET: "Không giao chỉ tiêu",
    Judgement.NOT_JUDGED: "Không đánh giá trong kỳ này",
    Judgement.NOT_DUE: "Không thuộc kỳ này",
}
STATUSES = {
    FigureStatus.ESTIMATE: "Ước thực hiện",
    FigureStatus.PRELIMINARY: "Số liệu sơ bộ",
    FigureStatus.OFFICIAL: "Số liệu chính thức",
    FigureStatus.RESTATED: "Số liệu điều chỉnh",
}
PROGRESS = {
    TaskProgress.NOT_STARTED: "chưa triển khai",
    TaskProgress.ON_TRACK: "đang thực hiện đúng tiến độ",
    TaskProgress.DELAYED: "chậm tiến độ",
    TaskProgress.DONE: "đã hoàn thành",
}
_STATES = {ValueState.NOT_AVAILABLE: "chưa có số liệu", ValueState.NOT_APPLICABLE: "không áp dụng"}
_CLAUSE = re.compile(r"(?P<article>\d+)(?:\.(?P<clause>\d+))?(?:\.(?P<point>[a-zđ]))?(?:\s+(?P<rest>.+))?")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def roman(number: int) -> str:
    """Capital Roman numeral of 1 to 10."""
    return _ROMAN[number - 1]


def lower_first(text: str) -> str:
    """Write the text as it stands inside a sentence; `Nghị quyết` keeps its capital."""
    return text if text.startswith("Nghị quyết") else text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """Write the text as it stands at the head of a cell."""
    return text[:1].upper() + text[1:]


def clause_words(clause: str) -> str:
    """Name a place of the resolution as documents do: `1.3.a gạch đầu dòng 1, ý 2` is in `điểm a khoản 3 Điều 1`.

    The dashes and ideas under the point follow; what is no such number stays as it is.
    """
    found = _CLAUSE.fullmatch(clause.strip())
    if found is None:
        return clause
    point, number = found["point"], found["clause"]
    place = f"Điều {found['article']}"
    if number:
        place = f"khoản {number} {place}"
    if point:
        place = f"điểm {point} {place}"
    return f"{place}, {found['rest']}" if found["rest"] else place


def figure_text(value: Decimal | None, measure_vi: str, places: int) -> str:
    """Write a figure of an indicator; `Đạt` or `Chưa đạt` where it is yes or no; empty for None."""
    if value is None:
        return ""
    if measure_vi == YES_NO_MEASURE:
        return "Đạt" if value == 1 else "Chưa đạt"
    return write_number(value, places)


def measure_text(measure_vi: str) -> str:
    """Write the measure as it follows a figure: `%` close by, words after a blank, nothing for yes or no."""
    if measure_vi == YES_NO_MEASURE:
        return ""
    return measure_vi if measure_vi.startswith("%") else f" {measure_vi}"


def target_text(target_vi: str, measure_vi: str) -> str:
    """Write a target as it stands in a sentence, with the measure it is in: `≥ 7,24%/năm`, `81,6 triệu đồng/người`.

    Of a share only the sign is repeated (`25,2%`); a target that ends in words has its own measure.
    """
    if not target_vi[-1:].isdigit():
        return target_vi
    measure = measure_text(measure_vi)
    return target_vi + (measure.split(" ")[0] if measure.startswith("%") else measure)


def percent_text(value: Decimal | None) -> str:
    """Write a percentage with two decimals; empty for None."""
    return "" if value is None else write_number(value, PERCENT_PLACES)


def observed_text(observation: Observation | None, value: Decimal | None, measure_vi: str, places: int) -> str:
    """Write this period's cell: the figure, or why there is none; empty where nothing was reported."""
    if observation is not None and observation.state is not ValueState.FIGURE:
        return _STATES[observation.state]
    return figure_text(value, measure_vi, places)


def note_text(observation: Observation | None) -> str:
    """Write the note's cell: status, the pair behind a rate, source, and the reporter's own words."""
    if observation is None:
        return "Chưa báo cáo."
    parts = []
    if observation.state is ValueState.FIGURE:
        parts.append(STATUSES[observation.status])
        if observation.numerator is not None and observation.denominator is not None:
            parts.append(f"tử số {write_number(observation.numerator)}, mẫu số {write_number(observation.denominator)}")
        if observation.source:
            parts.append(f"nguồn: {observation.source.rstrip('.')}")
    text = "; ".join(parts)
    return " ".join(piece for piece in (f"{text}." if text else "", observation.note) if piece)
