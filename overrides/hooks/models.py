"""Shapes of the entries in docs/data: what a fact, a source, a place and an exchange must hold.

Everything the guide states lives in these shapes once, in both languages, with its source and the day it was
checked. No MkDocs here: the models also serve the tests, the tools' data and the JSON Schemas of the open data.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal, Union

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

LOCALES = ("zh", "en")

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Url = Annotated[str, StringConstraints(pattern=r"^https://[a-z0-9.-]+\.[a-z]{2,}(/\S*)?$")]
Host = Annotated[str, StringConstraints(pattern=r"^([a-z0-9-]+\.)+[a-z]{2,}$")]
Email = Annotated[str, StringConstraints(pattern=r"^[a-z0-9._-]+@([a-z0-9-]+\.)+[a-z]{2,}$")]
# 2024, 2024-04 or 2024-04-04: a text's own date is sometimes known to the month or year alone
PartialDate = Annotated[
    str,
    BeforeValidator(str),  # YAML reads a year alone as a number
    StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$"),
]

Status = Literal["official", "official-archive", "secondary", "reported", "myth"]
ReadIn = Literal["stored-page", "archive", "public-copy", "quoted-by", "news", "community"]
ClockStart = Literal[
    "relationship-end", "transaction", "record-made", "year-end", "next-1-january", "not-stated"
]

NUMBER = re.compile(r"\d+")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
PHONE = re.compile(r"\btel:|\+\d[\d -]{7,17}\d")


class Model(BaseModel):
    """Base of all shapes: no unknown keys, nothing coerced by accident."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def numbers(text: str) -> list[str]:
    """Return the different runs of digits in `text`, sorted: "25.1" and "第 25 条第 1 款" hold the same."""
    return sorted(set(NUMBER.findall(THOUSANDS.sub("", text))))


class Text(Model):
    """One text in both languages."""

    zh: Words
    en: Words

    @model_validator(mode="after")
    def same_numbers(self) -> Text:
        """Refuse a pair whose digits differ, and anything that looks like a phone number."""
        if numbers(self.zh) != numbers(self.en):
            raise ValueError(f"zh has the numbers {numbers(self.zh)}, en has {numbers(self.en)}")
        for text in (self.zh, self.en):
            if PHONE.search(text):
                raise ValueError("looks like a phone number; the guide prints none")
        return self


class Label(Text):
    """A word of the page frame; unlike in prose, spaces around it count (", ")."""

    zh: Annotated[str, Field(min_length=1)]
    en: Annotated[str, Field(min_length=1)]


class Dated(Model):
    """Something that was checked on a day and is due again after a number of days."""

    checked: date
    recheck_days: Annotated[int, Field(ge=1, le=1100)]

    @model_validator(mode="after")
    def not_in_future(self) -> Dated:
        """Refuse a day of checking that has not come yet."""
        if self.checked > date.today():
            raise ValueError(f"checked on {self.checked}, a day in the future")
        return self


class Source(Dated):
    """A text the guide relies on: the official text, and apart from it where it was read."""

    id: Slug
    title: Text
    issuer: Text
    kind: Literal["law", "guidance", "terms", "privacy", "help", "statement", "news", "data", "authority"]
    url: Url | None = None  # the official address; None where none is known or none may be printed
    opened: bool  # True: the page at `url` was read (in a stored copy); False: its text was read elsewhere
    read_in: ReadIn
    read_note: Text | None = None  # e.g. the name of the archive; never an obscure copy's address
    dated: PartialDate | None = None  # the text's own date
    lang: Words = "en"  # language of the text, for quotes

    @model_validator(mode="after")
    def opened_page_has_address(self) -> Source:
        """A page that was opened has an address; a mirror is never one."""
        if self.opened and self.url is None:
            raise ValueError("opened is true but there is no url")
        return self


class Statement(Dated):
    """A sentence the guide may print: text in both languages, who says so, and how sure that is."""

    zh: Words
    en: Words
    value: int | float | str | None = None  # fills {value} in both texts; also used by tables and tools
    sources: Annotated[list[Slug], Field(min_length=1)]
    status: Status
    quote: Words | None = None  # the source's own words, short
    quote_lang: Words = "en"

    @model_validator(mode="after")
    def texts_agree(self) -> Statement:
        """Both texts use {value} when there is one, and state the same numbers."""
        for locale in LOCALES:
            used = "{value}" in getattr(self, locale)
            if used != (self.value is not None):
                raise ValueError(f"{locale}: {{value}} and the key value must come together")
        Text(zh=self.zh, en=self.en)
        return self

    def text(self, locale: str) -> str:
        """Return the sentence in `locale`, with the value filled in."""
        return getattr(self, locale).replace("{value}", str(self.value))


