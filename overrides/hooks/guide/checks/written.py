"""How a page is written: where it stands, in UTF-8, under a plain name, each id once, each fold and fence closed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from guide.locales import CODES
from guide.text.markdown import FENCE, ID, outside_code

PLAIN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
TAG = re.compile(r"<(/?)(div|details|figure|section)\b")
MARK = "\ufeff"  # of byte order, which some editors put in front


def misplaced(docs: Path) -> Iterator[str]:
    """Yield one line for each page that no language has, for each folder taken for a language, and for odd names."""
    for folder in sorted(path for path in docs.iterdir() if path.is_dir() and len(path.name) == 2):
        if folder.name not in CODES:
            yield f"docs/{folder.name}: a two-letter folder would be taken for a language and vanish; rename it"
    for path in sorted(docs.rglob("*.md")):
        first, *rest = path.relative_to(docs).parts
        name = f"docs/{path.relative_to(docs).as_posix()}"
        if first not in CODES and (len(first) > 2 or not rest):
            yield f"{name}: no language has this page; pages stand in {' and '.join(f'docs/{code}' for code in CODES)}"
        elif first in CODES and (odd := [part for part in rest if not PLAIN.fullmatch(part.removesuffix(".md"))]):
            yield f"{name}: {odd[0]!r}: not a plain name, which an address needs: small letters, digits and hyphens"


def unreadable(docs: Path) -> Iterator[str]:
    """Yield one line for each page whose letters cannot be read; nothing else can be said of the pages then."""
    for path in sorted(path for code in CODES for path in (docs / code).rglob("*.md")):
        name = f"docs/{path.relative_to(docs).as_posix()}"
        if not path.exists():
            yield f"{name}: leads to no file; take the link out, or bring the file back"
            continue
        try:
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            number = error.object.count(b"\n", 0, error.start) + 1
            yield f"{name}:{number}: not UTF-8: {error.reason}; save the file as UTF-8"
            continue
        if text.startswith(MARK):
            yield f"{name}:1: begins with a byte order mark; save the file as UTF-8 without one"


def form_problems(markdown: str) -> Iterator[tuple[int, str]]:
    """Yield (line, problem) for an id that stands twice in a page, and for what is opened or closed alone."""
    lines = list(outside_code(markdown))
    there: dict[str, int] = {}
    opened: list[tuple[str, int]] = []
    for number, line in lines:
        for name in ID.findall(line):
            if name in there:
                yield number, f"#{name}: this id stands in line {there[name]} already; each id once a page"
            there.setdefault(name, number)
        for closes, tag in TAG.findall(line):
            if not closes:
                opened.append((tag, number))
            elif opened and opened[-1][0] == tag:
                opened.pop()
            else:
                yield number, f"</{tag}>: closes nothing that stands open here"
    yield from ((number, f"<{tag}>: opened here and never closed") for tag, number in opened)
    fences = [number for number, line in enumerate(markdown.splitlines(), 1) if FENCE.match(line)]
    if len(fences) % 2:
        yield fences[-1], "a fence of code: opened here and never closed"
