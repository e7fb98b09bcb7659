"""HTML of a clipboard made safe for Python's parser."""

import re

_LONE = re.compile(r"<(?![A-Za-z/!?])")
_TAG = re.compile(r"<[^<>]*>|<")


def tags_only(source: str) -> str:
    """Leave tags and text: no comments, no declarations, and what only looks like a tag as text.

    Python's parser raises on some broken declarations and is slow on brackets that never close.
    """
    parts: list[str] = []
    at = 0
    while (start := source.find("<!--", at)) >= 0:
        end = source.find("-->", start)
        if end < 0:
            break
        parts.append(source[at:start])
        at = end + len("-->")
    parts.append(source[at:].replace("<!--", ""))
    return _TAG.sub(_kept, _LONE.sub("&lt;", "".join(parts)))


def _kept(found: re.Match[str]) -> str:
    tag = found.group()
    if len(tag) > 1 and tag[1] in "!?":
        return ""
    return tag if len(tag) > 1 and (tag[1] == "/" or tag[1].isalpha()) else tag.replace("<", "&lt;")
