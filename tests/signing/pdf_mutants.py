"""A return's PDF as small as it can be, and what becomes of it when a byte of it is changed.

Most of a small PDF is outlines of letters, of which any reader would say the same for each byte. Here the letters keep
their widths and lose their outlines; all else is what the program writes: three form fields, two signatures.
"""

import gc
import multiprocessing
import os
import random
import struct
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from kgdesk.consolidation.examination import examine
from kgdesk.domain.return_document import Issue, ReturnDocument
from kgdesk.domain.verdict import VerdictWord
from kgdesk.returns import pdf_fonts
from kgdesk.returns.pdf_issue import FilledIssue, fields_of
from kgdesk.signing.pdf import extend, prepare_fields
from kgdesk.signing.trust import TrustAnchors
from tests.samples import sample_return
from tests.signing.pdf_bench import CHECKED_AT, DAY, bench, small_return, written
from tests.signing.signing_samples import AT, stamping_authority

Flip = tuple[int, int]  # place, mask
_KEPT = (b"OS/2", b"cmap", b"head", b"hhea", b"hmtx", b"maxp", b"name", b"post")
_BATCH = 100


def without_outlines(font: bytes) -> bytes:
    """Take a TrueType font's outlines and instructions out; widths and names stay."""
    count = int.from_bytes(font[4:6], "big")
    lines = struct.iter_unpack(">4sIII", font[12 : 12 + 16 * count])
    tables = {name: font[place : place + length] for name, _, place, length in lines}
    glyphs = int.from_bytes(tables[b"maxp"][4:6], "big")
    long = int.from_bytes(tables[b"head"][50:52], "big")
    new = {name: tables[name] for name in _KEPT}
    new |= {b"glyf": bytes(4), b"loca": bytes((4 if long else 2) * (glyphs + 1))}
    directory, body = b"", b""
    place = 12 + 16 * len(new)
    for name, table in sorted(new.items()):
        padded = table + bytes(-len(table) % 4)
        total = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        directory += name + struct.pack(">III", total, place + len(body), len(table))
        body += padded
    return font[:4] + struct.pack(">4H", len(new), 128, 3, 16 * len(new) - 128) + directory + body


def use_plain_face() -> None:
    """Have this process set its pages in letters without outlines, for good."""
    face = next(face for face in pdf_fonts.candidates() if all(path.is_file() for path in face.paths))
    with TemporaryDirectory() as name:
        for path in face.paths:
            (Path(name) / path.name).write_bytes(without_outlines(path.read_bytes()))
        plain = replace(face, folder=Path(name))
        pdf_fonts.candidates = lambda: (plain,)
        pdf_fonts.register_fonts()
    gc.set_threshold(100_000)  # a seventh of the time


@dataclass(frozen=True)
class Specimen:
    """A file, whom its judge believes, and where the part of it begins that is looked at."""

    data: bytes
    anchors: TrustAnchors
    start: int = 0

    def word(self, data: bytes) -> VerdictWord:
        """The whole verdict over other bytes in its place."""
        return examine(data, "mutant.pdf", anchors=self.anchors, at=CHECKED_AT).verdict.word


def _signed_by_both(document: ReturnDocument) -> Specimen:
    pages = written(document)
    opened = fields_of(pages.lines, FilledIssue(None, "BC-UBND", None))
    prepared = prepare_fields(pages.data, pages.boxes, text_fields=opened)
    own = replace(bench(), pages=pages)
    return Specimen(own.sign(own.sign(prepared, "head"), "agency"), own.anchors)


@cache
def smallest() -> Specimen:
    """A return without figures whose number was known before, signed by both: no field but those of the signatures."""
    return _signed_by_both(small_return(lines=(), issue=Issue(41, "BC-UBND", "Phú Quốc", DAY)))


@cache
def small() -> Specimen:
    """A return without figures, signed by both."""
    return _signed_by_both(small_return(lines=()))


@cache
def large() -> Specimen:
    """A return with everything a return may hold, signed by both."""
    whole = sample_return()
    return _signed_by_both(replace(whole, issue=replace(whole.issue, number=None)))


@cache
def stamped() -> Specimen:
    """The small return with validation data and a timestamp over all of it."""
    service = stamping_authority(bench().authority)
    service.fixed_dt = AT + timedelta(minutes=30)
    data = extend(small().data, anchors=small().anchors, timestamper=service)
    return Specimen(data, small().anchors, len(small().data))


def survivors(specimen: Specimen, flips: Sequence[Flip]) -> list[tuple[Flip, str]]:
    """Flips after which the file is still valid, or breaks the program."""
    found = []
    for place, mask in flips:
        changed = bytearray(specimen.data)
        changed[place] ^= mask
        try:
            if specimen.word(bytes(changed)) is VerdictWord.VALID:
                found.append(((place, mask), "valid"))
        except Exception as error:  # noqa: BLE001 - the very thing looked for
            found.append(((place, mask), repr(error)))
    return found


def last_value(data: bytes) -> range:
    """Places of the last signature's value, without its padding: of all bytes, these alone are signed by nobody."""
    start = data.rindex(b"/Contents <")
    end = data.index(b">", start)
    return range(start, start + len(data[start:end].rstrip(b"0")) + 4)


def one_bit_each(specimen: Specimen) -> list[Flip]:
    """A bit of each byte, by chance; all bits where no signature looks."""
    chance = random.Random(535)
    loose = last_value(specimen.data)
    return [
        (place, 1 << bit)
        for place in range(specimen.start, len(specimen.data))
        for bit in (range(8) if place in loose else [chance.randrange(8)])
    ]


def all_survivors(name: str) -> tuple[int, list[tuple[Flip, str]]]:
    """Try every byte of `smallest` or `small`, or those that `stamped` adds to it, on all cores.

    Gives the number of changes, and those that went unnoticed.
    """
    spawning = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=spawning, initializer=use_plain_face) as pool:
        specimen = pool.submit(_specimen, name).result()
        flips = one_bit_each(specimen)
        random.Random(535).shuffle(flips)  # slow places lie side by side
        batches = [(specimen, flips[place : place + _BATCH]) for place in range(0, len(flips), _BATCH)]
        return len(flips), [each for found in pool.map(_survivors, batches) for each in found]


def _specimen(name: str) -> Specimen:
    return {"smallest": smallest, "small": small, "stamped": stamped}[name]()


def _survivors(batch: tuple[Specimen, list[Flip]]) -> list[tuple[Flip, str]]:
    return survivors(*batch)
