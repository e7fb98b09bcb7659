"""The sheets of a plan and their columns: one list that the tables, the workbook and the guide share.

A column's code is the field of the dataclass it fills, so a new field needs one line here.
"""

from dataclasses import dataclass
from enum import StrEnum

from kgdesk.domain.assignment import Assignment, Role, SubjectKind
from kgdesk.domain.findings import Severity
from kgdesk.domain.indicator import EntryForm, Indicator, IndicatorGroup, TimeRule, TotalSource, UnitRule
from kgdesk.domain.narrative import Task
from kgdesk.domain.observation import FigureStatus
from kgdesk.domain.period import Calendar, PeriodKind
from kgdesk.domain.plan import PeriodRule, PlanHeading, PlanRule, PublishedFigure, PublishedKind, RuleKind
from kgdesk.domain.reporting_unit import ReportingUnit, SplitBasis, Succession, UnitLevel
from kgdesk.domain.target import Operator, Target, TargetKind, TargetType


class CellKind(StrEnum):
    """What a cell holds."""

    TEXT = "text"
    CODE = "code"
    CODES = "codes"  # several, with a semicolon between
    NUMBER = "number"
    INTEGER = "integer"
    DATE = "date"
    WORD = "word"  # one of a list
    WORDS = "words"  # several of a list, with a semicolon between
    FLAG = "flag"  # yes or no
    SPAN = "span"  # a year or a span of years
    PERIOD = "period"  # a period code or a span of years


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `width` is in characters; `optional` cells may be empty.

    A column that came `later` than the first form of the workbook may be missing altogether; `empty`
    is what an empty cell of it means where that is not nothing.
    """

    code: str
    title_vi: str
    kind: CellKind = CellKind.TEXT
    optional: bool = False
    words: type[StrEnum] | None = None
    hint_vi: str = ""
    width: int = 14
    later: bool = False
    empty: object = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet. Each row makes one `record`; `fixed` are fields that every row of the sheet has in common."""

    code: str
    title_vi: str
    purpose_vi: str
    record: type
    columns: tuple[Column, ...]
    may_be_empty: bool = False
    fixed: tuple[tuple[str, object], ...] = ()

    def column(self, code: str) -> Column | None:
        """Find the column of that code, or None."""
        return next((item for item in self.columns if item.code == code), None)


_K = CellKind


def _code(code: str, title: str, *, optional: bool = False, hint: str = "") -> Column:
    return Column(code, title, _K.CODE, optional=optional, hint_vi=hint)


def _text(code: str, title: str, *, optional: bool = False, hint: str = "", width: int = 40) -> Column:
    return Column(code, title, _K.TEXT, optional=optional, hint_vi=hint, width=width)


def _word(code: str, title: str, words: type[StrEnum]) -> Column:
    return Column(code, title, _K.WORD, words=words, width=18)


def _number(code: str, title: str, *, optional: bool = False, hint: str = "") -> Column:
    return Column(code, title, _K.NUMBER, optional=optional, hint_vi=hint)


def _split_basis(code: str, title: str) -> Column:
    hint = "Để trống khi không chia được hoặc chưa ai nói chia theo gì"
    return Column(code, title, _K.WORD, True, SplitBasis, hint, 18, later=True, empty=SplitBasis.NONE)


def _integer(code: str, title: str, *, optional: bool = False, hint: str = "") -> Column:
    return Column(code, title, _K.INTEGER, optional=optional, hint_vi=hint)


_VALIDITY = (
    Column("valid_from", "Hiệu lực từ ngày", _K.DATE),
    Column("valid_to", "Đến hết ngày", _K.DATE, optional=True, hint_vi="Để trống nếu còn hiệu lực"),
)

