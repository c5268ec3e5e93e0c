"""How search reads words: one rule for pages and for what is typed, the same in assets/javascripts/search.js.

Text is folded (width, case, accents, Traditional characters), then cut: runs of Chinese, Japanese and Korean characters
into pairs of neighbours, other runs into words without their endings. Brackets, punctuation and the border between the
two kinds of run separate, so that "OKX注销" and "(CCPA)" are found by their parts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
RUN = re.compile(rf"[{CJK}]+|[^\W_{CJK}]+")
IS_CJK = re.compile(rf"[{CJK}]")
DROPPED = dict.fromkeys([*range(0x300, 0x370), 0x3099, 0x309A, ord("'"), ord("’")])  # accents, and apostrophes
POSSESSIVE = re.compile(r"['’]s\b")  # Gemini's is Gemini
# they join to anything: pairs with them tell pages apart badly
BREAKS = re.compile("[的了着吗呢吧啊么呀嘛我您你咱们和与或及在是也就都这那把从给但而若其此它他她很太才只些]+")

PARTICLES = re.compile("[之以](?=[前后])")  # 注销之后, 注销以后 and 注销后 are one


def folded(text: str, plain: Mapping[int, str]) -> str:
    """Return `text` in one form of letters: compatible forms, no accents, lower case, characters mapped by `plain`."""
    bare = unicodedata.normalize("NFKD", POSSESSIVE.sub("", text)).translate(DROPPED)
    return PARTICLES.sub("", unicodedata.normalize("NFC", bare).lower().translate(plain))


@lru_cache(maxsize=50_000)  # a language has fewer words than a site has places for them
def stem(word: str) -> str:
    """Return `word` without its commonest English endings, so that closing, closed and close are one word."""
    size = len(word)
    if size > 4 and word.endswith(("ies", "ied")):
        word = word[:-3] + "y"
    elif size > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending, least in (("ing", 5), ("ed", 4)):
        if len(word) > least and word.endswith(ending):
            word = word[: -len(ending)]
            if word[-1] == word[-2] and word[-1] not in "ls":
                word = word[:-1]
            break
    if len(word) > 4 and word.endswith("ie"):
        return word[:-2] + "y"  # cookie, as cookies
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


def tokens(text: str, plain: Mapping[int, str], stop: frozenset[str] = frozenset()) -> list[str]:
    """Return the terms of `text`, in order: pairs of Chinese characters or a lone one, stems of words not in `stop`."""
    found: list[str] = []
    for run in RUN.findall(folded(text, plain)):
        if not IS_CJK.match(run):
            if run not in stop:
                found.append(stem(run))
            continue
        for part in filter(None, BREAKS.split(run)):
            found += [part] if len(part) == 1 else [part[place : place + 2] for place in range(len(part) - 1)]
    return found


def pairs(terms: list[str]) -> list[str]:
    """Return each two neighbouring words of `terms` as one term: "bank statement" tells more than both words apart."""
    return [f"{one} {two}" for one, two in pairwise(terms) if not IS_CJK.match(one) and not IS_CJK.match(two)]


def shard_key(term: str, heavy: frozenset[str]) -> str:
    """Return what decides the file of `term`: the first character, or three letters; longer where these are `heavy`."""
    first = term[:1] if IS_CJK.match(term) else term[:3]
    return term[: len(first) + 1] if first in heavy else first


def shard_of(key: str, count: int) -> int:
    """Return the number, below `count`, of the file in which the terms of `key` stand."""
    value = 7
    for sign in key:
        value = (value * 31 + ord(sign)) % 1000003
    return value % count
