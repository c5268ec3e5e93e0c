"""The pages of the places: one Markdown template a language, filled in for each place. Pure: data in, Markdown out.

Templates stand in overrides/partials/pages/LANGUAGE/place.md. Their own signs, `%{name}` and `<% if … %>`, are filled
in here; the macros they call are filled in when the page is built, like those of any other page.
"""

from __future__ import annotations

import json

from guide.data import Guide, Place
from guide.render.page_templates import page_templates
from guide.render.place_words import STANDARD, kept, rights
from guide.render.words import Words, escaped, plain_name

FOLDER = "places"


def page_name(place: str) -> str:
    """Return the path of a place's page below a language's folder."""
    return f"{FOLDER}/{place}.md"


def place_pages(guide: Guide, locale: str) -> dict[str, str]:
    """Return the Markdown of every place's page in `locale`, by its path below the language's folder."""
    words = Words(guide, locale)
    template = page_templates().get_template(f"{locale}/place.md")
    return {
        page_name(place.id): template.render(place=place, kind=kind_of(place), **texts_of(place, words))
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
