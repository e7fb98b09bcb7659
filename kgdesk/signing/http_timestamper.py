"""A timestamping service on the network (RFC 3161), as pyHanko wants one."""

from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from kgdesk.domain.errors import Fault
from kgdesk.signing.http_fetch import SECONDS, ensure_web_address, fetch
from kgdesk.signing.quiet import silence_libraries
from kgdesk.signing.signature_certificates import Carried, of_token

if TYPE_CHECKING:
    from pyhanko.sign.timestamps import TimeStamper as TimeStamper  # noqa: PLC0414 - the layers above know it from here

_LARGEST = 200_000  # bytes; a timestamp with its chain takes about six thousand
HASH = "sha256"


def http_timestamper(url: str, *, seconds: float = SECONDS) -> "TimeStamper":
    """Make a timestamper that asks the service at `url`, a web address that a person gave.

    Raises Fault `online.bad_address`; stamping raises `online.timestamp_refused`, `online.timestamp_unusable` and
    those of `http_fetch.fetch`. Whether the service is believed is the verifier's question.
    """
    ensure_web_address(url)
    silence_libraries()
    stamper: TimeStamper = _stamper_class()(url, seconds)
    return stamper


def certificates_of(timestamper: "TimeStamper") -> tuple[Carried, ...]:
    """Ask for a trial timestamp, and say with which certificates the service signs; raises as stamping does."""
    import asyncio

    token = asyncio.run(timestamper.async_dummy_response(HASH))
    return of_token(token)


@cache
def _stamper_class() -> Any:
    from asn1crypto.cms import ContentInfo
    from asn1crypto.core import Sequence
    from asn1crypto.tsp import PKIStatusInfo, TimeStampReq
    from pyhanko.sign.timestamps import TimeStamper

    class Response(Sequence):  # type: ignore[misc] # the library has no types
        """RFC 3161, 2.4.2: a refusal has no token, which the library's own class does not know."""

        _fields: ClassVar = [("status", PKIStatusInfo), ("time_stamp_token", ContentInfo, {"optional": True})]

    class HttpTimeStamper(TimeStamper):
        """Fetches within our limits and sees that the answer is about what was asked."""

        def __init__(self, url: str, seconds: float) -> None:
            super().__init__()  # type: ignore[no-untyped-call]
            self._url, self._seconds = url, seconds

        async def async_request_tsa_response(self, req: TimeStampReq) -> Any:
            data = fetch(
                self._url, most=_LARGEST, body=req.dump(), kind="application/timestamp-query", seconds=self._seconds
            )
            response = Response.load(data, strict=True)
            status = response["status"]["status"].native
            if status != "granted":
                raise Fault("online.timestamp_refused", place=self._url, status=status)
            return response

        async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> Any:
            try:
                token = await super().async_timestamp(message_digest, md_algorithm)
                content = token["content"]["encap_content_info"]["content"].parsed
                imprint = content["message_imprint"]
                stamped = imprint["hash_algorithm"]["algorithm"].native, imprint["hashed_message"].native
                of_token(token)  # a service that does not send its certificate cannot be checked by anybody
            except Fault:
                raise
            except Exception as error:
                raise Fault("online.timestamp_unusable", place=self._url) from error
            if stamped != (md_algorithm, message_digest):
                raise Fault("online.timestamp_unusable", place=self._url)
            return token

    return HttpTimeStamper
