"""What of the program's log may leave the office: places in the program and kinds of errors, nothing else.

Nothing is blacked out here. Only lines that cannot hold a name or a figure are let through, each made anew from the
parts that were recognised: what is not known is left out.
"""

import builtins
import re
from collections.abc import Iterator

from kgdesk.messages import is_known

MOST_LINES = 2_000  # the last of them
_FRAME = re.compile(r'^\s*File "([^"]*)", line (\d{1,7}), in ([A-Za-z_<>][\w<>]{0,80})$')
_OURS = re.compile(r"(?:^|[\\/])(kgdesk(?:[\\/][a-z0-9_]+)*\.py)$")
_LIBRARY = re.compile(r"[\\/](?:site-packages|lib[\\/]python[\d.]+)[\\/]([A-Za-z0-9_]+(?:[\\/][A-Za-z0-9_]+)*\.py)$")
_ERROR = re.compile(r"^((?:[a-z_]\w*\.)*)([A-Z]\w*)\b(.*)$", re.ASCII)
_MODULES = frozenset(
    {"kgdesk", "sqlite3", "openpyxl", "reportlab", "pikepdf", "pyhanko", "pyhanko_certvalidator", "cryptography",
     "lxml", "PIL", "xlrd", "docx", "pkcs11", "zipfile", "zlib", "json", "decimal", "xml", "csv", "smtplib", "imaplib",
     "ssl"}
)  # fmt: skip
_CODE = re.compile(r"^: \('([a-z_]{1,40}(?:\.[a-z_]{1,60})+)'")
_MOMENT = re.compile(r"^--- (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\+00:00)?)$")


def harmless(log: str) -> Iterator[str]:
    """Give the lines of a log that say where the program failed and how, without what it was working on."""
    for line in log.splitlines():
        kept = _frame(line) or _error(line) or _moment(line)
        if kept:
            yield kept


def _frame(line: str) -> str:
    found = _FRAME.match(line)
    if found is None:
        return ""
    place = _OURS.search(found[1]) or _LIBRARY.search(found[1])
    name = place[1].replace("\\", "/") if place is not None else "?"
    return f"  {name}:{found[2]} {found[3]}" if place is not None else f"  ?:{found[2]}"


def _error(line: str) -> str:
    """Name the error; of a Fault also its code, where it is one of ours."""
    found = _ERROR.match(line)
    if found is None:
        return ""
    module, name, rest = found.groups()
    known = module.partition(".")[0] in _MODULES if module else isinstance(getattr(builtins, name, None), type)
    if not known:
        return ""
    code = _CODE.match(rest)
    return f"{module}{name} {code[1]}" if code is not None and _is_ours(code[1]) else f"{module}{name}"


def _is_ours(code: str) -> bool:
    try:
        return is_known(code)
    except OSError:  # no such area
        return False


def _moment(line: str) -> str:
    found = _MOMENT.match(line)
    return f"--- {found[1]}" if found is not None else ""
