"""What a reader would notice in the pages: a missing twin, a heading without id, an unknown address, a dead link.

Each check yields one line for each problem, with file and line. What only follows from a missing page (dead links to
it, answers that stood there) is left out: the missing page is the one thing to mend.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from itertools import permutations
from pathlib import Path

from guide.checks.written import form_problems
from guide.data import Guide
from guide.data.blanks import blanks_in_page
from guide.data.problems import with_line
from guide.data.reasons import meant
from guide.locales import CODES
from guide.text.markdown import ANY_HEADING, ID, INNER_LINK, outside_code
from guide.text.once import text_of

HEADING_ID = re.compile(r"\{: #[a-z0-9-]+(?: [^}]*)?\}\s*$")
ADDRESS = re.compile(r"https?://[^\s)\"'<>]+")
MADE = ("source-", "place-", "exchange-", "data-", "kind-", "term-", "sources")  # ids the data bring to a page


def pages_of(docs: Path) -> list[Path]:
    """Return the pages of every language, in order."""
    return [path for locale in CODES for path in sorted((docs / locale).rglob("*.md"))]


def missing_pages(docs: Path) -> dict[Path, Path]:
    """Return the pages that one language lacks and another has: the missing file → its twin."""
    names = {locale: {path.relative_to(docs / locale) for path in (docs / locale).rglob("*.md")} for locale in CODES}
    return {
        docs / other / page: docs / locale / page
        for locale, other in permutations(CODES, 2)
        for page in sorted(names[locale] - names[other])
    }


def missing_twins(docs: Path) -> Iterator[str]:
    """Yield one line for each page that one language lacks: the i18n plugin would publish the other's text there."""
    for missing, twin in missing_pages(docs).items():
        yield f"{shown(twin, docs)}: has no twin {shown(missing, docs)}"


def shown(path: Path, docs: Path) -> str:
    """Return a page's name as messages give it."""
    return f"docs/{path.relative_to(docs).as_posix()}"


def page_blanks(docs: Path) -> Iterator[str]:
    """Yield one line for each blank a new page still has."""
    for path in pages_of(docs):
        yield from blanks_in_page(shown(path, docs), text_of(path))


def page_problems(docs: Path, known: set[str], drawn: Collection[str] = ()) -> Iterator[str]:
    """Yield one line for each problem inside a page of any language; `known` are the outside addresses of the data.

    `drawn` are pages that links may name although no file holds them.
    """
    yield from page_blanks(docs)
    missing = missing_pages(docs)
    left = {*missing, *(docs / code / name for code in CODES for name in drawn)}
    for path in pages_of(docs):
        root = docs / path.relative_to(docs).parts[0]
        text = text_of(path)
        yield from (f"{shown(path, docs)}:{number}: {problem}" for number, problem in form_problems(text))
        for number, line in outside_code(text):
            for problem in line_problems(line, path, root, known, left):
                yield f"{shown(path, docs)}:{number}: {problem}"


def line_problems(line: str, path: Path, root: Path, known: set[str], missing: Collection[Path]) -> Iterator[str]:
    """Yield what is wrong with one line of a page; links to `missing` pages are no problem of this page."""
    if ANY_HEADING.match(line) and not HEADING_ID.search(line):
        yield f"heading without an id, add {{: #name }}: {line.strip()}"
    for address in ADDRESS.findall(line):
        if address.rstrip(".,;:。，；：") not in known:
            yield f"address is not in docs/data/sources: {address}"
    for target, fragment in INNER_LINK.findall(line):
        page = Path(os.path.normpath(path.parent / target)) if target else path
        if page in missing:
            continue
        if not page.is_relative_to(root):
            yield f"link leads out of the language's folder: {target}"
        elif not page.exists():
            known_pages = {*root.rglob("*.md"), *(name for name in missing if name.is_relative_to(root))}
            near = [os.path.relpath(name, path.parent) for name in known_pages]
            kind = "page" if target.endswith((".md", ".html")) else "file"
            yield f"link to a {kind} that does not exist: {target}{meant(target, near)}"
        elif fragment and not fragment.startswith(MADE):
            ids = ID.findall(text_of(page))
            if fragment not in ids:
                yield f"no heading #{fragment} in {target or path.name}{meant(fragment, ids)}"


def lost_endings(docs: Path, guide: Guide) -> Iterator[str]:
    """Yield one line for each answer of the path chooser whose page or section does not exist."""
    missing = missing_pages(docs)
    found = []
    for answer in (answer for node in guide.paths.values() for answer in node.answers if answer.ends):
        page, _, fragment = answer.to.partition("#")
        for path in (docs / locale / page for locale in CODES if docs / locale / page not in missing):
            if not path.exists():
                found.append(f"docs/data/paths.yml: {answer.id}: no page {shown(path, docs)}")
            elif fragment and fragment not in ID.findall(text_of(path)):
                found.append(f"docs/data/paths.yml: {answer.id}: no heading #{fragment} in {shown(path, docs)}")
    yield from (with_line(line, lambda name: (docs.parent / name).read_text("utf-8")) for line in found)


def known_addresses(guide: Guide) -> set[str]:
    """Return every outside address the data hold: the only ones a page may name."""
    return {source.url for source in guide.sources.values() if source.url}
