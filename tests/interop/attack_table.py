"""Writes docs/security/workbook-attacks.md: what each program answers to each forged workbook.

`python -m tests.interop.attack_table` (after `make interop`, which installs the other programs).
"""

import sys
import tempfile
from collections import Counter
from itertools import groupby
from pathlib import Path

from kgdesk.domain.errors import Fault
from kgdesk.domain.verdict import Fact, SignatureFacts
from kgdesk.files import data_root
from kgdesk.signing.workbook import inspect_workbook
from tests.interop.libreoffice import libreoffice
from tests.interop.poi import Poi
from tests.signing.forgery_tools import FORGERIES
from tests.signing.signing_samples import LATER
from tests.signing.workbook_forgeries import anchors, expected_roles, forged, honest

TARGET = data_root() / "docs" / "security" / "workbook-attacks.md"
_HEAD = """# Forged workbooks, and who believes them

Written by `python -m tests.interop.attack_table`; do not edit. Each row is one forger in
`tests/signing/forgeries_*.py`, working on a return honestly signed by the agency (or by head and agency, where a
signature is taken out). `tests/signing/test_workbook_attacks.py` runs them against KGDesk in every test run.

- **LibreOffice** {office}: `verifyDocumentContentSignatures` with the demonstration authority in its NSS store.
  *valid*: signature and certificate hold; *untrusted*: the signature holds, the certificate does not.
- **Apache POI** 5.2.2: `SignaturePart.validate` of every signature; it knows no authorities and no revocation, so
  rows of the family "trust" say nothing against it.
- **KGDesk**: integrity, coverage and trust (`+` passed, `-` failed, `?` undecided) and the first reason;
  `valid` would be `+ + +`. It is told which roles must have signed, as every reader of a return is.

Not every row is a hole in the other program: an unsigned extra part that nothing refers to is ignored by both, and
what is not shown there may be imported here. Not tried: Microsoft Excel.
"""


def _office_version() -> str:
    import subprocess

    words = subprocess.run(["soffice", "--version"], capture_output=True, text=True, check=True).stdout.split()
    return words[1]


def _ours(data: bytes, roles: tuple[str, ...]) -> tuple[str, str]:
    try:
        facts = inspect_workbook(data, anchors=anchors(), at=LATER, expected_roles=roles)
    except Fault as fault:
        return "unreadable", fault.code.removeprefix("signature.")
    signs = {Fact.PASSED: "+", Fact.FAILED: "-", Fact.INDETERMINATE: "?"}
    said = " ".join(signs[fact] for fact in (facts.integrity, facts.coverage, facts.trust))
    return said, _first_reason(facts)


def _first_reason(facts: SignatureFacts) -> str:
    telling = [reason for reason in facts.reasons if reason != "time_claimed"]
    return telling[0] if telling else ""


def main() -> int:
    """Make the files, ask everybody, write the table; says no when a forgery is believed by KGDesk."""
    controls = {
        "signed by the agency": (honest().signed, ("agency",)),
        "signed by both": (honest().both, ("head", "agency")),
    }
    forgeries = {name: (forged(name), expected_roles(each)) for name, each in FORGERIES.items()}
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        files = {}
        for number, (name, (data, _)) in enumerate({**controls, **forgeries}.items()):
            files[name] = folder / f"{number:03}.xlsx"
            files[name].write_bytes(data)
        poi = Poi(folder).answers(list(files.values()))
        with libreoffice(folder / "office", root=honest().authority.root_pem) as running:
            office = running.answers(list(files.values()))
    rows = {
        name: (office[files[name]], poi[files[name]], *_ours(data, roles))
        for name, (data, roles) in {**controls, **forgeries}.items()
    }
    believed = [name for name in forgeries if rows[name][2] == "+ + +"]
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(_document(rows, list(controls)), encoding="utf-8")
    print(f"{len(forgeries)} forgeries, {len(believed)} believed by KGDesk; {TARGET}")
    return 1 if believed or any(rows[name][2] != "+ + +" for name in controls) else 0


def _document(rows: dict[str, tuple[str, str, str, str]], controls: list[str]) -> str:
    office = Counter(answers[0] for name, answers in rows.items() if name not in controls)
    poi = Counter(answers[1] for name, answers in rows.items() if name not in controls)
    lines = [_HEAD.format(office=_office_version())]
    lines.append(
        f"Of {len(FORGERIES)} forgeries LibreOffice calls {office['valid']} valid and {office['untrusted']} untrusted, "
        f"POI {poi['valid']} valid, KGDesk none.\n"
    )
    lines += ["## Controls\n", *_table(rows, controls)]
    ordered = sorted(FORGERIES.values(), key=lambda each: each.family)
    for family, members in groupby(ordered, key=lambda each: each.family):
        lines += [f"\n## {family.capitalize()}\n", *_table(rows, [each.name for each in members])]
    return "\n".join(lines) + "\n"


def _table(rows: dict[str, tuple[str, str, str, str]], names: list[str]) -> list[str]:
    lines = ["| attack | LibreOffice | POI | KGDesk | reason |", "|---|---|---|---|---|"]
    for name in names:
        first, second, facts, reason = rows[name]
        lines.append(f"| {name.replace('_', ' ')} | {first} | {second} | {facts} | {f'`{reason}`' if reason else ''} |")
    return lines


if __name__ == "__main__":
    sys.exit(main())
