"""What the retention calculator works from: each place's clocks, its data law's deadlines, who says so."""

from __future__ import annotations

from typing import Any

from guide.answers.handed import company_places
from guide.answers.rights import BINDS_ITS_COMPANIES
from guide.data import Clock, CommonlyReported, Erasure, Exchange, Guide, Place, Retention, Unconfirmed
from guide.data.plan import FOLLOW
from guide.locales import LOCALES
from guide.render.words import Words, compact

# words the script says: a data attribute of the form, and the label it comes from
SPOKEN = {
    **{
        name: f"retention-{name}"
        for name in (
            *("need-place", "need-closed", "title", "warning", "other-company", "minimum", "exact", "reported"),
            *("no-start", "no-last", "before-since", "by-closing", "no-clock", "no-place"),
            *("older", "from-closing", "from-last", "law", "longer-none", "change", "details", "place-link"),
            *("deadlines", "sent-on", "no-due", "no-residence", "calendar", "letter", "file"),
            *("event", "event-due", "event-text", "event-due-text"),
        )
    },
    **{f"due{name}": f"plan-due-{name}" for name in ("answer", "access", "erased")},
    **{name: f"plan-{name}" for name in ("no-day", "later", "next-too", "next-only", "passed", "possible", "earlier")},
    **{f"delete-{name}": f"delete-{name}" for name in ("yes", "no", "not-seen")},
    "proof": "plan-proof",
    **{f"follow{name}": f"follow-up-{name}" for name in ("complain", *FOLLOW)},
    "reported-period": "plan-reported-period",
    "secondary": "status-secondary",
    "checked": "checked-on",
    "identity": "record-identity",
    "transaction": "record-transaction",
    "and": "list-comma",
    "longer": "longer",
    "about": "retention-row",
    "stop": "full-stop",
    "semicolon": "semicolon",
}

UNITS = ("hours", "days", "business_days", "months")


def retention_data(words: Words, exchanges: list[Exchange]) -> dict[str, Any]:
    """Return the places and the exchanges' companies in the page's language, as the script takes them."""
    guide = words.guide
    content = {
        "places": {place.id: place_data(words, place) for place in guide.places.values() if wanted(place)},
        "exchanges": {exchange.id: company_places(guide, exchange) for exchange in exchanges},
    }
    found: dict[str, Any] = compact(content)
    return found


def wanted(place: Place) -> bool:
    """Tell whether a company or a reader can be in `place`."""
    return place.company_place or place.residence


def place_data(words: Words, place: Place) -> dict[str, Any]:
    """Return what the law of a place says on keeping records, where a company can be there, and on requests."""
    return {
        "name": words.say(place.name),
        "eea": place.eea,
        "binds": place.eea or place.id in BINDS_ITS_COMPANIES,
        "keep": keep_data(words, place) if place.company_place else None,
        "right": right_data(words, place),
        "follow": None if place.follow_up == "complain" else place.follow_up,
    }


def keep_data(words: Words, place: Place) -> dict[str, Any]:
    """Return the clocks of a place with the law that takes over; for a place without any, the question to ask."""
    half = place.retention
    if isinstance(half, Unconfirmed):
        return {"ask": half.ask[words.locale] if half.ask else None}
    law = citation(words, half)
    found = {
        "label": "reported" if isinstance(half, CommonlyReported) else "confirmed",
        "law": law,
        "sources": half.sources,
        "checked": str(half.checked),
        "status": "secondary" if getattr(half, "status", "") == "secondary" else None,
        "clocks": [clock_data(words, clock) for clock in half.clocks],
        "notes": [words.sentence(half.note)] if half.note else [],
    }
    if isinstance(half, CommonlyReported):
        return {**found, "ask": half.ask[words.locale]}
    return {**found, **later_data(words, half, place)}


def later_data(words: Words, half: Retention, place: Place) -> dict[str, Any]:
    """Return what can lengthen a confirmed period, whether deletion follows, and the law that takes over."""
    coming = half.next
    changes = [
        f"{words.day(change.day)}{words.colon()}{words.sentence(change.what)}"
        for change in place.upcoming
        if str(change.day) > str(half.checked)
    ]
    return {
        "longer": words.say(half.extension) if half.extension else None,
        "delete": half.delete_after,
        "changes": changes,
        "next": {
            "day": str(coming.day),
            "law": citation(words, coming),
            "sources": coming.sources,
            "checked": str(coming.checked),
            "clocks": [clock_data(words, clock) for clock in coming.clocks],
        }
        if coming
        else None,
    }


def clock_data(words: Words, clock: Clock) -> dict[str, Any]:
    """Return how a clock counts, and what it says in words."""
    return {
        "record": clock.record,
        "years": clock.years,
        "minimum": clock.minimum,
        "start": clock.start,
        "since": str(clock.since) if clock.since else None,
        "why": words.sentence(clock.since_note) if clock.since_note else None,
        "law": words.say(clock.law) if clock.law else None,
        "text": words.clock(clock),
    }


def right_data(words: Words, place: Place) -> dict[str, Any] | None:
    """Return the deadlines of a place's data law: for an answer or the erasure itself, and for a copy."""
    half = place.erasure
    if not isinstance(half, Erasure) or not half.in_force:
        return None
    access = half.access
    return {
        "law": citation(words, half),
        "sources": [*half.sources, *(name for name in (access.sources if access else []) if name not in half.sources)],
        "checked": str(half.checked),
        "due": deadlines(half),
        "erased": half.kind_of_deadline == "erasure",
        "access": access_deadline(half),
        "text": [words.sentence(text) for text in (half.answer, access.text if access else None) if text],
    }


def log_data(guide: Guide, exchanges: list[Exchange]) -> dict[str, Any]:
    """Return the deadlines of each place's data law and the exchanges' companies, for the log of what was asked."""
    found = {}
    for place in guide.places.values():
        half = place.erasure
        if isinstance(half, Erasure) and half.in_force:
            due = {} if half.kind_of_deadline == "erasure" else deadlines(half)
            found[place.id] = {"due": due, "access": access_deadline(half)}
    companies = {exchange.id: company_places(guide, exchange) for exchange in exchanges}
    follow = {place.id: place.follow_up for place in guide.places.values() if place.follow_up != "complain"}
    content: dict[str, Any] = compact({"laws": found, "companies": companies, "follow": follow})
    return content


def deadlines(half: Erasure) -> dict[str, int | None]:
    """Return how soon an erasure request must be answered, by unit."""
    return {"days": half.answer_days, "months": half.answer_months, "business_days": half.answer_business_days}


def access_deadline(half: Erasure) -> dict[str, int | None] | None:
    """Return how soon a copy of one's data is due, by unit."""
    return half.access.model_dump(include=set(UNITS)) if half.access else None


def citation(words: Words, half: Any) -> str:
    """Return a law with its section, as far as the entry has them."""
    found = [getattr(half, name, None) for name in ("law", "section")]
    return LOCALES[words.locale].comma.join(words.say(part) for part in found if part)
