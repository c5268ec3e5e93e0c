"""Link each term's first use to the glossary, and show its meaning there.

Pure: HTML and terms in, HTML out. Words in quotation marks (button labels, people's own words) are exempt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from markupsafe import escape

from guide.data import Term
from guide.frame.language import untouched
from guide.locales import LOCALES
from guide.text.html import Shut, name_of, with_texts

QUOTED = re.compile(r"“[^”]*”|「[^」]*」|\"[^\"]*\"|‘[^’]*’")
# no links inside these: headings and links keep their own purpose, quotations their own words
NO_LINKS = {
    *("a", "button", "code", "dd", "dt", "figure", "form", "h1", "h2", "h3", "h4", "label", "pre", "q"),
    *("script", "small", "style", "summary", "svg", "table", "th"),
}
UNLINKED = Shut(lambda tag: untouched(tag) or name_of(tag) in NO_LINKS)


@cache
def pattern(words: tuple[str, ...], locale: str) -> re.Pattern[str]:
    """Return a pattern for any of `words`: the longest first; whole words, in any case, where words stand apart."""
    choice = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"\b(?:{choice})\b", re.IGNORECASE) if LOCALES[locale].script.spaced else re.compile(choice)


def tipped(terms: Iterable[Term], locale: str) -> list[tuple[str, Term]]:
    """Return the terms that have a tip, each with its word in small letters."""
    return [(term[locale].lower(), term) for term in terms if term.tip]


def link_first_uses(html: str, terms: Iterable[tuple[str, Term]], locale: str, glossary: str) -> str:
    """Return `html` with the first use of each of `terms`, as tipped(), linked to `glossary`, its meaning shown there.

    Most pages use few terms: the others need not be looked for in each of its pieces.
    """
    words = html.lower()
    left = {term.id: (word, term) for word, term in terms if word in words}

    def linked(text: str, _: str) -> str:
        words = text.lower()
        near = [term for word, term in left.values() if word in words]  # a quick look before a slow one
        return link_in(text, near, left, locale, glossary) if near else text

    return with_texts(html, UNLINKED, linked) if left else html


def link_in(text: str, near: Iterable[Term], left: dict[str, tuple[str, Term]], locale: str, glossary: str) -> str:
    """Return `text` with terms of `near` linked where they stand outside quotations; linked terms leave `left`."""
    taken = [match.span() for match in QUOTED.finditer(text)]
    found = []
    for term in near:
        # only the term itself: its looser forms are everyday words
        for match in pattern((term[locale],), locale).finditer(text):
            if all(match.end() <= start or match.start() >= end for start, end in taken):
                taken.append(match.span())
                found.append((match.span(), term))
                del left[term.id]
                break
    for (start, end), term in sorted(found, key=lambda item: item[0], reverse=True):
        text = text[:start] + link(term, text[start:end], locale, glossary) + text[end:]
    return text


def link(term: Term, words: str, locale: str, glossary: str) -> str:
    """Return the link with its tip; the tip stays out of the search index."""
    tip = f'<span class="guide-tip" role="tooltip" id="tip-{term.id}" data-search-exclude>'
    return (
        f'<a class="guide-term" href="{glossary}#term-{term.id}" aria-describedby="tip-{term.id}">{words}'
        f"{tip}{escape(term.meaning[locale])}</span></a>"
    )
