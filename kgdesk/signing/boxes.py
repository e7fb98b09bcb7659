"""Where on a page a signature is shown."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SignatureBox:
    """A rectangle on a page: `page` counts from 0, the edges are points from the lower left corner."""

    page: int
    left: float
    bottom: float
    right: float
    top: float
