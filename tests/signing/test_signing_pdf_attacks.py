"""Signed files that somebody tampered with, each in its own way: none may pass."""

import io
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from kgdesk.domain.errors import Fault
from kgdesk.domain.verdict import Fact, SignatureFacts
from kgdesk.signing import demo_authority
from kgdesk.signing.cms_signer import cms_signer
from kgdesk.signing.demo_authority import DemoAuthority
from kgdesk.signing.keys import SigningKey
from kgdesk.signing.pdf import inspect_pdf
from kgdesk.signing.pdf_coverage import _range_problem
from tests.signing.signing_samples import AT, LATER, fill_number, make_key, make_pdf, updated

Sign = Callable[..., bytes]
Inspect = Callable[..., SignatureFacts]
BOTH = ("head", "agency")


@pytest.fixture
def inspect(authority: DemoAuthority) -> Inspect:
    def inspected(data: bytes, expected_roles: tuple[str, ...] = BOTH) -> SignatureFacts:
        return inspect_pdf(data, anchors=authority.anchors, at=LATER, expected_roles=expected_roles)

    return inspected


def passed(facts: SignatureFacts) -> bool:
    return facts.integrity is Fact.PASSED and facts.coverage is Fact.PASSED and facts.trust is Fact.PASSED


def gap(data: bytes, number: int) -> tuple[int, int]:
    """First and last place of the value of signature `number`, counted from 0."""
    start = -1
    for _ in range(number + 1):
        start = data.index(b"/Contents <", start + 1)
    start += len(b"/Contents <")
    return start, data.index(b">", start)


def change_page(data: bytes, text: str) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        page = writer.root["/Pages"]["/Kids"][0]
        page["/Contents"] = writer.add_object(
            generic.StreamObject(stream_data=f"BT /F1 12 Tf 20 20 Td ({text}) Tj ET".encode())
        )
        writer.update_container(page)

    return updated(data, change)


def test_second_signature_cut_off(head_signed: bytes, both_signed: bytes, inspect: Inspect) -> None:
    cut = both_signed[: len(head_signed)]
    facts = inspect(cut)
    assert (facts.integrity, facts.coverage) == (Fact.PASSED, Fact.FAILED)
    assert "signer_missing" in facts.reasons
    unexpecting = inspect(cut, ())
    assert unexpecting.coverage is Fact.INDETERMINATE
    assert "signer_pending" in unexpecting.reasons


@pytest.mark.parametrize("tail", [b"\n", b"\0", b"% note", b"\n%%EOF\n", b"1 0 obj\n<<>>\nendobj\n", make_pdf("other")])
def test_bytes_appended(both_signed: bytes, inspect: Inspect, tail: bytes) -> None:
    with suppress(Fault):  # what can no longer be read is refused as well
        assert inspect(both_signed + tail).coverage is Fact.FAILED


def test_appended_bytes_are_named(both_signed: bytes, inspect: Inspect) -> None:
    facts = inspect(both_signed + b"% note")
    assert (facts.integrity, facts.coverage) == (Fact.PASSED, Fact.FAILED)
    assert "appended" in facts.reasons


def test_truncated_anywhere(both_signed: bytes, inspect: Inspect) -> None:
    for length in range(0, len(both_signed), 311):
        with suppress(Fault):
            assert not passed(inspect(both_signed[:length]))


def test_byte_flipped_anywhere(both_signed: bytes, inspect: Inspect) -> None:
    for place in range(0, len(both_signed), 127):
        changed = bytearray(both_signed)
        changed[place] ^= 1
        with suppress(Fault):
            assert not passed(inspect(bytes(changed))), place


def test_content_changed_in_place(both_signed: bytes, inspect: Inspect) -> None:
    facts = inspect(both_signed.replace(b"(Bao cao)", b"(Bao sao)"))
    assert facts.integrity is Fact.FAILED
    assert "content_changed" in facts.reasons


def test_page_changed_after_the_signatures(both_signed: bytes, inspect: Inspect) -> None:
    facts = inspect(change_page(both_signed, "Shadow"))
    assert (facts.integrity, facts.coverage) == (Fact.PASSED, Fact.FAILED)
    assert "changed_after_signing" in facts.reasons


def test_page_changed_between_the_signatures(
    head_signed: bytes, agency: SigningKey, sign: Sign, inspect: Inspect
) -> None:
    facts = inspect(sign(change_page(head_signed, "Shadow"), agency, "agency"))
    assert facts.coverage is Fact.FAILED
    assert "changed_after_signing" in facts.reasons


