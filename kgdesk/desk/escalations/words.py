"""Names of the states of a matter."""

from PySide6.QtCore import QCoreApplication

from kgdesk.domain.escalation import EscalationState

translate = QCoreApplication.translate


def state_word(state: EscalationState) -> str:
    """Where a matter stands."""
    return {
        EscalationState.OPEN: translate("Escalations", "Chờ trả lời"),
        EscalationState.ANSWERED: translate("Escalations", "Đã trả lời"),
        EscalationState.WITHDRAWN: translate("Escalations", "Đã rút"),
    }[state]
