"""Which entries are to be read again, and by when: for a list, a spreadsheet and a calendar. Pure."""

from __future__ import annotations

import csv
import io
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Calendar, Event
from pydantic import BaseModel

from guide.data import Dated, Guide, Source, entries

NAMES = ("id", "host", "email", "url", "name", "day")  # what tells one item of a list from another, a path its goal
SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "exchange-exit-guide/due")  # never changed: calendars know events by it
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run a cell that begins so


@dataclass(frozen=True)
class Due:
    """An entry, or a part of one, with the day it is to be read again."""

    day: date
    key: str
    file: str
    checked: date
    pages: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]  # id and address; the address is empty where none is known
    quote: str

    def left(self, today: date) -> str:
        """Return how much time is left, in words."""
        days = (self.day - today).days
        return f"{-days} days overdue" if days < 0 else "today" if days == 0 else f"in {days} days"


def due(guide: Guide, shown: Mapping[int, Iterable[str]]) -> list[Due]:
    """Return every dated entry by due day; `shown` names the pages that show an entry, by the entry's id()."""
    rows = []
    for entry, file in entries(guide):
        for key, part in dated_parts(entry):
            names = [entry.id] if isinstance(part, Source) else getattr(part, "sources", [])
            rows.append(
                Due(
                    day=part.checked + timedelta(days=part.recheck_days),
                    key=key,
                    file=file,
                    checked=part.checked,
                    pages=tuple(dict.fromkeys(shown.get(id(part), ()))),
                    sources=tuple((name, guide.sources[name].url or "") for name in names),
                    quote=getattr(part, "quote", None) or "",
                )
            )
    return sorted(rows, key=lambda row: (row.day, row.key))


def dated_parts(entry: Any) -> Iterator[tuple[str, Dated]]:
    """Yield (key, part) for `entry` and each part of it that has a day of checking."""
    seen: dict[str, int] = {}
    for key, part in parts_below(entry, f"{type(entry).__name__.lower()}.{getattr(entry, 'id', '')}"):
        seen[key] = seen.get(key, 0) + 1  # one address can be given for two groups of people
        yield key if seen[key] == 1 else f"{key}.{seen[key]}", part


def parts_below(part: BaseModel, key: str) -> Iterator[tuple[str, Any]]:
    """Yield `part` under `key`, and what lies below it."""
    if isinstance(part, Dated):
        yield key, part
    for name, value in part:
        for position, item in enumerate(value if isinstance(value, list) else [value], 1):
            if isinstance(item, BaseModel):
                step = "" if item is value else f".{called(item, position)}"
                below = f"fact.{called(item, position)}" if name == "facts" else f"{key}.{name}{step}"
                yield from parts_below(item, below)


def called(item: BaseModel, position: int) -> str:
    """Return what an item of a list goes by, so that its key outlives a new order; its position if it has no name."""
    words = [str(getattr(item, name)) for name in NAMES if isinstance(getattr(item, name, None), (str, date))]
    goal = getattr(item, "goal", None)  # of a click path
    return words[0] if words else str(goal["en"] if goal else position)


def soon(rows: Iterable[Due], today: date, within: int) -> list[Due]:
    """Return what is due within so many days, and what is overdue."""
    return [row for row in rows if row.day <= today + timedelta(days=within)]


def listing(rows: Iterable[Due], today: date) -> str:
    """Return the list for people."""
    return "\n".join(line for row in rows for line in lines_of(row, today))


def lines_of(row: Due, today: date) -> Iterator[str]:
    """Yield the lines of one entry."""
    yield f"{row.day} ({row.left(today)})  {row.key}  in {row.file}"
    yield f"    pages: {', '.join(row.pages) or 'none'}"
    for name, address in row.sources:
        yield f"    source: {name} {address or '(no address)'}"
    if row.quote:
        yield f"    quotation: “{row.quote}”"


def as_csv(rows: Iterable[Due], today: date) -> str:
    """Return a table that spreadsheets open right: marked as UTF-8, no cell that would be run as a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["due", "left", "entry", "file", "checked", "pages", "sources", "addresses", "quotation"])
    for row in rows:
        lists = [row.pages, [name for name, _ in row.sources], [address for _, address in row.sources if address]]
        cells = [str(row.day), row.left(today), row.key, row.file, str(row.checked), *map("\n".join, lists), row.quote]
        writer.writerow([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in cells])
    return "\ufeff" + out.getvalue()


def as_calendar(rows: Iterable[Due]) -> bytes:
    """Return a calendar (RFC 5545) with an all-day event an entry; an entry keeps its event when its day moves."""
    calendar = Calendar()
    calendar.add("prodid", "-//Exchange Exit Guide//due//EN")
    calendar.add("version", "2.0")
    for row in rows:
        event = Event()
        event.add("uid", f"{uuid.uuid5(SPACE, row.key)}@exchange-exit-guide")
        # the day of checking, not of writing: the same data give the same bytes
        event.add("dtstamp", datetime(row.checked.year, row.checked.month, row.checked.day, tzinfo=UTC))
        event.add("dtstart", row.day)
        event.add("dtend", row.day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        event.add("summary", f"Read again: {row.key}")
        event.add("description", "\n".join(line.strip() for line in list(lines_of(row, row.day))[1:]))
        if address := next((address for _, address in row.sources if address), ""):
            event.add("url", address)
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written
