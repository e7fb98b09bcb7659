"""Makes the hostile files of a reader, in a process of its own: what making them costs is not the reader's."""

import sys
from pathlib import Path

from tests.hostile.case import Case
from tests.hostile.letters import letter_cases
from tests.hostile.others import other_cases
from tests.hostile.pages import pdf_cases
from tests.hostile.sheets import table_cases


def every_case() -> list[Case]:
    """Give all hostile files of all readers."""
    return [*table_cases(), *pdf_cases(), *letter_cases(), *other_cases()]


def write(reader: str, folder: Path, names: set[str]) -> None:
    """Write files of one reader into a folder."""
    for case in every_case():
        if case.reader == reader and case.name in names:
            (folder / case.name).write_bytes(case.make())


if __name__ == "__main__":
    write(sys.argv[1], Path(sys.argv[2]), set(sys.argv[3:]))
