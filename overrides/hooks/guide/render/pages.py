"""All pages of the guide: those written as files, and those drawn from the data."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from guide.data import Guide
from guide.locales import CODES, DEFAULT
from guide.render.exchange_pages import drawn_exchanges, exchange_page, exchange_pages
from guide.render.place_pages import page_name, place_pages
from guide.text.once import text_of


def drawn_names(guide: Guide) -> list[str]:
    """Return the paths, below a language's folder, of the pages drawn from the data; every language has all of them."""
    return [*(page_name(place) for place in guide.places), *(exchange_page(name) for name in drawn_exchanges(guide))]


@lru_cache(maxsize=len(CODES))
def drawn_pages(guide: Guide, locale: str) -> Mapping[str, str]:
    """Return the Markdown of the pages drawn from the data in `locale`, by their paths; drawn once a build."""
    return {**place_pages(guide, locale), **exchange_pages(guide, locale)}


def page_texts(folder: Path, guide: Guide) -> dict[str, str]:
    """Return the Markdown of every page of the language whose `folder` it is, by its path, in order."""
    written = {path.relative_to(folder).as_posix(): text_of(path) for path in folder.rglob("*.md")}
    return dict(sorted({**written, **drawn_pages(guide, folder.name)}.items()))


def page_names(docs: Path, guide: Guide) -> list[str]:
    """Return the path of every page below a language's folder, in order."""
    folder = docs / DEFAULT
    return sorted([*(path.relative_to(folder).as_posix() for path in folder.rglob("*.md")), *drawn_names(guide)])
