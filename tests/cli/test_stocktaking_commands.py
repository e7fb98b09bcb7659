"""`status --matrix`, `grant` and `series` on the demonstration."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Answer

Kgdesk = Callable[..., Answer]


@pytest.fixture
def province(demo_copy: Path) -> Path:
    return demo_copy / "workspaces" / "KG.kgdesk"


def test_the_matrix_as_text_as_json_and_in_files(kgdesk: Kgdesk, province: Path, tmp_path: Path) -> None:
    text = kgdesk("status", province, "--period", "2024", "--matrix", "--kind", "year")
    assert text.code == 0
    assert "KG-911" in text.out
    assert "Cách tính điểm" in text.out
    files = [tmp_path / "m.xlsx", tmp_path / "m.pdf"]
    rows = kgdesk("status", province, "--period", "2024", "--matrix", "-o", files[0], "-o", files[1], "--json").rows
    cell = next(row for row in rows if (row.get("unit"), row.get("period")) == ("KG-911", "2024"))
    assert (cell["due"], cell["revision"], cell["on_time"]) == ("2024-12-19", 1, True)
    assert all(path.stat().st_size > 3000 for path in files)
    wrong = kgdesk("status", province, "--period", "2024", "--matrix", "-o", tmp_path / "m.docx")
    assert wrong.code == 2
    assert ".xlsx" in wrong.err


def test_more_time_is_granted_and_taken_back(kgdesk: Kgdesk, province: Path) -> None:
    given = kgdesk("grant", province, "KG-914", "--period", "2024", "--until", "06/01/2025", "--reason", "bão")
    assert given.code == 0
    assert "06/01/2025" in given.out
    (row,) = [
        row
        for row in kgdesk("status", province, "--period", "2024", "--matrix", "--kind", "year", "--json").rows
        if row.get("unit") == "KG-914" and "deadline" in row
    ]
    assert row["deadline"] == "2025-01-06"
    assert kgdesk("grant", province, "KG-914", "--period", "2024", "--take-back", "--reason", "nhầm").code == 0
    assert kgdesk("grant", province, "KG-914", "--period", "2024", "--until", "hôm kia", "--reason", "bão").code == 2


def test_the_series_on_todays_map_and_back(kgdesk: Kgdesk, province: Path) -> None:
    reported = kgdesk("series", province, "XH03", "--as-reported")
    assert "KG-911" in reported.out
    assert "AG-PQ" not in reported.out
    mapped = kgdesk("series", province, "XH03", "--on-map", "2025-07-01")
    assert mapped.code == 0
    assert "AG-PQ" in mapped.out
    assert "chưa ghi đơn vị kế tục" in mapped.out
    assert "khớp nhau" in mapped.out
    rows = kgdesk("series", province, "XH03", "--on-map", "01/07/2025", "--json").rows
    assert all(
        row["difference"] == {"value": None, "numerator": "0", "denominator": "0"} for row in rows if "balance" in row
    )
    one = kgdesk("series", province, "XH03", "--unit", "KG-911", "--as-reported", "--json").rows
    assert {row["unit"] for row in one} == {"KG-911"}
    assert "khớp nhau" not in kgdesk("series", province, "XH03", "--unit", "KG-911", "--as-reported").out
