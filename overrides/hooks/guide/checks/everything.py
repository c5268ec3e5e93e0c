"""All that stops a build, collected: pages, their macros, templates, permanent addresses."""

from __future__ import annotations

from pathlib import Path

from guide.checks.assets import check_assets
from guide.checks.front_matter import check_front_matter
from guide.checks.labels import check_labels, lost_labels
from guide.checks.macros import Macros, check_macros, check_page_templates
from guide.checks.pages import (
    known_addresses,
    lost_endings,
    missing_pages,
    missing_twins,
    page_blanks,
    page_problems,
    pages_of,
)
from guide.checks.ways import nav_faults
from guide.checks.written import misplaced, unreadable
from guide.data import Guide
from guide.data.problems import with_line
from guide.data.unread import stands_by_itself
from guide.permalinks.changes import lost_pages
from guide.permalinks.registry import problems
from guide.render.pages import drawn_names, page_names
from guide.site.suffixes import SCRIPT


def page_faults(docs: Path, overrides: Path, guide: Guide, macros: Macros) -> list[str]:
    """Return one line for each fault of the pages and templates, with file and line, causes without consequences."""
    if wrong := list(unreadable(docs)):
        return wrong
    pages = pages_of(docs)
    missing = missing_names(docs)
    return [
        *misplaced(docs),
        *missing_twins(docs),
        *nav_faults(docs, guide, missing),
        *check_front_matter(docs, pages, scripts_in(overrides)),
        *page_problems(docs, known_addresses(guide), drawn_names(guide)),
        *check_macros(docs, pages, macros, guide),
        *check_page_templates(overrides, macros, guide),
        *check_labels(overrides, guide.labels),
        *lost_labels(guide.labels),
        *check_assets(overrides),
        *lost_endings(docs, guide),
        *(
            with_line(line, lambda name: (docs.parent / name).read_text("utf-8"))
            for line in (*problems(guide, docs, missing), *lost_pages(guide, page_names(docs, guide), missing))
        ),
    ]


def readable_faults(docs: Path, overrides: Path, macros: Macros, guide: Guide, unread: str) -> list[str]:
    """Return what is wrong with the pages while the data cannot be read: `guide` is what could be, `unread` the rest.

    What only follows from data that cannot be read is left out.
    """
    if wrong := list(unreadable(docs)):
        return wrong
    pages = pages_of(docs)
    named = [
        *page_problems(docs, known_addresses(guide), drawn_names(guide)),
        *check_macros(docs, pages, macros, guide),
    ]
    blank = set(page_blanks(docs))
    return [
        *missing_twins(docs),
        *check_front_matter(docs, pages, scripts_in(overrides)),
        *(line for line in named if line in blank or stands_by_itself(line, unread)),
    ]


def draft_faults(docs: Path, overrides: Path, guide: Guide, macros: Macros, pages: list[Path]) -> list[str]:
    """Return what is wrong with some `pages` by themselves, for `serve`: the strict build looks at all of it."""
    missing = missing_names(docs)
    return list(unreadable(docs)) or [
        *misplaced(docs),
        *missing_twins(docs),
        *nav_faults(docs, guide, missing),
        *check_front_matter(docs, pages, scripts_in(overrides)),
        *check_macros(docs, pages, macros, guide),
        *check_page_templates(overrides, macros, guide),
    ]


def missing_names(docs: Path) -> set[str]:
    """Return the paths below a language's folder of the pages that a language lacks."""
    return {Path(*path.relative_to(docs).parts[1:]).as_posix() for path in missing_pages(docs)}


def scripts_in(overrides: Path) -> set[str]:
    """Return the names of the scripts a page may ask for."""
    return {path.stem for path in (overrides / "assets/javascripts").glob("*.js")} | {Path(SCRIPT).stem}
