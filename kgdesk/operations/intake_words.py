"""What became of a handed-in file, in words: the verdict's own where the verdict decided."""

from kgdesk.messages import say
from kgdesk.operations.intake_result import IntakeResult
from kgdesk.operations.verdict_words import advice, headline

_BY_VERDICT = {
    "intake.invalid",
    "intake.unreadable",
    "intake.indeterminate",
    "intake.unsigned",
    "intake.saved_again",
}


def first_sentence(result: IntakeResult, lang: str) -> str:
    """Say in one sentence why the file came to what it came to."""
    if result.verdict is not None and result.reason in _BY_VERDICT:
        return headline(result.verdict, lang)
    return say(result.reason, lang, **result.params) if result.reason else ""


def what_to_do(result: IntakeResult, lang: str) -> str:
    """Say what the verdict holds against the file and what to do; empty where the first sentence says all."""
    if result.verdict is not None and result.reason in _BY_VERDICT:
        return advice(result.verdict, lang) or say(result.reason, lang, **result.params)
    return ""
