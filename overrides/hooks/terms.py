"""One word for one thing: find wrong words, terms one twin lacks, and link each term's first use to the glossary.

Pure: HTML and terms in, findings or HTML out. Words in quotation marks, in 「」, in <q>, <code> and <pre> are
quotations (button labels, people's own words, messages) and exempt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from markupsafe import escape

from language import NAME, TAG, track
from guide.data import Term

QUOTED = re.compile(r"“[^”]*”|「[^」]*」|\"[^\"]*\"|‘[^’]*’")
PARTS = re.compile(r"<(pre|code|q|script|style|svg)\b.*?</\1>", re.S)
BLOCK = re.compile(r"</?(?:p|li|ul|ol|div|h[1-6]|t[dhr]|table|br|dt|dd|summary|details|figure|section)\b[^>]*>")
# what stands around the guide's own words: tips, the impostor note, lists of sources
AROUND = re.compile(
    r'<span class="guide-tip".*?</span>|<aside\b.*?</aside>|<(ol|ul) class="guide-sources.*?</\1>', re.S
)
HEADING = re.compile(r"<h([1-6])\b[^>]*\bid=\"([^\"]+)\"")
# no links inside these: headings and links keep their own purpose, quotations their own words
NO_LINKS = {"a", "table", "h1", "h2", "h3", "h4", "code", "pre", "q", "svg", "script", "style", "th", "summary", "small", "button", "label", "figure", "dt", "dd", "form"}


def plain(html: str) -> str:
    """Return the text of `html`; words of different blocks stay apart."""
    return TAG.sub("", BLOCK.sub(" ", AROUND.sub(" ", html)))


def own_voice(html: str) -> str:
    """Return the text of `html` in the guide's own voice: without tags and without quotations."""
    return QUOTED.sub(" ", plain(PARTS.sub(" ", html)).replace("&quot;", '"').replace("&#34;", '"'))


def sections(html: str) -> Iterator[tuple[str, str]]:
    """Yield (heading id, HTML) for each section of an article."""
    starts = [(match.start(), match[2]) for match in HEADING.finditer(html)]
    for (start, name), (end, _) in zip(starts, [*starts[1:], (len(html), "")]):
        yield name, html[start:end]


def wrong_words(html: str, terms: Iterable[Term], locale: str) -> Iterator[str]:
    """Yield one line for each word to avoid in an article, naming the section and the right word."""
    for name, part in sections(html):
        text = own_voice(part)
        for term in terms:
            for word in getattr(term.avoid, locale):
                if pattern((word,), locale).search(text):
                    yield f"#{name}: {word!r}, write {getattr(term, locale)!r}"


def missing_terms(zh: str, en: str, terms: Iterable[Term]) -> Iterator[str]:
    """Yield one line for each term one twin uses in a section and the other has in none of its forms."""
    pairs = zip(sections(zh), sections(en))
    for (name, left), (_, right) in pairs:
        texts = {"zh": plain(left), "en": plain(right)}
        voices = {"zh": own_voice(left), "en": own_voice(right)}
        for term in terms:
            for here, there in (("zh", "en"), ("en", "zh")):
                said = pattern((getattr(term, here),), here).search(voices[here])
                if said and not pattern(written(term, there), there).search(texts[there]):
                    yield f"#{name}: {getattr(term, here)!r} in {here}, no {getattr(term, there)!r} in {there}"


def written(term: Term, locale: str) -> tuple[str, ...]:
    """Return every way `term` may be written in `locale`."""
    return (getattr(term, locale), *getattr(term.forms, locale))


@lru_cache(maxsize=None)
def pattern(words: tuple[str, ...], locale: str) -> re.Pattern:
    """Return a pattern for any of `words`: the longest first; whole words in English, any case."""
    choice = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"\b(?:{choice})\b", re.I) if locale == "en" else re.compile(choice)


def link_first_uses(html: str, terms: Iterable[Term], locale: str, glossary: str) -> str:
    """Return `html` with the first use of each term linked to `glossary`, its meaning shown on hover and focus."""
    left = list(terms)
    pieces, open_tags = [], []
    for piece in TAG.split(html):
        if piece.startswith("<"):
            track(piece, open_tags)
            found = NAME.match(piece)
            if found and open_tags and found[1].lower() in NO_LINKS and not piece.startswith("</"):
                open_tags[-1] = (open_tags[-1][0], True)
        elif left and piece.strip() and not any(closed for _, closed in open_tags):
            piece = link_in(piece, left, locale, glossary)
        pieces.append(piece)
    return "".join(pieces)


def link_in(text: str, left: list[Term], locale: str, glossary: str) -> str:
    """Return `text` with terms of `left` linked where they stand outside quotations; linked terms leave `left`."""
    taken = [match.span() for match in QUOTED.finditer(text)]
    found = []
    for term in list(left):
        # only the term itself: its looser forms are everyday words
        for match in pattern((getattr(term, locale),), locale).finditer(text):
            if all(match.end() <= start or match.start() >= end for start, end in taken):
                taken.append(match.span())
                found.append((match.span(), term))
                left.remove(term)
                break
    for (start, end), term in sorted(found, key=lambda item: item[0], reverse=True):
        text = text[:start] + link(term, text[start:end], locale, glossary) + text[end:]
    return text


def link(term: Term, words: str, locale: str, glossary: str) -> str:
    """Return the link with its tip; the tip stays out of the search index."""
    return (
        f'<a class="guide-term" href="{glossary}#term-{term.id}" aria-describedby="tip-{term.id}">{words}'
        f'<span class="guide-tip" role="tooltip" id="tip-{term.id}" data-search-exclude>{escape(getattr(term.meaning, locale))}</span></a>'
    )
