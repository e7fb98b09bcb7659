"""How a difference of a part is shown: who changed it, whose value will stand, and word by word."""

from html import escape

from PySide6.QtCore import QCoreApplication

from kgdesk.desk.appearance import tones
from kgdesk.desk.widgets.text_table import TextRow
from kgdesk.desk.widgets.word_marks import marked_words, plain_html
from kgdesk.domain.three_way import Side, Standing
from kgdesk.operations.part_comparing import PartDifference
from kgdesk.operations.part_words import value_text

translate = QCoreApplication.translate
_LAST = 5  # the column that says whose value will stand


def standing_word(standing: Standing) -> str:
    """Say who changed a place, with a mark."""
    return {
        Standing.THEIRS: translate("Parts", "● phòng sửa"),
        Standing.MINE: translate("Parts", "○ ở đây sửa"),
        Standing.SAME: translate("Parts", "✔ sửa giống nhau"),
        Standing.CONFLICT: translate("Parts", "▲ sửa khác nhau"),
        Standing.UNCHANGED: translate("Parts", "○ không đổi"),
    }[standing]


def _side_word(side: Side | None, standing: Standing) -> str:
    if standing is Standing.SAME:
        return translate("Parts", "như nhau")
    if side is None:
        return translate("Parts", "▲ chưa chọn")
    return translate("Parts", "của phòng") if side is Side.THEIRS else translate("Parts", "ở đây")


def difference_row(item: PartDifference, side: Side | None, lang: str) -> TextRow:
    """Set a difference as a row of the table."""
    name = item.name_vi if lang == "vi" else item.name_en
    cells = (
        name,
        standing_word(item.standing),
        value_text(item.mine, lang),
        value_text(item.theirs, lang),
        item.recorded_by,
        _side_word(side, item.standing),
    )
    colour = tones().warn if side is None else None
    return TextRow(cells=cells, item=item, colour=colour, coloured=_LAST)


def difference_html(item: PartDifference, lang: str) -> str:
    """Set the three values below each other; what the division has is shown against what stands here, word by word."""
    base, mine, theirs = (value_text(value, lang) for value in (item.base, item.mine, item.theirs))
    tone = tones()
    lines = (
        (translate("Parts", "Lúc giao"), plain_html(base)),
        (translate("Parts", "Ở đây"), plain_html(mine)),
        (translate("Parts", "Của phòng, so với ở đây"), marked_words(mine, theirs)),
    )
    return "".join(
        f"<p><span style='color:{tone.quiet.name()}'>{escape(name)}:</span> {text}</p>" for name, text in lines
    )
