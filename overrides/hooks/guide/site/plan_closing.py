"""What the exit plan says on closing at one exchange: how, in the exchange's own words, the menu, how long it takes."""

from __future__ import annotations

from typing import Any

from guide.answers.closing import closing_paths
from guide.data import Exchange, Fact, Guide
from guide.data.base import UNSURE
from guide.render.words import Words


def self_data(guide: Guide, exchange: Exchange, locale: str) -> dict[str, Any]:
    """Return what the exchange's own data say on closing."""
    cell = exchange.compare.self_service
    words = Words(guide, locale)
    path = next(iter(closing_paths(guide, exchange)), None)
    takes = timed(guide, exchange)
    facts = [*([guide.facts[cell.fact]] if cell.fact else []), *takes]
    verdict = words.say(cell.verdict) if cell.verdict else None
    return {
        "kind": cell.kind,
        "verdict": verdict and verdict[:1].lower() + verdict[1:],
        "own": own_words(words, exchange),
        "takes": [words.sentence(fact).replace("{value}", str(fact.value)) for fact in takes],
        "path": [words.say(step) for step in path.steps] if path else [],
        "claims": [
            *(fact_data(fact, locale) for fact in facts),
            *([{"text": words.say(path.goal), **said(path)}] if path else []),
        ],
    }


def own_words(words: Words, exchange: Exchange) -> str:
    """Return how this exchange closes an account, in sentences; empty where its data have no more than the usual way.

    Where it takes two steps, the fact behind the answer says both; else the line of the card and the page's note do.
    """
    cell, note = exchange.compare.self_service, exchange.notes.get("closing")
    fact = words.guide.facts[cell.fact] if cell.fact else None
    found = [fact] if cell.kind == "partly" else [cell.line, note]
    said_so = words.space().join(words.sentence(text) for text in found if text)
    return said_so.replace("{value}", str(fact.value) if fact else "")


def timed(guide: Guide, exchange: Exchange) -> list[Fact]:
    """Return the facts on how long closing takes at `exchange`, as the plan's steps list them."""
    named = {name for step in guide.plan.values() for name in step.takes}
    return [fact for fact in exchange.facts if fact.id in named]


def fact_data(fact: Fact, locale: str) -> dict[str, Any]:
    """Return a fact's sentence, and who says so."""
    return {"text": fact.text(locale), **said(fact)}


def said(entry: Any) -> dict[str, Any]:
    """Return who says so, since when it was checked, and how sure it is where that has to be said."""
    unsure = entry.status if entry.status in UNSURE else None
    return {"sources": entry.sources, "checked": entry.checked, "status": unsure}
