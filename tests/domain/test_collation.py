"""The order of Vietnamese names."""

import os
import random
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgdesk.domain.collation import collation_key

# A dictionary's order of one syllable: tones; then of letters.
TONES = ["ma", "mà", "mả", "mã", "má", "mạ"]
LETTERS = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")
# glibc 2.36 puts letters with a shape and a tone beside the bare letter (bằ before ban): it is asked about the rest.
VOWELS = "aàảãáạăâeèẻẽéẹêoòỏõóọôơuùủũúụư"
VIETNAMESE = Path("/usr/share/i18n/locales/vi_VN")
LOCALEDEF = shutil.which("localedef")
TEXTS = st.text(alphabet="aăâbdđeêoôơuưyàảãáạằẩễốợứỷĐDÂ 0123456789-.", max_size=8)


def shuffled(texts: list[str]) -> list[str]:
    return random.Random(7).sample(texts, len(texts))


def test_the_alphabet() -> None:
    assert sorted(shuffled(LETTERS), key=collation_key) == LETTERS


def test_the_tones_of_one_syllable() -> None:
    assert sorted(shuffled(TONES), key=collation_key) == TONES


def test_tones_decide_only_between_equal_letters() -> None:
    names = ["bạ", "ba", "băng", "bà", "bá", "bâng", "ban"]
    assert sorted(names, key=collation_key) == ["ba", "bà", "bá", "bạ", "ban", "băng", "bâng"]


def test_d_with_a_stroke_stands_after_all_words_in_d() -> None:
    assert sorted(["Đông", "Dương Đông", "Dy", "da", "Đảo"], key=collation_key) == [
        "da",
        "Dương Đông",
        "Dy",
        "Đảo",
        "Đông",
    ]


def test_the_districts_of_the_province() -> None:
    names = """An Biên|An Minh|Châu Thành|Giang Thành|Giồng Riềng|Gò Quao|Hà Tiên|Hòn Đất|Kiên Hải|Kiên Lương
    |Phú Quốc|Rạch Giá|Tân Hiệp|U Minh Thượng|Vĩnh Thuận"""
    ordered = [name.strip() for name in names.split("|")]
    assert sorted(shuffled(ordered), key=collation_key) == ordered


def test_numbers_by_their_value_and_before_letters() -> None:
    assert sorted(["Khu 10", "Khu 2", "Khu A", "Khu"], key=collation_key) == ["Khu", "Khu 2", "Khu 10", "Khu A"]


def test_case_decides_last() -> None:
    assert sorted(["Ánh", "ánh", "Anh", "anh"], key=collation_key) == ["anh", "Anh", "ánh", "Ánh"]


def test_a_shorter_name_stands_before_the_longer() -> None:
    assert collation_key("An") < collation_key("An Biên")


@given(TEXTS)
@settings(max_examples=80)
def test_composed_and_decomposed_are_one(text: str) -> None:
    composed, decomposed = (collation_key(unicodedata.normalize(form, text)) for form in ("NFC", "NFD"))
    assert composed == decomposed


@given(st.lists(TEXTS, max_size=8))
@settings(max_examples=80)
def test_the_order_does_not_depend_on_where_one_begins(texts: list[str]) -> None:
    forwards = sorted(texts, key=collation_key)
    assert sorted(shuffled(texts), key=collation_key) == forwards


@given(TEXTS, TEXTS)
@settings(max_examples=80)
def test_texts_without_tones_decide_where_they_differ(one: str, other: str) -> None:
    bare_one, bare_other = toneless(one), toneless(other)
    first, second = collation_key(bare_one)[0], collation_key(bare_other)[0]
    if first != second:
        assert (collation_key(one) < collation_key(other)) == (first < second)


def toneless(text: str) -> str:
    kept = "".join(char for char in unicodedata.normalize("NFD", text) if char not in "\u0300\u0309\u0303\u0301\u0323")
    return unicodedata.normalize("NFC", kept)


@given(st.text(max_size=12))
@settings(max_examples=80)
def test_any_text_has_its_place(text: str) -> None:
    assert collation_key("") <= collation_key(text)


@pytest.mark.skipif(not VIETNAMESE.exists() or LOCALEDEF is None, reason="the C library's vi_VN is not installed")
def test_the_c_library_agrees_on_words(tmp_path: Path) -> None:
    assert LOCALEDEF is not None
    subprocess.run([LOCALEDEF, "-i", "vi_VN", "-f", "UTF-8", tmp_path / "vi_VN.UTF-8"], check=True)
    syllables = [f"{first}{vowel}{last}" for first in ("b", "d", "đ", "th") for vowel in VOWELS for last in ("", "n")]
    answer = subprocess.run(
        ["sort"],
        input="\n".join(shuffled(syllables)),
        env={"LOCPATH": str(tmp_path), "LC_ALL": "vi_VN.UTF-8", "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    )
    assert sorted(syllables, key=collation_key) == answer.stdout.split()
