"""Countries and legal areas: how long records must be kept, what a person may ask, who watches over it."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator

from guide.data.base import Dated, LocalizedText, Model, PartialDate, Slug, Url, Words
from guide.data.quotations import Periods, periods, refuse_other_periods, together
from guide.locales import CODES

ClockStart = Literal["relationship-end", "transaction", "record-made", "year-end", "next-1-january", "not-stated"]


class Clock(Model):
    """One retention period: which records, how long, and what starts it."""

    record: Literal["identity", "transaction", "all"]
    years: Annotated[int, Field(ge=1, le=50)]
    minimum: bool  # True: at least so long; False: exactly so long
    start: ClockStart
    starts: LocalizedText  # the start in words, as the law puts it
    covers: LocalizedText | None = None  # which records, where a place has several clocks for the same kind
    law: LocalizedText | None = None  # with its section, where the place's clocks come from several laws
    since: date | None = None  # binds firms like exchanges since this day; an earlier closing gets no date from it
    since_note: LocalizedText | None = None  # for whom and why, said where nothing can be computed

    @model_validator(mode="after")
    def since_is_explained(self) -> Clock:
        """Refuse a day without the reason a reader with an older account gets."""
        if (self.since is None) != (self.since_note is None):
            raise ValueError("since and since_note come together")
        return self


class Confirmed(Dated):
    """The part every confirmed half of a place shares: the law, who says so, how sure that is."""

    publish: Literal[True]
    law: LocalizedText
    section: LocalizedText
    sources: Annotated[list[Slug], Field(min_length=1)]
    status: Literal["official", "official-archive", "secondary"]
    quote: Words | None = None
    quote_lang: Words = "en"
    quote_differs: Words | None = Field(default=None, exclude=True)  # why it gives another period than this entry
    note: LocalizedText | None = None

    @model_validator(mode="after")
    def quotation_agrees(self) -> Confirmed:
        """The law's words give no other period than the entry's numbers and texts."""
        texts = [part for _, part in self if isinstance(part, LocalizedText)]
        written = (periods(text[code], code) for text in texts for code in CODES)
        refuse_other_periods(self.quote, self.quote_lang, together(self.says(), *written), self.quote_differs)
        return self

    def says(self) -> Periods:
        """Return the periods of the entry's own numbers."""
        return {}


class NextLaw(Dated):
    """The law that takes over on a day: a period still running then is reckoned under both."""

    day: date
    law: LocalizedText
    section: LocalizedText
    clocks: Annotated[list[Clock], Field(min_length=1)]
    sources: Annotated[list[Slug], Field(min_length=1)]
    status: Literal["official", "official-archive", "secondary"]


class Retention(Confirmed):
    """How long records must be kept, under the law for the company that holds them."""

    clocks: Annotated[list[Clock], Field(min_length=1)]
    extension: LocalizedText | None = None  # what can lengthen the period
    extension_years: Annotated[int, Field(ge=1)] | None = None
    maximum_years: Annotated[int, Field(ge=1)] | None = None  # destroy by then at the latest
    delete_after: Literal["yes", "no", "not-seen"]  # does this law order deletion when the period ends?
    next: NextLaw | None = None

    def says(self) -> Periods:
        """Return the years of the clocks, and what lengthens or ends them."""
        more = {years for years in (self.extension_years, self.maximum_years) if years is not None}
        return {"year": {clock.years for clock in self.clocks} | more}


class Access(Dated):
    """How fast a request for a copy of one's data must be answered."""

    text: LocalizedText
    section: LocalizedText | None = None
    hours: Annotated[int, Field(ge=1)] | None = None
    days: Annotated[int, Field(ge=1)] | None = None
    business_days: Annotated[int, Field(ge=1)] | None = None
    months: Annotated[int, Field(ge=1)] | None = None
    sources: Annotated[list[Slug], Field(min_length=1)]
    status: Literal["official", "official-archive", "secondary", "reported"]

    @model_validator(mode="after")
    def one_deadline(self) -> Access:
        """Refuse a deadline given twice, or not at all."""
        given = [unit for unit in (self.hours, self.days, self.business_days, self.months) if unit is not None]
        if len(given) != 1:
            raise ValueError("needs exactly one of hours, days, business_days and months")
        return self


