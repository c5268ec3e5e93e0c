"""Whom to turn to: data authorities of both places, the body for complaints on money, the court for freezes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from guide.answers.residences import Residence, text_of
from guide.data import Guide, LocalizedText, Place


@dataclass(frozen=True)
class TurnTo:
    """A body and what it is for; `name` in words only, and no address, where the place has no such authority."""

    subject: Literal["data", "money", "freeze"]
    of: Literal["residence", "company"]
    place: str
    name: LocalizedText
    url: str | None = None
    note: LocalizedText | None = None  # what it takes, and what has to come first
    real: bool = True  # False: a sentence on who helps where no authority does


def authorities_of(guide: Guide, residence: Residence, company_place: Place | None) -> list[TurnTo]:
    """Return the bodies of the residence, then those of the company's place; one that both share stands once."""
    places: list[tuple[Literal["residence", "company"], Place]] = []
    if residence.law:
        places.append(("residence", residence.law))
    if company_place and company_place is not residence.law:
        places.append(("company", company_place))
    found = [body for of, place in places for body in bodies(of, place)]
    unique = {(body.subject, body.name): body for body in reversed(found)}
    court = TurnTo("freeze", "residence", residence.id, text_of(guide, "authority-court"))
    return [*(body for body in found if unique[body.subject, body.name] is body), court]


def bodies(of: Literal["residence", "company"], place: Place) -> list[TurnTo]:
    """Return the data authority of `place`, or who helps where there is none, and its body for complaints on money."""
    data = place.authority
    first = TurnTo(
        "data", of, place.id, place.turn_to, data.url if data else None, data.note if data else None, data is not None
    )
    money = place.money
    return [first, *([TurnTo("money", of, place.id, money.name, money.url, money.note)] if money else [])]
