"""Names the data hold: the spelling check takes them from there, so that nobody has to list them by hand."""

from __future__ import annotations

import re

from guide.data import Guide

WORD = re.compile(r"[^\W\d_]+")


def proper_words(guide: Guide) -> set[str]:
    """Return the words, in small letters, of the names of exchanges, companies, places, authorities and publishers."""
    names = [place.name["en"] for place in guide.places.values()]
    names += [place.authority.name["en"] for place in guide.places.values() if place.authority]
    names += [source.issuer["en"] for source in guide.sources.values()]
    for exchange in guide.exchanges.values():
        names += [exchange.name["en"], *exchange.brands(), *(company.name for company in exchange.companies)]
    return {word.lower() for name in names for word in WORD.findall(name)}
