"""Whether a target is kept."""

from enum import StrEnum


class Judgement(StrEnum):
    """The answer in the column `đánh giá`."""

    EXCEEDED = "exceeded"
    MET = "met"
    ON_TRACK = "on_track"  # the horizon is not over; the path is kept
    BEHIND = "behind"  # the horizon is not over; the path is not kept
    NOT_MET = "not_met"
    NO_DATA = "no_data"
    NO_TARGET = "no_target"