class Fact(Statement):
    """A statement with a permanent id, cited from pages as fact("ID")."""

    id: Slug
    aspect: Slug | None = None  # groups an exchange's facts on its page


class Clock(Model):
    """One retention period: which records, how long, and what starts it."""

    record: Literal["identity", "transaction", "all"]
    years: Annotated[int, Field(ge=1, le=50)]
    minimum: bool  # True: at least so long; False: exactly so long
    start: ClockStart
    starts: Text  # the start in words, as the law puts it
    covers: Text | None = None  # which records, where a place has several clocks for the same kind


class Confirmed(Dated):
    """The part every confirmed half of a place shares: the law, who says so, how sure that is."""

    publish: Literal[True]
    law: Text
    section: Text
    sources: Annotated[list[Slug], Field(min_length=1)]
    status: Literal["official", "official-archive", "secondary"]
    quote: Words | None = None
    quote_lang: Words = "en"
    note: Text | None = None


class Retention(Confirmed):
    """How long records must be kept, under the law for the company that holds them."""

    clocks: Annotated[list[Clock], Field(min_length=1)]
    extension: Text | None = None  # what can lengthen the period
    extension_years: Annotated[int, Field(ge=1)] | None = None
    maximum_years: Annotated[int, Field(ge=1)] | None = None  # destroy by then at the latest
    delete_after: Literal["yes", "no", "not-seen"]  # does this law order deletion when the period ends?


class Erasure(Confirmed):
    """Whether a person may ask for erasure, what limits it, and how fast the answer must come."""

    right: Literal["yes", "limited", "none"]  # none: no right to demand it, at most a duty of the company
    in_force: bool = True  # False: the sections do not apply yet, so no letter cites them
    exception: Text | None = None
    answer: Text | None = None  # deadline to answer, in words
    answer_days: Annotated[int, Field(ge=1)] | None = None
    answer_months: Annotated[int, Field(ge=1)] | None = None
    answer_business_days: Annotated[int, Field(ge=1)] | None = None


class Open(Model):
    """A half that is not confirmed yet: no number is shown, only what would settle it."""

    publish: Literal[False]
    settle: Text

    @model_validator(mode="after")
    def no_period(self) -> Open:
        """Refuse a number of years in a half that is not confirmed."""
        if re.search(r"\d+\s*(years?|年)", self.settle.en + self.settle.zh):
            raise ValueError("a half that is not confirmed shows no number of years")
        return self


class Change(Dated):
    """A law in motion: what changes on which day."""

    day: PartialDate
    what: Text
    sources: Annotated[list[Slug], Field(min_length=1)]
    status: Literal["official", "official-archive", "secondary"]


class Authority(Model):
    """The public body that watches over the data law. `url` only where it was seen in research."""

    name: Text
    url: Url | None = None
    source: Slug | None = None  # the source entry that holds the same address


class Place(Model):
    """A country or legal area: retention law, erasure right, authority, what is about to change."""

    id: Slug
    name: Text
    region: Literal["global", "europe", "americas", "asia-pacific", "middle-east-africa"]
    retention: Annotated[Union[Retention, Open], Field(discriminator="publish")]
    erasure: Annotated[Union[Erasure, Open], Field(discriminator="publish")]
    authority: Authority
    upcoming: list[Change] = []
    companies: list[Text] = []  # exchange companies seen in this place


class Company(Dated):
    """A company of an exchange's group, and whom it contracts with."""

    name: Words
    place: Slug | None = None  # id of a place, where the guide has one
    serves: Text
    sources: Annotated[list[Slug], Field(min_length=1)]
    status: Status


class Domain(Dated):
    """A domain that belongs to the exchange itself."""

    host: Host
    note: Text
    sources: Annotated[list[Slug], Field(min_length=1)]
    status: Status


class Contact(Dated):
    """An address to write to: an email or a page, for one purpose."""

    purpose: Literal["support", "privacy", "complaint", "vendor"]
    for_whom: Text
    email: Email | None = None
    url: Url | None = None
    subject: Words | None = None  # subject line the company asks for
    sources: Annotated[list[Slug], Field(min_length=1)]
    status: Status

    @model_validator(mode="after")
    def one_address(self) -> Contact:
        """Exactly one of email and url."""
        if (self.email is None) == (self.url is None):
            raise ValueError("needs exactly one of email and url")
        return self


