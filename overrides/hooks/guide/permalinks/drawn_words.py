"""What a macro that names an exchange or a place draws from the data, as words to compare in the record."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from guide.data import Exchange, Fact, Guide, Place, numbers
from guide.locales import CODES
from guide.render.exchange import facts_of
from guide.render.exchange_pages import exchange_page

# macro → the lists of an exchange that it shows
SHOWN = {
    "channels": ("contacts", "domains"),
    "click_paths": ("paths",),
    "closing_path": ("paths",),
    "companies": ("companies",),
    "contacts": ("contacts",),
    "domains": ("domains",),
    "living": ("companies", "contacts"),
}
EACH_CHECK = {"checked", "recheck_days", "sources", "settle", "ask", "quote", "quote_lang"}  # no news to a reader


def call_words(macro: str, names: list[str], guide: Guide) -> Iterator[str]:
    """Yield what a call says: the facts it names, and what it draws of the exchange or place it names first."""
    yield from fact_words(guide.facts[name] for name in names if name in guide.facts)
    exchange = guide.exchanges.get(names[0]) if names else None
    if exchange and macro == "exchange_facts":
        yield from fact_words(facts_of(exchange, names[1:]))
    elif exchange:
        yield from part_words(exchange, SHOWN.get(macro, ()))
    elif names and macro == "place" and names[0] in guide.places:
        yield from law_words(guide.places[names[0]])


def page_words(page: str, guide: Guide) -> Iterator[str]:
    """Yield what the page of an exchange or a place draws from its entry, for the answer that is the whole page."""
    for exchange in guide.exchanges.values():
        if exchange_page(exchange.id) == page:
            yield from fact_words(fact for fact in exchange.facts if not fact.unused)
            yield from part_words(exchange, ("paths", "companies", "contacts", "domains"))


def fact_words(facts: Iterable[Fact]) -> Iterator[str]:
    """Yield the sentence of each fact in every language."""
    return (fact.text(code) for fact in facts for code in CODES)


def part_words(exchange: Exchange, parts: Iterable[str]) -> Iterator[str]:
    """Yield some lists of an exchange without what changes at each check."""
    for part in parts:
        rows = [without(row.model_dump(mode="json"), EACH_CHECK) for row in getattr(exchange, part)]
        yield json.dumps(rows, ensure_ascii=False, sort_keys=True)


def law_words(place: Place) -> list[str]:
    """Return every figure of a place's law."""
    halves = [
        without(half.model_dump(mode="json"), EACH_CHECK - {"quote", "quote_lang"})
        for half in (place.retention, place.erasure)
    ]
    return numbers(repr(halves))


def without(content: Any, keys: set[str]) -> Any:
    """Return `content` without `keys`, however deep they stand."""
    if isinstance(content, dict):
        return {key: without(value, keys) for key, value in content.items() if key not in keys}
    return [without(item, keys) for item in content] if isinstance(content, list) else content
