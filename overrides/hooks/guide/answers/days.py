"""Days: when a legal period ends, when an answer is due. Pure; days.js counts the same way on the page."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from guide.data import Clock, NextLaw

Why = Literal["", "not-stated", "no-closing", "no-last", "before-since"]


@dataclass(frozen=True)
class Ending:
    """The day a period ends under today's law and, where another takes over, under that one; or why not."""

    day: date | None = None
    next_day: date | None = None
    why: Why = ""


def later(day: date, years: int) -> date:
    """Return the same day `years` later; 29 February becomes the 28th in a year that lacks it."""
    return on(day.year + years, day.month, day.day)


def on(year: int, month: int, day: int) -> date:
    """Return that day, or the month's last where the month is shorter."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def by_transaction(clock: Clock, record: str) -> bool:
    """Tell whether a clock counts from the last transaction rather than from the closing."""
    return clock.start in ("transaction", "record-made") or (
        clock.start == "next-1-january" and record == "transaction"
    )


def counted(clock: Clock, basis: date) -> date:
    """Return the day `clock` ends when it counts from `basis`."""
    if clock.start == "year-end":
        return date(basis.year + clock.years, 12, 31)
    if clock.start == "next-1-january":
        return date(basis.year + clock.years + 1, 1, 1)
    return later(basis, clock.years)


def period(clock: Clock, record: str, closed: date | None, last: date | None) -> Ending:
    """Return where one clock ends, or why no day can be given."""
    if clock.start == "not-stated":
        return Ending(why="not-stated")
    moving = by_transaction(clock, record)
    basis = last if moving else closed
    if basis is None:
        return Ending(why="no-last" if moving else "no-closing")
    if clock.since and basis < clock.since:
        return Ending(why="before-since")
    return Ending(counted(clock, basis))


def ending(
    clock: Clock,
    record: str,
    closed: date | None,
    last: date | None,
    then: tuple[NextLaw, Clock] | None = None,
) -> Ending:
    """Return where a period ends, for a closing and a last transaction that may be unknown.

    `then` is the law that takes over with its clock for the record: a period that still runs on its day ends on either
    day, one that starts on it or later ends under the new law alone.
    """
    now = period(clock, record, closed, last)
    if then is None or now.why in ("no-closing", "no-last", "before-since"):
        return now
    law, clock_then = then
    after = period(clock_then, record, closed, last).day
    if after is None:
        return now
    basis = last if by_transaction(clock_then, record) else closed
    if basis is not None and basis >= law.day:
        return Ending(next_day=after)
    return Ending(now.day, after, now.why) if now.day is None or now.day >= law.day else now


def due_day(
    asked: date,
    *,
    days: int | None = None,
    months: int | None = None,
    business_days: int | None = None,
    hours: int | None = None,
) -> date | None:
    """Return the last day of an answer to a request that arrived on `asked`; None without a deadline.

    Hours are rounded up to days. Business days are Monday to Friday: public holidays aren't known here.
    """
    if months is not None:
        year, month = divmod(asked.year * 12 + asked.month - 1 + months, 12)
        return on(year, month + 1, asked.day)
    if business_days is not None:
        day = asked
        while business_days:
            day += timedelta(days=1)
            business_days -= day.weekday() < 5
        return day
    days = -(-hours // 24) if hours is not None else days
    return None if days is None else asked + timedelta(days=days)
