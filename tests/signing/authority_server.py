"""An authority that answers over HTTP on this machine: OCSP, revocation lists, timestamps; good ones and bad ones."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID

from kgdesk.signing.demo_authority import DemoAuthority

Reply = bytes | tuple[int, dict[str, str], bytes]
Answerer = Callable[[bytes], Reply]
DAY = timedelta(days=1)


class Server:
    """What answers where; `asked` is every path that was asked for, in order."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.answers: dict[str, Answerer] = {}
        self.asked: list[str] = []
        self.stop = Event()

    def url(self, path: str) -> str:
        return f"{self.address}{path}"

    def serve(self, path: str, answer: Answerer | bytes) -> None:
        self.answers[path] = answer if callable(answer) else lambda _: answer


@contextmanager
def authority_server() -> Iterator[Server]:
    """Run the server until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.answer(b"")

        def do_POST(self) -> None:
            self.answer(self.rfile.read(int(self.headers["Content-Length"])))

        def answer(self, body: bytes) -> None:
            served.asked.append(self.path)
            reply = served.answers[self.path](body) if self.path in served.answers else (404, {}, b"")
            status, headers, data = reply if isinstance(reply, tuple) else (200, {}, reply)
            try:
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)
            except OSError:  # the client would wait no longer
                return

        def log_message(self, *_: Any) -> None:
            return

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.daemon_threads = False
    served = Server(f"http://127.0.0.1:{httpd.server_port}")
    thread = Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield served
    finally:
        served.stop.set()
        httpd.shutdown()
        thread.join()
        httpd.server_close()


def places(*, ocsp_url: str = "", list_url: str = "") -> tuple[x509.ExtensionType, ...]:
    """Make the extensions that say where to ask."""
    found: list[x509.ExtensionType] = []
    if ocsp_url:
        location = x509.UniformResourceIdentifier(ocsp_url)
        found.append(
            x509.AuthorityInformationAccess([x509.AccessDescription(AuthorityInformationAccessOID.OCSP, location)])
        )
    if list_url:
        name = x509.UniformResourceIdentifier(list_url)
        found.append(x509.CRLDistributionPoints([x509.DistributionPoint([name], None, None, None)]))
    return tuple(found)


def ocsp_answer(
    authority: DemoAuthority,
    certificate: bytes,
    *,
    at: datetime,
    status: ocsp.OCSPCertStatus = ocsp.OCSPCertStatus.GOOD,
    revoked_at: datetime | None = None,
    life: timedelta | None = DAY,
    signer: DemoAuthority | None = None,
    delegate: tuple[x509.Certificate, ec.EllipticCurvePrivateKey] | None = None,
) -> bytes:
    """Answer about a certificate; `signer` may be a stranger, `delegate` signs in the authority's place."""
    root = x509.load_der_x509_certificate(authority.certificate)
    builder = ocsp.OCSPResponseBuilder().add_response(
        cert=x509.load_der_x509_certificate(certificate),
        issuer=root,
        algorithm=SHA1(),  # noqa: S303 - as services answer
        cert_status=ocsp.OCSPCertStatus.REVOKED if revoked_at else status,
        this_update=at,
        next_update=None if life is None else at + life,
        revocation_time=revoked_at,
        revocation_reason=None,
    )
    if delegate is not None:
        builder = builder.certificates([delegate[0]]).responder_id(ocsp.OCSPResponderEncoding.HASH, delegate[0])
        return builder.sign(delegate[1], SHA256()).public_bytes(Encoding.DER)
    by = signer or authority
    own = x509.load_der_x509_certificate(by.certificate)
    builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, own)
    if signer is not None:
        builder = builder.certificates([own])
    return builder.sign(by.secret, SHA256()).public_bytes(Encoding.DER)


def responder(
    authority: DemoAuthority, *, at: datetime, may_answer: bool
) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    """Certify a responder, or somebody who is none."""
    key = ec.generate_private_key(ec.SECP256R1())
    root = x509.load_der_x509_certificate(authority.certificate)
    purpose = ExtendedKeyUsageOID.OCSP_SIGNING if may_answer else ExtendedKeyUsageOID.CLIENT_AUTH
    builder = x509.CertificateBuilder().issuer_name(root.subject).public_key(key.public_key())
    builder = builder.subject_name(x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "OCSP")]))
    builder = (
        builder.serial_number(x509.random_serial_number()).not_valid_before(at - DAY).not_valid_after(at + 3650 * DAY)
    )
    builder = builder.add_extension(x509.ExtendedKeyUsage([purpose]), critical=False)
    return builder.sign(authority.secret, SHA256()), key


def crl(
    authority: DemoAuthority,
    *serials: str,
    at: datetime,
    revoked_at: datetime | None = None,
    life: timedelta = 7 * DAY,
    reason: x509.ReasonFlags | None = None,
    of_place: str = "",
) -> bytes:
    """Write a revocation list (DER)."""
    root = x509.load_der_x509_certificate(authority.certificate)
    builder = x509.CertificateRevocationListBuilder().issuer_name(root.subject)
    builder = builder.last_update(at).next_update(at + life)
    if of_place:
        builder = builder.add_extension(
            x509.IssuingDistributionPoint(
                full_name=[x509.UniformResourceIdentifier(of_place)],
                relative_name=None,
                only_contains_user_certs=False,
                only_contains_ca_certs=False,
                only_some_reasons=None,
                indirect_crl=False,
                only_contains_attribute_certs=False,
            ),
            critical=True,
        )
    for serial in serials:
        entry = x509.RevokedCertificateBuilder().serial_number(int(serial, 16)).revocation_date(revoked_at or at)
        if reason is not None:
            entry = entry.add_extension(x509.CRLReason(reason), critical=False)
        builder = builder.add_revoked_certificate(entry.build())
    return builder.sign(authority.secret, SHA256()).public_bytes(Encoding.DER)


def stamping(service: Any) -> Answerer:
    """Put pyHanko's timestamping service behind the server."""
    import asyncio

    from asn1crypto.tsp import TimeStampReq

    def answer(body: bytes) -> bytes:
        response = asyncio.run(service.async_request_tsa_response(TimeStampReq.load(body)))
        return bytes(response.dump())

    return answer
