"""The pages of MkDocs: what a page is called, what path it is a step of, those that are no file, which languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from mkdocs.structure.files import File, InclusionLevel

from guide.locales import CODES, built

SHELVES = {"exchanges": "exchanges/index.md", "places": "retention/by-place.md"}  # the page that lists a drawn one
TOPICS = "topics"  # a page whose list of contents names its topics alone says `contents: topics`


def name_of(page: Any) -> str:
    """Return a page's path below its language's folder."""
    return page.file.src_uri.split("/", 1)[1]


def path_of(page: Any) -> list[Any]:
    """Return the pages of the path that `page` is a step of, in order; nothing outside docs/*/steps."""
    inside = name_of(page).startswith("steps/")
    return [step for step in page.parent.children if step.is_page] if inside and page.parent else []


def drawn_file(name: str, locale: str, markdown: str, config: Any) -> File:
    """Return a page drawn from the data as a file that looks like one of the i18n plugin's."""
    file = File.generated(config, f"{locale}/{name}", content=markdown, inclusion=InclusionLevel.NOT_IN_NAV)
    file.dest_uri = built(name, locale)
    file.locale = file.locale_alternate_of = file.localization = locale
    file.norm_src_uri, file.alternates = name, {locale: file}
    return file


def without(files: Any, left_out: Callable[[str], bool]) -> Any:
    """Return `files` without those whose path is `left_out`."""
    for file in [file for file in files if left_out(file.src_uri)]:
        files.remove(file)
    return files


def shelve(nav: Any, files: Any) -> None:
    """Let pages drawn from the data stand in the part of the navigation that holds the page which lists them."""
    parts = {name_of(page): page.parent and page.parent.parent for page in nav.pages}
    for file in files.documentation_pages():
        shelf = SHELVES.get(file.src_uri.split("/")[1])
        if shelf and file.page and not file.page.parent:
            file.page.parent = parts.get(shelf)


def draw_once(env: Any, names: tuple[str, ...]) -> None:
    """Draw the templates `names` once for all pages of a folder that the navigation doesn't list: most are such pages.

    On them the navigation is the same, but for the part that their shelf stands in.
    """
    for name in names:
        template = env.get_template(name)
        template.root_render_func = shared(template.root_render_func)


def shared(draw: Callable[[Any], Iterator[str]]) -> Callable[[Any], Iterator[str]]:
    """Return `draw`, a template of the navigation, with what it made kept for such pages."""
    drawn: dict[tuple[str, Any], str] = {}

    def again(context: Any) -> Iterator[str]:
        page, nav = context.get("page"), context.get("nav")
        if not page or page in nav.pages:
            yield from draw(context)
            return
        key = page.url.rpartition("/")[0], page.parent
        if key not in drawn:
            drawn[key] = "".join(draw(context))
        yield drawn[key]

    return again


def settle(page: Any, steps: list[Any]) -> None:
    """Leave out of a page's contents what it asks to, and the neighbours that are no steps of its path."""
    if page.meta.get("contents") == TOPICS:
        for section in (part for title in page.toc for part in title.children):
            section.children = []
    # outside a path, file order is no order to read in
    page.previous_page = page.previous_page if page.previous_page in steps else None
    page.next_page = page.next_page if page.next_page in steps else None


def one_language(config: Any, only: str) -> None:
    """Let the i18n plugin build one language alone; an empty name: all. ValueError names those there are."""
    if only and only not in CODES:
        raise ValueError(f"GUIDE_LOCALE: {only!r}: no such language; known are {', '.join(CODES)}")
    for language in config.plugins["i18n"].config.languages if only else ():
        language.default = language.build = language.locale == only
