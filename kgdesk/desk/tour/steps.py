"""What is shown on the walk: one step for each stage of the work, each pointing at a widget of a screen."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


class TourKind(Enum):
    """Whose work is shown: that of a unit which reports, or of one that takes in the reports of others."""

    OWN = "own"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class TourStep:
    """One stop: the screen, the attribute of it that is pointed at, and what is said there.

    A step without a screen points at the menu bar.
    """

    page: str
    widget: str
    title: str
    text: str


def tours_of(pages: Collection[str], *, part: bool = False) -> dict[TourKind, tuple[TourStep, ...]]:
    """Give the walks of a window that has these screens; `part` says that it shows a division's part of a return."""
    found = {}
    if "entry" in pages:
        own = tuple(step for step in _own() if step.page in pages)
        found[TourKind.OWN] = (*own, _giving_back()) if part else own
    if "filing" in pages:
        found[TourKind.ABOVE] = _above()
    return found


def _own() -> tuple[TourStep, ...]:
    return (
        TourStep(
            "entry",
            "view",
            translate("Tour", "Nhập số liệu"),
            translate(
                "Tour",
                "Gõ từng ô như trong Excel, hoặc dán cả khối. Rời ô là số đã được ghi, không cần bấm lưu; "
                "ghi nhầm thì Ctrl+Z.",
            ),
        ),
        TourStep(
            "narrative",
            "form",
            translate("Tour", "Thuyết minh"),
            translate(
                "Tour",
                "Với từng nhiệm vụ, viết kết quả, khó khăn và việc làm tiếp. "
                "Số liệu chèn vào câu luôn theo đúng bảng số liệu.",
            ),
        ),
        TourStep(
            "checks",
            "table",
            translate("Tour", "Kiểm tra"),
            translate(
                "Tour",
                "Xem còn thiếu gì, số nào khác thường. Enter trên một dòng đưa tới đúng chỗ cần sửa. "
                "Chỉ lỗi chặn mới ngăn việc ký.",
            ),
        ),
        TourStep(
            "seal",
            "signing",
            translate("Tour", "Ký"),
            translate(
                "Tour",
                "Xem trước đúng các trang sẽ ký, rồi thủ trưởng ký; văn thư ghi số, ngày và ký cho cơ quan. "
                "Khóa ký là một tệp hoặc USB token.",
            ),
        ),
        TourStep(
            "outbox",
            "mailing",
            translate("Tour", "Gửi"),
            translate(
                "Tour",
                "Lập thư kèm sẵn các tệp đã ký, ghi ra USB hoặc gửi ngay. "
                "Báo cáo chỉ được coi là đã nộp khi có biên nhận.",
            ),
        ),
    )


def _giving_back() -> TourStep:
    return TourStep(
        "",
        "",
        translate("Tour", "Nộp lại phần việc"),
        translate("Tour", "Làm xong thì mở trình đơn Tệp, chọn nộp lại phần việc và gửi tệp cho người đã giao."),
    )


def _above() -> tuple[TourStep, ...]:
    return (
        TourStep(
            "filing",
            "table",
            translate("Tour", "Ai phải nộp"),
            translate(
                "Tour",
                "Mỗi dòng là một đơn vị phải báo cáo kỳ này: hạn nộp, đã nộp hay chưa, chậm mấy ngày.",
            ),
        ),
        TourStep(
            "intake",
            "area",
            translate("Tour", "Tiếp nhận"),
            translate(
                "Tour",
                "Kéo tệp, thư hoặc cả thư mục thả vào đây. Mỗi tệp được kiểm tra chữ ký và nội dung; "
                "tệp gốc luôn được giữ nguyên.",
            ),
        ),
        TourStep(
            "filing",
            "accepting",
            translate("Tour", "Quyết định"),
            translate(
                "Tour",
                "Đọc báo cáo, đối chiếu với lần trước, rồi chấp nhận hoặc trả lại kèm nhận xét. "
                "Mỗi quyết định có một biên nhận đã ký để gửi lại đơn vị.",
            ),
        ),
        TourStep(
            "consolidation",
            "running",
            translate("Tour", "Tổng hợp"),
            translate(
                "Tour",
                "Tính số chung theo quy tắc của từng chỉ tiêu. Chọn một dòng để xem số được tính thế nào "
                "và còn thiếu đơn vị nào.",
            ),
        ),
        TourStep(
            "consolidation",
            "writing",
            translate("Tour", "Lập báo cáo"),
            translate(
                "Tour",
                "Ghi báo cáo tổng hợp ra PDF, Excel và Word. Nút bên cạnh lập văn bản đôn đốc các đơn vị nộp chậm.",
            ),
        ),
    )
