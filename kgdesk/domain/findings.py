"""Coded remarks on a draft or on a file."""

from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """Whether a finding stops the sealing."""

    BLOCK = "block"
    WARN = "warn"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """A remark. `code` names the sentence in `resources/messages/` unless the plan brings its own words.

    `indicator` or `task` is the place; `rule` the plan's rule that asked; `message_vi` and
    `message_en` are the plan's words (empty: the catalogue speaks). Among `params`, `other_indicator`
    and `other_period` name the place a figure was held against.
    """

    code: str
    severity: Severity
    indicator: str | None = None
    task: str | None = None
    rule: str = ""
    params: dict[str, object] = field(default_factory=dict)
    message_vi: str = ""
    message_en: str = ""
    remedy_vi: str = ""
    remedy_en: str = ""
