"""The inventory of expected returns in words, ready for paper and for cells."""

from dataclasses import dataclass
from datetime import datetime

from kgdesk.domain.return_document import Issue


@dataclass(frozen=True, slots=True)
class YearMatrix:
    """One year: the names of its periods, and for each unit its name and one mark a period."""

    title: str
    periods: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class InventorySheet:
    """What is printed. `about` stands under the title; `granted` are the extensions in sentences.

    `ranking` are rows of the width of `ranking_columns`; `formula` says how points are made.
    """

    superior_vi: str
    issuer_vi: str
    issuer_name_vi: str
    issue: Issue
    made_at: datetime
    title: str
    about: str
    unit_columns: tuple[str, str]
    years: tuple[YearMatrix, ...]
    legend: str
    granted: tuple[str, ...]
    ranking_title: str
    ranking_columns: tuple[str, ...]
    ranking: tuple[tuple[str, ...], ...]
    formula: str
