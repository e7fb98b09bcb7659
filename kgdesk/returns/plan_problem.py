"""What is wrong in the tables of a plan: sheet, row, column, remedy."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kgdesk.domain.errors import Fault
from kgdesk.messages import say


@dataclass(frozen=True, slots=True)
class PlanProblem:
    """One problem. `code` names the sentence in `resources/messages/plan.json`.

    `row` is the row as the author sees it (0: the whole sheet); `column` is the machine code of
    the column (empty: the whole row); `params` fill the other blanks of the sentence.
    """

    code: str
    sheet: str
    row: int = 0
    column: str = ""
    params: dict[str, object] = field(default_factory=dict)

    def text(self, lang: str = "vi") -> str:
        """Say it to a person: where, what, what to do."""
        return say(self.code, lang, sheet=self.sheet, row=self.row, column=self.column, **self.params)


def reject(name: str, problems: Sequence[PlanProblem]) -> Fault:
    """Make the one Fault `plan.rejected` that carries every problem in `params["problems"]`."""
    first = problems[0]
    return Fault(
        "plan.rejected",
        file=name,
        count=len(problems),
        sheet=first.sheet,
        row=first.row,
        column=first.column,
        problems=tuple(problems),
    )
