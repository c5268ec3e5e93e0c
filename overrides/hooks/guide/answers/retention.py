"""What the company's place makes it keep: one clock a kind of record, the one that ends last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from guide.data import Clock, CommonlyReported, NextLaw, Place, Retention

RECORDS = ("identity", "transaction")
# of clocks as long as each other, the one that ends last: the closing never lies before the last transaction
LATEST = ("next-1-january", "year-end", "relationship-end", "record-made", "transaction", "not-stated")

Certainty = Literal["confirmed", "commonly-reported", "not-confirmed"]


@dataclass(frozen=True)
class Kept:
    """How long one kind of record is kept; no clock where nothing is confirmed or commonly reported."""

    label: Certainty
    clock: Clock | None = None
    then: tuple[NextLaw, Clock] | None = None  # the law that takes over, with its clock for this record


def longest(clocks: list[Clock], record: str) -> Clock | None:
    """Return the clock for `record` that ends last; None where the law read has none."""
    fitting = [clock for clock in clocks if clock.record in (record, "all")]
    return max(fitting, key=lambda clock: (clock.years, -LATEST.index(clock.start)), default=None)


def kept(place: Place | None, record: str) -> Kept:
    """Return how long `record` is kept under the law of `place`; None for a company whose place the guide lacks."""
    half = place.retention if place else None
    if not isinstance(half, (Retention, CommonlyReported)):
        return Kept("not-confirmed")
    clock = longest(half.clocks, record)
    if clock is None:
        return Kept("not-confirmed")
    if isinstance(half, CommonlyReported):
        return Kept("commonly-reported", clock)
    clock_then = longest(half.next.clocks, record) if half.next else None
    return Kept("confirmed", clock, (half.next, clock_then) if half.next and clock_then else None)
