"""Tables and lists of whole kinds of entries."""

from __future__ import annotations

from typing import Any

from guide.data import Source
from guide.locales import ALPHABETIC
from guide.render.backlinks import citing_pages
from guide.render.citations import PageContext
from guide.render.registry import ExchangeName, FactName, macro
from guide.render.templates import partial
from guide.text.markdown import title_of
from guide.text.once import text_of


@macro
def upcoming(context: PageContext) -> str:
    """Return the table of laws in motion, by date; a change that several places share stands once."""
    found: dict[tuple[str, str], list[Any]] = {}
    for place in context.guide.places.values():
        for change in place.upcoming:
            found.setdefault((change.day, change.what[ALPHABETIC]), []).append((place, change))
    rows = [([place for place, _ in items], items[0][1]) for _, items in sorted(found.items())]
    return partial("tables/upcoming.html", context, rows=rows)


@macro
def facts(context: PageContext, *names: FactName) -> str:
    """Return the named facts as a list, each with its marks and day of checking."""
    return partial("tables/facts.html", context, facts=[context.find("facts", name) for name in names])


@macro
def click_paths(context: PageContext, exchange: ExchangeName, *positions: int) -> str:
    """Return an exchange's click paths, each with its goal and date: all, or those at `positions` (from 1).

    ValueError where there is none at a position.
    """
    paths = context.find("exchanges", exchange).paths
    for position in positions:
        if not 1 <= position <= len(paths):
            raise ValueError(f"exchange {exchange!r} has {len(paths)} click paths, none at {position}")
    chosen = [paths[position - 1] for position in positions] or paths
    return partial("tables/click-paths.html", context, paths=chosen)


@macro
def companies(context: PageContext, exchange: ExchangeName) -> str:
    """Return the table of an exchange's companies."""
    return partial("tables/companies.html", context, companies=context.find("exchanges", exchange).companies)


@macro
def contacts(context: PageContext, exchange: ExchangeName, *purposes: str) -> str:
    """Return the table of an exchange's addresses for the given purposes (all without one)."""
    found = context.find("exchanges", exchange).contacts
    chosen = [contact for contact in found if not purposes or contact.purpose in purposes]
    return partial("tables/contacts.html", context, contacts=chosen)


@macro
def domains(context: PageContext, exchange: ExchangeName) -> str:
    """Return an exchange's own domains as a list."""
    return partial("tables/domains.html", context, domains=context.find("exchanges", exchange).domains)


@macro
def own_words(context: PageContext) -> str:
    """Return what each exchange calls closing, disabling and freezing, as a list."""
    exchanges = [exchange for exchange in context.guide.exchanges.values() if exchange.own_words]
    return partial("tables/own-words.html", context, exchanges=exchanges)


@macro
def data_types(context: PageContext) -> str:
    """Return the table of data types."""
    return partial("tables/data-types.html", context, types=context.guide.data_types.values())


@macro
def all_sources(context: PageContext) -> str:
    """Return every source by kind, with the pages that cite it."""
    kinds: dict[str, list[Source]] = {}
    for source in context.guide.sources.values():
        kinds.setdefault(source.kind, []).append(source)
    pages = citing_pages(context.docs / context.locale, context.guide, context.root)
    return partial("tables/all-sources.html", context, kinds=kinds, pages=pages)


@macro
def glossary(context: PageContext) -> str:
    """Return all terms with their meaning, in both languages' words."""
    return partial("tables/glossary.html", context, terms=context.guide.terms.values())


@macro
def changes(context: PageContext) -> str:
    """Return the guide's own changes, newest first."""
    entries = sorted(context.guide.changes, key=lambda entry: entry.day, reverse=True)
    titles = {page: titled(context, page) for entry in entries for page in entry.pages}
    return partial("tables/changes.html", context, entries=entries, titles=titles)


def titled(context: PageContext, page: str) -> str:
    """Return the title of `page`, a path without ending; for one drawn from the data its name, empty for one gone."""
    file = context.docs / context.locale / f"{page}.md"
    if file.exists():
        return title_of(text_of(file))
    folder, _, name = page.partition("/")
    return context.say(context.find(folder, name).name) if folder in ("exchanges", "places") else ""


@macro
def licences(context: PageContext) -> str:
    """Return the table of what others made and the guide hands out, with its licences."""
    return partial("tables/licences.html", context, components=list(context.guide.components.values()))