_LETTERHEAD = (
    _text("superior_vi", "Cơ quan chủ quản", optional=True, hint="Chữ in hoa; để trống nếu không có"),
    _text("issuer_vi", "Cơ quan ban hành", hint="Chữ in hoa, như in trên văn bản"),
    _text("symbol", "Ký hiệu", hint="Phần sau của số văn bản, ví dụ UBND trong 05/BC-UBND", width=12),
    _text("head_post_vi", "Chức vụ người đứng đầu", hint="Chữ in hoa", width=22),
    _text("place_vi", "Địa danh", hint="Ghi trước ngày tháng của văn bản", width=16),
    _text("email", "Thư điện tử", optional=True, hint="Hộp thư chính thức của đơn vị", width=28),
)

_PLAN = Sheet(
    "plan",
    "Chương trình",
    "Tên, căn cứ và thời hạn của chương trình; chỉ một dòng.",
    PlanHeading,
    (
        _code("code", "Mã"),
        _integer("version", "Phiên bản", hint="Tăng thêm 1 mỗi lần sửa gói đã phát hành"),
        _text("name_vi", "Tên chương trình"),
        _text("name_en", "Tên tiếng Anh"),
        _text("legal_basis_vi", "Căn cứ", hint="Mỗi căn cứ cách nhau bằng dấu chấm phẩy", width=60),
        _integer("first_year", "Năm đầu"),
        _integer("last_year", "Năm cuối"),
        _integer("base_year", "Năm gốc", hint="Năm để tính tốc độ tăng bình quân"),
    ),
)

_INDICATORS = Sheet(
    "indicators",
    "Chỉ tiêu",
    "Mỗi dòng là một chỉ tiêu, theo thứ tự in trong báo cáo.",
    Indicator,
    (
        _code("code", "Mã chỉ tiêu"),
        _text("ordinal", "Số thứ tự in", hint="4.1 đứng dưới 4", width=10),
        _word("group", "Nhóm", IndicatorGroup),
        _text("clause", "Điểm của văn bản", width=12),
        _text("name_vi", "Tên chỉ tiêu"),
        _text("name_en", "Tên tiếng Anh"),
        _text("measure_vi", "Đơn vị tính", width=20),
        _text("measure_en", "Đơn vị tính (tiếng Anh)", width=20),
        _word("entry", "Cách nhập", EntryForm),
        _text("numerator_vi", "Tử số", optional=True, hint="Bắt buộc khi cách nhập là ratio hoặc growth"),
        _text("numerator_en", "Tử số (tiếng Anh)", optional=True),
        _text("denominator_vi", "Mẫu số", optional=True, hint="Bắt buộc khi cách nhập là ratio hoặc growth"),
        _text("denominator_en", "Mẫu số (tiếng Anh)", optional=True),
        _number("factor", "Hệ số", hint="100 cho phần trăm, 10000 cho một vạn dân, 1 khi không nhân"),
        _integer("places", "Số chữ số thập phân", hint="Chỉ để hiển thị, không làm tròn số lưu"),
        Column("part_bounded", "Tử số nằm trong mẫu số", _K.FLAG),
        _word("over_units", "Tổng hợp theo đơn vị", UnitRule),
        _word("over_time", "Tổng hợp theo thời gian", TimeRule),
        _word("total_source", "Nguồn số toàn tỉnh", TotalSource),
        _code("parent", "Thuộc chỉ tiêu", optional=True),
        _code("named_unit", "Đơn vị nêu tên", optional=True, hint="Đơn vị duy nhất phải báo cáo chỉ tiêu"),
        _text("definition_vi", "Định nghĩa, cách tính", optional=True, width=60),
        _text("definition_source", "Nguồn định nghĩa", optional=True),
        _split_basis("split_basis", "Chia theo khi đơn vị chia tách"),
    ),
)