class MenuPath(Dated):
    """A click path as a help page showed it on its date: menus age, the goal does not."""

    goal: Text
    steps: Annotated[list[Text], Field(min_length=1)]
    sources: Annotated[list[Slug], Field(min_length=1)]
    status: Status


class Cell(Model):
    """One answer in the comparison: a short word, and the fact behind it (None: we found no statement)."""

    kind: Literal["yes", "partly", "no", "reported", "not-found"]
    fact: Slug | None = None

    @model_validator(mode="after")
    def fact_unless_unknown(self) -> Cell:
        """A known answer names its fact; an unknown one has none."""
        if (self.kind == "not-found") != (self.fact is None):
            raise ValueError("kind not-found and a missing fact must come together")
        return self


class Comparison(Model):
    """A row of the comparison of exchanges."""

    self_service: Cell
    data_request: Cell
    retention: Cell
    register_again: Cell


class Exchange(Model):
    """An exchange: what its own texts say on closing, erasing, keeping, support and companies."""

    id: Slug
    name: Text
    page: bool  # has a page of its own
    summary: Text
    compare: Comparison
    own_words: Text | None = None  # what this exchange calls closing, disabling, freezing
    domains: list[Domain] = []
    companies: list[Company] = []
    contacts: list[Contact] = []
    paths: list[MenuPath] = []
    facts: list[Fact] = []
    not_found: list[Text] = []  # what we looked for without finding a statement

    def official_domains(self) -> list[Domain]:
        """Return the domains an official text names: the only ones the link checker accepts."""
        return [domain for domain in self.domains if domain.status in ("official", "official-archive")]

    def brands(self) -> list[str]:
        """Return the names in front of the ending: "okx" of okx.com; a part of a longer host is no name."""
        parts = [domain.host.split(".") for domain in self.official_domains()]
        return list(dict.fromkeys(names[0] for names in parts if len(names) == 2))


class DataCell(Model):
    """What happens to one type of data at one moment."""

    text: Text
    sources: list[Slug] = []


class DataType(Dated):
    """A kind of data an exchange holds, and what becomes of it."""

    id: Slug
    name: Text
    examples: Text
    after_closing: DataCell
    after_request: DataCell
    after_period: DataCell
    held_by: DataCell
    goes: Literal["soon", "after-period", "rarely", "never"]  # the earliest it can go, for the picture


class Forms(Model):
    """Words in each language: the ways a term may be written, or the words to avoid."""

    zh: list[Words] = []
    en: list[Words] = []


class Term(Model):
    """One word for one thing, in both languages."""

    id: Slug
    zh: Words
    en: Words
    meaning: Text  # as the glossary explains it
    forms: Forms = Forms()  # other ways the term itself may appear: plurals, verb forms, short forms
    avoid: Forms = Forms()  # words not to use for it in the guide's own voice


