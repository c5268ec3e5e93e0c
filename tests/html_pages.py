"""The built pages as data: addresses, headings, links, text; no browser."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

HEADINGS = "h1, h2, h3, h4, h5, h6"
SILENT = "script, style, svg, x-template"  # what they hold is no part of the article's text and outline


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


@cache
def read(path: Path) -> Page:
    """Return the page at `path`."""
    # the parser keeps what a template holds apart, and tests look at that too
    html = path.read_text("utf-8").replace("<template", "<x-template").replace("</template", "</x-template")
    tree = LexborHTMLParser(html)
    tags = [(node.tag, {key: value or "" for key, value in node.attributes.items()}) for node in tree.root.traverse()]
    page = Page(path, tree.root.attributes.get("lang") or "", tags=tags)
    for tag, values in tags:
        page.ids += [values["id"]] if "id" in values else []
        page.links += [(values["href"], values)] if tag == "a" and "href" in values else []
        page.resources += [values["src"]] if tag in ("script", "img", "iframe") and values.get("src") else []
        page.resources += [values["href"]] if tag == "link" and values.get("rel") in ("stylesheet", "icon") else []
    article = tree.css_first("article")
    if article is not None:
        for part in article.css(SILENT):
            part.decompose()
        page.headings = [(int(node.tag[1]), node.attributes.get("id") or "") for node in article.css(HEADINGS)]
        page.text = article.text()
    return page


def all_pages(site: Path) -> list[Path]:
    """Return every HTML page of the site, the ones behind permanent addresses aside (test_registry.py)."""
    return sorted(path for path in site.rglob("*.html") if path.relative_to(site).parts[0] != "go")


def twins(site: Path) -> list[tuple[Path, Path]]:
    """Return (zh, en) for each page path; left out are 404.html, with both languages in one body, and old addresses."""
    chinese = [path for path in all_pages(site) if path.relative_to(site).parts[0] not in ("en", "404.html", "go")]
    chinese = [path for path in chinese if read(path).headings]  # an old address leads on, without an article
    return [(path, site / "en" / path.relative_to(site)) for path in chinese]
