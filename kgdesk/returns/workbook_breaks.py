"""Where the printed pages of a sheet end, set by us so that no page ends in the heading of a group.

Spreadsheet programs know no "keep with next" for rows, and each shrinks a sheet to the width of the
paper a little differently (LibreOffice prints ours at 93 to 95 %), so that left to themselves no two
of them end a page at the same row. Every end is therefore set, computed for the full size, where the
least fits on a page.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

_POINTS_PER_MM = 72 / 25.4
_SLACK = 4.0  # points by which programs may round the heights of a page's rows otherwise


def page_breaks(
    heights: Sequence[float], kept: AbstractSet[int], *, title_rows: tuple[int, int] | None, page_mm: float
) -> tuple[int, ...]:
    """List the rows (from 1) after which a page ends.

    `heights` of all rows are in points; a row in `kept` stays with the row after it. `title_rows` are
    repeated on every page after their own. `page_mm` is the height between the margins.
    """
    room = page_mm * _POINTS_PER_MM - _SLACK
    title = sum(heights[title_rows[0] - 1 : title_rows[1]]) if title_rows else 0.0
    breaks: list[int] = []
    used, fresh = 0.0, True
    for position, height in enumerate(heights):
        row = position + 1
        wanted = _block(heights, kept, row) if row in kept and position not in kept else height
        if title + wanted > room:  # more than a page: it is split somewhere in any case
            wanted = height
        if used + wanted > room and not fresh:
            breaks.append(position)
            used = title
        used += height
        fresh = False
    return tuple(breaks)


def _block(heights: Sequence[float], kept: AbstractSet[int], row: int) -> float:
    """Height of a heading with all that stays with it and the row after that."""
    height = heights[row - 1]
    while row in kept and row < len(heights):
        row += 1
        height += heights[row - 1]
    return height
