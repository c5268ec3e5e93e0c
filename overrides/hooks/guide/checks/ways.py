"""Can readers get to each page? It stands in the navigation, and another page leads to it."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from guide.data import Guide
from guide.data.reasons import meant
from guide.locales import CODES
from guide.render.pages import drawn_names, page_texts
from guide.text.markdown import INNER_LINK, outside_code

CONFIG = "mkdocs.yml"
NAV = re.compile(r"^nav:.*?(?=^\S|\Z)", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"^ *- *(?:[^:#\n]+: *)?[\"']?([^\s\"':#]+)[\"']?\s*(?:#.*)?$")  # a page with its ending or without


def nav_faults(docs: Path, guide: Guide, missing: Collection[str] = ()) -> Iterator[str]:
    """Yield one line for each page that the navigation names in vain, and for each that it lacks.

    Pages that one language lacks, the `missing`, are said elsewhere.
    """
    path = docs.parent / CONFIG
    if not path.exists():
        return
    written = {page.relative_to(docs / code).as_posix(): code for code in CODES for page in (docs / code).rglob("*.md")}
    there = [*written, *drawn_names(guide), *missing]
    lines = nav_lines(path.read_text("utf-8"))
    said = {name for _, name in lines}
    for number, name in lines:
        if name not in there:
            near = meant(name, [page for page in written if page not in said])  # a page that waits for its line, first
            near = near or meant(name, there)
            said |= {page for page in written if f"{page!r}?" in near}
            yield f"{CONFIG}:{number}: nav: {name!r}: no such page{near}"
    for page in sorted(set(written) - said - set(missing)):
        yield f"docs/{written[page]}/{page}: not in the navigation; add a line `- {page}` to nav in {CONFIG}"


def nav_lines(config: str) -> list[tuple[int, str]]:
    """Return (line number, page) for each page that the navigation in mkdocs.yml names."""
    nav = NAV.search(config)
    if not nav:
        return []
    first = config.count("\n", 0, nav.start()) + 1
    lines = enumerate(nav[0].splitlines(), first)
    return [(number, found[1]) for number, line in lines if (found := NAMED.match(line))]


def lonely_pages(docs: Path, guide: Guide) -> Iterator[str]:
    """Yield one line for each page no other page leads to; a folder's first page is reached by the navigation."""
    led = {answer.to.partition("#")[0] for node in guide.paths.values() for answer in node.answers if answer.ends}
    for code in CODES:
        texts = page_texts(docs / code, guide)
        linked = led | {target for name, text in texts.items() for target in targets(name, text) if target != name}
        for page in sorted(set(texts) - linked - set(drawn_names(guide))):
            if Path(page).name != "index.md":
                yield (
                    f"docs/{code}/{page}: no other page links to it; "
                    "link to it from the page on which readers meet the question"
                )


def targets(name: str, markdown: str) -> Iterator[str]:
    """Yield the pages that the page `name` links to, by their paths below the language's folder."""
    for _, line in outside_code(markdown):
        for target, _ in INNER_LINK.findall(line):
            yield os.path.normpath(Path(name).parent / target) if target else name
