"""Sheets of the form: locked but for the cells to write in, with choices, limits and words beside the cells."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kgdesk.returns.workbook_sheet import Cell, Sheet, column_letter, escape
from kgdesk.returns.workbook_styles import BODY, CENTRED, FIGURE, Style

_ENTRY_GROUND = "FFF7D6"
_LOCKED_GROUND = "EDEDED"
ENTRY_TEXT = replace(BODY, fill=_ENTRY_GROUND, unlocked=True, upright="top")
ENTRY_CHOICE = replace(CENTRED, fill=_ENTRY_GROUND, unlocked=True)
# General: the cell shows every digit that was typed, in the form of the computer it is typed on.
ENTRY_FIGURE = replace(FIGURE, fill=_ENTRY_GROUND, unlocked=True, shrink=False)
NOT_ASKED = replace(CENTRED, fill=_LOCKED_GROUND)
# Without a password: whoever must may take it off. Heights of rows stay free, for long texts.
PROTECTION = '<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0"/>'
_MOST_PROMPT, _MOST_TITLE = 250, 32


@dataclass(frozen=True, slots=True)
class Rule:
    """What may be written in cells, and what Excel says beside them. `choices` or a number between `low` and `high`."""

    title: str
    prompt: str
    choices: Sequence[str] = ()
    number: bool = False
    whole: bool = False
    low: str = ""
    high: str = ""
    cells: list[str] = field(default_factory=list)

    def add(self, row: int, column: int) -> None:
        """Let the rule hold for a cell; column counted from 0."""
        self.cells.append(f"{column_letter(column)}{row}")


def entry(style: Style) -> Cell:
    """Build an empty cell to write in."""
    return Cell(None, style)


def protect(sheet: Sheet, rules: Sequence[Rule]) -> None:
    """Lock the sheet and set the rules."""
    used = [rule for rule in rules if rule.cells]
    sheet.protection = PROTECTION
    if used:
        content = "".join(map(_rule_xml, used))
        sheet.validations = f'<dataValidations count="{len(used)}">{content}</dataValidations>'


def _rule_xml(rule: Rule) -> str:
    title, prompt = escape(rule.title[:_MOST_TITLE]), escape(rule.prompt[:_MOST_PROMPT])
    words = f'promptTitle="{title}" prompt="{prompt}" sqref="{" ".join(rule.cells)}"'
    if rule.choices:
        listed = escape(f'"{",".join(rule.choices)}"')
        error = "Hãy chọn một mục trong danh sách."
        return (
            f'<dataValidation type="list" allowBlank="1" showInputMessage="1" showErrorMessage="1"'
            f' errorTitle="{title}" error="{error}" {words}><formula1>{listed}</formula1></dataValidation>'
        )
    if rule.number:
        kind = "whole" if rule.whole else "decimal"
        error = f"Chỉ ghi số từ {rule.low} đến {rule.high}." if rule.whole else "Ô này chỉ nhận số, không kèm chữ."
        return (
            f'<dataValidation type="{kind}" allowBlank="1" showInputMessage="1" showErrorMessage="1"'
            f' errorTitle="{title}" error="{error}" {words}>'
            f"<formula1>{rule.low}</formula1><formula2>{rule.high}</formula2></dataValidation>"
        )
    return f'<dataValidation allowBlank="1" showInputMessage="1" {words}/>'
