"""Forged workbooks: not one may be valid; every honest one is."""

from contextlib import suppress

import pytest

from kgdesk.domain.errors import Fault
from kgdesk.domain.verdict import Fact, SignatureFacts
from kgdesk.files import data_root
from kgdesk.signing.workbook import inspect_workbook
from tests.signing.forgery_tools import FORGERIES, Forgery
from tests.signing.signing_samples import LATER
from tests.signing.workbook_forgeries import anchors, expected_roles, forged, honest

# Families whose refusal must come from the rule they are about.
_REASONS = {
    "content changed": {"content_changed"},
    "metadata": {"part_unsigned"},
    "zip parser differences": {"package_irregular"},
    "content type tricks": {"content_changed", "package_irregular"},
    "signature wrapping": {"signature_irregular"},
    "signature syntax": {"signature_irregular"},
    "transforms": {"signature_irregular"},
}
_BY_NAME = {
    "shared_strings_added": "part_unsigned",
    "second_canonical_document": "part_unsigned",
    "hyperlink_added": "part_unsigned",
    "sheet_removed_with_its_traces": "part_missing",
    "method_rsa_sha1": "algorithm_weak",
    "method_hmac_with_the_public_certificate": "algorithm_weak",
    "digest_sha1_in_the_manifest": "algorithm_weak",
    "signed_with_a_short_key": "algorithm_weak",
    "method_of_another_key": "signature_false",
    "empty_manifest": "signature_irregular",
    "manifest_without_a_sheet": "part_unsigned",
    "manifest_without_one_relationship": "part_unsigned",
    "role_changed": "content_changed",
    "certificate_of_another": "certificate_replaced",
    "digest_of_the_certificate_false": "certificate_replaced",
    "signed_with_key_revoked": "certificate_revoked",
    "signed_with_key_not_for_signing": "certificate_not_for_signing",
    "signed_with_key_unknown_authority": "unknown_authority",
    "signed_by_an_authority_of_the_same_name": "unknown_authority",
    "signed_with_a_certificate_issued_by_a_signer": "chain_broken",
    "signed_before_the_certificate_was_valid": "certificate_not_yet_valid",
    "signed_after_the_certificate_expired": "certificate_expired",
    "signed_with_an_expired_key_at_a_claimed_time": "certificate_expired_since",
    "first_of_two_signatures_removed": "signer_missing",
    "second_of_two_signatures_removed": "signer_missing",
    "all_signatures_removed": "unsigned",
    "second_signature_in_the_same_role": "role_repeated",
    "second_signature_without_role": "signer_unexpected",
    "signature_copied_onto_another_return": "content_changed",
}


def inspect(data: bytes, *roles: str) -> SignatureFacts:
    return inspect_workbook(data, anchors=anchors(), at=LATER, expected_roles=roles)


def is_valid(facts: SignatureFacts) -> bool:
    return all(fact is Fact.PASSED for fact in (facts.integrity, facts.coverage, facts.trust))


@pytest.mark.parametrize("name", FORGERIES)
def test_forgery_is_refused(name: str) -> None:
    each: Forgery = FORGERIES[name]
    data = forged(name)
    assert data not in (honest().signed, honest().both)
    if name == "zip_truncated":
        with pytest.raises(Fault, match=r"signature\.unreadable"):
            inspect(data, *expected_roles(each))
        return
    facts = inspect(data, *expected_roles(each))
    assert not is_valid(facts)
    wanted = {_BY_NAME[name]} if name in _BY_NAME else _REASONS.get(each.family)
    assert wanted is None or wanted & set(facts.reasons), facts.reasons


@pytest.mark.parametrize("name", [name for name, each in FORGERIES.items() if each.family != "removal"])
def test_forgery_is_refused_even_when_nobody_is_expected(name: str) -> None:
    """Taking a signature out is the one thing that only the expectation shows."""
    with suppress(Fault):
        assert not is_valid(inspect(forged(name)))


def test_there_are_enough_of_every_class() -> None:
    assert len(FORGERIES) >= 90
    classes = {"content injection", "content masking", "repair", "universal forgery", "legacy wrapping"}
    assert classes <= {each.family for each in FORGERIES.values()}


def test_controls_are_valid() -> None:
    assert is_valid(inspect(honest().signed, "agency"))
    assert is_valid(inspect(honest().other, "agency"))
    assert is_valid(inspect(honest().both, "head", "agency"))


def test_every_forgery_stands_in_the_table() -> None:
    """`make interop` writes it with the answers of the other programs."""
    table = (data_root() / "docs" / "security" / "workbook-attacks.md").read_text(encoding="utf-8")
    rows = {line.split("|")[1].strip() for line in table.splitlines() if line.startswith("| ")}
    assert {name.replace("_", " ") for name in FORGERIES} <= rows
