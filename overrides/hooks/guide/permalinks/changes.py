"""What changed, for people who follow the guide: the list of changes, and answers that changed without a line in it."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache

from guide.data import ChangelogEntry, Guide
from guide.data.reasons import meant
from guide.locales import CODES, built
from guide.permalinks.registry import Answer
from guide.render.place_pages import FOLDER as PLACES

EXCHANGES = "exchanges"


@dataclass(frozen=True)
class Change:
    """One change to tell; `key` never changes, so that each is told once."""

    key: str
    day: date
    what: dict[str, str]
    pages: tuple[str, ...]  # paths below a language's folder without .md
    answers: tuple[Answer, ...]

    @cached_property
    def all_pages(self) -> frozenset[str]:
        """The pages that the change is on, and those where an answer in it stands."""
        return frozenset((*self.pages, *(answer.link.page.removesuffix(".md") for answer in self.answers)))

    def concerns(self, page: str) -> bool:
        """Tell whether the change is on `page`, or in an answer that stands there."""
        return page in self.all_pages

    def on(self, page: str) -> Change:
        """Return the change as who follows `page` hears of it: with the answers that stand there alone."""
        own = tuple(answer for answer in self.answers if answer.link.page == f"{page}.md")
        return replace(self, pages=(page,), answers=own)

    def address(self, locale: str) -> str:
        """Return where to read on, from the site's root: the answer, else the page, else the list of changes."""
        if self.answers:
            return self.answers[0].url[locale]
        return built(f"{self.pages[0] if self.pages else 'about/changes'}.md", locale)


def all_changes(guide: Guide, found: Iterable[Answer], changed: Mapping[str, date]) -> list[Change]:
    """Return every change, the newest first; an answer that a line of the list names is not told again."""
    shelf = {answer.link.id: answer for answer in found}
    told = [*listed(guide.changes, shelf), *unlisted(guide, shelf, changed)]
    return sorted(told, key=lambda change: (change.day, change.key), reverse=True)


def listed(entries: list[ChangelogEntry], shelf: Mapping[str, Answer]) -> list[Change]:
    """Return the lines of the list of changes; a line's key is its place among those of its day, from the first on."""
    counts: dict[date, int] = {}
    changes = []
    for entry in reversed(entries):  # the file has the newest in front, so that a new line moves no older key
        counts[entry.day] = counts.get(entry.day, 0) + 1
        answers = tuple(shelf[name] for name in entry.answers)
        what = {code: entry.what[code] for code in CODES}
        changes.append(Change(f"{entry.day}-{counts[entry.day]:03}", entry.day, what, tuple(entry.pages), answers))
    return changes


def unlisted(guide: Guide, shelf: Mapping[str, Answer], changed: Mapping[str, date]) -> list[Change]:
    """Return a change for each answer that changed after its first day while no line of that day or later names it."""
    told = {name: entry.day for entry in reversed(guide.changes) for name in entry.answers}  # the newest line wins
    label = guide.labels["answer-changed"]
    return [
        Change(f"{day}-{name}", day, {code: label[code] + answer.question[code] for code in CODES}, (), (answer,))
        for name, answer in shelf.items()
        if (day := changed[name]) > answer.link.since and told.get(name, date.min) < day
    ]


def lost_pages(guide: Guide, there: Collection[str], missing: Container[str] = ()) -> Iterator[str]:
    """Yield one line for each page that the list of changes names: neither `there`, nor moved, nor `missing`."""
    names = [page.removesuffix(".md") for page in there]
    for entry in guide.changes:
        for page in entry.pages:
            if page not in names and f"{page}.md" not in guide.moved and f"{page}.md" not in missing:
                known = meant(page, names) or "; give its path below docs/LANGUAGE, without .md"
                yield f"docs/data/changes.yml: {entry.day}: pages: {page!r}: no such page{known}"


def last_change(changes: Iterable[Change], page: str) -> Change | None:
    """Return the newest change of a page (a path below a language's folder); None where none is listed."""
    name = page.removesuffix(".md")
    return next((change for change in changes if change.concerns(name)), None)


@lru_cache(maxsize=1)  # every page is looked for in them
def feed_pages(guide: Guide) -> dict[str, str]:
    """Return the pages that have a feed of their own: name of the feed → page, one an exchange and a place."""
    exchanges = {f"exchange-{name}": f"{EXCHANGES}/{name}" for name in guide.exchanges}
    return {**exchanges, **{f"place-{name}": f"{PLACES}/{name}" for name in guide.places}}
