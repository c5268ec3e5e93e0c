"""Twin pages in step: what a reader would notice if one language said more, less or something else.

Neither language is the source. Two kinds of checks, both pure:
- on the Markdown of a pair: headings, facts, lists, tables, notes, messages, pictures, targets, section by section;
- on the built pages of a pair: the same again as rendered, and the same figures, dates and addresses in each section.

Confirmed pairs: docs/data/pairs.yml keeps a hash of both twins as they were when somebody last read them side by
side. A change to one side alone fails until `python overrides/hooks/pairs.py confirm PAGE …` is run.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import yaml

from prose import FENCE, FRONT_MATTER

HEADING = re.compile(r"^(#{1,6}) .*?\{: #([a-z0-9-]+)[^}]*\}\s*$")
CALL = re.compile(r"\{\{\s*(\w+)\(([^)]*)\)\s*\}\}")
LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)\s]+)[^)]*\)")
FIGURE = re.compile(r"\d+")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
NAMES = {
    "facts": "facts cited", "items": "list items", "rows": "table rows", "columns": "table columns", "notes": "notes",
    "messages": "ready messages", "pictures": "pictures", "links": "links", "outside": "outside addresses",
    "figures": "figures", "emails": "emails",
}


@dataclass
class Section:
    """What one section of one language holds; `name` is the id of its heading."""

    name: str
    level: int
    holds: dict[str, Counter] = field(default_factory=lambda: {key: Counter() for key in NAMES})

    def add(self, key: str, value: str = "", times: int = 1) -> None:
        """Count one more of `key`."""
        self.holds[key][value] += times


def differences(zh: list[Section], en: list[Section], names: tuple[str, str]) -> Iterator[str]:
    """Yield one line for each difference between two lists of sections; `names` are the two files."""
    both = f"{names[0]} and {names[1]}"
    outlines = [[(section.level, section.name) for section in sections] for sections in (zh, en)]
    if outlines[0] != outlines[1]:
        yield f"{both}: headings differ: {first_difference(*outlines)}"
        return
    for left, right in zip(zh, en):
        for key, word in NAMES.items():
            if left.holds[key] != right.holds[key]:
                yield f"{both}: #{left.name}: {word} differ: {compared(left.holds[key], right.holds[key])}"


def first_difference(zh: list[tuple[int, str]], en: list[tuple[int, str]]) -> str:
    """Return where two outlines first part."""
    for position in range(max(len(zh), len(en))):
        left, right = (outline[position] if position < len(outline) else None for outline in (zh, en))
        if left != right:
            return " against ".join("#" * item[0] + " " + item[1] if item else "nothing" for item in (left, right))
    return "nothing"


def compared(zh: Counter, en: Counter) -> str:
    """Return what one side has and the other lacks; mere numbers where nothing has a name."""
    if set(zh) | set(en) <= {""}:
        return f"{zh['']} in zh, {en['']} in en"
    parts = [
        f"only in {side}: {', '.join(sorted((more - less).elements()))}"
        for side, more, less in (("zh", zh, en), ("en", en, zh))
        if more - less
    ]
    return "; ".join(parts)


# The Markdown of a pair ----------------------------------------------------------------------------------


def markdown_sections(text: str) -> list[Section]:
    """Return the sections of a page's Markdown."""
    sections = [Section("front", 0)]
    fenced = False
    for line in FRONT_MATTER.sub("", text).splitlines():
        if FENCE.match(line):
            fenced = not fenced
            sections[-1].add("messages", times=int(fenced))
        elif heading := None if fenced else HEADING.match(line):
            sections.append(Section(heading[2], len(heading[1])))
        elif not fenced:
            read_line(line, sections[-1])
    return sections


