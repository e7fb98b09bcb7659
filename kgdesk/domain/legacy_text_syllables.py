"""Whether a word is spelt as a Vietnamese syllable can be: the yardstick of every guess about encodings.

Vietnamese writes a space between syllables, and onset, rime and tone are closed lists, so that text read with
a wrong table hardly ever gives two possible syllables running. Both places of the tone are right
(`hoà`, `hòa`); a stopped syllable takes only the acute and the dot.
"""

import re
import unicodedata
from functools import cache

from kgdesk.domain.legacy_text_tables import ACUTE, DOT, TONES

_ONSETS = ("", *"b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split())  # noqa: SIM905  # lists of words read better as words
_RIMES = """
a ac ach ai am an ang anh ao ap at au ay  ăc ăm ăn ăng ăp ăt  âc âm ân âng âp ât âu ây
e ec em en eng eo ep et  ê êch êm ên êng ênh êp êt êu  i ich im in ing inh ip it iu
ia iêc iêm iên iêng iêp iêt iêu  o oc oi om on ong oong ooc op ot  ô ôc ôi ôm ôn ông ôp ôt
ơ ơi ơm ơn ơp ơt  u uc ui um un ung up ut  ua uôc uôi uôm uôn uông uôt
ư ưc ưi ưm ưng ưt ưu  ưa ươc ươi ươm ươn ương ươp ươt ươu
y ych yn ynh yt yêm yên yêng yêt yêu
oa oac oach oai oam oan oang oanh oao oap oat oay  oăc oăm oăn oăng oăt  oe oen oeo oet
uân uâng uât uây  uê uêch uên uênh uêt uêu  uơ uy uya uych uynh uyn uyt uyp uyu uyên uyêt
""".split()  # noqa: SIM905
_FIRST_TONED = frozenset("ai ao au ay eo ia iu oi ua ui ưa ưi ưu oa oe uy ơi ôi âu ây êu".split())  # noqa: SIM905
_SECOND_TONED = frozenset("oa oe uy uê uơ iê yê uô ươ uâ oă oo".split())  # noqa: SIM905
_VOWELS = re.compile("[aăâeêioôơuưy]+")
# c, g, ng before e, ê, i are written k, gh, ngh; g before i is gi.
_HARD, _SOFT = re.compile("[eêiy]"), re.compile("[aăâoôơuư]")
_AFTER_QU = frozenset({"ych", "yn", "ynh", "yt"})
_BROAD_ONLY, _NARROW_ONLY = frozenset({"c", "ng"}), frozenset({"k", "gh", "ngh"})


def is_syllable(word: str) -> bool:
    """Whether `word` (NFC, any case) can be one Vietnamese syllable."""
    return len(word) <= 7 and word.casefold() in _all_syllables()  # noqa: PLR2004  # nghiêng, the longest


@cache
def _all_syllables() -> frozenset[str]:
    return frozenset(
        onset + rime for onset in _ONSETS for plain in _RIMES if _fits(onset, plain) for rime in _toned(plain)
    )


def _fits(onset: str, rime: str) -> bool:
    if rime in _AFTER_QU:
        return onset == "qu"
    if rime.startswith("yê"):
        return onset in {"", "qu"}
    if onset in _BROAD_ONLY:
        return not _HARD.match(rime)
    if onset in _NARROW_ONLY:
        return not _SOFT.match(rime)
    if onset == "g":
        return not re.match("[eêy]", rime)  # gì, gìn, giếng share their i with the onset
    if onset == "gi":
        return not re.match("[iy]", rime)
    if onset == "qu":
        return not re.match("[ouư]|ô(?!c)|ia|iê", rime)
    return True


@cache
def _toned(rime: str) -> tuple[str, ...]:
    """The rime without and with each tone it can bear, in each place the tone may stand."""
    stopped = rime.endswith(("c", "ch", "p", "t"))
    tones = (ACUTE, DOT) if stopped else ("", *TONES)
    return tuple(
        unicodedata.normalize("NFC", rime[: place + 1] + tone + rime[place + 1 :])
        for place in _places(rime)
        for tone in tones
    )


def _places(rime: str) -> set[int]:
    """Where the tone may stand, as indexes of letters."""
    found = _VOWELS.match(rime)
    vowels = found.group() if found else ""
    if len(vowels) == 1:
        return {0}
    if len(vowels) == 3:  # noqa: PLR2004  # oai, uyên, ươi: in the middle; uyê: on the ê
        return {2} if vowels == "uyê" else {1}
    closed = len(rime) > len(vowels)
    places = set()
    if vowels in _FIRST_TONED and not closed:
        places.add(0)
    if vowels in _SECOND_TONED:
        places.add(1)
    return places
