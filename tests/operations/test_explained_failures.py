"""What goes wrong with returns on their way: each recognised, and said in a sentence that names what to do."""

import random
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kgdesk.consolidation.examination import examine
from kgdesk.domain.return_cycle import IntakeOutcome
from kgdesk.domain.verdict import Fact, FileKind, Signer, Verdict, VerdictWord
from kgdesk.messages import LANGUAGES, is_known
from kgdesk.operations.demo import PASSWORD, PERIOD
from kgdesk.operations.intake import IntakeResult, take_in
from kgdesk.operations.intake_words import first_sentence, what_to_do
from kgdesk.operations.seal import SealRequest, seal_return
from kgdesk.operations.verdict_words import explain_verdict, headline
from kgdesk.operations.verify import load_anchors, verify_file, verify_files
from kgdesk.operations.workspace import Workspace
from tests.excel_saving import pack, saved_by_excel, unpack, without_document
from tests.operations.after_demo import change

NOW = datetime(2024, 12, 23, 8, 0, tzinfo=UTC)
STEM = "KG-911_2024_r1"
Run = Callable[..., Any]


@pytest.fixture
def book(demo: Path) -> bytes:
    return (demo / "returns" / f"{STEM}.xlsx").read_bytes()


@pytest.fixture
def judge(demo: Path, tmp_path: Path) -> Callable[..., Verdict]:
    """Judge bytes as a file of that name, and hold that all of it can be said in both languages."""

    def judged(data: bytes, name: str = f"{STEM}.xlsx") -> Verdict:
        path = tmp_path / name
        path.write_bytes(data)
        verdict = verify_file(path, trust=demo / "keys" / "ca.pem", at=NOW)
        for lang in LANGUAGES:
            text = explain_verdict(verdict, lang)
            assert all(sentence.endswith(".") for sentence in (text.headline, *text.reasons))
        return verdict

    return judged


# --- saved again


def saved_by_openpyxl(data: bytes) -> bytes:
    import io

    import openpyxl

    again = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(data)).save(again)
    return again.getvalue()


@pytest.mark.parametrize(
    ("application", "shown"),
    [
        ("Microsoft Excel", "Microsoft Excel"),
        ("Microsoft Macintosh Excel", "Microsoft Excel"),
        ("LibreOffice/7.4.7.2$Linux_X86_64", "LibreOffice"),
        ("WPS 表格", "WPS Office"),
        ("Bảng tính của tôi", "Bảng tính của tôi"),
        ("", "một chương trình khác"),
    ],
)
def test_saved_again_names_the_program_and_asks_for_the_original(
    book: bytes, judge: Callable[..., Verdict], application: str, shown: str
) -> None:
    verdict = judge(saved_by_excel(book, application=application))
    assert (verdict.word, verdict.consistency) == (VerdictWord.UNSIGNED, Fact.PASSED)
    assert verdict.reasons == ("verify.saved_again",)
    assert headline(verdict) == f"Chữ ký đã mất: tệp đã được lưu lại bằng {shown}."
    text = explain_verdict(verdict)
    assert "Hãy yêu cầu đơn vị gửi tệp gốc" in text.reasons[0]
    assert "khai" not in str(text.facts)  # nobody signed, so nobody claims a time


@pytest.mark.parametrize("save", [saved_by_openpyxl, lambda data: without_document(saved_by_excel(data))])
def test_a_return_is_known_without_its_document(
    book: bytes, judge: Callable[..., Verdict], save: Callable[[bytes], bytes]
) -> None:
    saved = save(book)
    assert not any(name.startswith("customXml/") for name in unpack(saved))
    verdict = judge(saved)
    assert (verdict.word, verdict.reasons, verdict.identity) == (VerdictWord.UNSIGNED, ("verify.saved_again",), None)


def test_a_return_with_its_sheets_renamed_is_known_by_the_digest_on_them(
    book: bytes, judge: Callable[..., Verdict]
) -> None:
    parts = unpack(without_document(saved_by_excel(book)))
    renamed = parts["xl/workbook.xml"].decode().replace("Biểu chỉ tiêu", "Sheet1").replace("Kiến nghị", "Sheet4")
    parts["xl/workbook.xml"] = renamed.encode()
    assert judge(pack(parts)).reasons == ("verify.saved_again",)
    strings = parts["xl/sharedStrings.xml"].decode().replace("mã đối chiếu", "mã số")
    assert judge(pack(parts | {"xl/sharedStrings.xml": strings.encode()})).reasons == ("return.not_a_return",)


def test_a_workbook_that_never_was_a_return_is_not_called_one(judge: Callable[..., Verdict]) -> None:
    import io

    import openpyxl

    strange = io.BytesIO()
    openpyxl.Workbook().save(strange)
    verdict = judge(strange.getvalue())
    assert (verdict.word, verdict.reasons) == (VerdictWord.UNREADABLE, ("return.not_a_return",))


