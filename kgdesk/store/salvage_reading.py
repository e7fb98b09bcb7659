"""All that can be read of a damaged workspace, plain or encrypted."""

from pathlib import Path

from kgdesk.domain.errors import Fault
from kgdesk.files import disk_faults
from kgdesk.store.cipher_key import KNOWN_BEGINNINGS
from kgdesk.store.salvage_cipher import MAGIC, PageCipher, find, looks_encrypted
from kgdesk.store.salvage_pages import PageFile
from kgdesk.store.salvage_tables import Recovered, read_tables


def read_damaged(path: Path, secret: str | None) -> tuple[Recovered, PageCipher | None]:
    """Read a file with its log into memory, and every row in it; gives what opened it, too, where it is encrypted.

    What is plain is found without a secret. Raises Fault `salvage.nothing` (not one row), `encryption.locked`,
    `workspace.not_a_workspace` (by its beginning it is something else, and no key opens it), `salvage.wrong_password`,
    `encryption.wrong_code`, `.code_slip`, `file.*`.
    """
    log_path = path.with_name(f"{path.name}-wal")
    with disk_faults(path):
        data, log = path.read_bytes(), log_path.read_bytes() if log_path.exists() else b""
    found = read_tables(PageFile(data, log))
    if any(found.rows.values()):
        return found, None
    cipher = find(path, data, log, secret) if looks_encrypted(data) else None
    if cipher is None:
        raise Fault(_why_nothing(data), file=path)
    found = read_tables(PageFile(data, log, cipher=cipher))
    if not any(found.rows.values()):
        raise Fault("salvage.nothing" if cipher.checked else "encryption.wrong_code", file=path)
    return found, cipher


def _why_nothing(data: bytes) -> str:
    """Name the Fault of a file that holds no row and that no key opens: a PDF looks like chance, too."""
    if data.startswith(KNOWN_BEGINNINGS) and not data.startswith(MAGIC):
        return "workspace.not_a_workspace"
    return "encryption.locked" if looks_encrypted(data) else "salvage.nothing"
