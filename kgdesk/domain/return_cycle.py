"""The states of a return, on the sender's side and on the receiver's."""

from enum import StrEnum


class ReceivedState(StrEnum):
    """Where a received return stands."""

    HELD = "held"  # kept apart until a person decides
    TAKEN_IN = "taken_in"
    ACCEPTED = "accepted"
    SENT_BACK = "sent_back"
    SUPERSEDED = "superseded"  # a newer revision was taken in


class IntakeOutcome(StrEnum):
    """What intake did with a file."""

    TAKEN_IN = "taken_in"
    HELD = "held"
    REFUSED = "refused"
    DUPLICATE = "duplicate"
    COMPANION = "companion"  # the workbook of a return that was taken in by its PDF
    LEFT_OUT = "left_out"  # no return and not meant to be one: a text, a picture, a letter without files


class FilingState(StrEnum):
    """What a unit owes, as `kgdesk status` says it."""

    EXPECTED = "expected"  # not due yet
    LATE = "late"  # due and not here
    RECEIVED = "received"
    HELD = "held"
    ACCEPTED = "accepted"
    SENT_BACK = "sent_back"
