"""Which exchanges' terms exclude the people of a residence."""

from __future__ import annotations

from guide.answers.company import named_by_a_company
from guide.answers.residences import Residence, residences, tier
from guide.data import Exchange, Fact, Guide


def exclusion(exchange: Exchange, residence: Residence) -> Fact | None:
    """Return the fact by which the terms of `exchange` exclude people in `residence`.

    None where no such fact names the place, or where a company of the exchange's own names it: that one serves there.
    """
    if named_by_a_company(exchange, residence):
        return None
    naming = (fact for fact in exchange.facts if fact.excludes)
    return next((fact for fact in naming if tier(fact.excludes, residence) is not None), None)


def excluding(guide: Guide, residence: Residence) -> list[tuple[Exchange, Fact]]:
    """Return the exchanges whose terms exclude people in `residence`, each with the fact that says so."""
    found = ((exchange, exclusion(exchange, residence)) for exchange in guide.exchanges.values())
    return [(exchange, fact) for exchange, fact in found if fact]


def shut_out(guide: Guide, exchange: Exchange) -> list[Residence]:
    """Return the residences which the terms of `exchange` exclude by name, in the order of its facts."""
    homes = {home.id: home for home in residences(guide) if exclusion(exchange, home)}
    named = dict.fromkeys(name for fact in exchange.facts for name in fact.excludes)
    return [homes[name] for name in named if name in homes]
