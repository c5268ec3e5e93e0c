"""Compose the letters of the message builder: parts from the data, laws from the places, nothing else. Pure.

The page's script composes the same way from builder_data(); the tests hold it against this.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from guide.answers import Residence, residences
from guide.answers.company import contacts_for
from guide.answers.handed import company_places
from guide.answers.rights import BINDS_ITS_COMPANIES
from guide.data import Confirmed, Contact, Erasure, Exchange, Guide, Message, Place, Retention
from guide.data.base import OFFICIAL
from guide.locales import ALPHABETIC, CODES, LOCALES
from guide.render.words import plain_name

BLANK = re.compile(r"%\{(\w+)\}")
TYPED = ("name", "uid", "ticket")
KEEP = ("keep_law", "ended_law")
SURE = (*OFFICIAL, "secondary")  # a letter cites nothing that is only reported


def letter(guide: Guide, purpose: str, locale: str, state: set[str], values: dict[str, str]) -> str:
    """Return the letter for `purpose`: the parts whose conditions are in `state`, with `values` filled in."""
    parts = [guide.message_parts[name] for name in guide.messages[purpose].parts]
    texts = [filled(part.text[locale], values) for part in parts if state.issuperset(part.when)]
    return "\n\n".join(text for text in texts if text)


def filled(text: str, values: dict[str, str]) -> str:
    """Return `text` without the lines that have a blank nobody filled, and the other blanks filled in."""
    lines = [line for line in text.split("\n") if all(values.get(name) for name in BLANK.findall(line))]
    return "\n".join(BLANK.sub(lambda match: values[match[1]], line) for line in lines)


def binds(company: Place) -> bool:
    """Tell whether the data law of the company's place surely reaches it, whoever the person is."""
    return company.eea or company.id in BINDS_ITS_COMPANIES


def deletes(company: Place) -> bool:
    """Tell whether the retention law of the company's place orders deletion afterwards."""
    return isinstance(company.retention, Retention) and company.retention.delete_after == "yes"


def company_values(company: Place, locale: str) -> dict[str, str]:
    """Return what a company's place fills in: its data law, and the law that makes it keep records."""
    values = {f"company_{name}": text for name, text in data_law(company, locale).items()}
    if isinstance(company.retention, Retention):
        values["keep_law"] = citation(company.retention, locale)
        values["ended_law"] = ended_law(company.retention, locale)
    return values


def data_law(place: Place | None, locale: str) -> dict[str, str]:
    """Return a place's data law with its deadlines in words; nothing for one that is open or not in force yet."""
    half = place.erasure if place else None
    if not isinstance(half, Erasure) or not half.in_force:
        return {}
    access = half.access if half.access and half.access.status in SURE else None
    section = access.section[locale] if access and access.section else ""
    timed = half.answer and (half.answer_days or half.answer_months or half.answer_business_days)
    found = {
        "law": citation(half, locale),
        "access_law": half.law[locale] + (LOCALES[locale].comma + section if section else ""),
        "answer": half.answer[locale] if half.answer and timed else "",
        "access": access.text[locale] if access else "",
    }
    return {name: text for name, text in found.items() if text}


def ended_law(half: Retention, locale: str) -> str:
    """Return the law whose period ends first: where clocks come from several laws, the longer one still runs."""
    first = min(half.clocks, key=lambda clock: clock.years)
    return first.law[locale] if first.law else citation(half, locale)


def citation(half: Confirmed, locale: str) -> str:
    """Return a law with its section; the law alone where the data have no section."""
    law, section = half.law[locale], half.section[locale]
    return law + LOCALES[locale].comma + section if re.search(r"\d", section) else law


def letter_exchanges(guide: Guide, rank: Callable[[Exchange], int]) -> list[Exchange]:
    """Return the exchanges by `rank` and then by id."""
    return sorted(guide.exchanges.values(), key=lambda exchange: (rank(exchange), exchange.id))


