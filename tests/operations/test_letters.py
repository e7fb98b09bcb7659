"""Letters to units: which reminder it is, what a returned return lacks, and a mail that only waits to be sent."""

import email
import io
import subprocess
from datetime import UTC, datetime
from email.policy import default
from pathlib import Path

import pytest
from docx import Document

from kgdesk.domain.errors import Fault
from kgdesk.domain.official_letter import LetterKind
from kgdesk.domain.receipt import Decision
from kgdesk.operations.demo import PASSWORD, PERIOD
from kgdesk.operations.letters import LettersRequest, MadeLetter, make_letters
from kgdesk.operations.review import ReviewRequest, review_return
from kgdesk.operations.workspace import Workspace
from kgdesk.store import journal
from tests.operations.after_demo import TurnedClock

LATE, BACK = "KG-899", "KG-911"


def make(province: Workspace, folder: Path, **changes: object) -> tuple[MadeLetter, ...]:
    request = LettersRequest(PERIOD, folder, **{"units": (LATE, BACK)} | changes)  # type: ignore[arg-type]
    return make_letters(province, request).result


def day(clock: TurnedClock, number: int) -> None:
    clock.now = datetime(2024, 12, number, 8, 0, tzinfo=UTC)


def send_back(province: Workspace, folder: Path) -> None:
    comments = [("XH06", "Đề nghị nêu nguồn số liệu."), ("", "Thiếu thuyết minh.")]
    key = folder / "keys" / "KG.p12"
    request = ReviewRequest("KG-911_2024_r1", Decision.SENT_BACK, key, PASSWORD, folder / "receipts", comments)
    review_return(province, request)


def pages(path: Path) -> str:
    done = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def words(path: Path) -> str:
    document = Document(io.BytesIO(path.read_bytes()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join([*cells, *(item.text for item in document.paragraphs)]).split())


def test_reminders_count_on_by_days(province: Workspace, clock: TurnedClock, tmp_path: Path) -> None:
    texts = {}
    for number, today in enumerate((23, 24, 26), start=1):
        day(clock, today)
        for repeated in (False, True):  # the same day again is the same letter
            (made,) = make(province, tmp_path)
            assert (made.letter.kind, made.letter.ordinal, made.repeated) == (LetterKind.REMINDER, number, repeated)
        assert [path.name for path in made.files] == [
            f"KG-899_2024_reminder{number}.{e}" for e in ("docx", "pdf", "eml")
        ]
        texts[number] = pages(made.files[1])
    assert "V/v đôn đốc gửi báo cáo năm 2024 (lần 1)" in texts[1]
    assert "đã quá hạn 4 ngày, Sở Kế hoạch và Đầu tư chưa nhận được báo cáo" in texts[1]
    assert "đã có văn bản đôn đốc lần thứ nhất vào ngày 23 tháng 12 năm 2024" in texts[2]
    assert "vẫn chưa nhận được" in texts[2]
    assert "Đây là lần đôn đốc thứ ba." in texts[3]
    assert "- Ủy ban nhân dân tỉnh (để báo cáo);" in texts[3]
    assert "để báo cáo" not in texts[2]


def test_a_letter_has_the_layout_of_a_letter(province: Workspace, tmp_path: Path) -> None:
    """Decree 30/2020: no type in the symbol, the subject under the number, the addressee on one line."""
    (made,) = make(province, tmp_path, number=7)
    for text in (pages(made.files[1]), words(made.files[0])):
        assert "Số: 07/SKHĐT-TH" in text
        assert "Kính gửi: Ủy ban nhân dân thành phố Rạch Giá." in text
        assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
        assert "ngày 23 tháng 12 năm 2024" in text
        assert "trước ngày 26 tháng 12 năm 2024" in text  # three working days
        assert text.index("Số: 07") < text.index("V/v đôn đốc")
        assert "- Lưu: VT." in text


def test_a_return_goes_back_with_the_remarks_at_its_cells(
    province: Workspace, clock: TurnedClock, demo_copy: Path, tmp_path: Path
) -> None:
    send_back(province, demo_copy)
    (made,) = make(province, tmp_path, kinds=(LetterKind.SEND_BACK,))
    assert made.files[0].name == "KG-911_2024_r1_sendback.docx"
    for text in (pages(made.files[1]), words(made.files[0])):
        assert "Giải quyết việc làm hằng năm Đề nghị nêu nguồn số liệu." in text
        assert "Toàn bộ báo cáo Thiếu thuyết minh." in text
        assert "gửi báo cáo lần 2 trước" in text
    mail = email.message_from_bytes(made.files[2].read_bytes(), policy=default).get_body()
    assert mail is not None
    assert "1. Giải quyết việc làm hằng năm: Đề nghị nêu nguồn số liệu." in mail.get_content()
    assert "2. Toàn bộ báo cáo: Thiếu thuyết minh." in mail.get_content()
    day(clock, 27)
    (again,) = make(province, tmp_path / "again", kinds=(LetterKind.SEND_BACK,))
    assert again.repeated
    assert [path.read_bytes() for path in again.files] == [path.read_bytes() for path in made.files]
    assert make(province, tmp_path, kinds=(LetterKind.SEND_BACK,), units=()) == ()  # once is enough


def test_the_mail_waits_to_be_sent(province: Workspace, tmp_path: Path) -> None:
    (made,) = make(province, tmp_path)
    mail = email.message_from_bytes(made.files[2].read_bytes(), policy=default)
    assert mail["To"] == province.plan.unit(LATE).email == made.address
    assert mail["X-Unsent"] == "1"
    assert mail["Subject"].startswith("V/v đôn đốc gửi báo cáo năm 2024 (lần 1)")
    (file,) = mail.iter_attachments()
    assert (file.get_filename(), file.get_content()) == (made.files[1].name, made.files[1].read_bytes())
    assert "Kính gửi: Ủy ban nhân dân thành phố Rạch Giá." in mail.get_body().get_content()


def test_who_is_in_time_gets_no_letter(province: Workspace, clock: TurnedClock, tmp_path: Path) -> None:
    day(clock, 19)  # the day itself
    assert make(province, tmp_path) == ()
    assert not any(tmp_path.glob("*.docx"))


def test_letters_stand_in_the_journal(province: Workspace, tmp_path: Path) -> None:
    make(province, tmp_path)
    (entry,) = journal.of_action(province.store, "letters.make")
    assert (entry.subject, entry.detail) == ("2024", {"count": 1})
    assert journal.verify_chain(province.store) is None


def test_faults_of_asking(province: Workspace, phu_quoc: Workspace, tmp_path: Path) -> None:
    for workspace, changes, code in (
        (phu_quoc, {}, "intake.not_a_consolidator"),
        (province, {"units": ("KG-000",)}, "plan.no_unit"),
        (province, {"number": 100_000}, "letter.bad_number"),
    ):
        with pytest.raises(Fault) as raised:
            make(workspace, tmp_path / "none", **changes)
        assert raised.value.code == code
    assert not (tmp_path / "none").exists()
