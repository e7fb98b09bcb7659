"""Writes `fixtures/workspace-N.kgdesk` for the present schema version.

Run once per version, never again for an old one: `python -m tests.store.make_fixture`.
"""

import hashlib
from datetime import date
from decimal import Decimal
from pathlib import Path

from kgdesk.domain.escalation import Escalation
from kgdesk.domain.narrative import Narrative
from kgdesk.domain.observation import Observation
from kgdesk.domain.place import Place, PlaceKind
from kgdesk.store import (
    attachments,
    comments,
    escalations,
    extensions,
    letters,
    narratives,
    observations,
    outbox,
    undo_steps,
)
from kgdesk.store.header import VERSION
from kgdesk.store.transaction import Transaction
from kgdesk.store.undo_steps import Change, Noun, StepKind
from tests.store.bench import AT, make

SCAN = b"%PDF-1.7\n"
TASK = Place(PlaceKind.TASK, "T1")


def write(transaction: Transaction) -> None:
    """A figure that can be taken back, a narrative, a matter, a remark, a file, more time, a letter, a mail."""
    after = observations.put(transaction, Observation("KG-911", "I01", "2024", value=Decimal(42)))
    change = Change(Noun.OBSERVATION, "I01", None, after)
    undo_steps.put(transaction, unit="KG-911", period="2024", kind=StepKind.CELL, changes=(change,))
    narratives.put(transaction, Narrative("KG-911", "T1", "2024", results="Đã xong"))
    matter = Escalation("KG-911-2024-1", "KG-911", "2024", date(2024, 12, 1), "Thiếu vốn", "Luật", "Bổ sung", "UBND")
    escalations.put(transaction, matter)
    comments.put(transaction, unit="KG-911", period="2024", place=TASK, kind="said", text="Xem lại")
    digest = hashlib.sha256(SCAN).hexdigest()
    attachments.keep_content(transaction, digest, SCAN, media_type="application/pdf")
    attachments.put(transaction, unit="KG-911", period="2024", place=TASK, sha256=digest, name="Quyết định.pdf")
    extensions.put(transaction, unit="KG-911", period="2024", until=date(2025, 1, 3), reason="Mất điện do bão")
    letters.put(transaction, letters.KeptLetter("KG-911", "2024", "reminder", 1, "", date(2024, 12, 20)))
    outbox.put(
        transaction, outbox.OutEvent(outbox.ItemKind.RETURN, "a" * 64, "KG-911", "2024", 1, outbox.OutStep.MAIL_MADE)
    )


if __name__ == "__main__":
    path = Path(__file__).parent / "fixtures" / f"workspace-{VERSION}.kgdesk"
    with make(path) as store, store.transaction(actor="Lê Thị Hoa", action="entry.record", at=AT) as transaction:
        write(transaction)
    path.chmod(0o644)
