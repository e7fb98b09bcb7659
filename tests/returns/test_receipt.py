"""Receipts: page and data say the same, the phrase survives the telephone, forged data is refused."""

import io
import json
import subprocess
from dataclasses import replace
from datetime import UTC, datetime

import jsonschema
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgdesk.domain.errors import Fault
from kgdesk.domain.receipt import CellComment, Decision, Receipt
from kgdesk.domain.verdict import ReturnIdentity
from kgdesk.files import resource
from kgdesk.messages import say
from kgdesk.returns.pdf_compare import page_differences
from kgdesk.returns.receipt import canonical_receipt, check_phrase, is_check_phrase, read_receipt, write_receipt
from kgdesk.returns.receipt_phrase import ALPHABET
from kgdesk.signing.pdf import prepare_fields

DIGEST = "1a2b3c4d5e6f7a8b" * 4
DIGESTS = st.text("0123456789abcdef", min_size=64, max_size=64)


def sample_receipt(**changes: object) -> Receipt:
    receipt = Receipt(
        identity=ReturnIdentity(unit="KG-911", period="2024", revision=2, digest=DIGEST),
        unit_name_vi="Thành phố Phú Quốc",
        period_label_vi="Năm 2024",
        receiver="SKHDT",
        receiver_name_vi="Sở Kế hoạch và Đầu tư",
        decision=Decision.SENT_BACK,
        decided_at=datetime(2024, 12, 20, 3, 4, 5, tzinfo=UTC),
        decided_by="Phạm Thị Ngọc",
        comments=(
            CellComment("XH04", "Số bác sĩ trên 1 vạn dân", "Dân số chưa khớp số của Cục Thống kê."),
            CellComment("", "", "Thiếu thuyết minh nhiệm vụ A7."),
        ),
        phrase=check_phrase(DIGEST),
    )
    return replace(receipt, **changes)  # type: ignore[arg-type]


def text_of(data: bytes) -> str:
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True)
    return " ".join(done.stdout.decode("utf-8").split())


def forged(data: bytes, content: bytes) -> bytes:
    target = io.BytesIO()
    with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
        for spec in pdf.Root.AF:
            spec.EF.F.write(content)
        pdf.save(target)
    return target.getvalue()


def test_what_was_written_is_read_after_signature_fields_too() -> None:
    receipt = sample_receipt()
    pdf = write_receipt(receipt)
    assert read_receipt(pdf.data) == receipt
    updated = prepare_fields(pdf.data, pdf.boxes)
    assert read_receipt(updated) == receipt
    assert page_differences(updated, write_receipt(read_receipt(updated)).data, boxes=pdf.boxes.values()) == ()


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        (Decision.TAKEN_IN, "Đã tiếp nhận, đang xem xét"),
        (Decision.ACCEPTED, "Đã chấp nhận"),
        (Decision.SENT_BACK, "Trả lại để bổ sung, chỉnh sửa"),
    ],
)
def test_the_decision_is_plain(decision: Decision, words: str) -> None:
    assert f"Kết quả xử lý: {words}" in text_of(write_receipt(sample_receipt(decision=decision)).data)


def test_a_person_reads_what_was_received_and_the_comments() -> None:
    text = text_of(write_receipt(sample_receipt()).data)
    for sentence in (
        "SỞ KẾ HOẠCH VÀ ĐẦU TƯ",
        "BIÊN NHẬN Báo cáo năm 2024 của Thành phố Phú Quốc",
        "Lần báo cáo: 2",
        "Mã đối chiếu của báo cáo: 1a2b 3c4d 5e6f 7a8b",
        "10:04:05 ngày 20/12/2024 (giờ Việt Nam)",
        check_phrase(DIGEST),
        "1 Số bác sĩ trên 1 vạn dân Dân số chưa khớp số của Cục Thống kê.",
        "2 Toàn bộ báo cáo Thiếu thuyết minh nhiệm vụ A7.",
    ):
        assert sentence in text


