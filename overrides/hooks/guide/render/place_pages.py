"""The pages of the places: one Markdown template a language, filled in for each place. Pure: data in, Markdown out.

Templates stand in overrides/partials/pages/LANGUAGE/place.md. Their own signs, `%{name}` and `<% if … %>`, are filled
in here; the macros they call are filled in when the page is built, like those of any other page.
"""

from __future__ import annotations

import json
from typing import Any

from guide.answers.excluded import excluding
from guide.data import Guide, Place
from guide.render.page_templates import page_templates
from guide.render.place_words import STANDARD, kept, rights
from guide.render.places import companies_in, exits_of, lived_in, serving
from guide.render.words import Words, escaped, plain_name

FOLDER = "places"
MANY = 28  # sources: from here on a page weighs too much with the proof in it


def page_name(place: str) -> str:
    """Return the path of a place's page below a language's folder."""
    return f"{FOLDER}/{place}.md"


def place_pages(guide: Guide, locale: str) -> dict[str, str]:
    """Return the Markdown of every place's page in `locale`, by its path below the language's folder."""
    words = Words(guide, locale)
    template = page_templates().get_template(f"{locale}/place.md")
    return {
        page_name(place.id): template.render(
            place=place, kind=kind_of(place), apart=len(texts_behind(place, guide)) >= MANY, **texts_of(place, words)
        )
        for place in guide.places.values()
    }


def kind_of(place: Place) -> str:
    """Return what a page is about: a place, one without companies, a zone nobody lives in, a floor, a standard."""
    if place.id == STANDARD:
        return "standard"
    if not place.company_place:
        return "no-company"
    if place.residence:
        return "place"
    return "floor" if place.eea else "zone"


def texts_behind(place: Place, guide: Guide) -> set[str]:
    """Return the sources a place's page rests on: of its laws, of the companies there, of who serves or left it."""
    half = place.erasure
    entries: list[Any] = [place.retention, half, getattr(half, "access", None), place.tax, *place.upcoming]
    entries += [company for _, found in companies_in(guide, place.id) for company in found]
    if home := lived_in(guide, place):
        entries += [fact for _, fact in excluding(guide, home)]
        entries += [entry for event in exits_of(guide, home) for entry in event.exits]
        entries += [company for _, company in serving(guide, home)]
    return {name for entry in entries for name in getattr(entry, "sources", ())}


def texts_of(place: Place, words: Words) -> dict[str, str]:
    """Return the words a template fills in: for a title, and for sentences of Markdown."""
    name = words.say(place.name)
    reported = place.retention.publish == "reported"
    texts = {
        "name": name,
        "plain": plain_name(name),
        "kept": escaped(kept(place, words)),
        "rights": escaped(rights(place, words)),
        "reported": escaped(words.label("place-reported")) if reported else "",
    }
    return {"quoted": json.dumps(name, ensure_ascii=False), **texts}
