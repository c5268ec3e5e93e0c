"""Find ids that entries name but that are not there, and questions of the path chooser that are lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from guide.data.exchanges import GROUPS, Exchange
from guide.data.exits import Exit
from guide.data.facts import Fact
from guide.data.reasons import meant

if TYPE_CHECKING:
    from guide.data.load import Guide
    from guide.data.tools import ChooserQuestion

LONGEST_PATH = 4  # questions from the start to a page


def reference_problems(guide: Guide, entries: list[tuple[Any, str]]) -> list[str]:
    """Return one line for each id that `entries` (with their files) name in vain, and for lost questions."""
    return [
        *broken_sources(guide, entries),
        *broken_exchanges(guide),
        *broken_tools(guide),
        *broken_replies(guide),
        *broken_changes(guide),
        *path_problems(guide),
    ]


def missing(where: str, name: str, kind: str, known: Iterable[str]) -> str:
    """Return the line that says `name` is no `kind`, with the one that was probably meant."""
    return f"{where}: {name!r}: no such {kind}{meant(name, known)}"


def broken_sources(guide: Guide, entries: list[tuple[Any, str]]) -> Iterator[str]:
    """Yield one line for each source that an entry names but that is not there."""
    for entry, name in entries:
        for key, source in named(entry, "sources", "source"):
            if source not in guide.sources:
                yield missing(f"{name}: {key}", source, "source", guide.sources)


def broken_exchanges(guide: Guide) -> Iterator[str]:
    """Yield one line for each fact, place, host or exchange that an exchange, an exit or a fact names in vain."""
    for exchange in guide.exchanges.values():
        name = guide.origin[id(exchange)]
        for column, cell in exchange.compare:
            if cell.fact is not None and cell.fact not in guide.facts:
                yield missing(f"{name}: compare.{column}.fact", cell.fact, "fact", guide.facts)
        own = {fact.id for fact in guide.facts.values() if fact.exchange == exchange.id}
        own |= {fact.id for fact in exchange.facts}
        for key in ("first", "elsewhere"):
            yield from (
                missing(f"{name}: {key}", fact, "fact of it", own) for fact in getattr(exchange, key) if fact not in own
            )
        yield from broken_companies(exchange, name, guide)
        yield from broken_contacts(exchange, name, guide)
        yield from wrong_residents(f"{name}: not_known", exchange.not_known, guide)
    named_in: list[Exit | Fact] = [*guide.exits.values(), *guide.facts.values()]
    for entry in named_in:
        if entry.exchange is not None and entry.exchange not in guide.exchanges:
            where = f"{guide.origin[id(entry)]}: {entry.id}.exchange"
            yield missing(where, entry.exchange, "exchange", guide.exchanges)
    for fact in guide.facts.values():
        named = [
            name for name in fact.excludes if name != "eea-other"
        ]  # terms that name the EU leave out the rest of the EEA
        yield from wrong_residents(f"{guide.origin[id(fact)]}: {fact.id}.excludes", named, guide)
    for leaving in guide.exits.values():
        yield from wrong_residents(f"{guide.origin[id(leaving)]}: {leaving.id}.places", leaving.places, guide)


def broken_companies(exchange: Exchange, name: str, guide: Guide) -> Iterator[str]:
    """Yield one line for each place that a company of `exchange` names in vain."""
    for company in exchange.companies:
        where = f"{name}: companies.{company.name}"
        if company.place is not None:
            yield from wrong_company_place(f"{where}.place", company.place, guide)
        yield from wrong_residents(f"{where}.residents", company.residents, guide)


def broken_contacts(exchange: Exchange, name: str, guide: Guide) -> Iterator[str]:
    """Yield one line for each address of `exchange` on a host no source has, and for unknown residents."""
    hosts = {source.url.split("/")[2] for source in guide.sources.values() if source.url}
    for contact in exchange.contacts:
        if contact.url and contact.url.split("/")[2] not in hosts:
            yield f"{name}: contacts.{contact.purpose}.url: {contact.url!r}: no source has this host"
        yield from wrong_residents(
            f"{name}: contacts.{contact.email or contact.url}.residents", contact.residents, guide
        )


def wrong_company_place(where: str, place: str, guide: Guide) -> Iterator[str]:
    """Yield what is wrong with `place` as the place of a company."""
    if place not in guide.places:
        yield missing(where, place, "place", guide.places)
    elif not guide.places[place].company_place:
        yield f"{where}: {place!r}: no exchange's company is in this place (company_place: false)"


def wrong_residents(where: str, residents: list[str], guide: Guide) -> Iterator[str]:
    """Yield one line for each of `residents` that is neither a place people live in nor a group of places."""
    lived_in = [place.id for place in guide.places.values() if place.residence]
    for name in residents:
        if name not in lived_in and name not in GROUPS:
            yield missing(where, name, "residence", [*lived_in, *GROUPS])


def path_problems(guide: Guide) -> Iterator[str]:
    """Yield one line for each question of the path chooser that is lost, too far off, or reached in two ways."""
    name = "docs/data/paths.yml"
    answers = [(node.id, answer) for node in guide.paths.values() for answer in node.answers]
    states = Counter([*list(guide.paths)[:1], *(answer.state for _, answer in answers)])
    for key, answer in answers:
        if not answer.ends and answer.to not in guide.paths:
            yield missing(f"{name}: {key}", answer.to, "question", guide.paths)
        elif states[answer.state] > 1:
            yield f"{name}: {key}: {answer.state!r}: reached in two ways"
    depth = questions_before(guide.paths)
    for key in guide.paths:
        if depth.get(key, 99) > LONGEST_PATH:
            where = f"question number {depth[key]}, at most {LONGEST_PATH}" if key in depth else "no answer leads here"
            yield f"{name}: {key}: {where}"


def questions_before(paths: dict[str, ChooserQuestion]) -> dict[str, int]:
    """Return which question in a row each one is, counted from the first; one that no answer leads to is missing."""
    depth = dict.fromkeys(list(paths)[:1], 1)
    queue = list(depth)
    for key in queue:  # grows while it is read
        for answer in paths[key].answers:
            if answer.to in paths and answer.to not in depth:
                depth[answer.to] = depth[key] + 1
                queue.append(answer.to)
    return depth


def broken_tools(guide: Guide) -> Iterator[str]:
    """Yield one line for each id that the checklist, the plan or a letter names but that is not there."""
    yield from broken_checklist(guide)
    yield from broken_plan(guide)
    yield from broken_letters(guide)


def broken_checklist(guide: Guide) -> Iterator[str]:
    """Yield one line for each exchange and fact that the checklist names but that is not there."""
    for item in guide.checklist.values():
        name = guide.origin[id(item)]
        if item.exchange is not None and item.exchange not in guide.exchanges:
            yield missing(f"{name}: {item.id}.exchange", item.exchange, "exchange", guide.exchanges)
        for fact in item.facts:
            if fact not in guide.facts:
                yield missing(f"{name}: {item.id}.facts", fact, "fact", guide.facts)


def broken_plan(guide: Guide) -> Iterator[str]:
    """Yield one line for each fact, checklist item and letter that the plan names but that is not there."""
    for step in guide.plan.values():
        for name in step.takes:
            if name not in guide.facts:
                yield missing(f"{guide.origin[id(step)]}: {step.id}.takes", name, "fact", guide.facts)
        where = f"{guide.origin[id(step)]}: {step.id}"
        for key, names, shelf in (("facts", step.facts, guide.facts), ("items", step.items, guide.checklist)):
            for found in names:
                if found not in shelf:
                    yield missing(f"{where}.{key}", found, key.removesuffix("s"), shelf)
        if step.letter is not None and step.letter not in guide.messages:
            yield missing(f"{where}.letter", step.letter, "letter", guide.messages)


def broken_letters(guide: Guide) -> Iterator[str]:
    """Yield one line for each part that a letter names but that is not there, and for parts no letter uses."""
    used = set()
    for message in guide.messages.values():
        used.update(message.parts)
        for name in message.parts:
            if name not in guide.message_parts:
                where = f"{guide.origin[id(message)]}: {message.id}.parts"
                yield missing(where, name, "part", guide.message_parts)
    for part in guide.message_parts.values():
        if part.id not in used:
            yield f"{guide.origin[id(part)]}: {part.id}: no letter uses this part"


def broken_replies(guide: Guide) -> Iterator[str]:
    """Yield one line for each reply text whose link has no permanent address."""
    live = (link for link in guide.links.values() if link.status == "live")
    there = {link.page + ("" if link.anchor == "top" else f"#{link.anchor}") for link in live}
    for reply in guide.replies.values():
        if reply.link.removesuffix("#top") not in there:
            where = f"{guide.origin[id(reply)]}: {reply.id}.link: {reply.link!r}"
            yield f"{where}: no answer in docs/data/links.yml stands there"


def broken_changes(guide: Guide) -> Iterator[str]:
    """Yield one line for each answer that the list of changes names in vain, and for each line out of order."""
    for newer, entry in pairwise(guide.changes):
        if entry.day > newer.day:
            yield f"docs/data/changes.yml: {entry.day}: stands below {newer.day}; the newest day comes first"
    for entry in guide.changes:
        if entry.day > date.today():
            yield f"docs/data/changes.yml: {entry.day}: a day in the future"
        for name in entry.answers:
            if name not in guide.links:
                yield missing(f"docs/data/changes.yml: {entry.day}: answers", name, "answer", guide.links)


def named(entry: Any, *keys: str, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield (key path, id) for each id that `entry`, or a part of it, names under one of `keys`."""
    parts = vars(entry)  # asked for an id it has not, an entry takes long to answer
    label = f"{path}{parts['id']}." if parts.get("id") else path
    for key, value in parts.items():
        items = value if isinstance(value, list) else [value]
        for position, item in enumerate(items):
            if isinstance(item, BaseModel):
                step = f"{label}{key}." if value is item or vars(item).get("id") else f"{label}{key}.{position + 1}."
                yield from named(item, *keys, path=step)
            elif key in keys and item is not None:
                yield label + key, item
