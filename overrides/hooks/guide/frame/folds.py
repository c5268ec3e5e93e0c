"""Sections that wait behind their heading, on pages with more than one reader needs: one tap opens one.

Pure: HTML and the ids of sections in, HTML out. The headings stay headings with their ids, so that contents, search
and links lead to them; a browser or guide.js opens the fold a link leads into.
"""

from __future__ import annotations

import re
from collections.abc import Collection

SIGN = re.compile(r'<a class="headerlink".*?</a>')  # a link inside what opens a fold would be a trap for the keyboard
HEADING = re.compile(r'<h2\b[^>]*\bid="([^"]+)".*?</h2>', re.DOTALL)


def folded(html: str, names: Collection[str]) -> str:
    """Return `html` with each section of the second level among `names` in a fold; ValueError for one not there."""
    if not names:
        return html
    found = list(HEADING.finditer(html))
    if missing := set(names) - {match[1] for match in found}:
        raise ValueError(f"fold: no section {', '.join(sorted(missing))}")
    pieces = [html[: found[0].start()]]
    ends = [*(match.start() for match in found[1:]), len(html)]
    for match, end in zip(found, ends, strict=True):
        part = html[match.start() : end]
        pieces.append(in_fold(match[0], html[match.end() : end]) if match[1] in names else part)
    return "".join(pieces)


def in_fold(heading: str, body: str) -> str:
    """Return a section as a fold, the link to itself beside what opens it."""
    signs = "".join(SIGN.findall(heading))
    summary = SIGN.sub("", heading)
    return f'<details class="guide-fold"><summary>{summary}</summary>{signs}\n{body.strip()}\n</details>\n'
