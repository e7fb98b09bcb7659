"""A verdict in words: one place for the command line, the desk and the intake.

The first sentence is chosen by the word and by the first reason that has one of its own
(`verify.word.<word>.<reason>`), else by the fact that failed, else by the word alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kgdesk.domain.verdict import Fact, Verdict, VerdictWord
from kgdesk.messages import is_known, say

FACTS = ("integrity", "coverage", "consistency", "trust", "time", "authority")
# Said first where several failed: whose key it was matters more than what else is wrong with it.
_GRAVEST = ("integrity", "coverage", "consistency", "authority", "trust", "time")
_MIXED = "verify.mixed_"
_ONLY_TOLD = "time_claimed"  # true of most files, and no reason to refuse one


@dataclass(frozen=True, slots=True)
class VerdictText:
    """A verdict in plain words: one line, the facts, the reasons."""

    headline: str
    facts: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...]


def headline(verdict: Verdict, lang: str = "vi") -> str:
    """Say in one sentence for a layman what a verdict comes to."""
    return say(next(_headline_codes(verdict)), lang, **verdict.params)


def _headline_codes(verdict: Verdict) -> Iterator[str]:
    word = verdict.word
    key = f"verify.word.{word.value}"
    if word is VerdictWord.VALID and is_mixed(verdict):
        yield f"{key}.mixed"
    if word is VerdictWord.VALID and verdict.time is not Fact.PASSED:
        yield f"{key}.time_claimed"
    if word is not VerdictWord.VALID:
        yield from (code for code in (f"{key}.{_tail(code)}" for code in verdict.reasons) if is_known(code))
    if word is VerdictWord.INVALID:
        yield from (f"{key}.{name}" for name in _GRAVEST if getattr(verdict, name) is Fact.FAILED)
    yield key


def _tail(code: str) -> str:
    return code.rpartition(".")[2]


def explain_verdict(verdict: Verdict, lang: str = "vi") -> VerdictText:
    """Say a verdict to a layman: what it means, then fact by fact, then why and what to do.

    What only has to be told (`time_claimed`) comes after what counts against the file.
    """
    facts = tuple((say(f"verify.fact.{name}", lang), _state(verdict, name, lang)) for name in FACTS)
    codes = sorted(verdict.reasons, key=_ONLY_TOLD.__eq__)
    reasons = tuple(say_reason(code, lang, **verdict.params) for code in codes)
    return VerdictText(headline(verdict, lang), facts, reasons)


def _state(verdict: Verdict, name: str, lang: str) -> str:
    state: Fact = getattr(verdict, name)
    if state is Fact.INDETERMINATE and not verdict.signers and name != "consistency":
        return say("verify.fact.no_signature", lang)
    return say(f"verify.{name}.{state.value}", lang)


def is_mixed(verdict: Verdict) -> bool:
    """Whether the file came with one that it does not belong to."""
    return any(code.startswith(_MIXED) for code in verdict.reasons)


def advice(verdict: Verdict, lang: str = "vi") -> str:
    """Say the first thing a verdict holds against the file, with what to do; empty where there is nothing."""
    against = [code for code in verdict.reasons if code != _ONLY_TOLD]
    return say_reason(against[0], lang, **verdict.params) if against else ""


def say_reason(code: str, lang: str, **params: object) -> str:
    """Say one reason; signing's own codes are short and stand under `signature.reason`."""
    full = code if "." in code else f"signature.reason.{code}"
    return say(full, lang, **params)
