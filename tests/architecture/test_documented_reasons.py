"""Every reason a verdict may carry is documented."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_REASON = re.compile(r'"((?:verify|trust)\.[a-z_]+)"')


def test_reasons_given_by_the_examination_are_documented() -> None:
    page = (ROOT / "docs" / "verdict-reasons.md").read_text(encoding="utf-8")
    sources = (ROOT / "kgdesk" / "consolidation").glob("*.py")
    given = {code for path in sources for code in _REASON.findall(path.read_text(encoding="utf-8"))}
    assert "verify.pages_differ" in given
    held = {"trust.hold_unknown_signer"}  # the sentence of an intake outcome, not of a verdict
    assert sorted(code for code in given - held if f"`{code}`" not in page) == []
