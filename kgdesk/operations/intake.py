"""Taking received files in: each judged apart, placed and recorded in one transaction of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kgdesk.consolidation.examination import Examination
from kgdesk.domain.changes import ChangeSet, Outcome
from kgdesk.domain.errors import Fault
from kgdesk.domain.progress import Progress, Silent
from kgdesk.domain.return_cycle import IntakeOutcome
from kgdesk.operations.intake_batch import Batch
from kgdesk.operations.intake_keeping import keep, placement_of
from kgdesk.operations.intake_line import Candidate, IntakeLine, Mark, Step
from kgdesk.operations.intake_result import IntakeResult
from kgdesk.operations.intake_source import ENDINGS, FILES_LIMIT, files_of, read_files, unpacked
from kgdesk.operations.judging import Judges
from kgdesk.operations.verify import load_anchors
from kgdesk.operations.workspace import Workspace

if TYPE_CHECKING:
    from kgdesk.signing.trust import TrustAnchors
    from kgdesk.store.received_files import ReceivedFile

__all__ = ["ENDINGS", "FILES_LIMIT", "IntakeResult", "take_in", "take_in_answers", "take_in_steps"]

_SETTLED = {IntakeOutcome.TAKEN_IN, IntakeOutcome.COMPANION}  # a held or refused file is looked at anew
_NOTHING_NEW = {IntakeOutcome.DUPLICATE, IntakeOutcome.LEFT_OUT}


def take_in(
    workspace: Workspace,
    paths: Sequence[Path],
    *,
    trust: Path | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Outcome[tuple[IntakeResult, ...]]:
    """Take files, folders, mails and archives in. Cancelling keeps what is done; nothing is ever half taken in.

    Raises Fault `intake.not_a_consolidator` where no unit reports to this one, `intake.nothing` where folders hold
    nothing of the kind, and the faults of the trust anchors; a bad file only ends in its own result.
    """
    if not workspace.consolidates:
        raise Fault("intake.not_a_consolidator", unit=workspace.unit.name_vi)
    return _of_paths(workspace, paths, trust=trust, dry_run=dry_run, progress=progress)


def take_in_answers(
    workspace: Workspace,
    paths: Sequence[Path],
    *,
    trust: Path | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Outcome[tuple[IntakeResult, ...]]:
    """Take in, from the same kinds of files, the receipts that answer this unit's own returns; nothing else.

    For units with nobody below; raises Fault `intake.nothing` and the faults of the trust anchors.
    """
    return _of_paths(workspace, paths, trust=trust, dry_run=dry_run, progress=progress)


def _of_paths(
    workspace: Workspace, paths: Sequence[Path], *, trust: Path | None, dry_run: bool, progress: Progress | None
) -> Outcome[tuple[IntakeResult, ...]]:
    files = files_of(paths)
    if not files:
        raise Fault("intake.nothing", file=", ".join(map(str, paths)))
    anchors = load_anchors(trust, workspace)
    return take_in_steps(
        workspace,
        read_files(files),
        total=len(files),
        batch=Batch(files),
        anchors=anchors,
        dry_run=dry_run,
        progress=progress,
    )


def take_in_steps(
    workspace: Workspace,
    steps: Iterator[Step],
    *,
    total: int,
    batch: Batch,
    anchors: "TrustAnchors",
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Outcome[tuple[IntakeResult, ...]]:
    """Take in whatever a source gives; `total` is how many steps it has, as far as anybody knows."""
    from kgdesk.store import enrolments

    watch = progress or Silent()
    bound = enrolments.every(workspace.store)
    with Judges(anchors, workspace.plan, bound) as judges:
        intake = _Intake(workspace, batch, dry_run=dry_run, total=total)
        line = IntakeLine(steps, judges, known=intake.is_known, clock=workspace.clock)
        for step, seen in line.walk(lambda name: watch.step(intake.done, intake.total, name)):
            if isinstance(step, Mark):
                if not dry_run:
                    step.settle()
            elif isinstance(step, IntakeResult):
                intake.tell(step)
            elif seen is None or isinstance(seen, Examination):
                intake.tell(intake.judged(step, seen))
            else:
                inside = list(unpacked(step, seen))
                intake.open(inside)
                line.put_first(inside)
    watch.step(intake.total, intake.total, "")
    return Outcome(tuple(intake.results), intake.changes)


@dataclass(slots=True)
class _Intake:
    """The single writer: what was made of the files so far."""

    workspace: Workspace
    batch: Batch
    dry_run: bool
    total: int
    done: int = 0
    results: list[IntakeResult] = field(default_factory=list)

    def is_known(self, candidate: Candidate) -> bool:
        """Whether these bytes were settled before, so that nobody need look at them again."""
        return self._before(candidate) is not None

    def tell(self, result: IntakeResult) -> None:
        """Add a result."""
        self.results.append(result)
        self.done += 1

    def open(self, inside: Sequence[Step]) -> None:
        """Count what came out of a container, which is no result itself."""
        self.total += len(inside) - 1
        self.batch.add_paths(item.file for item in inside if isinstance(item, Candidate))

    def judged(self, candidate: Candidate, seen: Examination | None) -> IntakeResult:
        """Place and keep a file; asked once more whether it is known, since its twin may have come before it."""
        before = self._before(candidate)
        if before is not None:
            self.batch.add_known(candidate.data, candidate.file)
            params: dict[str, object] = {"name": before.name, "when": before.received_at}
            return _result(candidate, IntakeOutcome.DUPLICATE, "intake.same_file", params)
        if seen is None:
            raise AssertionError(candidate.file)  # what is known stays known
        if seen.receipt is not None:
            return self._answer(candidate, seen)
        if not self.workspace.consolidates:
            return replace(
                _result(candidate, IntakeOutcome.REFUSED, "receipt.not_a_receipt", {"file": candidate.file}),
                verdict=seen.verdict,
            )
        placement = self.batch.told(placement_of(self.workspace, seen), candidate.file, seen)
        result = _result(candidate, placement.outcome, placement.reason, placement.params)
        result = replace(result, verdict=seen.verdict)
        identity = seen.verdict.identity
        if identity is not None:
            result = replace(result, unit=identity.unit, period=identity.period, revision=identity.revision)
        return result if self.dry_run else keep(self.workspace, candidate.data, seen, placement, result)

    def _before(self, candidate: Candidate) -> "ReceivedFile | None":
        from kgdesk.store import received_files

        before = received_files.find(self.workspace.store, candidate.sha256)
        return before if before is not None and before.outcome in _SETTLED else None

    def _answer(self, candidate: Candidate, seen: Examination) -> IntakeResult:
        """Keep a receipt that answers a return of ours."""
        from kgdesk.operations.receipt_in import keep_receipt

        assert seen.receipt is not None  # noqa: S101 - asked before
        identity = seen.receipt.identity
        told = {"revision": identity.revision, "period": seen.receipt.period_label_vi}
        result = replace(
            _result(candidate, IntakeOutcome.TAKEN_IN, f"intake.receipt_{seen.receipt.decision.value}", told),
            verdict=seen.verdict,
            unit=identity.unit,
            period=identity.period,
            revision=identity.revision,
            receipt=seen.receipt,
        )
        try:
            got = keep_receipt(self.workspace, seen, candidate.data, candidate.file, dry_run=self.dry_run)
        except Fault as fault:
            return replace(result, outcome=IntakeOutcome.REFUSED, reason=fault.code, params=dict(fault.params))
        return replace(result, outcome=IntakeOutcome.DUPLICATE) if got.known else result

    @property
    def changes(self) -> ChangeSet:
        """What views have to fetch again."""
        if self.dry_run:
            return ChangeSet()
        new = [item for item in self.results if item.outcome not in _NOTHING_NEW]
        answered = any(item.receipt is not None for item in new)
        return ChangeSet(received=any(item.receipt is None for item in new), returns=answered)


def _result(candidate: Candidate, outcome: IntakeOutcome, reason: str, params: dict[str, object]) -> IntakeResult:
    return IntakeResult(
        candidate.file, outcome, reason, dict(params), sha256=candidate.sha256, origin=dict(candidate.origin)
    )
