"""The tools on the pages: readable without scripts, and all that a script needs."""

from __future__ import annotations

from functools import partial as bound
from typing import Any

from markupsafe import Markup, escape

from guide.answers import Residence, residences
from guide.data import Exchange, Guide, Place
from guide.render import inline
from guide.render.backlinks import path_endings
from guide.render.citations import PageContext
from guide.render.message import (
    TYPED,
    builder_data,
    grouped_contacts,
    letter,
    letter_exchanges,
)
from guide.render.plan import REGIONS as READERS_FIRST
from guide.render.registry import macro
from guide.render.retention import SPOKEN, log_data, retention_data
from guide.render.templates import partial
from guide.render.words import embedded, with_own_days


@macro
def path(context: PageContext) -> str:
    """Return the path chooser, with the titles of the pages it leads to."""
    nodes = context.guide.paths
    pages = path_endings(context.docs / context.locale, context.guide, context.root)
    return partial("tools/path.html", context, nodes=nodes, start=next(iter(nodes.values())), pages=pages)


@macro
def checklist(context: PageContext) -> str:
    """Return the checklist before closing: items for everybody, then each exchange's own."""
    groups: dict[str | None, list[Any]] = {}
    for item in context.guide.checklist.values():
        groups.setdefault(item.exchange, []).append(item)

    def cite(names: list[str]) -> Markup:
        return Markup(inline.cite(context, *names))

    return partial("tools/checklist.html", context, groups=groups, cite=cite)


@macro
def retention(context: PageContext) -> str:
    """Return the retention calculator, with the data its script answers from."""
    exchanges = by_rank(context)
    return partial(
        "tools/retention.html",
        context,
        exchanges=exchanges,
        homes=homes_by_region(context.guide),
        places=companies_by_region(context.guide),
        spoken=SPOKEN,
        content=embedded(with_own_days(retention_data(context, exchanges), context.locale)),
    )


def by_rank(context: PageContext) -> list[Exchange]:
    """Return every exchange, those the guide treats first in front."""
    return sorted(context.guide.exchanges.values(), key=lambda exchange: (context.rank(exchange), exchange.id))


def homes_by_region(guide: Guide) -> dict[str, list[Residence]]:
    """Return every residence by region, where most readers live first."""
    return {
        region: found for region in READERS_FIRST if (found := [h for h in residences(guide) if h.region == region])
    }


def companies_by_region(guide: Guide) -> dict[str, list[Place]]:
    """Return every place where an exchange's company can be, by region."""
    places = [place for place in guide.places.values() if place.company_place]
    return {region: found for region in READERS_FIRST if (found := [p for p in places if p.region == region])}


@macro
def message(context: PageContext) -> str:
    """Return the message builder, with the letters as they stand without scripts."""
    guide = context.guide
    exchanges = letter_exchanges(guide, context.rank)
    return partial(
        "tools/message.html",
        context,
        exchanges=exchanges,
        homes=homes_by_region(guide),
        companies=companies_by_region(guide),
        contacts=grouped_contacts(guide, exchanges),
        content=embedded(with_own_days(builder_data(guide, exchanges, context.locale), context.locale)),
        blank_letter=bound(blank_letter, context),
    )


def blank_letter(context: PageContext, purpose: str, locale: str) -> Markup:
    """Return a letter with blanks to fill in by hand, as one line of HTML (the partials drop empty lines)."""
    labels = context.guide.labels
    blanks = {name: labels[f"message-blank-{name}"][locale] for name in (*TYPED, "place", "exchange", "date")}
    text = letter(context.guide, purpose, locale, {"law-open", "answer-open", "keep-open", "complains"}, blanks)
    return Markup(str(escape(text)).replace("\n", "&#10;"))


@macro
def log(context: PageContext) -> str:
    """Return the log of what was asked, with the deadlines its script counts from."""
    exchanges = by_rank(context)
    content = log_data(context.guide, exchanges)
    return partial(
        "tools/log.html",
        context,
        exchanges=exchanges,
        homes=homes_by_region(context.guide),
        content=embedded(content),
    )


@macro
def keep(context: PageContext) -> str:
    """Return the box that keeps the guide in the browser, where it is on the web."""
    return partial("tools/keep.html", context)


@macro
def link_check(context: PageContext) -> str:
    """Return the form that compares a pasted address with the official domains."""
    guide = context.guide
    listed = {
        contact.email.lower(): context.say(exchange.name)
        for exchange in guide.exchanges.values()
        for contact in exchange.contacts
        if contact.email
    }
    passing = {entry.id: entry.hosts for entry in guide.passing_hosts.values()}
    content = embedded({"emails": listed, "passing": passing})
    return partial("tools/link-check.html", context, exchanges=checkable(context), content=content)


@macro
def link_signs(context: PageContext) -> str:
    """Return the list of what the link checker looks for."""
    return partial("tools/link-signs.html", context)


@macro
def link_domains(context: PageContext) -> str:
    """Return the official domains the link checker compares with, by exchange."""
    return partial("tools/link-domains.html", context, exchanges=checkable(context))


@macro
def link_unverified(context: PageContext) -> str:
    """Return a sentence on the exchanges without a verified domain; nothing where each has one."""
    names = [context.say(found.name) for found in context.guide.exchanges.values() if not found.official_domains()]
    return (
        context.label("unverified-domains").replace("%{names}", context.label("list-comma").join(names))
        if names
        else ""
    )


def checkable(context: PageContext) -> list[Exchange]:
    """Return the exchanges with an official domain, those the guide treats first in front."""
    exchanges = context.guide.exchanges.values()
    return sorted((found for found in exchanges if found.official_domains()), key=context.rank)


@macro
def own_exchange(context: PageContext) -> str:
    """Return a box on the exchange of whoever hosts this copy; nothing where none is set."""
    if not context.own:
        return ""
    return partial("tools/own-exchange.html", context, exchange=context.find("exchanges", context.own))
