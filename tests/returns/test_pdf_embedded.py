"""The reader of embedded data, with an altered twin for each way of cheating."""

import contextlib
import io
from collections.abc import Callable
from functools import cache
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgdesk.domain.errors import Fault
from kgdesk.messages import say
from kgdesk.returns import pdf_embedded
from kgdesk.returns.canonical import to_bytes
from kgdesk.returns.pdf_embedded import ANNEX_NAME, RETURN_NAME, read_embedded
from kgdesk.returns.pdf_return import write_pdf
from kgdesk.signing.pdf import prepare_fields
from tests.samples import sample_return

SHA = "0123456789abcdef" * 4


@pytest.fixture(scope="module")
def good() -> bytes:
    document = sample_return()
    return write_pdf(document, canonical=to_bytes(document), annex_name="KG-911_2024_r1.xlsx", annex_sha256=SHA).data


def altered(data: bytes, change: Callable[[pikepdf.Pdf], None], **options: Any) -> bytes:
    target = io.BytesIO()
    with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(target, **options)
    return target.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(Fault) as caught:
        read_embedded(data, "KG-911.pdf")
    for lang in ("vi", "en"):
        assert "KG-911.pdf" in say(caught.value.code, lang, **caught.value.params)
    return caught.value.code


def test_what_was_written_is_read(good: bytes) -> None:
    found = read_embedded(good, "KG-911.pdf")
    assert found.canonical == to_bytes(sample_return())
    assert (found.annex_name, found.annex_sha256) == ("KG-911_2024_r1.xlsx", SHA)


def test_an_appended_update_does_not_hide_it() -> None:
    document = sample_return()
    pdf = write_pdf(document, canonical=to_bytes(document), annex_name=None, annex_sha256=None)
    updated = prepare_fields(pdf.data, pdf.boxes)
    assert updated.startswith(pdf.data)
    assert read_embedded(updated).canonical == to_bytes(document)
    assert read_embedded(updated).annex_name is None


def _second(pdf: pikepdf.Pdf, key: str, name: str) -> None:
    stream = pdf.make_stream(b"{}")
    spec = pikepdf.Dictionary(Type=pikepdf.Name.Filespec, F=name, UF=name, EF=pikepdf.Dictionary(F=stream, UF=stream))
    pdf.Root.Names.EmbeddedFiles.Names.append(pikepdf.String(key))
    pdf.Root.Names.EmbeddedFiles.Names.append(pdf.make_indirect(spec))


@pytest.mark.parametrize(("key", "name"), [(RETURN_NAME, RETURN_NAME), ("zzz", RETURN_NAME), (RETURN_NAME, "zzz")])
def test_a_second_copy_is_refused_under_whatever_name(good: bytes, key: str, name: str) -> None:
    assert refusal(altered(good, lambda pdf: _second(pdf, key, name))) == "pdf.two_returns"


def test_a_second_copy_that_only_the_document_associates_is_refused(good: bytes) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        stream = pdf.make_stream(b"{}")
        pdf.Root.AF.append(pikepdf.Dictionary(F=RETURN_NAME, UF=RETURN_NAME, EF=pikepdf.Dictionary(F=stream)))

    assert refusal(altered(good, change)) == "pdf.two_returns"


def test_two_contents_under_one_specification_are_refused(good: bytes) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        for spec in pdf.Root.AF:
            spec.EF.UF = pdf.make_stream(b"{}")

    assert refusal(altered(good, change)) == "pdf.two_returns"


def test_removed_data_is_missed(good: bytes) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        del pdf.Root.Names
        del pdf.Root.AF

    assert refusal(altered(good, change)) == "pdf.no_return"


def test_a_balloon_is_not_inflated(good: bytes) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        for spec in pdf.Root.AF:
            spec.EF.F.write(b" " * (pdf_embedded.MAX_EMBEDDED + 1))

    assert refusal(altered(good, change, compress_streams=True)) == "pdf.too_large"


def test_a_filter_of_another_writer_is_refused(good: bytes) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        for spec in pdf.Root.AF:
            spec.EF.F.write(b"7b7d>", filter=pikepdf.Name.ASCIIHexDecode)

    data = altered(good, change, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    assert refusal(data) == "pdf.unreadable"


@pytest.mark.parametrize(
    "content", [b"", b"[]", b'{"name":"x","sha256":"zz"}', b'{"name":1,"sha256":"' + b"0" * 64 + b'"}']
)
def test_a_malformed_annex_is_refused(good: bytes, content: bytes) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        for spec in pdf.Root.AF:
            if str(spec.UF) == ANNEX_NAME:
                spec.EF.F.write(content)

    assert refusal(altered(good, change)) == "pdf.unreadable"


def test_a_tree_that_bites_its_tail_is_refused(good: bytes) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        tree = pdf.make_indirect(pdf.Root.Names.EmbeddedFiles)
        pdf.Root.Names.EmbeddedFiles = tree
        tree.Kids = pikepdf.Array([tree])

    assert refusal(altered(good, change)) == "pdf.unreadable"


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"PK\x03\x04rest", b"x" * 1000])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    assert refusal(data) == "pdf.unreadable"


def test_a_locked_file_is_refused(good: bytes) -> None:
    for user in ("", "secret"):
        locked = altered(good, lambda _: None, encryption=pikepdf.Encryption(owner="o", user=user))
        assert refusal(locked) == "pdf.unreadable"


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_a_cut_file_is_read_whole_or_refused(good: bytes, share: float) -> None:
    found = None
    with contextlib.suppress(Fault):
        found = read_embedded(good[: int(len(good) * share)], "KG-911.pdf")
    assert found is None or found.canonical == to_bytes(sample_return())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=25))
def test_flipped_bytes_never_raise_anything_but_a_fault(flips: list[tuple[float, int]]) -> None:
    document = sample_return(narratives=(), escalations=())
    canonical = to_bytes(document)
    data = bytearray(_plain(canonical))
    for place, value in flips:
        data[int(place * len(data))] = value
    with contextlib.suppress(Fault):
        read_embedded(bytes(data))


@cache
def _plain(canonical: bytes) -> bytes:
    document = sample_return(narratives=(), escalations=())
    return write_pdf(document, canonical=canonical, annex_name="a.xlsx", annex_sha256=SHA).data
