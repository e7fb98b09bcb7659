"""Every byte of a signed return's PDF counts: whichever is changed, it is never valid, and nothing breaks.

`KGDESK_MUTATE=all` (`make mutate`) tries every byte of a small one, and of what a timestamp adds to it.
"""

import logging
import os
import random
import re

import pytest
from asn1crypto.cms import ContentInfo

from kgdesk.domain.verdict import VerdictWord
from kgdesk.signing.cms_form import as_it_stands, is_strict_der
from tests.signing import pdf_mutants
from tests.signing.pdf_mutants import Flip, Specimen

ALL = os.environ.get("KGDESK_MUTATE") == "all"
# What tells a reader where everything stands, and what the signatures say of themselves; how many of these bytes.
_STRUCTURES = {
    rb"/ByteRange \[[^]]*\]": 30,
    rb"/TransformMethod /DocMDP.*?>>": 25,
    rb"/TransformMethod /FieldMDP.*?>>": 12,
    rb"/AcroForm[^/]*/": 10,
    rb"/SubFilter ?/[A-Za-z.]+": 6,
    rb"xref\n0 .*?trailer": 20,
    rb"trailer.*?%%EOF\s*": 25,
    rb"/Perms.*?>>": 8,
}
_VALUE, _PADDING = 20, 8


def by_chance(places: list[int], count: int) -> list[Flip]:
    chance = random.Random(535)
    return [(place, 1 << chance.randrange(8)) for place in sorted(chance.sample(places, min(count, len(places))))]


def structures(data: bytes) -> list[Flip]:
    value = pdf_mutants.last_value(data)
    end = data.index(b">", value.start)
    flips = by_chance(list(value), _VALUE) + by_chance(list(range(value.stop, end + 1)), _PADDING)
    for pattern, count in _STRUCTURES.items():
        found = [place for match in re.finditer(pattern, data, re.DOTALL) for place in range(*match.span())]
        assert found, pattern
        flips += by_chance(found, count)
    return flips


@pytest.fixture(params=["smallest", "small", "stamped", "large"])
def specimen(request: pytest.FixtureRequest) -> Specimen:
    made: Specimen = getattr(pdf_mutants, request.param)()
    return made


def test_untouched_is_valid(specimen: Specimen) -> None:
    assert specimen.word(specimen.data) is VerdictWord.VALID


def test_structures_of_a_small_return_count() -> None:
    small = pdf_mutants.small()
    assert pdf_mutants.survivors(small, structures(small.data)) == []


@pytest.mark.parametrize(("name", "count"), [("small", 25), ("stamped", 12), ("large", 12)])
def test_bytes_anywhere_count(name: str, count: int) -> None:
    specimen: Specimen = getattr(pdf_mutants, name)()
    places = list(range(specimen.start, len(specimen.data)))
    assert pdf_mutants.survivors(specimen, by_chance(places, count * 40 if ALL else count)) == []


@pytest.mark.skipif(not ALL, reason="takes an hour: make mutate")
@pytest.mark.timeout(0)
@pytest.mark.parametrize("name", ["smallest", "small", "stamped"])
def test_every_byte_counts(name: str) -> None:
    tried, found = pdf_mutants.all_survivors(name)
    assert found == []
    print(f"{tried} changes of the return ({name}), none of them valid")


def test_padding_taken_into_the_value_is_noticed() -> None:
    """The outermost length alone is changed: the signature stays true, and zeros become part of its frame."""
    small = pdf_mutants.small()
    first = small.data.rindex(b"/Contents <3082") + len(b"/Contents <3082")
    length = int(small.data[first : first + 4], 16)
    for more in (2, 4, 100, 256):
        longer = b"%04X" % (length + more)
        assert small.word(small.data[:first] + longer + small.data[first + 4 :]) is not VerdictWord.VALID


def test_a_length_that_ends_in_0x80_is_read_as_it_stands() -> None:
    content = b"\x04\x83\x00\x01\x6c" + bytes(364)  # a length in a longer form than it needs
    oid = bytes.fromhex("06092a864886f70d010701")
    written = b"\x30\x82\x01\x80" + oid + b"\xa0\x82\x01\x71" + content
    value = ContentInfo.load(written)
    assert not is_strict_der(as_it_stands(value))
    assert as_it_stands(value) == written != ContentInfo.load(written).dump()


def test_libraries_stay_silent_about_damage(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    root = logging.getLogger()
    handlers, root.handlers = root.handlers, []  # pytest's own would hide that nobody else listens
    try:
        small = pdf_mutants.small()
        kids = small.data.rindex(b"/Kids [")
        assert pdf_mutants.survivors(small, [(kids + place, 4) for place in range(7, 12)]) == []
    finally:
        root.handlers = handlers
    assert capfd.readouterr() == ("", "")
    assert not caplog.records