def add_note(data: bytes) -> bytes:
    """Lay a text over the page."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        page = writer.root["/Pages"]["/Kids"][0]
        note = generic.DictionaryObject(
            {
                generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
                generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
                generic.pdf_name("/Contents"): generic.pdf_string("100 %"),
                generic.pdf_name("/Rect"): generic.ArrayObject([generic.NumberObject(n) for n in (0, 0, 99, 99)]),
            }
        )
        page["/Annots"].append(writer.add_object(note))
        writer.update_container(page["/Annots"])

    return updated(data, change)


def test_annotation_over_the_page_between_the_signatures(
    head_signed: bytes, agency: SigningKey, sign: Sign, inspect: Inspect
) -> None:
    facts = inspect(sign(add_note(head_signed), agency, "agency"))
    assert facts.coverage is Fact.FAILED
    assert "changed_after_signing" in facts.reasons


def test_other_programs_signatures_forbid_as_much_as_ours(
    prepared: bytes, head: SigningKey, agency: SigningKey, sign: Sign, inspect: Inspect
) -> None:
    """Neither certified nor locked: the rules still hold."""
    uncertified = foreign_signature(prepared, head, "KGDesk-Head")
    assert passed(inspect(sign(uncertified, agency, "agency")))
    assert inspect(sign(add_note(uncertified), agency, "agency")).coverage is Fact.FAILED
    alone = foreign_signature(make_pdf(), head, "KGDesk-Head")
    for filled in (fill_number(alone, "99"), fill_number(sign(make_pdf(), head), "99")):
        assert (inspect(filled, ("head",)).coverage, inspect(filled, ("head",)).reasons[-1]) == (
            Fact.FAILED,
            "appended",
        )
    unlocked = foreign_signature(make_pdf(), agency, "KGDesk-Agency")
    assert passed(inspect(unlocked, ("agency",)))
    assert "changed_after_signing" in inspect(fill_number(unlocked, "99"), ("agency",)).reasons


def test_somebody_else_fills_the_number_and_signs_on_top(
    authority: DemoAuthority, both_signed: bytes, inspect: Inspect
) -> None:
    """The stranger's key comes from the same authority: only the rules about roles stop it."""
    stranger = make_key(authority, "stranger")
    facts = inspect(foreign_signature(both_signed, stranger))
    assert (facts.integrity, facts.coverage) == (Fact.PASSED, Fact.FAILED)
    assert "signer_unexpected" in facts.reasons
    assert "changed_after_signing" in inspect(foreign_signature(fill_number(both_signed, "99"), stranger)).reasons


def foreign_signature(
    data: bytes, key: SigningKey, field: str = "Other", *, strict: bool = True, **options: object
) -> bytes:
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

    settings = {"md_algorithm": "sha256", "subfilter": SigSeedSubFilter.PADES, **options}
    meta = PdfSignatureMetadata(field_name=field, **settings)  # type: ignore[arg-type]
    signer = PdfSigner(meta, cms_signer(key))
    return bytes(signer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(data), strict=strict)).getvalue())


def test_number_changed_after_the_agency(both_signed: bytes, inspect: Inspect) -> None:
    facts = inspect(fill_number(both_signed, "99"))
    assert facts.coverage is Fact.FAILED
    assert {"changed_after_signing", "appended"} & set(facts.reasons)


@pytest.mark.parametrize("number", [0, 1])
def test_padding_of_the_signature_filled(both_signed: bytes, inspect: Inspect, number: int) -> None:
    _, end = gap(both_signed, number)
    facts = inspect(both_signed[: end - 4] + b"cafe" + both_signed[end:])
    assert facts.coverage is Fact.FAILED
    assert "padding_filled" in facts.reasons


def test_signature_of_another_document(
    prepared: bytes, head_signed: bytes, head: SigningKey, sign: Sign, inspect: Inspect
) -> None:
    other = sign(prepared.replace(b"(Bao cao)", b"(Bao sao)"), head)
    start, end = gap(head_signed, 0)
    facts = inspect(head_signed[:start] + other[slice(*gap(other, 0))] + head_signed[end:], ("head",))
    assert facts.integrity is Fact.FAILED
    assert "content_changed" in facts.reasons


