"""Opening whatever holds files: a mail, a zip, one in the other. Bytes in, parts out; pure, so that any process may."""

from collections.abc import Iterable, Iterator
from email.message import Message

from kgdesk.mail.archive import open_archive
from kgdesk.mail.kinds import Kind, kind_of
from kgdesk.mail.names import header_text, raw_header
from kgdesk.mail.opened import Budget, Limits, Opened, Part, Told
from kgdesk.mail.reading import open_message, parse


def is_container(data: bytes, name: str = "") -> bool:
    """Whether a file is opened instead of judged."""
    return kind_of(data, name) in {Kind.MAIL, Kind.ZIP}


def open_container(data: bytes, name: str, limits: Limits | None = None) -> Opened:
    """Open a mail or an archive; never raises on what it may contain.

    Files that may be returns come as `parts`, signed pages first; everything else is told. A container without
    any file says so.
    """
    budget = Budget(limits or Limits())
    message: Message | None = None
    found: list[Part | Told] = []
    if kind_of(data, name) is Kind.ZIP:
        found.extend(_spread(open_archive(data, name, budget, ()), budget, mails=0, zips=1))
    else:
        parsed = parse(data, name, budget)
        if isinstance(parsed, Told):
            found.append(parsed)
        else:
            message = parsed
            found.extend(_spread(open_message(message, name, budget, (), 1), budget, mails=1, zips=0))
    parts, told = _sorted(found, name)
    if message is None:
        return Opened(parts, told)
    lines = (header_text(raw_header(message, key)) for key in ("from", "subject", "date", "message-id"))
    return Opened(parts, told, *lines)


def _spread(items: Iterable[Part | Told], budget: Budget, *, mails: int, zips: int) -> Iterator[Part | Told]:
    """Open containers inside, as deep as the limits allow."""
    for item in items:
        if isinstance(item, Told):
            yield item
            continue
        kind, trail = kind_of(item.data, item.name), (*item.trail, item.name)
        if kind is Kind.ZIP and zips < budget.limits.archives:
            inner = open_archive(item.data, item.name, budget, trail)
            yield from _spread(inner, budget, mails=mails, zips=zips + 1)
        elif kind is Kind.MAIL and mails < budget.limits.depth:
            parsed = parse(item.data, item.name, budget)
            if isinstance(parsed, Told):
                yield parsed
            else:
                inner = open_message(parsed, item.name, budget, trail, mails + 1)
                yield from _spread(inner, budget, mails=mails + 1, zips=zips)
        elif kind in {Kind.ZIP, Kind.MAIL}:
            yield Told(item.name, "mail.too_deep", {"name": item.name})
        else:
            yield item


def _sorted(found: list[Part | Told], name: str) -> tuple[tuple[Part, ...], tuple[Told, ...]]:
    """Part what is judged from what is told; pictures are told of only where there is nothing else."""
    told = [item for item in found if isinstance(item, Told)]
    parts, pictures = [], 0
    for item in found:
        if isinstance(item, Told):
            continue
        kind = kind_of(item.data, item.name)
        if kind is Kind.JUDGED:
            parts.append(item)
        elif kind is Kind.PICTURE:
            pictures += 1
        else:
            told.append(Told(item.name, "mail.left_out", {"name": item.name}, refused=False))
    if not parts and not any(item.refused or item.code == "mail.bounce" for item in told):
        code = "mail.only_pictures" if pictures else "mail.nothing_attached"
        told.append(Told(name, code, {"name": name}, refused=True))
    return tuple(sorted(parts, key=_pages_first)), tuple(told)


def _pages_first(part: Part) -> bool:
    return b"%PDF-" not in part.data[:1024]
