"""The exits for others to use: a list for programs, and the days ahead as a calendar (RFC 5545).

The same entries give the same bytes: what counts as ahead follows the days of checking, not the day of the build.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal

from icalendar import Calendar, Event

from guide.data.base import Model, Slug, Status
from guide.data.exits import Exit
from guide.locales import CODES, LOCALES, written_day
from guide.site.built import BuiltSite
from guide.site.open_data import schema, write_json

PRODUCT = "-//Exchange Exit Guide//exits//EN"
HOST = "exchange-exit-guide"  # makes ids unlike those of others; no address

Names = Callable[[Exit, str], str]  # the name of an exit's exchange in a language
Labels = Mapping[str, Any]


class OpenExit(Model):
    """An entry of exits.json; of the days those that are known."""

    id: Slug
    exchange: Slug | None
    places: list[str]
    kind: Literal["left", "leaving", "blocked", "restricted"]
    days: dict[str, date]
    status: Status
    sources: list[Slug]


def write_exits(site: BuiltSite) -> None:
    """Write exits.json with its schema, and exits.ics, beside the other open data."""
    folder, guide = site.folder / "data", site.guide
    exits = list(guide.exits.values())

    def name(entry: Exit, locale: str) -> str:
        named = guide.exchanges[entry.exchange].name if entry.exchange else entry.name
        return named[locale] if named else ""

    write_json(folder / "exits.json", [entry.model_dump(mode="json") for entry in open_exits(exits)])
    write_json(folder / "schema" / "exits.json", schema(OpenExit, "exits"))
    (folder / "exits.ics").write_bytes(calendar(exits, newest_check(exits), name, guide.labels))


def open_exits(exits: Iterable[Exit]) -> list[OpenExit]:
    """Return the entries of exits.json, in the order of the data."""
    return [
        OpenExit(
            id=entry.id,
            exchange=entry.exchange,
            places=entry.places,
            kind=entry.kind,
            days={name: day for name, day in entry.days if day is not None},
            status=entry.status,
            sources=entry.sources,
        )
        for entry in exits
    ]


def newest_check(exits: Iterable[Exit]) -> date:
    """Return the latest day on which an exit was checked: what is ahead of it is ahead for the calendar."""
    return max((entry.checked for entry in exits), default=date.min)


def days_ahead(exits: Iterable[Exit], after: date) -> Iterator[tuple[Exit, str, date]]:
    """Yield (exit, name of the day, date) for each known day later than `after`, in order of time."""
    found = [(entry, name, day) for entry in exits for name, day in entry.days if day is not None and day > after]
    yield from sorted(found, key=lambda item: (item[2], item[0].id, item[1]))


def calendar(exits: Iterable[Exit], after: date, names: Names, labels: Labels) -> bytes:
    """Return the days after `after` as an iCalendar file in every language; KeyError for a day without a label."""
    whole = Calendar()
    whole.add("prodid", PRODUCT)
    whole.add("version", "2.0")
    whole.add("x-wr-calname", " / ".join(labels["exits-calendar"][code] for code in CODES))
    for entry, name, day in days_ahead(exits, after):
        whole.add_component(event(entry, name, day, names, labels))
    return bytes(whole.to_ical())


def told_day(name: str, day: date, labels: Labels) -> dict[str, str]:
    """Return what happens on a day of an exit, with the day, in every language; KeyError for a day without a label."""
    words = labels[f"exit-day-{name.replace('_', '-')}"]
    return {code: words[code].replace("%{day}", written_day(str(day), code)) for code in CODES}


def event(entry: Exit, name: str, day: date, names: Names, labels: Labels) -> Event:
    """Return one day of an exit as an all-day event; its id stays the same as long as the entry's does."""
    words = told_day(name, day, labels)
    item = Event()
    item.add("uid", f"{entry.id}-{name.replace('_', '-')}@{HOST}")
    item.add("dtstamp", datetime.combine(entry.checked, time(), UTC))  # the day of checking, not of the build
    item.add("dtstart", day)
    item.add("dtend", day + timedelta(days=1))
    item.add("transp", "TRANSPARENT")
    item.add("summary", " / ".join(f"{names(entry, code)}{LOCALES[code].colon}{words[code]}" for code in CODES))
    item.add("description", "\n\n".join(entry.what[code] + LOCALES[code].stop for code in CODES))
    return item