def test_signature_emptied(head_signed: bytes, inspect: Inspect) -> None:
    start, end = gap(head_signed, 0)
    for value in (b"00" * ((end - start) // 2), b"30" * ((end - start) // 2)):
        facts = inspect(head_signed[:start] + value + head_signed[end:], ("head",))
        assert facts.integrity is Fact.FAILED
        assert "signature_damaged" in facts.reasons


@pytest.mark.parametrize("old", [b"/ByteRange", b"/Contents <", b"/SubFilter", b"/V "])
def test_entries_of_the_signature_renamed(head_signed: bytes, inspect: Inspect, old: bytes) -> None:
    place = head_signed.index(old, len(make_pdf()))
    new = old.replace(old[1:2], b"X", 1)
    facts = inspect(head_signed[:place] + new + head_signed[place + len(old) :])
    assert facts.coverage is Fact.FAILED


def test_authority_of_the_same_name(prepared: bytes, sign: Sign, inspect: Inspect) -> None:
    forged = make_key(demo_authority.create(at=AT))
    facts = inspect(sign(prepared, forged), ("head",))
    assert facts.integrity is Fact.PASSED
    assert facts.trust is not Fact.PASSED
    assert {"unknown_authority", "chain_broken"} & set(facts.reasons)


def test_signature_made_with_another_key(head: SigningKey, agency: SigningKey, sign: Sign, inspect: Inspect) -> None:
    facts = inspect(sign(make_pdf(), replace(head, secret=agency.secret)), ("head",))
    assert facts.integrity is Fact.FAILED
    assert "signature_false" in facts.reasons


def test_two_fields_of_one_name(head: SigningKey, agency: SigningKey, inspect: Inspect) -> None:
    def change(writer: IncrementalPdfFileWriter) -> None:
        field = writer.root["/AcroForm"]["/Fields"][2]
        field["/T"] = generic.pdf_string("KGDesk-Head")
        writer.update_container(field)

    data = foreign_signature(foreign_signature(make_pdf(), head, "KGDesk-Head"), agency, "KGDesk-Other")
    facts = inspect(updated(data, change), ("head",))
    assert facts.coverage is Fact.FAILED
    assert "signer_repeated" in facts.reasons


def test_structure_that_programs_read_differently(head: SigningKey, inspect: Inspect) -> None:
    odd = make_pdf().replace(b"65535 f", b"65535 x")
    facts = inspect(foreign_signature(odd, head, "KGDesk-Head", strict=False), ("head",))
    assert facts.coverage is Fact.FAILED
    assert "structure_irregular" in facts.reasons


def test_weak_digest(head: SigningKey, inspect: Inspect) -> None:
    weak = foreign_signature(make_pdf(), WeakKey.of(head), "KGDesk-Head", md_algorithm="sha1")
    facts = inspect(weak, ("head",))
    assert facts.integrity is Fact.FAILED
    assert "algorithm_weak" in facts.reasons


class WeakKey:
    """A secret that also signs SHA-1."""

    def __init__(self, key: SigningKey) -> None:
        self._key = key

    @classmethod
    def of(cls, key: SigningKey) -> SigningKey:
        return replace(key, secret=cls(key))

    def sign(self, data: bytes, hash_name: str) -> bytes:
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import ec

        assert hash_name == "sha1"
        return bytes(self._key.secret.key.sign(data, ec.ECDSA(hashes.SHA1())))  # type: ignore[attr-defined]  # noqa: S303


VALUE = bytes.fromhex("3003020105")
FILE = b"AAAA" + b"<" + VALUE.hex().encode() + b"000000>" + b"BBBB"
CONTENTS = VALUE + bytes(3)


@pytest.mark.parametrize(
    ("ranges", "problem"),
    [
        ([0, 4, 22, 4], None),
        ([0, 4, 22, 3], None),
        ([1, 3, 22, 4], "range_irregular"),
        ([0, 4, 22, 5], "range_irregular"),
        ([0, 5, 22, 4], "range_irregular"),
        ([0, 4, 21, 5], "range_irregular"),
        ([0, 3, 22, 4], "range_irregular"),
        ([0, 4, 22, -4], "range_irregular"),
        ([0, 26, 0, 0], "range_irregular"),
        ([0, 4, 22], "range_irregular"),
        ([0, 4, 22, 2, 24, 2], "range_irregular"),
        ([], "range_irregular"),
    ],
)
def test_byte_ranges(ranges: list[int], problem: str | None) -> None:
    assert _range_problem(ranges, CONTENTS, FILE) == problem


def test_value_elsewhere_than_in_the_gap() -> None:
    assert _range_problem([0, 4, 22, 4], CONTENTS[:-1] + b"\1", FILE) == "range_irregular"
    assert _range_problem([0, 4, 22, 4], CONTENTS, FILE.replace(b"000000", b"00 000")) == "range_irregular"


def test_libraries_stay_silent(
    both_signed: bytes, inspect: Inspect, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    import logging

    # pytest's own handlers would hide that nobody else listens.
    root = logging.getLogger()
    handlers, root.handlers = root.handlers, []
    try:
        inspect(both_signed.replace(b"(Bao cao)", b"(Bao sao)"))
        inspect(change_page(both_signed, "Shadow"))
        stranger = make_key(demo_authority.create(at=AT + timedelta(days=1)))
        with suppress(Fault):
            inspect(foreign_signature(make_pdf(), stranger))
    finally:
        root.handlers = handlers
    assert capfd.readouterr() == ("", "")
    assert not caplog.records
