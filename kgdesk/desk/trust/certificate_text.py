"""A certificate written out for somebody who compares it with what is read to them over the telephone."""

from collections.abc import Sequence
from datetime import datetime
from html import escape

from PySide6.QtCore import QCoreApplication

from kgdesk.desk.appearance import tones
from kgdesk.messages import VIETNAM
from kgdesk.operations.certificates import CertificateFacts

translate = QCoreApplication.translate
_GROUP, _GROUPS = 4, 8  # letters, groups on a line


def day(moment: datetime | None) -> str:
    """Write a moment as a day in Vietnam."""
    return "" if moment is None else moment.astimezone(VIETNAM).strftime("%d/%m/%Y")


def minute(moment: datetime) -> str:
    """Write a moment as day and minute in Vietnam."""
    return moment.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M")


def grouped_lines(fingerprint: str) -> tuple[str, ...]:
    """Write a fingerprint in groups of four capitals, eight groups on a line."""
    groups = [fingerprint[start : start + _GROUP].upper() for start in range(0, len(fingerprint), _GROUP)]
    return tuple(" ".join(groups[start : start + _GROUPS]) for start in range(0, len(groups), _GROUPS))


def short_name(subject: str) -> str:
    """Take the name out of an RFC 4514 string, which is for experts."""
    for part in subject.replace("\\,", "\0").split(","):
        if part.startswith("CN="):
            return part.removeprefix("CN=").replace("\0", ",")
    return subject


def validity_word(facts: CertificateFacts, at: datetime) -> str:
    """Say whether a certificate is valid on a day."""
    if at < facts.not_before:
        return translate("Trust", "▲ Chưa có hiệu lực")
    return translate("Trust", "✕ Hết hạn") if at > facts.not_after else translate("Trust", "● Còn hạn")


def describe_certificate(facts: CertificateFacts, at: datetime, *more: tuple[str, str]) -> str:
    """Write a certificate as HTML; everything that came from it is escaped. `more` are further rows, HTML already."""
    own = translate("Trust", "(tự chứng thực)") if facts.is_own_issuer else ""
    validity = translate("Trust", "{start} đến {end}").format(start=day(facts.not_before), end=day(facts.not_after))
    rows = (
        (translate("Trust", "Chủ thể"), escape(facts.subject)),
        (translate("Trust", "Nơi cấp"), f"{escape(facts.issuer)} {own}"),
        (translate("Trust", "Hiệu lực"), f"{validity} &nbsp; {validity_word(facts, at)}"),
        (translate("Trust", "Số chứng thư"), escape(facts.serial)),
        (translate("Trust", "Mã ghi trong chứng thư"), escape(facts.unit)),
        (translate("Trust", "Dấu vân tay SHA-256"), _fingerprint(facts.sha256)),
        (translate("Trust", "Dấu vân tay SHA-1"), _fingerprint(facts.sha1)),
        *more,
    )
    return f"<h3>{escape(facts.name)}</h3>{table([row for row in rows if row[1]])}"


def table(rows: Sequence[tuple[str, str]]) -> str:
    """Write names and values as an HTML table; the values are HTML already."""
    quiet = tones().quiet.name()
    cells = "".join(
        f"<tr><td style='padding-right:16px;color:{quiet}'>{escape(name)}</td><td>{value}</td></tr>"
        for name, value in rows
    )
    return f"<table cellpadding='2'>{cells}</table>"


def _fingerprint(text: str) -> str:
    lines = "<br>".join(grouped_lines(text))
    return f"<span style='font-family:monospace'>{lines.replace(' ', '&nbsp;')}</span>"
