"""Where the printed pages of a workbook end: never in the heading of a group."""

from kgdesk.returns.workbook_breaks import page_breaks

PAGE_MM = 100.0  # 283 points: 13 rows of 20 and some


def breaks(heights: list[float], *kept: int, title_rows: tuple[int, int] | None = None) -> tuple[int, ...]:
    return page_breaks(heights, set(kept), title_rows=title_rows, page_mm=PAGE_MM)


def test_a_page_takes_what_fits() -> None:
    assert breaks([20.0] * 30) == (13, 26)
    assert breaks([20.0] * 13) == ()


def test_a_heading_that_would_end_a_page_goes_to_the_next() -> None:
    assert breaks([20.0] * 30, 13) == (12, 25)
    assert breaks([20.0] * 30, 12) == (13, 26)


def test_a_heading_stays_with_all_that_is_kept_with_it() -> None:
    assert breaks([20.0] * 20, 11, 12, 13) == (10,)
    assert breaks([20.0] * 20, 11) == (13,)


def test_repeated_titles_take_their_room_on_later_pages() -> None:
    assert breaks([20.0] * 40, title_rows=(1, 3)) == (13, 23, 33)


def test_what_is_more_than_a_page_is_not_pushed_on() -> None:
    assert breaks([20.0, 20.0, 20.0, 400.0, 20.0], 3) == (3, 4)
