"""Compare what was fetched with what the data say. Pure: answers and memories in, findings out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel

from guide.locales import ALPHABETIC
from guide.watch.extract import NotText, bare, holds, stated_days, text_of
from guide.watch.fetch import Fetched
from guide.watch.memory import Memory, Reading

Kind = Literal["gone", "moved", "quotation", "date", "text", "unreachable", "forbidden", "not-text"]
CHANGED: tuple[Kind, ...] = ("gone", "moved", "quotation", "date", "text")
UNKNOWN: tuple[Kind, ...] = ("unreachable", "forbidden", "not-text")


@dataclass(frozen=True)
class Target:
    """A source to look at: its address, its own date, when a person read it, and what the guide quotes from it."""

    id: str
    url: str
    title: str = ""
    kind: str = ""
    dated: str = ""
    checked: str = ""
    quotes: dict[str, str] = field(default_factory=dict)  # key of the entry → quotation


@dataclass(frozen=True)
class Change:
    """One thing to tell about a source."""

    kind: Kind
    detail: str


@dataclass
class Finding:
    """What a look at one source showed; nothing to tell means unchanged."""

    target: Target
    changes: list[Change] = field(default_factory=list)

    @property
    def unknown(self) -> bool:
        """Tell whether the text could not be looked at."""
        return any(change.kind in (*UNKNOWN, "gone") for change in self.changes)


def targets(guide: Any) -> list[Target]:
    """Return every source with an address, with the quotations that entries take from it."""
    quotes: dict[str, dict[str, str]] = {}
    for key, entry in quoting(guide).items():
        for source in entry.sources:
            quotes.setdefault(source, {})[key] = entry.quote
    return [
        Target(
            source.id,
            source.url,
            source.title[ALPHABETIC],
            source.kind,
            source.dated or "",
            source.checked.isoformat(),
            quotes.get(source.id, {}),
        )
        for source in guide.sources.values()
        if source.url
    ]


def quoting(guide: Any) -> dict[str, Any]:
    """Return each part of the data that quotes a source, by its key."""
    found = {fact.id: fact for fact in guide.facts.values() if fact.quote}
    for place in guide.places.values():
        halves = {f"{place.id}.{name}": half for name, half in place if isinstance(half, BaseModel)}
        found |= {key: half for key, half in halves.items() if getattr(half, "quote", None)}
    return found


def memorable(target: Target, memory: Memory) -> bool:
    """Tell whether a memory answers for the same address and the same quotations."""
    return (
        memory.reading is not None
        and memory.url == target.url
        and set(memory.reading.found) == set(target.quotes.values())
    )


def look(target: Target, fetched: Fetched, memory: Memory, today: date) -> tuple[Finding, Memory]:
    """Return what one answer shows by itself, and what to remember; quotations are judged later, over all sources."""
    finding = Finding(target)
    if fetched.outcome in ("gone", "unreachable", "forbidden"):
        finding.changes.append(Change(fetched.outcome, fetched.reason))
        return finding, memory
    if moved(target.url, fetched.url):
        way = "for good" if fetched.permanent else "for now"
        finding.changes.append(Change("moved", f"{way}, to {fetched.url}"))
    reading, kept = memory.reading, memory
    if fetched.outcome == "ok":
        try:
            reading = read(target, text_of(fetched.body, fetched.content_type), today)
        except NotText as error:
            finding.changes.append(Change("not-text", str(error)))
            return finding, memory
        kept = Memory(target.url, etag=fetched.etag, modified=fetched.modified, reading=reading)
    assert reading is not None  # "the same" is only asked for where there is a reading
    seen = memory.base if memory.url == target.url and memory.base and memory.base_day >= target.checked else None
    finding.changes += compared(target, reading, seen)
    base, day = (seen, memory.base_day) if seen else (reading, today.isoformat())
    return finding, Memory(kept.url, today.isoformat(), kept.etag, kept.modified, reading, base, day)


def read(target: Target, text: str, today: date) -> Reading:
    """Return what a text shows: the days it states, and which quotations it holds."""
    plain = bare(text)
    found = {quote: holds(plain, quote) for quote in target.quotes.values()}
    return Reading(hashlib.sha256(plain.encode()).hexdigest()[:32], stated_days(text, today)[-20:], found)


def moved(before: str, after: str) -> bool:
    """Tell whether two addresses differ in more than scheme, "www.", a slash at the end or an anchor."""

    def plain(url: str) -> tuple[str, str, str]:
        parts = urlsplit(url)
        return parts.netloc.lower().removeprefix("www."), parts.path.rstrip("/"), parts.query

    return plain(before) != plain(after)


def compared(target: Target, reading: Reading, base: Reading | None) -> Iterator[Change]:
    """Yield how the text's date, or the text where it has neither date nor quotation, differs from what is known."""
    newest = reading.days[-1] if reading.days else ""
    known = target.dated and target.kind != "law"  # a law's own date is not the date of the page that shows it
    if known and newest > target.dated and not any(day.startswith(target.dated) for day in reading.days):
        yield Change("date", f"the text says {newest}, the data say {target.dated}")
    elif base and newest != (base.days[-1] if base.days else ""):
        yield Change(
            "date", f"the text says {newest or 'no day'}, on the last look {base.days[-1] if base.days else 'none'}"
        )
    elif base and not reading.days and not reading.found and reading.print != base.print:
        yield Change("text", "other words than when it was last read; it has no quotation and no date to go by")


def missing_quotations(findings: Iterable[Finding], memories: dict[str, Memory], holders: dict[str, list[str]]) -> None:
    """Add to each finding the quotations that are no longer there; `holders` names the sources each entry rests on.

    An entry can rest on several texts, and its quotation stands in one of them. A text that held it and doesn't any
    more is always reported; one that was never seen to hold it only where no other text can.
    """
    looked = {finding.target.id: finding for finding in findings}

    def can_hold(source: str, quote: str) -> bool:
        """Tell whether a source holds the quotation, or was not looked at closely enough to say."""
        reading = memories.get(source, Memory()).reading
        unread = source in looked and looked[source].unknown
        return unread or reading is None or reading.found.get(quote, True)

    for finding in looked.values():
        memory = memories.get(finding.target.id, Memory())
        for key, quote in finding.target.quotes.items() if not finding.unknown else ():
            held = memory.base is not None and memory.base.found.get(quote, False)
            here = memory.reading is not None and memory.reading.found[quote]
            if not here and (held or not any(can_hold(source, quote) for source in holders[key])):
                finding.changes.append(Change("quotation", f"{key}: “{quote}”"))