class Answer(Model):
    """An answer in the path chooser: it leads to the next question, or to a page."""

    text: Text
    to: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$|^[a-z0-9/-]+\.md(#[a-z0-9-]+)?$")]
    id: Slug | None = None  # of an ending: its permanent address

    @model_validator(mode="after")
    def ending_has_id(self) -> Answer:
        """An answer that ends on a page has an id of its own; one that leads to a question goes by the question's."""
        if self.ends != (self.id is not None):
            raise ValueError("an answer has an id exactly when it leads to a page")
        return self

    @property
    def ends(self) -> bool:
        """Tell whether the answer leads to a page."""
        return ".md" in self.to

    @property
    def state(self) -> str:
        """The name of the answer's state in addresses."""
        return self.id or self.to


class PathNode(Model):
    """A question of the path chooser, with its answers."""

    id: Slug
    question: Text
    answers: Annotated[list[Answer], Field(min_length=2, max_length=7)]


class ChecklistItem(Model):
    """Something to do before closing; `exchange` None: with every exchange."""

    id: Slug
    exchange: Slug | None
    text: Text
    why: Text
    how: Text
    facts: list[Slug] = []


# what a paragraph of a letter can depend on: the erasure law of the reader's place and its deadline, the retention
# law of the company's place
Condition = Literal[
    "right-known", "right-yes", "right-limited", "right-none", "right-open",
    "answer-set", "answer-open", "keep-known", "keep-open", "keep-deletes",
]
BLANKS = {"exchange", "name", "uid", "ticket", "place", "law", "law_name", "answer", "keep_law"}


class MessagePart(Model):
    """A paragraph of the message builder's letters; blanks such as %{law} are filled in for each reader."""

    id: Slug
    when: list[Condition] = []  # all must hold
    text: Text

    @model_validator(mode="after")
    def nothing_of_its_own(self) -> MessagePart:
        """Refuse a figure (laws and periods come from the places) and a blank the builder doesn't know."""
        if numbers(self.text.zh):
            raise ValueError("a letter states no figure of its own")
        blanks = [sorted(re.findall(r"%\{(\w*)\}", getattr(self.text, locale))) for locale in LOCALES]
        if blanks[0] != blanks[1] or not BLANKS.issuperset(blanks[0]):
            raise ValueError(f"zh has the blanks {blanks[0]}, en has {blanks[1]}; known are {sorted(BLANKS)}")
        return self


class Message(Model):
    """A letter of the message builder: its purpose, its subject line, whom it goes to, its parts in order."""

    id: Slug
    name: Text
    subject: Text
    to: Annotated[list[Literal["support", "privacy", "vendor", "authority"]], Field(min_length=1)]
    parts: Annotated[list[Slug], Field(min_length=1)]


TOPICS = ("closing", "data", "retention", "blocked", "accounts", "safety", "answers", "again", "exchanges", "tools", "guide")
PAGE = r"[a-z0-9-]+(/[a-z0-9-]+)*\.md"
Page = Annotated[str, StringConstraints(pattern=f"^{PAGE}$")]
Spot = Annotated[str, StringConstraints(pattern=f"^{PAGE}(#[a-z0-9-]+)?$")]


class Link(Model):
    """A permanent address of one answer, go/ID.html: the page and section where it stands; words it lacks are the page's own."""

    id: Slug
    topic: Literal[TOPICS]
    page: Page
    anchor: Slug = "top"
    state: Slug | None = None  # a tool's own state, such as an answer of the path chooser
    tool: bool = False  # whatever follows # in the address is handed on
    question: Text | None = None
    answer: Text | None = None
    since: date
    checked: date
    status: Literal["live", "moved", "retired"] = "live"
    to: Slug | None = None  # moved: the answer that took over
    retired: date | None = None
    reason: Text | None = None

    @model_validator(mode="after")
    def says_what_became_of_it(self) -> Link:
        """Refuse a status without what it needs: an answer that took over, or a day and a reason."""
        if (self.status == "moved") != (self.to is not None):
            raise ValueError("status moved and `to` (the id that took over) come together")
        if (self.status == "retired") != (self.retired is not None and self.reason is not None):
            raise ValueError("status retired, `retired` (the day) and `reason` come together")
        return self


class Shown(Model):
    """An answer in one language, as links.json gives it; `url` from the site's root."""

    url: str
    question: Words
    answer: Words


class OpenLink(Model):
    """An entry of links.json."""

    id: Slug
    since: date
    zh: Shown
    en: Shown
    status: Literal["live", "moved", "retired"]
    checked: date


class Moved(Model):
    """What became of a page or section that once had an address."""

    id: Spot = Field(alias="from")
    to: Spot | None
    day: date
    reason: Text | None = None

    @model_validator(mode="after")
    def says_why(self) -> Moved:
        """Refuse an address that leads nowhere without a reason."""
        if self.to is None and self.reason is None:
            raise ValueError("leads nowhere and gives no reason")
        return self


class Reply(Model):
    """A short reply for support teams, with what to check first and what never to say."""

    id: Slug
    situation: Text
    check: Annotated[list[Text], Field(min_length=1, max_length=4)]
    reply: Text
    say: Text
    never: Annotated[list[Text], Field(min_length=1, max_length=4)]
    why: Text
    link: Spot
    hand: Literal["support", "privacy", "legal", "security"]

    @model_validator(mode="after")
    def no_figures(self) -> Reply:
        """Refuse figures: periods and deadlines differ by company, and a reply goes to all of them."""
        if any(numbers(text.zh) for text in (self.situation, *self.check, self.reply, self.say, *self.never, self.why)):
            raise ValueError("a reply states no figure")
        return self


class News(Model):
    """A dated line of the guide's own list of changes."""

    day: date
    what: Text
    pages: list[Words] = []
