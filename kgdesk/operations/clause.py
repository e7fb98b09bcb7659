"""Naming a place of the resolution: the same words in the window as on the pages."""

import re

from kgdesk.returns.pdf_words import clause_words

_PLACE = re.compile(r"(?P<article>\d+)\.(?P<clause>\d+)(?:\.(?P<point>[a-zđ]))?(?:[ ,]+(?P<rest>.+))?")


def clause_text(clause: str, lang: str = "vi") -> str:
    """Write `1.3.a gạch đầu dòng 1, ý 2` for people; what is no such place stays as it is."""
    if lang == "vi":
        return clause_words(clause)
    found = _PLACE.fullmatch(clause.strip())
    if found is None:
        return clause
    parts = [f"Article {found['article']}", f"clause {found['clause']}"]
    if found["point"]:
        parts.append(f"point {found['point']}")
    if found["rest"]:
        parts.append(found["rest"].replace("gạch đầu dòng", "dash").replace("ý ", "item "))
    return ", ".join(parts)
