"""Names of roles and of what became of a binding."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from kgdesk.desk.appearance import tones
from kgdesk.domain.enrolment import Enrolment

translate = QCoreApplication.translate
_RENEWED = "renewed"  # as the operation itself writes the reason


def role_word(role: str) -> str:
    """Name a role."""
    return {"head": translate("Trust", "Thủ trưởng"), "agency": translate("Trust", "Cơ quan, tổ chức")}.get(role, role)


def reason_word(reason: str) -> str:
    """Say why a binding ended; the program's own reason is a code."""
    return translate("Trust", "đã thay bằng chứng thư mới") if reason == _RENEWED else reason


def state_word(item: Enrolment, at: datetime) -> str:
    """Say whether a binding holds."""
    if item.holds_at(at):
        if item.valid_to is not None:
            return translate("Trust", "▲ Sắp chấm dứt")
        return translate("Trust", "● Đang ghi nhận")
    if at < item.valid_from:
        return translate("Trust", "○ Chưa bắt đầu")
    return translate("Trust", "○ Đã chấm dứt")


def state_colour(item: Enrolment, at: datetime) -> QColor:
    """Colour of that."""
    if not item.holds_at(at):
        return tones().quiet
    return tones().good if item.valid_to is None else tones().warn
