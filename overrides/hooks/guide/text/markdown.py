"""A page's Markdown: its code, headings, links and macro calls, each found in one way only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from guide.text.front_matter import front_lines

FENCE = re.compile(r"^\s*(?:```|~~~)")
HEADING = re.compile(r"^(?P<level>#{1,6})\s+(?P<text>.*?)\s*\{: #(?P<id>[a-z0-9-]+)[^}]*\}\s*$")
ANY_HEADING = re.compile(r"^#{1,6} ")  # with or without an id
TITLE = re.compile(r"^# (.+?)(?:\s*\{:.*\})?$", re.MULTILINE)
ID = re.compile(r"\{: #([a-z0-9-]+)")
# a link inside the guide: page and section
INNER_LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]*))?[^)]*\)")
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)[^)]*\)")


def outside_code(markdown: str) -> Iterator[tuple[int, str]]:
    """Yield (line number, line) of what stands outside front matter and fenced code."""
    skipped, fenced = front_lines(markdown), False
    for number, line in enumerate(markdown.splitlines(), 1):
        if number <= skipped:
            continue
        if FENCE.match(line):
            fenced = not fenced
        elif not fenced:
            yield number, line


def title_of(markdown: str, fallback: str = "") -> str:
    """Return a page's title, `fallback` where it has none."""
    found = TITLE.search(markdown)
    return found[1] if found else fallback


def says(line: str) -> bool:
    """Tell whether a line says something itself: no HTML, no macro but a fact, which is a sentence."""
    return not line.startswith(("<", "{")) or line.startswith("{{ fact(")


@cache  # the registry, its checks and its news ask for the sections of the same pages
def sections(markdown: str) -> dict[str, tuple[str, str]]:
    """Return the headings of a page: id → (heading, first paragraph below it)."""
    found: dict[str, tuple[str, str]] = {}
    name = ""
    for _, line in outside_code(markdown):
        if match := HEADING.match(line):
            name = match["id"]
            found[name] = (match["text"], "")
        elif name and line.strip() and not found[name][1] and says(line):
            found[name] = (found[name][0], line.strip())
    return found
