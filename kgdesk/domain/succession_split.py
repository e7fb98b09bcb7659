"""Dividing a figure by shares so that the parts make it again, to the last digit."""

from collections.abc import Sequence
from decimal import ROUND_DOWN, Context, Decimal, localcontext

_EXACT = Context(prec=90)


def divide(value: Decimal, shares: Sequence[Decimal], *, places: int = 0) -> tuple[Decimal, ...]:
    """Divide a figure by shares that make 1; the parts add up to it exactly.

    Parts are written with `places` decimals, or as many as the figure itself has. What rounding
    down leaves goes, one last digit each, to the largest remainders; among equal ones to the larger
    share, then to the one that stands first: the same figure is always divided the same way.
    """
    exponent = value.as_tuple().exponent
    own = -exponent if isinstance(exponent, int) else 0
    step = Decimal(1).scaleb(-max(places, own, 0))
    with localcontext(_EXACT):
        size = abs(value)
        wanted = [size * share for share in shares]
        parts = [item.quantize(step, rounding=ROUND_DOWN) for item in wanted]
        left = int((size - sum(parts, Decimal(0))) / step)
        order = sorted(range(len(shares)), key=lambda at: (parts[at] - wanted[at], -shares[at], at))
        for position in order[:left]:
            parts[position] += step
        return tuple(-item if value < 0 else item for item in parts)
