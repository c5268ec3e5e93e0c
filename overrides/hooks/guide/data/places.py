"""Countries and legal areas: how long records must be kept, what a person may ask, who watches over it."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal, Union

from pydantic import Field, model_validator

from guide.data.base import Dated, LocalizedText, Model, PartialDate, Slug, Url, Words

ClockStart = Literal["relationship-end", "transaction", "record-made", "year-end", "next-1-january", "not-stated"]


class Clock(Model):
    """One retention period: which records, how long, and what starts it."""

    record: Literal["identity", "transaction", "all"]
    years: Annotated[int, Field(ge=1, le=50)]
    minimum: bool  # True: at least so long; False: exactly so long
    start: ClockStart
    starts: LocalizedText  # the start in words, as the law puts it
    covers: LocalizedText | None = None  # which records, where a place has several clocks for the same kind


class Confirmed(Dated):
    """The part every confirmed half of a place shares: the law, who says so, how sure that is."""

    publish: Literal[True]
    law: LocalizedText
    section: LocalizedText
    sources: Annotated[list[Slug], Field(min_length=1)]
    status: Literal["official", "official-archive", "secondary"]
    quote: Words | None = None
    quote_lang: Words = "en"
    note: LocalizedText | None = None


class Retention(Confirmed):
    """How long records must be kept, under the law for the company that holds them."""

    clocks: Annotated[list[Clock], Field(min_length=1)]
    extension: LocalizedText | None = None  # what can lengthen the period
    extension_years: Annotated[int, Field(ge=1)] | None = None
    maximum_years: Annotated[int, Field(ge=1)] | None = None  # destroy by then at the latest
    delete_after: Literal["yes", "no", "not-seen"]  # does this law order deletion when the period ends?


class Erasure(Confirmed):
    """Whether a person may ask for erasure, what limits it, and how fast the answer must come."""

    right: Literal["yes", "limited", "none"]  # none: no right to demand it, at most a duty of the company
    in_force: bool = True  # False: the sections do not apply yet, so no letter cites them
    exception: LocalizedText | None = None
    answer: LocalizedText | None = None  # deadline to answer, in words
    answer_days: Annotated[int, Field(ge=1)] | None = None
    answer_months: Annotated[int, Field(ge=1)] | None = None
    answer_business_days: Annotated[int, Field(ge=1)] | None = None


class Unconfirmed(Model):
    """A half that is not confirmed yet: no number is shown, only what would settle it."""

    publish: Literal[False]
    settle: LocalizedText

    @model_validator(mode="after")
    def no_period(self) -> Unconfirmed:
        """Refuse a number of years in a half that is not confirmed."""
        if re.search(r"\d+\s*(years?|年)", self.settle.en + self.settle.zh):
            raise ValueError("a half that is not confirmed shows no number of years")
        return self


class UpcomingChange(Dated):
    """A law in motion: what changes on which day."""

    day: PartialDate
    what: LocalizedText
    sources: Annotated[list[Slug], Field(min_length=1)]
    status: Literal["official", "official-archive", "secondary"]


class Authority(Model):
    """The public body that watches over the data law. `url` only where it was seen in research."""

    name: LocalizedText
    url: Url | None = None
    source: Slug | None = None  # the source entry that holds the same address


class Place(Model):
    """A country or legal area: retention law, erasure right, authority, what is about to change."""

    id: Slug
    name: LocalizedText
    region: Literal["global", "europe", "americas", "asia-pacific", "middle-east-africa"]
    retention: Annotated[Union[Retention, Unconfirmed], Field(discriminator="publish")]
    erasure: Annotated[Union[Erasure, Unconfirmed], Field(discriminator="publish")]
    authority: Authority
    upcoming: list[UpcomingChange] = []
    companies: list[LocalizedText] = []  # exchange companies seen in this place
