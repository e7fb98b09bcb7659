"""What a person does to a form in LibreOffice: arguments are the form, the new file, its filter and the profile.

Runs under the system's own Python, which has the `uno` module.
"""

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from libreoffice_worker import Office, PropertyValue


def option(name: str, value: object) -> Any:
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def row_of(sheet: Any, code: str) -> int:
    return next(row for row in range(200) if sheet.getCellByPosition(0, row).String == code)


def main(form: Path, answer: Path, kind: str, profile: Path) -> None:
    office = Office(profile)
    desktop = office.make("com.sun.star.frame.Desktop")
    document = desktop.loadComponentFromURL(form.as_uri(), "_blank", 0, (option("Hidden", True),))
    sheets = document.Sheets
    figures = sheets.getByIndex(0)
    assert figures.isProtected()
    figures.getCellByPosition(9, row_of(figures, "KT08")).Value = 8013.4
    figures.unprotect("")
    figures.Rows.insertByIndex(2, 3)
    figures.Rows.removeByIndex(row_of(figures, "KT09"), 1)
    figures.getCellByPosition(7, row_of(figures, "XH12")).String = "90"
    figures.getCellByPosition(8, row_of(figures, "XH12")).String = "1.234,5"
    figures.Name = "Trang tính 1"
    narratives = sheets.getByIndex(1)
    narratives.getCellByPosition(2, row_of(narratives, "A1.1")).String = "Đã làm xong"
    document.storeToURL(answer.as_uri(), (option("FilterName", kind),))
    document.close(True)
    office.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4]))
