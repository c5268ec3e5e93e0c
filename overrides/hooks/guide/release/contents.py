"""Which pages a book has, in which order: the navigation of mkdocs.yml, and behind a list the pages it lists."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from guide.locales import DEFAULT
from guide.text.yaml_files import StrictLoader

# no chapters: the home page (the contents stand for it), and what only support teams and maintainers need
LEFT_OUT = (
    "index",
    "support-teams/",
    "about/sources",
    "about/changes",
    "about/contributing",
    "about/testing",
    "about/maintaining",
    "about/architecture",
)
LISTS = {"exchanges/index": "exchanges/", "retention/by-place": "places/"}  # a page, and the folder it lists


@dataclass(frozen=True)
class Part:
    """A part of the book: its title, and its pages by their paths below the language's folder, without ending."""

    title: str
    pages: tuple[str, ...]


class TagBlind(StrictLoader):
    """Reads mkdocs.yml without its tags, such as !ENV, which say nothing of the navigation."""


TagBlind.add_multi_constructor("!", lambda loader, suffix, node: None)


def parts_of(config: Path, locale: str) -> list[Part]:
    """Return the parts of the navigation in `config`, titled in `locale`, with pages that are chapters."""
    content = yaml.load(config.read_text("utf-8"), Loader=TagBlind)
    words = titles(content, locale)
    parts: dict[str, list[str]] = {}
    for title, pages in sections("", content["nav"]):
        chapters = [page for page in pages if is_chapter(page)]
        if chapters:
            parts.setdefault(words.get(title, title), []).extend(chapters)
    return [Part(title, tuple(pages)) for title, pages in parts.items()]


def is_chapter(page: str) -> bool:
    """Tell whether a page belongs into a book."""
    return not any(page == name or (name.endswith("/") and page.startswith(name)) for name in LEFT_OUT)


def titles(content: dict[str, Any], locale: str) -> dict[str, str]:
    """Return the titles of the navigation in `locale`; empty for the language they are written in."""
    plugins = (plugin["i18n"] for plugin in content["plugins"] if isinstance(plugin, dict) and "i18n" in plugin)
    languages = (language for plugin in plugins for language in plugin["languages"])
    found = [language.get("nav_translations", {}) for language in languages if language["locale"] == locale]
    return found[0] if found and locale != DEFAULT else {}


def sections(title: str, entries: list[Any]) -> Iterator[tuple[str, list[str]]]:
    """Yield each run of pages in a part of the navigation, with the title it stands under, in reading order."""
    for is_page, run in itertools.groupby(entries, lambda entry: isinstance(page_of(entry), str)):
        if is_page:
            yield title, [page_of(entry).removesuffix(".md") for entry in run]
        else:
            for entry in run:
                ((inner, inside),) = entry.items()
                yield from sections(inner, inside)


def page_of(entry: Any) -> Any:
    """Return what an entry of the navigation leads to: a page's path, or the entries below it."""
    return next(iter(entry.values())) if isinstance(entry, dict) else entry