def test_a_figure_changed_before_saving_again_is_told_too(book: bytes, judge: Callable[..., Verdict]) -> None:
    parts = unpack(saved_by_excel(book))
    parts["xl/sharedStrings.xml"] = parts["xl/sharedStrings.xml"].replace("PHÚ QUỐC".encode(), "HÀ TIÊN".encode())
    verdict = judge(pack(parts))
    assert verdict.word is VerdictWord.INVALID
    assert verdict.reasons == ("verify.saved_again", "verify.cells_differ")
    assert "Microsoft Excel" in headline(verdict)


def test_a_signature_left_behind_is_called_broken(book: bytes, judge: Callable[..., Verdict]) -> None:
    verdict = judge(saved_by_excel(book, keep_signature=True))
    assert verdict.word is VerdictWord.INVALID
    assert verdict.reasons[0] == "verify.saved_again_broken"
    assert headline(verdict).startswith("Không hợp lệ: tệp đã được lưu lại bằng Microsoft Excel")


def test_a_signature_cut_out_by_hand_is_no_saving(book: bytes, judge: Callable[..., Verdict]) -> None:
    parts = {name: data for name, data in unpack(book).items() if not name.startswith("_xmlsignatures/")}
    for name, mark in (("[Content_Types].xml", "sigs|_xmlsignatures"), ("_rels/.rels", "origin")):
        parts[name] = re.sub(rf"<(?!Types|Relationships)[^<>]*(?:{mark})[^<>]*>", "", parts[name].decode()).encode()
    verdict = judge(pack(parts))
    assert (verdict.word, verdict.reasons[0]) == (VerdictWord.INVALID, "unsigned")


def test_the_untouched_workbook_stays_valid(book: bytes, judge: Callable[..., Verdict]) -> None:
    assert judge(book).word is VerdictWord.VALID


def test_intake_refuses_what_was_saved_again_and_says_by_what(
    demo_copy: Path, province: Workspace, book: bytes
) -> None:
    for name, data in (("a.xlsx", saved_by_excel(book)), ("b.xlsx", without_document(saved_by_excel(book)))):
        path = demo_copy / name
        path.write_bytes(data)
        result = take_in(province, [path]).result[0]
        assert (result.outcome, result.reason) == (IntakeOutcome.REFUSED, "intake.saved_again")
        assert first_sentence(result, "vi") == "Chữ ký đã mất: tệp đã được lưu lại bằng Microsoft Excel."
        assert "tệp gốc" in what_to_do(result, "vi")


# --- cut off


def cuts_of(data: bytes, count: int) -> list[int]:
    """Give places to cut a file at: anywhere, and around each end of a version of it."""
    ends = [match.end() for match in re.finditer(rb"%%EOF|PK\x01\x02|PK\x05\x06", data)]
    near = {end + step for end in ends for step in (-4, -1, 1, 2, 3, 40)}
    anywhere = random.Random(535).sample(range(len(data)), count)
    return sorted(place for place in {*near, *anywhere, 0, 1, 4, len(data) - 1} if place < len(data))


@pytest.mark.parametrize(("ending", "count"), [("pdf", 130), ("xlsx", 70)])
def test_cut_anywhere_a_return_is_never_valid_and_says_that_it_was_cut(demo: Path, ending: str, count: int) -> None:
    data = (demo / "returns" / f"{STEM}.{ending}").read_bytes()
    anchors = load_anchors(demo / "keys" / "ca.pem")
    whole = {match.end() + 1 for match in re.finditer(rb"%%EOF", data)}  # earlier versions, each a PDF of its own
    for place in cuts_of(data, count):
        verdict = examine(data[:place], "x", anchors=anchors, at=NOW).verdict
        if place in whole or (place + 1 in whole and b"/ByteRange" not in data[:place]):
            assert (verdict.word, verdict.reasons[-1]) == (VerdictWord.INVALID, "signer_missing"), place
            continue
        assert verdict.word is VerdictWord.UNREADABLE, place
        assert verdict.reasons == ("verify.truncated" if place else "verify.empty",), place
        assert explain_verdict(verdict).headline


def test_an_unfinished_update_after_all_signatures_stays_invalid(demo: Path, judge: Callable[..., Verdict]) -> None:
    data = (demo / "returns" / f"{STEM}.pdf").read_bytes()
    verdict = judge(data + b"9000 0 obj\n<</Type", "x.pdf")
    assert verdict.word is VerdictWord.INVALID
    assert verdict.reasons[0] == "verify.truncated"
    assert "appended" in verdict.reasons


