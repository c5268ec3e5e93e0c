"""A page in one language, and what it claims because of its sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from guide.data import Dated, Exchange
from guide.data.reasons import meant
from guide.host import NOBODY, Host
from guide.locales import written_day
from guide.render.proof import Claim, Sourced, claim_of, due_of, wordless
from guide.render.words import Words

FIRST = ("okx", "binance")  # the exchanges the guide treats first


@lru_cache(maxsize=5000)  # many entries were checked on the same day
def checked_mark(day: date, due: date, locale: str) -> Markup:
    """Return a day of checking, and the day a new check is due, in the style of pages in `locale`."""
    written = written_day(str(day), locale)  # digits and signs of a date: nothing to escape
    return Markup(f'<time class="guide-checked" datetime="{day}" data-due="{due}">{written}</time>')


@dataclass(frozen=True)
class PageContext(Words):
    """One page in one language. `claims`, `explained` and `aside` fill up as it is written, all else stays."""

    root: str = ""  # the way to the language's folder
    top: str = ""  # the way to the site's
    docs: Path = Path()  # the folder of the pages, for what one page says of others
    home: str = ""  # the site's address; empty where none is set
    exchange: str = ""  # whose page it is
    own: str = ""  # the exchange of whoever hosts this copy: first on the home page and in the tools
    host: Host = NOBODY  # its name and its own channels
    apart: bool = False  # is its proof on a page of its own?
    claims: dict[str, Claim] = field(default_factory=dict)  # by key, as with_proofs() takes them
    keys: dict[Claim, str] = field(default_factory=dict)  # of the claims
    explained: set[str] = field(default_factory=set)  # the words of badge() that lead to their meaning already
    aside: list[str] = field(default_factory=list)  # what macros made, while the page's Markdown is read

    def find(self, kind: str, name: str) -> Any:
        """Return the entry `name` of `kind`; KeyError naming both where there is none."""
        shelf: Mapping[str, Any] = getattr(self.guide, kind)
        if name not in shelf:
            raise KeyError(f"no entry {name!r} in {kind}{meant(name, shelf)}")
        return shelf[name]

    def marks(self, *entries: Any, glossed: bool = True, badges: bool = True, worded: bool = True) -> Markup:
        """Return the marks that lead to the entries' proof, and the word where one is not from the official text.

        `glossed`: the proof repeats what the entry says; needless where that very sentence stands before the mark.
        `worded`: the proof says the entry's words; needless where they stand, quotation and all, before it.
        `badges`: needless where the words before the mark say already how sure that is.
        """
        keys = []
        for entry in entries:
            claim = claim_of(entry, self.locale, glossed) if worded else wordless(entry)
            key = self.keys.setdefault(claim, str(len(self.claims)))
            self.claims[key] = claim
            keys.append(key)
        statuses = dict.fromkeys(getattr(entry, "status", "") for entry in entries)
        words = [self.badge(status) for status in statuses if status in ("reported", "secondary") and badges]
        return Markup(f'<i data-proof="{" ".join(keys)}"></i>') + Markup("").join(words)

    def badge(self, status: str) -> Markup:
        """Return the word that says how far a statement can be trusted; the page's first leads to what it means."""
        html = Markup(' <small class="guide-status" data-search-exclude>{}</small>')
        word = self.label(f"status-{status}")
        if status in self.explained:
            return html.format(word)
        self.explained.add(status)
        term = self.find("terms", f"status-{status}")
        lead = (
            '<a class="guide-term" href="{}glossary.html#term-{}">{}</a>'  # no tip: exchanges' pages are heavy enough
        )
        return html.format(Markup(lead).format(self.root, term.id, word))

    def mark(self, name: str) -> Markup:
        """Return the mark that leads to a source itself."""
        return self.marks(Sourced((name,)))

    def checked(self, entry: Dated, due: date | None = None) -> Markup:
        """Return the day an entry was checked, with the day it is due again for the overdue mark."""
        return self.checked_on(entry.checked, due or due_of(entry))

    def checked_on(self, day: date, due: date) -> Markup:
        """Return a day of checking in the page's style, and the day a new check is due."""
        return checked_mark(day, due, self.locale)

    def dates(self, entry: Any) -> str:
        """Return the own dates of an entry's sources, each once; a word where none shows one."""
        found = [self.find("sources", name).dated for name in entry.sources]
        days = dict.fromkeys(written_day(day, self.locale) for day in found if day)
        return self.label("list-comma").join(days) or self.label("undated")

    def rank(self, exchange: Exchange) -> int:
        """Return an exchange's place in a list: the host's own, then those the guide treats first, then the others."""
        first = [*dict.fromkeys(name for name in (self.own, *FIRST) if name)]
        return first.index(exchange.id) if exchange.id in first else len(first)
