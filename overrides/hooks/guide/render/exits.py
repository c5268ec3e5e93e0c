"""Markets that exchanges leave: exits that say the same told once, the pressing ones first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from guide.answers.excluded import exclusion, shut_out
from guide.answers.residences import Residence
from guide.data import Exchange
from guide.data.exits import Exit, ExitDays
from guide.render.citations import PageContext
from guide.render.registry import ExchangeName, macro
from guide.render.templates import partial

PRESSING = ("leaving", "restricted", "blocked", "left")  # what still can be acted on stands first
NAMED = 4  # excluded places the first line names before it counts the others
# the day a reader needs first: until when something can be got out, then what ended when
MAIN_DAYS = (
    "last_withdrawal",
    "forced_closing",
    "positions_closed",
    "no_new_orders",
    "no_deposits",
    "blocked",
    "no_new_customers",
    "announced",
)


@dataclass(frozen=True)
class Event:
    """One thing that happened in a market, to one exchange or to several at once."""

    exits: tuple[Exit, ...]

    @property
    def first(self) -> Exit:
        """The entry whose words stand for all."""
        return self.exits[0]

    @property
    def day(self) -> tuple[str, date] | None:
        """The name and date of the day a reader needs first; None where no day is known."""
        return main_day(self.first.days)


def main_day(days: ExitDays) -> tuple[str, date] | None:
    """Return the name and date of the day a reader needs first; None where no day is known."""
    found = ((name, getattr(days, name)) for name in MAIN_DAYS)
    return next(((name, day) for name, day in found if day is not None), None)


def known_days(days: ExitDays) -> list[tuple[str, date]]:
    """Return the days that are known as (name, date), in order of time."""
    found = [(name, day) for name, day in days if day is not None]
    return sorted(found, key=lambda item: item[1])


def events(exits: Iterable[Exit]) -> list[Event]:
    """Return what happened, entries of the same places and words as one event; pressing ones first, then the newest."""
    groups: dict[tuple[object, ...], list[Exit]] = {}
    for entry in exits:
        groups.setdefault((tuple(entry.places), entry.kind, entry.what["en"]), []).append(entry)
    found = [Event(tuple(group)) for group in groups.values()]
    return sorted(found, key=urgency)


def urgency(event: Event) -> tuple[int, int]:
    """Return the place of an event in the order: by kind, then those without a known day, then the latest day."""
    last = event.first.last_day
    return PRESSING.index(event.first.kind), -(last.toordinal() if last else date.max.toordinal())


def of_exchange(found: Iterable[Event], exchange: str) -> list[Event]:
    """Return the events that concern `exchange`, in their order."""
    return [event for event in found if any(entry.exchange == exchange for entry in event.exits)]


@macro
def exits(context: PageContext, exchange: ExchangeName = "") -> str:
    """Return the markets exchanges left: all as a table, or those of one exchange as a short list (empty: none).

    KeyError for an exchange that is not there.
    """
    found = events(context.guide.exits.values())
    if exchange:
        return exits_and_exclusions(context, context.find("exchanges", exchange), found)
    return partial("tables/exits.html", context, events=found, exchange="", known_days=known_days) if found else ""


def exits_and_exclusions(context: PageContext, exchange: Exchange, found: Iterable[Event]) -> str:
    """Return the short list of an exchange: the markets it left, then the places its terms exclude (empty: none)."""
    own = of_exchange(found, exchange.id)
    shut = shut_out(context.guide, exchange)
    if not own and not shut:
        return ""
    beside = [home for home in shut if not left(own, home)]
    return partial(
        "tables/exits.html",
        context,
        events=own,
        exchange=exchange.id,
        shut=shut,
        shut_by=exclusion(exchange, shut[0]) if shut else None,
        beside=beside,
        named=len(beside) if len(beside) <= NAMED + 1 else NAMED,
    )


def left(events: Iterable[Event], home: Residence) -> bool:
    """Tell whether one of the events names the residence, or the EEA it lies in."""
    return any({home.id, "eea" if home.eea else home.id} & set(event.first.places) for event in events)
