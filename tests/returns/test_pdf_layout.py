"""Decree 30/2020/ND-CP, Annex I: paper, margins, page numbers, letters."""

import re
import subprocess
from dataclasses import dataclass

import pytest

from kgdesk.domain.errors import Fault
from kgdesk.returns import pdf_fonts
from kgdesk.returns.canonical import to_bytes
from kgdesk.returns.pdf_fonts import (
    BOLD,
    REGULAR,
    candidates,
    composed,
    register_fonts,
    text_width,
    vietnamese_letters,
)
from kgdesk.returns.pdf_page import Pages
from kgdesk.returns.pdf_return import write_pdf
from kgdesk.returns.pdf_table import Band, Column, Row, Table
from kgdesk.returns.pdf_text import Run, wrap, wrap_evenly, wrap_runs
from tests.samples import large_return

MM = 72 / 25.4


@dataclass(frozen=True)
class Word:
    left: float
    top: float
    right: float
    bottom: float
    text: str


def words_by_page(data: bytes) -> list[tuple[float, float, list[Word]]]:
    done = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=data, capture_output=True, check=True)
    pages = []
    for part in done.stdout.decode("utf-8").split("<page ")[1:]:
        size = re.match(r'width="([\d.]+)" height="([\d.]+)"', part)
        assert size is not None
        words = [
            Word(*(float(edge) for edge in match.groups()[:4]), match[5])
            for match in re.finditer(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<', part)
        ]
        pages.append((float(size[1]), float(size[2]), words))
    return pages


@pytest.fixture(scope="module")
def layout() -> list[tuple[float, float, list[Word]]]:
    document = large_return(rows=80, narratives=10)
    pdf = write_pdf(document, canonical=to_bytes(document), annex_name=None, annex_sha256=None)
    return words_by_page(pdf.data)


def numbers(words: list[Word]) -> list[Word]:
    """Words in the top margin."""
    return [word for word in words if word.bottom < 20 * MM]


def test_paper_is_a4_upright_then_landscape_for_the_annex(layout: list[tuple[float, float, list[Word]]]) -> None:
    sizes = [(round(width), round(height)) for width, height, _ in layout]
    turn = sizes.index((842, 595))
    assert turn > 1
    assert set(sizes[:turn]) == {(595, 842)}
    assert set(sizes[turn:]) == {(842, 595)}


def test_text_stays_inside_the_margins(layout: list[tuple[float, float, list[Word]]]) -> None:
    for width, height, words in layout:
        body = [word for word in words if word not in numbers(words)]
        assert min(word.left for word in body) >= 30 * MM - 0.5
        assert max(word.right for word in body) <= width - 15 * MM + 0.5
        assert max(word.bottom for word in body) <= height - 20 * MM + 3  # descenders of the last line


def test_pages_are_numbered_in_the_top_margin_from_the_second(layout: list[tuple[float, float, list[Word]]]) -> None:
    turn = next(index for index, (width, height, _) in enumerate(layout) if width > height)
    shown = [[word.text for word in numbers(words)] for _, _, words in layout]
    expected = [[]] + [[str(number)] for number in range(2, turn + 1)]
    assert shown[:turn] == expected
    annex = len(layout) - turn
    assert shown[turn:] == [[]] + [[str(number)] for number in range(2, annex + 1)]
    for width, _, words in layout:
        for word in numbers(words):
            assert (word.left + word.right) / 2 == pytest.approx(width / 2, abs=1)


def test_the_heading_of_the_table_is_repeated(layout: list[tuple[float, float, list[Word]]]) -> None:
    annex = [words for width, height, words in layout if width > height]
    assert len(annex) > 2
    for words in annex:
        assert "(12)" in [word.text for word in words]


def test_a_group_is_never_named_at_the_end_of_a_page() -> None:
    for count in range(30, 48):
        pages = Pages(title="x", author="y")
        rows = [Row((f"{number}", "một")) for number in range(count)]
        tall = Row(("cuối", "\n".join(["dòng"] * 12)))
        Table(pages, (Column("A", 1), Column("B", 1))).draw([*rows, Band("NHÓM"), tall])
        last = [word.text for word in words_by_page(pages.finish())[-1][2]]
        assert "NHÓM" in last
        assert "cuối" in last


def test_every_vietnamese_letter_can_be_set() -> None:
    assert len(vietnamese_letters()) > 180
    register_fonts()
    assert text_width("ỆỄỸặữ", BOLD, 14) > text_width("ỆỄỸặ", BOLD, 14)


def test_tinos_comes_first_on_every_computer() -> None:
    """Equal returns are equal bytes only where the same face is taken."""
    assert [face.files[0].startswith("Tinos") for face in candidates()] == [True, True, False, False]


def test_without_a_fitting_face_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_fonts, "candidates", tuple)
    with pytest.raises(Fault) as caught:
        register_fonts.__wrapped__()
    assert caught.value.code == "pdf.no_font"


