"""The list of places, and the parts of a place's page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from guide.data import Company, Erasure, Exchange, Guide, Place, Retention
from guide.render.citations import PageContext
from guide.render.exits import Event, events
from guide.render.place_words import STANDARD, by_region, clocks_of, longest, right_of, row_years, within
from guide.render.registry import PlaceName, macro
from guide.render.templates import partial
from guide.render.words import plain_name


@macro
def by_place(context: PageContext) -> str:
    """Return the list of all places, one row each, with the field that filters it."""
    regions = by_region(context.guide.places.values(), context.locale)
    top = max(longest(place) for place in context.guide.places.values())
    return partial(
        "tables/places.html", context, regions=regions, years=row_years, right=right_of, longest=longest, top=top
    )


@macro
def place_company(context: PageContext, name: PlaceName) -> str:
    """Return what the law of a place makes companies keep, or the question to ask where that was not read."""
    place = context.find("places", name)
    companies = list(companies_in(context.guide, name))
    since = {clock.since: clock.since_note for clock in getattr(place.retention, "clocks", []) if clock.since}
    yardstick = context.find("places", STANDARD) if place.retention.publish is not True else None
    return partial(
        "tables/place-company.html",
        context,
        place=place,
        keep=place.retention,
        since=since,
        companies=companies,
        yardstick=yardstick,
        clocks_of=clocks_of,
        plain_name=plain_name,
    )


@macro
def place_rights(context: PageContext, name: PlaceName) -> str:
    """Return what people can ask for under the law of a place, how soon the answer is due, and who takes complaints."""
    place = context.find("places", name)
    erase = place.erasure
    access = erase.access if isinstance(erase, Erasure) else None
    copy = context.label("place-due-answer").replace("%{time}", within(access, "", context)) if access else ""
    return partial("tables/place-rights.html", context, place=place, erase=erase, right=right_of(place), copy=copy)


@macro
def place_exchanges(context: PageContext, name: PlaceName) -> str:
    """Return which exchanges left a place or are restricted there, and which say that they serve its residents."""
    place = context.find("places", name)
    found = list(serving(context.guide, place)) if place.residence else []
    groups = {
        "serves": [(exchange, company) for exchange, company in found if not in_general(company, place)],
        "contract": [(exchange, company) for exchange, company in found if in_general(company, place)],
    }
    left = exits_of(context.guide, place)
    return partial("tables/place-exchanges.html", context, place=place, groups=groups, left=left, plain_name=plain_name)


@macro
def place_changes(context: PageContext, name: PlaceName) -> str:
    """Return what is about to change in the law of a place."""
    place = context.find("places", name)
    following = place.retention.next if isinstance(place.retention, Retention) else None
    said = following and any(change.day == str(following.day) for change in place.upcoming)
    return partial("tables/place-changes.html", context, changes=place.upcoming, following=None if said else following)


@macro
def place_links(context: PageContext, name: PlaceName) -> str:
    """Return the ways on from a place's page: the tools with the place filled in, and the list of places."""
    place = context.find("places", name)
    plan = (context.docs / context.locale / "plan.md").exists()
    home = place.id if place.residence else "eea-other" if place.eea else ""
    return partial("tables/place-links.html", context, place=place, home=home if plan else "")


@macro
def to_be_read(context: PageContext) -> str:
    """Return what maintainers still have to read before a place's periods or rights can be confirmed."""
    return partial("tables/to-be-read.html", context, points=list(open_points(context.guide)))


def open_points(guide: Guide) -> Iterator[tuple[Place, str, Any]]:
    """Yield (place, "retention" or "erasure", the half) for each half of a place that was not read itself."""
    for place in guide.places.values():
        for half in ("retention", "erasure"):
            entry = getattr(place, half)
            if entry.publish is not True:
                yield place, half, entry


def companies_in(guide: Guide, place: str) -> Iterator[tuple[Exchange, list[Company]]]:
    """Yield each exchange with its companies that are in `place`, where it has some."""
    for exchange in guide.exchanges.values():
        found = [company for company in exchange.companies if company.place == place]
        if found:
            yield exchange, found


def serving(guide: Guide, place: Place) -> Iterator[tuple[Exchange, Company]]:
    """Yield each exchange with the company that serves residents of `place`, as far as one is named for them."""
    for exchange in guide.exchanges.values():
        company = company_for(exchange, place)
        if company:
            yield exchange, company


def company_for(exchange: Exchange, place: Place) -> Company | None:
    """Return the company that names residents of `place` most closely: themselves, the EEA, or everybody else."""
    groups = [place.id, *(["eea"] if place.eea else [])]
    closed = any(name in exchange.not_known for name in groups)
    for group in groups if closed else [*groups, "other", "all"]:
        for company in exchange.companies:
            if group in company.residents:
                return company
    return None


def in_general(company: Company, place: Place) -> bool:
    """Tell whether `company` names neither `place` nor the EEA it belongs to, but everybody else."""
    return place.id not in company.residents and not (place.eea and "eea" in company.residents)


def exits_of(guide: Guide, place: Place) -> list[Event]:
    """Return what happened to exchanges' customers in `place`, what can still be acted on first."""
    groups = {place.id, "all", *(["eea"] if place.eea else [])}
    return [event for event in events(guide.exits.values()) if groups.intersection(event.first.places)]
