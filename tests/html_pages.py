"""The built pages as data: addresses, headings, links, text. Standard library only, no browser."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

VOID = {
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "track",
    "wbr",
    "path",
    "rect",
}


@dataclass
class Page:
    """What tests ask of one page."""

    path: Path
    lang: str = ""
    ids: list[str] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)  # (level, id), inside the article
    links: list[tuple[str, dict]] = field(default_factory=list)  # (href, attributes)
    resources: list[str] = field(default_factory=list)
    tags: list[tuple[str, dict]] = field(default_factory=list)
    text: str = ""  # the article's text


class Reader(HTMLParser):
    """Fills a Page from its HTML."""

    def __init__(self, page: Page):
        super().__init__(convert_charrefs=True)
        self.page, self.article, self.silent, self.template = page, 0, 0, 0

    def handle_starttag(self, tag, attrs):
        """Note ids, links, resources and headings."""
        values = {key: value or "" for key, value in attrs}
        self.page.tags.append((tag, values))
        if tag == "html":
            self.page.lang = values.get("lang", "")
        if "id" in values:
            self.page.ids.append(values["id"])
        if tag == "a" and "href" in values:
            self.page.links.append((values["href"], values))
        if tag in ("script", "img", "iframe") and values.get("src"):
            self.page.resources.append(values["src"])
        if tag == "link" and values.get("rel") in ("stylesheet", "icon"):
            self.page.resources.append(values["href"])
        self.article += tag == "article"
        self.silent += tag in ("script", "style", "svg")
        self.template += tag == "template"  # what a script may put in place is no part of the page's outline
        if self.article and not self.template and len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.page.headings.append((int(tag[1]), values.get("id", "")))

    def handle_endtag(self, tag):
        """Leave the article or a part without text."""
        self.article -= tag == "article"
        self.silent -= tag in ("script", "style", "svg")
        self.template -= tag == "template"

    def handle_data(self, data):
        """Collect the article's text."""
        if self.article and not self.silent:
            self.page.text += data


@cache
def read(path: Path) -> Page:
    """Return the page at `path`."""
    page = Page(path)
    Reader(page).feed(path.read_text("utf-8"))
    return page


def all_pages(site: Path) -> list[Path]:
    """Return every HTML page of the site, the ones behind permanent addresses aside (test_registry.py)."""
    return sorted(path for path in site.rglob("*.html") if path.relative_to(site).parts[0] != "go")


def twins(site: Path) -> list[tuple[Path, Path]]:
    """Return (zh, en) for each page path; left out are 404.html, with both languages in one body, and old addresses."""
    chinese = [path for path in all_pages(site) if path.relative_to(site).parts[0] not in ("en", "404.html", "go")]
    chinese = [path for path in chinese if read(path).headings]  # an old address leads on, without an article
    return [(path, site / "en" / path.relative_to(site)) for path in chinese]
