"""Drawings: the chart of confirmed periods, and the pictures of the pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from guide.data import Clock, Guide, Place, Retention
from guide.render.citations import FIRST, PageContext
from guide.render.registry import macro
from guide.render.templates import partial


@dataclass(frozen=True)
class Bar:
    """One row of the chart: a place and its years for identity data and for transaction records."""

    place: Place
    identity: Clock
    transaction: Clock

    @property
    def longest(self) -> int:
        """The longer of the two periods, in years."""
        return max(self.identity.years, self.transaction.years)


@macro
def chart(context: PageContext) -> str:
    """Return the bar chart of confirmed periods, longest first."""
    rows = sorted(bars(context.guide), key=lambda bar: (-bar.longest, bar.place.id))
    return partial("pictures/chart.html", context, rows=rows, longest=max((bar.longest for bar in rows), default=1))


@macro
def picture(context: PageContext, name: str) -> str:
    """Return an inline drawing (pictures/NAME.html), with its words in the page's language."""
    host = next(iter(context.guide.exchanges[FIRST[0]].official_domains())).host
    return partial(f"pictures/{name}.html", context, types=list(context.guide.data_types.values()), host=host)


def bars(guide: Guide) -> list[Bar]:
    """Return the chart's rows: places with a confirmed period (one kind stands in where only the other is named)."""
    rows = []
    for place in guide.places.values():
        identity, transaction = clock_of(place.retention, "identity"), clock_of(place.retention, "transaction")
        first, second = identity or transaction, transaction or identity
        if first and second:
            rows.append(Bar(place, first, second))
    return rows


def clock_of(retention: Any, record: str) -> Clock | None:
    """Return the longest confirmed clock for `record` ("identity" or "transaction"); one for all records counts."""
    if not isinstance(retention, Retention):
        return None
    fitting = [clock for clock in retention.clocks if clock.record in (record, "all")]
    return max(fitting, key=lambda clock: clock.years, default=None)
