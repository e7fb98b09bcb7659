"""The words documents share: places of the resolution, targets with their measure, names that stand alone."""

from dataclasses import replace

import pytest

from kgdesk.domain.indicator import running_name
from kgdesk.domain.judgement import Judgement
from kgdesk.domain.return_document import AcceptedWarning
from kgdesk.returns.pdf_return_body import _warning_text, general_assessment
from kgdesk.returns.pdf_words import clause_words, target_text
from tests.samples import sample_lines, sample_return


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        ("1.3.a gạch đầu dòng 1, ý 2", "điểm a khoản 3 Điều 1, gạch đầu dòng 1, ý 2"),
        ("1.2.b", "điểm b khoản 2 Điều 1"),
        ("1.3", "khoản 3 Điều 1"),
        ("1", "Điều 1"),
        ("Phụ lục 2", "Phụ lục 2"),
        ("", ""),
    ],
)
def test_a_place_of_the_resolution_is_named_as_documents_do(clause: str, words: str) -> None:
    assert clause_words(clause) == words


@pytest.mark.parametrize(
    ("target", "measure", "text"),
    [
        ("≥ 7,24", "%/năm", "≥ 7,24%/năm"),
        ("25,2", "% GRDP giá hiện hành", "25,2%"),
        ("khoảng 3.485", "USD/người", "khoảng 3.485 USD/người"),
        ("81,6 triệu đồng/người", "USD/người", "81,6 triệu đồng/người"),
        ("đạt", "đạt/chưa đạt", "đạt"),
    ],
)
def test_a_target_is_written_with_the_measure_it_is_in(target: str, measure: str, text: str) -> None:
    assert target_text(target, measure) == text


def test_a_part_has_a_name_of_its_own_outside_the_table() -> None:
    name = "Trong đó: xã đạt chuẩn nông thôn mới nâng cao"
    assert running_name(name, "xã") == "Số xã đạt chuẩn nông thôn mới nâng cao"
    assert running_name(name, "%") == "Tỷ lệ xã đạt chuẩn nông thôn mới nâng cao"
    assert running_name("Tỷ lệ che phủ rừng", "%") == "Tỷ lệ che phủ rừng"


def test_not_applicable_is_counted_and_named_apart_from_no_data() -> None:
    first, second, third = (replace(line, judgement=Judgement.MET) for line in sample_lines()[:3])
    lines = (
        replace(first, judgement=Judgement.NOT_APPLICABLE, value=None),
        replace(second, judgement=Judgement.NO_DATA, value=None),
        third,
    )
    text = "\n".join(general_assessment(lines))
    assert "1 chỉ tiêu chưa có số liệu; 1 chỉ tiêu không áp dụng" in text
    assert f"- 1 chỉ tiêu không áp dụng: {first.name_vi}." in text
    assert f"- 1 chỉ tiêu chưa có số liệu: {second.name_vi}." in text


def test_a_let_stand_warning_names_its_line_once() -> None:
    line = replace(sample_lines()[0], name_vi="Trong đó: xã đạt chuẩn", measure_vi="xã")
    document = sample_return(lines=(line,))
    named = AcceptedWarning("R", line.indicator, "Trong đó: xã đạt chuẩn: giá trị nằm ngoài khoảng.", "")
    assert _warning_text(document, named) == "Số xã đạt chuẩn: giá trị nằm ngoài khoảng."
    bare = replace(named, message_vi="Giá trị nằm ngoài khoảng.")
    assert _warning_text(document, bare) == "Số xã đạt chuẩn: Giá trị nằm ngoài khoảng."
