"""Where a reader can live: the places with `residence`, any other EEA country, and anywhere else."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from guide.data import Guide, Label, LocalizedText, Place

EEA_OTHER, OTHER, EEA_LAW = "eea-other", "other", "eu"


@dataclass(frozen=True)
class Residence:
    """A place of residence; `law` is the place whose rules protect people there, None where the guide has none."""

    id: str
    name: LocalizedText
    region: str
    eea: bool
    law: Place | None


def residences(guide: Guide) -> list[Residence]:
    """Return every residence: places in file order, then another EEA country, then any other."""
    found = [
        Residence(place.id, place.name, place.region, place.eea, place)
        for place in guide.places.values()
        if place.residence
    ]
    eea_law = guide.places.get(EEA_LAW)
    return [
        *found,
        Residence(EEA_OTHER, text_of(guide, "residence-eea-other"), "europe", True, eea_law),
        Residence(OTHER, text_of(guide, "residence-other"), "global", False, None),
    ]


def text_of(guide: Guide, key: str) -> LocalizedText:
    """Return a word of the frame as a text of an entry; KeyError for an unknown key."""
    return as_text(guide.labels[key])


@cache
def as_text(label: Label) -> LocalizedText:
    """Return a word of the frame as a text of an entry."""
    return LocalizedText.model_validate(label.model_dump(by_alias=True))


def tier(named: list[str], residence: Residence) -> int | None:
    """Return how closely the residents `named` (places, eea, other, all) fit, 0 the closest; None where they don't.

    A state's people (`us-ca`) are also those of its country (`us`). `other` fits everybody here: whether somebody
    else names the residence is for the caller, who sees all the names.
    """
    if not named:
        return None
    for position, step in enumerate(steps_of(residence.id, residence.eea)):
        if step in named:
            return position
    return None


@cache  # asked of each residence for each company and each fact
def steps_of(name: str, eea: bool) -> tuple[str | None, ...]:
    """Return what may name the people of a residence, the closest first."""
    country = name.split("-")[0]
    return (name, country if country != "eea" else None, "eea" if eea else None, "other", "all")


NAMED = 2  # tiers up to this one name the residence itself, its country or the EEA
