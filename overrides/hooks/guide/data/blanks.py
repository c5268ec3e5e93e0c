"""The blanks a new entry or page is born with, marked `FILL: what goes here`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from guide.data.problems import key_of, line_of

BLANK = re.compile(r"FILL: ([^\"\n{}*]*)")


def blank_problems(path: Path, name: str, content: Any) -> list[str]:
    """Return one line for each blank that the data file `path`, with `content`, still has."""
    return [
        ": ".join(part for part in (f"{name}:{line_of(path, steps)}", key_of(content, steps), still(hint)) if part)
        for steps, hint in blanks(content)
    ]


def blanks(content: Any, steps: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield (way to it, what goes there) for each blank in the content of a data file."""
    if isinstance(content, str):
        if "FILL: " in content:
            yield from ((steps, hint) for hint in BLANK.findall(content))
    elif isinstance(content, (dict, list)):
        for step, inner in content.items() if isinstance(content, dict) else enumerate(content):
            yield from blanks(inner, (*steps, step))


def blanks_in_page(name: str, markdown: str) -> Iterator[str]:
    """Yield one line for each blank of a page."""
    for number, line in enumerate(markdown.splitlines(), 1):
        yield from (f"{name}:{number}: {still(hint)}" for hint in BLANK.findall(line))


def still(hint: str) -> str:
    """Return what to say about a blank."""
    return f"still to fill in: {hint.strip().rstrip('.')}"
