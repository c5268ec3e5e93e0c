"""Twin pages in step: what a reader would notice if one language said more, less or something else.

Neither language is the source. Two kinds of checks, both pure:
- on the Markdown of a pair: headings, facts, lists, tables, notes, messages, pictures, targets, section by section;
- on the built pages of a pair: the same again as rendered, and the same figures, dates and addresses in each section.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from guide.data.base import THOUSANDS, plain_number
from guide.locales import CODES, DEFAULT, LOCALES, others
from guide.text.calls import calls_in
from guide.text.front_matter import body_of
from guide.text.markdown import FENCE, HEADING, LINK

OWN_ROOT = re.compile(rf"^(\.\./)+(?:{'|'.join(locale.root for locale in LOCALES.values() if locale.root)})?")
FIGURE = re.compile(r"\d+")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
NAMES = {
    "facts": "facts cited",
    "items": "list items",
    "rows": "table rows",
    "columns": "table columns",
    "notes": "notes",
    "messages": "ready messages",
    "pictures": "pictures",
    "links": "links",
    "outside": "outside addresses",
    "figures": "figures",
    "emails": "emails",
}
# what an element of a built page counts as
COUNTED = {
    "li": "items",
    "tr": "rows",
    "td": "columns",
    "th": "columns",
    "pre": "messages",
    "img": "pictures",
    "svg": "pictures",
}


@dataclass
class Section:
    """What one section of one language holds; `name` is the id of its heading."""

    name: str
    level: int
    holds: dict[str, Counter[str]] = field(default_factory=lambda: {key: Counter() for key in NAMES})

    def add(self, key: str, value: str = "", times: int = 1) -> None:
        """Count one more of `key`."""
        self.holds[key][value] += times


@dataclass(frozen=True)
class Page:
    """A page of one language, read into its sections."""

    locale: str
    file: str
    sections: list[Section]


def differences(first: Page, second: Page) -> Iterator[str]:
    """Yield one line for each difference between a page's sections in two languages."""
    both = f"{first.file} and {second.file}"
    outlines = [[(section.level, section.name) for section in page.sections] for page in (first, second)]
    if outlines[0] != outlines[1]:
        yield f"{both}: headings differ: {first_difference(*outlines)}"
        return
    codes = (first.locale, second.locale)
    for left, right in zip(first.sections, second.sections, strict=True):
        for key, word in NAMES.items():
            if left.holds[key] != right.holds[key]:
                yield f"{both}: #{left.name}: {word} differ: {compared(left.holds[key], right.holds[key], codes)}"


def first_difference(first: list[tuple[int, str]], second: list[tuple[int, str]]) -> str:
    """Return where two outlines first part."""
    for position in range(max(len(first), len(second))):
        left, right = (outline[position] if position < len(outline) else None for outline in (first, second))
        if left != right:
            return " against ".join("#" * item[0] + " " + item[1] if item else "nothing" for item in (left, right))
    return "nothing"


def compared(first: Counter[str], second: Counter[str], codes: tuple[str, str]) -> str:
    """Return what one side has and the other lacks; mere numbers where nothing has a name."""
    if set(first) | set(second) <= {""}:
        return ", ".join(f"{count['']} in {code}" for code, count in zip(codes, (first, second), strict=True))
    sides = zip(codes, (first - second, second - first), strict=True)
    parts = [f"only in {code}: {', '.join(sorted(more.elements()))}" for code, more in sides if more]
    return "; ".join(parts)


# The Markdown of a pair ----------------------------------------------------------------------------------


def markdown_sections(text: str) -> list[Section]:
    """Return the sections of a page's Markdown."""
    sections = [Section("front", 0)]
    fenced = False
    for line in body_of(text).splitlines():
        if FENCE.match(line):
            fenced = not fenced
            sections[-1].add("messages", times=int(fenced))
        elif heading := None if fenced else HEADING.match(line):
            sections.append(Section(heading["id"], len(heading["level"])))
        elif not fenced:
            read_line(line, sections[-1])
    return sections


def read_line(line: str, section: Section) -> None:
    """Count what one line of Markdown outside code adds to its section."""
    for _, call in calls_in(line):
        section.add("facts", " ".join(call.split()))
    for picture, _, target in LINK.findall(line):
        if picture:
            section.add("pictures", target)
        else:
            section.add("outside" if "://" in target else "links", target)
    section.add("items", times=int(bool(re.match(r"\s*(?:[-*+]|\d+\.) ", line))))
    section.add("notes", times=int(bool(re.match(r"\s*(?:!!!|\?\?\?\+?) ", line))))
    if re.match(r"\s*\|", line):
        section.add("rows")
        section.add("columns", times=len(re.findall(r"(?<!\\)\|", line)) - 1)


# The built pages of a pair -------------------------------------------------------------------------------


class Built(HTMLParser):
    """Reads the article of a built page into sections."""

    def __init__(self, locale: str) -> None:
        super().__init__(convert_charrefs=True)
        self.own_feeds = f"feeds/{locale}/"
        self.sections = [Section("front", 0)]
        self.inside = self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count the element in its section."""
        values = {key: value or "" for key, value in attrs}
        self.inside += tag == "article"
        if not self.inside:
            return
        self.silent += tag in ("script", "style")
        if re.fullmatch(r"h[1-6]", tag):
            self.sections.append(Section(values.get("id", ""), int(tag[1])))
        section = self.sections[-1]
        if tag in COUNTED:
            section.add(COUNTED[tag])
        if {"admonition"} & set(values.get("class", "").split()) or tag == "details":
            section.add("notes")
        if "data-fact" in values:
            for name in values["data-fact"].split():
                section.add("facts", name)
        # where a term is used first is each language's own matter
        if tag == "a" and "href" in values and values.get("class") not in ("headerlink", "guide-term"):
            href = OWN_ROOT.sub("", values["href"])  # other languages lie one folder deeper
            if href.startswith(self.own_feeds):  # each language has its own feeds
                href = "feeds/" + href.removeprefix(self.own_feeds)
            section.add("outside" if "://" in href else "links", href)

    def handle_endtag(self, tag: str) -> None:
        """Leave the article or a part without text."""
        if self.inside:
            self.silent -= tag in ("script", "style")
        self.inside -= tag == "article"

    def handle_data(self, data: str) -> None:
        """Collect figures and emails of the text."""
        if self.inside and not self.silent:
            section = self.sections[-1]
            for email in EMAIL.findall(data):
                section.add("emails", email)
            for figure in FIGURE.findall(THOUSANDS.sub("", EMAIL.sub(" ", data))):
                section.holds["figures"][plain_number(figure)] = 1  # said twice in one language is no difference


def built_sections(html: str, locale: str = "") -> list[Section]:
    """Return the sections of a built page of `locale`."""
    reader = Built(locale)
    reader.feed(html)
    return reader.sections


# Whole folders -------------------------------------------------------------------------------------------


def check_markdown(docs: Path) -> Iterator[str]:
    """Yield every difference between the Markdown twins below `docs`."""
    for path in sorted((docs / DEFAULT).rglob("*.md")):
        name = path.relative_to(docs / DEFAULT).as_posix()
        pages = [
            Page(locale, f"docs/{locale}/{name}", markdown_sections((docs / locale / name).read_text("utf-8")))
            for locale in CODES
            if (docs / locale / name).exists()
        ]
        for other in pages[1:]:
            yield from differences(pages[0], other)


def check_built(site: Path) -> Iterator[str]:
    """Yield every difference between the built twins below `site`."""
    for locale in others(DEFAULT):
        root = LOCALES[locale].root
        for path in sorted((site / root).rglob("*.html")):
            name = path.relative_to(site / root).as_posix()
            if (site / name).exists():
                sides = ((DEFAULT, site / name), (locale, path))
                first, second = (built_sections(found.read_text("utf-8"), code) for code, found in sides)
                yield from differences(Page(DEFAULT, name, first), Page(locale, root + name, second))
