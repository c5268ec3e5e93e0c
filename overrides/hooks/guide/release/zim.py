"""The guide as a ZIM file for Kiwix readers: the whole site, with a search of titles and of text."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path

from libzim.writer import Creator, Hint, Item, StringProvider

from guide.data import Guide
from guide.locales import CODES, DEFAULT, LOCALES
from guide.render.downloads import LIST

NAME = "exchange-exit-guide"
KINDS = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webp": "image/webp",
    ".csv": "text/csv",
    ".ics": "text/calendar",
    ".xml": "application/xml",
}
PLAIN = "text/plain"
# what a host needs alone, and what a release changes after it was made: a second run gives the same bytes
LEFT_OUT = (".", "_headers", "_redirects", "download/", "404.html", "worker.js", "worker-files.json")
PACKED = {".br", ".gz"}  # twins for hosts
ICON = "assets/images/favicon.png"
# files a reader of the ZIM file has no use for: the words of a link to them stay
DOWNLOAD = re.compile(r'<a\b[^>]*href="(?:\.\./)*download/[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
EXAMPLE = re.compile(r"&lt;iframe\b[^<]*")  # shown as text; a checker would take its address for one of the page
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
ADDRESSES = "go/"  # pages that only forward: no hits of a search for titles
# the writer puts two random numbers into a file: its own, and one in each index; ours are made from the content
UUID_AT, UUID_LENGTH, SUM_LENGTH = 8, 16, 16
INDEX = b"\x0f\x0dXapian Glass"
INDEX_UUID_AT = len(INDEX) + 2  # behind the version of the index's format


@dataclass(frozen=True)
class Entry:
    """A file of the site as it goes into the ZIM file."""

    path: str
    title: str
    kind: str
    content: bytes

    @property
    def found_by_title(self) -> bool:
        """Whether readers look for it: pages of the guide, no addresses."""
        return self.kind == "text/html" and not self.path.startswith(ADDRESSES)


class ZimItem(Item):  # type: ignore[misc]  # libzim has no types
    """An entry as the writer asks for it."""

    def __init__(self, entry: Entry):
        super().__init__()
        self.entry = entry

    def get_path(self) -> str:
        """Return where it stands."""
        return self.entry.path

    def get_title(self) -> str:
        """Return what it is called."""
        return self.entry.title

    def get_mimetype(self) -> str:
        """Return its kind."""
        return self.entry.kind

    def get_contentprovider(self) -> StringProvider:
        """Return its content."""
        return StringProvider(self.entry.content)

    def get_hints(self) -> dict[Hint, bool]:
        """Return whether it is an article, and whether to pack it."""
        return {Hint.FRONT_ARTICLE: self.entry.found_by_title, Hint.COMPRESS: self.entry.kind != "image/png"}


def entries(site: Path) -> Iterator[Entry]:
    """Yield the files of a built site, in order, each with its title; twins packed for hosts stay away."""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_file() and path.suffix not in PACKED and not name.startswith(LEFT_OUT):
            if path.suffix == ".html":
                html = path.read_text("utf-8")
                title = TITLE.search(html)
                yield Entry(name, unescape(title[1].strip()) if title else "", KINDS[".html"], alone(html).encode())
            else:
                yield Entry(name, "", KINDS.get(path.suffix, PLAIN), path.read_bytes())


def alone(html: str) -> str:
    """Return a page without links to what is not in the file."""
    html = DOWNLOAD.sub(r"\1", LIST.sub("", html))
    html = html.replace('<a href="">', '<a href="#top">')  # "reload": no newer copy ever comes into a ZIM file
    return EXAMPLE.sub(lambda found: found[0].replace('"', "&quot;"), html)


def write_zim(found: Iterable[Entry], guide: Guide, day: date, icon: bytes, target: Path) -> None:
    """Write `found` into a ZIM file whose bytes depend on nothing but them, the day and the guide's words."""
    target.unlink(missing_ok=True)  # the writer refuses to write over a file
    # one worker: with more, which part is written first is chance
    creator = Creator(target).config_verbose(False).config_nbworkers(1)
    with creator.config_indexing(True, LOCALES[DEFAULT].iso):
        creator.set_mainpath("index.html")
        for key, value in described(guide, day).items():
            creator.add_metadata(key, value)
        creator.add_illustration(48, icon)
        for entry in found:
            creator.add_item(ZimItem(entry))
    settle(target)


def described(guide: Guide, day: date) -> dict[str, str]:
    """Return what a library shows of the file."""

    def both(label: str) -> str:
        return " · ".join(guide.labels[label][code] for code in CODES)

    return {
        "Name": NAME,
        "Title": guide.labels["release-zim-title"][DEFAULT],
        "Description": both("release-zim"),
        "Language": ",".join(locale.iso for locale in LOCALES.values()),
        "Creator": both("release-authors"),
        "Publisher": both("release-authors"),
        "Date": str(day),
        "License": "CC-BY-4.0",
        "Tags": "_ftindex:yes;_pictures:yes;_videos:no;_details:yes",
    }


def settle(target: Path) -> None:
    """Put numbers made from the content in the place of random ones, and the sum right again."""
    content = bytearray(target.read_bytes()[:-SUM_LENGTH])
    content[UUID_AT : UUID_AT + UUID_LENGTH] = bytes(UUID_LENGTH)
    at = content.find(INDEX)
    while at >= 0:
        content[at + INDEX_UUID_AT : at + INDEX_UUID_AT + UUID_LENGTH] = bytes(UUID_LENGTH)
        at = content.find(INDEX, at + 1)
    number = uuid.uuid5(uuid.NAMESPACE_OID, hashlib.sha256(content).hexdigest()).bytes
    content[UUID_AT : UUID_AT + UUID_LENGTH] = number
    target.write_bytes(content + hashlib.md5(content, usedforsecurity=False).digest())