def test_equal_receipts_give_equal_bytes() -> None:
    assert write_receipt(sample_receipt()).data == write_receipt(sample_receipt()).data
    assert write_receipt(sample_receipt()).data != write_receipt(sample_receipt(decided_by="x")).data


def test_the_data_follows_the_published_schema() -> None:
    schema = json.loads(resource("schemas", "receipt-1.schema.json").read_text(encoding="utf-8"))
    tree = json.loads(canonical_receipt(sample_receipt()))
    jsonschema.Draft202012Validator(schema).validate(tree)
    assert set(schema["properties"]) - set(tree) == {"journal"}  # came later
    for key in tree:
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.Draft202012Validator(schema).validate({name: tree[name] for name in tree if name != key})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"decision":"sent_back"', b'"decision":"paid"'),
        (b'"revision":2', b'"revision":2.0'),
        (b'"schema_version":1', b'"schema_version":2'),
        (b'"decision":"sent_back"', b'"decision":"sent_back","more":1'),
        (b'"schema":"kgdesk-receipt"', b'"schema":"kgdesk-return"'),
        (b'"receiver":"SKHDT",', b'"receiver": "SKHDT",'),
        (b"}", b""),
    ],
)
def test_forged_data_is_refused(old: bytes, new: bytes) -> None:
    content = canonical_receipt(sample_receipt())
    assert old in content
    data = forged(write_receipt(sample_receipt()).data, content.replace(old, new, 1))
    with pytest.raises(Fault) as caught:
        read_receipt(data, "bn.pdf")
    assert caught.value.code == "pdf.bad_receipt"
    assert "bn.pdf" in say(caught.value.code, "vi", **caught.value.params)


def test_a_pdf_without_a_receipt_says_so() -> None:
    target = io.BytesIO()
    with pikepdf.Pdf.open(io.BytesIO(write_receipt(sample_receipt()).data)) as pdf:
        del pdf.Root.Names
        del pdf.Root.AF
        pdf.save(target)
    with pytest.raises(Fault) as caught:
        read_receipt(target.getvalue())
    assert caught.value.code == "pdf.no_return"


@settings(max_examples=50)
@given(DIGESTS)
def test_a_phrase_has_three_groups_without_look_alikes(digest: str) -> None:
    phrase = check_phrase(digest)
    assert [len(group) for group in phrase.split("-")] == [4, 4, 4]
    assert not set(phrase) & set("01OIL")
    assert is_check_phrase(phrase)
    assert is_check_phrase(phrase.lower().replace("-", " "))


@settings(max_examples=50)
@given(DIGESTS, st.integers(0, 11), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_heard(digest: str, place: int, letter: str) -> None:
    letters = list(check_phrase(digest).replace("-", ""))
    if letters[place] != letter:
        letters[place] = letter
        assert not is_check_phrase("".join(letters))


@settings(max_examples=50)
@given(DIGESTS, st.integers(0, 9))
def test_two_swapped_neighbours_are_heard(digest: str, place: int) -> None:
    letters = list(check_phrase(digest).replace("-", ""))
    if letters[place] != letters[place + 1]:
        letters[place], letters[place + 1] = letters[place + 1], letters[place]
        assert not is_check_phrase("".join(letters))


def test_different_digests_give_different_phrases() -> None:
    assert len({check_phrase(f"{number:064x}") for number in range(300)}) == 300


def test_the_receivers_newest_record_stands_on_page_and_in_data_and_older_receipts_have_none() -> None:
    mark = "21 · 1a2b 3c4d 5e6f 7a8b"
    plain, marked = sample_receipt(), sample_receipt(journal=mark)
    assert b"journal" not in canonical_receipt(plain)
    schema = json.loads(resource("schemas", "receipt-1.schema.json").read_text(encoding="utf-8"))
    for receipt in (plain, marked):
        jsonschema.validate(json.loads(canonical_receipt(receipt)), schema)
        pages = write_receipt(receipt)
        assert read_receipt(pages.data) == receipt
        assert (mark in text_of(pages.data)) == (receipt is marked)
