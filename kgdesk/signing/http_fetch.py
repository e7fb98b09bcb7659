"""One request over HTTP that a person asked for: bounded in time and size, and nowhere else than told.

Nothing in KGDesk calls this by itself; certificates and command lines say where to ask.
"""

from collections.abc import Callable
from http import HTTPStatus
from http.client import HTTPException, HTTPMessage
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO, TYPE_CHECKING
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from kgdesk.domain.errors import Fault

if TYPE_CHECKING:
    from urllib.request import OpenerDirector, Request

SECONDS = 15.0  # for a whole answer, names looked up and redirects followed
_REDIRECTS = 3
_CHUNK = 65_536
_SCHEMES = {"http", "https"}


def ensure_web_address(url: str) -> None:
    """Raise Fault `online.bad_address` for what is no plain http or https address."""
    try:
        parts = urlsplit(url)
        plain = parts.scheme in _SCHEMES and bool(parts.hostname) and "@" not in parts.netloc and url.isprintable()
        parts.port  # noqa: B018 - reading is the check
    except ValueError:
        plain = False
    if not plain or " " in url:
        raise Fault("online.bad_address", place=url)


def fetch(url: str, *, most: int, body: bytes | None = None, kind: str = "", seconds: float = SECONDS) -> bytes:
    """GET, or POST a `body` of media type `kind`; gives up after `seconds` and at more than `most` bytes.

    Redirects are followed for GET only, and never to another scheme. Raises Fault `online.bad_address`,
    `online.too_slow`, `online.too_large`, `online.redirected`, `online.http_error`, `online.unreachable`.
    """
    ensure_web_address(url)
    return _within(seconds, url, lambda: _ask(url, most=most, body=body, kind=kind, seconds=seconds))


def _within(seconds: float, url: str, work: Callable[[], bytes]) -> bytes:
    """Wait no longer, whatever the other side does: a socket's own timeout begins anew with every byte."""
    answers: SimpleQueue[bytes | BaseException] = SimpleQueue()

    def run() -> None:
        try:
            answers.put(work())
        except BaseException as error:  # noqa: BLE001 - handed over to whoever waits
            answers.put(error)

    Thread(target=run, name="kgdesk-fetch", daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except Empty:
        raise Fault("online.too_slow", place=url, seconds=round(seconds, 1)) from None
    if isinstance(answer, BaseException):
        raise answer
    return answer


def _ask(url: str, *, most: int, body: bytes | None, kind: str, seconds: float) -> bytes:
    from time import monotonic
    from urllib.request import Request

    headers = {"User-Agent": "KGDesk", "Accept-Encoding": "identity"}
    if body is not None:
        headers["Content-Type"] = kind
    request = Request(url, data=body, headers=headers)  # noqa: S310 - the scheme is checked
    until = monotonic() + seconds
    try:
        with _opener().open(request, timeout=seconds) as response:
            found = bytearray()
            while chunk := response.read1(_CHUNK):
                found += chunk
                if len(found) > most:
                    raise Fault("online.too_large", place=url, limit=most // 1000)
                if monotonic() > until:
                    raise Fault("online.too_slow", place=url, seconds=round(seconds, 1))
            return bytes(found)
    except HTTPError as error:
        error.close()
        if HTTPStatus.MULTIPLE_CHOICES <= error.code < HTTPStatus.BAD_REQUEST:
            target = error.headers.get("Location", "")
            raise Fault("online.redirected", place=url, target=target) from error
        raise Fault("online.http_error", place=url, status=error.code) from error
    except TimeoutError as error:
        raise Fault("online.too_slow", place=url, seconds=round(seconds, 1)) from error
    except (URLError, HTTPException, OSError, ValueError) as error:
        cause = getattr(error, "reason", None) or error
        if isinstance(cause, TimeoutError):
            raise Fault("online.too_slow", place=url, seconds=round(seconds, 1)) from error
        raise Fault("online.unreachable", place=url, cause=cause) from error


def _opener() -> "OpenerDirector":
    """Make an opener that knows http and https and nothing else: no files, no FTP, no data in the address."""
    from urllib import request as web

    class SameScheme(web.HTTPRedirectHandler):
        max_redirections = _REDIRECTS

        def redirect_request(  # noqa: PLR0917 - the library calls it so
            self, req: "Request", fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
        ) -> "Request | None":
            if req.get_method() != "GET" or urlsplit(newurl).scheme != req.type:
                fp.close()
                raise Fault("online.redirected", place=req.full_url, target=newurl)
            ensure_web_address(newurl)
            return super().redirect_request(req, fp, code, msg, headers, newurl)

    opener = web.OpenerDirector()
    for handler in (
        web.ProxyHandler(),
        web.UnknownHandler(),
        web.HTTPHandler(),
        web.HTTPSHandler(),
        web.HTTPDefaultErrorHandler(),
        SameScheme(),
        web.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener
