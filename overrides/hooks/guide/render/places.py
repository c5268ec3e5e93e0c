"""The list of places, and the parts of a place's page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from guide.answers.company import company_of
from guide.answers.excluded import excluding
from guide.answers.residences import NAMED, Residence, residences, tier
from guide.data import Company, Erasure, Exchange, Fact, Guide, Place, Retention
from guide.render.citations import PageContext
from guide.render.exits import Event, events
from guide.render.place_words import STANDARD, by_region, clocks_of, kept_short, longest, right_of, row_years, within
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
        standard=name == STANDARD,
        clocks_of=clocks_of,
        plain_name=plain_name,
    )


@macro
def place_rights(context: PageContext, name: PlaceName) -> str:
    """Return what people can ask for under the law of a place, how soon the answer is due, and who takes complaints."""
    place = context.find("places", name)
    erase = place.erasure
    access = erase.access if isinstance(erase, Erasure) else None
    shown = {
        "right": right_of(place),
        "copy": context.label("place-due-answer").replace("%{time}", within(access, "", context)) if access else "",
        "dated": bool(within(erase, "answer_", context)),
    }
    return partial("tables/place-rights.html", context, place=place, erase=erase, **shown)


@macro
def place_exchanges(context: PageContext, name: PlaceName) -> str:
    """Return which exchanges left a place or are restricted there, and which say that they serve its residents."""
    place = context.find("places", name)
    home = lived_in(context.guide, place)
    groups: dict[str, list[tuple[Exchange, Company]]] = {"serves": [], "contract": []}
    left: list[Event] = []
    excluded: list[tuple[Exchange, Fact]] = []
    if home:
        excluded = excluding(context.guide, home)
        left = exits_of(context.guide, home)
        for exchange, company in serving(context.guide, home):
            groups["contract" if in_general(company, home) else "serves"].append((exchange, company))
    gone = {entry.exchange: entry for event in reversed(left) for entry in event.exits if entry.exchange}
    shown = {"place": place, "groups": groups, "home": home, "left": left, "gone": gone, "excluded": excluded}
    shown |= {"plain_name": plain_name, "kept": kept_short}
    return partial("tables/place-exchanges.html", context, **shown)


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
    return partial("tables/place-links.html", context, place=place, home=lived_in(context.guide, place))


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


def lived_in(guide: Guide, place: Place) -> Residence | None:
    """Return the residence that a page is about: the place itself, or any country that has no page; None for a zone."""
    return next((home for home in residences(guide) if home.law is place), None)


def serving(guide: Guide, home: Residence) -> Iterator[tuple[Exchange, Company]]:
    """Yield each exchange with the company that serves people in `home`, as far as one is known."""
    for exchange in guide.exchanges.values():
        company = company_of(exchange, home)
        if company:
            yield exchange, company


def in_general(company: Company, home: Residence) -> bool:
    """Tell whether `company` doesn't name people in `home` but contracts with everybody not named elsewhere."""
    step = tier(company.residents, home)
    return step is None or step > NAMED


def exits_of(guide: Guide, home: Residence) -> list[Event]:
    """Return what happened to exchanges' customers in `home`, what can still be acted on first.

    Who left the place itself isn't told again with what its whole region met later.
    """
    found = [(tier(entry.places, home), entry) for entry in guide.exits.values()]
    gone = {entry.exchange for step, entry in found if step is not None and step < NAMED and entry.kind == "left"}
    return events(
        entry for step, entry in found if step is not None and (step < NAMED or entry.exchange not in gone - {None})
    )
