"""A bundle for whoever helps from afar: which program and computer, how large, what failed; nobody's names or figures.

Everything in it is chosen, nothing is copied and blacked out: see `support_log` for the log.
"""

import io
import json
import platform
import sys
import zipfile
from collections.abc import Mapping
from datetime import datetime
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from kgdesk import __version__
from kgdesk.domain.errors import Fault
from kgdesk.files import state_folder, write_atomically
from kgdesk.operations.support_log import MOST_LINES, harmless

if TYPE_CHECKING:
    from kgdesk.operations.workspace import Workspace

LOGS = ("kgdesk.log", "desk.log", "desk.old.log")
LOG_LIMIT = 4_000_000  # bytes of the end of a log that are looked at
# Settings that name nobody and nothing, and what each may hold; anything else stays at home.
_SETTINGS: Mapping[str, frozenset[str] | int] = {
    "language": frozenset({"vi", "en"}),
    "scheme": frozenset({"system", "light", "dark", "contrast", "contrast-white"}),
    "font_points": 100,
    "grid_zoom": 1000,
    "panel_shown": frozenset({"True", "False"}),
}
_LIBRARIES = (
    "PySide6-Essentials", "sqlite-utils", "openpyxl", "reportlab", "pikepdf", "pyHanko", "cryptography", "lxml",
    "pypdfium2", "Pillow", "python-pkcs11", "xlrd", "python-docx",
)  # fmt: skip
_READ_ME = """\
Gói thông tin hỗ trợ của KGDesk
===============================
Trong gói này có: phiên bản chương trình và máy tính, cỡ và số dòng của sổ làm việc, kết quả kiểm tra sổ,
vài thiết lập hiển thị, và các chỗ trong chương trình đã gặp lỗi.
Trong gói này không có: số liệu, thuyết minh, tên người, tên đơn vị, địa chỉ thư, tên tệp, đường dẫn, mật khẩu, khóa.
Bạn có thể mở từng tệp bằng Notepad để xem trước khi gửi.

KGDesk support bundle: versions, sizes, counts, checks, display settings, places of failures in the program.
No figures, texts, names, addresses, file names, paths, passwords or keys. Open each file to see for yourself.
"""


def make_bundle(
    target: Path,
    *,
    at: datetime,
    workspace: "Workspace | Fault | None" = None,
    settings: Mapping[str, object] | None = None,
    overwrite: bool = False,
) -> Path:
    """Write the bundle, a zip of small texts, and return its path.

    `workspace` is the open one, or the Fault that opening it ended in.
    Raises Fault `file.exists` (without `overwrite`) and those of the disk.
    """
    if target.exists() and not overwrite:
        raise Fault("file.exists", file=target)
    entries = {
        "DOC-TRUOC.txt": _READ_ME,
        "may-tinh.json": _json(_computer()),
        "so-lam-viec.json": _json(_about(workspace)),
        "thiet-lap.json": _json(_chosen(settings or {})),
        "loi.txt": "\n".join(_failures()) + "\n",
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, text in entries.items():
            bundle.writestr(zipfile.ZipInfo(name, at.timetuple()[:6]), text.encode(), zipfile.ZIP_DEFLATED)
    write_atomically(target, stream.getvalue())
    return target


def _json(tree: object) -> str:
    return json.dumps(tree, ensure_ascii=False, indent=2) + "\n"


def _computer() -> dict[str, object]:
    from kgdesk.store import health

    return {
        "kgdesk": __version__,
        "frozen": bool(getattr(sys, "frozen", False)),
        "python": platform.python_version(),
        "system": platform.system(),
        "release": platform.release(),
        "machine": platform.machine(),
        "sqlite": health.sqlite_version(),
        "libraries": {name: _version(name) for name in _LIBRARIES},
    }


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _about(workspace: "Workspace | Fault | None") -> dict[str, object]:
    """Say how large a workspace is and how sound, and of its plan only the version."""
    if workspace is None:
        return {}
    if isinstance(workspace, Fault):
        return {"opens": False, "code": workspace.code}
    from kgdesk.operations.maintenance import doctor
    from kgdesk.store import health
    from kgdesk.store.header import VERSION

    report = doctor(workspace.path)
    return {
        "opens": True,
        "schema": VERSION,
        "megabytes": round(workspace.path.stat().st_size / 1_000_000, 1),
        "rows": health.row_counts(workspace.store),
        "checks": {fact.name: fact.passed for fact in report.facts},
        "plan_version": workspace.plan.version,
        "is_part": workspace.part is not None,
        "consolidates": workspace.consolidates,
    }


def _chosen(settings: Mapping[str, object]) -> dict[str, str]:
    """Let through what is known to name nobody, where it holds what it may."""
    kept = {}
    for name, allowed in _SETTINGS.items():
        text = str(settings.get(name, ""))
        fits = (
            text.isascii() and text.isdigit() and int(text) <= allowed if isinstance(allowed, int) else text in allowed
        )
        if fits:
            kept[name] = text
    return kept


def _failures() -> list[str]:
    """Give the harmless lines of all logs, the newest last."""
    lines: list[str] = []
    for name in reversed(LOGS):
        try:
            with (state_folder() / name).open("rb") as log:
                log.seek(0, io.SEEK_END)
                log.seek(max(0, log.tell() - LOG_LIMIT))
                text = log.read(LOG_LIMIT).decode("utf-8", "replace")
        except OSError:
            continue
        lines += [f"== {name}", *harmless(text)]
    return lines[-MOST_LINES:]
