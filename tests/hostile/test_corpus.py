"""Odd files of other projects, where `make hostile` has fetched them: a part of each kind."""

import pytest

from tests.hostile.corpus import files, readers
from tests.hostile.reading import SLOWEST, read_apart

_EVERY = 7


@pytest.mark.parametrize("reader", readers())
def test_odd_files_of_others_end_in_a_sentence(reader: str) -> None:
    paths = files(reader)[::_EVERY]
    if not paths:
        pytest.skip("build/corpus is empty: make hostile fetches it")
    found = read_apart(reader, paths)
    assert not [item for item in found.files if item.ended in {"defect", "gone", "heavy"} or item.seconds > SLOWEST]
