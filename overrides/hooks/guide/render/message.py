"""Compose the letters of the message builder: parts from the data, laws from the places, nothing else. Pure.

The page's script composes the same way from builder_data(); the tests hold the two against each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from guide.data import Confirmed, Contact, Erasure, Exchange, Guide, Message, Place, Retention
from guide.data.places import REGIONS
from guide.locales import ALPHABETIC, CODES, DEFAULT, LOCALES
from guide.render.words import plain_name

BLANK = re.compile(r"%\{(\w+)\}")
TYPED = ("name", "uid", "ticket")


def letter(guide: Guide, purpose: str, locale: str, state: set[str], values: dict[str, str]) -> str:
    """Return the letter for `purpose`: the parts whose conditions are in `state`, with `values` filled in."""
    parts = [guide.message_parts[name] for name in guide.messages[purpose].parts]
    texts = [filled(part.text[locale], values) for part in parts if state.issuperset(part.when)]
    return "\n\n".join(text for text in texts if text)


def filled(text: str, values: dict[str, str]) -> str:
    """Return `text` without the lines that have a blank nobody filled, and the other blanks filled in."""
    lines = [line for line in text.split("\n") if all(values.get(name) for name in BLANK.findall(line))]
    return "\n".join(BLANK.sub(lambda match: values[match[1]], line) for line in lines)


def state_of(place: Place | None, company: Place | None) -> set[str]:
    """Return the conditions that hold for a reader's place and a company's place (None: not known)."""
    return {*reader_state(place), *company_state(company)}


def reader_state(place: Place | None) -> list[str]:
    """Return what a reader's place says on erasure; a law not in force yet says nothing."""
    erasure = place.erasure if place else None
    if not isinstance(erasure, Erasure) or not erasure.in_force:
        return ["right-open", "answer-open"]
    timed = erasure.answer and (erasure.answer_days or erasure.answer_months or erasure.answer_business_days)
    return [f"right-{erasure.right}", "right-known", "answer-set" if timed else "answer-open"]


def company_state(company: Place | None) -> list[str]:
    """Return what a company's place says on keeping records."""
    if company is None or not isinstance(company.retention, Retention):
        return ["keep-open"]
    return ["keep-known", "keep-deletes"] if company.retention.delete_after == "yes" else ["keep-known"]


def place_values(place: Place, locale: str) -> dict[str, str]:
    """Return what a place fills in: as the reader's its name and erasure law, as the company's its retention law."""
    values = {"place": plain_name(place.name[locale])}
    state, erasure = reader_state(place), place.erasure
    if "right-known" in state and isinstance(erasure, Erasure):
        values |= {"law": citation(erasure, locale), "law_name": erasure.law[locale]}
        if "answer-set" in state and erasure.answer:
            values["answer"] = erasure.answer[locale]
    if isinstance(place.retention, Retention):
        values["keep_law"] = citation(place.retention, locale)
    return values


def citation(half: Confirmed, locale: str) -> str:
    """Return a law with its section; the law alone where the data have no section."""
    law, section = half.law[locale], half.section[locale]
    return law + LOCALES[locale].comma + section if re.search(r"\d", section) else law


def places_of_law(guide: Guide) -> list[Place]:
    """Return the places whose law binds somebody: a standard has neither companies nor people."""
    return [place for place in guide.places.values() if place.residence or place.company_place]


def letter_places(guide: Guide) -> list[Place]:
    """Return the places a reader or a company can be in, by region and name."""
    return sorted(places_of_law(guide), key=lambda place: (REGIONS.index(place.region), place.name[ALPHABETIC]))


def letter_exchanges(guide: Guide, rank: Callable[[Exchange], int]) -> list[Exchange]:
    """Return the exchanges, by `rank` and then by id."""
    return sorted(guide.exchanges.values(), key=lambda exchange: (rank(exchange), exchange.id))


def letter_contacts(exchanges: list[Exchange]) -> Iterator[tuple[Exchange, Contact]]:
    """Yield the addresses a letter can go to: emails for support and privacy, and where to find the vendors."""
    for exchange in exchanges:
        for contact in exchange.contacts:
            if contact.purpose == "vendor" or (contact.email and contact.purpose in ("support", "privacy")):
                yield exchange, contact


def builder_data(guide: Guide, exchanges: list[Exchange], locale: str) -> dict[str, Any]:
    """Return what the script composes from, in every language; what stands beside the letter, in `locale`."""
    return {
        "parts": {part.id: {"when": part.when, **part.text.model_dump()} for part in guide.message_parts.values()},
        "messages": {message.id: message_data(guide, message) for message in guide.messages.values()},
        "exchanges": {exchange.id: exchange.name.model_dump() for exchange in exchanges},
        "places": {place.id: place_data(place, locale) for place in letter_places(guide)},
    }


def message_data(guide: Guide, message: Message) -> dict[str, Any]:
    """Return one letter's parts, subject and addresses, and which kinds of law it can cite."""
    text = "".join(guide.message_parts[name].text[DEFAULT] for name in message.parts)
    cites = [kind for kind in ("law", "keep_law") if f"%{{{kind}}}" in text or f"%{{{kind}_name}}" in text]
    return {"parts": message.parts, "subject": message.subject.model_dump(), "to": message.to, "cites": cites}


def place_data(place: Place, page: str) -> dict[str, Any]:
    """Return a place's conditions, the words it fills in, and its authority."""
    words = {locale: place_values(place, locale) for locale in CODES}
    return {
        "reader": reader_state(place),
        "company": company_state(place),
        **words,
        "authority": place.turn_to[page],
    }
