"""Markets an exchange leaves: where, from which day on what no longer works, and what a customer does."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from guide.data.base import Dated, LocalizedText, Model, Residents, Slug, Status, Words


class ExitDays(Model):
    """The days of an exit, as far as they are known; the last day something still works, or the first it doesn't."""

    announced: date | None = None
    no_new_customers: date | None = None
    no_new_orders: date | None = None
    no_deposits: date | None = None
    last_withdrawal: date | None = None
    positions_closed: date | None = None  # open positions alone were closed by force
    forced_closing: date | None = None  # of accounts
    blocked: date | None = None  # an authority has the site or app blocked


class Exit(Dated):
    """An exchange that leaves a market, blocks it, or lets its customers there do less."""

    id: Slug
    exchange: Slug | None = None  # None: one the guide has no entry for
    name: LocalizedText | None = None  # its name then
    places: Annotated[list[Residents], Field(min_length=1)]
    kind: Literal["left", "leaving", "blocked", "restricted"]
    days: ExitDays
    no_last_day: bool = False  # we looked for a last day to withdraw and found none, and withdrawing may still work
    what: LocalizedText
    do: Annotated[list[LocalizedText], Field(min_length=1)]  # in order
    leftovers: LocalizedText | None = None
    records: LocalizedText | None = None
    tax: LocalizedText | None = None
    unsure: LocalizedText | None = None  # what reports disagree on
    sources: Annotated[list[Slug], Field(min_length=1)]
    goes_on: Words | None = None  # the exchange's company that goes on there, under another contract
    status: Status

    @model_validator(mode="after")
    def has_a_name(self) -> Exit:
        """Refuse an exit of nobody, or of two."""
        if (self.exchange is None) == (self.name is None):
            raise ValueError("needs exactly one of exchange and name")
        return self

    @model_validator(mode="after")
    def last_day_once(self) -> Exit:
        """Refuse an exit with a last day to withdraw that is said not to be found."""
        if self.no_last_day and self.days.last_withdrawal:
            raise ValueError("no_last_day beside days.last_withdrawal")
        return self

    @property
    def last_day(self) -> date | None:
        """The latest day that matters to a customer; None where none is known."""
        days = [day for _, day in self.days if day is not None]
        return max(days, default=None)
