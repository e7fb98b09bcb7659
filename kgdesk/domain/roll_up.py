"""What a total is made of. `aggregation` computes it; screens and reports explain it."""

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kgdesk.domain.indicator import TotalSource, UnitRule
from kgdesk.domain.observation import FigureStatus, Observation, ValueState
from kgdesk.domain.reporting_unit import UnitLevel

_BLOCK = 16_384  # bytes unpacked at a time


@dataclass(frozen=True, slots=True)
class UnitFigure:
    """One unit's figure with where it stands: revision and digest of the return it came in."""

    unit: str
    level: UnitLevel
    observation: Observation
    revision: int
    digest: str


class PackedFigures(Sequence[UnitFigure]):
    """Figures kept packed and unpacked while one looks at them, one at a time.

    All figures of all indicators of a country's returns do not fit an office computer as objects.
    Equal to every sequence of the same figures.
    """

    __slots__ = ("_count", "_packed")

    def __init__(self, figures: Iterable[UnitFigure]) -> None:
        packer, packed, self._count = zlib.compressobj(), bytearray(), 0
        for figure in figures:
            packed += packer.compress(_written(figure))
            self._count += 1
        self._packed = bytes(packed + packer.flush())

    def __len__(self) -> int:
        """Count the figures."""
        return self._count

    def __iter__(self) -> Iterator[UnitFigure]:
        """Give the figures in their order."""
        unpacker, text = zlib.decompressobj(), b""
        block = unpacker.decompress(self._packed, _BLOCK)
        while block:
            *whole, text = (text + block).split(b"\n")
            yield from map(_read, whole)
            block = unpacker.decompress(unpacker.unconsumed_tail, _BLOCK)

    def __getitem__(self, position: int | slice) -> UnitFigure | tuple[UnitFigure, ...]:  # type: ignore[override]
        """Look a figure up; unpacks all of them."""
        return tuple(self)[position]

    def __eq__(self, other: object) -> bool:
        """Compare figure by figure."""
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(mine == its for mine, its in zip(self, other, strict=True))

    def __hash__(self) -> int:
        """Equal figures in equal order have equal texts."""
        return hash(tuple(self))

    def __repr__(self) -> str:
        """Tell how many there are."""
        return f"<{self._count} packed figures>"


def _written(figure: UnitFigure) -> bytes:
    seen = figure.observation
    numbers = (seen.value, seen.numerator, seen.denominator)
    return (
        json.dumps(
            (
                *(figure.unit, figure.level, figure.revision, figure.digest),
                *(seen.unit, seen.indicator, seen.period, seen.state),
                *(None if item is None else str(item) for item in numbers),
                *(seen.status, seen.source, seen.note),
            )
        ).encode()
        + b"\n"
    )


def _read(line: bytes) -> UnitFigure:
    unit, level, revision, digest, *seen = json.loads(line)
    reporter, indicator, period, state, value, numerator, denominator, status, source, note = seen
    observation = Observation(
        unit=reporter,
        indicator=indicator,
        period=period,
        state=ValueState(state),
        value=None if value is None else Decimal(value),
        numerator=None if numerator is None else Decimal(numerator),
        denominator=None if denominator is None else Decimal(denominator),
        status=FigureStatus(status),
        source=source,
        note=note,
    )
    return UnitFigure(unit, UnitLevel(level), observation, revision, digest)


@dataclass(frozen=True, slots=True)
class RollUp:
    """A total that explains itself.

    `inputs` are the figures that entered `units_value`; `missing` the units asked that gave none;
    `estimates` the units behind `value` whose figure is an estimate. `lead` is the lead agency's own province-wide
    figure. `source` says which of the two `value` is; `difference` is units minus lead where both
    stand. `complete` means that nothing expected is missing from `value`. `numerator` and
    `denominator` are those behind `value`.
    """

    indicator: str
    rule: UnitRule
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    inputs: Sequence[UnitFigure]
    missing: tuple[str, ...]
    not_available: tuple[str, ...]
    not_applicable: tuple[str, ...]
    estimates: tuple[str, ...]
    units_value: Decimal | None
    lead: UnitFigure | None
    lead_value: Decimal | None
    difference: Decimal | None
    source: TotalSource | None
    complete: bool
