"""Writes `fixtures/workspace-N.kgdesk` for the present schema version.

Run once per version, never again for an old one: `python -m tests.store.make_fixture`.
"""

from decimal import Decimal
from pathlib import Path

from kgdesk.domain.narrative import Narrative
from kgdesk.domain.observation import Observation
from kgdesk.store import narratives, observations
from kgdesk.store.header import VERSION
from tests.store.bench import AT, make

if __name__ == "__main__":
    path = Path(__file__).parent / "fixtures" / f"workspace-{VERSION}.kgdesk"
    with make(path) as store, store.transaction(actor="Lê Thị Hoa", action="entry.record", at=AT) as transaction:
        observations.put(transaction, Observation("KG-911", "I01", "2024", value=Decimal(42)))
        narratives.put(transaction, Narrative("KG-911", "T1", "2024", results="Đã xong"))
    path.chmod(0o644)
