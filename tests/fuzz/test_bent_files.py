"""Sound files bent at random, a few of each reader, end in an answer or a Fault. `make fuzz` goes on from here."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgdesk.domain.errors import Fault
from tests.fuzz.seeds import NAMES, SEEDS
from tests.hostile.readers import READERS

_EXAMPLES = 25
_WORDS = Path(__file__).with_name("words.dict").read_text(encoding="utf-8").splitlines()
_TOKENS = [word[1:-1].encode().decode("unicode_escape").encode("latin-1") for word in _WORDS if word]
Bend = Callable[[bytes], bytes]


@cache
def _seed(reader: str, number: int) -> bytes:
    return SEEDS[reader][number]()


@st.composite
def _bends(draw: st.DrawFn) -> Bend:
    """One place where a file is changed: a byte, a token put in, a piece taken out or said again, the rest cut off."""
    where, length = draw(st.floats(0, 1, allow_nan=False)), draw(st.integers(1, 60))
    what, token = draw(st.sampled_from("btdrc")), draw(st.sampled_from(_TOKENS) | st.binary(min_size=1, max_size=9))

    def bend(data: bytes) -> bytes:
        at = int(where * len(data))
        piece = data[at : at + length]
        match what:
            case "b":
                return data[:at] + token[:1] + data[at + 1 :]
            case "t":
                return data[:at] + token + data[at:]
            case "d":
                return data[:at] + data[at + length :]
            case "r":
                return data[:at] + piece * 20 + data[at:]
            case _:
                return data[:at]

    return bend


@pytest.mark.parametrize("reader", [key for key in SEEDS if key not in {"return", "signers", "workspace"}])
def test_a_bent_file_ends_in_an_answer_or_a_fault(reader: str, tmp_path: Path) -> None:
    @settings(
        max_examples=_EXAMPLES, deadline=None, derandomize=True, database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )  # fmt: skip
    @given(number=st.integers(0, len(SEEDS[reader]) - 1), bends=st.lists(_bends(), min_size=1, max_size=4))
    def holds(number: int, bends: list[Bend]) -> None:
        data = _seed(reader, number)
        for bend in bends:
            data = bend(data)
        names = NAMES.get(reader, ("a.bin",))
        path = tmp_path / names[number % len(names)]
        if reader == "key":
            path.write_bytes(data)
        try:
            READERS[reader].call(data, path)
        except Fault as fault:
            assert fault.code  # noqa: PT017 - whatever else is raised is what is looked for

    holds()
