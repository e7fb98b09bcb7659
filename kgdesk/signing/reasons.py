"""Why a fact about a signature is not `passed`: the codes that `docs/verdict-reasons.md` explains."""

from enum import StrEnum


class Reason(StrEnum):
    """One code each; the sentence is `signature.reason.<code>` in `resources/messages/signature.json`."""

    # integrity
    UNSIGNED = "unsigned"
    CONTENT_CHANGED = "content_changed"
    SIGNATURE_FALSE = "signature_false"
    SIGNATURE_DAMAGED = "signature_damaged"
    ALGORITHM_WEAK = "algorithm_weak"
    PART_MISSING = "part_missing"
    SIGNATURE_IRREGULAR = "signature_irregular"
    CERTIFICATE_REPLACED = "certificate_replaced"
    # coverage
    RANGE_IRREGULAR = "range_irregular"
    STRUCTURE_IRREGULAR = "structure_irregular"
    PADDING_FILLED = "padding_filled"
    APPENDED = "appended"
    CHANGED_AFTER_SIGNING = "changed_after_signing"
    VALIDATION_DATA_UNSEALED = "validation_data_unsealed"
    SIGNER_MISSING = "signer_missing"
    SIGNER_PENDING = "signer_pending"
    SIGNER_REPEATED = "signer_repeated"
    SIGNER_UNEXPECTED = "signer_unexpected"
    PACKAGE_IRREGULAR = "package_irregular"
    PART_UNSIGNED = "part_unsigned"
    ROLE_REPEATED = "role_repeated"
    # trust
    NO_ANCHOR = "no_anchor"
    UNKNOWN_AUTHORITY = "unknown_authority"
    CHAIN_BROKEN = "chain_broken"
    CERTIFICATE_EXPIRED = "certificate_expired"
    CERTIFICATE_NOT_YET_VALID = "certificate_not_yet_valid"
    CERTIFICATE_EXPIRED_SINCE = "certificate_expired_since"
    CERTIFICATE_REVOKED = "certificate_revoked"
    REVOCATION_UNKNOWN = "revocation_unknown"
    CERTIFICATE_NOT_FOR_SIGNING = "certificate_not_for_signing"
    # time
    TIME_CLAIMED = "time_claimed"
    TIME_MISSING = "time_missing"
    TIME_IN_FUTURE = "time_in_future"
    TIMESTAMP_FALSE = "timestamp_false"
    TIMESTAMP_UNTRUSTED = "timestamp_untrusted"
    TIMESTAMP_REVOKED = "timestamp_revoked"
