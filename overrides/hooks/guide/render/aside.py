"""What macros make of the data is HTML already: it waits aside while a page's Markdown is read, and comes back after.

Markdown would leave it as it is, but read every tag of it several times over: most of a long page's time.
"""

from __future__ import annotations

import re

# a run of whole blocks; words and marks inside a sentence are Markdown's matter
BLOCK = re.compile(r"<(?:article|details|div|dl|figure|form|ol|p|section|table|ul)\b")
SEAT = '<div data-aside="{}"></div>'
SEATED = re.compile(r'<div data-aside="(\d+)"></div>')
ALONE = re.compile(rf"^{SEATED.pattern}$", re.MULTILINE)
ID = re.compile(r'id="(?<=\bid=")([^"]+)"')  # the letters first: they are looked for faster than a word's edge


def set_aside(html: str, aside: list[str]) -> str:
    """Return what stands for `html` meanwhile, kept in `aside`; `html` itself where it is no block."""
    if not BLOCK.match(html):
        return html
    aside.append(html)
    return SEAT.format(len(aside) - 1)


def seated(markdown: str, aside: list[str]) -> str:
    """Return a page's Markdown with what stands inside a line put back: there it is a part of a sentence."""
    alone = {match[1] for match in ALONE.finditer(markdown)}
    return SEATED.sub(lambda match: match[0] if match[1] in alone else aside[int(match[1])], markdown)


def put_back(html: str, aside: list[str]) -> str:
    """Return a page's HTML with all that waited aside in its place."""
    return SEATED.sub(lambda match: aside[int(match[1])], html)


def ids(aside: list[str]) -> set[str]:
    """Return the ids in what waits aside, to which links may lead."""
    return {name for html in aside for name in ID.findall(html)}
