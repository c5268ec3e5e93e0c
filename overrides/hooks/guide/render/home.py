"""What only the home page shows: the way into the plan, every exchange at a tap, the exits that press."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from guide.data.exits import Exit
from guide.render.citations import PageContext
from guide.render.exits import Event, events
from guide.render.plan import plan_values
from guide.render.registry import macro
from guide.render.templates import partial

RECENT = timedelta(days=365)
LONG_BRACKET = re.compile(r"\s*[（(](?:[^）)]{12,}|[^）)]*[、,][^）)]*)[）)]$")


@macro
def start_plan(context: PageContext) -> str:
    """Return the three questions that lead to the plan; without scripts a link to the exchanges stands there."""
    return partial("tools/start-plan.html", context, **plan_values(context.guide, context.docs, context.rank))


@macro
def exchange_links(context: PageContext) -> str:
    """Return a link to every exchange, those the guide treats first in front."""
    exchanges = sorted(context.guide.exchanges.values(), key=lambda found: (context.rank(found), found.id))
    links = [(found, short(context.say(found.name))) for found in exchanges]
    return partial("tables/exchange-links.html", context, links=links)


def short(name: str) -> str:
    """Return an exchange's name without a bracket that is longer than a word: "HashKey (…, …)" → "HashKey"."""
    return LONG_BRACKET.sub("", name)


@macro
def pressing_exits(context: PageContext) -> str:
    """Return the exits under way, with a day ahead or less than a year past, folded under the names of their places."""
    found = pressing(context.guide.exits.values())
    places = context.guide.places
    named = dict.fromkeys(place for event in found for place in event.first.places)
    names = [
        context.say(places[name].name) if name in places else context.label(f"exit-place-{name}") for name in named
    ]
    return partial("tables/pressing-exits.html", context, events=found, names=names)


def pressing(exits: Iterable[Exit]) -> list[Event]:
    """Return the events that still press on the day the data were last checked; no clock: same data, same page."""
    entries = list(exits)
    today = max((entry.checked for entry in entries), default=date.min)
    return [
        event
        for event in events(entries)
        if event.first.kind == "leaving" or any(day > today - RECENT for day in known(event))
    ]


def known(event: Event) -> list[date]:
    """Return the days of `event` that are known."""
    return [day for _, day in event.first.days if day]
