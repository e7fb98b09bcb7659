"""XML of packages, read without ever meeting an entity: expat with declarations of documents refused."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NoReturn
from xml.parsers import expat

from kgdesk.domain.errors import Fault

MAX_DEPTH = 64
_PLAIN = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?!\?xml\b[^>]*\sencoding\s*=(?!\s*[\"'](?:utf-?8|us-ascii)[\"']))", re.IGNORECASE
)
MAX_ELEMENTS = 2_000_000


@dataclass(slots=True)
class Element:
    """One element in document order: `name` as `namespace}local`, `depth` of the root 0, text directly inside."""

    name: str
    attributes: dict[str, str]
    depth: int
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text directly inside."""
        return "".join(self.pieces)


class _Refused(Exception):  # noqa: N818 - becomes a Fault
    pass


class _Reader:
    """Keeps the elements and the path to the one being read."""

    def __init__(self, *, keep: bool) -> None:
        self.elements: list[Element] = []
        self._keep = keep
        self._open: list[Element] = []
        self._depth = 0
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._depth >= MAX_DEPTH or self._count > MAX_ELEMENTS:
            raise _Refused("nested too deep or endless")
        if self._keep:
            element = Element(name, attributes, self._depth)
            self.elements.append(element)
            self._open.append(element)
        self._depth += 1

    def end(self, _name: str) -> None:
        self._depth -= 1
        if self._keep:
            self._open.pop()

    def text(self, piece: str) -> None:
        if self._open:
            self._open[-1].pieces.append(piece)


def _refuse(*_: Any) -> NoReturn:
    raise _Refused("declares entities or a document type")


def read_elements(data: bytes, *, file: str, part: str) -> list[Element]:
    """Read all elements of a part; raises Fault `return.hostile` or `return.unreadable` (place: the part)."""
    return _parse(data, file=file, part=part, keep=True).elements


def is_plain(data: bytes) -> bool:
    """Whether a part begins as UTF-8 and says nothing else: what is counted in bytes is then what a parser reads."""
    return _PLAIN.match(data) is not None


def check_xml(data: bytes, *, file: str, part: str) -> None:
    """Read a part and keep nothing: raises the Faults of `read_elements`."""
    _parse(data, file=file, part=part, keep=False)


def _parse(data: bytes, *, file: str, part: str, keep: bool) -> _Reader:
    if not is_plain(data):
        raise Fault("return.hostile", file=file, cause=f"{part}: not UTF-8")
    reader = _Reader(keep=keep)
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    if keep:
        parser.CharacterDataHandler = reader.text
    refusing: Callable[..., NoReturn] = _refuse
    parser.StartDoctypeDeclHandler = refusing
    parser.EntityDeclHandler = refusing
    try:
        parser.Parse(data, True)
    except _Refused as error:
        raise Fault("return.hostile", file=file, cause=f"{part}: {error}") from error
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise Fault("return.unreadable", file=file, place=part, cause=str(error)) from error
    return reader
