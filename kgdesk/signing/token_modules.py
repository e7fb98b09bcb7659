"""The PKCS#11 modules of the tokens' makers: where they lie, and loading them once."""

import contextlib
import json
import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from kgdesk.domain.errors import Fault
from kgdesk.files import resource

if TYPE_CHECKING:
    from pkcs11._pkcs11 import lib as Library  # noqa: N812 - the library's class has a small name

MODULE_VARIABLE = "KGDESK_PKCS11_MODULE"

# One at a time: a module's own state is shared by the whole process.
module_lock = RLock()


def installed_modules(
    platform: str = sys.platform, environment: Mapping[str, str] | None = None
) -> tuple[tuple[str, Path], ...]:
    """Name of the maker and file of each known module that is there, each file once.

    The one named by the variable `KGDESK_PKCS11_MODULE` comes first.
    """
    variables = os.environ if environment is None else environment
    known = json.loads(resource("token_modules.json").read_text(encoding="utf-8"))
    system = "windows" if platform == "win32" else "linux"
    folders = [_filled(folder, variables) for folder in known["folders"][system]]
    found: dict[Path, tuple[str, Path]] = {}
    chosen = variables.get(MODULE_VARIABLE)
    candidates = [(chosen, Path(chosen))] if chosen else []
    candidates += [
        (entry["name"], Path(folder, name))
        for entry in known["modules"]
        for name in entry[system]
        for folder in folders
        if folder
    ]
    for name, path in candidates:
        if path.is_absolute() and path.is_file():
            found.setdefault(path.resolve(), (name, path))
    return tuple(found.values())


def _filled(folder: str, variables: Mapping[str, str]) -> str:
    """Put the variables in; empty where one is missing."""
    names = re.findall(r"{(.+?)}", folder)
    if any(not variables.get(name) for name in names):
        return ""
    return re.sub(r"{(.+?)}", lambda match: variables[match[1]], folder)


def load_module(path: Path) -> "Library":
    """Load a module, or give the one that is loaded.

    Raises Fault `token.module_missing`, `token.module_bad`.
    """
    import pkcs11

    if not path.is_file():
        raise Fault("token.module_missing", module=path)
    with module_lock:
        try:
            # under its one true name: a second name would initialise the same module twice, which it refuses
            return pkcs11.lib(str(path.resolve()))
        except pkcs11.PKCS11Error as error:
            raise Fault("token.module_bad", module=path, cause=str(error) or type(error).__name__) from error


def start_again(library: "Library") -> None:
    """Close everything the module has open in this process and begin anew.

    For some modules the only way to see a token that was plugged in since.
    """
    import pkcs11

    with module_lock:
        with contextlib.suppress(pkcs11.PKCS11Error):  # it was closed already; what follows tells
            library.finalize()
        library.initialize()