_TARGETS = Sheet(
    "targets",
    "Mục tiêu",
    "Mỗi dòng là một mức phải đạt, theo một văn bản; các phiên bản không được chồng ngày hiệu lực.",
    Target,
    (
        _code("indicator", "Mã chỉ tiêu"),
        _word("type", "Loại mục tiêu", TargetType),
        _word("kind", "Nguồn gốc", TargetKind),
        _word("operator", "Phép so sánh", Operator),
        _number("low", "Giá trị", hint="Cận dưới khi phép so sánh là range"),
        _number("high", "Cận trên", optional=True, hint="Chỉ ghi khi phép so sánh là range"),
        Column("horizon", "Thời hạn", _K.SPAN, hint_vi="2025 hoặc 2021-2025"),
        _code("unit", "Mã đơn vị", hint="Đơn vị phải đạt"),
        _text(
            "measure_vi", "Đơn vị tính khác", optional=True, hint="Chỉ ghi khi khác đơn vị tính của chỉ tiêu", width=18
        ),
        _text("document_vi", "Văn bản"),
        *_VALIDITY,
        _text("note_vi", "Ghi chú", optional=True),
    ),
)

_TASKS = Sheet(
    "tasks",
    "Nhiệm vụ",
    "Cây nhiệm vụ: nhóm, mục, từng nhiệm vụ; đơn vị thuyết minh ở nhiệm vụ không còn cấp dưới.",
    Task,
    (
        _code("code", "Mã nhiệm vụ"),
        _code("parent", "Thuộc mã", optional=True),
        _text("clause", "Điểm của văn bản", width=30),
        _text("heading_vi", "Nội dung", width=70),
        _text("heading_en", "Nội dung tiếng Anh", width=60),
    ),
)

_UNITS = Sheet(
    "units",
    "Đơn vị hành chính",
    "Tỉnh, huyện, xã báo cáo; mã là của gói và không bao giờ dùng lại.",
    ReportingUnit,
    (
        _code("code", "Mã đơn vị"),
        _text("official_code", "Mã chính thức", optional=True, width=12),
        _word("level", "Cấp", UnitLevel),
        _code("parent", "Thuộc đơn vị", optional=True),
        _text("name_vi", "Tên đơn vị"),
        _text("name_en", "Tên tiếng Anh"),
        *_VALIDITY,
        *_LETTERHEAD,
        _integer("wards", "Số phường", optional=True),
        _integer("townships", "Số thị trấn", optional=True),
        _integer("rural_communes", "Số xã", optional=True),
        _text("note", "Ghi chú", optional=True),
    ),
)

_DEPARTMENTS = Sheet(
    "departments",
    "Sở, ngành",
    "Cơ quan cấp tỉnh báo cáo.",
    ReportingUnit,
    (
        _code("code", "Mã đơn vị"),
        _code("parent", "Thuộc đơn vị"),
        _text("name_vi", "Tên đơn vị"),
        _text("name_en", "Tên tiếng Anh"),
        *_VALIDITY,
        *_LETTERHEAD,
        _text("note", "Ghi chú", optional=True),
    ),
    may_be_empty=True,
    fixed=(("level", UnitLevel.DEPARTMENT), ("official_code", "")),
)

_SUCCESSIONS = Sheet(
    "successions",
    "Kế tục",
    "Đơn vị nào nối tiếp đơn vị nào; các phần của một đơn vị trong một ngày cộng lại bằng 1.",
    Succession,
    (
        _code("predecessor", "Đơn vị trước"),
        _code("successor", "Đơn vị sau"),
        Column("day", "Từ ngày", _K.DATE),
        _number("share", "Phần", hint="Từ 0 đến 1"),
        _text("basis_vi", "Cơ sở chia", optional=True),
        _text("note", "Ghi chú", optional=True),
        _split_basis("basis", "Phần tính theo"),
        Column("source", "Nguồn", optional=True, width=40, later=True),
    ),
    may_be_empty=True,
)

_ASSIGNMENTS = Sheet(
    "assignments",
    "Phân công",
    "Đơn vị nào chủ trì (lead), phối hợp (part), làm đầu mối (focal); theo ngày, không theo tên.",
    Assignment,
    (
        _word("subject_kind", "Phân công về", SubjectKind),
        _code("subject", "Mã chỉ tiêu, nhiệm vụ", hint="Dấu * khi phân công về cả chương trình (plan)"),
        _code("unit", "Mã đơn vị", hint="Hoặc @district, @department, @commune cho cả cấp"),
        _word("role", "Vai trò", Role),
        *_VALIDITY,
    ),
)

