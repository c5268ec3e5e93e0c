"""What the exit plan's script works from: the joins as files it loads on demand, one an exchange and one of all places.

A file of data is a classic script, since a page opened from disk may not fetch: it fills in `window.guidePlan`.
"""

from __future__ import annotations

import json
from typing import Any

from guide.answers.authorities import TurnTo, bodies
from guide.answers.join import Answer, answers_of
from guide.answers.retention import RECORDS, Kept, kept
from guide.answers.rights import right
from guide.data import Clock, Exit, Guide, LocalizedText, Place
from guide.locales import CODES, LOCALES
from guide.render.place_words import REMARK
from guide.render.words import compact, with_own_days
from guide.site.built import BuiltSite
from guide.site.plan_closing import fact_data, said, self_data

FOLDER = "assets/data/plan"


def write_plan_data(site: BuiltSite) -> None:
    """Write assets/data/plan/NAME.LOCALE.js: `places`, and one file an exchange."""
    guide, folder = site.guide, site.folder / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for locale in CODES:
        contents = {"places": places_data(guide, locale)}
        contents |= {name: exchange_data(guide, entries, locale) for name, entries in answers_of(guide).items()}
        for name, content in contents.items():
            text = script(name, with_own_days(content, locale))
            (folder / f"{name}.{locale}.js").write_text(text, "utf-8")


def script(name: str, content: Any) -> str:
    """Return the file of data `name`."""
    text = json.dumps(compact(content), ensure_ascii=False, separators=(",", ":"), default=str)
    return f"(window.guidePlan??={{}}).{name.replace('-', '_')}={text}\n"


def places_data(guide: Guide, locale: str) -> dict[str, Any]:
    """Return each place's retention law, data protection law and bodies, in one language."""
    return {
        place.id: {
            "name": place.name[locale],
            "keep": keep_data(place, locale),
            "right": right_data(place, locale),
            "bodies": [body_data(body, locale) for body in bodies("residence", place)],
            "follow": None if place.follow_up == "complain" else place.follow_up,
        }
        for place in guide.places.values()
    }


def body_data(body: TurnTo, locale: str) -> list[str]:
    """Return a body: what for, its name, its address, and what it takes."""
    return [body.subject, body.name[locale], body.url or "", body.note[locale] if body.note else ""]


def keep_data(place: Place, locale: str) -> dict[str, Any] | None:
    """Return what the law of `place` makes companies keep; None where nothing is confirmed or commonly reported."""
    half = place.retention
    if half.publish is False:
        return None
    found = {record: kept(place, record) for record in RECORDS}
    return {
        "label": next(iter(found.values())).label if half.publish == "reported" else "confirmed",
        "law": citation(half, locale),
        "sources": half.sources,
        "checked": half.checked,
        **{record: period_data(entry, locale) for record, entry in found.items()},
    }


def period_data(entry: Kept, locale: str) -> dict[str, Any] | None:
    """Return one kind of record's clock, with the law that takes over; None where the law read has none."""
    if entry.clock is None:
        return None
    content = clock_data(entry.clock, locale)
    if entry.then:
        law, clock = entry.then
        content["next"] = {"day": law.day, "law": citation(law, locale), **clock_data(clock, locale)}
    return content


def clock_data(clock: Clock, locale: str) -> dict[str, Any]:
    """Return how a clock counts."""
    note = clock.since_note[locale] if clock.since_note else None
    return {
        "years": clock.years,
        "minimum": clock.minimum,
        "start": clock.start,
        "since": clock.since,
        "note": note,
    }


def right_data(place: Place, locale: str) -> dict[str, Any]:
    """Return the right under the law of `place`, and how fast requests must be answered."""
    found = right("residence", place, "possible")
    law = found.erasure
    if law is None:
        return {"right": found.right}
    access = law.access
    return {
        "right": found.right,
        "law": citation(law, locale),
        "sources": [*law.sources, *(name for name in (access.sources if access else []) if name not in law.sources)],
        "checked": law.checked,
        "due": found.deadline,
        "erased": law.kind_of_deadline == "erasure",
        "access": access.model_dump(include={"hours", "days", "business_days", "months"}) if access else None,
    }


def citation(half: Any, locale: str) -> str:
    """Return a law with its section, as far as the entry has them."""
    parts = [getattr(half, name, None) for name in ("law", "section")]
    return LOCALES[locale].comma.join(part[locale] for part in parts if part)


def exchange_data(guide: Guide, found: list[Answer], locale: str) -> dict[str, Any]:
    """Return an exchange's companies, addresses, exits and open points, and which of them each residence gets.

    `found` are the answers for all residences of one exchange.
    """
    names = ("companies", "contacts", "exits", "points", "excluded")
    shelves: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
    homes = {entry.residence.id: home_data(entry, shelves, locale) for entry in found}
    exchange = found[0].exchange
    return {
        "page": f"exchanges/{exchange.id}.html",
        "self": self_data(guide, exchange, locale),
        **shelves,
        "homes": homes,
    }


def home_data(found: Answer, shelves: dict[str, list[dict[str, Any]]], locale: str) -> dict[str, Any]:
    """Return what one residence gets, as positions on `shelves`, which it fills."""

    def put(shelf: str, content: dict[str, Any]) -> int:
        if content not in shelves[shelf]:
            shelves[shelf].append(content)
        return shelves[shelf].index(content)

    company = found.company
    return {
        "company": put(
            "companies",
            {"name": company.name, "place": company.place, "text": company.serves[locale], **said(company)},
        )
        if company
        else None,
        "contacts": [
            put(
                "contacts",
                {
                    "purpose": contact.purpose,
                    "kind": contact.kind,
                    "value": contact.email or contact.url,
                    "subject": contact.subject,
                    "text": contact.for_whom[locale],
                    "role": REMARK.sub("", contact.for_whom[locale]),
                    **said(contact),
                },
            )
            for contact in found.contacts
            if contact.purpose != "vendor"
        ],
        "exits": [put("exits", exit_data(leaving, locale)) for leaving in found.exits],
        "points": [
            put("points", {"id": point.id, "text": point.what[locale], "ask": point.ask[locale]})
            for point in found.unknowns
        ],
        "excluded": put("excluded", fact_data(found.excluded, locale)) if found.excluded else None,
        "reach": [entry.reach for entry in found.rights],
        # a place lists its data authority first, then its body for money
        "bodies": [
            [body.place, int(body.subject == "money")] for body in found.authorities if body.subject != "freeze"
        ],
    }


def exit_data(leaving: Exit, locale: str) -> dict[str, Any]:
    """Return an exit: its days, what to do, what becomes of the rest."""
    more: list[LocalizedText | None] = [leaving.leftovers, leaving.records, leaving.tax, leaving.unsure]
    return {
        "id": leaving.id,
        "kind": leaving.kind,
        "text": leaving.what[locale],
        "days": {name.replace("_", "-"): day for name, day in leaving.days},
        "nolast": leaving.no_last_day,
        "do": [text[locale] for text in leaving.do],
        "more": [text[locale] for text in more if text],
        **said(leaving),
    }
