"""Reading the data files out of a PDF that nobody has trusted yet.

Works on signed files too: signatures are appended, and the last state of the document is read.
Whether that state is signed is not asked here.
"""

import io
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from kgdesk.domain.errors import Fault
from kgdesk.returns.pdf_issue import FilledIssue, issue_of
from kgdesk.returns.pdf_stream import TooLargeError, inflate
from kgdesk.signing.quiet import silence_libraries

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

T = TypeVar("T")

RETURN_NAME, ANNEX_NAME = "kgdesk-return.json", "kgdesk-annex.json"
MAX_PDF = 50_000_000  # bytes
MAX_EMBEDDED = 4_000_000  # bytes, inflated
_MAX_SPECS, _MAX_DEPTH = 1_000, 16
_DIGEST_LENGTH = 64


@dataclass(frozen=True, slots=True)
class EmbeddedReturn:
    """What a return's PDF carries: the canonical document, and name and SHA-256 of its workbook where there is one."""

    canonical: bytes
    annex_name: str | None
    annex_sha256: str | None


def read_embedded(data: bytes, name: str = "báo cáo.pdf") -> EmbeddedReturn:
    """Take the return out of a PDF; `name` is the file's, for the sentences.

    Raises Fault `pdf.unreadable`, `pdf.no_return`, `pdf.two_returns`, `pdf.too_large`.
    """
    files = read_files(data, name, (RETURN_NAME, ANNEX_NAME))
    if RETURN_NAME not in files:
        raise Fault("pdf.no_return", file=name, part=RETURN_NAME)
    if ANNEX_NAME not in files:
        return EmbeddedReturn(files[RETURN_NAME], None, None)
    annex_name, annex_sha256 = _annex(files[ANNEX_NAME], name)
    return EmbeddedReturn(files[RETURN_NAME], annex_name, annex_sha256)


def _annex(data: bytes, name: str) -> tuple[str, str]:
    try:
        tree = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Fault("pdf.unreadable", file=name) from error
    if not isinstance(tree, dict) or tree.keys() != {"name", "sha256"}:
        raise Fault("pdf.unreadable", file=name)
    annex_name, sha256 = tree["name"], tree["sha256"]
    if not isinstance(annex_name, str) or not isinstance(sha256, str) or not _is_digest(sha256):
        raise Fault("pdf.unreadable", file=name)
    return annex_name, sha256


def _is_digest(text: str) -> bool:
    return len(text) == _DIGEST_LENGTH and set(text) <= set("0123456789abcdef")


def read_files(data: bytes, name: str, wanted: tuple[str, ...]) -> dict[str, bytes]:
    """Read the embedded files of those names that are there; each may stand once only.

    Raises Fault `pdf.unreadable`, `pdf.two_returns`, `pdf.too_large`.
    """
    return opened(data, name, lambda pdf: _pick(pdf, name, wanted))


def read_issue(data: bytes, name: str = "báo cáo.pdf") -> FilledIssue | None:
    """Read number, symbol and day in the fields that were open for them; None where the document has no such fields.

    Raises Fault `pdf.unreadable`, also for values that our writer does not make.
    """
    return opened(data, name, lambda pdf: issue_of(field_values(pdf)))


def field_values(pdf: "Pdf") -> dict[str, str]:
    """Give the values of the form's text fields by name; raises ValueError when a name stands twice."""
    found: dict[str, str] = {}
    form: Any = pdf.Root.get("/AcroForm", {})
    for field in form.get("/Fields", ()):
        if str(field.get("/FT")) == "/Tx":
            name = str(field.get("/T", ""))
            if name in found:
                raise ValueError("two fields of one name")
            found[name] = str(field.get("/V", ""))
    return found


def opened(data: bytes, name: str, read: "Callable[[Pdf], T]") -> T:
    """Open a PDF that nobody has trusted yet and read in it; whatever is wrong with it is Fault `pdf.unreadable`."""
    import pikepdf

    silence_libraries()
    if len(data) > MAX_PDF:
        raise Fault("pdf.too_large", file=name, part=name, limit=MAX_PDF // 1_000_000)
    try:
        with pikepdf.Pdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            if pdf.is_encrypted:
                raise Fault("pdf.unreadable", file=name)
            return read(pdf)
    except (
        pikepdf.PdfError,
        pikepdf.PasswordError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        RecursionError,
        zlib.error,
    ) as error:
        raise Fault("pdf.unreadable", file=name) from error


def _pick(pdf: "Pdf", name: str, wanted: tuple[str, ...]) -> dict[str, bytes]:
    found: dict[str, list[Any]] = {part: [] for part in wanted}
    for key, spec in _specs(pdf):
        names = {key, *(str(spec[entry]) for entry in ("/F", "/UF") if entry in spec)}
        for part in wanted:
            if part in names and not any(_same(spec, known) for known in found[part]):
                found[part].append(spec)
    for part, specs in found.items():
        if len(specs) > 1:
            raise Fault("pdf.two_returns", file=name, part=part, count=len(specs))
    return {part: _content(specs[0], name, part) for part, specs in found.items() if specs}


def _same(one: "Object", other: "Object") -> bool:
    """Whether both are the one indirect object; two direct ones are two copies even when they read alike."""
    return bool(one.is_indirect and one.objgen == other.objgen)


def _specs(pdf: "Pdf") -> Iterator[tuple[str, "Object"]]:
    """Every file specification of the name tree and of Root/AF, with the name it is filed under."""
    count = 0
    names = pdf.Root.get("/Names")
    tree = None if names is None else names.get("/EmbeddedFiles")
    nodes = [(tree, 0)] if tree is not None else []
    while nodes:
        node, depth = nodes.pop()
        leaves = list(node.get("/Names", ()))
        count += len(leaves) + 1
        if depth > _MAX_DEPTH or count > _MAX_SPECS or len(leaves) % 2:
            raise ValueError("the tree of embedded files is not one")
        yield from ((str(key), spec) for key, spec in zip(leaves[::2], leaves[1::2], strict=True))
        nodes.extend((kid, depth + 1) for kid in node.get("/Kids", ()))
    associated = pdf.Root.get("/AF", ())
    if len(associated) > _MAX_SPECS:
        raise ValueError("too many associated files")
    for spec in associated:
        yield "", spec


def _content(spec: "Object", name: str, part: str) -> bytes:
    """Inflate the one stream of a file specification, never further than the limit."""
    streams = list(spec["/EF"].as_dict().values())
    stream = streams[0]
    if any(not _same(other, stream) for other in streams):
        raise Fault("pdf.two_returns", file=name, part=part, count=len(streams))
    try:
        return inflate(stream, limit=MAX_EMBEDDED)
    except TooLargeError as error:
        raise Fault("pdf.too_large", file=name, part=part, limit=MAX_EMBEDDED // 1_000_000) from error
