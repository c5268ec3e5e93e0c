"""Exchanges: their companies, domains, addresses, click paths, and how they compare."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, model_validator

from guide.data.base import (
    OFFICIAL,
    Dated,
    Email,
    Host,
    Localized,
    LocalizedText,
    Model,
    Residents,
    Slug,
    Status,
    Url,
    Words,
    localized,
)
from guide.data.facts import Fact

GROUPS = ("eea", "other", "all")


class Company(Dated):
    """A company of an exchange's group, and whom it contracts with."""

    name: Words
    place: Slug | None = None  # id of its place
    no_place: Words | None = Field(default=None, exclude=True)  # why it has none here
    serves: LocalizedText
    residents: list[Residents] = []  # whom it serves; empty: not known, or a company for something else
    sources: Annotated[list[Slug], Field(min_length=1)]
    status: Status

    @model_validator(mode="after")
    def place_or_reason(self) -> Company:
        """A company leads to the law of its place, or says why it doesn't."""
        if (self.place is None) == (self.no_place is None):
            raise ValueError("needs exactly one of place (an id of docs/data/places) and no_place (why it has none)")
        return self


class Domain(Dated):
    """A domain that belongs to the exchange itself."""

    host: Host
    note: LocalizedText
    sources: Annotated[list[Slug], Field(min_length=1)]
    status: Status


class Contact(Dated):
    """An address to write to: an email or a page, for one purpose."""

    purpose: Literal["support", "privacy", "complaint", "vendor"]
    for_whom: LocalizedText
    residents: Annotated[list[Residents], Field(min_length=1)]  # who may use it
    form: bool = False  # the page is a form to fill in
    narrow: bool = False  # for one matter alone, such as reporting fraud: nobody is sent there about data or closing
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
        if self.form and self.url is None:
            raise ValueError("a form has a url")
        return self

    @property
    def kind(self) -> Literal["form", "email", "page"]:
        """How one writes to this address."""
        return "email" if self.email else "form" if self.form else "page"


class ClickPath(Dated):
    """A click path as a help page showed it on its date: menus age, the goal does not."""

    goal: LocalizedText
    task: Literal["close", "other"] = "close"  # other: a freeze, a data request and so on
    steps: Annotated[list[LocalizedText], Field(min_length=1)]
    sources: Annotated[list[Slug], Field(min_length=1)]
    status: Status
    translated: bool = False  # the steps name buttons in this guide's words, not as the page shows them
    quote: Words | None = None  # the labels as the page shows them, where the steps give them translated
    quote_lang: Words = "en"


class Cell(Model):
    """One answer on the card and in the comparison, and the fact behind it (None: we found no statement)."""

    kind: Literal["yes", "partly", "no", "reported", "not-found"]
    fact: Slug | None = None
    verdict: LocalizedText | None = None  # a word of its own, where the usual one of the kind would mislead
    line: LocalizedText | None = None  # one line beside the word; {value} is the fact's

    @model_validator(mode="after")
    def fact_unless_unknown(self) -> Cell:
        """A known answer names its fact; an unknown one has none."""
        if (self.kind == "not-found") != (self.fact is None):
            raise ValueError("kind not-found and a missing fact must come together")
        return self


class Comparison(Model):
    """What one asks first of an exchange; the comparison shows a part of it, the exchange's page another."""

    self_service: Cell
    undo: Cell = Cell(kind="not-found")  # can a closing be taken back?
    erased: Cell = Cell(kind="not-found")  # does closing erase the data too?
    data_request: Cell
    retention: Cell
    register_again: Cell


if TYPE_CHECKING:
    Tags = Localized
else:
    Tags = localized("Tags", list[Words], [])


class Exchange(Model):
    """An exchange: what its own texts say on closing, erasing, keeping, support and companies."""

    id: Slug
    name: LocalizedText
    compare: Comparison
    own_words: LocalizedText | None = None  # what this exchange calls closing, disabling, freezing
    domains: list[Domain] = []
    not_known: list[Residents] = []  # where no company can be named: `other` does not reach these residences
    companies: list[Company] = []
    contacts: list[Contact] = []
    paths: list[ClickPath] = []
    facts: list[Fact] = []
    scope: LocalizedText | None = None  # what most facts cover, said once on top of its page instead of beside each
    first: list[Slug] = []  # facts that stand open on its page, in order; the others are folded
    elsewhere: list[Slug] = []  # facts its page leaves to the pages of a step or case, so that it stays light
    notes: dict[Slug, LocalizedText] = {}  # the guide's own words, by section of its page
    mistakes: list[LocalizedText] = []  # what can go wrong
    tags: Tags = Tags()  # what people search for
    not_found: list[LocalizedText] = []  # what we looked for without finding a statement

    @model_validator(mode="after")
    def one_company_a_residence(self) -> Exchange:
        """A residence leads to one company, or to none that can be named."""
        named = Counter(residence for company in self.companies for residence in company.residents)
        for residence, times in named.items():
            if times > 1:
                raise ValueError(f"companies: {residence!r}: served by {times} companies; a residence leads to one")
            if residence in self.not_known:
                raise ValueError(f"not_known: {residence!r}: a company serves it")
        return self

    def official_domains(self) -> list[Domain]:
        """Return the domains an official text names: the only ones the link checker accepts."""
        return [domain for domain in self.domains if domain.status in OFFICIAL]

    def brands(self) -> list[str]:
        """Return the names in front of the ending: "okx" of okx.com; a part of a longer host is no name."""
        parts = [domain.host.split(".") for domain in self.official_domains()]
        return list(dict.fromkeys(names[0] for names in parts if len(names) == 2))
