"""Every byte of a signed workbook counts: whichever is changed, it is never valid, and nothing breaks.

`KGDESK_MUTATE=all` tries all places of the large workbook as well, and all bits.
"""

import os
import random
from contextlib import suppress
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgdesk.consolidation.examination import examine
from kgdesk.domain.errors import Fault
from kgdesk.domain.verdict import Fact, VerdictWord
from kgdesk.signing.workbook import inspect_workbook, sign_workbook
from tests.signing.forgery_tools import pack, unpack
from tests.signing.signing_samples import AT, LATER
from tests.signing.workbook_forgeries import anchors, honest

ALL = os.environ.get("KGDESK_MUTATE") == "all"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006"
_SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@cache
def small() -> bytes:
    """The smallest workbook there is, signed by the head's short key."""
    relation = (
        '<Relationships xmlns="{}/relationships"><Relationship Id="rId1" Type="{}/{}" Target="{}"/></Relationships>'
    )
    plain = pack(
        {
            "[Content_Types].xml": (
                f'<Types xmlns="{_TYPES}/content-types"><Default Extension="rels" '
                'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEETS}.sheet.main+xml"/>'
                f'<Override PartName="/xl/sheet.xml" ContentType="{_SHEETS}.worksheet+xml"/></Types>'
            ).encode(),
            "_rels/.rels": relation.format(_TYPES, _OFFICE, "officeDocument", "xl/workbook.xml").encode(),
            "xl/_rels/workbook.xml.rels": relation.format(_TYPES, _OFFICE, "worksheet", "sheet.xml").encode(),
            "xl/workbook.xml": (
                f'<workbook xmlns="{_MAIN}"><sheets><sheet name="A" sheetId="1" r:id="rId1" xmlns:r="{_OFFICE}"/>'
                "</sheets></workbook>"
            ).encode(),
            "xl/sheet.xml": f'<worksheet xmlns="{_MAIN}"><sheetData/></worksheet>'.encode(),
        }
    )
    return sign_workbook(plain, key=honest().head, role="head", at=AT)


def is_valid(data: bytes) -> bool:
    try:
        facts = inspect_workbook(data, anchors=anchors(), at=LATER)
    except Fault as fault:
        if fault.code != "signature.unreadable":
            raise
        return False
    return all(fact is Fact.PASSED for fact in (facts.integrity, facts.coverage, facts.trust))


def survivors(data: bytes, places: list[int], masks: list[int]) -> list[tuple[int, int]]:
    """Places and masks whose change goes unnoticed."""
    found = []
    for place in places:
        for mask in masks:
            changed = bytearray(data)
            changed[place] ^= mask
            if is_valid(bytes(changed)):
                found.append((place, mask))
    return found


def test_untouched_is_valid() -> None:
    assert is_valid(small())
    assert is_valid(honest().signed)


def test_every_byte_of_a_small_workbook_counts() -> None:
    chance = random.Random(535)
    masks = [1 << bit for bit in range(8)] if ALL else [1 << chance.randrange(8), 0xFF]
    assert survivors(small(), list(range(len(small()))), masks) == []


def test_bytes_of_a_large_workbook_count() -> None:
    signed = honest().signed
    chance = random.Random(103)
    places = list(range(len(signed))) if ALL else sorted(chance.sample(range(len(signed)), 600))
    assert survivors(signed, places, [1 << bit for bit in range(8)] if ALL else [1 << chance.randrange(8)]) == []


def test_examination_of_a_changed_return_never_breaks() -> None:
    """The whole verdict, contents and cells included, as intake gives it."""
    signed = honest().signed
    chance = random.Random(911)
    places = range(len(signed)) if ALL else chance.sample(range(len(signed)), 150)
    words = set()
    for place in places:
        changed = bytearray(signed)
        changed[place] ^= 1 << chance.randrange(8)
        words.add(examine(bytes(changed), "mutant.xlsx", anchors=anchors(), at=LATER).verdict.word)
    assert examine(signed, "honest.xlsx", anchors=anchors(), at=LATER).verdict.word is VerdictWord.VALID
    assert VerdictWord.VALID not in words


@pytest.mark.parametrize("size", [0, 1, 21, 22, 500])
def test_cut_or_lengthened(size: int) -> None:
    signed = honest().signed
    assert not is_valid(signed[: len(signed) - size - 1])
    assert not is_valid(signed + bytes(size + 1))


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_any_bytes_in_any_place(data: st.DataObject) -> None:
    signed = small()
    place = data.draw(st.integers(0, len(signed) - 1))
    length = data.draw(st.integers(0, 40))
    new = data.draw(st.binary(max_size=40))
    changed = signed[:place] + new + signed[place + length :]
    assert changed == signed or not is_valid(changed)


_PARTS = (
    "[Content_Types].xml",
    "_rels/.rels",
    "xl/_rels/workbook.xml.rels",
    "_xmlsignatures/sig1.xml",
    "_xmlsignatures/_rels/origin.sigs.rels",
)
_PIECES = ("<", ">", '"', "&", "&#0;", "<a/>", ' xmlns="x"', ' Id="x"', "9" * 60, "-1", "é", "\0", "x" * 300, " ", "")


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(_PARTS), st.sampled_from(_PIECES), st.data())
def test_any_text_in_the_envelope(part: str, piece: str, data: st.DataObject) -> None:
    """The zip is whole, only the XML that binds the parts together is not: for the signer as for the checker."""
    parts = unpack(honest().signed)
    text = parts[part]
    place = data.draw(st.integers(0, len(text)))
    changed = text[:place] + piece.encode() + text[place + data.draw(st.integers(0, 60)) :]
    forged = pack(parts | {part: changed})
    # Blanks between elements mean nothing to anybody.
    assert b"".join(changed.split()) == b"".join(text.split()) or not is_valid(forged)
    with suppress(Fault):
        sign_workbook(forged, key=honest().head, role="head", at=AT)
