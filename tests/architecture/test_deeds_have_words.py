"""Whatever is written to the journal can be told in words: who did what."""

import ast
from pathlib import Path

from kgdesk.messages import is_known

ROOT = Path(__file__).resolve().parents[2]


def actions() -> set[str]:
    """The actions that operations hand to a transaction as plain texts, or under the name ACTION."""
    found: set[str] = set()
    for path in sorted((ROOT / "kgdesk" / "operations").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "ACTION":
                found.add(ast.literal_eval(node.value))
            if not isinstance(node, ast.Call):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            given = [item.value for item in node.keywords if item.arg == "action"]
            given += node.args[:1] if called == "transaction" else []
            found |= {item.value for item in given if isinstance(item, ast.Constant) and isinstance(item.value, str)}
    return found


def test_every_deed_has_words() -> None:
    assert "entry.record" in actions()
    assert {item for item in actions() if not is_known(f"person.did.{item}")} == set()
