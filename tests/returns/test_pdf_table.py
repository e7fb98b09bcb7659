"""Tables over several pages: what belongs together stays on one page, and nothing is lost at a page's end."""

from kgdesk.returns.pdf_page import Pages
from kgdesk.returns.pdf_table import Band, Column, Row, Span, Table
from tests.returns.test_pdf_layout import words_by_page

COLUMNS = (Column("A", 1), Column("B", 1))


def pages_of(*rows: Row | Band | Span, above: float = 0.0) -> list[list[str]]:
    pages = Pages(title="x", author="y")
    pages.y -= above
    Table(pages, COLUMNS).draw(rows)
    return [[word.text for word in words] for _, _, words in words_by_page(pages.finish())]


def test_a_table_does_not_begin_with_its_heading_at_the_end_of_a_page() -> None:
    tall = Row(("đầu", "\n".join(["dòng"] * 8)))
    for above in range(400, 720, 10):
        first, *others = pages_of(Band("NHÓM"), tall, above=above)
        assert ("A" in first) == ("đầu" in first)
        assert not others or "A" not in first


def test_what_stands_under_a_row_begins_on_its_page() -> None:
    for count in range(36, 46):
        rows = [Row((f"{number}", "một")) for number in range(count)]
        last = pages_of(*rows, Row(("cuối", "hàng")), Span("dưới hàng"))[-1]
        assert "cuối" in last
        assert "dưới" in last


def test_a_long_text_under_a_row_goes_on_over_the_page_and_loses_nothing() -> None:
    words = [f"t{number}" for number in range(3000)]
    pages = pages_of(Row(("một", "hàng")), Span(" ".join(words)))
    assert len(pages) > 2
    assert [word for page in pages for word in page if word.startswith("t")] == words
