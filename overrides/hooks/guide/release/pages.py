"""The pages of a built site that become chapters."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from guide.locales import LOCALES
from guide.release.contents import LISTS, Part, parts_of

OUTSIDE = re.compile(r"(?:https?|mailto):")
HOME = "index"


@dataclass(frozen=True)
class Page:
    """A page of the site: its path below the language's folder without ending, its title, its article, its ids."""

    name: str
    title: str
    article: LexborNode
    ids: frozenset[str]


def pages_of(site: Path, config: Path, locale: str, only: Sequence[str] = ("",)) -> tuple[list[Part], dict[str, Page]]:
    """Return the parts of a book and its pages, those whose names begin with one of `only`.

    A part that has a list of other pages ends with these, in the list's order.
    """
    folder = site / LOCALES[locale].root
    parts: list[Part] = []
    pages: dict[str, Page] = {}
    for part in parts_of(config, locale):
        found = {name: page_of(folder, name) for name in part.pages if name.startswith(tuple(only))}
        lists = [found[name] for name in part.pages if name in LISTS and name in found]
        drawn = [other for page in lists for other in listed(page, LISTS[page.name])]
        found |= {name: page_of(folder, name) for name in drawn if name not in found and name.startswith(tuple(only))}
        if found:
            parts.append(Part(part.title, tuple(found)))
            pages |= found
    return parts, pages


def page_of(folder: Path, name: str) -> Page:
    """Read a page of the site; ValueError where it is no page of the guide."""
    article = LexborHTMLParser((folder / f"{name}.html").read_text("utf-8")).css_first("article")
    title = article.css_first("h1") if article else None
    if not article or not title:
        raise ValueError(f"{folder / name}.html: no article with a title")
    ids = frozenset(node.attributes["id"] or "" for node in article.css("[id]"))
    for mark in title.css(".headerlink"):
        mark.decompose()
    return Page(name, " ".join(title.text().split()), article, ids)


def listed(page: Page, folder: str) -> list[str]:
    """Return the pages of `folder` that a page links to, in its order, each once."""
    addresses = [link.attributes["href"] or "" for link in page.article.css("a[href]")]
    found = (resolved(page.name, address)[0] for address in addresses if not OUTSIDE.match(address))
    return list(dict.fromkeys(name for name in found if name.startswith(folder)))


def resolved(name: str, address: str) -> tuple[str, str]:
    """Return the page and the anchor that `address` names, seen from the page `name`."""
    path, _, anchor = address.partition("#")
    if not path:
        return name, anchor
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path)).removesuffix(".html"), anchor
