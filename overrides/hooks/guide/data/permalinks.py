"""Permanent addresses of answers, and what became of old ones."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal, get_args

from pydantic import Field, StringConstraints, model_validator

from guide.data.base import PAGE, LocalizedText, Model, Slug, Words, localized

Topic = Literal[
    "closing",
    "data",
    "retention",
    "places",
    "blocked",
    "accounts",
    "safety",
    "answers",
    "again",
    "exchanges",
    "tools",
    "guide",
]
TOPICS: tuple[str, ...] = get_args(Topic)


Page = Annotated[str, StringConstraints(pattern=f"^{PAGE}$")]


Spot = Annotated[str, StringConstraints(pattern=f"^{PAGE}(#[a-z0-9-]+)?$")]


State = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(=[a-z0-9-]+)?$")]


class Permalink(Model):
    """A permanent address of one answer, go/ID.html, and where it stands; words it lacks are the page's own."""

    id: Slug
    topic: Topic
    page: Page
    anchor: Slug = "top"
    state: State | None = None  # a tool's own state: an answer of the path chooser, or a choice such as exchange=okx
    tool: bool = False  # whatever follows # in the address is handed on
    question: LocalizedText | None = None
    answer: LocalizedText | None = None
    since: date
    checked: date
    status: Literal["live", "moved", "retired"] = "live"
    to: Slug | None = None  # moved: the answer that took over
    retired: date | None = None
    reason: LocalizedText | None = None

    @model_validator(mode="after")
    def says_what_became_of_it(self) -> Permalink:
        """Refuse a status without what it needs: an answer that took over, or a day and a reason."""
        if (self.status == "moved") != (self.to is not None):
            raise ValueError("status moved and `to` (the id that took over) come together")
        if (self.status == "retired") != (self.retired is not None and self.reason is not None):
            raise ValueError("status retired, `retired` (the day) and `reason` come together")
        return self


class PermalinkText(Model):
    """An answer in one language, as links.json gives it; `url` from the site's root."""

    url: str
    question: Words
    answer: Words


if TYPE_CHECKING:

    class PermalinkTexts(Model):
        """One PermalinkText a language."""

else:
    PermalinkTexts = localized("PermalinkTexts", PermalinkText)


class PublishedPermalink(PermalinkTexts):
    """An entry of links.json; `address` is whole, and there once the site has an address of its own."""

    id: Slug
    since: date
    changed: date  # the day its words or facts last changed
    address: str | None = None
    status: Literal["live", "moved", "retired"]
    checked: date


class Redirect(Model):
    """What became of a page or section that once had an address."""

    id: Spot = Field(alias="from")
    to: Spot | None
    day: date
    reason: LocalizedText | None = None

    @model_validator(mode="after")
    def says_why(self) -> Redirect:
        """Refuse an address that leads nowhere without a reason."""
        if self.to is None and self.reason is None:
            raise ValueError("leads nowhere and gives no reason")
        return self
