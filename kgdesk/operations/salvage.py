"""Saving what can be read of a damaged workspace: a new workspace, a report of what is gone, files without a place."""

from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from kgdesk.domain.errors import Fault
from kgdesk.domain.observation import Observation
from kgdesk.files import write_atomically
from kgdesk.messages import VIETNAM, is_known, say
from kgdesk.operations.workspace import Clock, utc_now
from kgdesk.store import creation, meta, plans
from kgdesk.store.cipher_key import CIPHER, CipherKey
from kgdesk.store.connection import Store
from kgdesk.store.header import check_place
from kgdesk.store.salvage import Finding, Salvaged, rebuild
from kgdesk.store.salvage_reading import read_damaged
from kgdesk.store.salvage_tables import Recovered
from kgdesk.store.shares import check_local
from kgdesk.store.transaction import Transaction
from kgdesk.store.vouching import unvouched

_SHOWN = ("observation", "narrative", "escalation", "sealed_return", "sealed_file", "received_file", "received_return",
          "receipt", "attachment", "comment", "consolidation_run", "journal")  # fmt: skip
_HELD = ("workspace", "trust_anchor", "received_return")  # rows that only the journal's own words can be held against
# Of findings: what stood in the workspace.
_CONTENTS = {"salvage.refused": "row", "salvage.doubtful": "detail", "salvage.row": "row"}


