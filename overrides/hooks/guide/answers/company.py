"""Which company of an exchange a resident has the contract with, and whose addresses are for that resident."""

from __future__ import annotations

import math

from guide.answers.residences import NAMED, OTHER, Residence, tier
from guide.data import Company, Contact, Exchange

TRUST = ("official", "official-archive", "secondary", "reported", "myth")  # most trusted first


def company_of(exchange: Exchange, residence: Residence) -> Company | None:
    """Return the company that serves `residence`: who names it most closely, then who is surest, then who is newest.

    A company for everybody else does not count where the exchange's texts leave open whose customers people are.
    """
    farthest = NAMED if tier(exchange.not_known, residence) is not None else math.inf
    fitting = [
        (step, company)
        for company in exchange.companies
        if (step := tier(company.residents, residence)) is not None and step <= farthest
    ]
    ranked = [
        (step, TRUST.index(company.status), -company.checked.toordinal(), at)
        for at, (step, company) in enumerate(fitting)
    ]
    return fitting[min(ranked)[-1]][1] if ranked else None


def named_by_a_company(exchange: Exchange, residence: Residence) -> bool:
    """Tell whether a company of the exchange names the residence, so that it is nobody's "other"."""
    steps = (tier(company.residents, residence) for company in exchange.companies)
    return residence.id != OTHER and any(step is not None and step <= NAMED for step in steps)


def contacts_for(exchange: Exchange, residence: Residence) -> list[Contact]:
    """Return the addresses people in `residence` may use, the closest first.

    Left out are those for everybody else where a company names the residence, and those for one matter alone.
    """
    named = named_by_a_company(exchange, residence)
    found = []
    for position, contact in enumerate(exchange.contacts):
        if contact.narrow:
            continue
        residents = [name for name in contact.residents if not (named and name == "other")]
        step = tier(residents, residence)
        if step is not None:
            found.append((step, TRUST.index(contact.status), position, contact))
    return [contact for *_, contact in sorted(found, key=lambda item: item[:3])]