_PERIODS = Sheet(
    "periods",
    "Kỳ báo cáo",
    "Kỳ nào đòi cấp nào báo cáo và hạn nộp sau ngày chốt số liệu.",
    PeriodRule,
    (
        _word("kind", "Loại kỳ", PeriodKind),
        _word("level", "Cấp", UnitLevel),
        _word("calendar", "Lịch", Calendar),
        _integer(
            "due_working_days", "Hạn nộp (ngày làm việc)", hint="Số ngày làm việc sau ngày chốt số liệu, ít nhất 1"
        ),
        Column("required", "Bắt buộc", _K.FLAG),
    ),
)

_RULES = Sheet(
    "rules",
    "Quy tắc kiểm tra",
    "Các phép kiểm tra số liệu, mức độ và lời nhắc.",
    PlanRule,
    (
        _code("code", "Mã quy tắc"),
        _word("kind", "Phép kiểm tra", RuleKind),
        _word("severity", "Mức độ", Severity),
        Column("indicators", "Các chỉ tiêu", _K.CODES, hint_vi="Cách nhau bằng dấu chấm phẩy", width=24),
        _number("low", "Cận dưới, tổng", optional=True),
        _number("high", "Cận trên", optional=True),
        _number("tolerance", "Sai số cho phép", optional=True),
        _text("message_vi", "Lời báo", optional=True, hint="Để trống thì chương trình tự nêu, kèm số liệu"),
        _text("message_en", "Lời báo tiếng Anh", optional=True),
        _text("remedy_vi", "Cách xử lý", optional=True),
        _text("remedy_en", "Cách xử lý tiếng Anh", optional=True),
        Column(
            "periods",
            "Chỉ ở các loại kỳ",
            _K.WORDS,
            optional=True,
            words=PeriodKind,
            hint_vi="Để trống khi kiểm tra ở mọi loại kỳ; nhiều loại cách nhau bằng dấu chấm phẩy",
            width=24,
            later=True,
        ),
    ),
    may_be_empty=True,
)

_HISTORY = Sheet(
    "history",
    "Số đã công bố",
    "Số liệu như nguồn đã in, kể cả khi mâu thuẫn nhau; không sửa, không lấy trung bình.",
    PublishedFigure,
    (
        _text("series", "Chuỗi số liệu", width=28),
        _code("indicator", "Mã chỉ tiêu", optional=True, hint="Chỉ ghi khi cùng nội dung và cùng đơn vị tính"),
        _code("unit", "Mã đơn vị"),
        Column("period", "Kỳ", _K.PERIOD, hint_vi="2024, 2024-H1, 2024-9M, 2024-Q3, 2024-M07 hoặc 2021-2025"),
        _word("kind", "Kế hoạch hay thực hiện", PublishedKind),
        _number("low", "Giá trị"),
        _number("high", "Cận trên", hint="Bằng giá trị, trừ khi nguồn ghi một khoảng"),
        _text("measure", "Đơn vị tính", width=20),
        _word("status", "Tình trạng", FigureStatus),
        _text("vintage", "Lần công bố", optional=True, width=28),
        _text("source", "Nguồn", width=50),
        _text("note", "Ghi chú", optional=True),
        _text("flag_vi", "Mâu thuẫn", optional=True),
    ),
    may_be_empty=True,
)

SHEETS: tuple[Sheet, ...] = (
    _PLAN,
    _INDICATORS,
    _TARGETS,
    _TASKS,
    _UNITS,
    _DEPARTMENTS,
    _SUCCESSIONS,
    _ASSIGNMENTS,
    _PERIODS,
    _RULES,
    _HISTORY,
)
