"""The figure of a cell: typed as it is, or computed from its pair.

All arithmetic runs with 28 significant digits, whatever the caller's own decimal context is.
Nothing is rounded for storage; only `numbers.write_number` rounds, for the eye.
"""

from decimal import Context, Decimal, localcontext

from kgdesk.domain.indicator import EntryForm, Indicator
from kgdesk.domain.observation import Observation, ValueState

ARITHMETIC = Context(prec=28)


def figure_of(indicator: Indicator, observation: Observation | None) -> Decimal | None:
    """Compute the figure in the indicator's measure; None where there is none.

    Ratio: numerator / denominator * factor. Growth: (numerator / denominator - 1) * factor. With a
    denominator of 0 there is no rate. Where neither half of the pair is known, a published rate
    (`value`) stands; half a pair gives nothing, because the rate beside it cannot be its own.
    """
    if observation is None or observation.state is not ValueState.FIGURE:
        return None
    if not indicator.is_pair or (observation.numerator is None and observation.denominator is None):
        return observation.value
    return rate_of(indicator, observation.numerator, observation.denominator)


def rate_of(indicator: Indicator, numerator: Decimal | None, denominator: Decimal | None) -> Decimal | None:
    """Compute a pair's rate by the indicator's entry form; None where a half is missing or the denominator is 0."""
    if numerator is None or denominator is None or not denominator:
        return None
    with localcontext(ARITHMETIC):
        ratio = numerator / denominator
        return (ratio - 1 if indicator.entry is EntryForm.GROWTH else ratio) * indicator.factor
