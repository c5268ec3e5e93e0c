"""One word for one thing, and each page in its own language: wrong words, terms one twin lacks, foreign sentences.

Pure: built HTML and terms in, findings out. Words in quotation marks, in 「」, in <q>, <code> and <pre> are quotations
(button labels, people's own words, messages) and exempt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import permutations

from guide.data import Term
from guide.frame.terms import QUOTED, pattern
from guide.locales import LOCALES
from guide.text.html import HEADING, TAG, plain

PARTS = re.compile(r"<(pre|code|q|script|style|svg)\b.*?</\1>", re.DOTALL)
# what stands around the guide's own words: tips, the impostor note, lists of sources, proof
AROUND = re.compile(
    r'<span class="guide-tip".*?</span>|<aside\b.*?</aside>|<(ol|ul) class="guide-sources.*?</\1>'
    r'|<details class="guide-proof".*?</details>',
    re.DOTALL,
)
START = re.compile(r"<(?:p|li|td|th|dt|dd|h[1-6]|summary|figcaption|label)\b[^>]*>", re.IGNORECASE)
QUOTATION = re.compile(
    r"<(q|code|pre|small|textarea|svg|script|style|option)\b.*?</\1>"  # others' words, code, notes in both languages
    r"|<p class=\"guide-other\".*?</p>"  # an answer shown in both languages on purpose
    r"|<(th|dt|a|time)\b[^>]*\blang=.*?</\2>"  # names in the other language
    r"|“[^”]*”|「[^」]*」|&#34;.*?&#34;|\"[^\"<>]*\"(?![^<>]*>)|《[^》]*》",
    re.DOTALL,
)


def visible(html: str) -> str:
    """Return the text of `html` without what stands around the guide's own words."""
    return plain(AROUND.sub(" ", html))


def own_voice(html: str) -> str:
    """Return the text of `html` in the guide's own voice: without tags and without quotations."""
    return QUOTED.sub(" ", visible(PARTS.sub(" ", html)).replace("&quot;", '"').replace("&#34;", '"'))


def sections(html: str) -> Iterator[tuple[str, str]]:
    """Yield (heading id, HTML) for each section of an article."""
    starts = [(match.start(), match[2]) for match in HEADING.finditer(html)]
    for (start, name), (end, _) in zip(starts, [*starts[1:], (len(html), "")], strict=False):
        yield name, html[start:end]


def wrong_words(html: str, terms: Iterable[Term], locale: str) -> Iterator[str]:
    """Yield one line for each word to avoid in an article, naming the section and the right word."""
    for name, part in sections(html):
        text = own_voice(part)
        for term in terms:
            for word in term.avoid[locale]:
                if pattern((word,), locale).search(text):
                    yield f"#{name}: {word!r}, write {term[locale]!r}"


def missing_terms(pages: dict[str, str], terms: Iterable[Term]) -> Iterator[str]:
    """Yield one line for each term one twin (`pages` by language) uses in a section and another has in no form."""
    named = {locale: dict(sections(html)) for locale, html in pages.items()}
    for name in next(iter(named.values())):
        parts = {locale: found[name] for locale, found in named.items() if name in found}
        texts = {locale: visible(part) for locale, part in parts.items()}
        voices = {locale: own_voice(part) for locale, part in parts.items()}
        for term in terms:
            for here, there in permutations(parts, 2):
                said = pattern((term[here],), here).search(voices[here])
                if said and not pattern(written(term, there), there).search(texts[there]):
                    yield f"#{name}: {term[here]!r} in {here}, no {term[there]!r} in {there}"


def written(term: Term, locale: str) -> tuple[str, ...]:
    """Return every way `term` may be written in `locale`."""
    return (term[locale], *term.forms[locale])


def wrong_language(html: str, locale: str) -> Iterator[str]:
    """Yield one line for each sentence of another script in the guide's own voice in an article.

    Quotations, code, names of laws in 《》 and marked names are left out; what mark_foreign() marked is not, since it
    marks an untranslated sentence just as well.
    """
    text = QUOTATION.sub(" ", html)
    here = LOCALES[locale].script
    foreign = {other.script.name: other.script for other in LOCALES.values() if other.script != here}
    where = "top"
    for start, end in spans(text):
        heading = HEADING.match(text, start)
        where = heading[2] if heading else where
        words = TAG.sub("", text[start:end])
        for script in foreign.values():
            if found := script.sentence.search(words):
                yield f"#{where}: {script.name} sentence in a page in {locale}: {found[0][:60]!r}"
    counts = {script.name: len(script.letter.findall(TAG.sub(" ", text))) for script in (here, *foreign.values())}
    if max(counts.values()) > counts[here.name]:
        yield f"the page is not in {locale}: {', '.join(f'{count} {name}' for name, count in counts.items())}"


def spans(html: str) -> list[tuple[int, int]]:
    """Return where each block of text begins and ends."""
    starts = [match.start() for match in START.finditer(html)]
    return list(zip(starts, [*starts[1:], len(html)], strict=False))