def letter_companies(guide: Guide) -> list[Place]:
    """Return the places where an exchange's company can be."""
    return [place for place in guide.places.values() if place.company_place]


def letter_contacts(exchanges: list[Exchange]) -> list[tuple[Exchange, Contact]]:
    """Return the addresses a letter can go to, exchange by exchange."""
    purposes = ("support", "privacy", "vendor")
    return [
        (exchange, contact)
        for exchange in exchanges
        for contact in exchange.contacts
        if contact.purpose in purposes and not contact.narrow
    ]


def contact_homes(guide: Guide, contacts: list[tuple[Exchange, Contact]]) -> list[str]:
    """Return, contact by contact, the residences whose people may use it, or "all" (the vendors' pages)."""
    homes = residences(guide)
    found = []
    for exchange, contact in contacts:
        fitting = [home.id for home in homes if any(contact is other for other in contacts_for(exchange, home))]
        everybody = contact.purpose == "vendor" or len(fitting) == len(homes)
        found.append("all" if everybody else " ".join(fitting))
    return found


def grouped_contacts(guide: Guide, exchanges: list[Exchange]) -> list[tuple[Exchange, list[tuple[Contact, str]]]]:
    """Return each exchange that has addresses with them, and with the residences whose people may use each."""
    contacts = letter_contacts(exchanges)
    paired = list(zip(contacts, contact_homes(guide, contacts), strict=True))
    found = [(one, [(contact, homes) for (owner, contact), homes in paired if owner is one]) for one in exchanges]
    return [(exchange, theirs) for exchange, theirs in found if theirs]


def builder_data(guide: Guide, exchanges: list[Exchange], locale: str) -> dict[str, Any]:
    """Return what the script composes from, in both languages; what stands beside it, in the page's `locale`."""
    places = guide.places.values()
    blank = guide.labels["message-blank-exchange"].model_dump()  # until an exchange is chosen
    return {
        "parts": {part.id: {"when": part.when, **part.text.model_dump()} for part in guide.message_parts.values()},
        "messages": {message.id: message_data(guide, message) for message in guide.messages.values()},
        "exchanges": {"": blank, **{exchange.id: exchange.name.model_dump() for exchange in exchanges}},
        "companyPlaces": {"": {}, **{exchange.id: company_places(guide, exchange) for exchange in exchanges}},
        "homes": {home.id: home_data(home) for home in residences(guide)},
        "laws": {
            place.id: {code: data_law(place, code) for code in CODES} for place in places if data_law(place, locale)
        },
        "companies": {place.id: company_data(place) for place in letter_companies(guide)},
        "authorities": {place.id: place.turn_to[locale] for place in places if place.residence},
    }


def home_data(home: Residence) -> dict[str, Any]:
    """Return a residence's name in every language, the place whose law protects people there, and what that wants."""
    quiet = home.law is not None and home.law.follow_up in ("lawyer", "court")
    return {
        "law": home.law.id if home.law else "",
        "quiet": quiet,
        **{code: plain_name(home.name[code]) for code in CODES},
    }


def company_data(place: Place) -> dict[str, Any]:
    """Return what a company's place adds to its data law: the law on keeping records, and what that law does."""
    keep = {code: {k: v for k, v in company_values(place, code).items() if k in KEEP} for code in CODES}
    return {**keep, "binds": binds(place), "deletes": deletes(place)}


def message_data(guide: Guide, message: Message) -> dict[str, Any]:
    """Return one letter's parts, subject and addresses, and which kinds of law it can cite."""
    text = "".join(guide.message_parts[name].text[ALPHABETIC] for name in message.parts)
    cites = [kind for kind in ("law", "access_law", "keep_law", "ended_law") if f"%{{{kind}}}" in text]
    return {"parts": message.parts, "subject": message.subject.model_dump(), "to": message.to, "cites": cites}
