"""What a return's PDF shows and carries, read back with poppler and pikepdf."""

import io
import json
import re
import subprocess
import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from kgdesk.domain.judgement import Judgement
from kgdesk.domain.return_document import Issue, ReturnDocument
from kgdesk.returns.canonical import to_bytes
from kgdesk.returns.pdf_return import PdfReturn, write_pdf
from tests.samples import large_return, sample_return

ANNEX = ("KG-911_2024_r1.xlsx", "0123456789abcdef" * 4)
BASES = (
    "Nghị quyết số 535/NQ-HĐND ngày 14 tháng 01 năm 2021 của Hội đồng nhân dân tỉnh Kiên Giang\n"
    "Công văn số 103/UBND-TH ngày 28 tháng 01 năm 2021 của Ủy ban nhân dân tỉnh Kiên Giang"
)
PLAN = "Kế hoạch phát triển kinh tế - xã hội 5 năm 2021 - 2025"


def with_plan(document: ReturnDocument) -> ReturnDocument:
    return replace(document, plan=replace(document.plan, name_vi=PLAN, legal_basis_vi=BASES))


def written(document: ReturnDocument) -> PdfReturn:
    return write_pdf(document, canonical=to_bytes(document), annex_name=ANNEX[0], annex_sha256=ANNEX[1])


def text_of(data: bytes, *options: str) -> str:
    """Read what a person can read and copy, line breaks made blanks."""
    done = subprocess.run(["pdftotext", "-raw", *options, "-", "-"], input=data, capture_output=True, check=True)
    return " ".join(done.stdout.decode("utf-8").split())


@pytest.fixture(scope="module")
def pdf() -> PdfReturn:
    return written(with_plan(sample_return()))


@pytest.mark.parametrize(
    "sentence",
    [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
        "Số: 412/BC-UBND",
        "Phú Quốc, ngày 18 tháng 12 năm 2024",
        "BÁO CÁO Tình hình thực hiện kế hoạch phát triển kinh tế - xã hội 5 năm 2021 - 2025 năm 2024",
        "Kính gửi: Sở Kế hoạch và Đầu tư tỉnh Kiên Giang.",
        "Căn cứ Nghị quyết số 535/NQ-HĐND ngày 14 tháng 01 năm 2021 của Hội đồng nhân dân tỉnh Kiên Giang;",
        "Căn cứ Công văn số 103/UBND-TH ngày 28 tháng 01 năm 2021 của Ủy ban nhân dân tỉnh Kiên Giang.",
        "theo dõi, báo cáo 16 chỉ tiêu, gồm 5 chỉ tiêu kinh tế, 8 chỉ tiêu văn hóa - xã hội, 3 chỉ tiêu môi trường.",
        "Kết quả: 5 chỉ tiêu vượt mục tiêu; 5 chỉ tiêu đạt mục tiêu; 3 chỉ tiêu không đạt;",
        "a) Kết quả:",
        "b) Khó khăn, nguyên nhân:",
        "c) Nhiệm vụ, giải pháp tiếp theo:",
        "Giới hạn thẩm quyền:",
        "Thời hạn đề nghị trả lời: trước ngày 28/02/2025.",
        "Giải trình: Do khách quốc tế phục hồi mạnh sau khi miễn thị thực 30 ngày.",
        "xem xét, tổng hợp./.",
        "Nơi nhận:",
        "- Như trên; - Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH",
        "Trần Minh Khoa",
        "(Kèm theo Báo cáo số 412/BC-UBND ngày 18 tháng 12 năm 2024 của Ủy ban nhân dân thành phố Phú Quốc)",
        "I. KINH TẾ",
        "II. VĂN HÓA - XÃ HỘI",
        "III. MÔI TRƯỜNG",
        "không áp dụng",
        f"Phụ lục Excel: {ANNEX[0]}; SHA-256: {ANNEX[1]}.",
    ],
)
def test_a_person_reads_the_sentence(pdf: PdfReturn, sentence: str) -> None:
    assert sentence in text_of(pdf.data)


def test_every_figure_of_the_document_is_printed(pdf: PdfReturn) -> None:
    text = text_of(pdf.data)
    for figure in ("8.013", "102,08", "93,60", "139.000", "148.500", "10,10", "18.215"):
        assert figure in text


def test_the_short_digest_is_printed_and_follows_the_data() -> None:
    def code(document: ReturnDocument) -> str:
        match = re.search(r"Mã đối chiếu: ((?:[0-9a-f]{4} ){3}[0-9a-f]{4})", text_of(written(document).data))
        assert match is not None
        return match[1]

    first, second = code(sample_return()), code(sample_return(sealed_by="lan"))
    assert first != second


