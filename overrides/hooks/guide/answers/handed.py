"""The join as the tools hand it on: where the company is that serves a residence, exchange by exchange."""

from __future__ import annotations

from collections import Counter

from guide.answers.company import company_of
from guide.answers.residences import residences
from guide.data import Exchange, Guide


def company_places(guide: Guide, exchange: Exchange) -> dict[str, str]:
    """Return the company's place by residence; "" holds what most residences get, so that only others are listed.

    An empty place: no company is known for the residence, or the guide lacks its place.
    """
    found = {}
    for home in residences(guide):
        company = company_of(exchange, home)
        place = guide.places.get(company.place) if company and company.place else None
        found[home.id] = place.id if place and place.company_place else ""
    [(usual, _)] = Counter(found.values()).most_common(1)
    return {"": usual, **{home: place for home, place in found.items() if place != usual}}
