"""Feeds (Atom, RFC 4287) of what changed: one a language, and one for each exchange and place in it."""

from __future__ import annotations

import uuid
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from guide.data import Guide
from guide.locales import CODES, LOCALES
from guide.permalinks.changed import changed_days
from guide.permalinks.changes import Change, all_changes, feed_pages
from guide.permalinks.registry import answers
from guide.site.built import BuiltSite

ATOM = "http://www.w3.org/2005/Atom"
XML = "http://www.w3.org/XML/1998/namespace"
NEWEST = 60  # entries a feed holds; a reader that asks once a month misses none
NAMES = uuid.uuid5(uuid.NAMESPACE_URL, "exchange-exit-guide")  # ids stay the same wherever the guide is hosted


def write_feeds(site: BuiltSite) -> None:
    """Write feeds/LANGUAGE/NAME.xml: all.xml, exchange-ID.xml and place-ID.xml."""
    guide, home = site.guide, site.home
    changes = all_changes(guide, answers(guide, site.docs), changed_days(guide, site.docs))
    first = min(link.since for link in guide.links.values())
    for code in CODES:
        folder = site.folder / "feeds" / code
        folder.mkdir(parents=True, exist_ok=True)
        write(folder / "all.xml", feed("all", "", changes, code, guide, home, first))
        for name, page in feed_pages(guide).items():
            about = [change.on(page) for change in changes if change.concerns(page)]
            write(folder / f"{name}.xml", feed(name, subject(name, guide, code), about, code, guide, home, first))


def write(path: Path, root: ElementTree.Element) -> None:
    """Write an XML document, without the blanks nobody reads."""
    path.write_bytes(ElementTree.tostring(root, "utf-8", xml_declaration=True) + b"\n")


def subject(name: str, guide: Guide, code: str) -> str:
    """Return what a feed is about, as its title says it."""
    kind, _, entry = name.partition("-")
    shelf = guide.exchanges if kind == "exchange" else guide.places
    return str(shelf[entry].name[code])


def feed(
    name: str, about: str, changes: Iterable[Change], code: str, guide: Guide, home: str, first: date
) -> ElementTree.Element:
    """Return a feed; its links are whole with an address (`home`), else they lead on from where the feed stands."""
    newest = list(changes)[:NEWEST]
    ElementTree.register_namespace("", ATOM)
    root = ElementTree.Element(f"{{{ATOM}}}feed", {f"{{{XML}}}lang": LOCALES[code].schema})
    title = f"{guide.labels['guide-name'][code]}{LOCALES[code].colon}{guide.labels['feed-title'][code]}"
    add(root, "id", urn(f"{code}/{name}"))
    add(root, "title", f"{title} · {about}" if about else title)
    add(root, "updated", moment(newest[0].day if newest else first))
    add(add(root, "author"), "name", guide.labels["guide-name"][code])
    top = home or "../../"
    add(root, "link", rel="self", href=f"{top}feeds/{code}/{name}.xml")
    add(root, "link", rel="alternate", type="text/html", href=f"{top}{LOCALES[code].root}about/changes.html")
    for change in newest:
        entry = add(root, "entry")
        add(entry, "id", urn(f"{code}/{change.key}"))
        add(entry, "title", change.what[code])
        add(entry, "updated", moment(change.day))
        add(entry, "link", rel="alternate", type="text/html", href=top + change.address(code))
        for answer in change.answers:
            add(
                entry,
                "link",
                rel="related",
                type="text/html",
                title=answer.question[code],
                href=top + answer.address(""),
            )
        if told := [f"{answer.question[code]} {answer.answer[code]}" for answer in change.answers]:
            add(entry, "summary", " · ".join(told))  # else the title says it all
    return root


def add(parent: ElementTree.Element, tag: str, text: str = "", **values: str) -> ElementTree.Element:
    """Add an element to `parent` and return it."""
    element = ElementTree.SubElement(parent, f"{{{ATOM}}}{tag}", values)
    element.text = text or None
    return element


def urn(key: str) -> str:
    """Return an id that belongs to `key` alone and needs no address."""
    return f"urn:uuid:{uuid.uuid5(NAMES, key)}"


def moment(day: date) -> str:
    """Return a day as the moment Atom asks for."""
    return f"{day}T00:00:00Z"
