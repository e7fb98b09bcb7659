"""What reading a table found, row by row: the dry run and the answer after saving are the same report."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class RowOutcome(StrEnum):
    """What became of a row, or would become of it."""

    SAVED = "saved"
    READABLE = "readable"  # would be saved; a dry run, or another row stands in the way
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"  # nothing is written in the row (a blank never empties a cell), or the file hides it
    LEFT_OUT = "left_out"  # the person said so
    AMBIGUOUS = "ambiguous"
    REFUSED = "refused"


IN_THE_WAY = frozenset({RowOutcome.AMBIGUOUS, RowOutcome.REFUSED})


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence of the catalogue with its blanks."""

    code: str
    params: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """A cell that reads in more than one way: each option is a text that stands for it when chosen.

    The Vietnamese reading of a number comes first. `column` is one of `RecordRow`'s.
    """

    column: str
    text: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowReport:
    """One row of the table; `row` as the spreadsheet counts, `code` and `params` its sentence.

    `repairs` say what was done to read it and which figure it replaces.
    """

    row: int
    indicator: str
    outcome: RowOutcome
    code: str
    params: dict[str, object] = field(default_factory=dict)
    repairs: tuple[Note, ...] = ()
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class TableSummary:
    """A table of the file: its sheet ('' for text), first heading row, last row, rows, and rows that are known."""

    sheet: str
    top: int
    last: int
    rows: int
    known: int
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class RecordReport:
    """Every row; `accepted` when none is refused or ambiguous, `written` when figures were saved.

    `tables` are all that were found, the best first; `table` the position of the one that was read.
    `remarks` are about the whole file: what was chosen, what it hides.
    """

    rows: tuple[RowReport, ...]
    accepted: bool
    written: bool
    tables: tuple[TableSummary, ...] = ()
    table: int = 0
    remarks: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Answers:
    """What the person decided after a dry run.

    `table` is a position in `RecordReport.tables`; `texts` stand for cells, by row and column; the rows
    `left_out` are not read. A sentence `reason` is needed where a sealed figure changes.
    """

    table: int = 0
    texts: Mapping[tuple[int, str], str] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()
