"""The search index: which section holds which word, how much it is about it, and the files to look that up in.

A posting list is text, short and quick to read: for each section the distance from the one before in base 36, left out
for 1, then a capital letter, A to Z, for the weight: "3C" is the third section, with weight 3.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache

from guide.site.search_pages import Section
from guide.site.search_text import IS_CJK, pairs, shard_key, shard_of

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
HEADING, TAG, ASKED, PAGE, TEXT = 6.0, 6.0, 3.0, 2.0, 2.2  # what a word is worth by where it stands
PART = 0.85  # of a tag's weight, for one of its several words
BOOST = 0.25  # a page's boost counts by its fourth root
SHARD = 4000  # characters of posting lists a file should hold
HEAVY = 5000  # a first character or three letters with more than this are told apart by one sign more
SLIP = 5  # words of this many letters are found with one slip
LETTERS = "AABCDEFGHIJKLMNOPQRSTUVWXYZ"  # by weight; the least is 1
NAMED = 26  # "Z", which says: this section is the page of what the word names; no other weight is as high

Cut = Callable[[str], list[str]]
Postings = dict[str, dict[int, float]]


def postings_of(sections: list[Section], cut: Cut) -> Postings:
    """Return the weight of each term in each section, by the section's number."""
    texts = [Counter(cut(part.text)) for part in sections]
    average = max(1.0, sum(text.total() for text in texts) / max(1, len(texts)))
    found: Postings = defaultdict(dict)
    for number, (part, text) in enumerate(zip(sections, texts, strict=True)):
        share = part.boost**BOOST * part.weight
        for term, weight in weights_of(part, text, cut, text.total() / average).items():
            found[term][number] = weight * share
    return dict(found)


def weights_of(part: Section, text: Counter[str], cut: Cut, length: float) -> dict[str, float]:
    """Return the weight of each term of `part`, whose `text` is `length` times as long as the average."""
    weights = {term: TEXT * count / (count + 0.5 + 0.7 * length) for term, count in text.items()}
    named = cut(part.heading)
    heading = {*named, *pairs(named)}
    add(weights, heading, HEADING / (0.8 + 0.05 * len(named)))
    if "#" in part.url:
        add(weights, set(cut(part.page)) - heading, PAGE)
    tagged = parts_of(part.tags, cut, PART)
    for term in sorted(tagged.keys() - heading):
        add(weights, [term], TAG * tagged[term])
    questions = [cut(question) for question in part.asked]
    asked = {term for question in questions for term in (*question, *pairs(question))}
    add(weights, asked - heading - tagged.keys(), ASKED)
    return weights


def add(weights: dict[str, float], terms: Iterable[str], weight: float) -> None:
    """Add `weight` to each of `terms`, and half of it to the single characters Chinese headings are searched by."""
    for term in sorted(terms):  # a sign that is a term too gets the same weight in every run
        weights[term] = weights.get(term, 0) + weight
        if IS_CJK.match(term) and len(term) == 2:
            for sign in term:
                weights[sign] = max(weights.get(sign, 0), weight / 2)


def with_synonyms(postings: Postings, words: Mapping[str, list[str]], cut: Cut, share: float) -> Postings:
    """Return `postings` with people's words pointing to where the guide's words stand, at `share` of their weight."""
    merged = dict(postings)
    for word, others in words.items():
        lists = [postings.get(term, {}) for term in cut(word)]
        shared = set.intersection(*(set(places) for places in lists)) if lists else set()
        weights = {number: share * min(places[number] for places in lists) for number in shared}
        for term, part in parts_of(others, cut).items():
            places = dict(merged.get(term, {}))
            for number, weight in weights.items():
                places[number] = max(places.get(number, 0), weight * part)
            merged[term] = places
    return merged


def parts_of(phrases: Iterable[str], cut: Cut, share: float = 0.5) -> dict[str, float]:
    """Return the terms of `phrases` with what each tells of its phrase: all, or `share` for one of several words."""
    parts: dict[str, float] = {}
    for phrase in phrases:
        terms = cut(phrase)
        joined = pairs(terms)
        whole = joined or (terms if len(terms) < 3 else [])  # three Chinese characters are two terms
        for term in (*terms, *joined):
            parts[term] = max(parts.get(term, 0), 1 if term in whole else share)
    return parts


def naming(pages: Mapping[int, Iterable[str]], cut: Cut) -> dict[str, frozenset[int]]:
    """Return the terms of the names of `pages` (section number → names) with the numbers of the pages they name.

    A Chinese name is known by its first three characters: what follows may be any word, such as 金融中心. Of a name of
    several Latin words only two together name anything.
    """
    words: dict[str, set[int]] = defaultdict(set)
    for number, names in pages.items():
        for name in names:
            chinese = IS_CJK.search(name)
            terms = cut(name[:3] if chinese else name)
            for term in terms if chinese else pairs(terms) or terms:
                words[term].add(number)
    return {term: frozenset(numbers) for term, numbers in words.items()}


def packed(places: Mapping[int, float], named: Collection[int] = ()) -> str:
    """Return a posting list as text; `named` are the sections the term is the name of."""
    if named:
        places = {**places, **dict.fromkeys(named, NAMED / 2)}
    parts, before = [], -1
    for number in sorted(places):
        weight = round(places[number] * 2)
        letter = LETTERS[weight if weight < NAMED or number in named else NAMED - 1]
        parts.append(letter if number == before + 1 else distance(number - before) + letter)
        before = number
    return "".join(parts)


@lru_cache(maxsize=10_000)
def distance(number: int) -> str:
    """Return a positive `number` in base 36; nothing for 1."""
    if number == 1:
        return ""
    text = ""
    while number:
        number, digit = divmod(number, 36)
        text = DIGITS[digit] + text
    return text


def shards_of(lists: Mapping[str, str]) -> tuple[frozenset[str], list[dict[str, str]]]:
    """Return the keys that are told apart by one sign more, and the posting lists by file."""
    sizes: Counter[str] = Counter()
    for term, text in lists.items():
        sizes[shard_key(term, frozenset())] += len(term) + len(text)
    heavy = frozenset(key for key, size in sizes.items() if size > HEAVY)
    files: list[dict[str, str]] = [{} for _ in range(max(8, sum(sizes.values()) // SHARD))]
    for term in sorted(lists):
        files[shard_of(shard_key(term, heavy), len(files))][term] = lists[term]
    return heavy, files


def beginnings(postings: Postings) -> Postings:
    """Return, for the first two and three letters of words, where headings and tags hold words so begun."""
    found: Postings = defaultdict(dict)
    for term, places in postings.items():
        if IS_CJK.match(term) or len(term) < 3 or " " in term:
            continue
        named = {number: weight / 2 for number, weight in places.items() if weight >= HEADING / 2}
        for size in range(2, min(4, len(term))):
            for number, weight in named.items():
                found[term[:size]][number] = max(found[term[:size]].get(number, 0), weight)
    return dict(found)


def tails_of(terms: Iterable[str], count: int) -> list[list[str]]:
    """Return the longer words by their last two letters, for slips at the beginning, in `count` files."""
    files: list[list[str]] = [[] for _ in range(count)]
    for term in sorted(terms):
        if len(term) >= SLIP and term.isalpha() and not IS_CJK.match(term):
            files[shard_of(term[-2:], count)].append(term)
    return files
