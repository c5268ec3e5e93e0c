"""Which exchanges' terms exclude the people of a residence."""

from __future__ import annotations

from guide.answers.company import named_by_a_company
from guide.answers.residences import Residence, tier
from guide.data import Exchange, Fact


def exclusion(exchange: Exchange, residence: Residence) -> Fact | None:
    """Return the fact by which the terms of `exchange` exclude people in `residence`.

    None where no such fact names the place, or where a company of the exchange's own names it: that one serves there.
    """
    if named_by_a_company(exchange, residence):
        return None
    return next((fact for fact in exchange.facts if tier(fact.excludes, residence) is not None), None)
