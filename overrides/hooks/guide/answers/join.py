"""The one answer from two questions: which exchange, and where the reader lives."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from guide.answers.authorities import TurnTo, authorities_of
from guide.answers.company import company_of, contacts_for
from guide.answers.excluded import exclusion
from guide.answers.leaving import exits_for
from guide.answers.residences import Residence, residences
from guide.answers.retention import RECORDS, Kept, kept
from guide.answers.rights import Right, rights_of
from guide.answers.unknowns import Unknown, unknowns_of
from guide.data import Company, Contact, Exchange, Exit, Fact, Guide, Place


@dataclass
class Answer:
    """Everything that follows from an exchange and a residence."""

    exchange: Exchange
    residence: Residence
    company: Company | None
    place: Place | None  # of the company
    kept: dict[str, Kept]  # by record
    rights: list[Right]
    contacts: list[Contact]
    authorities: list[TurnTo]
    exits: list[Exit]  # the one that concerns the residence most first
    excluded: Fact | None = None  # by which the exchange's terms leave the residence out
    unknowns: list[Unknown] = field(default_factory=list)


def answer(guide: Guide, exchange: Exchange, residence: Residence) -> Answer:
    """Return the answer for people in `residence` who leave `exchange`."""
    company = company_of(exchange, residence)
    place = guide.places.get(company.place) if company and company.place else None
    found = Answer(
        exchange,
        residence,
        company,
        place,
        {record: kept(place, record) for record in RECORDS},
        rights_of(residence, place),
        contacts_for(exchange, residence),
        authorities_of(guide, residence, place),
        exits_for(guide, exchange.id, residence),
        exclusion(exchange, residence),
    )
    found.unknowns = unknowns_of(guide, found)
    return found


@lru_cache(maxsize=1)
def answers_of(guide: Guide) -> dict[str, list[Answer]]:
    """Return the answers by the id of their exchange."""
    found: dict[str, list[Answer]] = {name: [] for name in guide.exchanges}
    for one in answers(guide):
        found[one.exchange.id].append(one)
    return found


@lru_cache(maxsize=1)
def answers(guide: Guide) -> list[Answer]:
    """Return the answer for every exchange and residence; several files hold them, each in its own form."""
    return [answer(guide, exchange, home) for exchange in guide.exchanges.values() for home in residences(guide)]
