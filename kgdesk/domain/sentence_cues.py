"""What the words around a number say of it: a result, a plan, a change, another time, a part of the whole.

The words are those of Vietnamese administrative reports. They are compared with their marks:
`đạt` (reached) and `đặt` (set) are far apart.
"""

import re
from enum import StrEnum

from kgdesk.domain.period import Period, PeriodKind


class Cue(StrEnum):
    """What a number is, by the words before it."""

    RESULT = "result"
    EQUALS = "equals"  # `bằng 100,5% kế hoạch`
    OTHER = "other"


# After a share: of the yearly plan, of the same period, or of something that is not looked into.
_LONGER = r"5 nam|nam nam|giai doan|trung han|den nam|ca nhiem ky|quy|thang|hdnd|trung uong|tw"
AFTER_SHARE = re.compile(
    rf"\s*(?:(?P<other>(?:so (?:voi )?|cua )?(?:ke hoach|muc tieu|du toan|nghi quyet|chi tieu)\s+(?:{_LONGER})"
    r"|so voi (?!ke hoach|du toan|cung ky)|so nam |muc tieu|nghi quyet|tong |gia tri)"
    r"|(?P<plan>(?:so (?:voi )?|cua )?(?:ke hoach|du toan|kh\b))(?: nam| duoc giao| giao| de ra)*"
    r"|(?P<same>(?:so (?:voi )?)?cung ky)(?: nam truoc| nam ngoai)*)"
)

_PART = re.compile(
    r"\b(trong đó|riêng|bao gồm|gồm|còn lại|nội địa|lũy kế|luỹ kế|cộng dồn|từ đầu nhiệm kỳ|bình quân chung|cả nước"
    r"|toàn quốc|trung ương|khu vực|đồng bằng|đứng đầu|thấp nhất|cao nhất|nếu|nếu như|giả sử|kịch bản)\b"
)
_TIMES = re.compile(
    r"\b(năm\s+\d{4}|(?:đầu|giữa|cuối|hết)\s+năm\s+\d{4}|quý\s+(?:[ivx]+|\d)|\d+\s+tháng|tháng\s+\d+|giai đoạn|nhiệm kỳ"
    r"|năm trước|năm ngoái|cùng kỳ|kỳ trước|trước đây|\d{4}\s*[-–]\s*\d{4}|đến năm|ngày\s+\d+)\b"
)
_AFTER_TIME = re.compile(
    r"^[^,;.\d]{0,12}?\(?\s*(?:vào |của |trong |cuối )?"
    r"(năm\s+\d{4}|năm trước|năm ngoái|cùng kỳ|quý\s+[ivx]+|\d+\s+tháng)\b(?!\s*(?::|\d|đạt|là))"
)
_PLAN = (
    r"kế hoạch|mục tiêu|dự toán|chỉ tiêu|nghị quyết|phấn đấu|dự kiến|được giao|giao|đề ra|đặt ra|yêu cầu"
    r"|tối thiểu|ít nhất"
)
_CHANGE = r"tăng|giảm|vượt|hụt|thêm|gấp|cao hơn|thấp hơn|chênh lệch|so với|thiếu|nâng|không quá|kém|hạn chế|bổ sung"
_RESULT = r"đạt được|đạt|ước đạt|ước|là|thực hiện|chiếm|còn|ở mức|lên|xuống|có"
_CUE = re.compile(
    rf"\b(?:(?P<plan>{_PLAN})|(?P<change>{_CHANGE})|(?P<equals>bằng|tương đương)|(?P<result>{_RESULT}))\b|(?P<colon>:)"
)
_APPROXIMATE = re.compile(r"\b(gần|khoảng|hơn|trên|xấp xỉ|dưới)\s*$")
_FILLER_WORDS = """
    trên địa bàn tỉnh thành phố huyện toàn cả năm nay này kỳ trong báo cáo được của đã hiện tổng số nhà nước mức
    khoảng gần hơn xấp xỉ dưới với có cũng là và đến tại ngày tính thực ước cuối theo ta đơn vị địa phương xã hội
    vẫn chỉ mới tới lên xuống còn cho bình quân chung đều luôn tiếp tục ổn định duy trì kết quả
"""
_FILLER = frozenset(_FILLER_WORDS.split())
_BRACKETS = re.compile(r"\([^)\d]*\)")
_WORD = re.compile(r"\w+")


