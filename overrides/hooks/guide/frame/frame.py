"""What stands around every page: its words, the way home, the version, the twins, the permanent address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from guide.data import Guide, Term
from guide.frame.language import mark_foreign
from guide.frame.letters import own_letters_first
from guide.frame.terms import link_first_uses, tipped
from guide.frame.version import version
from guide.locales import HAN, LOCALES, addresses, others

PERMALINK = "Link to this section"  # as set in mkdocs.yml, where only one language is possible
GLOSSARY = "glossary.md"
# how sure a sentence is, in a small box that the next sentence would touch; full stops and commas may
BOX = re.compile(rf'(<small class="guide-status".*?</small>(?:</span>)*)(?=(?:<[a-z][^>]*>)*[{HAN}A-Za-z0-9])')


def framed(html: str, guide: Guide, locale: str, page: str) -> str:
    """Return a page's content with translated titles of section links, tips on terms, and marked foreign words."""
    html = html.replace(f'title="{PERMALINK}"', f'title="{guide.labels["permalink"][locale]}"')
    html = BOX.sub(r"\1 ", html)
    if page != GLOSSARY:
        glossary = "../" * page.count("/") + "glossary.html"
        html = link_first_uses(html, terms_of(guide, locale), locale, glossary)
    return own_letters_first(mark_foreign(html, locale), locale, guide.labels["letter-elsewhere"][locale])


@lru_cache(maxsize=len(LOCALES))
def terms_of(guide: Guide, locale: str) -> list[tuple[str, Term]]:
    """Return the terms whose first use on a page has a tip, each with its word in small letters."""
    return tipped(guide.terms.values(), locale)


def frame_of(guide: Guide, locale: str, page: str) -> dict[str, Any]:
    """Return what templates need for `page`, a path below a language's folder."""
    return {
        "labels": labels_of(guide, locale),
        "home": LOCALES[locale].root,
        "language": LOCALES[locale],
        "other_territories": [LOCALES[code].territory for code in others(locale)],
        "version": version(),
        "twins": twins(page),
        "permanent": permanent(guide, page),
    }


@lru_cache(maxsize=len(LOCALES))
def labels_of(guide: Guide, locale: str) -> Mapping[str, str]:
    """Return the words of the frame in `locale`, which every page is given."""
    return {key: text[locale] for key, text in guide.labels.items()}


def twins(page: str) -> list[dict[str, str]]:
    """Return the addresses of `page` in every language, from the site's top."""
    return [{"lang": code, "name": LOCALES[code].name, "link": link} for code, link in addresses(page).items()]


def all_addresses(pages: Iterable[str]) -> list[dict[str, str]]:
    """Return the addresses of every one of `pages` in every language."""
    return [addresses(page) for page in pages]


def permanent(guide: Guide, page: str) -> str:
    """Return the permanent address of the whole page, from the site's root; empty where it has none."""
    live = (link for link in guide.links.values() if link.page == page and link.status == "live")
    return next((f"go/{link.id}.html" for link in live if link.anchor == "top"), "")
