"""Proof one tap away: what a section says stands in plain sentences, and one fold under it says where that is from.

Macros and partials mark what they state with `<i data-proof="KEY …"></i>`; the keys stand for claims the page has
collected. with_proofs() takes the marks out and puts one fold at the end of each section: the statement in the page's
language, the original behind it, the source, its date, the day of checking and how it was read.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from guide.data import Dated, Statement

MARK = re.compile(r'<i data-proof="([^"]*)"></i>')
BEHIND = re.compile(
    r'\s+(<span data-fact="[^"]*">)(?=<i data-proof)'
)  # a sentence and the mark of its proof stand apart
SECTION = re.compile(r"<h[23]\b")


@dataclass(frozen=True)
class Sourced:
    """A source by itself, where no single statement rests on it."""

    sources: tuple[str, ...]


@dataclass(frozen=True)
class Claim:
    """What a page states because of its sources; `text` and `quote` are shown together, with the day of checking."""

    sources: tuple[str, ...]
    text: str = ""
    quote: str = ""
    quote_lang: str = "en"
    checked: date | None = None
    due: date | None = None


def claim_of(entry: Any, locale: str, glossed: bool = True) -> Claim:
    """Return the claim that a data entry makes in `locale`; its words where it has some and they are wanted."""
    quote = getattr(entry, "quote", None) or ""
    text = entry.text(locale) if isinstance(entry, Statement) and (glossed or quote) else ""
    clause = getattr(entry, "clause", None)
    text = " · ".join(part for part in (clause[locale] if clause else "", text) if part)
    checked = getattr(entry, "checked", None)
    language = entry.quote_lang if quote else Claim.quote_lang
    return Claim(tuple(entry.sources), text, quote, language, checked, due_of(entry) if checked else None)


def wordless(entry: Any) -> Claim:
    """Return the claim of a data entry whose words and quotation stand in the page itself: its texts and days alone."""
    return Claim(tuple(entry.sources), checked=entry.checked, due=due_of(entry))


def due_of(entry: Dated) -> date:
    """Return the day an entry is due to be checked again."""
    return entry.checked + timedelta(days=entry.recheck_days)


def with_proofs(html: str, claims: Mapping[str, Claim], fold: Callable[[list[Claim]], str]) -> str:
    """Return `html` with its marks taken out and, at the end of each section that has some, what `fold` makes of them.

    KeyError for a mark whose key is not among `claims`.
    """
    starts = [match.start() for match in SECTION.finditer(html)]
    cuts = [0, *starts, len(html)]
    parts = (html[start:end] for start, end in itertools.pairwise(cuts))
    return "".join(with_proof(part, claims, fold) for part in parts)


def with_proof(part: str, claims: Mapping[str, Claim], fold: Callable[[list[Claim]], str]) -> str:
    """Return one section of a page, its marks replaced by one fold at its end."""
    keys = dict.fromkeys(key for marked in MARK.findall(part) for key in marked.split())
    if not keys:
        return part
    return MARK.sub("", BEHIND.sub(r"\1", part)).rstrip() + "\n" + fold([claims[key] for key in keys]) + "\n"


def by_sources(claims: Iterable[Claim]) -> dict[tuple[str, ...], list[Claim]]:
    """Return `claims` by the sources they rest on, so that each text is named once a section."""
    groups: dict[tuple[str, ...], list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.sources, []).append(claim)
    return groups
