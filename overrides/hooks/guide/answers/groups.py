"""Residences for which an exchange's answer is the same: the company, the address to write to, the exit."""

from __future__ import annotations

from dataclasses import dataclass

from guide.answers.join import Answer, answers_of
from guide.answers.residences import EEA_OTHER, OTHER, Residence
from guide.data import Contact, Exchange, Guide

WRITE_TO = ("privacy", "support")  # whom one writes to about data, the best first


@dataclass(frozen=True)
class Group:
    """Residences with one answer; `answer` is that of the first."""

    homes: tuple[Residence, ...]
    answer: Answer

    @property
    def rest(self) -> bool:
        """Tell whether everybody who is named nowhere else belongs here."""
        return any(home.id == OTHER for home in self.homes)

    @property
    def eea(self) -> bool:
        """Tell whether this is the European Economic Area as a whole."""
        return any(home.id == EEA_OTHER for home in self.homes) and not self.rest

    @property
    def contact(self) -> Contact | None:
        """The one address to write to about data; None where none is known for these residences."""
        return write_to(self.answer)

    def named(self) -> list[Residence]:
        """Return the residences to name: no state beside its country, no member beside the EEA."""
        ids = {home.id for home in self.homes}
        return [
            home
            for home in self.homes
            if home.id.split("-")[0] == home.id or home.id.split("-")[0] not in ids
            if not (self.eea and home.eea)
        ]


def write_to(found: Answer) -> Contact | None:
    """Return the first address for data requests, else the first of support."""
    by_purpose = ((purpose, contact) for purpose in WRITE_TO for contact in found.contacts)
    return next((contact for purpose, contact in by_purpose if contact.purpose == purpose), None)


def groups(guide: Guide, exchange: Exchange) -> list[Group]:
    """Return the groups of residences of `exchange`: named ones in the order of the places, everybody else last."""
    found: dict[tuple[object, ...], list[Answer]] = {}
    for one in answers_of(guide)[exchange.id]:
        contact = write_to(one)
        key = (one.company.name if one.company else "", contact and (contact.email or contact.url))
        found.setdefault(key, []).append(one)
    made = [Group(tuple(one.residence for one in members), members[0]) for members in found.values()]
    return sorted(made, key=lambda group: (group.rest, not group.eea))
