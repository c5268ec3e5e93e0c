"""Which exits of an exchange concern a resident."""

from __future__ import annotations

from datetime import date

from guide.answers.residences import Residence, tier
from guide.data import Exit, Guide


def exits_for(guide: Guide, exchange: str, residence: Residence) -> list[Exit]:
    """Return the exits that concern people in `residence`: the closest first, then the one with the latest day."""
    found = [
        (step, -(leaving.last_day or date.min).toordinal(), leaving)
        for leaving in guide.exits.values()
        if leaving.exchange == exchange and (step := tier(leaving.places, residence)) is not None
    ]
    return [leaving for *_, leaving in sorted(found, key=lambda item: item[:2])]
