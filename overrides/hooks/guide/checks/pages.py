"""What a reader would notice in the pages: a missing twin, a heading without id, an unknown address, a dead link.

Pure: each check yields one line for each problem, with file and line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

from guide.data import Guide
from guide.data.blanks import blanks_in_page
from guide.locales import CODES
from guide.text.markdown import ANY_HEADING, ID, INNER_LINK, outside_code

HEADING_ID = re.compile(r"\{: #[a-z0-9-]+(?: [^}]*)?\}\s*$")
ADDRESS = re.compile(r"https?://[^\s)\"'<>]+")
MADE = ("source-", "place-", "exchange-", "data-", "kind-", "term-", "sources")  # ids the data bring to a page


def vanishing_folders(docs: Path) -> Iterator[str]:
    """Yield one line for each folder the i18n plugin would take for a language and leave out without a word."""
    for folder in sorted(path for path in docs.iterdir() if path.is_dir() and len(path.name) == 2):
        if folder.name not in CODES:
            yield f"docs/{folder.name}: a two-letter folder would be taken for a language and vanish; rename it"


def missing_twins(docs: Path) -> Iterator[str]:
    """Yield one line for each page that one language lacks: the i18n plugin would publish the other's text there."""
    pages = {locale: {path.relative_to(docs / locale) for path in (docs / locale).rglob("*.md")} for locale in CODES}
    for locale, other in permutations(CODES, 2):
        for page in sorted(pages[locale] - pages[other]):
            yield f"docs/{locale}/{page.as_posix()}: has no twin docs/{other}/{page.as_posix()}"


def page_problems(docs: Path, known: set[str]) -> Iterator[str]:
    """Yield one line for each problem inside a page of either language."""
    for locale in CODES:
        for path in sorted((docs / locale).rglob("*.md")):
            name = f"docs/{path.relative_to(docs).as_posix()}"
            text = path.read_text("utf-8")
            yield from blanks_in_page(name, text)
            for number, line in outside_code(text):
                yield from (
                    f"{name}:{number}: {problem}" for problem in line_problems(line, path, docs / locale, known)
                )


def line_problems(line: str, path: Path, root: Path, known: set[str]) -> Iterator[str]:
    """Yield what is wrong with one line of a page."""
    if ANY_HEADING.match(line) and not HEADING_ID.search(line):
        yield f"heading without an id, add {{: #name }}: {line.strip()}"
    for address in ADDRESS.findall(line):
        if address.rstrip(".,;:。，；：") not in known:
            yield f"address is not in docs/data/sources: {address}"
    for target, fragment in INNER_LINK.findall(line):
        page = (path.parent / target).resolve() if target else path
        if not page.is_relative_to(root.resolve()):
            yield f"link leads out of the language's folder: {target}"
        elif not page.exists():
            yield f"link to a page that does not exist: {target}"
        elif fragment and not fragment.startswith(MADE) and fragment not in ID.findall(page.read_text("utf-8")):
            yield f"no heading #{fragment} in {target or path.name}"


def lost_endings(docs: Path, guide: Guide) -> Iterator[str]:
    """Yield one line for each answer of the path chooser whose page or section does not exist."""
    for node in guide.paths.values():
        for answer in (answer for answer in node.answers if answer.ends):
            page, _, fragment = answer.to.partition("#")
            for path in (docs / locale / page for locale in CODES):
                if not path.exists():
                    yield f"docs/data/paths.yml: {answer.id}: no page {path.relative_to(docs).as_posix()}"
                elif fragment and fragment not in ID.findall(path.read_text("utf-8")):
                    yield f"docs/data/paths.yml: {answer.id}: no heading #{fragment} in {path.relative_to(docs).as_posix()}"


def known_addresses(guide: Guide) -> set[str]:
    """Return every outside address the data hold: the only ones a page may name."""
    return {source.url for source in guide.sources.values() if source.url}
