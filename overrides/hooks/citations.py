"""Which pages cite which sources, read from the macros the pages call. Pure: pages' text and data in, a map out."""

from __future__ import annotations

import re
from pathlib import Path

from guide.data import Guide, named
from letters import letter_contacts, letter_exchanges

CALL = re.compile(r"\{\{\s*(\w+)\(([^)]*)\)\s*\}\}")
NAME = re.compile(r"""["']([a-z0-9-]+)["']""")
TITLE = re.compile(r"^# (.+?)(?:\s*\{:.*\})?$", re.M)
TABLES = {"by_place": "places", "chart": "places", "upcoming": "places", "calculator": "places", "comparison": "exchanges", "data_types": "data_types"}


def citing_pages(folder: Path, guide: Guide, root: str) -> dict[str, list[tuple[str, str]]]:
    """Return, for each source id, the (title, address) of the pages below `folder` that cite it."""
    pages: dict[str, list[tuple[str, str]]] = {}
    for path in sorted(folder.rglob("*.md")):
        text = path.read_text("utf-8")
        title = TITLE.search(text)
        address = root + path.relative_to(folder).with_suffix(".html").as_posix()
        for source in sorted(cited_sources(text, guide)):
            pages.setdefault(source, []).append((title[1] if title else path.stem, address))
    return pages


def path_endings(folder: Path, guide: Guide, root: str) -> dict[str, tuple[str, str]]:
    """Return the address and title of each page, or section of a page, the path chooser leads to."""
    endings = {}
    for target in {answer.to for node in guide.paths.values() for answer in node.answers if answer.ends}:
        page, _, fragment = target.partition("#")
        text = (folder / page).read_text("utf-8")
        section = re.search(rf"^##+ (.+?)\s*\{{: #{fragment}\b", text, re.M) if fragment else None
        title = " › ".join(found[1] for found in (TITLE.search(text), section) if found)
        endings[target] = (root + page.removesuffix(".md") + ".html" + target[len(page):], title)
    return endings


def cited_sources(text: str, guide: Guide) -> set[str]:
    """Return the ids of the sources that a page's macros cite."""
    found: set[str] = set()
    for call, arguments in CALL.findall(text):
        names = NAME.findall(arguments)
        if call in TABLES:
            entries = getattr(guide, TABLES[call]).values()
        elif call in ("profile", "paths", "companies", "contacts", "domains"):
            exchange = guide.exchanges.get(names[0]) if names else None
            part = "facts" if call == "profile" else call
            entries = [e for e in getattr(exchange, part, ()) if call != "profile" or e.aspect in names[1:]]
        elif call == "link_domains":
            entries = [domain for e in guide.exchanges.values() if e.page for domain in e.official_domains()]
        elif call == "checklist":
            entries = [guide.facts[name] for item in guide.checklist.values() for name in item.facts]
        elif call == "message_builder":
            entries = [contact for _, contact in letter_contacts(guide, letter_exchanges(guide, ()))]
        else:
            entries = [entry for name in names for entry in (guide.facts.get(name), guide.places.get(name)) if entry]
        for entry in entries:
            found |= sources_in(entry)
    return found


def sources_in(entry: object) -> set[str]:
    """Return every source id that `entry`, or a part of it, names."""
    return {source for _, source in named(entry, "sources", "source")}