def test_a_face_that_lacks_letters_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_fonts, "vietnamese_letters", lambda: frozenset({"a", "\U0001f600"}))
    with pytest.raises(Fault):
        register_fonts.__wrapped__()


@pytest.mark.parametrize("width", [20.0, 60.0, 133.0, 400.0])
def test_lines_fit_and_keep_every_word(width: float) -> None:
    register_fonts()
    text = "Nghiêngngảnghiêngngửanghiêngngảnghiêngngửa tỷ lệ hộ nghèo đa chiều 2021 - 2025 và\nđường ven biển"
    lines = wrap(text, font=REGULAR, size=13, width=width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "").replace("\n", "")
    assert all(text_width(line, REGULAR, 13) <= width + 0.02 for line in lines)


def test_a_lone_dash_does_not_begin_a_line() -> None:
    register_fonts()
    for width in range(60, 200, 7):
        for line in wrap_runs([Run("giai đoạn 2021 - 2025 và giai đoạn 2026 - 2030")], size=14, width=width):
            assert not line.runs[0].text.startswith("-")


def test_a_long_measure_is_cut_at_its_slash() -> None:
    register_fonts()
    assert wrap("giường/vạn dân", font=REGULAR, size=11, width=44) == ["giường/", "vạn dân"]


def test_headings_break_evenly() -> None:
    register_fonts()
    lines = wrap_evenly("ỦY BAN NHÂN DÂN TỈNH KIÊN GIANG", font=BOLD, size=13, width=200)
    assert lines == ["ỦY BAN NHÂN DÂN", "TỈNH KIÊN GIANG"]


def test_control_characters_do_not_reach_the_page() -> None:
    pages = Pages(title="x", author="y")
    pages.paragraph("một\u0000hai\tba\u200bbốn")
    text = subprocess.run(["pdftotext", "-", "-"], input=pages.finish(), capture_output=True, check=True).stdout
    assert text.decode().split() == ["một", "hai", "ba", "bốn"]


def test_a_letter_no_face_has_leaves_a_visible_box() -> None:
    pages = Pages(title="x", author="y")
    pages.paragraph("tốt \U0001f600 中 tiền\u2011lương \uf0b7 xong\u00ad")
    text = subprocess.run(["pdftotext", "-", "-"], input=pages.finish(), capture_output=True, check=True).stdout
    assert text.decode().split() == ["tốt", "□", "□", "tiền-lương", "•", "xong"]


def test_what_is_let_through_stands_in_every_face_here() -> None:
    letters = {chr(code) for code in range(0x20, 0x3000) if composed(chr(code)) == chr(code)} - {"\u00a0"}
    assert vietnamese_letters() <= letters
    faces = [fonts for face in candidates() if (fonts := pdf_fonts._open(face)) is not None]
    assert faces
    for font in (font for fonts in faces for font in fonts):
        assert {letter for letter in letters if ord(letter) not in font.face.charToGlyph} == set()