def read_line(line: str, section: Section) -> None:
    """Count what one line of Markdown outside code adds to its section."""
    for call, arguments in CALL.findall(line):
        section.add("facts", f"{call}({' '.join(arguments.split())})")
    for picture, target in LINK.findall(line):
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

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.sections = [Section("front", 0)]
        self.inside = self.silent = 0

    def handle_starttag(self, tag, attrs):
        """Count the element in its section."""
        values = {key: value or "" for key, value in attrs}
        self.inside += tag == "article"
        if not self.inside:
            return
        self.silent += tag in ("script", "style")
        if re.fullmatch(r"h[1-6]", tag):
            self.sections.append(Section(values.get("id", ""), int(tag[1])))
        section = self.sections[-1]
        counted = {"li": "items", "tr": "rows", "td": "columns", "th": "columns", "pre": "messages", "img": "pictures", "svg": "pictures"}
        if tag in counted:
            section.add(counted[tag])
        if {"admonition"} & set(values.get("class", "").split()) or tag == "details":
            section.add("notes")
        if "data-fact" in values:
            for name in values["data-fact"].split():
                section.add("facts", name)
        # where a term is used first is each language's own matter
        if tag == "a" and "href" in values and values.get("class") not in ("headerlink", "guide-term"):
            href = re.sub(r"^(\.\./)+", "", values["href"])  # English pages lie one folder deeper
            section.add("outside" if "://" in href else "links", href)

    def handle_endtag(self, tag):
        """Leave the article or a part without text."""
        if self.inside:
            self.silent -= tag in ("script", "style")
        self.inside -= tag == "article"

    def handle_data(self, data):
        """Collect figures and emails of the text."""
        if self.inside and not self.silent:
            section = self.sections[-1]
            for email in EMAIL.findall(data):
                section.add("emails", email)
            for figure in FIGURE.findall(THOUSANDS.sub("", EMAIL.sub(" ", data))):
                section.holds["figures"][figure] = 1  # said twice in one language is no difference


def built_sections(html: str) -> list[Section]:
    """Return the sections of a built page."""
    reader = Built()
    reader.feed(html)
    return reader.sections


# Whole folders -------------------------------------------------------------------------------------------


def check_markdown(docs: Path) -> Iterator[str]:
    """Yield every difference between the Markdown twins below `docs`."""
    for zh in sorted((docs / "zh").rglob("*.md")):
        page = zh.relative_to(docs / "zh").as_posix()
        en = docs / "en" / page
        if en.exists():
            sections = [markdown_sections(path.read_text("utf-8")) for path in (zh, en)]
            yield from differences(*sections, (f"docs/zh/{page}", f"docs/en/{page}"))


def check_built(site: Path) -> Iterator[str]:
    """Yield every difference between the built twins below `site`."""
    for en in sorted((site / "en").rglob("*.html")):
        page = en.relative_to(site / "en").as_posix()
        zh = site / page
        if zh.exists():
            sections = [built_sections(path.read_text("utf-8")) for path in (zh, en)]
            yield from differences(*sections, (page, f"en/{page}"))


# Confirmed pairs -----------------------------------------------------------------------------------------


def fingerprint(path: Path) -> str:
    """Return a short hash of a page's text."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def confirmed(docs: Path) -> dict[str, dict[str, str]]:
    """Return the record of confirmed pairs: page to the hash of each twin."""
    path = docs / "data/pairs.yml"
    return (yaml.safe_load(path.read_text("utf-8")) or {}) if path.exists() else {}


def unconfirmed(docs: Path) -> Iterator[str]:
    """Yield one line for each pair that changed since it was last confirmed."""
    record = confirmed(docs)
    pages = {path.relative_to(docs / "zh").as_posix() for path in (docs / "zh").rglob("*.md")}
    for page in sorted(pages):
        was = record.get(page)
        now = {locale: fingerprint(docs / locale / page) for locale in ("zh", "en")}
        changed = [locale for locale in now if not was or was.get(locale) != now[locale]]
        remedy = f"read both, then run: python overrides/hooks/pairs.py confirm {page}"
        if not was:
            yield f"docs/zh/{page} and docs/en/{page}: never confirmed as twins; {remedy}"
        elif changed:
            sides = "both sides" if len(changed) == 2 else f"only {changed[0]}"
            yield f"docs/zh/{page} and docs/en/{page}: {sides} changed since the pair was confirmed; {remedy}"
    for page in sorted(set(record) - pages):
        yield f"docs/data/pairs.yml: {page}: no such page; run: python overrides/hooks/pairs.py confirm"


def confirm(docs: Path, pages: list[str]) -> None:
    """Record the twins of `pages` as they stand now as agreeing, and drop pages that are gone."""
    record = confirmed(docs)
    for page in pages:
        record[page] = {locale: fingerprint(docs / locale / page) for locale in ("zh", "en")}
    kept = {page: record[page] for page in sorted(record) if (docs / "zh" / page).exists()}
    head = "# Twins as last read side by side; written by: python overrides/hooks/pairs.py confirm PAGE …\n"
    (docs / "data/pairs.yml").write_text(head + yaml.safe_dump(kept, sort_keys=True), "utf-8")


if __name__ == "__main__":  # python overrides/hooks/pairs.py [confirm PAGE …]
    folder = Path(__file__).parents[2] / "docs"
    if sys.argv[1:2] == ["confirm"]:
        confirm(folder, sys.argv[2:])
    problems = [*check_markdown(folder), *unconfirmed(folder)]
    raise SystemExit("\n".join(problems) or 0)
