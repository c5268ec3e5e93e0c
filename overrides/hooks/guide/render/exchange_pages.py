"""The pages of the exchanges: one Markdown template a language. Pure: data in, Markdown out.

OKX and Binance have pages written by hand, which call the same macros.
"""

from __future__ import annotations

import json

from guide.data import Exchange, Guide
from guide.render.citations import FIRST
from guide.render.page_templates import page_templates
from guide.render.words import Words, plain_name

SECTIONS = {  # a section of the page, and the facts it takes
    "closing": ("closing",),
    "blockers": ("blockers",),
    "alternatives": ("freeze", "disable", "migrate", "inactivity"),
    "data_request": ("data-request", "privacy-tools"),
    "retention": ("retention", "history"),
    "face_data": ("face-data",),
    "companies": ("companies",),
    "support": ("official-channel", "support"),
    "register_again": ("register-again",),
}

MANY = 25  # facts: from here on a page weighs too much with the proof in it

NOTED = (
    "companies",
    "closing",
    "blockers",
    "alternatives",
    "data-request",
    "retention",
    "face-data",
    "support",
    "register-again",
)


def drawn_exchanges(guide: Guide) -> list[str]:
    """Return the exchanges whose pages are drawn from the data."""
    return [name for name in guide.exchanges if name not in FIRST]


def exchange_page(name: str) -> str:
    """Return the path of an exchange's page below a language's folder."""
    return f"exchanges/{name}.md"


def exchange_pages(guide: Guide, locale: str) -> dict[str, str]:
    """Return the Markdown of every drawn exchange's page in `locale`, by its path below the language's folder."""
    words = Words(guide, locale)
    template = page_templates().get_template(f"{locale}/exchange.md")
    return {
        exchange_page(name): template.render(exchange=exchange, **parts_of(exchange, words))
        for name, exchange in guide.exchanges.items()
        if name in drawn_exchanges(guide)
    }


def parts_of(exchange: Exchange, words: Words) -> dict[str, object]:
    """Return what a template fills in: names, the guide's own notes, and a call of the facts each section has."""
    name = words.say(exchange.name)
    facts = {key: call_of(exchange, aspects) for key, aspects in SECTIONS.items()}
    return {
        "name": name,
        "brand": plain_name(name),
        "apart": len([fact for fact in exchange.facts if not fact.unused]) >= MANY,
        "quoted": json.dumps(name, ensure_ascii=False),
        "tags": json.dumps(exchange.tags[words.locale], ensure_ascii=False),
        "note": dict.fromkeys(NOTED, "") | {key: words.say(text) for key, text in exchange.notes.items()},
        "mistakes": [words.say(text) for text in exchange.mistakes],
        "facts": facts,
        # how to ask for erasure: a route its texts describe, or at least an address for it
        "route": facts["data_request"] or exchange.compare.data_request.fact,
        "contact": any(contact.purpose == "privacy" and not contact.narrow for contact in exchange.contacts),
    }


def call_of(exchange: Exchange, aspects: tuple[str, ...]) -> str:
    """Return the macro call that shows an exchange's facts on `aspects`; empty where it has none."""
    found = [fact for fact in exchange.facts if fact.aspect in aspects and not fact.unused]
    names = ", ".join(f'"{aspect}"' for aspect in dict.fromkeys(fact.aspect for fact in found))
    return f'{{{{ exchange_facts("{exchange.id}", {names}) }}}}' if found else ""
