"""Vietnamese words of the workbooks that the pages do not share."""

from kgdesk.domain.escalation import EscalationState
from kgdesk.domain.indicator import IndicatorGroup
from kgdesk.domain.observation import FigureStatus, ValueState

GROUPS = {
    IndicatorGroup.ECONOMY: "KINH TẾ",
    IndicatorGroup.SOCIETY: "VĂN HÓA - XÃ HỘI",
    IndicatorGroup.ENVIRONMENT: "MÔI TRƯỜNG",
}
STATUSES = {
    FigureStatus.ESTIMATE: "Ước",
    FigureStatus.PRELIMINARY: "Sơ bộ",
    FigureStatus.OFFICIAL: "Chính thức",
    FigureStatus.RESTATED: "Điều chỉnh",
}
STATES = {ValueState.NOT_AVAILABLE: "chưa có số liệu", ValueState.NOT_APPLICABLE: "không áp dụng"}
ESCALATION_STATES = {
    EscalationState.OPEN: "Chưa trả lời",
    EscalationState.ANSWERED: "Đã trả lời",
    EscalationState.WITHDRAWN: "Đã rút",
}
