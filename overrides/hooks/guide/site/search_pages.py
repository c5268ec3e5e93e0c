"""What search can find: the sections of a built page, each with its own address; rows and questions count as sections.

Left out: all that carries data-search-exclude, proof and sources, tips, scripts, and the fields of forms.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from selectolax.lexbor import LexborHTMLParser, LexborNode

ARTICLE = "article.md-content__inner"
LEFT_OUT = (
    "[data-search-exclude], .headerlink, .guide-tip, .guide-source, .guide-proof, script, style, template, noscript, "
    "select, textarea, output, button, svg, input"
)
LATER = ".guide-exits"  # of the page itself, but not what an extract of it begins with
HEADINGS = ("h1", "h2", "h3")
OWN = ("tr", "details", "li", "section", "div")  # with an id: an entry that ends with the element
ANCHORED = {*HEADINGS, *OWN, "dt"}  # may begin a section
BLOCKS = {
    *OWN,
    "p",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "td",
    "th",
    "table",
    "h4",
    "h5",
    "h6",
    "summary",
    "figure",
    "blockquote",
    "br",
}
NOT_ENTRIES = re.compile(r"^(source|path|link|tip|picture|check|topic)-")
TITLE = "summary, th, h4, strong, a"
NAME = "strong, a"  # within a title that says more
BLANKS = re.compile(r"\s+")


@dataclass
class Section:
    """A part of a page: `url` from the language's top, the page's title, its own heading, its text, a line a block.

    `tags` are people's words for it, `asked` the questions it answers.
    """

    url: str
    page: str
    heading: str
    lines: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    boost: float = 1
    weight: float = 1

    @cached_property
    def text(self) -> str:
        """Return the lines, all of them read, without blanks at their ends and empty ones."""
        return "\n".join(filter(None, (BLANKS.sub(" ", line).strip() for line in self.lines)))


def sections(html: str, url: str, tags: list[str], boost: float) -> list[Section]:
    """Return the sections of the page `html` at `url`, the page itself first; none where there is no article."""
    article = LexborHTMLParser(html).css_first(ARTICLE)
    title = article and article.css_first("h1")
    if not article or not title:
        return []
    for node in article.css(LEFT_OUT):
        node.decompose()
    found = [Section(url, words_of(title), words_of(title), tags=tags, boost=boost)]
    later = [taken_out(node) for node in article.css(LATER)]
    read(article, found, found[0])
    found[0].lines += later
    return [part for part in found if part is found[0] or part.heading or part.text]


def read(node: LexborNode, found: list[Section], current: Section) -> Section:
    """Add what `node` says to `current`, and sections begun in it to `found`; return the one that goes on after it."""
    for child in node.iter(include_text=True):
        name = child.tag
        if name == "-text":
            current.lines[-1:] = [(current.lines[-1] if current.lines else "") + (child.text_content or "")]
            continue
        anchor = child.id if name in ANCHORED else None
        if name in HEADINGS and anchor:
            current = found[0] if name == "h1" else begin(found, anchor, words_of(child))
        elif name == "dt" and anchor:
            current = begin(found, anchor, words_of(child))
        elif name in OWN and anchor and not NOT_ENTRIES.match(anchor) and (title := child.css_first(TITLE)):
            read(child, found, begin(found, anchor, words_of(title.css_first(NAME) or title)))
        elif name == "dl":
            read(child, found, current)
        else:
            if name in BLOCKS:
                current.lines.append("")
            current = read(child, found, current)
            if name in BLOCKS:
                current.lines.append("")
    return current


def begin(found: list[Section], anchor: str, heading: str) -> Section:
    """Add a section at `anchor` of the page that `found` begins with, and return it."""
    top = found[0]
    found.append(Section(f"{top.url}#{anchor}", top.page, heading, boost=top.boost))
    return found[-1]


def taken_out(node: LexborNode) -> str:
    """Take `node` out of the page and return its words on one line."""
    text = BLANKS.sub(" ", node.text(separator=" ")).strip()
    node.decompose()
    return text


def words_of(node: LexborNode) -> str:
    """Return the words of `node` on one line."""
    return BLANKS.sub(" ", node.text()).strip()
