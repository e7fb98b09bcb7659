"""Write docs/security/pdf-attacks.md: what poppler, pyHanko and KGDesk answer to every forged PDF of the tests.

Run from the root of the repository: `.venv/bin/python docs/security/make_pdf_attacks.py`. Needs `pdfsig`.
"""

import asyncio
import logging
import subprocess
import sys
import tempfile
from collections import Counter
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from asn1crypto.x509 import Certificate  # noqa: E402
from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: E402
from pyhanko.sign.validation.pdf_embedded import (  # noqa: E402
    async_validate_pdf_signature,
    async_validate_pdf_timestamp,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints  # noqa: E402
from pyhanko_certvalidator import ValidationContext  # noqa: E402

from kgdesk.operations.verify import say_reason  # noqa: E402
from tests.signing.pdf_bench import CHECKED_AT, Bench, bench  # noqa: E402
from tests.signing.pdf_forgeries import FORGERIES, Forgery  # noqa: E402
from tests.signing.test_signing_pdf_forgeries import CONTROLS  # noqa: E402

TARGET = Path(__file__).with_name("pdf-attacks.md")
VALID = "**valid**"
REASONS: set[str] = set()


def poppler(data: bytes) -> str:
    """What `pdfsig` says of all signatures; it knows no anchors, so the chain is left out."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        done = subprocess.run(["pdfsig", "-nocert", file.name], capture_output=True, text=True, errors="replace")
    valid, total = done.stdout.count("Signature is Valid."), done.stdout.count("Signature Validation:")
    total -= (done.stdout + done.stderr).count("Unable to validate this type of signature")  # it cannot read timestamps
    if not total:
        return "no signature" if "does not contain any signatures" in done.stdout + done.stderr else "not read"
    return VALID if valid == total else f"{valid} of {total} valid"


def library(data: bytes, at: Bench) -> str:
    """What pyHanko says when it is asked for each signature, with the right anchor."""
    try:
        found = asyncio.run(_statuses(data, at))
    except Exception as error:
        return f"refused ({type(error).__name__})"
    if not found:
        return "no signature"
    return VALID if all(found) else f"{sum(found)} of {len(found)} valid"


async def _statuses(data: bytes, at: Bench) -> list[bool]:
    roots = [Certificate.load(der) for der in at.anchors.certificates]
    reader = PdfFileReader(BytesIO(data))
    found = []
    for embedded in reader.embedded_signatures:
        context = ValidationContext(trust_roots=roots, moment=CHECKED_AT, allow_fetching=False)
        try:
            if embedded.sig_object_type == "/DocTimeStamp":
                stamp = await async_validate_pdf_timestamp(embedded, context)
                found.append(stamp.intact and stamp.valid and stamp.trusted)
            else:
                usage = KeyUsageConstraints(key_usage={"digital_signature"})
                status = await async_validate_pdf_signature(embedded, context, key_usage_settings=usage)
                found.append(bool(status.bottom_line))
        except Exception:
            found.append(False)
    return found


def own(data: bytes, at: Bench) -> tuple[str, tuple[str, ...]]:
    """What KGDesk says, and its reasons."""
    verdict = at.judge(data)
    word = VALID if verdict.word.value == "valid" else verdict.word.value
    return word, tuple(reason for reason in verdict.reasons if reason != "time_claimed")


def row(name: str, what: str, data: bytes, at: Bench, counts: dict[str, Counter[str]]) -> str:
    """One line of a table."""
    answers = {"pdfsig": poppler(data), "pyHanko": library(data, at)}
    answers["KGDesk"], reasons = own(data, at)
    for who, answer in answers.items():
        counts[who][answer] += 1
    REASONS.update(reasons)
    codes = ", ".join(f"`{code}`" for code in reasons)
    return f"| {name} | {what} | {answers['pdfsig']} | {answers['pyHanko']} | {answers['KGDesk']} | {codes} |"


HEAD = """# Forged PDFs, and who believes them

Written by `docs/security/make_pdf_attacks.py`; the forgers are in `tests/signing/pdf_forgeries.py`. The file
attacked is a return that the head has certified and the agency has numbered and signed.

- **pdfsig** (poppler): `valid` when it calls every signature of the file valid. It knows no anchor here and does
  not compare revisions; "not total document signed" is a remark of its that does not change its answer.
- **pyHanko** alone: `valid` when its own default validation, with the right anchor, calls every signature valid.
- **KGDesk**: the verdict of `kgdesk verify` with the right anchor, and its reasons. Only `valid` means that the
  file may be used.

Neither of the other two knows which signers a return needs or what its pages must show; a forgery that both signers
have signed with their true keys can only be found by who compares the pages with the data.
"""


def main() -> None:
    """Make all files and write the page."""
    logging.disable(logging.CRITICAL)
    at = bench()
    counts: dict[str, Counter[str]] = {who: Counter() for who in ("pdfsig", "pyHanko", "KGDesk")}
    by_kind: dict[str, list[str]] = {}
    for item in FORGERIES.values():
        line = row(item.name.replace("_", " "), item.what.rstrip("."), item.make(at), at, counts)
        by_kind.setdefault(item.kind, []).append(line)
    believed = {who: counter[VALID] for who, counter in counts.items()}
    summary = f"| of {len(FORGERIES)} forged files | pdfsig | pyHanko | KGDesk |\n|---|---|---|---|\n"
    summary += f"| called valid | {believed['pdfsig']} | {believed['pyHanko']} | {believed['KGDesk']} |\n"
    titles = "| forgery | what it does | pdfsig | pyHanko | KGDesk | reasons |\n|---|---|---|---|---|---|"
    parts = [HEAD, summary]
    controls = [row("", name, make(at), at, {who: Counter() for who in counts}) for name, make in CONTROLS.items()]
    parts.append("## Untouched files\n\n" + "\n".join([titles, *controls]) + "\n")
    for kind, rows in by_kind.items():
        parts.append(f"## {kind[:1].upper()}{kind[1:]}\n\n" + "\n".join([titles, *rows]) + "\n")
    words = {code: say_reason(code, "en", file="FILE", part="PART", count=2) for code in sorted(REASONS)}
    listed = "\n".join(f"- `{code}`: {text}" for code, text in words.items())
    parts.append(f"## The reasons in words\n\n{listed}\n")
    TARGET.write_text("\n".join(parts), encoding="utf-8")
    print(believed)


if __name__ == "__main__":
    main()