class Erasure(Confirmed):
    """Whether a person may ask for erasure, what limits it, and how fast the answer must come."""

    right: Literal["yes", "limited", "none"]  # none: no right to demand it, at most a duty of the company
    in_force: bool = True  # False: the sections do not apply yet, so no letter cites them
    exception: LocalizedText | None = None
    answer: LocalizedText | None = None  # deadline to answer, in words
    answer_days: Annotated[int, Field(ge=1)] | None = None
    answer_months: Annotated[int, Field(ge=1)] | None = None
    answer_business_days: Annotated[int, Field(ge=1)] | None = None
    kind_of_deadline: Literal["answer", "erasure"] = "answer"  # erasure: the data must be gone by then
    access: Access | None = None

    def says(self) -> Periods:
        """Return the deadlines to answer."""
        deadlines = (("day", self.answer_days), ("day", self.answer_business_days), ("month", self.answer_months))
        return together(*({unit: {number}} for unit, number in deadlines if number is not None))


class CommonlyReported(Dated):
    """Periods that others report and this guide has not read in the law: shown as such, never used in a letter."""

    publish: Literal["reported"]
    law: LocalizedText | None = None
    clocks: Annotated[list[Clock], Field(min_length=1)]
    sources: Annotated[list[Slug], Field(min_length=1)]
    ask: LocalizedText  # what a reader can ask the company
    settle: LocalizedText  # what a maintainer has to read
    note: LocalizedText | None = None


class Unconfirmed(Model):
    """A half that is not confirmed yet: no number is shown, only what would settle it."""

    publish: Literal[False]
    settle: LocalizedText  # what a maintainer has to read
    ask: LocalizedText | None = None  # what a reader can ask the company
    note: LocalizedText | None = None  # what is known all the same, with its sources
    sources: list[Slug] = []
    status: Literal["official", "official-archive", "secondary"] = "secondary"

    @model_validator(mode="after")
    def no_period(self) -> Unconfirmed:
        """Refuse a number of years in a half that is not confirmed."""
        if re.search(r"\d+\s*(years?|年)", " ".join(self.settle[code] for code in CODES)):
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

    name: LocalizedText  # short: letters and the plan name it
    note: LocalizedText | None = None  # what it takes, and what has to come first
    url: Url | None = None
    source: Slug | None = None  # the source entry that holds the same address


class TaxReporting(Dated):
    """What a company reports to the tax authorities, whether or not the account is closed."""

    regime: LocalizedText
    since: date | None = None
    asks: LocalizedText  # what the customer is asked for
    blocks: LocalizedText | None = None  # what an unanswered form can block
    kept: LocalizedText | None = None
    sources: Annotated[list[Slug], Field(min_length=1)]
    status: Literal["official", "official-archive", "secondary", "reported"]


Region = Literal["global", "europe", "americas", "asia-pacific", "middle-east-africa"]
REGIONS: tuple[str, ...] = get_args(Region)


# complain: remind, then complain; lawyer: see one before that; court: no authority takes complaints, so see a lawyer;
# state: a state's law may set a day
FollowUp = Literal["complain", "lawyer", "court", "state"]


class Place(Model):
    """A country or legal area: retention law, erasure right, authority, what is about to change."""

    id: Slug
    name: LocalizedText
    region: Region
    company_place: bool = True  # can an exchange's company be here?
    residence: bool = True  # can a reader live here? Not in a financial zone, nor in a standard
    eea: bool = False  # belongs to the European Economic Area
    near: list[str] = []  # languages whose readers look for it first
    retention: Annotated[Retention | CommonlyReported | Unconfirmed, Field(discriminator="publish")]
    erasure: Annotated[Erasure | Unconfirmed, Field(discriminator="publish")]
    authority: Authority | None = None  # of data protection
    authority_note: LocalizedText | None = None  # who else, where there is no such authority
    money: Authority | None = None  # for complaints on money: an ombudsman
    follow_up: FollowUp = "complain"  # what we advise after a letter for which no law sets a day
    tax: TaxReporting | None = None
    upcoming: list[UpcomingChange] = []
    companies: list[LocalizedText] = []  # exchange companies seen in this place

    @model_validator(mode="after")
    def somebody_to_turn_to(self) -> Place:
        """Refuse a place with neither a data authority nor a word on who takes its part."""
        if (self.authority is None) == (self.authority_note is None):
            raise ValueError("needs exactly one of authority and authority_note")
        return self

    @property
    def turn_to(self) -> LocalizedText:
        """The data authority's name, or who else takes a person's part."""
        found = self.authority.name if self.authority else self.authority_note
        assert found is not None  # somebody_to_turn_to()
        return found
