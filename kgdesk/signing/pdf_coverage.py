"""Which bytes of a PDF the signatures hold fast, and whether anything was done after them."""

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kgdesk.domain.verdict import Fact
from kgdesk.signing.cms_form import is_strict_der
from kgdesk.signing.reasons import Reason

if TYPE_CHECKING:
    from pyhanko.sign.diff_analysis import StandardDiffPolicy
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

_HEX = re.compile(rb"[0-9A-Fa-f]*")

_UNDECIDED = {Reason.SIGNER_PENDING, Reason.VALIDATION_DATA_UNSEALED}


@dataclass(frozen=True, slots=True)
class Part:
    """What one signature covers: all bytes up to `end` but its own value, and what is wrong with that.

    `only_validation_data` says the updates after it are certificates and revocation data alone. `intact` is False
    when the bytes are not those that were signed: what came after them is then not looked at.
    """

    name: str
    end: int
    problem: Reason | None = None
    only_validation_data: bool = False
    intact: bool = True

    @classmethod
    def unreadable(cls, name: str) -> "Part":
        """Stand for a signature that cannot be read: it covers nothing."""
        return cls(name, 0, Reason.RANGE_IRREGULAR)

    @classmethod
    def of(cls, embedded: "EmbeddedPdfSignature", data: bytes, *, last_word: bool) -> "Part":
        """Look at the byte range itself and at the revisions after it; may raise what the library raises.

        `last_word` says that nobody may sign or fill anything after this signature.
        """
        from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel

        ranges = [int(number) for number in embedded.byte_range]
        problem = _range_problem(ranges, embedded.pkcs7_content, data)
        end = 0 if problem is Reason.RANGE_IRREGULAR else ranges[2] + ranges[3]
        if problem is not None:
            return cls(embedded.field_name, end, problem)
        if not _is_intact(embedded):
            return cls(embedded.field_name, end, intact=False)
        embedded.compute_integrity_info(diff_policy=_policy())
        after: object = embedded.diff_result
        # After the agency has signed nothing may change; before, fields may be filled and signed, no more.
        limit = ModificationLevel.LTA_UPDATES if last_word else ModificationLevel.FORM_FILLING
        level = after.modification_level if isinstance(after, DiffResult) else ModificationLevel.OTHER
        if level > limit or not embedded.summarise_integrity_info()["docmdp_ok"]:
            return cls(embedded.field_name, end, Reason.CHANGED_AFTER_SIGNING)
        return cls(embedded.field_name, end, None, level == ModificationLevel.LTA_UPDATES)


def _is_intact(embedded: "EmbeddedPdfSignature") -> bool:
    """Whether the bytes have the digest that the signature claims; True where that must be asked in another way.

    Comparing revisions is long work on bytes that nobody signed, and nothing can come of it.
    """
    if embedded.sig_object_type == "/DocTimeStamp":
        return True
    attributes = embedded.signer_info["signed_attrs"]
    claimed = [each["values"][0].native for each in attributes if each["type"].native == "message_digest"]
    return not claimed or embedded.compute_digest() in claimed


@cache
def _policy() -> "StandardDiffPolicy":
    """What may come after a signature: fields, signatures, validation data.

    Stricter than the library's own: no new title or metadata, no objects that nothing refers to (a store for a
    later attack), no appearance that is overwritten in its place.
    """
    from pyhanko.sign import diff_analysis as rules

    later = rules.ModificationLevel.LTA_UPDATES
    kept = (rules.XrefStreamRule(), rules.ObjectStreamRule(), rules.DSSCompareRule())
    fields = [
        rules.SigFieldCreationRule(),
        rules.SigFieldModificationRule(allow_in_place_appearance_stream_changes=False),
        rules.GenericFieldModificationRule(allow_in_place_appearance_stream_changes=False),
    ]
    return rules.StandardDiffPolicy(
        global_rules=[rules.CatalogModificationRule(), *(rule.as_qualified(later) for rule in kept)],
        form_rule=rules.FormUpdatingRule(field_rules=fields),
        ignore_orphaned_objects=False,
    )


def _range_problem(ranges: list[int], contents: bytes, data: bytes) -> Reason | None:
    """Check that the range runs from the first byte, leaves out exactly the value, and goes on to its end."""
    if len(ranges) != 4 or ranges[0] != 0 or min(ranges) < 0:  # noqa: PLR2004 - two offsets, two lengths
        return Reason.RANGE_IRREGULAR
    _, first, second, last = ranges
    if not 0 < first < second or second + last > len(data):
        return Reason.RANGE_IRREGULAR
    gap = data[first:second]
    if gap[:1] != b"<" or gap[-1:] != b">" or not _HEX.fullmatch(gap[1:-1]) or len(gap) % 2:
        return Reason.RANGE_IRREGULAR
    value = bytes.fromhex(gap[1:-1].decode("ascii"))
    if value != contents:
        return Reason.RANGE_IRREGULAR
    length = _der_length(value)
    if value[length:].strip(b"\0"):
        return Reason.PADDING_FILLED
    # Letters of both sizes, or elements that leave gaps: somebody wrote in the value.
    return None if is_strict_der(value[:length]) and gap in {gap.lower(), gap.upper()} else Reason.RANGE_IRREGULAR


def _der_length(value: bytes) -> int:
    """Bytes that the outermost DER element takes; raises ValueError when there is none."""
    from asn1crypto.parser import parse

    _, _, _, header, content, trailer = parse(value)
    return len(header) + len(content) + len(trailer)


def coverage(parts: list[Part], extra: list[Reason], data: bytes) -> tuple[Fact, list[Reason]]:
    """Judge all signatures together, the one that reaches furthest last."""
    reasons = [part.problem for part in parts if part.problem is not None] + extra
    last = parts[-1]
    if last.end != len(data) and last.problem is None:
        # Validation data without a timestamp over it is harmless to read, but nobody answers for those bytes.
        reasons.append(Reason.VALIDATION_DATA_UNSEALED if _is_update(last, data) else Reason.APPENDED)
    if not reasons:
        return (Fact.PASSED if all(part.intact for part in parts) else Fact.INDETERMINATE), []
    return (Fact.INDETERMINATE if set(reasons) <= _UNDECIDED else Fact.FAILED), reasons


def _is_update(last: Part, data: bytes) -> bool:
    """Whether what follows is a whole update and not loose bytes."""
    tail = data[last.end :]
    return last.only_validation_data and b"startxref" in tail and tail.rstrip(b"\r\n").endswith(b"%%EOF")
