"""Records of a plan with the places they came from, as the checks between rows need them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kgdesk.returns.plan_problem import PlanProblem


@dataclass(frozen=True, slots=True)
class Located:
    """A record with its place."""

    sheet: str
    row: int
    record: Any

    def problem(self, code: str, column: str = "", **params: object) -> PlanProblem:
        """Say what is wrong with this row."""
        return PlanProblem(code, self.sheet, self.row, column, params)


Draft = dict[str, list[Located]]
Problems = Iterator[PlanProblem]