@dataclass(frozen=True, slots=True)
class Saved:
    """`report` is the text that lists what is gone; `aside` the folder of files without a place, or None."""

    target: Path
    report: Path
    aside: Path | None
    kept: int
    findings: tuple[Finding, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing is missing or doubtful."""
        return not self.findings


def salvage(
    path: Path, target: Path, *, actor: str, secret: str | None = None, lang: str = "vi", clock: Clock = utc_now
) -> Saved:
    """Copy every row and file that can be read into a new workspace, around what cannot, and write what is gone.

    What was encrypted stays so, under the same key, and nothing of its contents is written beside it; `secret` is its
    password or recovery code, where its key has not been given. The damaged file is only read; nobody should have it
    open. Raises Fault `workspace.missing`, `.exists`, `.network`, `salvage.nothing` (not one row of a workspace is
    readable), `salvage.wrong_password`, `encryption.locked`, `.wrong_code`, `.code_slip` and those of the disk.
    """
    check_place(path)
    check_local(target)
    found, cipher = read_damaged(path, secret)
    key = None if cipher is None else cipher.key
    at = clock()
    with creation.new_file(target) as temporary:
        saved = _write(found, temporary, path, key)
        with Store.open(temporary) as store:
            _finish(store, saved, path, key, actor=actor, at=at)
    if cipher is not None:
        _keep_inside(saved, checked=cipher.checked)
    aside = _put_aside(saved, target)
    report = _free(target.with_name(f"{target.stem}-cuu-du-lieu.txt"))
    title = say("salvage.title", lang, file=path, target=target, at=at)
    write_atomically(report, _text(title, saved, aside, lang=lang).encode(errors="replace"), private=True)
    return Saved(target, report, aside, sum(saved.kept.get(name, 0) for name in _SHOWN), tuple(saved.findings))


def free_target(path: Path) -> Path:
    """Name the new workspace beside the damaged one, by a name that is not taken."""
    number, target = 1, path.with_name(f"{path.stem}-cuu.kgdesk")
    while target.exists():
        number += 1
        target = path.with_name(f"{path.stem}-cuu-{number}.kgdesk")
    return target


def _free(wanted: Path) -> Path:
    """Give the name, with a number where it is taken: what an earlier salvage left may be the only copy there is."""
    number, path = 1, wanted
    while path.exists():
        number += 1
        path = wanted.with_stem(f"{wanted.stem}-{number}")
    return path


def _write(found: Recovered, temporary: Path, path: Path, key: CipherKey | None) -> Salvaged:
    from kgdesk.store.faults import sqlite_faults

    with closing(creation.connect(temporary, key=key)) as connection, sqlite_faults(temporary):
        creation.lay_out(connection)
        connection.execute("PRAGMA query_only = OFF")
        connection.execute("BEGIN IMMEDIATE")
        saved = rebuild(found, connection, figures_of=_figures)
        if not saved.unit or not sum(saved.kept.get(name, 0) for name in _SHOWN):
            raise Fault("salvage.nothing", file=path)
        connection.execute("COMMIT")
    return saved


def _figures(document: bytes) -> Iterable[Observation]:
    from kgdesk.returns import canonical

    return [line.observation for line in canonical.from_bytes(document).lines if line.observation is not None]


def _finish(store: Store, saved: Salvaged, path: Path, key: CipherKey | None, *, actor: str, at: datetime) -> None:
    """Say in the new chain where it comes from; a plan that is gone is the one that ships with the program."""
    saved.findings += [("salvage.row", {"table": table, "row": row}) for table, row in unvouched(store, _HELD)]
    detail = {"findings": len(saved.findings)}
    with store.transaction(
        actor=actor, action="workspace.salvage", subject=path.name, detail=detail, at=at
    ) as transaction:
        transaction.vouch_for_all()
        meta.put(transaction, "salvaged_from", path.name)
        if key is not None:
            meta.put(transaction, "encryption", CIPHER)
        if not saved.has_plan:
            _install_shipped_plan(transaction)
            saved.findings.append(("salvage.plan", {}))


def _install_shipped_plan(transaction: Transaction) -> None:
    from kgdesk.returns import plan_default, plan_document

    document = plan_default.load()
    plans.install(transaction, document, plan=plan_document.from_bytes(document), digest=plan_document.digest(document))


def _keep_inside(saved: Salvaged, *, checked: bool) -> None:
    """Leave out of report and folder what an encrypted workspace holds: anybody can read them."""
    told: list[Finding] = [] if checked else [("salvage.code_only", {})]
    for code, params in saved.findings:
        shown = {name: "…" if name == _CONTENTS.get(code) else value for name, value in params.items()}
        told.append(("salvage.spoiled_gone" if code == "salvage.spoiled" else code, shown))
    if saved.aside:
        told.append(("salvage.not_aside", {"count": len(saved.aside)}))
    saved.findings, saved.aside = told, []


def _put_aside(saved: Salvaged, target: Path) -> Path | None:
    """Write the bytes that have no place in the new workspace; names from the damaged file are no paths."""
    if not saved.aside:
        return None
    folder = _free(target.with_name(f"{target.stem}-tep-roi"))
    for name, content in saved.aside:
        safe = "".join(letter for letter in PurePosixPath(name.replace("\\", "/")).name if letter.isprintable())
        write_atomically(folder / (safe[:100] or "tep"), content, private=True)
    return folder


def _text(title: str, saved: Salvaged, aside: Path | None, *, lang: str) -> str:
    lines = [title, ""]
    lines += [f"  {say(f'salvage.table.{table}', lang)}: {saved.kept.get(table, 0)}" for table in _SHOWN]
    lines += ["", say("salvage.undo", lang), ""]
    if not saved.findings:
        lines.append(say("salvage.complete", lang))
    lines += [f"- {sentence(finding, lang)}" for finding in saved.findings]
    if aside is not None:
        lines += ["", say("salvage.aside", lang, folder=aside, count=len(saved.aside))]
    return "\n".join(lines) + "\n"


def sentence(finding: Finding, lang: str) -> str:
    """Say what is missing or doubtful."""
    code, params = finding
    shown = dict(params)
    if "table" in shown:
        table = f"salvage.table.{shown['table']}"
        shown["table"] = say(table, lang) if is_known(table) else shown["table"]
    if code == "salvage.doubtful":
        shown["at"] = _moment(str(shown["at"]))
        shown["words"] = _deed(str(shown["action"]), str(shown["subject"]), lang)
    return say(code, lang, **shown)


def _moment(text: str) -> object:
    try:
        return datetime.fromisoformat(text).astimezone(VIETNAM)
    except (ValueError, OverflowError):
        return text


def _deed(action: str, subject: str, lang: str) -> str:
    code = f"person.did.{action}"
    if not is_known(code):
        return f"{action} {subject}".strip()
    return say(code, lang, what=subject, subject=subject, name=subject, count="?")
