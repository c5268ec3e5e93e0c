"""Find ids that entries name but that are not there, and questions of the path chooser that are lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from guide.data.exchanges import GROUPS
from guide.data.problems import meant

if TYPE_CHECKING:
    from guide.data.load import Guide
    from guide.data.tools import ChooserQuestion

LONGEST_PATH = 4  # questions from the start to a page


def reference_problems(guide: Guide, entries: list[tuple[Any, str]]) -> list[str]:
    """Return one line for each id that `entries` (with their files) name but that is not there, and for lost questions."""
    return [
        *broken_sources(guide, entries),
        *broken_exchanges(guide),
        *broken_tools(guide),
        *broken_replies(guide),
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
    """Yield one line for each fact, place or host that an exchange names but that is not there."""
    hosts = {source.url.split("/")[2] for source in guide.sources.values() if source.url}
    for exchange in guide.exchanges.values():
        name = guide.origin[id(exchange)]
        for column, cell in exchange.compare:
            if cell.fact is not None and cell.fact not in guide.facts:
                yield missing(f"{name}: compare.{column}.fact", cell.fact, "fact", guide.facts)
        for contact in exchange.contacts:
            if contact.url and contact.url.split("/")[2] not in hosts:
                yield f"{name}: contacts.{contact.purpose}.url: {contact.url!r}: no source has this host"
        for company in exchange.companies:
            if company.place is not None:
                yield from wrong_company_place(f"{name}: companies.{company.name}.place", company.place, guide)
        for key, part in [
            *(("companies", c) for c in exchange.companies),
            *(("contacts", c) for c in exchange.contacts),
        ]:
            where = f"{name}: {key}.{getattr(part, 'name', None) or part.email or part.url}.residents"
            yield from wrong_residents(where, part.residents, guide)
        yield from wrong_residents(f"{name}: not_known", exchange.not_known, guide)
    for leaving in guide.exits.values():
        where = f"{guide.origin[id(leaving)]}: {leaving.id}"
        if leaving.exchange is not None and leaving.exchange not in guide.exchanges:
            yield missing(f"{where}.exchange", leaving.exchange, "exchange", guide.exchanges)
        yield from wrong_residents(f"{where}.places", leaving.places, guide)
    for fact in guide.facts.values():
        if fact.exchange is not None and fact.exchange not in guide.exchanges:
            where = f"{guide.origin[id(fact)]}: {fact.id}.exchange"
            yield missing(where, fact.exchange, "exchange", guide.exchanges)


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
    depth = {key: 1 for key in list(paths)[:1]}
    queue = list(depth)
    for key in queue:  # grows while it is read
        for answer in paths[key].answers:
            if answer.to in paths and answer.to not in depth:
                depth[answer.to] = depth[key] + 1
                queue.append(answer.to)
    return depth


def broken_tools(guide: Guide) -> Iterator[str]:
    """Yield one line for each id that the checklist or a letter names but that is not there, and for idle parts."""
    for item in guide.checklist.values():
        name = guide.origin[id(item)]
        if item.exchange is not None and item.exchange not in guide.exchanges:
            yield missing(f"{name}: {item.id}.exchange", item.exchange, "exchange", guide.exchanges)
        for fact in item.facts:
            if fact not in guide.facts:
                yield missing(f"{name}: {item.id}.facts", fact, "fact", guide.facts)
    used = set()
    for message in guide.messages.values():
        used.update(message.parts)
        for part in message.parts:
            if part not in guide.message_parts:
                where = f"{guide.origin[id(message)]}: {message.id}.parts"
                yield missing(where, part, "part", guide.message_parts)
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


def named(entry: Any, *keys: str, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield (key path, id) for each id that `entry`, or a part of it, names under one of `keys`."""
    label = f"{path}{entry.id}." if getattr(entry, "id", None) else path
    for key, value in entry:
        items = value if isinstance(value, list) else [value]
        for position, item in enumerate(items):
            if isinstance(item, BaseModel):
                step = (
                    f"{label}{key}." if value is item or getattr(item, "id", None) else f"{label}{key}.{position + 1}."
                )
                yield from named(item, *keys, path=step)
            elif key in keys and item is not None:
                yield label + key, item
