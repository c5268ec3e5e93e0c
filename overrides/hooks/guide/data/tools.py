"""What the tools on the pages work from: questions, checklist items, letters, kinds of data."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from guide.data.base import Dated, Host, LocalizedText, Model, Slug, numbers
from guide.locales import CODES


class DataCell(Model):
    """What happens to one type of data at one moment."""

    text: LocalizedText
    sources: list[Slug] = []


class DataType(Dated):
    """A kind of data an exchange holds, and what becomes of it."""

    id: Slug
    name: LocalizedText
    examples: LocalizedText
    after_closing: DataCell
    after_request: DataCell
    after_period: DataCell
    held_by: DataCell
    goes: Literal["soon", "partly", "after-period", "rarely", "never"]  # the earliest it can go, for the picture


CHOICE = r"(exchange|wish|case)=[a-z-]+"
Choices = Annotated[str, StringConstraints(pattern=rf"^{CHOICE}(&{CHOICE})*$")]


class Answer(Model):
    """An answer in the path chooser: it leads to the next question, or to a page."""

    text: LocalizedText
    to: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$|^[a-z0-9/-]+\.md(#[a-z0-9-]+)?$")]
    id: Slug | None = None  # of an ending: its permanent address
    plan: Choices | None = None  # of an ending: the choices with which it leads into the exit plan

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


class ChooserQuestion(Model):
    """A question of the path chooser, with its answers."""

    id: Slug
    question: LocalizedText
    answers: Annotated[list[Answer], Field(min_length=2, max_length=7)]


class ChecklistItem(Model):
    """Something to do before closing; `exchange` None: with every exchange."""

    id: Slug
    exchange: Slug | None
    text: LocalizedText
    why: LocalizedText
    how: LocalizedText
    facts: list[Slug] = []


# what a paragraph of a letter can depend on: the data laws of the reader's place and the company's with their
# deadlines, whether the latter surely binds the company, and the retention law of the company's place
Condition = Literal[
    "law-known",
    "law-open",
    "binds",
    "answer-set",
    "answer-open",
    "access-set",
    "keep-known",
    "keep-open",
    "keep-deletes",
    "complains",  # not where a complaint wants a lawyer first, or no authority takes one
]


LAWS = ("law", "access_law", "answer", "access")  # each also as company_…, of the company's place
BLANKS = {
    *("exchange", "name", "uid", "ticket", "place", "date", "reference", "keep_law", "ended_law"),
    *LAWS,
    *(f"company_{name}" for name in LAWS),
}


class MessagePart(Model):
    """A paragraph of the message builder's letters; blanks such as %{law} are filled in for each reader."""

    id: Slug
    when: list[Condition] = []  # all must hold
    text: LocalizedText

    @model_validator(mode="after")
    def nothing_of_its_own(self) -> MessagePart:
        """Refuse a figure (laws and periods come from the places) and a blank the builder doesn't know."""
        first, *rest = CODES
        if numbers(self.text[first]):
            raise ValueError("a letter states no figure of its own")
        blanks = {code: sorted(re.findall(r"%\{(\w*)\}", self.text[code])) for code in CODES}
        for code in rest:
            if blanks[first] != blanks[code] or not BLANKS.issuperset(blanks[first]):
                raise ValueError(
                    f"{first} has the blanks {blanks[first]}, {code} has {blanks[code]}; known are {sorted(BLANKS)}"
                )
        return self


class Message(Model):
    """A letter of the message builder: its purpose, its subject line, whom it goes to, its parts in order."""

    id: Slug
    name: LocalizedText
    subject: LocalizedText
    to: Annotated[list[Literal["support", "privacy", "vendor", "authority"]], Field(min_length=1)]
    parts: Annotated[list[Slug], Field(min_length=1)]


class PassingHosts(Model):
    """Domains that show nobody, since anyone can pass a link through them."""

    id: Literal["shortener", "messenger"]
    hosts: Annotated[list[Host], Field(min_length=1)]
