"""The days ahead as a calendar (RFC 5545): laws that change and exchanges that leave, in every language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from guide.data import Exit, Guide, LocalizedText, Place, Retention
from guide.data.places import UpcomingChange
from guide.locales import CODES, LOCALES
from guide.site.built import BuiltSite
from guide.site.exits_feed import HOST, days_ahead, newest_check, told_day

PRODUCT = "-//Exchange Exit Guide//days ahead//EN"
WHOLE_DAY = len("2026-01-01")


@dataclass(frozen=True)
class Day:
    """A day ahead: what happens, in every language; `key` stays the same when the words or the day change."""

    key: str
    day: date
    checked: date
    title: dict[str, str]
    text: dict[str, str]


def write_days(site: BuiltSite) -> None:
    """Write data/days.ics."""
    path = site.folder / "data/days.ics"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(calendar(list(all_days(site.guide)), site.guide))


def all_days(guide: Guide) -> Iterator[Day]:
    """Yield the days ahead of the newest check, in order of time."""
    after = max([newest_check(guide.exits.values()), *(change.checked for _, change in law_changes(guide))])
    yield from sorted((*exit_days(guide, after), *law_days(guide, after)), key=lambda day: (day.day, day.key))


def law_changes(guide: Guide) -> Iterator[tuple[Place, UpcomingChange]]:
    """Yield (place, change) for each law in motion."""
    for place in guide.places.values():
        for change in place.upcoming:
            yield place, change


def law_days(guide: Guide, after: date) -> Iterator[Day]:
    """Yield the days on which laws change that are known to the day, and on which a new retention law takes over."""
    for place, change in law_changes(guide):
        if len(change.day) == WHOLE_DAY and date.fromisoformat(change.day) > after:
            text = {code: change.what[code] + LOCALES[code].stop for code in CODES}
            day = date.fromisoformat(change.day)
            yield Day(f"law-{place.id}-{change.day}", day, change.checked, titles(guide, place.name), text)
    for place in guide.places.values():
        following = place.retention.next if isinstance(place.retention, Retention) else None
        if following and following.day > after:
            text = {code: following.law[code] + LOCALES[code].stop for code in CODES}
            yield Day(f"retention-{place.id}", following.day, following.checked, titles(guide, place.name), text)


def titles(guide: Guide, name: LocalizedText) -> dict[str, str]:
    """Return the title of a law's day."""
    return {code: f"{name[code]}{LOCALES[code].colon}{guide.labels['day-of-law'][code]}" for code in CODES}


def exit_days(guide: Guide, after: date) -> Iterator[Day]:
    """Yield the days of exchanges that leave."""

    def title(entry: Exit, name: str, day: date) -> dict[str, str]:
        who = guide.exchanges[entry.exchange].name if entry.exchange else entry.name
        words = told_day(name, day, guide.labels)
        return {code: f"{who[code] if who else ''}{LOCALES[code].colon}{words[code]}" for code in CODES}

    for entry, name, day in days_ahead(guide.exits.values(), after):
        text = {code: entry.what[code] + LOCALES[code].stop for code in CODES}
        yield Day(f"{entry.id}-{name.replace('_', '-')}", day, entry.checked, title(entry, name, day), text)


def calendar(days: list[Day], guide: Guide) -> bytes:
    """Return `days` as an iCalendar file of whole-day events."""
    whole = Calendar()
    whole.add("prodid", PRODUCT)
    whole.add("version", "2.0")
    whole.add("x-wr-calname", " / ".join(guide.labels["days-calendar"][code] for code in CODES))
    for day in days:
        event = Event()
        event.add("uid", f"{day.key}@{HOST}")
        event.add("dtstamp", datetime.combine(day.checked, time(), UTC))  # the day of checking, not of the build
        event.add("dtstart", day.day)
        event.add("dtend", day.day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        event.add("summary", " / ".join(day.title[code] for code in CODES))
        event.add("description", "\n\n".join(day.text[code] for code in CODES))
        whole.add_component(event)
    return bytes(whole.to_ical())
