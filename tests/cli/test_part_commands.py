"""Several people and divisions, as other programs call it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kgdesk.domain.period import Period
from kgdesk.operations.entry import cell_history
from kgdesk.operations.workspace import open_workspace
from tests.conftest import Answer

Call = Callable[..., Answer]
PERIOD = Period.parse("2024")
DIVISION = "Phòng Kinh tế"


@pytest.fixture
def unit(kgdesk: Call, tmp_path: Path) -> Path:
    path = tmp_path / "KG-911.kgdesk"
    assert kgdesk("init", path, "--unit", "KG-911", "--actor", "Lê Thị Hoa").code == 0
    return path


@pytest.fixture
def cells(unit: Path) -> tuple[str, str]:
    with open_workspace(unit, actor="A", read_only=True) as workspace:
        plain = [item.code for item in workspace.indicators(PERIOD) if item.entry.value == "value"]
    return plain[0], plain[1]


def record(kgdesk: Call, path: Path, cells: dict[str, str], actor: str) -> None:
    table = path.with_suffix(".csv")
    table.write_text("indicator,value\n" + "".join(f"{code},{text}\n" for code, text in cells.items()), "utf-8")
    assert kgdesk("record", path, "--period", "2024", table, "--actor", actor).code == 0


@pytest.fixture
def returned(kgdesk: Call, unit: Path, cells: tuple[str, str], tmp_path: Path) -> Path:
    """What came back: the division filled in both cells, this side has changed the first meanwhile."""
    given, division, back = (tmp_path / name for name in ("giao.kgpart", "phong.kgdesk", "nop.kgpart"))
    assert (
        kgdesk("part", "export", unit, "--period", "2024", "--to", DIVISION, "--indicator", *cells, "-o", given).code
        == 0
    )
    assert kgdesk("part", "open", given, "-o", division, "--actor", "Trần Văn Bình").code == 0
    record(kgdesk, division, {cells[0]: "10", cells[1]: "20"}, "Trần Văn Bình")
    assert kgdesk("part", "return", division, "-o", back).code == 0
    record(kgdesk, unit, {cells[0]: "11"}, "Lê Thị Hoa")
    return back


def test_the_round_of_a_part(kgdesk: Call, unit: Path, cells: tuple[str, str], returned: Path) -> None:
    looked = kgdesk("part", "take", unit, returned, "--dry-run", "--json")
    assert looked.code == 1
    *rows, summary = looked.rows
    assert [(row["place"], row["standing"]) for row in rows] == [(cells[0], "conflict"), (cells[1], "theirs")]
    assert (summary["taken"], summary["undecided"], summary["written"]) == ([cells[1]], [cells[0]], False)
    taken = kgdesk("part", "take", unit, returned)
    assert taken.code == 1
    assert "Trần Văn Bình" in taken.out
    assert kgdesk("part", "take", unit, returned, "--accept", cells[0]).code == 0
    last = kgdesk("part", "take", unit, returned)
    assert last.code == 0
    assert "đã được nhận lúc" in last.out
    with open_workspace(unit, actor="A", read_only=True) as workspace:
        history = cell_history(workspace, period=PERIOD, indicator=cells[0])
    assert [item.recorded_by for item in history] == ["Lê Thị Hoa", f"Trần Văn Bình ({DIVISION})"]
    (listed,) = kgdesk("part", "list", unit, "--json").rows
    assert (listed["division"], listed["answers"], listed["indicators"]) == (DIVISION, 1, list(cells))


def test_keeping_ones_own_settles_it_too(kgdesk: Call, unit: Path, cells: tuple[str, str], returned: Path) -> None:
    assert kgdesk("part", "take", unit, returned, "--keep", "all").code == 0
    assert kgdesk("part", "take", unit, returned, "--json").rows[-1]["undecided"] == []
    with open_workspace(unit, actor="A", read_only=True) as workspace:
        assert cell_history(workspace, period=PERIOD, indicator=cells[1]) == ()


def test_what_cannot_be_is_one_sentence(kgdesk: Call, unit: Path, returned: Path, tmp_path: Path) -> None:
    data = returned.read_bytes()
    (tmp_path / "cut.kgpart").write_bytes(data[: len(data) // 2])
    group = ("--period", "2024", "--to", "A", "--group", "x")
    wrong = {
        "bị hỏng": ("part", "take", unit, tmp_path / "cut.kgpart"),
        "kỳ đang chọn": ("part", "take", unit, returned, "--period", "2023"),
        "Không có khác biệt": ("part", "take", unit, returned, "--accept", "KT99"),
        "chỉ là phần việc": ("part", "take", tmp_path / "phong.kgdesk", returned),
        "Không có nhóm": ("part", "export", unit, *group, "-o", tmp_path / "x"),
        "đã có": ("part", "return", tmp_path / "phong.kgdesk", "-o", returned),
    }
    for words, call in wrong.items():
        answer = kgdesk(*call)
        assert answer.code == 2, answer
        assert words in answer.err
        assert answer.err.count("\n") == 1


def test_who_works_is_named_by_option_variable_or_login(
    kgdesk: Call, unit: Path, cells: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    record(kgdesk, unit, {cells[0]: "1"}, "  Trần   Văn Bình ")
    monkeypatch.setenv("KGDESK_ACTOR", "Võ Thị Cúc")
    record(kgdesk, unit, {cells[0]: "2"}, "")
    monkeypatch.delenv("KGDESK_ACTOR")
    monkeypatch.setattr("getpass.getuser", lambda: "vanthu")
    record(kgdesk, unit, {cells[0]: "3"}, "")
    with open_workspace(unit, actor="A", read_only=True) as workspace:
        history = cell_history(workspace, period=PERIOD, indicator=cells[0])
    assert [item.recorded_by for item in history] == ["Trần Văn Bình", "Võ Thị Cúc", "vanthu"]
    told = kgdesk("people", unit, "--period", "2024", "--json").rows
    assert [row["person"] for row in told] == ["Lê Thị Hoa", "Trần Văn Bình", "Võ Thị Cúc", "vanthu"]
    assert kgdesk("people", unit, "--date", "2020-01-01").out.strip() == "Hôm đó chưa ai ghi gì trong sổ này."
    assert kgdesk("people", unit, "--date", "hôm qua").code == 2
