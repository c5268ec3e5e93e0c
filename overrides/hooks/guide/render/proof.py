"""Proof one tap away: what a section says stands in plain sentences, and one fold under it says where that is from.

Macros and partials mark what they state with `data-proof="KEY …"`; the keys stand for claims the page has collected.
with_proofs() takes the marks out and puts one fold at the end of each section: the statement in the page's language,
the original behind it, the source, its date, the day of checking and how it was read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

MARK = re.compile(r'\s+data-proof="([^"]*)"')
SECTION = re.compile(r"<h[23]\b")


@dataclass(frozen=True)
class Claim:
    """What a page states because of its sources; `text` and `quote` are shown together, the day as when checked."""

    sources: tuple[str, ...]
    text: str = ""
    quote: str = ""
    quote_lang: str = "en"
    checked: date | None = None
    due: date | None = None


def claim_of(entry: Any, locale: str) -> Claim:
    """Return the claim that a data entry makes in `locale`: any entry with sources, a statement with its words."""
    text = entry.text(locale) if callable(getattr(entry, "text", None)) else ""
    checked = getattr(entry, "checked", None)
    due = checked + timedelta(days=entry.recheck_days) if checked else None
    return Claim(
        tuple(entry.sources),
        text,
        getattr(entry, "quote", None) or "",
        getattr(entry, "quote_lang", "en"),
        checked,
        due,
    )


def with_proofs(html: str, claims: Mapping[str, Claim], fold: Callable[[list[Claim]], str]) -> str:
    """Return `html` with its marks taken out and, at the end of each section that has some, what `fold` makes of them.

    KeyError for a mark whose key is not among `claims`.
    """
    starts = [match.start() for match in SECTION.finditer(html)]
    cuts = [0, *starts, len(html)]
    parts = (html[start:end] for start, end in zip(cuts, cuts[1:], strict=False))
    return "".join(with_proof(part, claims, fold) for part in parts)


def with_proof(part: str, claims: Mapping[str, Claim], fold: Callable[[list[Claim]], str]) -> str:
    """Return one section of a page, its marks replaced by one fold at its end."""
    keys = dict.fromkeys(key for marked in MARK.findall(part) for key in marked.split())
    if not keys:
        return part
    return MARK.sub("", part).rstrip() + "\n" + fold([claims[key] for key in keys]) + "\n"


def by_sources(claims: Iterable[Claim]) -> dict[tuple[str, ...], list[Claim]]:
    """Return `claims` by the sources they rest on, so that each text is named once a section."""
    groups: dict[tuple[str, ...], list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.sources, []).append(claim)
    return groups
