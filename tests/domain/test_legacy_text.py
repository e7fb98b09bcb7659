"""Vietnamese text from before Unicode: the code tables both ways, and nothing converted that is right."""

import json
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgdesk.domain.legacy_text import (
    Certainty,
    DecidedBy,
    LegacyEncoding,
    decode,
    encode,
    encoding_of_font,
    read_legacy,
    suggest,
    suggest_block,
)
from kgdesk.domain.legacy_text_syllables import is_syllable
from kgdesk.domain.legacy_text_tables import TCVN3
from kgdesk.domain.legacy_text_unicode import TextRepair, tidy

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
TONES = "\u0300\u0309\u0303\u0301\u0323"
SMALL = [
    unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in ("", *TONES) if vowel + tone
] + ["đ"]
MARKED = [letter for letter in SMALL if not letter.isascii()]
LETTERS = MARKED + [letter.upper() for letter in MARKED]
BYTES = (LegacyEncoding.TCVN3, LegacyEncoding.VNI)

# The columns of the published comparison tables, small letters in the order a ă â e ê i o ô ơ u ư y, each plain
# (where marked), grave, hook, tilde, acute, dot; then đ. Written here apart from the program's own tables.
TCVN3_HEX = (
    "B5B6B7B8B9 A8BBBCBDBEC6 A9C7C8C9CACB CCCECFD0D1 AAD2D3D4D5D6 D7D8DCDDDE DFE1E2E3E4 ABE5E6E7E8E9 ACEAEBECEDEE "
    "EFF1F2F3F4 ADF5F6F7F8F9 FAFBFCFDFE AE"
)
VNI_HEX = (
    "61F8 61FB 61F5 61F9 61EF 61EA 61E8 61FA 61FC 61E9 61EB 61E2 61E0 61E5 61E3 61E1 61E4 "
    "65F8 65FB 65F5 65F9 65EF 65E2 65E0 65E5 65E3 65E1 65E4 EC E6 F3 ED F2 "
    "6FF8 6FFB 6FF5 6FF9 6FEF 6FE2 6FE0 6FE5 6FE3 6FE1 6FE4 F4 F4F8 F4FB F4F5 F4F9 F4EF "
    "75F8 75FB 75F5 75F9 75EF F6 F6F8 F6FB F6F5 F6F9 F6EF 79F8 79FB 79F5 79F9 EE F1"
)


def published() -> Iterator[tuple[LegacyEncoding, str, str]]:
    """Encoding, bytes as Latin-1 and letter; VNI's capitals are the small codes less 32, TCVN3 has seven."""
    codes = {
        LegacyEncoding.TCVN3: [chr(code) for code in bytes.fromhex(TCVN3_HEX)],
        LegacyEncoding.VNI: [bytes.fromhex(pair).decode("latin-1") for pair in VNI_HEX.split()],
    }
    for encoding, column in codes.items():
        for shown, letter in zip(column, MARKED, strict=True):
            yield encoding, shown, letter
            if encoding is LegacyEncoding.VNI:
                yield encoding, "".join(chr(ord(code) - 32) for code in shown), letter.upper()
    for shown, letter in zip("¡¢£¤¥¦§", "ĂÂÊÔƠƯĐ", strict=True):
        yield LegacyEncoding.TCVN3, shown, letter


PAIRS = list(published())
# In words too, so that neighbours matter: `Ngh` + letter + `n`, with capitals in the fonts of capitals.
WORDS = [(item, f"Ngh{shown}n", f"Ngh{letter}n") for item, shown, letter in PAIRS]


def test_the_alphabet_is_whole_and_the_table_large_enough() -> None:
    assert len(SMALL) == 12 * 6 + 1
    assert len(LETTERS) == 134
    assert len(PAIRS) == 134 + 67 + 7
    assert len(PAIRS) + len(WORDS) + 67 >= 300


@pytest.mark.parametrize(("encoding", "shown", "letter"), PAIRS + WORDS)
def test_every_letter_reads_and_writes_as_published(encoding: LegacyEncoding, shown: str, letter: str) -> None:
    assert decode(shown, encoding) == letter
    assert encode(letter, encoding) == shown


@pytest.mark.parametrize("letter", [letter.upper() for letter in MARKED])
def test_the_fonts_of_capitals_show_every_capital(letter: str) -> None:
    assert decode(encode(letter, LegacyEncoding.TCVN3), LegacyEncoding.TCVN3, capitals=True) == letter


