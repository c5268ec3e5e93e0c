"""A page's Markdown apart from its front matter and its code. Pure; shared by the checks."""

from __future__ import annotations

import re
from collections.abc import Iterator

FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.S)
FENCE = re.compile(r"^\s*(?:```|~~~)")


def front_lines(markdown: str) -> int:
    """Return how many lines the front matter takes."""
    front = FRONT_MATTER.match(markdown)
    return front[0].count("\n") if front else 0


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
