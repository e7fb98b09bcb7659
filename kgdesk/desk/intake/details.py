"""One result told in full: the line in plain words, the facts, the reasons, the certificate for experts."""

from html import escape
from pathlib import PurePath

from PySide6.QtCore import QCoreApplication

from kgdesk import messages
from kgdesk.desk.appearance import tones
from kgdesk.domain.verdict import Fact, Signer, Verdict, VerdictWord
from kgdesk.operations.intake import IntakeResult
from kgdesk.operations.intake_words import first_sentence, what_to_do
from kgdesk.operations.verdict_words import FACTS, explain_verdict, is_mixed

translate = QCoreApplication.translate
_MARKS = {Fact.PASSED: "✔", Fact.FAILED: "✕", Fact.INDETERMINATE: "○"}


def deciding_reason(result: IntakeResult, lang: str) -> str:
    """Say in one sentence why the file came to what it came to."""
    return first_sentence(result, lang)


def describe_verdict(verdict: Verdict, lang: str) -> str:
    """Write a verdict on any file as HTML."""
    return "".join([_verdict(verdict, lang), *(_signer(item) for item in verdict.signers), _codes(verdict, lang)])


def describe_result(result: IntakeResult, lang: str) -> str:
    """Write the result as HTML; everything that came from the file is escaped."""
    parts = []
    if result.verdict is not None:
        parts.append(_verdict(result.verdict, lang))
    if result.reason and not what_to_do(result, lang):  # else the verdict has said it
        parts.append(f"<p>{escape(messages.say(result.reason, lang, **result.params))}</p>")
    if result.verdict is not None:
        parts += [*(_signer(item) for item in result.verdict.signers), _codes(result.verdict, lang)]
    return "".join(parts)


def _verdict(verdict: Verdict, lang: str) -> str:
    text = explain_verdict(verdict, lang)
    tone = tones()
    colour, mark = {
        VerdictWord.VALID: (tone.good, "✔"),
        VerdictWord.INVALID: (tone.bad, "✕"),
        VerdictWord.UNREADABLE: (tone.bad, "✕"),
    }.get(verdict.word, (tone.warn, "▲"))
    if verdict.word is VerdictWord.VALID and is_mixed(verdict):
        colour, mark = tone.warn, "▲"
    facts = "".join(
        f"<tr><td>{_MARKS[getattr(verdict, name)]}</td><td style='padding-right:16px'>{escape(label)}</td>"
        f"<td>{escape(answer)}</td></tr>"
        for name, (label, answer) in zip(FACTS, text.facts, strict=True)
    )
    reasons = "".join(f"<li>{escape(item)}</li>" for item in text.reasons)
    return (
        f"<h3 style='color:{colour.name()}'>{mark} {escape(text.headline)}</h3>"
        f"<p>{escape(messages.printable(PurePath(verdict.file).name))}</p>"
        + (f"<ul>{reasons}</ul>" if reasons else "")
        + ("" if verdict.unreadable else f"<table cellpadding='2'>{facts}</table>")
    )


def _codes(verdict: Verdict, lang: str) -> str:
    """List the codes that documentation and support know the reasons by."""
    if not verdict.reasons:
        return ""
    return f"<p><small>{escape(messages.say('verify.codes', lang, codes=', '.join(verdict.reasons)))}</small></p>"


def _signer(signer: Signer) -> str:
    at = "" if signer.signed_at is None else signer.signed_at.astimezone(messages.VIETNAM).strftime("%d/%m/%Y %H:%M:%S")
    rows = (
        (translate("Intake", "Người ký"), signer.common_name or signer.subject),
        (translate("Intake", "Thời điểm ký"), at),
        (translate("Intake", "Chủ thể"), signer.subject),
        (translate("Intake", "Nơi cấp"), signer.issuer),
        (translate("Intake", "Số chứng thư"), signer.serial),
        (translate("Intake", "Dấu vân tay"), signer.fingerprint),
    )
    cells = "".join(
        f"<tr><td style='padding-right:16px'>{escape(name)}</td><td>{escape(value)}</td></tr>"
        for name, value in rows
        if value
    )
    title = translate("Intake", "Chứng thư của người ký")
    return f"<h4>{escape(title)}</h4><table cellpadding='2'>{cells}</table>"