@pytest.mark.skipif(shutil.which("iconv") is None, reason="no iconv")
def test_the_c_library_reads_tcvn3_as_we_do() -> None:
    """The C library knows the whole of TCVN 5712; VN3 is the part of it that the `.Vn` fonts have."""
    call = ["iconv", "-f", "TCVN", "-t", "UTF-8"]
    text = " ".join(TCVN3)  # a space between, since iconv joins a letter and a mark behind it
    done = subprocess.run(call, input=text.encode("latin-1"), capture_output=True, check=False)
    if done.returncode:
        pytest.skip("this iconv does not know TCVN")
    assert decode(text, LegacyEncoding.TCVN3) == unicodedata.normalize("NFC", done.stdout.decode())


SENTENCES = [
    "Tổng sản phẩm trên địa bàn tỉnh tăng 7,5% so với cùng kỳ năm trước.",
    "Ủy ban nhân dân huyện đã chỉ đạo các xã khẩn trương thực hiện Nghị quyết số 535/NQ-HĐND.",
    "Tỷ lệ hộ nghèo giảm còn 1,2%; thu ngân sách ước đạt 68.436 tỷ đồng.",
    "Khó khăn: thiếu kinh phí giải phóng mặt bằng, giá vật liệu xây dựng tăng cao.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("encoding", LegacyEncoding)
def test_sentences_are_known_by_their_contents(sentence: str, encoding: LegacyEncoding) -> None:
    reading = suggest(encode(sentence, encoding))
    assert reading is not None
    assert (reading.encoding, reading.decided_by, reading.certainty) == (
        encoding,
        DecidedBy.CONTENT,
        Certainty.CERTAIN,
    )
    assert reading.after.casefold() == sentence.casefold()
    assert reading.before == encode(sentence, encoding)
    assert 0.5 < reading.score <= 1


def test_what_stands_in_old_workbooks() -> None:
    read = {
        "Tæng s¶n phÈm trªn ®Þa bµn": "Tổng sản phẩm trên địa bàn",
        "UBND HuyÖn Kiªn H¶i": "UBND Huyện Kiên Hải",
        "QuyÕt ®Þnh sè 12/Q§-UBND": "Quyết định số 12/QĐ-UBND",
        "céng hoµ x· héi chñ nghÜa": "cộng hoà xã hội chủ nghĩa",
        "Tyû leä hoä ngheøo": "Tỷ lệ hộ nghèo",
        "Huyeän Phuù Quoác": "Huyện Phú Quốc",
        "UÛY BAN NHAÂN DAÂN TÆNH KIEÂN GIANG": "ỦY BAN NHÂN DÂN TỈNH KIÊN GIANG",
        "Tá»‰nh KiÃªn Giang": "Tỉnh Kiên Giang",
        "thu nhËp b×nh qu©n “®Çu ng­êi”": "thu nhập bình quân “đầu người”",
    }
    for shown, right in read.items():
        reading = suggest(shown)
        assert reading is not None, shown
        assert reading.after == right
        assert reading.certainty is Certainty.CERTAIN


def test_capitals_that_tcvn3_could_not_write_come_back() -> None:
    assert decode("ñY BAN NH¢N D¢N TØNH", LegacyEncoding.TCVN3) == "ỦY BAN NHÂN DÂN TỈNH"
    assert decode("Së Y tÕ TØNH", LegacyEncoding.TCVN3) == "Sở Y tế TỈNH"
    assert decode("Th¸i §¹i ¥n", LegacyEncoding.TCVN3) == "Thái Đại Ơn"
    assert decode("Aµ OÌ EÌ", LegacyEncoding.TCVN3) == "À Oè È"  # as some converters wrote them


@pytest.mark.parametrize(
    ("font", "known"),
    [
        (".VnTime", (LegacyEncoding.TCVN3, False)),
        (".VnTimeH", (LegacyEncoding.TCVN3, True)),
        (".VnArial NarrowH", (LegacyEncoding.TCVN3, True)),
        (".VNARIALH Bold", (LegacyEncoding.TCVN3, True)),
        ("VNI-Times", (LegacyEncoding.VNI, False)),
        ("Vni-Helve-Condense", (LegacyEncoding.VNI, False)),
        ("Times New Roman", None),
        ("VnTime", None),
        ("Vnitalic", None),
        ("", None),
        (None, None),
    ],
)
def test_fonts_are_known_by_name(font: str | None, known: tuple[LegacyEncoding, bool] | None) -> None:
    assert encoding_of_font(font) == known


@pytest.mark.parametrize(
    ("shown", "font", "right"),
    [
        ("X·", ".VnTime", "Xã"),
        ("b¸o c¸o", ".VnTimeH", "BÁO CÁO"),
        ("bao cao", ".VnTimeH", "BAO CAO"),
        ("D©n sè", ".VnArial", "Dân số"),
        ("30 °C, 5 m²", ".VnTime", None),
        ("Xaõ", "VNI-Times", "Xã"),
        ("đoăng", "VNI-Times", None),
        ("cuơng", "VNI-Times", "cũng"),  # the bytes of `cuõng` taken for Windows-1258
        ("1.234,5", ".VnTime", None),
        ("UBND", ".VnTimeH", None),
        ("thÞ x· Hµ Tiªn", "VNI-Times", "thị xã Hà Tiên"),  # the font is wrong, the contents tell
        ("Tổng số", ".VnTime", None),
        ("là", ".VnTime", None),
        ("khoâng", "VNI-Times", "không"),
    ],
)
def test_the_font_decides_unless_the_text_is_unicode(shown: str, font: str, right: str | None) -> None:
    reading = read_legacy(shown, font)
    assert reading.after == (shown if right is None else right)
    assert (reading.decided_by is DecidedBy.NONE) == (right is None)
    assert (suggest(shown, font) is None) == (right is None)


def test_what_only_the_font_tells_is_no_more_than_likely() -> None:
    reading = suggest("xã", ".VnTime")  # xó in that font; may as well be typed in Unicode and the font be left over
    assert reading is not None
    assert (reading.after, reading.certainty, reading.decided_by) == ("xó", Certainty.LIKELY, DecidedBy.FONT)


def test_latin_1_controls_are_the_marks_that_windows_1252_shows() -> None:
    assert decode("\x93X·\x94 \x96 \x81", LegacyEncoding.TCVN3) == "“Xã” \u2013 \x81"


def test_a_short_cell_follows_the_cells_around_it() -> None:
    cells = ["Tæng s¶n phÈm trªn ®Þa bµn", "X·", "lµ", "GRDP", "12,5", "µm5"]
    answers = suggest_block(cells)
    assert [item and (item.after, item.certainty) for item in answers] == [
        ("Tổng sản phẩm trên địa bàn", Certainty.CERTAIN),
        ("Xã", Certainty.LIKELY),
        ("là", Certainty.LIKELY),
        None,
        None,
        None,
    ]
    assert suggest_block([*cells, "Tổng số"])[1] == suggest("X·")  # a mixed block: each for itself


FOREIGN = [
    "Das Gebäude gehört der größten Gemeinde; Straßenbau für Fußgänger über Brücken.",
    "Datei »Übersicht« wurde geändert", "Müller, Köln", "schön", "für", "Maß", "häng",
    "Le préfet a reçu le rapport à l’hôtel de ville où il était déjà arrivé plus tôt.",
    "« où » est dû à Noël", "thaï", "tôt", "déjà vu", "garçon naïf", "cœur d’août", "Œuvre complète",
    "naïve café résumé façade coöperate", "Beyoncé", "Ångström", "El año próximo aún será más difícil para los niños.",
    "A região não tem informações", "Så på gården må de gå", "Crème brûlée © 2024 Sony®",
    "10 µm", "µg/m³", "5 N·m", "kN·m", "25 °C ± 2", "§ 5", "£5 ¥7 ¢3", "½ ¾ ¼", "« »", "¿Qué?", "1ª 2º", "·", "•",
    "5.000 ®",
    "", "abc", "KT01", "3.485", "1.234,5", "116,64%", "−5", "GRDP", "535/NQ-HDND", "A1:B2", "=SUM(A1)", "a@b.vn",
    "là", "và có xã", "cá", "bán cà", "tôi không có", "toàn xã", "né bé thé", "hòa hoà", "Xã ©",
    "Москва", "日本語", "😀", "ﬁn",
]  # fmt: skip


@cache
def own_vietnamese() -> tuple[str, ...]:
    """Every text that the program ships, whole and word by word: sentences, plan, demonstration."""

    def texts(item: object) -> Iterator[str]:
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            for value in item.values():
                yield from texts(value)
        elif isinstance(item, list):
            for value in item:
                yield from texts(value)

    whole = set(FOREIGN)
    for path in [*RESOURCES.glob("messages/*.json"), *RESOURCES.glob("demo/*.json"), *RESOURCES.glob("packs/*.json")]:
        whole |= set(texts(json.loads(path.read_text(encoding="utf-8"))))
    for path in RESOURCES.glob("packs/nq535/*.csv"):
        whole |= set(path.read_text(encoding="utf-8").splitlines())
    words = {word for text in whole for word in text.split()}
    pairs = {" ".join(pair) for text in whole for pair in zip(text.split(), text.split()[1:], strict=False)}
    return tuple(sorted(whole | words | pairs))


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_right_text_is_never_converted(form: str) -> None:
    assert len(own_vietnamese()) > 10_000
    converted = [text for text in own_vietnamese() if suggest(unicodedata.normalize(form, text)) is not None]  # type: ignore[arg-type]
    assert converted == []


def test_a_cell_of_both_is_left_to_the_person() -> None:
    assert suggest("Tổng số l\xadîng vµ gi¸ trÞ") is None
    legacy = encode(" ".join(SENTENCES), LegacyEncoding.TCVN3)
    assert suggest(legacy) is not None
    assert suggest(f"{legacy} Tổng") is None


@pytest.mark.parametrize("encoding", BYTES)
def test_the_programs_own_sentences_are_known_when_written_in_legacy(encoding: LegacyEncoding) -> None:
    rare = set("ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỷỹđơưă")
    sentences = [text for text in own_vietnamese() if len(text.split()) > 6 and len(rare & set(text)) > 4]
    answers = [(text, suggest(encode(text, encoding))) for text in sentences]
    wrong = [text for text, got in answers if got is not None and got.after.casefold() != text.casefold()]
    known = [text for text, got in answers if got is not None and got.certainty is Certainty.CERTAIN]
    assert wrong == []
    assert len(known) >= 0.95 * len(sentences)


def test_the_yardstick_knows_the_programs_own_words() -> None:
    words = {word for text in own_vietnamese() if text not in FOREIGN for word in re.findall(r"[^\W\d_]+", text)}
    marked = {word for word in words if set(word) & set(MARKED)}
    strange = {word for word in marked if not is_syllable(word)}
    assert len(marked) > 500
    assert len(strange) <= 0.05 * len(marked), sorted(strange)
    assert not any(map(is_syllable, ("baù", "kế́", "tât", "cê", "ngiêng", "ằ", "ă", "toáng2", "gyt", "mộtt")))
    assert all(map(is_syllable, ("hoà", "hòa", "ủy", "uỷ", "quốc", "giếng", "gì", "khuỷu", "nghiêng", "ở", "xoong")))


@given(st.text(alphabet=[*LETTERS, *"abcdeghiklmnopqrstuvxy ABCD.,-0123456789"], max_size=60))
@settings(max_examples=100)
def test_vni_gives_back_every_text(text: str) -> None:
    assert decode(encode(text, LegacyEncoding.VNI), LegacyEncoding.VNI) == text


@given(st.text(alphabet=[*MARKED, *"abcdeghiklmnopqrstuvxy .,-0123456789BCDĐGHKLMNPQRSTVX"], max_size=60))
@settings(max_examples=100)
def test_tcvn3_gives_back_every_text_but_for_capitals(text: str) -> None:
    back = decode(encode(text, LegacyEncoding.TCVN3), LegacyEncoding.TCVN3)
    assert back.casefold() == text.casefold()


@given(st.text(max_size=60))
@settings(max_examples=100)
def test_utf8_taken_for_windows_1252_comes_back_and_any_text_gets_an_answer(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert decode(encode(composed, LegacyEncoding.UTF8), LegacyEncoding.UTF8) == composed
    for font in (None, ".VnTimeH", "VNI-Times"):
        reading = read_legacy(text, font)
        assert reading.before == text
        assert (reading.encoding is None) == (reading.decided_by is DecidedBy.NONE)
        assert reading.encoding is not None or reading.after == text


@pytest.mark.parametrize(
    ("text", "right", "repairs"),
    [
        ("Tổng số hòa hoà m² 10 µm", "Tổng số hòa hoà m² 10 µm", ""),
        ("Tiê\u0301ng Viê\u0323t", "Tiếng Việt", "composed"),
        (unicodedata.normalize("NFD", "Kiên Giang đã"), "Kiên Giang đã", "composed"),
        ("á\u0302n", "ấn", "marks"),  # the tone before the mark of the vowel
        ("e\u0301\u0301", "é", "marks"),
        ("\u0301a 5\u0323", "a 5", "marks"),
        ("Tổng\u00a0số\u2009xã", "Tổng số xã", "spaces"),
        ("Tổng\u200b \ufeffsố\u00ad", "Tổng số", "invisible"),
        ("Hu\u0443ện К\u0456ên Hải", "Huyện Kiên Hải", "look_alike"),
        ("\u00d0ơn vị, H\u00d0ND, Q\u00d0-UBND", "Đơn vị, HĐND, QĐ-UBND", "look_alike"),
        ("Москва", "Москва", ""),
    ],
)
def test_odd_unicode_is_put_right_and_named(text: str, right: str, repairs: str) -> None:
    tidied = tidy(text)
    assert tidied.after == right
    assert set(tidied.repairs) == set(map(TextRepair, repairs.split()))
    assert tidy(right).after == right


def test_tidying_leaves_the_programs_own_text_alone() -> None:
    own = [text for text in own_vietnamese() if text not in FOREIGN and unicodedata.is_normalized("NFC", text)]
    assert [text for text in own if tidy(text).repairs and not set(text) & set("\u00a0\u202f\u200b\u00ad©®")] == []