def test_equal_documents_give_equal_bytes_and_dates_come_from_the_sealing(pdf: PdfReturn) -> None:
    assert written(with_plan(sample_return())).data == pdf.data
    with pikepdf.Pdf.open(io.BytesIO(pdf.data)) as document:
        assert str(document.docinfo.CreationDate) == "D:20241218021530Z"
        assert str(document.docinfo.ModDate) == "D:20241218021530Z"


def test_only_embedded_fonts_and_no_helvetica(pdf: PdfReturn, tmp_path: Path) -> None:
    path = tmp_path / "return.pdf"
    path.write_bytes(pdf.data)
    listing = subprocess.run(["pdffonts", str(path)], capture_output=True, check=True, text=True).stdout
    rows = listing.splitlines()[2:]
    assert rows
    for row in rows:
        assert re.search(r"TrueType +\S+ +yes yes yes", row), row


def test_decomposed_text_arrives_composed() -> None:
    name = "Nguyễn Thị Tuyết Hường"
    data = written(sample_return(head_name=unicodedata.normalize("NFD", name))).data
    assert name in text_of(data)


def test_small_numbers_get_a_zero() -> None:
    issue = Issue(number=5, symbol="BC-UBND", place="Phú Quốc", day=date(2024, 10, 31))
    text = text_of(written(sample_return(issue=issue)).data)
    assert "Số: 05/BC-UBND" in text
    assert "ngày 31 tháng 10 năm 2024" in text


def test_an_empty_return_still_says_what_there_is_not() -> None:
    text = text_of(written(sample_return(lines=(), narratives=(), escalations=(), accepted_warnings=())).data)
    assert "báo cáo 0 chỉ tiêu." in text
    assert "không có thuyết minh" in text
    assert "không có nội dung vượt thẩm quyền" in text


def test_the_data_is_attached_to_the_document(pdf: PdfReturn) -> None:
    with pikepdf.Pdf.open(io.BytesIO(pdf.data)) as document:
        assert set(document.attachments) == {"kgdesk-return.json", "kgdesk-annex.json"}
        assert {str(spec.UF) for spec in document.Root.AF} == {"kgdesk-return.json", "kgdesk-annex.json"}
        assert all(spec.AFRelationship == pikepdf.Name.Data for spec in document.Root.AF)
        annex = document.attachments["kgdesk-annex.json"].get_file().read_bytes()
        assert json.loads(annex) == {"name": ANNEX[0], "sha256": ANNEX[1]}
        carried = document.attachments["kgdesk-return.json"].get_file().read_bytes()
    assert carried == to_bytes(with_plan(sample_return()))


def test_without_a_workbook_nothing_is_said_of_one() -> None:
    document = sample_return()
    data = write_pdf(document, canonical=to_bytes(document), annex_name=None, annex_sha256=None).data
    with pikepdf.Pdf.open(io.BytesIO(data)) as opened:
        assert set(opened.attachments) == {"kgdesk-return.json"}
    assert "Phụ lục Excel" not in text_of(data)


def test_the_signatures_have_room_between_post_and_name(pdf: PdfReturn) -> None:
    head, agency = pdf.boxes["head"], pdf.boxes["agency"]
    page = str(head.page + 1)
    # Word positions, counted from the top of a page 841.9 points high.
    listing = text_of(pdf.data, "-f", page, "-l", page, "-bbox")
    words = {
        match[3]: (841.89 - float(match[1]), 841.89 - float(match[2]))
        for match in re.finditer(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]+)</word>', listing)
    }
    assert words["TỊCH"][1] >= head.top
    assert words["Khoa"][0] <= head.bottom
    assert head.page == agency.page
    third = (head.right - head.left) / 3
    assert agency.right == pytest.approx(head.left + third)
    assert agency.bottom < head.bottom < head.top < agency.top


def test_a_long_return_flows_over_pages_and_loses_nothing() -> None:
    document = large_return(rows=80, narratives=12)
    long_note = " ".join(f"ghi-chú-{number}" for number in range(1500))
    observation = document.lines[0].observation
    assert observation is not None
    first = replace(document.lines[0], observation=replace(observation, note=long_note))
    text = text_of(written(replace(document, lines=(first, *document.lines[1:]))).data)
    for number in range(1500):
        assert f"ghi-chú-{number}" in text
    assert text.count("Chi cục Thuế khu vực Phú Quốc") >= 3


def test_a_target_of_whole_years_is_shown_and_called_not_judged_in_a_shorter_period() -> None:
    first, *others = sample_return().lines
    document = replace(sample_return(), lines=(replace(first, judgement=Judgement.NOT_JUDGED), *others))
    shown = text_of(written(document).data)
    assert "1 chỉ tiêu không đánh giá trong kỳ này vì mục tiêu tính theo năm" in shown
    assert "Không đánh giá trong kỳ này" in shown
