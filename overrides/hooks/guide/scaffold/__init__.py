"""New pages, exchanges and places: whole from the start, with the blanks marked for a person to fill in. Pure.

Each function takes `read`, which gives a file's text by its path from the root, or None, and returns the files to
write, path → text. What is there already is never replaced: a new file that exists is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from yaml import YAMLError

from guide.data.permalinks import TOPICS
from guide.locales import CODES
from guide.scaffold.templates import DRAWN_LINK, EXCHANGE, PAGE, PERMALINK, PLACE, PLAN_LINK, SOURCE
from guide.text.yaml_files import content_of

Read = Callable[[str], str | None]
SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
NAV = "mkdocs.yml"
LINKS = "docs/data/links.yml"


class Refused(Exception):
    """The name cannot be used; the message says why."""


def new_page(name: str, read: Read, today: date) -> dict[str, str]:
    """Return the twins of a page `folder/name`, its place in the navigation and its permanent address."""
    name = name.removesuffix(".md")
    if not re.fullmatch(f"{SLUG}/{SLUG}", name):
        raise Refused(f"{name!r}: a page is named FOLDER/NAME in small letters, figures and hyphens")
    folder, slug = name.split("/")
    links = read(LINKS) or ""
    rows = rows_of(links)
    link = slug if all(row["id"] != slug for row in rows) else f"{folder}-{slug}"
    entry = filled(PERMALINK, id=link, topics=", ".join(TOPICS), page=f"{name}.md", today=today)
    twins = {f"docs/{code}/{name}.md": PAGE[code] for code in CODES}
    return fresh(twins, read) | {NAV: in_nav(read(NAV) or "", folder, slug), LINKS: appended(links, entry)}


def new_exchange(name: str, read: Read, today: date) -> dict[str, str]:
    """Return the entry of an exchange, of its first source, and of the permanent addresses of its page and its plan."""
    path, sources = f"docs/data/exchanges/{slug_of(name)}.yml", f"docs/data/sources/{name}.yml"
    entry = filled(EXCHANGE, id=name, today=today)
    source = filled(SOURCE, id=f"{name}-terms", kinds="terms, privacy or help", today=today)
    link = filled(DRAWN_LINK, id=name, topic="exchanges", name=name, today=today)
    link += filled(PLAN_LINK, id=name, today=today)
    more = {sources: appended(read(sources) or "", source), LINKS: appended(read(LINKS) or "", link)}
    return fresh({path: entry}, read) | more


def new_place(name: str, read: Read, today: date, region: str = "europe") -> dict[str, str]:
    """Return the entry of a place, of the two laws it rests on, and of its page's permanent address."""
    path, sources = f"docs/data/places/{slug_of(name)}.yml", f"docs/data/sources/laws-{region}.yml"
    entry = filled(PLACE, id=name, region=region, sources=sources, today=today)
    laws = "".join(filled(SOURCE, id=f"{name}-{law}", kinds="law", today=today) for law in ("aml", "data"))
    link = filled(DRAWN_LINK, id=f"place-{name}", topic="places", name=name, today=today)
    more = {sources: appended(read(sources) or "", laws), LINKS: appended(read(LINKS) or "", link)}
    return fresh({path: entry}, read) | more


def rows_of(links: str) -> list[dict[str, Any]]:
    """Return the entries of the file of permanent addresses."""
    try:
        return content_of(links) or []
    except YAMLError as error:
        raise Refused(f"{LINKS}: not readable as YAML; mend it first: {' '.join(str(error).split())}") from None


def slug_of(name: str) -> str:
    """Return `name` if it can be an id."""
    if not re.fullmatch(SLUG, name):
        near = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
        hint = f"; try {near}" if near else ""
        raise Refused(f"{name!r}: an id has small letters, figures and hyphens{hint}")
    return name


def fresh(files: dict[str, str], read: Read) -> dict[str, str]:
    """Return `files` if none of them exists."""
    if there := [path for path in files if read(path) is not None]:
        raise Refused(f"already there: {', '.join(there)}")
    return files


def filled(template: str, **values: object) -> str:
    """Return a template with its own names filled in, written %name%."""
    for key, value in values.items():
        template = template.replace(f"%{key}%", str(value))
    return template


def appended(text: str, entry: str) -> str:
    """Return a data file with an entry at its end."""
    return f"{text.rstrip()}\n{entry}" if text.strip() else entry


def in_nav(config: str, folder: str, slug: str) -> str:
    """Return mkdocs.yml with a page after the last one of its folder; every other byte stays."""
    pages = list(re.finditer(rf"^( *)- (?:[^:\n]+: )?{folder}/{SLUG}\.md *\n", config, re.MULTILINE))
    if not pages:
        raise Refused(f"{folder}: no section of the navigation in {NAV} holds pages of this folder; begin one by hand")
    last = pages[-1]
    return f"{config[: last.end()]}{last[1]}- {folder}/{slug}.md\n{config[last.end() :]}"
