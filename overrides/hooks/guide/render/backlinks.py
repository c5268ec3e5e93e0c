"""Which pages cite which sources, read from the macros the pages call. Pure: pages' text and data in, a map out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from guide.data import Exchange, Guide, named
from guide.render.exchange import SPECIAL, chosen, facts_of
from guide.render.exchange_words import CARD
from guide.render.message import letter_contacts, letter_exchanges
from guide.render.pages import page_texts
from guide.text.calls import calls
from guide.text.markdown import sections, title_of
from guide.text.once import text_of

# macros that show every entry of a kind
TABLES = {
    "upcoming": "places",
    "retention": "places",
    "comparison": "exchanges",
    "data_types": "data_types",
}
# macros that show a part of an exchange
PARTS = {
    "click_paths": "paths",
    "closing_path": "paths",
    "companies": "companies",
    "contacts": "contacts",
    "domains": "domains",
}


def citing_pages(folder: Path, guide: Guide, root: str) -> dict[str, list[tuple[str, str]]]:
    """Return, for each source id, the (title, address) of the pages of a language's `folder` that cite it."""
    pages: dict[str, list[tuple[str, str]]] = {}
    for name, text in page_texts(folder, guide).items():
        address = root + name.removesuffix(".md") + ".html"
        for source in sorted(cited_sources(text, guide)):
            pages.setdefault(source, []).append((title_of(text), address))
    return pages


def path_endings(folder: Path, guide: Guide, root: str) -> dict[str, tuple[str, str]]:
    """Return the address and title of each page, or section of a page, the path chooser leads to."""
    answers = (answer for node in guide.paths.values() for answer in node.answers if answer.ends)
    return endings({answer.to for answer in answers}, folder, root)


def endings(spots: Iterable[str], folder: Path, root: str) -> dict[str, tuple[str, str]]:
    """Return the address and title of each of `spots`: pages below `folder`, or sections; KeyError for no section."""
    found = {}
    for target in spots:
        page, _, fragment = target.partition("#")
        text = text_of(folder / page)
        titles = [title_of(text), sections(text)[fragment][0] if fragment else ""]
        address = root + page.removesuffix(".md") + ".html" + target[len(page) :]
        found[target] = (address, " › ".join(title for title in titles if title))
    return found


def cited_sources(text: str, guide: Guide) -> set[str]:
    """Return the ids of the sources that a page's macros cite."""
    return set().union(*(cited_by(call, tuple(names), guide) for call, names in calls(text)))


@lru_cache(maxsize=5000)  # many pages make the same call, in every language
def cited_by(call: str, names: tuple[str, ...], guide: Guide) -> frozenset[str]:
    """Return the ids of the sources that the macro `call` cites when it is given `names`."""
    cited = cited_entries(call, list(names), guide)
    return frozenset(source for entry in cited for _, source in named(entry, "sources", "source"))


def cited_entries(call: str, names: list[str], guide: Guide) -> Iterable[Any]:
    """Return the entries whose sources the macro `call` cites when it is given `names`."""
    exchange = guide.exchanges.get(names[0]) if names else None
    whole: dict[str, Callable[[], Iterable[Any]]] = {
        "link_domains": lambda: [domain for one in guide.exchanges.values() for domain in one.official_domains()],
        "checklist": lambda: [guide.facts[name] for item in guide.checklist.values() for name in item.facts],
        "plan": lambda: [guide.facts[name] for step in guide.plan.values() for name in step.facts],
        "message": lambda: [contact for _, contact in letter_contacts(letter_exchanges(guide, lambda _: 0))],
    }
    if call in TABLES:
        entries: Iterable[Any] = getattr(guide, TABLES[call]).values()
        return entries
    if call in whole:
        return whole[call]()
    if call in OF_EXCHANGE or call in PARTS:
        return entries_of(exchange, call, names[1:], guide) if exchange else ()
    return [entry for name in names for entry in (guide.facts.get(name), guide.places.get(name)) if entry]


OF_EXCHANGE = ("exchange_facts", "special_rows", "answer_card", "living", "channels")


def entries_of(exchange: Exchange, call: str, aspects: list[str], guide: Guide) -> Iterable[Any]:
    """Return the entries of `exchange` whose sources the macro `call` cites."""
    if call == "exchange_facts":
        return facts_of(exchange, aspects)
    if call == "special_rows":
        return [fact for _, group, _ in SPECIAL for fact in chosen(exchange, group)]
    if call == "answer_card":
        return [guide.facts[cell.fact] for name, cell in exchange.compare if name in CARD and cell.fact]
    if call == "living":
        return [*exchange.companies, *(guide.places[one.place] for one in exchange.companies if one.place)]
    if call == "channels":
        return [*exchange.contacts, *exchange.domains]
    entries: Iterable[Any] = getattr(exchange, PARTS[call])
    return entries
