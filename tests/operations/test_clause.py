"""Places of the resolution in both languages."""

import pytest

from kgdesk.operations.clause import clause_text


@pytest.mark.parametrize(
    ("clause", "vi", "en"),
    [
        ("1.2.a", "điểm a khoản 2 Điều 1", "Article 1, clause 2, point a"),
        (
            "1.3.a gạch đầu dòng 3, ý 2",
            "điểm a khoản 3 Điều 1, gạch đầu dòng 3, ý 2",
            "Article 1, clause 3, point a, dash 3, item 2",
        ),
        ("Phụ lục", "Phụ lục", "Phụ lục"),
    ],
)
def test_a_place_is_named_for_people(clause: str, vi: str, en: str) -> None:
    assert (clause_text(clause), clause_text(clause, "en")) == (vi, en)
