"""Text of a CSV that a spreadsheet must not take for a formula when somebody opens the file with it.

Source: OWASP, CSV Injection. Workbooks need none of this: there a cell says that it is text.
"""

_BEGIN = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def inert(text: str) -> str:
    """Put an apostrophe before a text that would be a formula; others stay as they are. Not for figures."""
    return f"'{text}" if text.startswith(_BEGIN) else text