def names_part_of_it(between: str) -> bool:
    """Whether words between the name and the number narrow it down to a part, or speak of elsewhere."""
    return _PART.search(between.lower()) is not None


def is_approximate(before: str) -> bool:
    """Whether the word right before the number says that it was rounded: `gần`, `khoảng`, `trên`."""
    return _APPROXIMATE.search(before.lower()) is not None


def is_about_now(before: str, after: str, period: Period) -> bool:
    """Whether the nearest words of time are those of the period, or there are none."""
    here = [found.group() for found in _TIMES.finditer(before.lower())]
    if here and not _is_now(here[-1], period):
        return False
    behind = _AFTER_TIME.match(after.lower())
    if behind is None or behind.group(1) == "cùng kỳ":  # `112% so với cùng kỳ` was read with the number
        return behind is None or "so với" in after.lower()[: behind.end()]
    return _is_now(behind.group(1), period)


def _is_now(words: str, period: Period) -> bool:
    words = " ".join(words.split())
    if words.endswith(f"năm {period.year}"):
        return True
    roman = ("i", "ii", "iii", "iv")[(period.index - 1) % 4]
    match period.kind:
        case PeriodKind.QUARTER:
            return words in {f"quý {roman}", f"quý {period.index}"}
        case PeriodKind.MONTH:
            return words == f"tháng {period.index}"
        case PeriodKind.HALF:
            return words == "6 tháng"
        case PeriodKind.NINE_MONTHS:
            return words == "9 tháng"
        case PeriodKind.YEAR:
            return words == "12 tháng"


def cue_before(before_name: str, between: str, period: Period, *, first: bool, grows: bool) -> Cue:
    """Say what the words before a number make of it.

    `before_name` stands before the indicator's name, `between` between the name (or, past the
    `first` number, the number before) and this one. For an indicator that `grows` (its figure is a
    growth) rising and falling are the result.
    """
    clause = before_name.lower().rsplit(",", 1)[-1][-30:]
    if re.search(rf"\b({_PLAN}|{_CHANGE}|chi|tỷ lệ thất)\b", clause) and not (grows and "tăng" in clause):
        return Cue.OTHER
    text = _BRACKETS.sub(" ", between.lower())
    cues = list(_CUE.finditer(text))
    if not cues:
        return Cue.RESULT if first and _is_filler(text, period) and "," not in text else Cue.OTHER
    if not _is_filler(text[: _first_stop(text, cues[0].start())], period):
        return Cue.OTHER
    last = cues[-1]
    clause_start = text.rfind(",") + 1
    if any(item["plan"] for item in cues if item.start() >= clause_start):  # `phấn đấu đạt`
        return Cue.OTHER
    if not _is_filler(text[last.end() :], period) or "," in text[last.end() :]:
        return Cue.OTHER
    if not first and not _is_filler(text[: last.start()], period):
        return Cue.OTHER
    kind = last.lastgroup
    if kind == "change" and grows and last.group() in {"tăng", "giảm"}:
        kind = "result"
    if kind in {"plan", "change"}:
        return Cue.OTHER
    return Cue.EQUALS if kind == "equals" else Cue.RESULT


def _first_stop(text: str, cue: int) -> int:
    comma = text.find(",")
    return cue if comma < 0 else min(comma, cue)


def _is_filler(text: str, period: Period) -> bool:
    text = _TIMES.sub(lambda found: " " if _is_now(found.group(), period) else found.group(), text)
    return all(word in _FILLER or word == str(period.year) for word in _WORD.findall(text))
