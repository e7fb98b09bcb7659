"""Whatever a person writes or pastes: the pages and the workbook of a return show what its data says."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgdesk.domain.return_document import ReturnDocument
from kgdesk.domain.written_text import clean_text, one_line
from kgdesk.returns import canonical, workbook
from kgdesk.returns.pdf_compare import page_differences
from kgdesk.returns.pdf_return import write_pdf
from tests.samples import sample_return

UNFIT = "\x00\x0b\x0c\x1b\x1c\x7f\x85\u2028\u2029\u200b\u202e\ufeff\ufffe\r\n\r"
CATEGORIES = ("Cc", "Cf", "Cn", "Co", "L", "M", "N", "P", "S", "Zl", "Zp", "Zs")  # all of Unicode but surrogates
LETTERS = st.one_of(
    *(st.characters(categories=(item,)) for item in CATEGORIES), st.sampled_from(UNFIT + "_x000B_=+@ \t")
)
TEXTS = st.text(LETTERS, max_size=60)


def _with(note: str, told: str, asked: str) -> ReturnDocument:
    document = sample_return()
    line, *others = document.lines
    assert line.observation is not None
    entry, escalation = document.narratives[0], document.escalations[0]
    return replace(
        document,
        lines=(replace(line, observation=replace(line.observation, note=note, source=asked)), *others),
        narratives=(replace(entry, narrative=replace(entry.narrative, results=told, difficulties=note)),),
        escalations=(replace(escalation, matter=asked, proposal=told),),
    )


def _pages(document: ReturnDocument, data: bytes) -> bytes:
    return write_pdf(document, canonical=data, annex_name=None, annex_sha256=None).data


@settings(max_examples=40, deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_pages_and_workbook_show_any_text_as_the_data_says(note: str, told: str, asked: str) -> None:
    data = canonical.to_bytes(_with(note, told, asked))
    read = canonical.from_bytes(data)
    kept = canonical.from_bytes(canonical.to_bytes(_with(*map(clean_text, (note, told, asked)))))
    assert kept == read == _with(*map(clean_text, (note, told, asked)))
    assert page_differences(_pages(kept, data), _pages(read, data)) == ()
    assert not workbook.differences(workbook.write_workbook(kept), read)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_the_form_of_a_text_is_its_form_already(text: str) -> None:
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned
    assert one_line(one_line(text)) == one_line(text)
    assert not set(cleaned) & set(UNFIT) - {"\n"}


@pytest.mark.parametrize("end", ["\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\r\n", "\r", "\n"])
def test_every_line_end_is_one(end: str) -> None:
    assert clean_text(f"dòng một{end}dòng hai") == "dòng một\ndòng hai"
    assert one_line(f"dòng một{end}dòng hai") == "dòng một dòng hai"
