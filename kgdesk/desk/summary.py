"""The state of the period as the frame of the window tells it: counts at the left, texts at the bottom."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from kgdesk.domain.receipt import Decision
from kgdesk.domain.return_cycle import FilingState
from kgdesk.operations.home import HomeSummary

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class FrameTexts:
    """What the navigation and the status line show."""

    counts: dict[str, str]
    revision: str
    signature: str


def frame_texts(summary: HomeSummary) -> FrameTexts:
    """Write the counts and the texts of a period."""
    return FrameTexts(_counts(summary), _revision(summary), _signature(summary))


def _counts(summary: HomeSummary) -> dict[str, str]:
    findings = summary.blocking + summary.warnings
    expected = sum(summary.filings.values())
    from kgdesk.operations.status import FILED

    here = sum(summary.filings.get(state, 0) for state in FILED)
    held = summary.filings.get(FilingState.HELD, 0) + summary.held_beside
    return {
        "entry": f"{summary.figures_done}/{summary.figures_total}" if summary.figures_total else "",
        "narrative": f"{summary.narratives_done}/{summary.narratives_total}" if summary.narratives_total else "",
        "escalations": str(summary.open_escalations or ""),
        "checks": str(findings or ""),
        "seal": "✔" if summary.own.revision and not summary.own.changed else "",
        "filing": (f"▲ {held} · " if held else "") + f"{here}/{expected}" if expected else "",
    }


def _revision(summary: HomeSummary) -> str:
    own = summary.own
    if own.revision == 0:
        return translate("Frame", "Bản nháp")
    if own.changed:
        return translate("Frame", "Lần {number}, có thay đổi sau khi ký").format(number=own.revision)
    return translate("Frame", "Lần {number}").format(number=own.revision)


def _signature(summary: HomeSummary) -> str:
    own = summary.own
    if own.revision == 0 or own.changed:
        return translate("Frame", "Chưa ký")
    if own.answer is None:
        return translate("Frame", "Đã ký, chưa có biên nhận")
    return {
        Decision.TAKEN_IN: translate("Frame", "Đã ký, nơi nhận đã tiếp nhận"),
        Decision.ACCEPTED: translate("Frame", "Đã ký, đã được chấp nhận"),
        Decision.SENT_BACK: translate("Frame", "Đã ký, bị trả lại"),
    }[own.answer]
