"""`record`, `form` and `collect` from the command line: the same reports, decisions by options."""

from pathlib import Path

import openpyxl
import pytest

from kgdesk.cli.entrance import run
from kgdesk.operations.workspace import create_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    path = tmp_path / "KG-911.kgdesk"
    create_workspace(path, unit="KG-911", actor="Hoa").close()
    return path


def kgdesk(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str]:
    code = run([str(word) for word in words], open_desk=lambda _path, _lang: 0)
    shown = capsys.readouterr()
    return code, shown.out + shown.err


def test_doubts_of_a_table_are_decided_by_options(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "a.csv"
    table.write_text("Mã;Giá trị\nKT08;7.350\nZZ;1\n", encoding="utf-8")
    call = ("record", workspace, "--period", "2024", table)
    code, shown = kgdesk(capsys, *call)
    assert code == 1
    assert "--choose 2.value=7350" in shown
    code, shown = kgdesk(capsys, *call, "--choose", "2=7350", "--leave-out", "3")
    assert (code, "đã ghi 7.350" in shown, "Đã ghi 1 dòng" in shown) == (0, True, True)
    table.write_text("Mã;Giá trị\nKT08;7360\nXH06;\n", encoding="utf-8")
    code, shown = kgdesk(capsys, *call)
    assert (code, "thay số đang có là 7.350\n" in shown, "Đã ghi 1 dòng" in shown) == (0, True, True)
    code, shown = kgdesk(capsys, *call, "--choose", "hai")
    assert (code, "12=3485" in shown) == (2, True)


def test_forms_go_out_and_come_back(workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert kgdesk(capsys, "form", workspace, "--period", "2024", "-o", tmp_path)[0] == 0
    form = tmp_path / "KG-911_2024_form.xlsx"
    book = openpyxl.load_workbook(form)
    sheet = book["Số liệu"]
    row = next(cell.row for cell in sheet["A"] if cell.value == "KT08")
    sheet.cell(row, 10).value = 42
    book.save(form)
    code, shown = kgdesk(capsys, "collect", workspace, form, "--json")
    assert (code, '"outcome": "collected"' in shown) == (0, True)
    code, shown = kgdesk(capsys, "collect", workspace, tmp_path / "none.xlsx")
    assert (code, "none.xlsx" in shown) == (1, True)
