"""A page and the sources it cites: the marks in the text and the list at its end agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from markupsafe import Markup

from guide.data import Dated, Exchange, Source
from guide.data.problems import meant
from guide.render.words import Words

FIRST = ("okx", "binance")  # the exchanges the guide treats first


@dataclass
class Cited:
    """A source cited on a page: its number there, and the earliest day one of its statements is due again."""

    number: int
    source: Source
    due: date


@dataclass(frozen=True)
class PageContext(Words):
    """One page in one language. `cited` fills up as the page is written; all else stays as it is."""

    root: str = ""  # the way to the language's folder
    top: str = ""  # the way to the site's
    docs: Path = Path()  # the folder of the pages, for what one page says of others
    home: str = ""  # the site's address; empty where none is set
    own: str = ""  # the exchange of whoever hosts this copy: first on the home page and in the tools
    cited: dict[str, Cited] = field(default_factory=dict)

    def find(self, kind: str, name: str) -> Any:
        """Return the entry `name` of `kind`; KeyError naming both where there is none."""
        shelf: Mapping[str, Any] = getattr(self.guide, kind)
        if name not in shelf:
            raise KeyError(f"no entry {name!r} in {kind}{meant(name, shelf)}")
        return shelf[name]

    def marks(self, *entries: Any) -> Markup:
        """Return the marks of the entries' sources, each once, and number those that are new on this page."""
        groups: dict[str, dict[Markup, None]] = {}
        for entry in entries:
            due = due_of(entry) if isinstance(entry, Dated) else None
            status = getattr(entry, "status", None)
            group = groups.setdefault(status if status in ("reported", "secondary") else "", {})
            group.update(dict.fromkeys(self.mark(name, due) for name in entry.sources))
        return Markup("").join(Markup("").join(group) + self.badge(status) for status, group in groups.items())

    def badge(self, status: str) -> Markup:
        """Return the word that says how far a statement can be trusted; nothing for one read in the official text."""
        if not status:
            return Markup("")
        html = Markup(' <small class="guide-status" data-search-exclude>{}</small>')
        return html.format(self.label(f"status-{status}"))

    def mark(self, name: str, due: date | None = None) -> Markup:
        """Return one numbered mark that leads to the source in the page's list."""
        source = self.find("sources", name)
        due = due or due_of(source)
        entry = self.cited.setdefault(name, Cited(len(self.cited) + 1, source, due))
        entry.due = min(entry.due, due)
        html = Markup('<a class="guide-source" data-source="{0}" href="#source-{0}" data-search-exclude>[{1}]</a>')
        return html.format(name, entry.number)

    def checked(self, entry: Dated, due: date | None = None) -> Markup:
        """Return the day an entry was checked, with the day it is due again for the overdue mark."""
        html = '<time class="guide-checked" datetime="{0}" data-due="{1}" data-overdue="{2}">{0}</time>'
        return Markup(html).format(entry.checked, due or due_of(entry), self.label("overdue"))

    def dates(self, entry: Any) -> str:
        """Return the own dates of an entry's sources, each once; a word where none shows one."""
        found = [self.find("sources", name).dated for name in entry.sources]
        return self.label("list-comma").join(dict.fromkeys(day for day in found if day)) or self.label("undated")

    def rank(self, exchange: Exchange) -> int:
        """Return an exchange's place in a list: the host's own, then those the guide treats first, then the others."""
        first = [*dict.fromkeys(name for name in (self.own, *FIRST) if name)]
        return first.index(exchange.id) if exchange.id in first else len(first)


def due_of(entry: Dated) -> date:
    """Return the day an entry is due to be checked again."""
    return entry.checked + timedelta(days=entry.recheck_days)