def test_a_whole_file_is_never_asked_about_its_looks(
    demo: Path, judge: Callable[..., Verdict], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Marks of damage inside a good file say nothing: its signature does."""
    monkeypatch.setattr("kgdesk.consolidation.examination.damage_of", lambda _: "verify.truncated")
    verdict = judge((demo / "returns" / f"{STEM}.pdf").read_bytes(), "x.pdf")
    assert (verdict.word, verdict.reasons) == (VerdictWord.VALID, ("time_claimed",))
    monkeypatch.undo()
    unsigned_pack = judge((demo / "plan" / "nq535.kgplan").read_bytes(), "x.kgplan")
    assert (unsigned_pack.word, unsigned_pack.reasons) == (VerdictWord.UNSIGNED, ())


@pytest.mark.parametrize("password", ["", "mat khau"])
def test_a_locked_pdf_is_not_called_damaged(demo: Path, judge: Callable[..., Verdict], password: str) -> None:
    import io

    import pikepdf

    locked = io.BytesIO()
    with pikepdf.open(demo / "returns" / f"{STEM}.pdf") as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="chu", user=password))
    verdict = judge(locked.getvalue(), "x.pdf")
    assert (verdict.word, verdict.reasons) == (VerdictWord.UNREADABLE, ("verify.locked_pdf",))
    assert headline(verdict) == "Không đọc được: tệp PDF bị đặt mật khẩu."


def test_intake_says_what_befell_a_file(demo_copy: Path, province: Workspace) -> None:
    path = demo_copy / "login.pdf"
    path.write_bytes(b"<!DOCTYPE html><html>Dang nhap</html>")
    result = take_in(province, [path]).result[0]
    assert (result.outcome, result.reason) == (IntakeOutcome.REFUSED, "intake.unreadable")
    assert first_sentence(result, "vi") == "Không đọc được: đây là một trang web được lưu thay cho tệp đính kèm."
    assert "login.pdf" in what_to_do(result, "vi")


# --- the wrong unit's key


@pytest.fixture
def signed_by_kien_hai(demo_copy: Path, phu_quoc: Workspace, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Phú Quốc's return under Kiên Hải's key: a program that does not look made it."""
    monkeypatch.setattr("kgdesk.operations.own_key.ensure_own", lambda *_: None)
    seal_return(phu_quoc, sealing(demo_copy, unit="KG-912"))
    return next((demo_copy / "out").glob("*.pdf"))


def sealing(folder: Path, /, unit: str = "KG-911", **changes: object) -> SealRequest:
    request = SealRequest(
        period=PERIOD,
        key=folder / "keys" / f"{unit}.p12",
        password=PASSWORD,
        folder=folder / "out",
        head_name="Trần Minh Khoa",
    )
    return replace(request, **changes)  # type: ignore[arg-type]


def test_the_wrong_key_names_both_units(demo_copy: Path, signed_by_kien_hai: Path, province: Workspace) -> None:
    trust = demo_copy / "keys" / "ca.pem"
    for verdict in (
        verify_file(signed_by_kien_hai, trust=trust, at=NOW),
        verify_file(signed_by_kien_hai, workspace=province, at=NOW),
    ):
        assert (verdict.word, verdict.authority) == (VerdictWord.INVALID, Fact.FAILED)
        assert headline(verdict) == (
            "Không hợp lệ: ký nhầm khóa, chữ ký là của Huyện Kiên Hải (KG-912)"
            " chứ không phải của Thành phố Phú Quốc (KG-911)."
        )


def test_intake_names_both_units_of_a_wrong_key(signed_by_kien_hai: Path, province: Workspace) -> None:
    result = take_in(province, [signed_by_kien_hai]).result[0]
    assert result.outcome is IntakeOutcome.REFUSED
    assert "Kiên Hải" in first_sentence(result, "vi")
    assert "Phú Quốc" in first_sentence(result, "vi")


# --- mixed up


@pytest.fixture
def mixed(demo: Path, tmp_path: Path) -> Path:
    """Give a folder with Phú Quốc's pages and the health department's workbook."""
    folder = tmp_path / "mixed"
    folder.mkdir()
    for name in (f"{STEM}.pdf", "SYT_2024_r1.xlsx"):
        shutil.copy(demo / "returns" / name, folder)
    return folder


def test_verify_names_both_files_of_a_mixed_pair(demo: Path, mixed: Path) -> None:
    for paths in ([mixed], sorted(mixed.iterdir())):
        judged = verify_files(paths, trust=demo / "keys" / "ca.pem", at=NOW)
        assert [item.verdict.reasons[-1] for item in judged] == ["verify.mixed_unit"] * 2
        for item in judged:
            assert item.verdict.word is VerdictWord.VALID  # each for itself
            told = explain_verdict(item.verdict)
            assert told.headline == "Chữ ký hợp lệ, nhưng tệp PDF và tệp Excel không đi cùng nhau."
            assert f"{STEM}.pdf" in told.reasons[0]
            assert "SYT_2024_r1.xlsx" in told.reasons[0]


def test_verify_finds_nothing_mixed_among_whole_pairs(demo: Path) -> None:
    judged = verify_files([demo / "returns"], trust=demo / "keys" / "ca.pem", at=NOW)
    assert len(judged) == 12
    assert {item.verdict.reasons for item in judged} == {("time_claimed",)}


def test_verify_of_a_mixed_pair_answers_no(kgdesk: Run, demo: Path, mixed: Path) -> None:
    answer = kgdesk("verify", mixed, "--trust", demo / "keys" / "ca.pem", "--json")
    assert answer.code == 1, answer
    assert [row["verdict"] for row in answer.rows] == ["valid", "valid"]
    assert all("verify.mixed_unit" in row["reasons"] for row in answer.rows)
    (mixed / "SYT_2024_r1.xlsx").unlink()
    assert kgdesk("verify", mixed, "--trust", demo / "keys" / "ca.pem").code == 0


def test_intake_tells_a_workbook_of_another_revision_from_the_pages_beside_it(
    demo_copy: Path, phu_quoc: Workspace, province: Workspace
) -> None:
    change(phu_quoc)
    seal_return(phu_quoc, sealing(demo_copy))
    (demo_copy / "out" / "KG-911_2024_r2.pdf").unlink()
    shutil.copy(demo_copy / "returns" / f"{STEM}.pdf", demo_copy / "out")
    pages, workbook = take_in(province, [demo_copy / "out"]).result
    assert pages.outcome is IntakeOutcome.DUPLICATE
    assert (workbook.outcome, workbook.reason) == (IntakeOutcome.HELD, "verify.mixed_revision")
    sentence = first_sentence(workbook, "vi")
    assert f"{STEM}.pdf là báo cáo lần 1" in sentence
    assert "KG-911_2024_r2.xlsx là phụ lục lần 2" in sentence


def test_intake_of_the_right_pair_is_not_mixed(demo_copy: Path, phu_quoc: Workspace, province: Workspace) -> None:
    change(phu_quoc)
    seal_return(phu_quoc, sealing(demo_copy))
    assert not [item for item in take_in(province, [demo_copy / "out"]).result if "mixed" in item.reason]


# --- the first sentence


def test_every_first_sentence_is_reached_by_a_verdict() -> None:
    """Each sentence of the catalogue is somebody's, and each verdict has one: none is left without."""
    import json

    from kgdesk.files import resource

    catalogue = json.loads(resource("messages", "verify.json").read_text(encoding="utf-8"))
    params = {"program_vi": "x", "program_en": "x", "theirs": "x", "ours": "y"}
    for code in (code for code in catalogue if code.startswith("verify.word.")):
        word, _, why = code.removeprefix("verify.word.").partition(".")
        verdict = replace(_verdict(VerdictWord(word), why), params=params)
        assert verdict.word == word, code
        for lang in LANGUAGES:
            assert headline(verdict, lang) == catalogue[code][lang].format_map(params), code


def _verdict(word: VerdictWord, why: str) -> Verdict:
    """Build a verdict of that word; `why` is a reason's last name, a fact, or one of the two ways to be valid."""
    signer = Signer("CN=a", "CN=b", "1", NOW, "agency")
    passed = dict.fromkeys(("integrity", "coverage", "consistency", "trust"), Fact.PASSED)
    reason = f"verify.{why}" if is_known(f"verify.{why}") or why == "unknown_kind" else why
    facts: dict[str, Any] = {
        VerdictWord.VALID: {**passed, "signers": (signer,), "time": Fact.INDETERMINATE if why else Fact.PASSED},
        VerdictWord.INDETERMINATE: {"signers": (signer,)},
        VerdictWord.INVALID: {why if is_known(f"verify.fact.{why}") else "time": Fact.FAILED},
        VerdictWord.UNSIGNED: {},
        VerdictWord.UNREADABLE: {"unreadable": True},
    }[word]
    if why == "mixed":
        reason = "verify.mixed_unit"
    if word is VerdictWord.INVALID and not why:
        return _Odd("x", FileKind.PDF)
    return Verdict("x", FileKind.PDF, reasons=(reason,) if why else (), **facts)


class _Odd(Verdict):
    """Invalid for no fact that the sentences know."""

    @property
    def word(self) -> VerdictWord:
        """Say the word."""
        return VerdictWord.INVALID


def test_what_the_verdict_did_not_decide_keeps_its_own_sentence(demo: Path) -> None:
    verdict = Verdict("x", FileKind.PDF, reasons=("unknown_authority",))
    held = IntakeResult(demo, IntakeOutcome.HELD, "intake.not_ours", {"unit": "Phú Quốc"}, verdict)
    assert first_sentence(held, "vi").startswith("Phú Quốc không báo cáo")
    assert what_to_do(held, "vi") == ""
