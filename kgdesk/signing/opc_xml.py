"""XML of the envelope (content types, relationships, signatures): UTF-8, no declarations, comments or instructions."""

import base64
import binascii
import re
from typing import TYPE_CHECKING

from kgdesk.signing.opc_irregular import Irregular

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_XML = 4_000_000  # bytes of one part; the signature of a workbook of 200 parts takes 60,000

_DECLARATION = re.compile(
    rb"""(?:\xef\xbb\xbf)?<\?xml version=["']1\.0["'](?: encoding=["'](?:UTF-8|utf-8)["'])?"""
    rb"""(?: standalone=["'](?:yes|no)["'])? ?\?>(?:\r?\n)?"""
)
_BROKEN_TAG = re.compile(rb"<[^>\t\r\n]*[\t\r\n]")
_BLANK = " \t\r\n"
_LINES = {64, 76}  # PEM's and MIME's lines of base64


def parse_xml(data: bytes) -> "_Element":
    """Give the root; raises Irregular for what is no plain XML: nothing but elements, attributes and text."""
    from lxml import etree

    if len(data) > MAX_XML:
        raise Irregular("XML part too large")
    declaration = _DECLARATION.match(data)
    body = data[declaration.end() :] if declaration else data
    if b"<!" in body or b"<?" in body:
        raise Irregular("XML with declarations, comments, sections or instructions")
    if not body.startswith(b"<") or not body.rstrip(b"\r\n").endswith(b">") or _has_broken_tag(body):
        raise Irregular("XML written as no program writes it")
    try:
        body.decode("utf-8")
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, encoding="utf-8"
        )
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Irregular("XML that cannot be read") from error
    if next(root.iter(etree.Entity, etree.Comment, etree.ProcessingInstruction), None) is not None:
        raise Irregular("XML with references to entities")
    return root


def _has_broken_tag(body: bytes) -> bool:
    """Whether a tag goes over lines: nobody writes that, and blanks in tags have many spellings."""
    return (b"\n" in body or b"\r" in body or b"\t" in body) and _BROKEN_TAG.search(body) is not None


def canonical(element: "_Element") -> bytes:
    """Inclusive Canonical XML 1.0 of an element where it stands, namespaces of its ancestors included.

    lxml canonicalises a sub-element without knowing its ancestors (and writes `xmlns=""`): it is set alone first.
    Raises Irregular.
    """
    from lxml import etree

    parent = element.getparent()
    try:
        alone = element if parent is None else etree.fromstring(etree.tostring(element, with_tail=False))
        written: bytes = etree.tostring(alone, method="c14n", exclusive=False, with_comments=False)
    except etree.LxmlError as error:  # a namespace that is no absolute address has no canonical form
        raise Irregular("no canonical form") from error
    return written


def is_blank(text: str | None) -> bool:
    """Whether there is no text, or none to see."""
    return not text or not text.strip(_BLANK)


def plain_text(element: "_Element") -> str:
    """Give the text of an element without children; raises Irregular when it has some."""
    if len(element):
        raise Irregular(f"elements inside {element.tag}")
    return element.text or ""


def without_blanks(text: str) -> str:
    """Drop white space, which writers of base64 use to break lines."""
    return text.translate({ord(letter): None for letter in _BLANK})


def decoded(element: "_Element") -> bytes:
    """Read base64 in its one spelling: in one line, or in lines of one length as writers break them."""
    text = plain_text(element)
    if any(blank in text for blank in _BLANK):
        text = _joined(text)
    try:
        value = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Irregular("base64") from error
    if not value or base64.b64encode(value).decode("ascii") != text:
        raise Irregular("base64 in two spellings")
    return value


def _joined(written: str) -> str:
    lines = written.replace("\r\n", "\n").removesuffix("\n").split("\n")
    lengths = {len(line) for line in lines[:-1]}
    if len(lengths) > 1 or not lengths <= _LINES:
        raise Irregular("base64 in odd lines")
    return "".join(lines)


def quoted(value: str) -> str:
    """Write an attribute's value as Canonical XML does."""
    for letter, entity in (("&", "&amp;"), ("<", "&lt;"), ('"', "&quot;")):
        value = value.replace(letter, entity)
    return value.replace("\t", "&#x9;").replace("\n", "&#xA;").replace("\r", "&#xD;")


def escaped(value: str) -> str:
    """Write text as Canonical XML does."""
    for letter, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#xD;")):
        value = value.replace(letter, entity)
    return value
