"""The demonstration's certificate authority: a key for each unit, and examples of keys that must not sign."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from kgdesk.domain.reporting_unit import ReportingUnit
from kgdesk.files import write_atomically

PASSWORD = "kgdesk-demo"  # noqa: S105 - printed beside the keys; they open nothing but the demonstration
REVOKED = "revoked.crl"
_YEAR = timedelta(days=365)


class DemoKeys:
    """An authority whose secret is gone when the program ends, and the folder of what it issued.

    `ca.pem` is its certificate, `UNIT.p12` the keys, `revoked.crl` what it took back, `examples/` the rest.
    """

    def __init__(self, folder: Path, at: datetime) -> None:
        from kgdesk.signing import demo_authority

        self._authority = demo_authority.create(at=at)
        self._folder = folder
        self._at = at
        write_atomically(folder / "ca.pem", self._authority.root_pem)

    def issue(self, unit: ReportingUnit) -> None:
        """Make the unit's key, `UNIT.p12`."""
        write_atomically(self._folder / f"{unit.code}.p12", self._key(unit.code, unit.name_vi), private=True)

    def issue_examples(self, unit: ReportingUnit, other: ReportingUnit) -> None:
        """Make `unit`'s keys by role, and keys that may not sign for it, each with its certificate.

        `head`, `agency`; `public` names no unit, as public authorities' certificates do; `expired`, `future`,
        `revoked`, `enciphering`; `foreign` is `other`'s; `stranger` comes from an authority nobody believes.
        """
        from kgdesk.signing import demo_authority

        code, name, at = unit.code, unit.name_vi, self._at
        made = {
            "head": self._key(code, name, role="head", person="Người đứng đầu"),
            "agency": self._key(code, name),
            "public": self._key("MST:1700000000", name),
            "expired": self._key(code, name, not_before=at - 3 * _YEAR, not_after=at - _YEAR),
            "future": self._key(code, name, not_before=at + 9 * _YEAR),
            "revoked": self._key(code, name),
            "enciphering": self._key(code, name, for_signing=False),
            "foreign": self._key(other.code, other.name_vi),
        }
        stranger = demo_authority.create(at=at, name="Cơ quan không được tin cậy")
        made["stranger"] = _issue(stranger, code, name)
        for example, data in made.items():
            self._write_example(example, data)
        serial = _opened(made["revoked"]).serial
        write_atomically(self._folder / REVOKED, self._authority.revocation_list((serial,), at=at))

    def _key(self, code: str, name: str, **options: Any) -> bytes:
        return _issue(self._authority, code, name, **options)

    def _write_example(self, name: str, data: bytes) -> None:
        from ssl import DER_cert_to_PEM_cert

        folder = self._folder / "examples"
        write_atomically(folder / f"{name}.p12", data, private=True)
        write_atomically(folder / f"{name}.cer", DER_cert_to_PEM_cert(_opened(data).certificate).encode())


def _issue(authority: Any, code: str, name: str, *, role: str = "agency", person: str = "", **options: Any) -> bytes:
    made: bytes = authority.issue_pkcs12(
        unit_code=code, unit_name=name, role=role, password=PASSWORD, person=person or name, **options
    )
    return made


def _opened(data: bytes) -> Any:
    from kgdesk.signing.keys import load_pkcs12

    return load_pkcs12(data, PASSWORD, "demo")
