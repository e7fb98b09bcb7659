"""Reads every cell of workbooks with one library; runs in the peers' own environment and knows nothing of the program.

`python peer_readers.py LIBRARY FOLDER` prints seconds and cells as JSON.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path


def by_openpyxl(path: Path) -> int:
    """Count the filled cells as openpyxl gives them in its ordinary mode."""
    import openpyxl

    book = openpyxl.load_workbook(path)
    return sum(value is not None for sheet in book for row in sheet.iter_rows(values_only=True) for value in row)


def by_calamine(path: Path) -> int:
    """Count the filled cells as calamine gives them."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(path)
    return sum(
        value not in {"", None}
        for name in book.sheet_names
        for row in book.get_sheet_by_name(name).to_python()
        for value in row
    )


def by_pandas(path: Path) -> int:
    """Count the filled cells as pandas gives them, reading with openpyxl."""
    import pandas as pd

    frames = pd.read_excel(path, sheet_name=None, header=None, engine="openpyxl")
    return int(sum(frame.notna().to_numpy().sum() for frame in frames.values()))


READERS: dict[str, Callable[[Path], int]] = {"openpyxl": by_openpyxl, "calamine": by_calamine, "pandas": by_pandas}


def main() -> None:
    """Read all workbooks of the folder, the import of the library not counted."""
    read, paths = READERS[sys.argv[1]], sorted(Path(sys.argv[2]).glob("*.xlsx"))
    read(paths[0])
    started = time.perf_counter()
    cells = sum(map(read, paths))
    seconds = time.perf_counter() - started
    print(json.dumps({"files": len(paths), "cells": cells, "seconds": seconds}))


if __name__ == "__main__":
    main()
