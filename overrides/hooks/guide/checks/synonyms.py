"""People's words lead to a word of the guide: one that no page has leads nowhere, and nobody would notice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from guide.checks.writing import texts
from guide.data import Guide, entries
from guide.data.synonyms import Synonyms, read_synonyms
from guide.locales import CODES
from guide.render.pages import page_texts
from guide.site.search import plain_characters
from guide.site.search_text import IS_CJK, RUN, folded, tokens

FILE = "docs/data/synonyms.yml"
CLOSE = 0.5  # one of two characters


def dead_synonyms(docs: Path, guide: Guide) -> Iterator[str]:
    """Yield one line for each word of the list of synonyms that the guide itself doesn't use, in any language."""
    written = (docs.parent / FILE).read_text("utf-8").splitlines()
    synonyms = read_synonyms(docs / "data")
    for code in CODES:
        for word, near in dead_words(synonyms, code, guide_text(docs, guide, code)):
            number = next((at for at, line in enumerate(written, 1) if re.match(rf" +{re.escape(word)}:", line)), 1)
            hint = f"; did you mean {near!r}?" if near else "; take the word a page uses"
            yield f"{FILE}:{number}: words.{code}: {word!r}: no page uses this word{hint}"


def guide_text(docs: Path, guide: Guide, code: str) -> str:
    """Return everything the guide says in a language: its pages, the texts of the data, the words of the frame."""
    data = (text for entry, _ in entries(guide) for _, locale, text in texts(entry) if locale == code)
    return "\n".join(
        [*page_texts(docs / code, guide).values(), *data, *(label[code] for label in guide.labels.values())]
    )


def dead_words(synonyms: Synonyms, code: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield (word, the nearest one of the text or nothing) for each word of the list whose terms a text lacks."""
    plain = plain_characters(synonyms)
    there = Counter(tokens(text, plain))
    words = Counter(run for run in RUN.findall(folded(text, plain)) if not IS_CJK.match(run))
    for word in synonyms.words.get(code, {}):
        if all(term in there for term in tokens(word, plain)):
            continue
        parts = RUN.findall(folded(word, plain))
        wrong = next((part for part in parts if IS_CJK.match(part) or part not in words), word)
        yield word, nearest(wrong, there if IS_CJK.match(wrong) else words)


def nearest(word: str, known: Counter[str]) -> str:
    """Return the known word most like `word`, of several the commonest; nothing where none is like it."""
    alike = (
        (SequenceMatcher(None, word, other).ratio(), count, other)
        for other, count in known.items()
        if other[:1] == word[:1] and abs(len(other) - len(word)) < 3
    )
    ratio, _, found = max(alike, default=(0.0, 0, ""))
    return found if ratio >= CLOSE else ""
