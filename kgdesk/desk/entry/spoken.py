"""What a screen reader says of a cell, and which finding weighs most there."""

from kgdesk.desk.entry.columns import Column
from kgdesk.desk.entry.lines import EntryLine
from kgdesk.desk.entry.typed_texts import Trouble
from kgdesk.domain.findings import Severity

_WEIGHTS = (Severity.BLOCK, Severity.WARN, Severity.INFO)


def spoken(line: EntryLine, column: int, header: str, shown: str, trouble: Trouble | None) -> str:
    """Say whose cell it is, what stands there, and what its marks mean."""
    said = [f"{line.texts[Column.NAME]}, {header}: {shown}"]
    if trouble is not None:
        said.append(trouble.message)
    if line.spoken[column]:
        said.append(line.spoken[column])
    if column == Column.VALUE:
        said += [remark.message for remark in line.remarks]
    return ". ".join(said)


def weight_of(line: EntryLine) -> str:
    """Name the mark of a figure: its heaviest finding, else that there is a note; empty where there is neither."""
    found = {item.severity for item in line.remarks}
    weight = next((item.value for item in _WEIGHTS if item in found), "")
    return weight or ("note" if line.texts[Column.NOTE] else "")
