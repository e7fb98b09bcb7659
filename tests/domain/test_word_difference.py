"""Two texts beside each other: nothing is lost, changes are whole words."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kgdesk.domain.word_difference import Kind, Piece, word_difference

TEXT = st.text(alphabet="ab ,.1\nđấ", max_size=40)


@settings(max_examples=100)
@given(TEXT, TEXT)
def test_both_texts_can_be_read_out_of_the_difference(before: str, after: str) -> None:
    pieces = word_difference(before, after)
    assert "".join(item.text for item in pieces if item.kind is not Kind.ADDED) == before
    assert "".join(item.text for item in pieces if item.kind is not Kind.REMOVED) == after


def test_numbers_and_words_change_as_a_whole() -> None:
    assert word_difference("Thu đạt 15.120 tỷ đồng.", "Thu ước đạt 16.977 tỷ đồng.") == (
        Piece(Kind.SAME, "Thu"),
        Piece(Kind.ADDED, " ước"),
        Piece(Kind.SAME, " đạt "),
        Piece(Kind.REMOVED, "15.120"),
        Piece(Kind.ADDED, "16.977"),
        Piece(Kind.SAME, " tỷ đồng."),
    )


def test_words_written_anew_one_after_another_are_one_change() -> None:
    assert word_difference("đã làm xong đường", "chưa khởi công đường") == (
        Piece(Kind.REMOVED, "đã làm xong"),
        Piece(Kind.ADDED, "chưa khởi công"),
        Piece(Kind.SAME, " đường"),
    )


def test_a_text_with_nothing_before_it_is_all_new() -> None:
    assert word_difference("", "mới") == (Piece(Kind.ADDED, "mới"),)
    assert word_difference("cũ", "") == (Piece(Kind.REMOVED, "cũ"),)
    assert word_difference("như cũ", "như cũ") == (Piece(Kind.SAME, "như cũ"),)
