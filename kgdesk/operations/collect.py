"""Filled forms read back: into the unit's own workspace, or into one that is kept for a unit without the program.

A form is unsigned: it never becomes a received return and never enters a total. Where it goes, somebody who may
sign for the unit looks at it and seals it (docs/decisions: forms are entry).
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from kgdesk.domain.changes import ChangeSet, Outcome
from kgdesk.domain.errors import Fault
from kgdesk.domain.period import Period
from kgdesk.files import read_bytes
from kgdesk.messages import printable
from kgdesk.operations.apart import read_apart
from kgdesk.operations.collect_report import FormOutcome, FormReport
from kgdesk.operations.collect_texts import EscalationPlan, NarrativePlan, escalation_plans, narrative_plans
from kgdesk.operations.collect_writing import ACTION, keep_form
from kgdesk.operations.record_names import IndicatorNames
from kgdesk.operations.record_report import IN_THE_WAY, Answers, Note, RowOutcome, RowReport
from kgdesk.operations.record_rows import RowPlan, RowReader, as_saved
from kgdesk.operations.workspace import Workspace, create_workspace, open_workspace
from kgdesk.returns import tabular
from kgdesk.returns.form_identity import DIGEST_DIGITS, FormIdentity
from kgdesk.returns.form_read import FilledForm, read_form
from kgdesk.store import journal
from kgdesk.store import plans as installed_plans

__all__ = ["FormOutcome", "FormReport", "collect_forms"]

Unlock = Callable[[Path], None]

_NAMED_ROWS = 20  # of hidden ones, in a sentence


def collect_forms(
    workspace: Workspace,
    paths: Sequence[Path],
    *,
    into: Path | None = None,
    dry_run: bool = False,
    older: bool = False,
    reason: str = "",
    answers: Mapping[Path, Answers] | None = None,
    unlock: Unlock | None = None,
) -> Outcome[tuple[FormReport, ...]]:
    """Read forms back, each in one transaction and one step; a bad form only ends in its own report.

    A form of this unit goes into this workspace. One of a unit below goes into the workspace `into`: a file, or a
    folder in which `UNIT.kgdesk` is made under the same plan when it is not there. `older` takes a form that was
    saved before the one collected last. `unlock` is called with a workspace of `into` before it is opened, to hand
    over its password where it is encrypted.
    """
    reports = []
    changed = ChangeSet()
    for path in paths:
        chosen = (answers or {}).get(path, Answers())
        task = _Collecting(
            workspace, path, into=into, dry_run=dry_run, older=older, reason=reason, answers=chosen, unlock=unlock
        )
        report, changes = task.run()
        reports.append(report)
        if changes and report.workspace == workspace.path:
            changed = ChangeSet(
                changed.cells | changes.cells, changed.narratives | changes.narratives,
                changed.escalations or changes.escalations,
            )  # fmt: skip
    return Outcome(tuple(reports), changed)


class _Collecting:
    """One form on its way."""

    def __init__(
        self,
        workspace: Workspace,
        path: Path,
        *,
        into: Path | None,
        dry_run: bool,
        older: bool,
        reason: str,
        answers: Answers,
        unlock: Unlock | None,
    ) -> None:
        self._workspace = workspace
        self._path = path
        self._into = into
        self._dry_run = dry_run
        self._older = older
        self._reason = reason.strip()
        self._answers = answers
        self._unlock = unlock

    def run(self) -> tuple[FormReport, ChangeSet]:
        """Read the form, decide where it belongs, and keep it."""
        try:
            data = read_bytes(self._path, limit=tabular.MAX_BYTES)
            names = IndicatorNames(self._workspace.plan.indicators)
            tasks = frozenset(task.code for task in self._workspace.plan.tasks)
            form = read_apart(
                self._path.name,
                read_form,
                data,
                printable(self._path.name),
                is_known=names.names_exactly,
                is_task=tasks.__contains__,
            )
            self._check(form.identity)
            return self._collect(form, data)
        except Fault as fault:
            return FormReport(self._path, FormOutcome.REFUSED, fault.code, dict(fault.params)), ChangeSet()

    def _check(self, identity: FormIdentity) -> None:
        """Raise Fault where the form is of another plan, an unknown or another unit, or no period."""
        plan = self._workspace.plan
        named: dict[str, object] = {"file": self._path.name}
        if identity.plan != plan.code:
            raise Fault("collect.other_plan", **named, theirs=identity.plan, ours=plan.code)
        if (identity.version, identity.digest) != (plan.version, self._workspace.plan_digest[:DIGEST_DIGITS]):
            raise Fault("collect.other_version", **named, theirs=identity.version, ours=plan.version)
        Period.parse(identity.period)
        unit = plan.unit(identity.unit)
        if unit.code == self._workspace.unit.code:
            return
        if unit.parent != self._workspace.unit.code:
            raise Fault("collect.other_unit", **named, theirs=unit.name_vi, ours=self._workspace.unit.name_vi)
        if self._into is None:
            raise Fault("collect.into_needed", **named, theirs=unit.name_vi, unit=unit.code)

    def _collect(self, form: FilledForm, data: bytes) -> tuple[FormReport, ChangeSet]:
        if form.identity.unit == self._workspace.unit.code:
            with nullcontext(self._workspace) as target:
                return self._keep(target, form, data)
        path = self._target(form.identity.unit)
        if not path.exists() and self._dry_run:
            return self._readable_only(form), ChangeSet()
        with self._opened(path, form.identity.unit) as target:
            if target.unit.code != form.identity.unit:
                raise Fault(
                    "collect.other_unit", file=self._path.name, ours=target.unit.name_vi,
                    theirs=self._workspace.plan.unit(form.identity.unit).name_vi,
                )  # fmt: skip
            if target.plan_digest != self._workspace.plan_digest:
                raise Fault("collect.target_plan", file=self._path.name, workspace=path)
            return self._keep(target, form, data)

    def _target(self, unit: str) -> Path:
        assert self._into is not None  # noqa: S101 - `_check` asked
        return self._into / f"{unit}.kgdesk" if self._into.is_dir() else self._into

    def _opened(self, path: Path, unit: str) -> Workspace:
        workspace = self._workspace
        if path.exists():
            if self._unlock is not None:
                self._unlock(path)
            return open_workspace(path, actor=workspace.actor, clock=workspace.clock, read_only=self._dry_run)
        _, document = installed_plans.current(workspace.store)
        return create_workspace(path, unit=unit, actor=workspace.actor, plan_bytes=document, clock=workspace.clock)

    def _readable_only(self, form: FilledForm) -> FormReport:
        """Say of a dry run what a workspace that is still to be made would get."""
        import tempfile

        unit = form.identity.unit
        with tempfile.TemporaryDirectory() as folder, self._opened(Path(folder) / "dry.kgdesk", unit) as dry:
            report, _ = self._keep(dry, form, b"")
        return replace(report, workspace=self._target(unit))

    def _keep(self, target: Workspace, form: FilledForm, data: bytes) -> tuple[FormReport, ChangeSet]:
        period = Period.parse(form.identity.period)
        earlier = _Earlier(target, period)
        digest = sha256(data).hexdigest()
        found = _read(target, period, form, reason=self._reason, answers=self._answers)
        report = FormReport(
            self._path, FormOutcome.READABLE, "collect.readable", {"count": found.count, "unit": target.unit.name_vi},
            form.identity.unit, form.identity.period, *found.reports(), self._remarks(form, earlier, digest),
            workspace=target.path,
        )  # fmt: skip
        stopped = self._stopped(report, found, earlier, digest, form.saved_at)
        if stopped is not None or self._dry_run:
            return stopped or report, ChangeSet()
        changes = keep_form(
            target,
            period,
            figures=[plan.after for plan in found.figures if plan.after is not None],
            texts=[plan for plan in found.texts if plan.after is not None],
            matters=[plan.after for plan in found.matters if plan.after is not None],
            reason="; ".join(filter(None, (self._reason, f"Thu từ biểu mẫu {printable(self._path.name)}"))),
            detail={"file": printable(self._path.name), "sha256": digest, "saved_at": _text(form.saved_at)},
        )
        figures, texts, matters = found.reports(saved=True)
        done = replace(report, figures=figures, narratives=texts, escalations=matters)
        return _decided(done, FormOutcome.COLLECTED, "collect.collected"), changes

    def _stopped(
        self, report: FormReport, found: "_Read", earlier: "_Earlier", digest: str, saved_at: datetime | None
    ) -> FormReport | None:
        """Say why nothing is to be kept; None where it is."""
        waiting = sum(item.outcome in IN_THE_WAY for item in report.rows)
        if waiting:
            return _decided(report, FormOutcome.UNDECIDED, "collect.undecided", waiting=waiting)
        if not found.count:
            same = earlier.same(digest)
            if same is None:
                return _decided(report, FormOutcome.UNCHANGED, "collect.nothing_new")
            return _decided(report, FormOutcome.DUPLICATE, "collect.same_file", when=same.at, who=same.actor)
        if earlier.is_older(saved_at) and not self._older:
            return _decided(report, FormOutcome.UNDECIDED, "collect.older", saved=saved_at, newest=earlier.saved_at)
        return None

    @staticmethod
    def _remarks(form: FilledForm, earlier: "_Earlier", digest: str) -> tuple[Note, ...]:
        remarks = [Note(f"collect.repair_{item.kind}", dict(item.params)) for item in form.remarks]
        same, newest = earlier.same(digest), earlier.newest
        if same is not None:
            remarks.append(Note("collect.same_file_again", {"when": same.at, "who": same.actor}))
        elif newest is not None:
            remarks.append(Note("collect.newer", {"when": newest.at, "who": newest.actor}))
        if form.figures is not None and form.figures.hidden_rows:
            rows = tuple(map(str, form.figures.hidden_rows[:_NAMED_ROWS]))
            remarks.append(Note("record.hidden_rows", {"count": len(form.figures.hidden_rows), "rows": rows}))
        return tuple(remarks)


@dataclass(frozen=True, slots=True)
class _Read:
    """What every row of a form would do."""

    figures: list[RowPlan]
    texts: list[NarrativePlan]
    matters: list[EscalationPlan]

    @property
    def count(self) -> int:
        """How many rows bring something new."""
        figures = sum(plan.after is not None for plan in self.figures)
        texts = sum(plan.after is not None for plan in self.texts)
        return figures + texts + sum(plan.after is not None for plan in self.matters)

    def reports(
        self, *, saved: bool = False
    ) -> tuple[tuple[RowReport, ...], tuple[RowReport, ...], tuple[RowReport, ...]]:
        """Give the reports of the three sheets, as they are before or after saving."""
        return (
            tuple(as_saved(plan) if saved else plan.report for plan in self.figures),
            tuple(_saved(plan) if saved else plan.report for plan in self.texts),
            tuple(_saved(plan) if saved else plan.report for plan in self.matters),
        )


def _read(target: Workspace, period: Period, form: FilledForm, *, reason: str, answers: Answers) -> _Read:
    rows = () if form.figures is None else form.figures.rows
    # under the name stand the names of numerator and denominator
    named = [replace(row, name=row.name.partition("\n")[0].strip()) for row in rows]
    return _Read(
        RowReader(target, period, reason=reason, answers=answers).read(named),
        narrative_plans(target, period, form.narratives),
        escalation_plans(target, period, form.escalations, at=target.clock()),
    )


def _saved(plan: NarrativePlan | EscalationPlan) -> RowReport:
    if plan.after is None:
        return plan.report
    return replace(plan.report, outcome=RowOutcome.SAVED, code=plan.report.code.replace("_readable", "_saved"))


def _decided(report: FormReport, outcome: FormOutcome, code: str, **params: object) -> FormReport:
    return replace(report, outcome=outcome, code=code, params={**report.params, **params})


class _Earlier:
    """The forms of the period that were collected into a workspace before."""

    def __init__(self, target: Workspace, period: Period) -> None:
        self._entries = [item for item in journal.of_action(target.store, ACTION) if item.subject == period.code]

    @property
    def newest(self) -> "journal.JournalEntry | None":
        """The form that was collected last."""
        return self._entries[0] if self._entries else None

    @property
    def saved_at(self) -> datetime | None:
        """The latest moment at which any of them says it was saved."""
        texts = (str(item.detail.get("saved_at") or "") for item in self._entries)
        return max((datetime.fromisoformat(text) for text in texts if text), default=None)

    def same(self, digest: str) -> "journal.JournalEntry | None":
        """Look for the very same file."""
        return next((item for item in self._entries if item.detail.get("sha256") == digest), None)

    def is_older(self, saved: datetime | None) -> bool:
        """Whether a form was saved before the newest that is here."""
        return saved is not None and self.saved_at is not None and saved < self.saved_at


def _text(moment: datetime | None) -> str:
    return "" if moment is None else moment.isoformat()
